"""How many answers fell on each point of a scale, as columns that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.figure import Box, Drawing, Text, percent
from scorer.figureaxis import SPAN, axis, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.blocks import Point
    from scorer.figure import Shape

__all__ = ["draw"]

# In pixels: the tallest column, and what its number takes above it.
_TALLEST = 72
_ABOVE = 24


def draw(
    points: Sequence[Point], counts: Sequence[int], *, title: str, description: str
) -> Drawing:
    """Return a column for each point, as tall as its count beside the others."""
    base, most = _TALLEST + _ABOVE, max(1, *counts)
    width = SPAN // (2 * (len(points) - 1))
    shapes: list[Shape] = []
    for point, count in zip(points, counts, strict=True):
        # Whole pixels, and an answer that was given is never flat.
        tall = -(-_TALLEST * count // most)
        top, middle = base - tall, place(points, str(point.value))
        left = percent(middle - width // 2)
        shapes += [
            Box(style="pi-chart__bar", x=left, y=top, width=percent(width), height=tall),
            Text(style="pi-chart__number", x=percent(middle), y=top - 6, text=str(count)),
        ]
    scale, height = axis(points, base, beyond=width // 2)
    return Drawing(title=title, description=description, height=height, shapes=(*shapes, *scale))
