"""Counts as bars, side by side for each series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.figure import Box, Drawing, KeyEntry, Stroke, Text, percent, texts, wrapped

if TYPE_CHECKING:
    from scorer.blocks import Bars, BarsRow
    from scorer.figure import Shape

__all__ = ["draw"]

_LABEL_CHARACTERS = 38
# Hundredths of a percent for the longest bar; its count and its name stand beside it.
_SPAN = 6000
_NAME_CHARACTERS = 14
_BAR = 14
_PITCH = 20
# Solid, hollow, striped, in blocks: told apart without colour.
_STYLES = 4


def draw(chart: Bars) -> Drawing:
    """Return a group of bars for each row, each bar with its count at its end."""
    named = len(chart.series) > 1 and all(len(name) <= _NAME_CHARACTERS for name in chart.series)
    shapes: list[Shape] = []
    top = 4
    for row in chart.rows:
        drawn, top = _row(chart, row, top, named=named)
        shapes += drawn
    key = tuple(
        KeyEntry(style=f"bar pi-key__bar--{_style(number)}", sign="", text=name)
        for number, name in enumerate(chart.series)
        if len(chart.series) > 1 and not named
    )
    return Drawing(
        title=chart.title,
        description=chart.description,
        height=max(top - 8, 1),
        shapes=tuple(shapes),
        key=key,
    )


def _row(chart: Bars, row: BarsRow, top: int, *, named: bool) -> tuple[list[Shape], int]:
    """Return the row and the place where the next one starts."""
    label = wrapped(row.label, _LABEL_CHARACTERS)
    shapes: list[Shape] = [*texts(label, style="pi-chart__label", x="0", y=top + 16)]
    start = top + 16 * len(label) + 8
    y = start
    for number, value in enumerate(row.values):
        shapes += _bar(value, chart.most, number, y)
        if named:
            shapes.append(_name(chart.series[number], value, chart.most, y))
        y += _PITCH
    edge = Stroke(style="pi-chart__axis", x1="0", x2="0", y1=start - 3, y2=y - _PITCH + _BAR + 3)
    return [*shapes, edge], y + 10


def _bar(value: int, most: int, number: int, y: int) -> list[Shape]:
    end = percent(_length(value, most))
    style, middle = _style(number), y + _BAR // 2
    shapes: list[Shape] = []
    if value:
        fill = f"pi-chart__series pi-chart__series--{style}"
        shapes.append(Box(style=fill, x="0", y=y, width=end, height=_BAR))
        # The dashes of a thick line are stripes, without a pattern that needs an id.
        stripes = f"pi-chart__stripes pi-chart__stripes--{style}"
        shapes.append(Stroke(style=stripes, x1="0", x2=end, y1=middle, y2=middle))
    shapes.append(Text(style="pi-chart__count", x=end, y=y + 12, dx=6, text=str(value)))
    return shapes


def _name(name: str, value: int, most: int, y: int) -> Text:
    x, shift = percent(_length(value, most)), 12 + 9 * len(str(value))
    return Text(style="pi-chart__name", x=x, y=y + 12, dx=shift, text=name)


def _length(value: int, most: int) -> int:
    return _SPAN * value // max(most, value, 1)


def _style(number: int) -> int:
    return number % _STYLES + 1
