r"""Citations in a page's Markdown, as Pandoc writes them, and the page's list of references.

``[@kelly-1955, p. 39]`` gives “(Kelly, 1955, p. 39)”, ``[@goss-2005; @kelly-1955]`` one pair
of brackets for both, ``[-@kelly-1955]`` the year alone, and ``@kelly-1955`` in a sentence
“Kelly (1955)”. Each is a link to its entry, and each entry links back. ``\@kelly`` is no
citation, and loses its backslash.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.files.fences import FENCE, SPAN
from sitegen.problems import Problem, did_you_mean
from sitegen.works.workchecks import KEY

if TYPE_CHECKING:
    from sitegen.works.bibliography import Reference, References

__all__ = ["backlinks", "check", "cite", "keys"]

# Text within brackets may run on in the next line, but not beyond a blank one.
_WITHIN: Final = r"(?:[^\[\]\n]|\n(?![ ]*\n))*+"
_PARTS: Final = re.compile(
    r"""
    (?P<front>\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$)
  | FENCE
  | (?P<heading>^[ ]{0,3}\#{1,6}[ ][^\n]*|^(?=[^<\n]*@)[^\n]+\n(?:=+|-+)[ ]*$)
  | (?P<comment><!--.*?-->)
  | (?P<element><(?P<name>pre|code|script|style)\b.*?</(?P=name)>)
  | (?P<tag></?[A-Za-z][^<>]*>)
  | (?P<address><[^<>\s]+>)
  | SPAN
  | (?P<target>\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))
  | (?P<definition>^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[^\n]*)
  | (?P<link>\[(?=[^\]]*@)WITHIN\](?=\(|\[(?!\^)[^\[\]\n@]*\]))
  | (?<!\\)\[(?=[^\[\]]*?(?<![\w.@/\\])@KEY)(?P<list>WITHIN)\]
  | (?<!\\)\\(?P<escaped>@)(?=\w)
  | (?<![\w.@/])@(?P<key>KEY)
    (?:[ ]\[(?P<locator>(?:pp?|chs?|ss?|paras?)\.[ ][^\[\]\n@]+)\])?
  | (?<![\w.@/])@(?P<nearly>[A-Za-z][\w.]*(?:-[\w.]+)*-[12]\d{3}[a-z]?)(?![\w@-])
    """.replace("FENCE", FENCE)
    .replace("SPAN", SPAN)
    .replace("WITHIN", _WITHIN)
    .replace("KEY", KEY),
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
"""What a page is made of, as far as citations go: whatever they do not stand in comes first."""

_ITEM: Final = re.compile(
    rf"\s*(?P<before>[^@]*?)(?P<bare>-?)@(?P<key>{KEY})(?P<after>(?:,[^@]*)?)\s*"
)
_INSIDE: Final = re.compile(rf"{SPAN}|(?<![\w.@/\\])(?P<mark>@){KEY}")
_ESCAPE: Final = re.compile(rf"{SPAN}|(?<!\\)\\(?=@\w)")
# A line's end within brackets, with the signs of a quotation that the next line begins with.
_LINE_END: Final = re.compile(r"\n[ >]*")
# Whoever searches for a work finds it in the site's whole list, not on every page that cites it.
_HEADING: Final = '## References { #references data-unsearched="" }'
_WRONG_PLACES: Final = {"heading": "a heading", "link": "the text of a link"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """A work within a pair of brackets."""

    before: str
    key: str
    after: str
    """Begins with the comma, unless empty."""
    bare: bool
    """The year alone."""


@dataclass(slots=True)
class _Page:
    """A page in the making."""

    text: str
    path: str
    references: References
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    problems: list[Problem] = field(default_factory=list)

    def set(self, part: re.Match[str]) -> str:
        """Return what stands for a part of the page."""
        if part["list"] is not None:
            return self._list(part)
        if part["key"] is not None:
            return self._narrative(part)
        if part["escaped"] is not None:
            return "@"
        if part["nearly"] is not None:
            self._work(part["nearly"], part.start("nearly") - 1)
            return part[0]
        for place, words in _WRONG_PLACES.items():
            inside = _INSIDE.finditer(part[place] or "")
            if found := next((one for one in inside if one["mark"]), None):
                message = f"a citation stands in {words}"
                self._tell(part.start() + found.start(), "citation-place", message)
            if part[place]:
                return _ESCAPE.sub(lambda one: one["code"] or "", part[0])
        return part[0]

    def _list(self, part: re.Match[str]) -> str:
        items: list[_Item] = []
        offset = part.start("list")
        for written in _items(part["list"]):
            found = _ITEM.fullmatch(written)
            if found is None:
                self._tell(
                    offset,
                    "citation-form",
                    f'"{" ".join(written.split())}" is no citation',
                    hint='write "@key, p. 39", and ";" between two works',
                )
                return part[0]
            if self._work(found["key"], offset + found.start("key") - 1) is None:
                return part[0]
            items.append(
                _Item(
                    before=found["before"],
                    key=found["key"],
                    after=found["after"].rstrip(),
                    bare=bool(found["bare"]),
                )
            )
            offset += len(written) + 1
        if not any(item.before for item in items):
            items.sort(key=lambda item: self.references.works[item.key].short.year)
        return "(" + "; ".join(self._item(item) for item in items) + ")"

    def _item(self, item: _Item) -> str:
        short = self.references.works[item.key].short
        name = short.year if item.bare and short.year else short.within
        return item.before + self._link(item.key, name + _dashes(item.after))

    def _narrative(self, part: re.Match[str]) -> str:
        key = part["key"]
        work = self._work(key, part.start("key") - 1)
        if work is None:
            return part[0]
        name = work.short.narrative
        if part["locator"]:
            locator = _dashes(f", {part['locator']}")
            name = f"{name[:-1]}{locator})" if work.short.year else name + locator
        return self._link(key, name)

    def _link(self, key: str, name: str) -> str:
        self.counts[key] += 1
        identity = f"cite-{key}-{self.counts[key]}"
        # Markdown reads what stands between the tags.
        safe = re.sub(r"([\\`*_\[\]])", r"\\\1", name)
        return f'<a class="pi-cite" id="{identity}" href="#ref-{key}">{safe}</a>'

    def _work(self, key: str, offset: int) -> Reference | None:
        work = self.references.works.get(key)
        if work is None:
            self._tell(
                offset,
                "unknown-reference",
                f'there is no reference "{key}" in {self.references.path}',
                hint=did_you_mean(key.lower(), self.references.works),
            )
        return work

    def _tell(self, offset: int, code: str, message: str, *, hint: str = "") -> None:
        self.problems.append(
            Problem(
                path=self.path,
                line=self.text.count("\n", 0, offset) + 1,
                column=offset - self.text.rfind("\n", 0, offset),
                code=code,
                message=message,
                hint=hint,
            )
        )


def cite(text: str, path: str, references: References) -> tuple[str, list[Problem]]:
    """Return a page with its citations set and its list of references, and its problems.

    ``path`` is the file as problems show it. A page without citations stays as it is; a
    citation with a problem stays as it was written.
    """
    page = _Page(text=text, path=path, references=references)
    done = _PARTS.sub(page.set, text)
    if page.counts:
        done = f"{done.rstrip()}\n\n{_HEADING}\n\n{_list(page)}\n"
    return done, page.problems


def check(text: str, path: str, references: References) -> list[Problem]:
    """Return the problems of a page's citations; lines are those of ``text``."""
    return cite(text, path, references)[1]


