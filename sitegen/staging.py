"""The staging folder: every page of the site as Markdown, prose and generated alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen import (
    answerpages,
    answerschema,
    articles,
    changelog,
    codebookpage,
    figures,
    frameworkinserts,
    glossary,
    instrumentpages,
    pages,
    printable,
    shell,
    statement,
    validation,
    workedexample,
)
from sitegen.pages import PageSource
from sitegen.pageviews import Link
from sitegen.problems import Problem
from sitegen.works import bibliography, citations, citethis

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scorer.framework import Framework
    from sitegen.guidance import Guidance
    from sitegen.inserts import Maker
    from sitegen.project import Project
    from sitegen.sources import Sources

__all__ = ["FOOT", "foot", "makers", "navigation", "write_pages"]


def write_pages(project: Project, sources: Sources, manifest: str, out: Path) -> list[Problem]:
    """Fill the staging folder; return every problem that the prose turned out to have.

    ``manifest`` is what a questionnaire page needs to start its runtime, as JSON.
    """
    framework = sources.framework.framework
    problems = articles.write_articles(
        project.docs,
        out,
        makers=makers(sources),
        competencies=frameworkinserts.competencies(framework, sources.guidance),
        cite=lambda text, path: citations.cite(text, path, sources.references),
    )
    # The page of the report links to this file, which the checks write.
    (out / "validation.json").write_text("{}", encoding="utf-8")
    codebookpage.publish(framework, sources.framework.codebook, out)
    answerschema.publish(framework, out, sources.settings.lasting_url)
    for page in _generated(project, sources, manifest):
        file = out / page.path
        if file.exists():
            problems.append(_overwritten(page.path))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text, encoding="utf-8", newline="\n")
    return problems


def _generated(project: Project, sources: Sources, manifest: str) -> list[PageSource]:
    """Return every page that no file of docs/ holds."""
    framework = sources.framework.framework
    guidance = _guidance_links(framework, sources.guidance, project.docs)
    return [
        *pages.render(framework, guidance),
        *answerpages.render(framework, manifest),
        *instrumentpages.render(framework),
        *printable.render(framework),
        PageSource(
            path="validation.md",
            title="Validation report",
            description=validation.DESCRIPTION,
            text=validation.SOURCE,
        ),
    ]


def _overwritten(path: str) -> Problem:
    return Problem(
        path=f"docs/{path}",
        code="overwritten",
        message="the build makes a page of this name, and this one would be lost",
        hint="give it another name",
    )


def makers(sources: Sources) -> dict[str, Maker]:
    """Return what fills each insert, by its name."""
    framework = sources.framework.framework
    return {
        **frameworkinserts.makers(framework),
        **figures.makers(framework, sources.patterns, sources.simulated),
        "worked-example": workedexample.maker(framework),
        "codebook": codebookpage.maker(framework),
        "printable-forms": printable.maker(framework),
        "glossary": glossary.maker(sources.glossary),
        "accessibility": statement.maker(sources.statement, sources.settings.contact),
        "changelog": changelog.maker(sources.changelog),
        "bibliography": bibliography.maker(sources.references),
        "byline": citethis.byline(sources.citation),
        "cite-this": citethis.maker(sources.citation, sources.settings.lasting_url),
    }


def _guidance_links(
    framework: Framework, guidance: Guidance, docs: Path
) -> dict[str, tuple[Link, ...]]:
    """Return the guidance pages that help with each competency, as its page links to them."""
    titles = {
        page: articles.title_of(docs / "guidance" / f"{page}.md") for page in guidance.competencies
    }
    return {
        competency.id: tuple(
            Link(text=titles[page], url=f"../../guidance/{page}.html")
            for page in guidance.pages(competency.id)
        )
        for area in framework.areas
        for competency in area.competencies
    }


FOOT: Final = ("about", "accessibility", "privacy", "licence", "changes")
"""Pages that the foot of every page links to, in this order (WCAG 2.2, 3.2.6)."""


def foot(docs: Path) -> list[Link]:
    """Return the links at the foot of every page, to those of the pages that there are."""
    pages = {name: docs / f"{name}.md" for name in FOOT}
    return [
        Link(text=articles.title_of(page), url=f"{name}.html")
        for name, page in pages.items()
        if page.is_file()
    ]


def navigation(settings: shell.Settings, framework: Framework) -> list[object]:
    """Return the configured navigation with the framework's pages in their places."""
    questionnaires = answerpages.navigation(framework)

    def filled(entries: list[object]) -> list[object]:
        nav: list[object] = []
        for entry in entries:
            if entry == answerpages.ENTRY:
                nav += questionnaires
            elif isinstance(entry, dict) and list(entry.values()) == [shell.FRAMEWORK_ENTRY]:
                nav.append({next(iter(entry)): pages.navigation(framework)})
            elif isinstance(entry, dict):
                nav.append({title: _inside(filled, value) for title, value in entry.items()})
            else:
                nav.append(entry)
        return nav

    return filled(list(settings.nav))


def _inside(filled: Callable[[list[object]], list[object]], value: object) -> object:
    return filled(value) if isinstance(value, list) else value
