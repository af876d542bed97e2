"""Pages of the framework: an overview, one page an area and one a competency.

Each is a Markdown file with front matter. Headings are Markdown, so that the shell lists
them; all else is HTML, escaped by the template, in blocks without a blank line, which
Markdown leaves alone.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sitegen.pagecontent import area_page, competency_page, forms_by_item, overview_page
from sitegen.pageviews import AreaPage, CompetencyPage, OverviewPage
from sitegen.works.citations import backlinks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.framework import Framework
    from sitegen.pageviews import Link, Reference

__all__ = [
    "PageSource",
    "environment",
    "front_matter",
    "navigation",
    "plain",
    "render",
]

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


def render(
    framework: Framework, guidance: Mapping[str, tuple[Link, ...]] | None = None
) -> list[PageSource]:
    """Return all pages in reading order.

    ``guidance`` gives the pages that help with a competency, by its id.
    """
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
        pages += [{plain(one.title): f"{folder}/{one.id}.md"} for one in area.competencies]
        entries.append({plain(area.title): pages})
    return entries


def _page(path: str, page: OverviewPage | AreaPage | CompetencyPage, source: str) -> PageSource:
    front = front_matter(
        title=plain(page.title),
        description=page.description,
        # The file in the framework's folder that an editor would change.
        source=source,
    )
    body = environment().get_template(_TEMPLATE_OF[type(page)]).render(page=page)
    return PageSource(
        path=path,
        title=page.title,
        description=page.description,
        text=f"{front}\n{_linked_back(body.strip(), page.references)}\n",
    )


def _linked_back(body: str, references: Sequence[Reference]) -> str:
    """Link each reference back to the places that cite it, as citations in prose are."""
    counts: Counter[str] = Counter()

    def number(link: re.Match[str]) -> str:
        key = link["key"]
        counts[key] += 1
        return f'<a class="pi-cite" id="cite-{key}-{counts[key]}" href="#ref-{key}"'

    body = re.sub(r'<a href="#ref-(?P<key>[a-z0-9-]+)"', number, body)
    for one in references:
        key = one.anchor.removeprefix("ref-")
        if counts[key]:
            end = body.index("</li>", body.index(f'<li id="{one.anchor}">'))
            links = backlinks(key, one.short, counts[key])
            body = f"{body[:end]} {links}{body[end:]}"
    return body


def front_matter(**entries: object) -> str:
    """Return a page's front matter; each value is JSON, and so YAML, whatever signs it holds."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in entries.items())
    return f"---\n{''.join(lines)}---\n"


def plain(text: str) -> str:
    """Return a title as HTML: the shell puts titles into menus and heads as they stand."""
    return html.escape(text, quote=False)


@cache
def environment() -> Environment:
    """Return what renders the templates of pages: HTML is escaped, ``heading`` escapes Markdown."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_without_citations,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["heading"] = _heading
    return environment


def _without_citations(value: object) -> object:
    """Keep an "@" in data from being read as a citation when the page's citations are set."""
    if isinstance(value, str) and not isinstance(value, Markup) and "@" in value:
        return Markup(str(escape(value)).replace("@", "&#64;"))  # noqa: S704 - escaped here
    return value


def _heading(text: str) -> Markup:
    r"""Escape a text for a Markdown heading: HTML first, then Markdown's own signs.

    >>> _heading("R&D *now*")
    Markup('R&amp;D \\*now\\*')
    """
    # Quotation marks may stay: as "&#34;" they would hold a Markdown sign.
    safe = str(escape(text)).replace("&#39;", "'").replace("&#34;", '"').replace("@", "&#64;")
    # A sign of a character's number is none of Markdown's.
    signs = r"([\\`*_{}\[\]!]|(?<!&)#)"
    return Markup(re.sub(signs, r"\\\1", safe))  # noqa: S704 - escaped above
