"""A report as a fragment for a page and as a document of its own.

The templates are read and compiled when this module is imported: in the browser it is
kept in a memory snapshot, where packages have no files any more.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined

from scorer import figures
from scorer.blocks import Figure, Part, Table
from scorer.characters import lines
from scorer.columns import numbers
from scorer.view import DocumentView, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer import blocks
    from scorer.blocks import Block, Report
    from scorer.figure import Drawing
    from scorer.view import ReportView

__all__ = ["POLICY", "STYLE", "BlocksView", "both", "laid_out"]

_TEMPLATES = (
    "blocks.xhtml",
    "document.xhtml",
    "figures.xhtml",
    "report.xhtml",
    "tables.xhtml",
)
# No word of plain English has more characters.
_LONG = 24
_SHORT = 12
_SHORT_ROWS = 10


def _read(name: str) -> str:
    return files("scorer").joinpath("templates", name).read_text(encoding="utf-8")


def _environment() -> Environment:
    return Environment(
        loader=DictLoader({name: _read(name) for name in _TEMPLATES}),
        autoescape=True,
        auto_reload=False,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


_ENVIRONMENT = _environment()
_COMPILED = {name: _ENVIRONMENT.get_template(name) for name in _TEMPLATES}
STYLE = _read("report.css")
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    number: bool
    """Whether its whole column holds numbers."""
    short: bool
    """Whether every text of its column fits on one line."""
    long: bool
    """Whether it holds a word that may break anywhere, as an address does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table; ``name`` is its caption, told apart from others of the same words."""

    name: str
    short: bool
    """Whether it stands on one page."""
    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockView:
    """A block, the name of its class, and what is drawn for it."""

    kind: str
    block: Block
    grid: Grid | None = None
    chart: str | None = None
    """What kind of chart it is, in lower case."""
    drawing: Drawing | None = None
    blocks: tuple[BlockView, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionView:
    """A section of the report with its blocks."""

    id: str
    title: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BlocksView:
    """What ``blocks.xhtml`` lays out."""

    language: str
    one_page: bool
    sections: tuple[SectionView, ...]


def both(report: Report) -> tuple[str, str]:
    """Return the report as one well-formed XHTML ``div`` and as a file that needs nothing else.

    The headings of the ``div`` start at h2. The file is polyglot XHTML with its own style,
    written as UTF-8. The same report always gives the same text.
    """
    page = _view(report)
    inner = laid_out("blocks.xhtml", page)
    return inner, laid_out("document.xhtml", _document(report, page, inner))


def laid_out(template: str, page: BlocksView | ReportView | DocumentView) -> str:
    """Return the page by one of the templates, with characters that every page can hold."""
    return "\n".join(lines(_COMPILED[template].render(page=page)))


def _document(report: Report, page: BlocksView, inner: str) -> DocumentView:
    return DocumentView(
        language=report.language,
        title=f"{report.instrument}: {report.heading}",
        policy=POLICY,
        style=STYLE,
        heading=report.heading,
        standfirst=report.instrument,
        sections=tuple(Section(id=each.id, title=each.title) for each in page.sections),
        fragment=inner,
        footer=report.footer,
        fingerprint=report.fingerprint,
    )


def _view(report: Report) -> BlocksView:
    names: Counter[str] = Counter()
    return BlocksView(
        language=report.language,
        one_page=report.one_page,
        sections=tuple(
            SectionView(
                id=f"pi-{section.id}",
                title=section.title,
                blocks=_blocks(section.blocks, names),
            )
            for section in report.sections
        ),
    )


def _blocks(found: Sequence[Block], names: Counter[str]) -> tuple[BlockView, ...]:
    return tuple(_block(block, names) for block in found)


def _block(block: Block, names: Counter[str]) -> BlockView:
    kind = type(block).__name__
    match block:
        case Part():
            return BlockView(kind=kind, block=block, blocks=_blocks(block.blocks, names))
        case Table():
            return BlockView(kind=kind, block=block, grid=_grid(block, names))
        case Figure():
            return BlockView(
                kind=kind,
                block=block,
                grid=_grid(block.table, names),
                chart=type(block.chart).__name__.lower(),
                drawing=figures.draw(block.chart),
            )
        case _:
            return BlockView(kind=kind, block=block)


def _grid(table: blocks.Table, names: Counter[str]) -> Grid:
    names[table.caption] += 1
    again = names[table.caption]
    columns = [
        _column((head, *(row[at] for row in table.rows)), number=number, first=at == 0)
        for at, (head, number) in enumerate(zip(table.head, numbers(table), strict=True))
    ]
    heads, *rows = zip(*columns, strict=True)
    return Grid(
        name=f"Table: {table.caption}" if again == 1 else f"Table {again}: {table.caption}",
        short=len(rows) <= _SHORT_ROWS,
        caption=table.caption,
        heads=heads,
        rows=tuple(rows),
    )


def _column(texts: Sequence[str], *, number: bool, first: bool) -> tuple[Cell, ...]:
    short = not first and all(len(text) <= _SHORT for text in texts[1:])
    return tuple(
        Cell(
            text=text,
            number=number,
            short=short,
            long=any(len(word) > _LONG for word in text.split()),
        )
        for text in texts
    )
