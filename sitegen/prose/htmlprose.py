"""HTML within Markdown as blocks of running text, as :mod:`sitegen.prosetext` makes them."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from sitegen.prose.proseblock import Writer
from sitegen.prose.sentences import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.prose.proseblock import Block, Kind

__all__ = ["html_blocks"]

_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd"), "item"),
    **dict.fromkeys(("th", "td"), "cell"),
    **dict.fromkeys(("caption", "figcaption", "summary", "legend", "dt"), "caption"),
    "blockquote": "quotation",
}
_WITHIN_TEXT: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "button", "cite", "data", "del", "dfn", "em", "i", "img"}
    | {"ins", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"}
    | {"var", "wbr"}
)
_CODE: Final = frozenset({"code", "kbd", "samp"})
_NO_TEXT: Final = frozenset({"math", "pre", "script", "style", "svg", "template", "textarea"})
_QUOTATION_MARKS: Final = {True: "“", False: "”"}


def html_blocks(
    path: str, content: str, lines: Sequence[str], first: int, *, within: Kind
) -> Iterator[Block]:
    """Yield the blocks of a piece of HTML that begins on line ``first`` of a page, from 0.

    ``within`` is what holds the piece: a paragraph stands for nothing in particular.
    """
    starts = [
        # What stands before it is the indentation of a list, or the mark of a quotation.
        max(len(line.rstrip()) - len(part.rstrip()), 0)
        for line, part in zip(lines[first:], content.rstrip("\n").split("\n"), strict=False)
    ]
    parser = _Parser(path, Writer(content, lines, first, starts or [0]), within)
    parser.feed(content)
    parser.close()
    parser.end()
    yield from parser.found


class _Parser(HTMLParser):
    """Collects the blocks of one piece."""

    def __init__(self, path: str, part: Writer, within: Kind) -> None:
        # References would be resolved before their length is known.
        super().__init__(convert_charrefs=False)
        self._path = path
        self._part = part
        self._within = within
        self._begins = [0]
        for line in part.content.split("\n"):
            self._begins.append(self._begins[-1] + len(line) + 1)
        self._writer = self._fresh()
        self._open: list[tuple[str, Kind]] = []
        self._passed_over: list[str] = []
        self.found: list[Block] = []

    def _fresh(self) -> Writer:
        part = self._part
        return Writer(part.content, part.lines, part.first, part.starts)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._begins[line - 1] + column

    def end(self) -> None:
        """End the block that is being written."""
        kind: Kind = self._open[-1][1] if self._open else self._within
        self.found += self._writer.blocks(self._path, kind)
        self._writer = self._fresh()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._passed_over:
            self._passed_over += [tag] * (tag == self._passed_over[-1])
            return
        source = self.get_starttag_text() or ""
        captions = list(self._part.captions(self._path, source, self._at()))
        if tag in _CODE:
            self._writer.add(STAND_IN, self._at())
        elif tag == "q":
            self._writer.add(_QUOTATION_MARKS[True], self._at())
        elif tag == "br":
            self._writer.add(" ", self._at())
        elif tag not in _WITHIN_TEXT:
            self.end()
        if tag in _CODE | _NO_TEXT:
            self._passed_over.append(tag)
        elif tag in _KINDS:
            if self._open and self._open[-1][0] == tag:
                # The end of an item or a cell may be left out.
                self._open.pop()
            self._open.append((tag, _KINDS[tag]))
        self.found += captions

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._passed_over and self._passed_over[-1] == tag:
            self._passed_over.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._passed_over:
            if tag == self._passed_over[-1]:
                self._passed_over.pop()
        elif tag == "q":
            self._writer.add(_QUOTATION_MARKS[False], self._at())
        elif tag not in _WITHIN_TEXT | _CODE:
            self.end()
            if tag in (name for name, _ in self._open):
                while self._open.pop()[0] != tag:
                    pass

    def handle_data(self, data: str) -> None:
        if not self._passed_over:
            self._writer.run(data, self._at())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, source: str) -> None:
        if not self._passed_over:
            self._writer.add(unescape(source), self._at())
