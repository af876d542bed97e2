"""Numbered places on two axes that part into four named cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scorer.figure import (
    WIDEST,
    WIDTH,
    Box,
    Disc,
    Drawing,
    KeyEntry,
    Place,
    Stroke,
    Text,
    percent,
    texts,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Plane, PlaneMark, Side
    from scorer.figure import Shape

__all__ = ["Spot", "draw", "spread"]

# Hundredths of a percent: the frame, and the values within it, a mark's radius from its edge.
_FRAME = 1000
_LEFT = 1500
_SPAN = 8000
_DEEP = 264
_RADIUS = 11
# Pixels from mark to mark. Where a cell is too full for the first, marks overlap.
_PITCHES = (26, 13)
_TITLE_CHARACTERS = 40
_BESIDE = "Marks at one place stand side by side."
_NAME_LINE = 15
_NAME_CHARACTER = 7


# Shifts in pixels in the order in which they are tried: the nearest place first.
_SHIFTS = sorted(
    ((dx, dy) for dx in range(-130, 131, 13) for dy in range(-130, 131, 13)),
    key=lambda shift: (shift[0] ** 2 + shift[1] ** 2, abs(shift[1]), shift),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place in hundredths of a percent and pixels, and its mark's shift from it."""

    x: int
    y: int
    dx: int = 0
    dy: int = 0


def draw(chart: Plane) -> Drawing:
    """Return the frame, its cells and its marks; the key says what each number stands for."""
    title = wrapped(_axis("Up", chart.up), _TITLE_CHARACTERS)
    names = _names(chart)
    frame = 16 * len(title) + 8
    top = frame + _band(names[:2]) + _RADIUS + 3
    bottom = top + _DEEP
    end = bottom + _RADIUS + 3 + _band(names[2:])
    foot = wrapped(_axis("Across", chart.across), _TITLE_CHARACTERS)
    spots = [
        Spot(x=_across(chart.across, mark.across), y=_down(chart.up, mark.up, bottom))
        for mark in chart.marks
    ]
    cut = Spot(x=_across(chart.across, chart.across.cut), y=_down(chart.up, chart.up.cut, bottom))
    shifted = spread(spots, cut, top=top, bottom=bottom)
    shapes: list[Shape] = [*texts(title, style="pi-chart__label", x="0", y=14)]
    shapes += _cells(chart, names, frame=frame, bottom=bottom, end=end)
    shapes += _marks(chart.marks, shifted)
    shapes += texts(foot, style="pi-chart__label", x="0", y=end + 40)
    height = end + 40 + 16 * (len(foot) - 1) + 6
    if shifted != spots:
        height += 18
        shapes.append(Text(style="pi-chart__name", x="0", y=height - 6, text=_BESIDE))
    return Drawing(
        title=chart.title,
        description=chart.description,
        height=height,
        shapes=tuple(shapes),
        numbered=tuple(
            KeyEntry(style="place", sign=str(mark.number), text=mark.label) for mark in chart.marks
        ),
    )


def spread(spots: Sequence[Spot], cut: Spot, *, top: int, bottom: int) -> list[Spot]:
    """Return the spots with shifts such that marks stand clear of each other at any width.

    Twelve at one place do in a cell of 73 by 99 pixels; with more, some overlap.
    The middle of a mark never leaves the cell that its place is in; ``cut`` is where they meet.
    """
    placed: list[Spot] = []
    for spot in spots:
        free = (
            moved
            for pitch in _PITCHES
            for moved in _moved(spot, cut)
            if top <= moved.y + moved.dy <= bottom
            and not any(_covers(moved, other, pitch) for other in placed)
        )
        placed.append(next(free, spot))
    return placed


def _moved(spot: Spot, cut: Spot) -> Iterator[Spot]:
    """Yield the spot with each shift that leaves it in its cell."""
    for dx, dy in _SHIFTS:
        if _inside(spot.x, dx) and _kept(spot, cut, dx, dy):
            yield Spot(x=spot.x, y=spot.y, dx=dx, dy=dy)


