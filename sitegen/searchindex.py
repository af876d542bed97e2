"""What the search box finds: each page by its sections, read from the finished pages.

The theme's own index runs the cells of a table together, and shows a long list from its
start instead of the line that matches. Here each paragraph, list item and table row is a
block of its own, of which the search shows those that match. Two marks in a page steer it:

- ``data-unsearched``: the element is left out; on a heading, all up to the next heading.
- ``data-entry="Title"``: the element, which has an id, is found by itself under that title.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from sitegen.policy import HTML

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

__all__ = ["FILE", "UNSEARCHED", "Section", "rebuild", "sections"]

FILE: Final = "search/search_index.json"
UNSEARCHED: Final = "data-unsearched"
ENTRY: Final = "data-entry"

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A table's head repeats what the caption and the rows say.
_SKIPPED: Final = frozenset({"button", "dialog", "footer", "nav", "script", "svg", "thead"})
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q"),
        *("small", "span", "strong", "sub", "sup", "td", "th", "time", "var"),
    }
)
"""Elements that do not end a block."""
_CELLS: Final = frozenset({"td", "th"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """What is found as one result."""

    anchor: str
    """The id on the page; empty for the page itself."""
    title: str
    blocks: list[str] = field(default_factory=list)
    """Plain text."""

    def text(self) -> str:
        """Return the blocks as the search shows them."""
        return "".join(f"<p>{escape(block, quote=False)}</p>" for block in self.blocks)


def rebuild(site: Path) -> None:
    """Write the index anew, for the pages that it lists and with the boosts that it gives.

    ``site`` holds the finished pages, as XHTML. Without an index nothing happens: a site
    may do without a search.
    """
    file = site / FILE
    if not file.is_file():
        return
    index = json.loads(file.read_text(encoding="utf-8"))
    # The first entry of a page stands for the page.
    pages: dict[str, Mapping[str, Any]] = {}
    for entry in index["docs"]:
        pages.setdefault(entry["location"].partition("#")[0], entry)
    docs = [entry for path, page in pages.items() for entry in _entries(site / path, page)]
    text = json.dumps({**index, "docs": docs}, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text, encoding="utf-8")


def _entries(file: Path, page: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    location = page["location"].partition("#")[0]
    boost = {"boost": page["boost"]} if "boost" in page else {}
    root = etree.fromstring(file.read_bytes())
    article = root.find(f".//{HTML}article")
    for one in sections(root if article is None else article, unescape(page["title"])):
        address = f"{location}#{one.anchor}" if one.anchor else location
        # The theme shows a title as HTML, too.
        title = escape(one.title, quote=False)
        yield {"location": address, "title": title, "text": one.text(), **boost}


def sections(article: Element, title: str) -> list[Section]:
    """Part the text of a page; the first section is the page itself, called ``title``."""
    reader = _Reader(title)
    reader.read(article)
    reader.end_block()
    return reader.found


class _Reader:
    """Walks through a page in reading order."""

    def __init__(self, title: str) -> None:
        self.found = [Section(anchor="", title=_line(title))]
        self._into: Section | None = self.found[0]
        """None while what is read is left out."""
        self._words: list[str] = []

    def read(self, element: Element) -> None:
        """Read all that stands inside an element."""
        self._words.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, str(etree.QName(child).localname))
            self._words.append(child.tail or "")

    def _child(self, child: Element, name: str) -> None:
        if name in _HEADINGS:
            self._heading(child, name)
        elif name in _SKIPPED or any(child.get(key) is not None for key in ("hidden", UNSEARCHED)):
            # Words before and after it are not one word.
            self._words.append(" ")
        elif child.get(ENTRY) is not None:
            self._entry(child)
        elif name in _INLINE:
            cell = name in _CELLS and "".join(self._words).strip()
            self._words.append(" · " if cell else " " if name == "br" else "")
            self.read(child)
        else:
            self.end_block()
            self.read(child)
            self.end_block()

    def _heading(self, heading: Element, name: str) -> None:
        self.end_block()
        anchor = heading.get("id")
        if heading.get(UNSEARCHED) is not None:
            self._into = None
        elif name == "h1":
            self._into = self.found[0]
        elif anchor is not None:
            self._into = Section(anchor=anchor, title=_line(str(heading.xpath("string()"))))
            self.found.append(self._into)

    def _entry(self, element: Element) -> None:
        """Read an element as a section of its own, and go on with the one around it."""
        self.end_block()
        around = self._into
        self._into = Section(anchor=element.get("id", ""), title=_line(element.get(ENTRY, "")))
        self.found.append(self._into)
        self.read(element)
        self.end_block()
        self._into = around

    def end_block(self) -> None:
        """Put the words since the last block into the section."""
        # The last cells of a row may be empty.
        block = _line("".join(self._words)).rstrip(" ·")
        self._words = []
        if block and self._into is not None:
            self._into.blocks.append(block)


def _line(text: str) -> str:
    return " ".join(text.split())
