"""Rules that one file of the framework must keep beyond its schema."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sitegen.files.yamlsource import ANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["check_areas", "check_framework"]


def check_framework(framework: Document) -> Iterator[Problem]:
    """Yield problems of scales and of retired ids' versions."""
    for steps, points in framework.find("scales", ANY, "points"):
        if isinstance(points, list):
            yield from _scale(framework, steps, points)
    yield from _retired_versions(framework)


def _scale(framework: Document, steps: Steps, points: list[Any]) -> Iterator[Problem]:
    if len(points) % 2 == 0 and points:
        yield framework.problem(
            steps,
            "scale",
            f"the scale has {len(points)} points, so that no word stands in the middle",
            expected="an odd number of points",
        )
    before: int | None = None
    words: dict[str, int] = {}
    for index, point in enumerate(points):
        value, word = (point.get("value"), point.get("word")) if isinstance(point, dict) else (0, 0)
        if type(value) is int:
            if before is not None and value != before + 1:
                message = f"the value {value} follows the value {before}"
                place = (*steps, index, "value")
                yield framework.problem(place, "scale", message, expected=str(before + 1))
            before = value
        if isinstance(word, str) and words.setdefault(word.casefold(), index) != index:
            message = f'the word "{word}" stands for two values'
            expected = "a word for each value"
            yield framework.problem((*steps, index, "word"), "scale", message, expected=expected)


def _retired_versions(framework: Document) -> Iterator[Problem]:
    current = _version(framework.data.get("version"))
    for steps, text in framework.texts("retired", ANY, "version"):
        retired = _version(text)
        if current and retired and retired > current:
            yield framework.problem(
                steps,
                "retired-version",
                f"the id is retired in {text}, which is after this version",
                expected=f"{framework.data['version']} or earlier",
            )


def _version(text: object) -> tuple[int, ...] | None:
    parts = text.split(".") if isinstance(text, str) else []
    if len(parts) != 3 or not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    return tuple(int(part) for part in parts)


def check_areas(areas: Iterable[Document]) -> Iterator[Problem]:
    """Yield problems of item prefixes, page names and the order of evidence prompts."""
    owners: dict[str, Document] = {}
    for area in areas:
        yield from _prefixes(area, owners)
        for steps, found in area.texts("competencies", ANY, "id"):
            if found == "index":
                message = "index is the name of the area's own page"
                yield area.problem(steps, "reserved-id", message, expected="another id")
        for steps, prompts in area.find("competencies", ANY, "evidence"):
            if isinstance(prompts, list):
                yield from _outcomes_first(area, steps, prompts)


def _prefixes(area: Document, owners: dict[str, Document]) -> Iterator[Problem]:
    """Hold an area's items to one prefix, the most frequent, that no other area has."""
    items = [
        (steps, found, found.partition("-")[0])
        for steps, found in area.texts("competencies", ANY, "items", ANY, "id")
    ]
    if not items:
        return
    usual = Counter(prefix for _, _, prefix in items).most_common(1)[0][0]
    first = next(steps for steps, _, prefix in items if prefix == usual)
    owner = owners.setdefault(usual, area)
    if owner is not area:
        message = f'the prefix "{usual}" belongs to the items of {owner.path}'
        hint = "give the items of each area a prefix of their own"
        yield area.problem(first, "item-prefix", message, hint=hint)
    for steps, found, prefix in items:
        if prefix != usual:
            message = f'the item "{found}" does not have the prefix of its area'
            yield area.problem(steps, "item-prefix", message, expected=f'"{usual}-" and a number')


def _outcomes_first(area: Document, steps: Steps, prompts: list[Any]) -> Iterator[Problem]:
    process = False
    for index, prompt in enumerate(prompts):
        kind = prompt.get("kind") if isinstance(prompt, dict) else None
        if kind == "outcome" and process:
            message = "an outcome stands after a process"
            place = (*steps, index, "kind")
            yield area.problem(place, "evidence-order", message, expected="all outcomes first")
        process = process or kind == "process"
