"""How precise a mean is: the standard error against the number of items."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Final

from scorer.framework import SelfAssessment
from sitegen.figures import figuredata
from sitegen.figures.drawing import SHAPES, Key, Mark, Tick, percent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from scorer.framework import Framework

__all__ = ["Curve", "Precision", "PrecisionRow", "precision"]

# Percent of the width, and pixels of the height, that the plot takes.
_LEFT: Final = 12
_SPAN: Final = 84
_TOP: Final = 34
_HEIGHT: Final = 240
_MOST_ITEMS: Final = 16
# The curve's own units across, from one number of items to the next.
_STEP: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """A line with the band around it.

    The line's points are places in the figure: lines that are drawn from point to point
    keep their width where the figure is stretched. The band is in the plot's own units.
    """

    kind: str
    points: tuple[tuple[str, int], ...]
    band: str

    @property
    def segments(self) -> tuple[tuple[tuple[str, int], tuple[str, int]], ...]:
        """The line from point to point."""
        return tuple(pairwise(self.points))


@dataclass(frozen=True, kw_only=True, slots=True)
class PrecisionRow:
    """One number of items: the SEM and the 95 % half-width at each correlation."""

    items: int
    sems: tuple[Decimal, ...]
    halves: tuple[Decimal, ...]
    used: str
    """The scores of the forms with so many items, and their planning SEM."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Precision:
    """``precision.md.j2``."""

    description: str
    minimum: int
    maximum: int
    """The ends of the answer scale."""
    correlations: tuple[str, ...]
    left: str
    right: str
    width: str
    top: int
    bottom: int
    height: int
    view_width: int
    view_height: int
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...]
    keys: tuple[Key, ...]
    rows: tuple[PrecisionRow, ...]


def precision(framework: Framework) -> Precision:
    """Return the figure with the planning values of the framework's first questionnaire."""
    points = figuredata.points(framework)
    last = max([_MOST_ITEMS, *(point.items for point in points)])
    rows = tuple(_row(items, points) for items in range(1, last + 1))
    most = max(rows[0].halves[0], *(point.sem for point in points))
    top = ceil(most * 2)
    shapes = [(list(SHAPES)[number % len(SHAPES)], point) for number, point in enumerate(points)]
    scale = framework.scale(framework.all_of(SelfAssessment)[0].scale)
    return Precision(
        description=_description(rows, points),
        minimum=scale.minimum,
        maximum=scale.maximum,
        correlations=tuple(f"{one}".removeprefix("0") for one in figuredata.CORRELATIONS),
        left=percent(_LEFT),
        right=percent(_LEFT + _SPAN),
        width=percent(_SPAN),
        top=_TOP,
        bottom=_TOP + _HEIGHT,
        height=_TOP + _HEIGHT + 50,
        view_width=_STEP * (last - 1),
        view_height=_HEIGHT,
        across=tuple(
            Tick(x=_x(items, last), y=_TOP + _HEIGHT + 20, text=str(items))
            for items in (1, *range(-(-last // 4), last + 1, -(-last // 4)))
        ),
        up=tuple(
            Tick(x=percent(_LEFT), y=_TOP + _y(Fraction(half, 2), top), text=f"{half / 2:.1f}")
            for half in range(top + 1)
        ),
        curves=(
            _curve("wide", [row.halves for row in rows], top),
            _curve("line", [row.sems for row in rows], top),
        ),
        marks=tuple(
            Mark(x=_x(one.items, last), dx=0, y=_TOP + _y(Fraction(one.sem), top), shape=shape)
            for shape, one in shapes
        ),
        keys=_keys(shapes),
        rows=rows,
    )


def _row(items: int, points: Iterable[figuredata.Point]) -> PrecisionRow:
    return PrecisionRow(
        items=items,
        sems=tuple(figuredata.sem(items, one) for one in figuredata.CORRELATIONS),
        halves=tuple(figuredata.half_width(items, one) for one in figuredata.CORRELATIONS),
        used="; ".join(f"{one.name}: {one.sem}" for one in points if one.items == items),
    )


def _curve(kind: str, values: list[tuple[Decimal, ...]], top: int) -> Curve:
    """Draw the middle correlation as a line, and the outer two as the edges of a band."""

    def place(number: int, value: Decimal) -> str:
        return f"{number * _STEP},{_y(Fraction(value), top)}"

    upper = [place(number, row[0]) for number, row in enumerate(values)]
    lower = [place(number, row[-1]) for number, row in enumerate(values)]
    return Curve(
        kind=kind,
        points=tuple(
            (_x(items, len(values)), _TOP + _y(Fraction(row[1]), top))
            for items, row in enumerate(values, 1)
        ),
        band=" ".join([*upper, *reversed(lower)]),
    )


def _x(items: int, last: int) -> str:
    return percent(_LEFT + Fraction(_SPAN * (items - 1), last - 1))


def _y(value: Fraction, top: int) -> int:
    """Return how far below the plot's top a value stands; ``top`` is in halves of a point."""
    return round(_HEIGHT * (1 - value * 2 / top))


def _keys(shapes: list[tuple[str, figuredata.Point]]) -> tuple[Key, ...]:
    first, middle, last = (f"{one}".removeprefix("0") for one in figuredata.CORRELATIONS)
    band = f"r\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{middle}, in the band from {first} to {last}"
    return (
        Key(sample="wide", text=f"95 % of the time within ±, {band}"),
        Key(sample="line", text=f"SEM, {band}"),
        *(
            Key(sample=shape, text=f"{one.name}, {_items(one.items)}: SEM {one.sem}")
            for shape, one in shapes
        ),
    )


def _description(rows: tuple[PrecisionRow, ...], points: Iterable[figuredata.Point]) -> str:
    first, last = rows[0], rows[-1]
    own = " ".join(f"{one.name}: {one.sem} with {_items(one.items)}." for one in points)
    return (
        f"Two curves fall as items are added, steeply at first. The standard error goes from "
        f"{first.sems[1]} with one item to {last.sems[1]} with {last.items}. The 95 % half-width "
        f"goes from {first.halves[1]} to {last.halves[1]}. {own}"
    )


def _items(number: int) -> str:
    return f"{number} item" if number == 1 else f"{number} items"
