"""A report as plain text for a terminal."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import fill, wrap
from typing import TYPE_CHECKING

from scorer.blocks import Bullets, Facts, Figure, Notice, Paragraph, Part, Quote, Table
from scorer.characters import allowed, lines
from scorer.columns import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Block, FactsRow, Report

__all__ = ["as_text"]

_WIDTH = 80
_GAP = 2
# No column gets narrower than this while another is wider.
_LEAST = 8


def as_text(report: Report) -> str:
    """Return the report in lines of at most 80 characters; pictures stand as their tables."""
    parts = [_heading(f"{report.instrument}: {report.heading}", "=")]
    for section in report.sections:
        parts += [_heading(section.title, "-"), *_blocks(section.blocks)]
    parts.append("-" * _WIDTH)
    parts += [_filled(line) for line in report.footer]
    parts.append(_filled(f"Fingerprint of the framework: {report.fingerprint}"))
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(title: str, rule: str) -> str:
    shown = _filled(title)
    return f"{shown}\n{rule * max(map(len, shown.split('\n')))}"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _filled(block.text)
        case Bullets():
            yield _listed(block.items, numbered=block.numbered)
        case Quote():
            label = [_filled(block.label)] if block.label else []
            yield "\n".join((*label, *_quoted(block.text)))
        case Facts():
            yield "\n".join(_fact(row) for row in block.rows)
        case Notice():
            yield "\n".join((_filled(block.lead), *map(_point, block.items)))
        case Table():
            yield _table(block)
        case Figure():
            yield _table(block.table)
        case Part():
            yield _heading(block.title, "~")
            yield from _blocks(block.blocks)


def _filled(text: str, first: str = "", rest: str = "") -> str:
    """Return the text in lines that start as given."""
    return fill(
        " ".join(allowed(text).split()), _WIDTH, initial_indent=first, subsequent_indent=rest
    )


def _listed(items: Sequence[str], *, numbered: bool) -> str:
    if not numbered:
        return "\n".join(map(_point, items))
    return "\n".join(
        _filled(item, f"{number:>3}. ", "     ") for number, item in enumerate(items, start=1)
    )


def _point(text: str) -> str:
    return _filled(text, "  - ", "    ")


def _fact(row: FactsRow) -> str:
    value = f"({row.value})" if row.word and row.value else row.value
    said = " ".join(part for part in (row.word, value) if part)
    head = _filled(f"{row.term}: {said}" if said else row.term, rest="  ")
    return f"{head}\n{_filled(row.text, '  ', '  ')}" if row.text else head


def _quoted(text: str) -> Iterator[str]:
    """Yield the reader's lines behind a bar; a long one goes on over the next."""
    for line in lines(text):
        for part in wrap(line.expandtabs(4), _WIDTH - 4, replace_whitespace=False) or [""]:
            yield f"  | {part}".rstrip()


def _table(table: Table) -> str:
    rows = [
        tuple(" ".join(allowed(cell).split()) for cell in row) for row in (table.head, *table.rows)
    ]
    widths = _widths([max(map(len, column)) for column in zip(*rows, strict=True)])
    rule = (" " * _GAP).join("-" * width for width in widths)
    sides = [">" if number else "<" for number in numbers(table)]
    head, *body = (_row(row, widths, sides) for row in rows)
    return "\n".join((_filled(table.caption), head, rule, *body))


def _widths(wanted: Sequence[int]) -> list[int]:
    """Return what each column gets: the widest give way until the line fits."""
    widths = [max(width, 1) for width in wanted]
    while sum(widths) + _GAP * (len(widths) - 1) > _WIDTH and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], sides: Sequence[str]) -> str:
    columns = [wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    return "\n".join(
        (" " * _GAP)
        .join(
            f"{text:{side}{width}}" for text, side, width in zip(line, sides, widths, strict=True)
        )
        .rstrip()
        for line in zip_longest(*columns, fillvalue="")
    )
