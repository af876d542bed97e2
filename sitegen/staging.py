"""The staging folder: every page of the site as Markdown, prose and generated alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen import (
    articles,
    bibliography,
    changelog,
    citation,
    citations,
    codebookpage,
    figures,
    frameworkinserts,
    glossary,
    pages,
    printable,
    questionnaire,
    shell,
    statement,
    validation,
    workedexample,
)
from sitegen.descriptions import describe
from sitegen.pageviews import Link

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.framework import Framework
    from sitegen.bundle import Bundle
    from sitegen.guidance import Guidance
    from sitegen.inserts import Maker
    from sitegen.problems import Problem
    from sitegen.project import Project
    from sitegen.sources import Sources

__all__ = ["navigation", "write_pages"]


def write_pages(project: Project, sources: Sources, published: Bundle, out: Path) -> list[Problem]:
    """Fill the staging folder; return every problem that the prose turned out to have."""
    framework = sources.framework.framework
    problems = articles.write_articles(
        project.docs,
        out,
        makers=_makers(project, sources),
        competencies=frameworkinserts.competencies(framework, sources.guidance),
        cite=lambda text, path: citations.cite(text, path, sources.references),
    )
    (out / "validation.md").write_text(validation.SOURCE, encoding="utf-8")
    # The page links to this file, which the checks write.
    (out / "validation.json").write_text("{}", encoding="utf-8")
    codebookpage.publish(framework, sources.framework.codebook, out)
    pages.make_pages(framework, out, _guidance_links(framework, sources.guidance, project.docs))
    _write_questionnaires(framework, published, out)
    _write_printable_forms(framework, out)
    return problems


def _makers(project: Project, sources: Sources) -> dict[str, Maker]:
    framework = sources.framework.framework
    return {
        **frameworkinserts.makers(framework),
        **figures.makers(framework, sources.patterns, sources.simulated),
        "worked-example": workedexample.maker(framework),
        "codebook": codebookpage.maker(framework),
        "printable-forms": printable.maker(framework),
        "glossary": glossary.maker(sources.glossary),
        "accessibility": statement.maker(sources.statement, sources.settings.contact),
        "changelog": changelog.maker(project.root / "CHANGELOG.md"),
        "bibliography": bibliography.maker(sources.references),
        "cite-this": citation.maker(sources.citation, sources.settings.lasting_url),
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


def _write_questionnaires(framework: Framework, published: Bundle, out: Path) -> None:
    for instrument in framework.instruments:
        content = questionnaire.render(
            framework,
            instrument,
            published.manifest,
            questionnaire.Addresses(privacy="privacy.html"),
        )
        front = {
            "title": instrument.title,
            "description": describe(instrument.purpose, f"A questionnaire of {framework.title}."),
            "questionnaire": instrument.id,
            "source": f"instruments/{instrument.id}.yml",
            "hide": ["toc"],
        }
        # JSON is YAML: no quoting rules to get wrong.
        (out / f"{instrument.id}.md").write_text(
            f"---\n{json.dumps(front)}\n---\n{content}\n", encoding="utf-8"
        )


def _write_printable_forms(framework: Framework, out: Path) -> None:
    for page in printable.render(framework):
        file = out / page.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(page.text, encoding="utf-8", newline="\n")


def navigation(settings: shell.Settings, framework: Framework) -> list[object]:
    """Return the configured navigation with the framework's pages in their place."""
    made = pages.navigation(framework)
    nav: list[object] = []
    for entry in settings.nav:
        if isinstance(entry, dict) and list(entry.values()) == [shell.FRAMEWORK_ENTRY]:
            nav.append({next(iter(entry)): made})
        else:
            nav.append(entry)
    return nav
