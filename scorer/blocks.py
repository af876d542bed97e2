"""The document that a report is, before it is XHTML, plain text, Markdown or Word.

A kind of instrument makes one ``Report`` of finished words and numbers; ``scorer.render``
lays it out. All text is plain: what a reader typed is never read as markup.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Bars",
    "BarsRow",
    "Block",
    "Bullets",
    "Chart",
    "Dots",
    "DotsRow",
    "Facts",
    "FactsRow",
    "Figure",
    "Matrix",
    "MatrixRow",
    "Notice",
    "Paragraph",
    "Part",
    "Plane",
    "PlaneMark",
    "Point",
    "Quote",
    "Report",
    "Section",
    "Shift",
    "ShiftRow",
    "Side",
    "Table",
    "as_data",
    "section",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bullets:
    """A list whose order means nothing, or numbered."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """What the reader wrote, with line ends kept. ``label`` says what it answers."""

    label: str | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FactsRow:
    """A term, what it comes to in a word and a number, and a sentence about it."""

    term: str
    word: str | None
    value: str | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Terms with what is said of each."""

    rows: tuple[FactsRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """Something to mind before reading on."""

    lead: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table whose first column heads its rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A place on a scale: its number, and its word or "" ."""

    value: int
    word: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DotsRow:
    """A score with its interval, and how many answers fell on each point."""

    label: str
    value: str | None
    """Decimal text as shown; None where there is no score."""
    low: str | None
    high: str | None
    counts: tuple[int, ...]
    strong: bool = False
    """Whether the row stands for a whole of which others are parts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dots:
    """Scores on one scale."""

    title: str
    description: str
    points: tuple[Point, ...]
    rows: tuple[DotsRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BarsRow:
    """One count for each series."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """Counts as bars from nought to ``most``; a row has one bar for each series."""

    title: str
    description: str
    most: int
    series: tuple[str, ...]
    rows: tuple[BarsRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """An axis of a plane, in decimal texts; ``cut`` parts it in two."""

    title: str
    low: str
    high: str
    start: str
    end: str
    cut: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaneMark:
    """A numbered place on a plane, in decimal texts."""

    number: int
    label: str
    across: str
    up: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Plane:
    """Places on two axes that part into four cells; ``cells`` names them, from the top left."""

    title: str
    description: str
    across: Side
    up: Side
    cells: tuple[str, str, str, str]
    marks: tuple[PlaneMark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShiftRow:
    """A score before and after, in decimal texts."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Shift:
    """How scores moved on one scale."""

    title: str
    description: str
    points: tuple[Point, ...]
    names: tuple[str, str]
    """What the two times are called."""
    rows: tuple[ShiftRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixRow:
    """One count for each column."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Matrix:
    """Counts in columns, each a circle that grows with it, empty cells left empty."""

    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


type Chart = Dots | Bars | Plane | Shift | Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A picture, and the same numbers as a table."""

    chart: Chart
    table: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Blocks below a heading of their own. It holds no further part."""

    title: str
    blocks: tuple[Paragraph | Bullets | Quote | Facts | Notice | Table | Figure, ...]


type Block = Paragraph | Bullets | Quote | Facts | Notice | Table | Figure | Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading of the report with what stands below it."""

    id: str
    """Of the element in the page; the layout puts ``pi-`` before it."""
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A whole report."""

    language: str
    instrument: str
    """The instrument's title, above the heading."""
    heading: str
    """What the report is: "Your partnership’s pattern"."""
    sections: tuple[Section, ...]
    footer: tuple[str, ...]
    """Framework, version and licence."""
    fingerprint: str
    one_page: bool = False
    """Whether it is laid out to print on one A4 page."""


def section(section_id: str, title: str, blocks: Iterable[Block]) -> Section:
    """Return a section of blocks that are made one by one."""
    return Section(id=section_id, title=title, blocks=tuple(blocks))


def as_data(part: Any) -> Any:  # noqa: ANN401 -- a block, or what is within one
    """Return a report or a block as JSON data: each part is an object with its ``type``."""
    if is_dataclass(part):
        held = {each.name: as_data(getattr(part, each.name)) for each in fields(part)}
        return {"type": type(part).__name__, **held}
    return [as_data(each) for each in part] if isinstance(part, tuple) else part
