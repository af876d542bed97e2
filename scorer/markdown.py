"""A report as Markdown, in which nothing that a reader typed is markup.

Escapes work in CommonMark and in Python-Markdown alike: a backslash where both know it,
else an entity. They cover the extensions that common readers add: tables, links made of
bare addresses, mathematics, footnotes, task lists, mentions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scorer.blocks import Bullets, Facts, Figure, Notice, Paragraph, Part, Quote, Table
from scorer.characters import allowed, lines
from scorer.columns import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Block, FactsRow, Report

__all__ = ["as_markdown", "escaped"]

_RUNS_ON = re.compile(r"- |1\. |>")
_BREAK = "<!-- -->"
_BACKSLASHED = re.compile(r"[\\`*_{}\[\]#]")
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    "~": "&#126;",
    "$": "&#36;",
    "^": "&#94;",
    "@": "&#64;",
}
_ENTITY = re.compile("[" + re.escape("".join(_ENTITIES)) + "]")
# Part of an address or of a word for a picture: "https:", ":smile:".
_COLON = re.compile(r":(?=\S)")
_WORLD_WIDE_WEB = re.compile(r"\b(www)\.", re.IGNORECASE)
# What starts a list, a rule, a heading or a box of its own at the start of a line.
_START = re.compile(r"(\d+)?([-+.!)=:?])")


def as_markdown(report: Report) -> str:
    """Return the report with a heading of level 1; pictures stand as their tables."""
    parts = [f"# {escaped(report.heading)}", escaped(report.instrument)]
    for section in report.sections:
        parts += [f"## {escaped(section.title)}", *_blocks(section.blocks)]
    parts += ["---", *(escaped(line) for line in report.footer)]
    parts.append(f"Fingerprint of the framework: {escaped(report.fingerprint)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Return the text on one line, as it can stand at the start of one."""
    line = " ".join(allowed(text).split())
    line = _BACKSLASHED.sub(r"\\\g<0>", line)
    # Last, as entities hold a "#" of their own.
    line = _ENTITY.sub(lambda found: _ENTITIES[found[0]], line)
    line = _WORLD_WIDE_WEB.sub(r"\1\\.", _COLON.sub("&#58;", line))
    start = _START.match(line)
    return f"{start[1] or ''}{_plain(start[2])}{line[start.end() :]}" if start else line


def _plain(sign: str) -> str:
    return f"&#{ord(sign)};" if sign in "=:?" else f"\\{sign}"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    before = ""
    for block in blocks:
        for part in _block(block):
            # Without a break, a list or a quotation would go on in the next one.
            if _RUNS_ON.match(before) and _RUNS_ON.match(part):
                yield _BREAK
            yield part
            before = part or before


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield escaped(block.text)
        case Bullets():
            yield _listed(block.items, numbered=block.numbered)
        case Quote():
            yield _strong(block.label or "")
            yield _quote(block.text)
        case Facts():
            yield "\n".join(f"- {_fact(row)}" for row in block.rows)
        case Notice():
            yield _strong(block.lead)
            yield _listed(block.items)
        case Table():
            yield from _table(block)
        case Figure():
            yield from _table(block.table)
        case Part():
            yield f"### {escaped(block.title)}"
            yield from _blocks(block.blocks)


def _listed(items: Sequence[str], *, numbered: bool = False) -> str:
    return "\n".join(
        f"{f'{number}.' if numbered else '-'} {escaped(item)}"
        for number, item in enumerate(items, start=1)
    )


def _strong(text: str) -> str:
    line = escaped(text)
    return f"**{line}**" if line else ""


def _fact(row: FactsRow) -> str:
    value = f"({row.value})" if row.word and row.value else row.value
    said = " ".join(escaped(part) for part in (row.word, value) if part)
    head = f"{_strong(row.term)}: {said}" if said else _strong(row.term)
    return f"{head}. {escaped(row.text)}" if row.text else head


def _quote(text: str) -> str:
    """Return a block quote with the reader's lines; two spaces end a line within a paragraph."""
    typed = [escaped(line) for line in "\n".join(lines(text)).strip().split("\n")]
    return "\n".join(
        f"> {line}  " if line and following else f"> {line}".rstrip()
        for line, following in zip(typed, [*typed[1:], ""], strict=True)
    )


def _table(table: Table) -> Iterator[str]:
    yield _strong(table.caption)
    rule = tuple("---:" if number else "---" for number in numbers(table))
    rows = [table.head, rule, *table.rows]
    yield "\n".join(_row(row, rule=number == 1) for number, row in enumerate(rows))


def _row(cells: Sequence[str], *, rule: bool) -> str:
    shown = cells if rule else [escaped(cell).replace("&#124;", r"\|") for cell in cells]
    return f"| {' | '.join(shown)} |"
