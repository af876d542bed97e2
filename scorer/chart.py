"""The geometry of the charts, for inline SVG without a view box.

Across, everything is a percentage of the width; down, it is in pixels. So a chart fills
any width while its text keeps its size and stays readable on a small phone.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.framework import Scale
    from scorer.result import Score

__all__ = ["Bar", "BarChart", "DotChart", "Label", "Line", "Mark", "Row", "Tick", "bars", "dots"]

# Hundredths of a percent: the first point of the scale stands at 8 %, the last at 92 %.
_LEFT = 800
_SPAN = 8400
# A label of this many characters fits beside the number at a width of 288 pixels.
_LABEL_CHARACTERS = 32
_MARKS_ABREAST = 6
_MARK_PITCH = 8
_BAR_SPACE = 72


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of text with its baseline."""

    y: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """Text at a place across the chart, centred."""

    x: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A point of the scale: its number with the word beneath it."""

    x: str
    number: Line
    words: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One answer: ``x`` is a place on the scale, ``dx`` the shift from it in pixels."""

    x: str
    dx: int
    y: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A score: label, dot, interval and one mark for each answer.

    ``dot``, ``start`` and ``length`` are None when there is no score.
    """

    is_area: bool
    label: tuple[Line, ...]
    value: str
    y: int
    bar_y: int
    dot: str | None
    start: str | None
    length: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """What stands over one axis has in common."""

    title: str
    description: str
    height: int
    axis_y: int
    start: str
    end: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DotChart(_Chart):
    """The rows of an area over one axis."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """How many answers fell on one point; ``x`` is the left edge."""

    x: str
    y: int
    height: int
    label: Label


@dataclass(frozen=True, kw_only=True, slots=True)
class BarChart(_Chart):
    """Counts over the points of the scale."""

    width: str
    bars: tuple[Bar, ...]


def dots(scale: Scale, scores: Sequence[tuple[str, Score]], *, title: str) -> DotChart:
    """Return the chart of an area, the first score, and its competencies, the rest."""
    rows: list[Row] = []
    top = 4
    for name, score in scores:
        row, top = _row(scale, name, score, top, is_area=not rows)
        rows.append(row)
    ticks, height = _axis(scale, top)
    return DotChart(
        title=title,
        description=" ".join(_describe(scale, name, score) for name, score in scores),
        height=height,
        axis_y=top,
        start=_percent(_LEFT),
        end=_percent(_LEFT + _SPAN),
        ticks=ticks,
        rows=tuple(rows),
    )


def bars(scale: Scale, counts: Sequence[int], *, title: str) -> BarChart:
    """Return the chart of how many answers fell on each point of the scale."""
    base = _BAR_SPACE + 24
    tallest = max(1, *counts)
    width = _SPAN // (2 * (len(scale.points) - 1))
    ticks, height = _axis(scale, base)
    drawn = []
    for point, count in zip(scale.points, counts, strict=True):
        # Whole pixels, and an answer that was given is never flat.
        tall = -(-_BAR_SPACE * count // tallest)
        middle = _place(scale, Decimal(point.value))
        label = Label(x=_percent(middle), lines=(Line(y=base - tall - 6, text=str(count)),))
        drawn.append(Bar(x=_percent(middle - width // 2), y=base - tall, height=tall, label=label))
    return BarChart(
        title=title,
        description=_describe_counts(scale, counts),
        height=height,
        axis_y=base,
        start=_percent(_LEFT - width // 2),
        end=_percent(_LEFT + _SPAN + width // 2),
        width=_percent(width),
        ticks=ticks,
        bars=tuple(drawn),
    )


def _row(scale: Scale, name: str, score: Score, top: int, *, is_area: bool) -> tuple[Row, int]:
    """Return the row and the place where the next one starts."""
    lines = textwrap.wrap(name, _LABEL_CHARACTERS) if len(name) > _LABEL_CHARACTERS else [name]
    label = tuple(Line(y=top + 16 + 16 * number, text=line) for number, line in enumerate(lines))
    y = label[-1].y + 18
    marks = _marks(scale, score.counts, y + 15)
    low, high = (
        (None, None)
        if score.low is None or score.high is None
        else (_place(scale, Decimal(score.low)), _place(scale, Decimal(score.high)))
    )
    row = Row(
        is_area=is_area,
        label=label,
        value=score.value or "no score",
        y=y,
        bar_y=y - 5,
        dot=None if score.value is None else _percent(_place(scale, Decimal(score.value))),
        start=None if low is None else _percent(low),
        length=None if low is None or high is None else _percent(high - low),
        marks=marks,
    )
    bottom = max((mark.y for mark in marks), default=y + 7)
    return row, bottom + (20 if is_area else 14)


def _marks(scale: Scale, counts: Sequence[int], y: int) -> tuple[Mark, ...]:
    """Return one mark an answer, in rows that are centred under the point."""
    marks: list[Mark] = []
    for point, count in zip(scale.points, counts, strict=True):
        if not count:
            continue
        x = _percent(_place(scale, Decimal(point.value)))
        for number in range(count):
            line, column = divmod(number, _MARKS_ABREAST)
            abreast = min(_MARKS_ABREAST, count - line * _MARKS_ABREAST)
            shift = (2 * column - abreast + 1) * _MARK_PITCH // 2
            marks.append(Mark(x=x, dx=shift, y=y + line * _MARK_PITCH))
    return tuple(marks)


def _axis(scale: Scale, y: int) -> tuple[tuple[Tick, ...], int]:
    """Return the ticks under a line and the height that the chart then has."""
    ticks = tuple(
        Tick(
            x=_percent(_place(scale, Decimal(point.value))),
            number=Line(y=y + 17, text=str(point.value)),
            words=tuple(
                Line(y=y + 33 + 14 * number, text=part)
                for number, part in enumerate(point.word.split())
            ),
        )
        for point in scale.points
    )
    return ticks, max(line.y for tick in ticks for line in tick.words) + 6


def _place(scale: Scale, value: Decimal) -> int:
    """Return where a value stands, in hundredths of a percent."""
    return _LEFT + int((value - scale.minimum) * _SPAN / (scale.maximum - scale.minimum))


def _percent(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def _describe(scale: Scale, name: str, score: Score) -> str:
    if score.value is None:
        return f"{name}: no score. {_describe_counts(scale, score.counts)}"
    return (
        f"{name}: {score.value}, interval {score.low} to {score.high}. "
        f"{_describe_counts(scale, score.counts)}"
    )


def _describe_counts(scale: Scale, counts: Sequence[int]) -> str:
    parts = (f"{point.word} {count}" for point, count in zip(scale.points, counts, strict=True))
    return f"Answers: {', '.join(parts)}."