def keys(text: str) -> set[str]:
    """Return the id of every work that a page cites, known or not."""
    found = set()
    for part in _PARTS.finditer(text):
        if part["key"]:
            found.add(part["key"])
        elif part["list"]:
            items = (_ITEM.fullmatch(item) for item in _items(part["list"]))
            found.update(item["key"] for item in items if item)
    return found


def _items(written: str) -> list[str]:
    """Part what stands within brackets; every character keeps its place."""
    return _LINE_END.sub(lambda end: " " * len(end[0]), written).split(";")


def _dashes(text: str) -> str:
    """Return a locator as HTML, with an en dash between two numbers."""
    return html.escape(re.sub(r"(?<=\d)-(?=\d)", "–", text), quote=False)


def _list(page: _Page) -> str:
    works = [work for key, work in page.references.works.items() if key in page.counts]
    items = "\n".join(
        f'<li id="ref-{work.id}">{work.entry.html} {_back(work, page.counts[work.id])}</li>'
        for work in works
    )
    return f'<ul class="pi-references">\n{items}\n</ul>'


def _back(work: Reference, count: int) -> str:
    """Return the links from an entry to the places that cite it."""
    return backlinks(work.id, work.short.plain, count)


def backlinks(key: str, name: str, count: int) -> str:
    """Return the links from an entry to each of the ``count`` places that cite it."""
    links = ", ".join(
        f'<a href="#cite-{key}-{number}" '
        f'aria-label="Back to citation {number} of {html.escape(name)}">{number}</a>'
        for number in range(1, count + 1)
    )
    return f'<span class="pi-backlinks">Back to the text: {links}.</span>'
