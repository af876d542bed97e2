"""Scores with their intervals and answers over one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.figure import LABEL_CHARACTERS, Box, Disc, Drawing, KeyEntry, percent, wrapped
from scorer.figureaxis import axis, head, place, track

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Dots, DotsRow, Point
    from scorer.figure import Shape

__all__ = ["draw"]

# Bold letters are wider, and the value stands beside them at every width.
_STRONG_CHARACTERS = LABEL_CHARACTERS - 2
_MARKS_ABREAST = 6
_MARK_PITCH = 8


def draw(chart: Dots) -> Drawing:
    """Return each score as a dot on its interval, with a ring below for each answer."""
    shapes: list[Shape] = []
    top = 4
    for row in chart.rows:
        drawn, top = _row(chart.points, row, top)
        shapes += drawn
    scale, height = axis(chart.points, top)
    return Drawing(
        title=chart.title,
        description=chart.description,
        height=height,
        shapes=(*shapes, *scale),
        key=tuple(_key(chart)),
    )


def _row(points: Sequence[Point], row: DotsRow, top: int) -> tuple[list[Shape], int]:
    """Return the row and the place where the next one starts."""
    value = row.value or "no score"
    characters = _STRONG_CHARACTERS if row.strong else LABEL_CHARACTERS
    label, y = head(wrapped(row.label, characters), value, top, strong=row.strong)
    marks = tuple(_marks(points, row.counts, y + 15))
    bottom = max((mark.y for mark in marks), default=y + 7)
    shapes = [*label, *track(points, y), *_score(points, row, y), *marks]
    return shapes, bottom + (20 if row.strong else 14)


def _score(points: Sequence[Point], row: DotsRow, y: int) -> Iterator[Shape]:
    if row.low is not None and row.high is not None:
        low, high = place(points, row.low), place(points, row.high)
        size = {"x": percent(low), "width": percent(high - low)}
        yield Box(style="pi-chart__interval", y=y - 5, height=10, round=5, **size)
    if row.value is not None:
        radius = "7" if row.strong else "6"
        x = percent(place(points, row.value))
        yield Disc(style="pi-chart__dot", x=x, y=y, radius=radius)


def _marks(points: Sequence[Point], counts: Sequence[int], y: int) -> Iterator[Disc]:
    """Yield one mark an answer, in rows that are centred under the point."""
    for point, count in zip(points, counts, strict=False):
        x = percent(place(points, str(point.value)))
        for number in range(count):
            line, column = divmod(number, _MARKS_ABREAST)
            abreast = min(_MARKS_ABREAST, count - line * _MARKS_ABREAST)
            shift = (2 * column - abreast + 1) * _MARK_PITCH // 2
            yield Disc(
                style="pi-chart__mark", x=x, y=y + line * _MARK_PITCH, radius="2.5", dx=shift
            )


def _key(chart: Dots) -> Iterator[KeyEntry]:
    if any(row.value is not None for row in chart.rows):
        yield KeyEntry(style="dot", sign="", text="the score")
    if any(row.low is not None for row in chart.rows):
        yield KeyEntry(style="interval", sign="", text="its interval: where it may lie")
    if any(any(row.counts) for row in chart.rows):
        yield KeyEntry(style="mark", sign="", text="one answer")
