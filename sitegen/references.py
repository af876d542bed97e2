"""What the framework's files say about each other: ids, and references to ids."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sitegen.files.yamlsource import ANY
from sitegen.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["Sources", "check"]

Pattern = tuple[str | int, ...]

FRAMEWORK, AREAS, INSTRUMENTS = "framework", "areas", "instruments"
SELF_ASSESSMENTS, PLACEMENTS, HEALTH_CHECKS = "self-assessment", "placement", "health-check"
"""Groups of instruments, by their kind."""

_DEFINITIONS: Final[tuple[tuple[str, str, Pattern], ...]] = (
    ("source", FRAMEWORK, ("sources", ANY, "id")),
    ("scale", FRAMEWORK, ("scales", ANY, "id")),
    ("component", FRAMEWORK, ("emotional_intelligence", ANY, "id")),
    ("leadership task", FRAMEWORK, ("leadership_tasks", ANY, "id")),
    ("ladder step", FRAMEWORK, ("evidence_ladder", ANY, "id")),
    ("area", AREAS, ("id",)),
    ("competency", AREAS, ("competencies", ANY, "id")),
    ("item", AREAS, ("competencies", ANY, "items", ANY, "id")),
    ("instrument", INSTRUMENTS, ("id",)),
    ("feature", PLACEMENTS, ("features", ANY, "id")),
    ("dimension", HEALTH_CHECKS, ("dimensions", ANY, "id")),
    ("dimension", HEALTH_CHECKS, ("outcome_evidence", "id")),
    ("state item", HEALTH_CHECKS, ("dimensions", ANY, "items", ANY, "id")),
    ("state item", HEALTH_CHECKS, ("outcome_evidence", "items", ANY, "id")),
)
"""Where each kind of id is defined: in which files, and where in them."""

_REFERENCES: Final[tuple[tuple[str, Pattern, str], ...]] = (
    (FRAMEWORK, ("emotional_intelligence", ANY, "source"), "source"),
    (FRAMEWORK, ("leadership_tasks", ANY, "source"), "source"),
    (AREAS, ("source",), "source"),
    (AREAS, ("competencies", ANY, "why", "sources", ANY), "source"),
    (AREAS, ("competencies", ANY, "emotional_intelligence", ANY), "component"),
    (AREAS, ("competencies", ANY, "leadership_tasks", ANY), "leadership task"),
    (SELF_ASSESSMENTS, ("scale",), "scale"),
    (SELF_ASSESSMENTS, ("forms", ANY, "items", ANY), "item"),
    (SELF_ASSESSMENTS, ("pairs", ANY, ANY), "item"),
)
"""Where an id is used, and of which kind it must be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """All files of a framework. A file that could not be read is None."""

    framework: Document | None
    areas: Mapping[str, Document | None]
    """By file name without its ending."""
    instruments: Mapping[str, Document | None]
    patterns: Document | None
    """None too where the framework has no such file."""
    fit: Document | None
    """None too where the framework has no such file."""
    lost: Mapping[str, frozenset[Steps]]
    """By path: where a part of a file is missing or has the wrong type."""

    def documents(self, group: str) -> list[Document]:
        """Return the files of a group that could be read, by name."""
        return [document for document in self._group(group) if document is not None]

    def complete(self, group: str, pattern: Pattern) -> bool:
        """Whether every value that the pattern can match is there."""
        return all(
            document is not None
            and not any(_covers(steps, pattern) for steps in self.lost[document.path])
            for document in self._group(group)
        )

    def _group(self, group: str) -> list[Document | None]:
        if group == FRAMEWORK:
            return [self.framework]
        if group == AREAS:
            return list(self.areas.values())
        return [
            document
            for document in self.instruments.values()
            # A file that cannot be read may be of any kind.
            if document is None or group in (INSTRUMENTS, document.at(("kind",)))
        ]


def _covers(steps: Steps, pattern: Pattern) -> bool:
    """Whether what is missing at ``steps`` may have held something that the pattern matches."""
    pairs = zip(steps, pattern, strict=False)
    return len(steps) <= len(pattern) and all(part in (ANY, step) for step, part in pairs)


@dataclass(slots=True)
class _Index:
    """Where each id of one kind stands first."""

    places: dict[str, tuple[Document, Steps]] = field(default_factory=dict)
    complete: bool = True


