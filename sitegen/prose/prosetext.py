"""Markdown as blocks of running text in which every character knows its place.

Code, addresses and inserts are no text. A piece of code, a bare address and a citation in
the sentence (``@goss-2005``) stand as one word, :data:`~sitegen.sentences.STAND_IN`; a
citation in brackets stands as nothing. HTML, the titles of links and images and those of
admonitions are blocks of their own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from sitegen.prose.htmlprose import html_blocks
from sitegen.prose.proseblock import Writer
from sitegen.prose.sentences import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.prose.proseblock import Block, Kind

__all__ = ["blocks"]

_OPENING: Final[dict[str, Kind]] = {
    "heading_open": "heading",
    "list_item_open": "item",
    "blockquote_open": "quotation",
    "th_open": "cell",
    "td_open": "cell",
}

_LINK_END: Final = re.compile(
    r"\](?:\((?:[^()\\<]|\\.|<[^>]*>|\((?:[^()\\]|\\.)*\))*\)|\[[^\]]*\])?", re.DOTALL
)
_ADMONITION: Final = re.compile(r'[ ]*(?:!!!|\?\?\?\+?) ?[\w\-][\w\- ]*(?:"(?P<title>.*)")?\s*')
_NOTE: Final = re.compile(r"\[\^[^\]\s]+\]: ")
_FENCE: Final = re.compile(r"\s*(?:```|~~~)")
_IS_MARKDOWN: Final = re.compile(r"\s*<\w[^<>]*\bmarkdown\b[^<>]*>\s*")


def blocks(path: str, text: str) -> Iterator[Block]:
    """Yield the blocks of a page in order; its front matter is to be blank lines by now."""
    lines = text.split("\n")
    plain = _PlainMarkdown()
    source = "\n".join(map(plain.line, lines))
    found = list(_titles(path, lines, plain.admonitions))
    kinds: list[Kind] = []
    row, cursor = 0, 0
    for token in _parser().parse(source):
        kind: Kind = kinds[-1] if kinds else "paragraph"
        if token.type in _OPENING:
            kinds.append(_OPENING[token.type])
        elif token.nesting < 0 and token.type.replace("_close", "_open") in _OPENING:
            kinds.pop()
        elif token.type == "tr_open" and token.map:
            row, cursor = token.map[0], 0
        elif token.type == "html_block" and token.map:
            found += html_blocks(path, token.content, lines, token.map[0], within=kind)
        if token.type != "inline":
            continue
        first = row if kind == "cell" else (token.map or [0])[0]
        starts = _starts(lines[first:], token.content, cursor if kind == "cell" else 0)
        if kind == "cell":
            cursor = starts[0] + len(token.content)
        writer = _Inline(path, Writer(token.content, lines, first, starts))
        writer.walk(token.children or ())
        found += [*writer.written.blocks(path, kind), *writer.captions]
    yield from sorted(found, key=lambda block: block.place(0))


@cache
def _parser() -> MarkdownIt:
    # text_join would hide where an escaped character stood.
    return MarkdownIt("commonmark").enable("table").disable("text_join")


class _PlainMarkdown:
    """Turns what Python-Markdown adds into lists and paragraphs, line for line."""

    def __init__(self) -> None:
        self.admonitions: list[tuple[int, re.Match[str]]] = []
        """The line of each, from 0, and what was found there."""
        self._indents: list[int] = []
        self._fenced = False
        self._number = -1

    def line(self, line: str) -> str:
        """Take the next line and return what stands for it."""
        self._number += 1
        indent = len(line) - len(line.lstrip(" "))
        while line.strip() and self._indents and indent < self._indents[-1] + 4:
            self._indents.pop()
        if _FENCE.match(line):
            self._fenced = not self._fenced
        elif not self._fenced and (found := _ADMONITION.fullmatch(line)):
            self.admonitions.append((self._number, found))
            self._indents.append(indent)
            return ""
        elif not self._fenced and _IS_MARKDOWN.fullmatch(line):
            return ""
        line = line[4 * len(self._indents) :]
        # A definition and a footnote become items of a list, which may follow any line.
        definition = re.sub(r"^:(?=   )", "-", line)
        return _NOTE.sub("-   ", definition) if _NOTE.match(line) else definition


def _titles(
    path: str, lines: Sequence[str], admonitions: Sequence[tuple[int, re.Match[str]]]
) -> Iterator[Block]:
    for number, found in admonitions:
        if found["title"]:
            writer = Writer(lines[number], lines, number, [0])
            yield from writer.caption(path, found["title"], found.start("title"))


def _starts(lines: Sequence[str], content: str, cursor: int) -> list[int]:
    """Return the column, from 0, at which each line of an inline text begins in its source."""
    found = []
    for line, part in zip(lines, content.split("\n"), strict=False):
        ends = cursor == 0 and line.rstrip().endswith(part)
        start = len(line.rstrip()) - len(part) if ends else line.find(part, cursor)
        found.append(max(start, 0))
    return found or [0]


class _Inline:
    """Writes the text of one inline token, and gathers the titles in it."""

    def __init__(self, path: str, written: Writer) -> None:
        self.written = written
        self.captions: list[Block] = []
        self._path = path
        self._content = written.content
        self._at = 0
        self._titles: list[str] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        """Write these tokens; each is sought after the one before it."""
        for token in tokens:
            if token.type == "text":
                start = self._after(token.content)
                self.written.pieces(token.content, start)
            elif token.type == "text_special":
                self.written.add(token.content, self._after(token.markup))
            elif token.type == "code_inline":
                self._code(token.markup)
            elif token.type in {"softbreak", "hardbreak"}:
                self.written.add(" ", self._after("\n"))
            elif token.type == "html_inline":
                start = self._after(token.content)
                self.captions += self.written.captions(self._path, token.content, start)
                if token.content.startswith("<br"):
                    self.written.add(" ", start)
            elif token.type == "image":
                self._after("![")
                self.walk(token.children or ())
                self._end_of_link(str(token.attrs.get("title", "")))
            elif token.markup != "autolink":
                self._markup(token)

    def _markup(self, token: Token) -> None:
        if token.type == "link_open":
            self._after("[")
            self._titles.append(str(token.attrs.get("title", "")))
        elif token.type == "link_close":
            self._end_of_link(self._titles.pop())
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
        self.written.add(STAND_IN, start)

    def _end_of_link(self, title: str) -> None:
        begin = self._at
        if end := _LINK_END.search(self._content, begin):
            self._at = end.end()
        if title:
            # The title of a link by reference stands elsewhere; its link shows the fault.
            start = self._content.rfind(title, begin, self._at)
            self.captions += self.written.caption(self._path, title, max(start, begin - 1, 0))
