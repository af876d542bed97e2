"""The scale under a picture, and the tracks over it that scores stand on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scorer.figure import LINE, Stroke, Text, percent, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Point
    from scorer.figure import Shape

__all__ = ["SPAN", "axis", "head", "place", "track"]

# Hundredths of a percent: the first point of the scale stands at 8 %, the last at 92 %.
_LEFT = 800
SPAN = 8400


def place(points: Sequence[Point], value: str) -> int:
    """Return where a decimal text stands across, in hundredths of a percent."""
    low, high = points[0].value, points[-1].value
    return _LEFT + int((Decimal(value) - low) * SPAN / max(high - low, 1))


def head(
    label: Sequence[str], value: str, top: int, *, strong: bool = False
) -> tuple[tuple[Shape, ...], int]:
    """Return a row's label with the number at its right end, and where its track runs."""
    style = "pi-chart__label pi-chart__label--area" if strong else "pi-chart__label"
    number = Text(style="pi-chart__value", x="100%", y=top + LINE, text=value)
    y = top + LINE * len(label) + 18
    return (*texts(label, style=style, x="0", y=top + LINE), number), y


def track(points: Sequence[Point], y: int) -> Iterator[Shape]:
    """Yield a line over the whole scale with a notch at each point."""
    yield _line("pi-chart__track", y)
    for point in points:
        x = percent(place(points, str(point.value)))
        yield Stroke(style="pi-chart__notch", x1=x, x2=x, y1=y - 5, y2=y)


def axis(points: Sequence[Point], y: int, *, beyond: int = 0) -> tuple[tuple[Shape, ...], int]:
    """Return the scale with its numbers and words, and the height of all down to its end.

    Its line goes ``beyond`` hundredths of a percent past either end.
    """
    shapes: list[Shape] = [_line("pi-chart__axis", y, beyond)]
    bottom = y + 17
    for point in points:
        x = percent(place(points, str(point.value)))
        shapes.append(Text(style="pi-chart__number", x=x, y=y + 17, text=str(point.value)))
        # One word a line: five points stand close to each other on a phone.
        words = [*texts(point.word.split(), style="pi-chart__word", x=x, y=y + 33, step=14)]
        shapes += words
        bottom = max(bottom, *(word.y for word in words)) if words else bottom
    return tuple(shapes), bottom + 6


def _line(style: str, y: int, beyond: int = 0) -> Stroke:
    left, right = percent(_LEFT - beyond), percent(_LEFT + SPAN + beyond)
    return Stroke(style=style, x1=left, x2=right, y1=y, y2=y)
