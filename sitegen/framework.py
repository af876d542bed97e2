"""The framework's YAML as one codebook, or every problem of every file.

1. Each file is read and compared with its schema.
2. What the files say about each other is checked as far as they could be read.
3. The wordings of the items are linted.
4. Without a problem, all is compiled into one canonical JSON text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorer import codebook
from scorer.framework import Framework, Workbook, canonical, fingerprint
from sitegen import (
    consistency,
    forms,
    healthchecks,
    itemlint,
    placements,
    references,
    weights,
    workbooks,
)
from sitegen.compiling import filled
from sitegen.files import structure, texts, yamlsource
from sitegen.files.yamlsource import ANY
from sitegen.problems import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.references import Sources

__all__ = ["FrameworkError", "Loaded", "load"]


class FrameworkError(Exception):
    """The framework cannot be used; ``problems`` says why, in order of file and place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        number = len(problems)
        super().__init__(f"{number} {'problem' if number == 1 else 'problems'} in the framework")
        self.problems = problems


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A framework without a problem, and the text that the scorer reads."""

    framework: Framework
    codebook: str
    """Canonical JSON with a line end: the content of ``scorer/framework.json``."""


def load(folder: Path, shown: str = "") -> Loaded:
    """Load the framework of a folder; ``shown`` is its path in problems, else its own name.

    Raises FrameworkError with every problem that was found.
    """
    problems = Problems()
    sources = _read(folder, shown or folder.absolute().name, problems)
    told = {(problem.path, problem.line, problem.column) for problem in problems}
    for problem in _across(sources):
        # An id that has the wrong form is not looked for as well.
        place = (problem.path, problem.line, problem.column)
        if problem.code != "unknown-id" or place not in told:
            problems.add(problem)
    if problems or sources.framework is None:
        raise FrameworkError(tuple(problems))
    text = canonical(_compile(sources, sources.framework)) + "\n"
    return Loaded(framework=codebook.load(text), codebook=text)


def _read(folder: Path, shown: str, problems: Problems) -> Sources:
    lost: dict[str, frozenset[Steps]] = {}

    def document(file: Path, schema: str | None) -> Document | None:
        name = f"{shown}/{file.relative_to(folder).as_posix()}"
        try:
            found, faults = yamlsource.read(file, name)
        except OSError as error:
            problems.add(
                _file_problem(name, "missing-file", f"the file cannot be read: {error.strerror}")
            )
            return None
        problems.extend(faults)
        if found is not None:
            checked = structure.check(found, schema or _schema(found))
            problems.extend(checked.problems)
            lost[name] = checked.lost
        return found

    def group(name: str, schema: str | None) -> dict[str, Document | None]:
        files = _files(folder / name, f"{shown}/{name}", problems)
        return {file.stem: document(file, schema) for file in files}

    def optional(name: str) -> Document | None:
        file = folder / f"{name}.yml"
        return document(file, name) if file.is_file() else None

    return references.Sources(
        framework=document(folder / "framework.yml", "framework"),
        areas=group("areas", "area"),
        instruments=group("instruments", None),
        patterns=optional("patterns"),
        fit=optional("fit"),
        lost=lost,
    )


def _schema(instrument: Document) -> str:
    """Return the schema of an instrument's kind; that of self-assessments tells all kinds."""
    kind = instrument.at(("kind",))
    if kind in Workbook.KINDS:
        return "workbook"
    return kind if kind in ("placement", "health-check") else "instrument"


def _files(folder: Path, shown: str, problems: Problems) -> Iterator[Path]:
    """Yield the YAML files of a folder; editors' hidden and backup files are passed over."""
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    for file in inside:
        if texts.leftover(file.name):
            continue
        if file.suffix == ".yml" and file.is_file():
            yield file
        else:
            path = f"{shown}/{file.name}"
            hint = "files here end in .yml; move others away"
            problems.add(_file_problem(path, "unknown-file", "this is not read", hint))


