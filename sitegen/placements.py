"""Rules that an instrument of described features must keep beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen import completeness
from sitegen.files.yamlsource import ANY
from sitegen.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["check"]

_LISTS: Final = {"passes": "pass", "forms": "form", "features": "feature"}


def check(document: Document, patterns: Collection[str]) -> Iterator[Problem]:
    """Yield problems of one instrument; ``patterns`` are the ids of ``patterns.yml``."""
    for group, kind in _LISTS.items():
        yield from _repeated_ids(document, group, kind)
    yield from _passes(document)
    for steps, _ in document.find("features", ANY):
        yield from completeness.check(
            document,
            (*steps, "descriptions"),
            "pattern",
            patterns,
            kind="pattern",
            inside=f'the feature "{document.at((*steps, "id"))}"',
        )
    yield from _limits(document)


def _repeated_ids(document: Document, group: str, kind: str) -> Iterator[Problem]:
    seen: dict[str, Steps] = {}
    for steps, found in document.texts(group, ANY, "id"):
        first = seen.setdefault(found, steps)
        if first != steps:
            line, column = document.place(first)
            message = f'the {kind} "{found}" is already at {document.path}:{line}:{column}'
            yield document.problem(steps, "duplicate-id", message)


def _passes(document: Document) -> Iterator[Problem]:
    """Hold what the forms name to the passes that there are, both ways."""
    known = {found: steps for steps, found in document.texts("passes", ANY, "id")}
    named = list(document.texts("forms", ANY, "passes", ANY))
    unknown = [(steps, found) for steps, found in named if found not in known]
    for steps, found in unknown:
        message, expected = f'there is no pass "{found}"', "one of " + ", ".join(known)
        hint = did_you_mean(found, known)
        yield document.problem(steps, "unknown-id", message, expected=expected, hint=hint)
    left_over = known.keys() - {found for _, found in named}
    for name in sorted(left_over) if named and not unknown else ():
        message, hint = f'the pass "{name}" is in no form', "add it to a form, or remove it"
        yield document.problem(known[name], "unused-pass", message, hint=hint)


def _limits(document: Document) -> Iterator[Problem]:
    """Hold the limits to what can happen with so many features."""
    features, least = document.at(("features",)), document.at(("minimum",))
    if not isinstance(features, list) or not features:
        return
    number = len(features)
    for key, most in (("minimum", number), ("within", number - 1)):
        value = document.at((key,))
        if type(value) is int and value > most:
            message = f'"{key}" is {value}, but there are {number} features'
            yield document.problem((key,), "limit", message, expected=f"at most {most}")
    if type(least) is int and least <= number:
        yield from _rows(document, range(number, least - 1, -1))
    for steps, _ in document.find("clarity", ANY):
        yield from _possible(document, steps)


def _rows(document: Document, wanted: range) -> Iterator[Problem]:
    """Hold ``clarity`` to one row for each number of answered features, highest first."""
    steps = ("clarity",)
    rows = document.at(steps)
    if not isinstance(rows, list):
        return
    answered = [document.at((*steps, index, "answered")) for index in range(len(rows))]
    for index, value in enumerate(answered):
        if type(value) is not int:
            continue
        place, before = (*steps, index, "answered"), answered[:index]
        if value not in wanted:
            message = f"the limits are for {value} answered features"
            expected = f"{wanted[-1]} to {wanted[0]}, from the minimum to all"
            yield document.problem(place, "clarity", message, expected=expected)
        elif value in before:
            line, column = document.place((*steps, before.index(value), "answered"))
            message = f"the limits for {value} answered features are already at {line}:{column}"
            yield document.problem(place, "clarity", message)
        elif before and type(before[-1]) is int and value > before[-1]:
            message = f"the limits for {value} answered features stand after those for {before[-1]}"
            yield document.problem(place, "clarity", message, expected="the highest number first")
    if all(type(value) is int and value in wanted for value in answered):
        for value in wanted:
            if value not in answered:
                message = f"there are no limits for {value} answered features"
                yield document.problem(steps, "clarity", message, key=True)


def _possible(document: Document, steps: Steps) -> Iterator[Problem]:
    """Hold a row to limits that a profile can reach, and that two patterns cannot share."""
    answered = document.at((*steps, "answered"))
    if type(answered) is not int:
        return
    half = answered // 2 + 1
    clear = document.at((*steps, "clear"))
    below = clear - 1 if type(clear) is int else answered
    for key, least, most in (
        ("clear", half, answered),
        ("mainly", half, below),
        ("lead", 1, answered),
    ):
        value = document.at((*steps, key))
        if type(value) is int and not least <= value <= most:
            message = f'"{key}" is {value} of {answered} answered features'
            expected = _range(least, most)
            hint = "more than half, so that no two patterns reach it" if value < least else ""
            yield document.problem((*steps, key), "limit", message, expected=expected, hint=hint)


def _range(least: int, most: int) -> str:
    if least > most:
        return "no such key, since every such number is clear"
    return f"{least} to {most}" if least < most else str(most)
