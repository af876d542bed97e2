"""Faults of the theme and of plain Markdown that no template block reaches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from sitegen.policy import HTML

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["mend"]

ACTIVE = "md-nav__item--active"
HERE = "md-nav__link--active"
LONGEST_MENU = 24
# A cell with more characters holds a phrase or a sentence, not a number or a name.
SENTENCE = 32
HEADINGS = frozenset(f"{HTML}h{level}" for level in range(1, 7))


def mend(root: Element) -> None:
    """Mend menus and tables in place."""
    _mend_menus(root)
    for table in list(root.iter(f"{HTML}table")):
        _let_scroll(table)
        _mark_columns_of_sentences(table)


def _mend_menus(root: Element) -> None:
    for entries in root.iter(f"{HTML}ul"):
        if entries.get("class") == "md-nav__list" and "data-md-component" not in entries.attrib:
            _shorten(entries)
    for link in root.iter(f"{HTML}a"):
        if HERE in (link.get("class") or "").split():
            link.set("aria-current", "page")
    for label in root.iter(f"{HTML}label"):
        # The theme's script presses a label that the keyboard has reached.
        if label.get("for") == "__toc" and HERE in (label.get("class") or "").split():
            label.set("tabindex", "0")
    for menu in list(root.iter(f"{HTML}nav")):
        if "md-nav" in (menu.get("class") or "").split():
            _close_up(menu)
        if menu.get("data-md-level") not in {None, "0"}:
            _demote(menu)


def _shorten(entries: Element) -> None:
    """Keep a long menu's entries around the page that is open.

    Else every page would list every other one, and a site would grow with the square of
    its pages. The page of the section lists them all.
    """
    items = list(entries)
    if len(items) <= LONGEST_MENU:
        return
    active = [n for n, item in enumerate(items) if ACTIVE in (item.get("class") or "").split()]
    first = max(0, min((active or [0])[0] - LONGEST_MENU // 2, len(items) - LONGEST_MENU))
    for item in [*items[:first], *items[first + LONGEST_MENU :]]:
        entries.remove(item)


def _close_up(menu: Element) -> None:
    """Drop the space between a menu's boxes, which no reader sees: it is a twentieth of a page."""
    for element in menu.iterdescendants():
        element.text = _closer(element.text)
        element.tail = _closer(element.tail)


def _closer(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text) if text and text.strip() else None


def _demote(menu: Element) -> None:
    """Make a menu inside the menu a group: as landmarks, they would all bear one name.

    The theme's script looks a menu up by `aria-labelledby`, so that stays.
    """
    menu.tag = f"{HTML}div"
    menu.set("role", "group")
    if "aria-expanded" in menu.attrib:
        del menu.attrib["aria-expanded"]


def _let_scroll(table: Element) -> None:
    """Put a table into a box that scrolls sideways and that the keyboard reaches.

    The theme's script would wrap a table without a class into a box that it does not.
    """
    if table.get("class") is None:
        table.set("class", "pi-grid")
    for head in table.iterfind(f"{HTML}thead/{HTML}tr/{HTML}th"):
        # Markdown does not say what its heads stand over.
        if head.get("scope") is None and _text(head):
            head.set("scope", "col")
    box = table.getparent()
    # A box that the keyboard reaches scrolls already.
    if box is None or "tabindex" in box.attrib:
        return
    if "pi-table" not in (box.get("class") or "").split():
        box = etree.Element(f"{HTML}div", {"class": "pi-table"})
        table.addprevious(box)
        box.tail, table.tail = table.tail, None
        box.append(table)
    box.set("role", "group")
    box.set("tabindex", "0")
    box.set("aria-label", _name(table))


def _mark_columns_of_sentences(table: Element) -> None:
    """Mark the longest text of each column of sentences, where there are three columns or more.

    Two such columns fit on a phone; more would leave a word a line. The columns are counted
    from the right: a head of several rows stands at the left.
    """
    longest: dict[int, tuple[int, Element]] = {}
    for row in table.iterfind(f"{HTML}tbody/{HTML}tr"):
        cells = list(row)
        if any(cell.get("colspan") for cell in cells):
            continue
        for place, cell in enumerate(reversed(cells)):
            characters = len(_text(cell))
            if characters > max(SENTENCE, longest.get(place, (0, cell))[0]):
                longest[place] = (characters, cell)
    if len(table.findall(f"{HTML}thead/{HTML}tr[1]/{HTML}th")) < 3:
        return
    for _, cell in longest.values():
        cell.set("class", " ".join([*(cell.get("class") or "").split(), "pi-words"]))


def _name(table: Element) -> str:
    """Return the caption, or the heading before the table."""
    caption = table.find(f"{HTML}caption")
    if caption is not None:
        return _text(caption)
    heading = None
    for element in table.getroottree().getroot().iter(etree.Element):
        if element is table:
            break
        if element.tag in HEADINGS:
            heading = element
    return "Table" if heading is None else _text(heading)


def _text(element: Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
