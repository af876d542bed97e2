"""Markdown as blocks of running text in which every character knows its place.

Code, addresses, HTML and inserts are no text. A piece of code, a bare address and a
citation in the sentence (``@goss-2005``) stand as one word, :data:`STAND_IN`; a citation
in brackets stands as nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from markdown_it import MarkdownIt

from sitegen.problems import Problem
from sitegen.workchecks import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

__all__ = ["STAND_IN", "Block", "Kind", "blocks"]

type Kind = Literal["heading", "paragraph", "item", "quotation", "cell"]

STAND_IN: Final = "\ufffc"

_OPENING: Final[dict[str, Kind]] = {
    "heading_open": "heading",
    "list_item_open": "item",
    "blockquote_open": "quotation",
    "th_open": "cell",
    "td_open": "cell",
}

_PIECES: Final = re.compile(
    r"(?P<nothing>"
    r"[ ]?\[[^\[\]]*@[a-z][^\[\]]*\]"  # [@goss-2005, p. 39]
    r"|\{:?[ ]*[#.][^{}]*\}"  # { .pi-action }
    r"|\[\^[^\]\s]+\])"  # [^note]
    r"|(?P<word>(?<![\w.])@" + KEY + r"|\bhttps?://[^\s)>]+)"
)
_LINK_END: Final = re.compile(
    r"\](?:\((?:[^()\\<]|\\.|<[^>]*>|\((?:[^()\\]|\\.)*\))*\)|\[[^\]]*\])?", re.DOTALL
)
_ADMONITION: Final = re.compile(r"(?:!!!|\?\?\?\+?) ")
_NOTE: Final = re.compile(r"\[\^[^\]\s]+\]: ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A heading, a paragraph, a paragraph of a list or of a quotation, or a table's cell."""

    path: str
    kind: Kind
    text: str
    marks: tuple[tuple[int, int, int], ...]
    """Where in the text a run begins that lies on one source line, and its line and column."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character of the text, both from 1."""
        start, line, column = self.marks[
            max(bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1, 0)
        ]
        return line, column + offset - start

    def problem(
        self, offset: int, code: str, message: str, *, expected: str = "", hint: str = ""
    ) -> Problem:
        """Return a problem at a character of the text."""
        line, column = self.place(offset)
        return Problem(
            path=self.path,
            line=line,
            column=column,
            code=code,
            message=message,
            expected=expected,
            hint=hint,
        )


def blocks(path: str, text: str) -> Iterator[Block]:
    """Yield the blocks of a page in order; its front matter is to be blank lines by now."""
    lines = text.split("\n")
    kinds: list[Kind] = []
    row, cursor = 0, 0
    for token in _parser().parse("\n".join(_plain_markdown(lines))):
        if token.type in _OPENING:
            kinds.append(_OPENING[token.type])
        elif token.nesting < 0 and token.type.replace("_close", "_open") in _OPENING:
            kinds.pop()
        elif token.type == "tr_open" and token.map:
            row, cursor = token.map[0], 0
        if token.type != "inline":
            continue
        kind = kinds[-1] if kinds else "paragraph"
        first = row if kind == "cell" else (token.map or [0])[0]
        starts = _starts(lines[first:], token.content, cursor if kind == "cell" else 0)
        if kind == "cell":
            cursor = starts[0] + len(token.content)
        writer = _Writer(token.content, lines, first, starts)
        writer.walk(token.children or ())
        if writer.text.strip():
            yield Block(path=path, kind=kind, text=writer.text, marks=tuple(writer.marks))


@cache
def _parser() -> MarkdownIt:
    # text_join would hide where an escaped character stood.
    return MarkdownIt("commonmark").enable("table").disable("text_join")


def _plain_markdown(lines: Sequence[str]) -> Iterator[str]:
    """Turn what Python-Markdown adds into lists and paragraphs, line for line."""
    inside = False
    for line in lines:
        if _ADMONITION.match(line):
            inside = True
            yield ""
        elif inside and line.startswith("    "):
            yield line[4:]
        else:
            inside = inside and not line.strip()
            # A definition and a footnote become items of a list, which may follow any line.
            definition = re.sub(r"^:(?=   )", "-", line)
            yield _NOTE.sub("-   ", definition) if _NOTE.match(line) else definition


def _starts(lines: Sequence[str], content: str, cursor: int) -> list[int]:
    """Return the column, from 0, at which each line of an inline text begins in its source."""
    found = []
    for line, part in zip(lines, content.split("\n"), strict=False):
        ends = cursor == 0 and line.rstrip().endswith(part)
        start = len(line.rstrip()) - len(part) if ends else line.find(part, cursor)
        found.append(max(start, 0))
    return found or [0]


class _Writer:
    """Writes the text of one inline token, with the place of each run."""

    def __init__(
        self, content: str, lines: Sequence[str], first: int, starts: Sequence[int]
    ) -> None:
        self._content = content
        self._lines = lines
        self._first = first
        self._starts = starts
        self._at = 0
        self.text = ""
        self.marks: list[tuple[int, int, int]] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        """Write these tokens; each is sought after the one before it."""
        for token in tokens:
            if token.type == "text":
                start = self._after(token.content)
                self._pieces(token.content, start)
            elif token.type == "text_special":
                self._add(token.content, self._after(token.markup))
            elif token.type == "code_inline":
                self._code(token.markup)
            elif token.type in {"softbreak", "hardbreak"}:
                self._add(" ", self._after("\n"))
            elif token.type == "html_inline":
                start = self._after(token.content)
                if token.content.startswith("<br"):
                    self._add(" ", start)
            elif token.type == "image":
                self._after("![")
                self.walk(token.children or ())
                self._end_of_link()
            elif token.markup != "autolink":
                self._markup(token)

    def _markup(self, token: Token) -> None:
        if token.type == "link_open":
            self._after("[")
        elif token.type == "link_close":
            self._end_of_link()
        elif token.markup:
            self._after(token.markup)

    def _after(self, part: str) -> int:
        """Move behind the next such part and return where it began."""
        start = self._content.find(part, self._at)
        if start < 0:
            return min(self._at, max(len(self._content) - 1, 0))
        self._at = start + len(part)
        return start

    def _code(self, fence: str) -> None:
        start = self._after(fence)
        end = re.compile(rf"(?<!`){fence}(?!`)").search(self._content, self._at)
        self._at = end.end() if end else self._at
        self._add(STAND_IN, start)

    def _end_of_link(self) -> None:
        if end := _LINK_END.search(self._content, self._at):
            self._at = end.end()

    def _pieces(self, text: str, start: int) -> None:
        done = 0
        for piece in _PIECES.finditer(text):
            self._add(text[done : piece.start()], start + done)
            if piece["word"]:
                self._add(STAND_IN, start + piece.start())
            done = piece.end()
        self._add(text[done:], start + done)

    def _add(self, text: str, start: int) -> None:
        if not text:
            return
        before = self._content[:start]
        row = before.count("\n")
        column = (
            len(before) - before.rfind("\n") - 1 + self._starts[min(row, len(self._starts) - 1)]
        )
        line = min(self._first + row, len(self._lines) - 1)
        column = min(column, max(len(self._lines[line]) - 1, 0))
        self.marks.append((len(self.text), line + 1, column + 1))
        self.text += text
