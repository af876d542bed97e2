"""Rules that the weights of ``fit.yml`` must keep beyond their schema."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sitegen import completeness
from sitegen.files.yamlsource import ANY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sitegen.files.yamlsource import Document
    from sitegen.problems import Problem

__all__ = ["check"]

_LOWEST: Final = 1
_HIGHEST: Final = 3
_NUMBER: Final = re.compile(r"[0-9]+(\.[0-9]+)?")


def check(
    document: Document, competencies: Collection[str], patterns: Collection[str]
) -> Iterator[Problem]:
    """Yield what keeps the table from having one weight for each competency and pattern.

    ``competencies`` and ``patterns`` are the ids of the framework.
    """
    yield from completeness.check(
        document,
        ("competencies",),
        "competency",
        competencies,
        kind="competency",
        inside='"competencies"',
    )
    for steps, _ in document.find("competencies", ANY):
        yield from completeness.check(
            document,
            (*steps, "weights"),
            "pattern",
            patterns,
            kind="pattern",
            inside=f'the weights of "{document.at((*steps, "competency"))}"',
        )
    yield from _cut(document)


def _cut(document: Document) -> Iterator[Problem]:
    """Hold the cut to a number that some weights reach and some do not."""
    for steps, text in document.texts("importance_cut"):
        if _NUMBER.fullmatch(text) and not _LOWEST < Decimal(text) <= _HIGHEST:
            message = f'"importance_cut" is {text}, and weights go from {_LOWEST} to {_HIGHEST}'
            expected = f"more than {_LOWEST} and at most {_HIGHEST}"
            yield document.problem(steps, "limit", message, expected=expected)
