"""A piece of running text in which every character knows its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from sitegen.problems import Problem
from sitegen.prose.sentences import STAND_IN
from sitegen.works.workchecks import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Block", "Kind", "Writer"]

type Kind = Literal["heading", "paragraph", "item", "quotation", "cell", "caption"]
"""A caption is also what stands beside the text: a title, an alternative of an image."""

_PIECES: Final = re.compile(
    r"(?P<nothing>"
    r"[ ]?\[[^\[\]]*@[a-z][^\[\]]*\]"  # [@goss-2005, p. 39]
    r"|\{:?[ ]*[#.][^{}]*\}"  # { .pi-action }
    r"|\[\^[^\]\s]+\])"  # [^note]
    r"|(?P<word>(?<![\w.])@" + KEY + r"|\bhttps?://[^\s)>]+)"
)
_READ_OUT: Final = re.compile(
    r"""\s(?:alt|title|aria-label)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A heading, a paragraph, a paragraph of a list or of a quotation, a cell, a caption."""

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


class Writer:
    """Writes the text of a part of a page, with the place of each run."""

    def __init__(
        self, content: str, lines: Sequence[str], first: int, starts: Sequence[int]
    ) -> None:
        """Take the part; its lines begin at these columns of the page's, from line ``first``.

        Lines and columns count from 0.
        """
        self.content = content
        self.lines = lines
        self.first = first
        self.starts = starts
        self.text = ""
        self.marks: list[tuple[int, int, int]] = []

    def blocks(self, path: str, kind: Kind) -> Iterator[Block]:
        """Yield what was written, if anything, as a block."""
        if self.text.strip():
            yield Block(path=path, kind=kind, text=self.text, marks=tuple(self.marks))

    def caption(self, path: str, text: str, start: int) -> Iterator[Block]:
        """Yield a text from elsewhere in the part as a block of its own."""
        apart = Writer(self.content, self.lines, self.first, self.starts)
        apart.run(text, start)
        yield from apart.blocks(path, "caption")

    def captions(self, path: str, tag: str, start: int) -> Iterator[Block]:
        """Yield the attributes of an HTML tag that readers see or hear."""
        for found in _READ_OUT.finditer(tag):
            name = "double" if found["double"] is not None else "single"
            yield from self.caption(path, found[name], start + found.start(name))

    def run(self, text: str, start: int) -> None:
        """Add text that may go over several lines, as it stands from ``start`` on."""
        for number, line in enumerate(text.split("\n")):
            plain = line.lstrip() if number else line
            if number and self.text and not self.text.endswith(" "):
                self.add(" ", start - 1)
            self.pieces(plain, start + len(line) - len(plain))
            start += len(line) + 1

    def pieces(self, text: str, start: int) -> None:
        """Add text on one line, with citations and addresses as they count."""
        done = 0
        for piece in _PIECES.finditer(text):
            self.add(text[done : piece.start()], start + done)
            if piece["word"]:
                self.add(STAND_IN, start + piece.start())
            done = piece.end()
        self.add(text[done:], start + done)

    def add(self, text: str, start: int) -> None:
        """Add text whose first character stands at ``start`` in the part."""
        if not text:
            return
        before = self.content[:start]
        row = before.count("\n")
        column = len(before) - before.rfind("\n") - 1 + self.starts[min(row, len(self.starts) - 1)]
        line = min(self.first + row, len(self.lines) - 1)
        column = min(column, max(len(self.lines[line]) - 1, 0))
        self.marks.append((len(self.text), line + 1, column + 1))
        self.text += text
