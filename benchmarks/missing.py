"""Simulate what missing answers do to a mean: ``python -m benchmarks.missing``.

Made-up people answer 12 items. Under each answer lies a value: the item's own level, what
the person brings to all items, and chance. What the person brings makes the items
correlate. The value is rounded to a point of the scale from 1 to 5. For each case the mean
of the answers that are left is compared with the mean of all. ``--json`` prints the file
that the site shows, ``docs/data/missing.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import fmean

__all__ = ["CASES", "PEOPLE", "Case", "simulate"]

CORRELATION = 0.30
ITEM_MEAN_SD = 0.4
# People rate themselves kindly: the answers lean to the upper half of the scale.
MIDDLE = 3.5
SEED = 20_261_121
PEOPLE = 200_000
CASES = ((3, 1), (4, 1), (4, 2), (12, 3), (12, 4), (12, 6))
"""(items, missing answers)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What came out for one case, in points of the answer scale."""

    items: int
    missing: int
    error: float
    """The root mean square error when any items are skipped."""
    bias: float
    """The mean error when the items that score lowest on average are skipped."""


def simulate(people: int, seed: int = SEED) -> list[Case]:
    """Return each case for as many people, each with items of their own."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    squares: dict[tuple[int, int], list[float]] = {case: [] for case in CASES}
    errors: dict[tuple[int, int], list[float]] = {case: [] for case in CASES}
    for _ in range(people):
        levels = [random.gauss(0, ITEM_MEAN_SD) for _ in range(12)]
        answers = _answers(random, levels)
        for items, missing in CASES:
            # Items are alike before they are drawn, so leaving out the last ones is chance.
            left = items - missing
            full = fmean(answers[:items])
            squares[items, missing].append((fmean(answers[:left]) - full) ** 2)
            highest = sorted(range(items), key=levels.__getitem__)[missing:]
            errors[items, missing].append(fmean(answers[item] for item in highest) - full)
    return [
        Case(
            items=case[0],
            missing=case[1],
            error=sqrt(fmean(squares[case])),
            bias=fmean(errors[case]),
        )
        for case in CASES
    ]


def _answers(random: Random, levels: list[float]) -> list[int]:
    person = sqrt(CORRELATION) * random.gauss(0, 1)
    return [
        min(max(round(MIDDLE + level + person + sqrt(1 - CORRELATION) * random.gauss(0, 1)), 1), 5)
        for level in levels
    ]


def as_json(cases: list[Case], people: int) -> str:
    """Return the file that the site shows, with two decimals."""
    data = {
        "made_by": "python -m benchmarks.missing --json",
        "people": people,
        "seed": SEED,
        "correlation": f"{CORRELATION:.2f}",
        "item_mean_sd": f"{ITEM_MEAN_SD:.1f}",
        "middle": f"{MIDDLE:.1f}",
        "cases": [
            {
                "items": case.items,
                "missing": case.missing,
                "error": f"{case.error:.2f}",
                "bias": f"{case.bias:.2f}",
            }
            for case in cases
        ],
    }
    return json.dumps(data, indent=2) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="What missing answers do to a mean.")
    parser.add_argument("--people", type=int, default=PEOPLE, help="made-up people a case")
    parser.add_argument("--json", action="store_true", help="print docs/data/missing.json")
    options = parser.parse_args()
    cases = simulate(options.people)
    if options.json:
        print(as_json(cases, options.people), end="")
        return
    print("items  missing  typical error  error when the lowest-scoring items are skipped")
    for case in cases:
        print(f"{case.items:5}  {case.missing:7}  {case.error:13.3f}  {case.bias:+.3f}")


if __name__ == "__main__":
    main()
