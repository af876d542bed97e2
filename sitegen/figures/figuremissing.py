"""What missing answers cost: the typical error of a mean of some of the items."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from sitegen.figures import figuredata
from sitegen.figures.drawing import LINE, Key, Line, Mark, lines, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from scorer.framework import Framework
    from sitegen.figures.figuredata import Need, Simulated

__all__ = ["Bar", "BarGroup", "Missing", "MissingRow", "missing"]

# Percent of the width where bars start, and how long one point of error is.
_LEFT: Final = 27
_POINT: Final = 66
# More rows than this would hide the few that matter.
_MOST_ROWS: Final = 12
_CHARACTERS: Final = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingRow:
    """So many answers of so many items. ``simulated`` is None where none was run."""

    answered: int
    items: int
    error: Decimal
    enough: bool
    is_minimum: bool
    simulated: Simulated | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A row as a bar."""

    y: int
    """The baseline of its text."""
    label: str
    value: str
    width: str
    kind: str
    """``enough`` or ``few``."""
    is_minimum: bool
    mark: Mark | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BarGroup:
    """The rows of one score."""

    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """``missing.md.j2``."""

    description: str
    left: str
    height: int
    groups: tuple[BarGroup, ...]
    keys: tuple[Key, ...]
    has_simulated: bool
    table: tuple[tuple[str, tuple[MissingRow, ...]], ...]


def missing(framework: Framework, found: tuple[Simulated, ...]) -> Missing:
    """Return the figure for the rules of the framework's first questionnaire."""
    cases = {(one.items, one.items - one.missing): one for one in found}
    table = tuple((_name(need), tuple(_rows(need, cases))) for need in figuredata.needs(framework))
    groups = []
    top = 0
    for name, rows in table:
        title = lines(name, _CHARACTERS, top + LINE)
        bars = [_bar(row, title[-1].y + (LINE + 4) * number) for number, row in enumerate(rows, 1)]
        groups.append(BarGroup(lines=title, bars=tuple(bars)))
        top = bars[-1].y + 16
    shown = [row for _, rows in table for row in rows]
    has_simulated = any(row.simulated for row in shown)
    keys = [
        Key(sample="enough", text="enough answers for a score"),
        Key(sample="few", text="too few: no score"),
    ]
    if has_simulated:
        keys.append(Key(sample="diamond", text="simulated, with items that differ in level"))
    return Missing(
        description=" ".join(_described(name, rows) for name, rows in table),
        left=percent(_LEFT),
        height=top,
        groups=tuple(groups),
        keys=tuple(keys),
        has_simulated=has_simulated,
        table=table,
    )


def _name(need: Need) -> str:
    return f"{need.name}: {need.items} items"


def _rows(need: Need, cases: Mapping[tuple[int, int], Simulated]) -> Iterator[MissingRow]:
    """Yield the fullest case first; of very many, some, and always the rule's own."""
    step = -(-need.items // _MOST_ROWS)
    for answered in range(need.items - 1, 0, -1):
        if answered % step and answered != need.minimum:
            continue
        yield MissingRow(
            answered=answered,
            items=need.items,
            error=figuredata.missing_error(answered, need.items),
            enough=answered >= need.minimum,
            is_minimum=answered == need.minimum,
            simulated=cases.get((need.items, answered)),
        )


def _bar(row: MissingRow, y: int) -> Bar:
    mark = None
    if row.simulated is not None:
        mark = Mark(x=_end(row.simulated.error, _LEFT), dx=0, y=y - 5, shape="diamond")
    return Bar(
        y=y,
        label=f"{row.answered} of {row.items}",
        value=str(row.error),
        width=_end(row.error, 0),
        kind="enough" if row.enough else "few",
        is_minimum=row.is_minimum,
        mark=mark,
    )


def _end(error: Decimal, start: int) -> str:
    return percent(start + Fraction(error) * _POINT)


def _described(name: str, rows: tuple[MissingRow, ...]) -> str:
    """Tell a score's rule, or that it can spare no answer."""
    for row in rows:
        if row.is_minimum:
            return f"{name}: with {row.answered} answers, the least allowed, {row.error}."
    return f"{name}: all must be answered."