def _inside(x: int, dx: int) -> bool:
    """Return whether a mark stays in the frame at the smallest width, and so at every width."""
    return (_FRAME * WIDTH // 10000 + _RADIUS) < x * WIDTH // 10000 + dx < WIDTH - _RADIUS


def _kept(spot: Spot, cut: Spot, dx: int, dy: int) -> bool:
    """Return whether a mark stays in its cell; a place on a cut is in the upper or right one."""
    across = (spot.x - cut.x) * WIDTH + dx * 10000
    return (spot.x >= cut.x) == (across >= 0) and (spot.y <= cut.y) == (spot.y + dy <= cut.y)


def _covers(one: Spot, other: Spot, pitch: int) -> bool:
    """Return whether two marks meet at some width: their distance across grows with it."""
    if abs(one.y + one.dy - other.y - other.dy) >= pitch:
        return False
    gaps = [(one.x - other.x) * width + (one.dx - other.dx) * 10000 for width in (WIDTH, WIDEST)]
    return min(gaps) < pitch * 10000 and max(gaps) > -pitch * 10000


def _cells(
    chart: Plane, names: Sequence[list[str]], *, frame: int, bottom: int, end: int
) -> Iterator[Shape]:
    width = percent(10000 - _FRAME)
    yield Box(style="pi-chart__frame", x=percent(_FRAME), y=frame, width=width, height=end - frame)
    x, y = percent(_across(chart.across, chart.across.cut)), _down(chart.up, chart.up.cut, bottom)
    yield Stroke(style="pi-chart__cut", x1=x, x2=x, y1=frame, y2=end)
    yield Stroke(style="pi-chart__cut", x1=percent(_FRAME), x2="100%", y1=y, y2=y)
    for number, lines in enumerate(names):
        first = frame + 18 if number < 2 else end - 8 - _NAME_LINE * (len(lines) - 1)
        right = number % 2 == 1
        style = f"pi-chart__cell pi-chart__cell--{'end' if right else 'start'}"
        x, dx = ("100%", -7) if right else (percent(_FRAME), 7)
        for line, text in enumerate(lines):
            yield Text(style=style, x=x, dx=dx, y=first + _NAME_LINE * line, text=text)
    for value in (chart.up.start, chart.up.cut, chart.up.end):
        place = _down(chart.up, value, bottom) + 5
        yield Text(style="pi-chart__scale", x=percent(_FRAME), dx=-5, y=place, text=value)
    for value in (chart.across.start, chart.across.cut, chart.across.end):
        place_across = percent(_across(chart.across, value))
        yield Text(style="pi-chart__number", x=place_across, y=end + 18, text=value)


def _marks(marks: Sequence[PlaneMark], spots: Sequence[Spot]) -> Iterator[Shape]:
    """Yield the threads to where the shifted marks belong first: the marks cover their ends."""
    for spot in spots:
        if spot.dx or spot.dy:
            dot = Disc(style="pi-chart__true", x="0", y=0, radius="2.5")
            thread = Stroke(style="pi-chart__thread", x1="0", x2=str(spot.dx), y1=0, y2=spot.dy)
            yield Place(x=percent(spot.x), y=spot.y, shapes=(thread, dot))
    for mark, spot in zip(marks, spots, strict=True):
        disc = Disc(style="pi-chart__place", x=str(spot.dx), y=spot.dy, radius=str(_RADIUS))
        number = Text(
            style="pi-chart__number", x=str(spot.dx), y=spot.dy + 5, text=str(mark.number)
        )
        yield Place(x=percent(spot.x), y=spot.y, shapes=(disc, number))


def _names(chart: Plane) -> list[list[str]]:
    """Return each cell's name in lines that fit into the cell at the smallest width."""
    cut = _across(chart.across, chart.across.cut)
    rooms = (cut - _FRAME, 10000 - cut) * 2
    return [
        wrapped(name, max((room * WIDTH // 10000 - 12) // _NAME_CHARACTER, 8))
        for name, room in zip(chart.cells, rooms, strict=True)
    ]


def _band(names: Sequence[list[str]]) -> int:
    """Return how deep the strip is that holds the names, outside the values."""
    return _NAME_LINE * max(len(lines) for lines in names) + 8


def _axis(way: str, side: Side) -> str:
    words = f", from {side.low} to {side.high}" if side.low and side.high else ""
    return f"{way}: {side.title}{words}"


def _across(side: Side, value: str) -> int:
    return _LEFT + int(_share(side, value) * _SPAN)


def _down(side: Side, value: str, bottom: int) -> int:
    return bottom - int(_share(side, value) * _DEEP)


def _share(side: Side, value: str) -> Decimal:
    start, end = Decimal(side.start), Decimal(side.end)
    return (Decimal(value) - start) / ((end - start) or 1)
