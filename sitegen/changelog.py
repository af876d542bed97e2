"""The change log as a part of a page: ``CHANGELOG.md`` with its headings one level down.

The file is written for a reader of the repository, so on the site a link to a file of the
repository would lead nowhere: only its words stay. HTML and build marks become plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.files.fences import FENCE, SPAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.inserts import Maker

__all__ = ["maker", "markdown"]

_FENCED: Final = re.compile(FENCE, re.MULTILINE)
_HEADING: Final = re.compile(r"^(#{1,5}) +(.+?) *#*$")
_PARTS: Final = re.compile(
    rf"""
    {SPAN}
  | (?P<address><https?://[^<>\s]+>)
  | (?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]+)(?:[ ]+"[^"]*")?\)
  | (?P<sign>[<@])
    """,
    re.VERBOSE,
)
_SIGNS: Final = {"<": "&lt;", "@": "&#64;"}
"""What would begin HTML, a build mark or a citation."""


def maker(text: str) -> Maker:
    """Return what makes the insert ``changelog`` of the file's text."""
    return lambda root: markdown(text, root)


def markdown(text: str, root: str) -> str:
    """Return the entries without the file's own title and introduction.

    Every heading gets an anchor that holds the version's name, because "Added" stands
    under each version. ``root`` is the way from the page to the site's root.
    """
    lines: list[str] = []
    version, anchors = "", _Anchors()
    for line, fenced in _entries(text):
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            lines.append(line if fenced else _safe(line, root))
            continue
        signs, title = heading.groups()
        if len(signs) == 2:
            anchor = version = anchors.new(title)
        else:
            anchor = anchors.new(f"{version} {title}")
        lines.append(f"#{signs} {_safe(title, root)} {{ #changes-{anchor} }}")
    return "\n".join(lines).strip() + "\n"


def _entries(text: str) -> list[tuple[str, bool]]:
    """Return the lines from the first version on, and of each whether it is code in a block.

    What stands before is for the repository.
    """
    lines = list(_lines(text))
    starts = (n for n, (line, fenced) in enumerate(lines) if line.startswith("## ") and not fenced)
    return lines[next(starts, len(lines)) :]


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for block in _FENCED.finditer(text):
        yield from ((line, False) for line in text[end : block.start()].splitlines())
        yield from ((line, True) for line in block[0].splitlines())
        # The line's end belongs to the block.
        end = block.end() + 1
    yield from ((line, False) for line in text[end:].splitlines())


class _Anchors:
    """Names of headings, no two alike: ``1.0`` and ``1-0`` would share one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, title: str) -> str:
        """Return the anchor for a heading, with a number where it is taken."""
        plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        anchor, number = plain, 1
        while anchor in self._given:
            number += 1
            anchor = f"{plain}-{number}"
        self._given.add(anchor)
        return anchor


def _safe(line: str, root: str) -> str:
    """Mend links and take the meaning from HTML and citations, outside code."""
    return _PARTS.sub(lambda part: _part(part, root), line)


def _part(part: re.Match[str], root: str) -> str:
    if part["sign"]:
        return _SIGNS[part["sign"]]
    return part[0] if part["to"] is None else _link(part, root)


def _link(link: re.Match[str], root: str) -> str:
    """Keep links to the web and to pages of the site; of all others, the words alone."""
    text, to = _safe(link["text"], root), link["to"]
    if link["image"]:
        return text
    if to.startswith(("https://", "http://")):
        return f"[{text}]({to})"
    page = re.fullmatch(r"(?:\./)?docs/((?!data/)[\w./-]+\.md)(#[\w-]+)?", to)
    if page and ".." not in page[1]:
        return f"[{text}]({root}{page[1]}{page[2] or ''})"
    return text
