"""How scores moved: from a hollow dot to a filled one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.figure import Disc, Drawing, KeyEntry, Stroke, percent, wrapped
from scorer.figureaxis import axis, head, place, track

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Point, Shift, ShiftRow
    from scorer.figure import Shape

__all__ = ["draw"]

# Two numbers with an arrow stand beside the label.
_LABEL_CHARACTERS = 26


def draw(chart: Shift) -> Drawing:
    """Return each score's two places; one that stayed is a filled dot in a hollow one."""
    shapes: list[Shape] = []
    top = 4
    for row in chart.rows:
        before, after = row.before or "no score", row.after or "no score"
        label, y = head(wrapped(row.label, _LABEL_CHARACTERS), f"{before} → {after}", top)
        shapes += [*label, *track(chart.points, y), *_move(chart.points, row, y)]
        top = y + 20
    scale, height = axis(chart.points, top)
    earlier, later = chart.names
    return Drawing(
        title=chart.title,
        description=chart.description,
        height=height,
        shapes=(*shapes, *scale),
        key=(
            KeyEntry(style="before", sign="", text=earlier),
            KeyEntry(style="after", sign="", text=later),
        ),
    )


def _move(points: Sequence[Point], row: ShiftRow, y: int) -> Iterator[Shape]:
    """Yield the line first: the dots cover its ends."""
    before, after = (
        None if value is None else percent(place(points, value))
        for value in (row.before, row.after)
    )
    if before is not None and after is not None:
        yield Stroke(style="pi-chart__move", x1=before, x2=after, y1=y, y2=y)
    if before is not None:
        yield Disc(style="pi-chart__before", x=before, y=y, radius="8")
    if after is not None:
        yield Disc(style="pi-chart__after", x=after, y=y, radius="5")
