"""All that a build reads, checked: every problem of every file in one run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import scorer
from sitegen import (
    articles,
    bibliography,
    citation,
    citations,
    colours,
    figuredata,
    figurepatterns,
    framework,
    frontmatter,
    glossary,
    guidance,
    prose,
    shell,
    statement,
)
from sitegen.articles import DATA
from sitegen.problems import Problem, Problems
from sitegen.project import BuildError

if TYPE_CHECKING:
    from sitegen.project import Project


__all__ = ["Sources", "notes", "read", "settings"]


REFERENCES: Final = f"docs/{DATA}/references.json"
GLOSSARY: Final = f"docs/{DATA}/glossary.yml"
STATEMENT: Final = f"docs/{DATA}/accessibility.yml"
SIMULATED: Final = f"docs/{DATA}/missing.json"
PROSE: Final = f"docs/{DATA}/prose.yml"
_NEEDED: Final = (
    *(REFERENCES, GLOSSARY, STATEMENT, SIMULATED, PROSE),
    *("CITATION.cff", "CHANGELOG.md"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """What the pages are made from, without a problem."""

    settings: shell.Settings
    framework: framework.Loaded
    guidance: guidance.Guidance
    patterns: figurepatterns.Patterns | None
    """Of partnership, on two axes; None where the framework has none."""
    simulated: tuple[figuredata.Simulated, ...]
    """How far scores stray when answers are missing."""
    references: bibliography.References
    citation: citation.Citation
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
    return Problem(path=path, line=1, column=1, code="missing-file", message=message)


def read(project: Project) -> Sources:
    """Read and check everything; raises BuildError with every problem of every file."""
    config = settings(project)
    folder = project.root / config.framework
    problems = Problems(
        _missing(name, "file") for name in _NEEDED if not (project.root / name).is_file()
    )
    if problems:
        raise BuildError(list(problems))
    problems.extend(colours.check(config.colours, project.config))
    problems.extend(prose.check(project.root))
    problems.extend(prose.check_data(project.root, (folder, project.docs / DATA)))
    works, faults = bibliography.load(project.root / REFERENCES, REFERENCES)
    problems.extend(faults)
    record = _citation(project, problems)
    terms, faults = glossary.load(project.root / GLOSSARY, GLOSSARY, works.works)
    problems.extend(faults)
    accessibility, faults = statement.load(project.root / STATEMENT, STATEMENT)
    problems.extend(faults)
    try:
        loaded = framework.load(folder)
    except framework.FrameworkError as error:
        problems.extend(error.problems)
        raise BuildError(list(problems)) from error
    links, faults = guidance.load(folder, loaded.framework, project.docs)
    problems.extend(faults)
    patterns, faults = figurepatterns.load(folder)
    problems.extend(faults)
    also = {source.id for source in loaded.framework.sources}
    also |= citations.keys(glossary.maker(terms)(""))
    problems.extend(_cited(project, works, also))
    texts = {source.id: source.text for source in loaded.framework.sources}
    problems.extend(bibliography.unlike(works, texts, f"{config.framework}/framework.yml"))
    if problems or record is None or accessibility is None:
        raise BuildError(list(problems))
    return Sources(
        settings=config,
        framework=loaded,
        guidance=links,
        patterns=patterns,
        simulated=figuredata.simulated(project.root / SIMULATED),
        references=works,
        citation=record,
        glossary=terms,
        statement=accessibility,
    )


def _cited(project: Project, works: bibliography.References, also: set[str]) -> list[Problem]:
    """Return citations without a work, and works that neither a page nor ``also`` cites."""
    problems, cited = [], set(also)
    for page in articles.pages(project.docs):
        text = page.read_text(encoding="utf-8")
        name = f"docs/{page.relative_to(project.docs).as_posix()}"
        problems += citations.check(text, name, works)
        cited |= citations.keys(text)
    return [*problems, *bibliography.unused(works, cited)]


def _citation(project: Project, problems: Problems) -> citation.Citation | None:
    """Return how to cite the write-up, which must agree with the write-up itself."""
    found, faults = citation.load(project.root / "CITATION.cff", "CITATION.cff")
    problems.extend(faults)
    page = project.docs / "research" / "index.md"
    if found is not None and page.is_file():
        front = frontmatter.read("docs/research/index.md", page.read_text(encoding="utf-8"))
        problems.extend(citation.check(found, version=scorer.__version__, page=front))
    return found


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
