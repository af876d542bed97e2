"""Counts in rows and columns, each a circle with its number."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING

from scorer.figure import WIDTH, Disc, Drawing, Stroke, Text, percent, texts, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Matrix, MatrixRow
    from scorer.figure import Shape

__all__ = ["draw"]

_LABEL_CHARACTERS = 40
_LARGEST = 16
# The smallest circle that holds a number of one, two, three digits.
_SMALLEST = (9, 11, 14)
# The count that the largest circle stands for is at least this: 1 of 1 is not much.
_MOST = 4
# Of a wide typeface at 12 pixels.
_CHARACTER = 7
_HEAD_LINE = 14


def draw(chart: Matrix) -> Drawing:
    """Return circles whose area grows with the count, and a dash where there is none."""
    shapes, top = _heads(chart.columns)
    most = max((_MOST, *(count for row in chart.rows for count in row.counts)))
    for row in chart.rows:
        drawn, top = _row(row, most, top)
        shapes += drawn
    return Drawing(
        title=chart.title, description=chart.description, height=top, shapes=tuple(shapes)
    )


def _heads(columns: Sequence[str]) -> tuple[list[Shape], int]:
    """Return what stands over the columns, and where the rows start.

    Names too long for their column at the smallest width stand in two storeys in turn.
    """
    characters = WIDTH // (max(len(columns), 1) * _CHARACTER)
    staggered = any(len(word) > characters for name in columns for word in name.split())
    room = 2 * characters if staggered else characters
    heads = [wrapped(name, room) for name in columns]
    upper, lower = (heads[::2], heads[1::2]) if staggered else (heads, [])
    first, second = (
        _HEAD_LINE * max((len(head) for head in storey), default=0) for storey in (upper, lower)
    )
    bottom = first + second + (12 if staggered else 6)
    shapes: list[Shape] = []
    for number, head in enumerate(heads):
        above = staggered and number % 2 == 0
        # Each name ends where its storey ends, close to what it heads.
        end = first if above or not staggered else first + 6 + second
        x = percent(_middle(number, len(columns)))
        start = end - _HEAD_LINE * (len(head) - 1) - 2
        outer = max(map(len, head)) > characters
        style, at = _anchor(number, len(columns)) if outer else ("", x)
        shapes += texts(head, style=f"pi-chart__head{style}", x=at, y=start, step=_HEAD_LINE)
        if above:
            shapes.append(Stroke(style="pi-chart__notch", x1=x, x2=x, y1=end + 4, y2=bottom - 2))
    shapes.append(Stroke(style="pi-chart__axis", x1="0", x2="100%", y1=bottom, y2=bottom))
    return shapes, bottom + 2


def _anchor(number: int, columns: int) -> tuple[str, str]:
    """Return how a wide name stands: the first and the last keep within the picture."""
    if number == 0:
        return " pi-chart__head--start", "0"
    if number == columns - 1:
        return " pi-chart__head--end", "100%"
    return "", percent(_middle(number, columns))


def _row(row: MatrixRow, most: int, top: int) -> tuple[list[Shape], int]:
    """Return the row and the place where the next one starts."""
    label = wrapped(row.label, _LABEL_CHARACTERS)
    middle = top + 16 * len(label) + 8 + _LARGEST
    shapes: list[Shape] = [*texts(label, style="pi-chart__label", x="0", y=top + 16)]
    for number, count in enumerate(row.counts):
        shapes += _cell(count, most, percent(_middle(number, len(row.counts))), middle)
    bottom = middle + _LARGEST + 6
    shapes.append(Stroke(style="pi-chart__rule", x1="0", x2="100%", y1=bottom, y2=bottom))
    return shapes, bottom + 2


def _cell(count: int, most: int, x: str, y: int) -> Iterator[Shape]:
    if not count:
        yield Text(style="pi-chart__none", x=x, y=y + 5, text="–")
        return
    digits = min(len(str(count)), len(_SMALLEST))
    radius = max(isqrt(_LARGEST * _LARGEST * count // most), _SMALLEST[digits - 1])
    yield Disc(style="pi-chart__circle", x=x, y=y, radius=str(radius))
    yield Text(style="pi-chart__number", x=x, y=y + 5, text=str(count))


def _middle(number: int, columns: int) -> int:
    return 10000 * (2 * number + 1) // (2 * columns)
