"""The framework's YAML as one codebook, or every problem of every file.

1. Each file is read and compared with its schema.
2. What the files say about each other is checked as far as they could be read.
3. The wordings of the items are linted.
4. Without a problem, all is compiled into one canonical JSON text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scorer import codebook
from scorer.framework import canonical, fingerprint
from sitegen import consistency, forms, itemlint, references
from sitegen.files import structure, texts, yamlsource
from sitegen.problems import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scorer.framework import Framework
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

    def document(file: Path, schema: str) -> Document | None:
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
            checked = structure.check(found, schema)
            problems.extend(checked.problems)
            lost[name] = checked.lost
        return found

    def group(name: str, schema: str) -> dict[str, Document | None]:
        files = _files(folder / name, f"{shown}/{name}", problems)
        return {file.stem: document(file, schema) for file in files}

    return references.Sources(
        framework=document(folder / "framework.yml", "framework"),
        areas=group("areas", "area"),
        instruments=group("instruments", "instrument"),
        lost=lost,
    )


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


_OPTIONAL: Final[Mapping[str, tuple[str, ...]]] = {
    "sources": ("url",),
    "retired": ("replaced_by",),
    "minimum": ("competency_items", "area_competencies"),
    "planning": ("competency_sem",),
}
"""Keys that a source file may leave out; the codebook has them as null."""


def _compile(sources: Sources, framework: Document) -> dict[str, Any]:
    """Put all files into one structure, in the order that ``framework.yml`` gives."""
    data = framework.data
    compiled = {
        "format": codebook.FORMAT,
        "format_version": codebook.FORMAT_VERSION,
        **data,
        "sources": [_filled(source, "sources") for source in data["sources"]],
        "retired": [_filled(retired, "retired") for retired in data["retired"]],
        "areas": [_area(sources.areas, found) for found in data["areas"]],
        "instruments": [_instrument(sources.instruments, found) for found in data["instruments"]],
    }
    return {**compiled, "sha256": fingerprint(compiled)}


def _filled(part: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**dict.fromkeys(_OPTIONAL[name]), **part}


def _area(areas: Mapping[str, Document | None], found: str) -> dict[str, Any]:
    area = areas[found]
    return {"also_known_as": None, **(area.data if area else {})}


def _instrument(instruments: Mapping[str, Document | None], found: str) -> dict[str, Any]:
    document = instruments[found]
    data = document.data if document else {}
    parts = ("minimum", "planning")
    filled = [
        {**form, **{part: _filled(form[part], part) for part in parts}} for form in data["forms"]
    ]
    return {**data, "forms": filled}
