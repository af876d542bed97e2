"""Works in Harvard form after "Cite Them Right", as plain text and as HTML.

The style and the program that reads it come with citeproc-py. Two things the style does
not say are added here: UK law, which it would print with its title twice, and notes.
"""

from __future__ import annotations

import html
import re
import unicodedata
import warnings
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Entry", "Short", "entries", "shorts"]

STYLE: Final = "harvard-cite-them-right"
_ON, _OFF = "\ue000", "\ue001"
"""Stand for the ends of italics: characters that no text has."""
_FEW: Final = 3
"""The style names up to so many authors."""
_ADDRESS: Final = re.compile(r"https?://[^\s<]+?(?=\.?(?:\s|$))")

Csl = dict[str, Any]
"""A work as CSL-JSON has it, and so as citeproc takes it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A work in the list of references."""

    text: str
    html: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Short:
    """How a sentence names a work. HTML throughout; ``year`` is empty for a law."""

    names: str
    year: str

    @property
    def within(self) -> str:
        """What stands between brackets: ``Goss, 2005``."""
        return f"{self.names}, {self.year}" if self.year else self.names

    @property
    def narrative(self) -> str:
        """What stands as part of a sentence: ``Goss (2005)``."""
        return f"{self.names} ({self.year})" if self.year else self.names

    @property
    def plain(self) -> str:
        """The narrative form without HTML."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.narrative))


def shorts(works: Sequence[Csl]) -> dict[str, Short]:
    """Return how sentences name each work; works that would look alike get a, b, c."""
    marks = _marks(works)
    return {
        work["id"]: Short(names=_short_names(work), year=_year(work) + marks.get(work["id"], ""))
        for work in works
    }


def entries(works: Sequence[Csl]) -> dict[str, Entry]:
    """Return each work's entry, in the order of the list: by author, year and title."""
    marks = _marks(works)
    found = {
        work["id"]: _entry({**work, "year-suffix": marks.get(work["id"], "")}) for work in works
    }
    return dict(sorted(found.items(), key=lambda item: _sort_key(item[1].text)))


def _entry(work: Csl) -> Entry:
    marked = _law(work) if work["type"] == "legislation" else _cited(work)
    if "note" in work:
        marked = f"{marked.rstrip('.')}. {work['note']}."
    return Entry(text=marked.replace(_ON, "").replace(_OFF, ""), html=_html(marked))


def _law(work: Csl) -> str:
    """Return an Act or a statutory instrument: its title holds the year, no author is named."""
    return f"{_ON}{work['title']}{_OFF}, {work['number']}. Available at: {work['URL']}."


def _cited(work: Csl) -> str:
    """Return what citeproc makes of one work, with marks for italics."""
    known = {key: value for key, value in work.items() if value and key != "note"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        source = CiteProcJSON([known])
        bibliography = CitationStylesBibliography(_style(), source, _FORMATTER)
        bibliography.register(Citation([CitationItem(work["id"])]))
        text = str(bibliography.bibliography()[0])
    # The plural hangs on a volume's number, which a work in several volumes does not have.
    return re.sub(r"\((\d+) vol\)", r"(\1 vols)", text)


@cache
def _style() -> Any:  # noqa: ANN401 - citeproc has no types
    # Its own check against the schema of CSL warns about styles that are newer.
    return CitationStylesStyle(STYLE, locale="en-GB", validate=False)


def _italic(text: str) -> str:
    return f"{_ON}{text}{_OFF}"


_FORMATTER: Final = SimpleNamespace(
    preformat=str,
    Italic=_italic,
    Oblique=_italic,
    **dict.fromkeys(("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)


def _html(marked: str) -> str:
    """Escape a marked text, set its italics and make its addresses links."""
    # An address becomes an attribute, which a quotation mark would end.
    text = html.escape(marked, quote=False).replace('"', "&quot;")
    text = text.replace(_ON, "<i>").replace(_OFF, "</i>")
    return _ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text)


def _short_names(work: Csl) -> str:
    if work["type"] == "legislation":
        return html.escape(work["title"], quote=False)
    names = [html.escape(name.get("family") or name["literal"]) for name in work["author"]]
    if len(names) > _FEW:
        return f"{names[0]} <i>et al.</i>"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _year(work: Csl) -> str:
    if work["type"] == "legislation":
        return ""
    issued = work.get("issued", {"literal": "no date"})
    return str(issued["literal"] if "literal" in issued else issued["date-parts"][0][0])


def _marks(works: Sequence[Csl]) -> Mapping[str, str]:
    """Return the letter after the year of each work that shares its names and year."""
    alike: dict[tuple[str, str], list[Csl]] = defaultdict(list)
    for work in works:
        alike[_short_names(work), _year(work)].append(work)
    return {
        work["id"]: chr(ord("a") + number)
        for group in alike.values()
        if len(group) > 1
        for number, work in enumerate(sorted(group, key=lambda work: work.get("title", "")))
    }


def _sort_key(text: str) -> str:
    """Return a text without accents and capitals."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
