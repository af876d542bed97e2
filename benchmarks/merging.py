"""Merging the health checks of 300 members, in this Python: reading, checking, adding up."""

from __future__ import annotations

import json
import random
import statistics
import time

from benchmarks.figures import Figure
from scorer import codebook, group, groupreport
from scorer.framework import HealthCheck

MEMBERS = 300
ORGANISATIONS = 20
ROUNDS = 15


def files(members: int = MEMBERS) -> list[tuple[str, str]]:
    """Return made-up members' files, the same every time; one answer in twenty is missing."""
    framework = codebook.default()
    check = framework.all_of(HealthCheck)[0]
    chance = random.Random(300)  # noqa: S311 -- no cryptography here
    missing = {"value": None, "reason": "not_applicable"}
    return [
        (
            f"member-{number}.json",
            json.dumps(
                {
                    "format": "partnership-intelligence/answers",
                    "format_version": 1,
                    "framework": {
                        "id": framework.id,
                        "version": framework.version,
                        "sha256": framework.sha256,
                    },
                    "instrument": check.id,
                    "form": check.forms[0].id,
                    "about": {
                        "partnership": "Harbour",
                        "organisation": f"Organisation {chance.randint(1, ORGANISATIONS)}",
                        "id": f"{number:032x}",
                    },
                    "answers": {
                        item: chance.randint(1, 5) if chance.random() > 0.05 else missing
                        for item in check.forms[0].items
                    },
                },
                indent=2,
            ),
        )
        for number in range(members)
    ]


def run() -> list[Figure]:
    """Return the median of merging alone, and with the report."""
    framework, opened = codebook.default(), files()
    merging, reporting = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = group.merge(opened, framework)
        merging.append(time.perf_counter() - start)
        groupreport.report(result, framework)
        reporting.append(time.perf_counter() - start)
    assert result.members == MEMBERS
    name = f"Merging {MEMBERS} members’ files in CPython"
    return [
        Figure(name, 1000 * statistics.median(merging), "ms", "at most 150"),
        Figure("The same with the report", 1000 * statistics.median(reporting), "ms", ""),
    ]


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3g} {figure.unit}")
