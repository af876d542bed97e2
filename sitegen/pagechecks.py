"""What a page of the finished site must have beyond valid markup.

Pictures have an alternative, headings do not jump, each page says what it is, and each is
reached by links from the start page. The pages are XHTML, so an XML parser reads them.
"""

from __future__ import annotations

import posixpath
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from sitegen.policy import HTML
from sitegen.problems import Problem
from sitegen.prose.descriptions import LONGEST, SHORTEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["check"]


START: Final = "index.html"
# Served for any address; no page links to it, and none needs to find it.
NOT_FOUND: Final = "404.html"
# It links to every page, whatever else does, and nobody looks for a page there.
REPORT: Final = "validation.html"

_SVG: Final = "{http://www.w3.org/2000/svg}"
_HEADINGS: Final = tuple(f"{HTML}h{level}" for level in range(1, 7))
_CONTROLS: Final = tuple(f"{HTML}{name}" for name in ("a", "button", "label", "summary"))


@dataclass(frozen=True, kw_only=True)
class _Page:
    """One parsed page, and its path in the site."""

    path: str
    root: etree._Element

    def problem(
        self, element: etree._Element | None, code: str, message: str, *, expected: str = ""
    ) -> Problem:
        line = None if element is None else element.sourceline
        return Problem(
            path=f"site/{self.path}",
            # None for an element that lxml made itself.
            line=line if isinstance(line, int) else 1,
            column=1,
            code=code,
            message=message,
            expected=expected,
        )

    @cached_property
    def title(self) -> etree._Element | None:
        return self.root.find(f"{HTML}head/{HTML}title")

    @cached_property
    def description(self) -> etree._Element | None:
        found = self.root.findall(f"{HTML}head/{HTML}meta[@name='description']")
        return found[0] if found else None


def check(site: Path, files: Sequence[Path]) -> list[Problem]:
    """Return what the pages lack; ``files`` are all pages of the site and well-formed."""
    pages = [
        _Page(
            path=file.relative_to(site).as_posix(),
            root=etree.fromstring(file.read_bytes()),
        )
        for file in files
    ]
    problems: list[Problem] = []
    for page in pages:
        problems += [*_images(page), *_drawings(page), *_figures(page), *_headings(page)]
        problems += _described(page)
    named = [page for page in pages if page.path != NOT_FOUND]
    problems += [*_repeated(named, "title"), *_repeated(named, "description"), *_orphans(named)]
    return problems


def _images(page: _Page) -> Iterator[Problem]:
    for image in page.root.iter(f"{HTML}img"):
        if image.get("alt") is None:
            message = f"the image {image.get('src')} has no alternative text"
            expected = 'alt="…", or alt="" for a decoration'
            yield page.problem(image, "page-image", message, expected=expected)


def _drawings(page: _Page) -> Iterator[Problem]:
    """Yield drawings that a screen reader can meet and that do not say what they are."""
    for drawing in page.root.iter(f"{_SVG}svg"):
        # What a drawing holds is described by the drawing.
        if next(drawing.iterancestors(f"{_SVG}svg"), None) is not None:
            continue
        if drawing.get("role") == "img":
            if not (drawing.findtext(f"{_SVG}title") or "").strip():
                message = "a drawing with the role of an image has no title"
                yield page.problem(drawing, "page-drawing", message, expected="<title> with text")
        elif not (_hidden(drawing) or _is_icon(drawing)):
            message = "a drawing is neither named nor hidden"
            expected = 'role="img" with a title, or aria-hidden="true", or a control with a name'
            yield page.problem(drawing, "page-drawing", message, expected=expected)


def _hidden(element: etree._Element) -> bool:
    return any(
        each.get("aria-hidden") == "true" or each.get("hidden") is not None
        for each in _upwards(element)
    )


def _is_icon(drawing: etree._Element) -> bool:
    """Whether a control holds the drawing, and words other than the drawing's name it."""
    control = next((each for each in _upwards(drawing) if each.tag in _CONTROLS), None)
    if control is None:
        return False
    return bool((control.get("aria-label") or _words(control)).strip())


