"""All that a build reads, checked: every problem of every file in one run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import scorer
from sitegen import (
    articles,
    colours,
    framework,
    glossary,
    guidance,
    releases,
    shell,
    statement,
)
from sitegen.articles import DATA
from sitegen.figures import figuredata, figurepatterns
from sitegen.files import texts
from sitegen.problems import Problem, Problems
from sitegen.project import BuildError
from sitegen.prose import frontmatter, lint
from sitegen.works import bibliography, citations, citethis

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.project import Project


__all__ = ["Sources", "notes", "read", "settings"]


REFERENCES: Final = f"docs/{DATA}/references.json"
GLOSSARY: Final = f"docs/{DATA}/glossary.yml"
STATEMENT: Final = f"docs/{DATA}/accessibility.yml"
SIMULATED: Final = f"docs/{DATA}/missing.json"
CITATION: Final = "CITATION.cff"
CHANGES: Final = "CHANGELOG.md"
WRITE_UP: Final = "docs/research/index.md"
PROSE: Final = f"docs/{DATA}/prose.yml"
_NEEDED: Final = (REFERENCES, GLOSSARY, STATEMENT, SIMULATED, PROSE, CITATION, CHANGES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """What the pages are made from, without a problem."""

    settings: shell.Settings
    framework: framework.Loaded
    releases: tuple[releases.Release, ...]
    """Codebooks of earlier versions."""
    guidance: guidance.Guidance
    patterns: figurepatterns.Patterns | None
    """Of partnership, on two axes; None where the framework has none."""
    simulated: tuple[figuredata.Simulated, ...]
    """How far scores stray when answers are missing."""
    changelog: str
    """The text of the file."""
    references: bibliography.References
    citation: citethis.Citation
    glossary: glossary.Glossary
    statement: statement.Statement


def settings(project: Project) -> shell.Settings:
    """Read the configuration; raises BuildError when it cannot be used."""
    if not project.docs.is_dir():
        raise BuildError([_missing(project.docs.name)], configuration=True)
    try:
        found = shell.settings(project.config)
    except shell.ShellError as error:
        raise BuildError(error.problems, configuration=error.configuration) from error
    if not (project.root / found.framework).is_dir():
        raise BuildError([_missing(found.framework)], configuration=True)
    return found


def _missing(path: str, what: str = "folder") -> Problem:
    message = f"there is no such {what}"
    return Problem(path=path, code="missing-file", message=message)


def read(project: Project) -> Sources:
    """Read and check everything; raises BuildError with every problem of every file.

    Files that are missing are told before anything else is read.
    """
    config = settings(project)
    absent = [name for name in _NEEDED if not (project.root / name).is_file()]
    if absent:
        raise BuildError([_missing(name, "file") for name in absent])
    folder = project.root / config.framework
    problems = Problems(colours.check(config.colours, project.config))
    problems.extend(lint.check(project.root))
    problems.extend(lint.check_data(project.root, (folder, project.docs / DATA)))
    keep = _Keeper(problems)
    works = keep(bibliography.load(project.root / REFERENCES, REFERENCES))
    # Without works every citation would be told as well.
    known = works.works or None
    terms = keep(glossary.load(project.root / GLOSSARY, GLOSSARY, known))
    patterns = keep(
        figurepatterns.load(
            *_named(config.framework, project, "patterns.yml"),
            works=known,
            pages=guidance.pages(project.docs),
        )
    )
    record = keep(citethis.load(project.root / CITATION, CITATION))
    accessibility = keep(statement.load(project.root / STATEMENT, STATEMENT))
    cases = keep(figuredata.simulated(project.root / SIMULATED, SIMULATED))
    changes = keep(texts.read(project.root / CHANGES, CHANGES))
    loaded = _framework(folder, config.framework, problems)
    released = keep(releases.read(folder, config.framework))
    also = citations.keys(glossary.maker(terms)("")) | ({patterns.source} if patterns else set())
    problems.extend(_cited(project, works, also, loaded))
    problems.extend(_agreement(project, record))
    if loaded is None:
        raise BuildError(list(problems))
    guidance_file = _named(config.framework, project, "guidance.yml")
    links = keep(guidance.load(*guidance_file, loaded.framework, project.docs))
    wordings = {source.id: source.text for source in loaded.framework.sources}
    problems.extend(bibliography.unlike(works, wordings, f"{config.framework}/framework.yml"))
    if problems or record is None or accessibility is None:
        raise BuildError(list(problems))
    return Sources(
        settings=config,
        framework=loaded,
        releases=tuple(one for one in released if one.framework.sha256 != loaded.framework.sha256),
        guidance=links,
        patterns=patterns,
        simulated=cases,
        changelog=changes,
        references=works,
        citation=record,
        glossary=terms,
        statement=accessibility,
    )


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Takes what a reader returns, keeps its problems and hands on the rest."""

    problems: Problems

    def __call__[Found](self, returned: tuple[Found, Iterable[Problem]]) -> Found:
        found, faults = returned
        self.problems.extend(faults)
        return found


def _named(folder: str, project: Project, name: str) -> tuple[Path, str]:
    """Return a file of the framework's folder, and its path as problems show it."""
    return project.root / folder / name, f"{folder}/{name}"


def _framework(folder: Path, name: str, problems: Problems) -> framework.Loaded | None:
    try:
        return framework.load(folder, name)
    except framework.FrameworkError as error:
        problems.extend(error.problems)
        return None


def _cited(
    project: Project,
    works: bibliography.References,
    also: set[str],
    loaded: framework.Loaded | None,
) -> list[Problem]:
    """Return citations without a work, and works that neither a page nor ``also`` cites.

    What cannot be told because a file is at fault is left out.
    """
    if not works.works:
        return []
    problems, cited = [], set(also)
    complete = loaded is not None
    for page in articles.pages(project.docs):
        name = f"docs/{page.relative_to(project.docs).as_posix()}"
        # The prose lint tells what makes a page unreadable.
        text, faults = texts.read(page, name)
        complete = complete and not faults
        problems += citations.check(text, name, works)
        cited |= citations.keys(text)
    if loaded is None or not complete:
        return problems
    cited |= {source.id for source in loaded.framework.sources}
    return [*problems, *bibliography.unused(works, cited)]


def _agreement(project: Project, record: citethis.Citation | None) -> list[Problem]:
    """Return where the write-up and the record of how to cite it differ."""
    page = project.root / WRITE_UP
    if not page.is_file():
        problem = _missing(WRITE_UP, "file")
        return [replace(problem, hint=f"{CITATION} says how to cite this page")]
    if record is None:
        return []
    front = frontmatter.read(WRITE_UP, texts.read(page, WRITE_UP)[0])
    return citethis.check(record, version=scorer.__version__, page=front)


def notes(project: Project, found: Sources) -> list[str]:
    """Return what is no fault but should not stay as it is, a sentence each."""
    examples = found.settings.examples
    today = dt.datetime.now(tz=dt.UTC).date()
    overdue = statement.overdue(found.statement, STATEMENT, today)
    return [
        *[f"mkdocs.yml still has the example address of {', '.join(examples)}."] * bool(examples),
        *map(str, frontmatter.due(project.root, today)),
        *([f"{overdue.path}:{overdue.line}: {overdue.message}"] if overdue else []),
    ]
