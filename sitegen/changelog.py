"""The change log as a part of a page: ``CHANGELOG.md`` with its headings one level down.

The file is written for a reader of the repository, so on the site a link to a file of the
repository would lead nowhere: only its words stay. HTML and build marks become plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.inserts import Maker

__all__ = ["maker", "markdown"]

_HEADING: Final = re.compile(r"^(#{1,5}) +(.+?) *#*$")
_FENCE: Final = re.compile(r"^ {0,3}(```|~~~)")
_LINK: Final = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]+)(?: +\"[^\"]*\")?\)")
_CODE: Final = re.compile(r"(`+[^`]+`+)")


def maker(file: Path) -> Maker:
    """Return what makes the insert ``changelog``; OSError when there is no such file."""
    text = file.read_text(encoding="utf-8")
    return lambda root: markdown(text, root)


def markdown(text: str, root: str) -> str:
    """Return the entries without the file's own title and introduction.

    Every heading gets an anchor that holds the version's name, because "Added" stands
    under each version. ``root`` is the way from the page to the site's root.
    """
    lines: list[str] = []
    version, fenced = "", False
    for line in _entries(text):
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            lines.append(line if fenced else _safe(line, root))
            continue
        signs, title = heading.groups()
        if len(signs) == 2:
            # 1.0.0 and 10.0 must not share an anchor.
            version = _anchor(title)
        anchor = version if len(signs) == 2 else f"{version}-{_anchor(title)}"
        lines.append(f"#{signs} {_safe(title, root)} {{ #changes-{anchor} }}")
    return "\n".join(lines).strip() + "\n"


def _entries(text: str) -> list[str]:
    """Return the lines from the first version on; what stands before is for the repository."""
    lines = text.splitlines()
    starts = (number for number, line in enumerate(lines) if line.startswith("## "))
    return lines[next(starts, len(lines)) :]


def _anchor(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _safe(line: str, root: str) -> str:
    """Mend links and take the meaning from HTML, outside code."""
    parts = _CODE.split(line)
    return "".join(
        part if number % 2 else _LINK.sub(lambda link: _link(link, root), _plain(part))
        for number, part in enumerate(parts)
    )


def _plain(text: str) -> str:
    return text.replace("<", "&lt;")


def _link(link: re.Match[str], root: str) -> str:
    """Keep links to the web and to pages of the site; of all others, the words alone."""
    text, to = link["text"], link["to"]
    if link["image"]:
        return text
    if to.startswith(("https://", "http://")):
        return f"[{text}]({to})"
    page = re.fullmatch(r"(?:\./)?docs/((?!data/)[\w./-]+\.md)(#[\w-]+)?", to)
    if page and ".." not in page[1]:
        return f"[{text}]({root}{page[1]}{page[2] or ''})"
    return text