def _words(element: etree._Element) -> str:
    """Return the text of an element; what is in drawings or hidden is left out."""
    parts = [element.text or ""]
    for child in element.iterchildren(etree.Element):
        if child.tag != f"{_SVG}svg" and child.get("aria-hidden") != "true":
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _figures(page: _Page) -> Iterator[Problem]:
    for figure in page.root.iter(f"{HTML}figure"):
        if figure.find(f"{HTML}figcaption") is None:
            yield page.problem(figure, "page-figure", "a figure has no caption")
        if figure.find(f".//{_SVG}svg") is not None:
            places = [figure, *islice(figure.itersiblings(etree.Element), 1)]
            if not any(next(place.iter(f"{HTML}table"), None) is not None for place in places):
                message = "a figure with a drawing has no table of what it shows"
                expected = "a table in the figure or right after it"
                yield page.problem(figure, "page-figure", message, expected=expected)


def _headings(page: _Page) -> Iterator[Problem]:
    headings = list(page.root.iter(*_HEADINGS))
    tops = [heading for heading in headings if heading.tag == f"{HTML}h1"]
    if len(tops) != 1:
        message = f"the page has {len(tops)} headings of the first level"
        yield page.problem(
            tops[1] if tops else None, "page-heading", message, expected="exactly one"
        )
    for before, heading in pairwise(headings):
        jump = _level(heading) - _level(before)
        if jump > 1:
            message = f"a heading of level {_level(heading)} follows one of level {_level(before)}"
            expected = f"at most level {_level(before) + 1}"
            yield page.problem(heading, "page-heading", message, expected=expected)


def _level(heading: etree._Element) -> int:
    return _HEADINGS.index(heading.tag) + 1


def _described(page: _Page) -> Iterator[Problem]:
    if page.title is None or not (page.title.text or "").strip():
        yield page.problem(page.title, "page-title", "the page has no title")
    if page.path == NOT_FOUND:
        return
    text = "" if page.description is None else page.description.get("content") or ""
    if not text.strip():
        yield page.problem(page.description, "page-description", "the page has no description")
    elif not SHORTEST <= len(text) <= LONGEST:
        message = f"the description has {len(text)} characters"
        expected = f"{SHORTEST} to {LONGEST}"
        yield page.problem(page.description, "page-description", message, expected=expected)


def _repeated(pages: Iterable[_Page], name: str) -> Iterator[Problem]:
    """Yield each page whose title, or description, an earlier page has."""
    seen: dict[str, str] = {}
    for page in pages:
        element: etree._Element | None = getattr(page, name)
        if element is None:
            continue
        text = (element.get("content") or element.text or "").strip()
        if text in seen:
            message = f"the page has the {name} of {seen[text]}"
            yield page.problem(element, f"page-{name}", message)
        elif text:
            seen[text] = page.path


def _orphans(pages: Sequence[_Page]) -> Iterator[Problem]:
    """Yield each page that no chain of links leads to from the start page.

    The links of the validation report do not count.
    """
    by_path = {page.path: page for page in pages}
    reached = {START}
    waiting = deque(reached & by_path.keys())
    while waiting:
        for target in _links(by_path[waiting.popleft()]):
            if target in by_path and target not in reached:
                reached.add(target)
                if target != REPORT:
                    waiting.append(target)
    for page in pages:
        if page.path not in reached:
            yield page.problem(None, "page-orphan", f"no links lead here from {START}")


def _links(page: _Page) -> Iterator[str]:
    """Yield the paths that a page links to in content and menus.

    The links to the page before and after are no way to find a page.
    """
    for link in page.root.iter(f"{HTML}a"):
        parts = urlsplit(link.get("href") or "")
        if parts.path and not parts.scheme and link.get("rel") not in {"prev", "next"}:
            path = posixpath.join(posixpath.dirname(page.path), unquote(parts.path))
            yield posixpath.normpath(posixpath.join(path, START) if path.endswith("/") else path)
