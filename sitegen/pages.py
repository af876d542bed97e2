"""Pages of the framework: an overview, one page an area and one a competency.

Each is a Markdown file with front matter. Headings are Markdown, so that the shell lists
them; all else is HTML, escaped by the template, in blocks without a blank line, which
Markdown leaves alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sitegen.pagecontent import area_page, competency_page, forms_by_item, overview_page
from sitegen.pageviews import AreaPage, CompetencyPage, OverviewPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.framework import Framework
    from sitegen.pageviews import Link

__all__ = ["PageSource", "environment", "make_pages", "navigation", "render"]

TEMPLATES: Final = Path(__file__).parent / "theme" / "templates"
FOLDER: Final = "framework"
_TEMPLATE_OF: Final[dict[type, str]] = {
    OverviewPage: "framework.md.j2",
    AreaPage: "area.md.j2",
    CompetencyPage: "competency.md.j2",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PageSource:
    """A page as Markdown."""

    path: str
    """Below the folder of all pages, with forward slashes."""
    title: str
    description: str
    """One line of plain text."""
    text: str
    """The whole file, with front matter."""


def make_pages(
    framework: Framework, out: Path, guidance: Mapping[str, tuple[Link, ...]] | None = None
) -> list[PageSource]:
    """Write all pages below ``out``, the folder of all pages, and return them.

    ``guidance`` gives the pages that help with a competency, by its id.
    """
    made = render(framework, guidance)
    for page in made:
        file = out / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text, encoding="utf-8", newline="\n")
    return made


def render(
    framework: Framework, guidance: Mapping[str, tuple[Link, ...]] | None = None
) -> list[PageSource]:
    """Return all pages in reading order; see :func:`make_pages`."""
    guidance = guidance or {}
    forms = forms_by_item(framework)
    made = [_page(f"{FOLDER}/index.md", overview_page(framework), "framework.yml")]
    for area in framework.areas:
        folder, source = f"{FOLDER}/{area.id}", f"areas/{area.id}.yml"
        made.append(_page(f"{folder}/index.md", area_page(framework, area), source))
        for one in area.competencies:
            page = competency_page(framework, area, one, forms, guidance.get(one.id, ()))
            made.append(_page(f"{folder}/{one.id}.md", page, source))
    return made


def navigation(framework: Framework) -> list[object]:
    """Return what stands below the framework's entry in the shell's navigation.

    Paths are below the folder of all pages. A section's own page has no title here: it
    takes the page's.
    """
    entries: list[object] = [f"{FOLDER}/index.md"]
    for area in framework.areas:
        folder = f"{FOLDER}/{area.id}"
        pages: list[object] = [f"{folder}/index.md"]
        pages += [{one.title: f"{folder}/{one.id}.md"} for one in area.competencies]
        entries.append({area.title: pages})
    return entries


def _page(path: str, page: OverviewPage | AreaPage | CompetencyPage, source: str) -> PageSource:
    # A JSON text is a YAML text, whatever quotation marks and colons it holds.
    front = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in (
            ("title", page.title),
            ("description", page.description),
            # The file in the framework's folder that an editor would change.
            ("source", source),
        )
    )
    body = environment().get_template(_TEMPLATE_OF[type(page)]).render(page=page)
    return PageSource(
        path=path,
        title=page.title,
        description=page.description,
        text=f"---\n{front}---\n\n{body.strip()}\n",
    )


@cache
def environment() -> Environment:
    """Return what renders the templates of pages: HTML is escaped, ``heading`` escapes Markdown."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["heading"] = _heading
    return environment


def _heading(text: str) -> Markup:
    r"""Escape a text for a Markdown heading: HTML first, then Markdown's own signs.

    >>> _heading("R&D *now*")
    Markup('R&amp;D \\*now\\*')
    """
    # Quotation marks may stay: as "&#34;" they would hold a Markdown sign.
    html = str(escape(text)).replace("&#39;", "'").replace("&#34;", '"')
    return Markup(re.sub(r"([\\`*_{}\[\]#!])", r"\\\1", html))  # noqa: S704 - escaped above