def check(sources: Sources) -> Iterator[Problem]:
    """Yield problems of ids and references. What a damaged file may define is not missed."""
    indexes: dict[str, _Index] = {}
    for kind, group, pattern in _DEFINITIONS:
        index = indexes.setdefault(kind, _Index())
        index.complete &= sources.complete(group, pattern)
        for document in sources.documents(group):
            yield from _collect(index, kind, document, pattern)
    yield from _asked_twice(indexes)
    for group, pattern, kind in _REFERENCES:
        for document in sources.documents(group):
            yield from _dangling(indexes[kind], kind, document, pattern)
    yield from _files(sources, AREAS, "area")
    yield from _files(sources, INSTRUMENTS, "instrument")
    yield from _retired(sources, indexes)


def _collect(index: _Index, kind: str, document: Document, pattern: Pattern) -> Iterator[Problem]:
    for steps, found in document.texts(*pattern):
        if found in index.places:
            first, place = index.places[found]
            line, column = first.place(place)
            yield document.problem(
                steps,
                "duplicate-id",
                f'the {kind} "{found}" is already at {first.path}:{line}:{column}',
                hint="give it an id of its own",
            )
        else:
            index.places[found] = (document, steps)


def _asked_twice(indexes: Mapping[str, _Index]) -> Iterator[Problem]:
    """Tell ids of two kinds of questions that are one: a saved file could not tell them apart."""
    for earlier, kind in combinations(("item", "feature", "state item"), 2):
        for found, (document, steps) in indexes[kind].places.items():
            if found in indexes[earlier].places:
                first, place = indexes[earlier].places[found]
                line, column = first.place(place)
                yield document.problem(
                    steps,
                    "duplicate-id",
                    f'the {earlier} "{found}" is already at {first.path}:{line}:{column}',
                    hint="give it an id of its own",
                )


def _dangling(index: _Index, kind: str, document: Document, pattern: Pattern) -> Iterator[Problem]:
    if not index.complete:
        return
    for steps, found in document.texts(*pattern):
        if found not in index.places:
            yield document.problem(
                steps,
                "unknown-id",
                f'there is no {kind} "{found}"',
                expected=_some_of(index.places),
                hint=did_you_mean(found, index.places),
            )


def _some_of(known: Mapping[str, object]) -> str:
    names = list(known)
    return "one of " + ", ".join(names) if len(names) <= 12 else ""


def _files(sources: Sources, group: str, kind: str) -> Iterator[Problem]:
    """Compare a list of ``framework.yml`` with the files of its folder, both ways."""
    files = sources.areas if group == AREAS else sources.instruments
    for stem, document in files.items():
        if document is None:
            continue
        for steps, found in document.texts("id"):
            if found != stem:
                message = f'the id "{found}" is not the name of the file'
                hint = f"rename the file to {found}.yml, or the id to {stem}"
                yield document.problem(steps, "file-name", message, expected=stem, hint=hint)
    framework = sources.framework
    if framework is None or not sources.complete(FRAMEWORK, (group, ANY)):
        return
    listed = {found: steps for steps, found in framework.texts(group, ANY)}
    for found, steps in listed.items():
        if found not in files:
            yield framework.problem(
                steps,
                "unknown-id",
                f"there is no file {group}/{found}.yml",
                hint=did_you_mean(found, files) or f"write the file, or remove the {kind}",
            )
    for stem, document in files.items():
        if stem not in listed and document is not None:
            yield document.problem(
                (),
                "not-listed",
                f'the {kind} is not in the list "{group}" of {framework.path}',
                hint="add it where it belongs in the order shown, or delete the file",
            )


def _retired(sources: Sources, indexes: Mapping[str, _Index]) -> Iterator[Problem]:
    framework = sources.framework
    if framework is None:
        return
    in_use = ChainMap(*(index.places for index in indexes.values()))
    seen: dict[str, Steps] = {}
    for steps, found in framework.texts("retired", ANY, "id"):
        first = seen.setdefault(found, steps)
        line, column = framework.place(first)
        if first != steps:
            message = f'"{found}" is already in the list, at {line}:{column}'
            yield framework.problem(steps, "duplicate-id", message)
        if found in in_use:
            document, place = in_use[found]
            yield document.problem(
                place,
                "retired-id",
                f'the id "{found}" was retired, at {framework.path}:{line}:{column}',
                expected="an id that was never used",
            )
    if all(index.complete for index in indexes.values()):
        for steps, found in framework.texts("retired", ANY, "replaced_by"):
            if found not in in_use and found not in seen:
                message = f'there is nothing with the id "{found}"'
                hint = did_you_mean(found, in_use)
                yield framework.problem(steps, "unknown-id", message, hint=hint)