def _file_problem(path: str, code: str, message: str, hint: str = "") -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint)


def _across(sources: Sources) -> Iterator[Problem]:
    yield from references.check(sources)
    if sources.framework is not None:
        yield from consistency.check_framework(sources.framework)
    areas = sources.documents(references.AREAS)
    yield from consistency.check_areas(areas)
    yield from forms.check(sources)
    yield from itemlint.check(areas)
    yield from _instruments(sources)


def _instruments(sources: Sources) -> Iterator[Problem]:
    """Check what only instruments of one kind have."""
    patterns = _pattern_ids(sources)
    for placement in sources.documents(references.PLACEMENTS):
        if patterns is not None:
            yield from placements.check(placement, patterns)
    for health_check in sources.documents(references.HEALTH_CHECKS):
        ladder = _known(sources, references.FRAMEWORK, "evidence_ladder", ANY, "id")
        yield from healthchecks.check(health_check, ladder)
    competencies = _known(sources, references.AREAS, "competencies", ANY, "id")
    if sources.fit is not None and competencies is not None and patterns is not None:
        yield from weights.check(sources.fit, competencies, patterns)
    for document in sources.documents(references.INSTRUMENTS):
        if document.at(("kind",)) in Workbook.KINDS:
            yield from workbooks.check(
                document,
                scales=_known(sources, references.FRAMEWORK, "scales", ANY, "id"),
                subjects=_subjects(sources, patterns),
                forms=_forms(sources),
            )


def _known(sources: Sources, group: str, *pattern: str | int) -> list[str] | None:
    """Return the texts at a place of a group's files; None when a damaged file may hold more."""
    if not sources.complete(group, pattern):
        return None
    return [text for document in sources.documents(group) for text in _texts(document, *pattern)]


def _pattern_ids(sources: Sources) -> list[str] | None:
    """Return the patterns; None when their file is damaged."""
    if sources.patterns is None:
        return []
    pattern = ("patterns", ANY, "id")
    damaged = any(steps[:1] in ((), ("patterns",)) for steps in sources.lost[sources.patterns.path])
    return None if damaged else _texts(sources.patterns, *pattern)


def _subjects(sources: Sources, patterns: list[str] | None) -> dict[str, list[str] | None]:
    """Return what a workbook can ask about, by the name that it uses."""
    framework = references.FRAMEWORK
    return {
        "competencies": _known(sources, references.AREAS, "competencies", ANY, "id"),
        "components": _known(sources, framework, "emotional_intelligence", ANY, "id"),
        "dimensions": _known(sources, references.HEALTH_CHECKS, "dimensions", ANY, "id"),
        "ladder": _known(sources, framework, "evidence_ladder", ANY, "id"),
        "patterns": patterns,
    }


def _forms(sources: Sources) -> dict[str, list[str]] | None:
    """Return the forms of each instrument; None when one of them cannot be read."""
    if not sources.complete(references.INSTRUMENTS, ("forms", ANY, "id")):
        return None
    return {
        stem: _texts(document, "forms", ANY, "id") for stem, document in sources.instruments.items()
    }


def _texts(document: Document | None, *pattern: str | int) -> list[str]:
    return [] if document is None else [found for _, found in document.texts(*pattern)]


def _compile(sources: Sources, framework: Document) -> dict[str, Any]:
    """Put all files into one structure, in the order that ``framework.yml`` gives."""
    data = framework.data
    whole = {
        **data,
        "patterns": _data(sources.patterns),
        "fit": _data(sources.fit),
        "areas": [_data(sources.areas[found]) for found in data["areas"]],
        "instruments": [_data(sources.instruments[found]) for found in data["instruments"]],
    }
    compiled = {
        "format": codebook.FORMAT,
        "format_version": codebook.FORMAT_VERSION,
        **filled(Framework, whole),
    }
    return {**compiled, "sha256": fingerprint(compiled)}


def _data(document: Document | None) -> Any:  # noqa: ANN401 -- YAML data
    return document.data if document else None
