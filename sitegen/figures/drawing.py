"""What the drawn figures share: places, lines of text, marks, and exact square roots.

Across, everything is a percentage of the width; down, it is in pixels, as in the report's
charts. So a figure fills any width while its text keeps its size.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from decimal import Decimal
from math import isqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "LINE",
    "SHAPES",
    "Key",
    "Line",
    "Mark",
    "Tick",
    "lines",
    "percent",
    "rounded_root",
]

LINE: Final = 19
"""Pixels from one line of text to the next."""

SHAPES: Final = {
    "circle": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "diamond": "M0-8 8 0 0 8-8 0z",
    "square": "M-5.5-5.5h11v11h-11z",
    "triangle": "M0-7 7 6-7 6z",
}
"""Paths around the origin. A shape says what a colour alone must not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of text with its baseline in pixels."""

    y: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A shape: ``x`` is a place across the figure, ``dx`` the shift from it in pixels."""

    x: str
    dx: int
    y: int
    shape: str

    @property
    def path(self) -> str:
        """Its outline around the origin."""
        return SHAPES[self.shape]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A point of an axis: a place across for the one, down for the other."""

    x: str
    y: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """What a sample stands for. ``sample`` is a shape or a kind of line or bar."""

    sample: str
    text: str

    @property
    def path(self) -> str | None:
        """The outline of a sample that is a shape."""
        return SHAPES.get(self.sample)


def percent(value: Fraction | int) -> str:
    """Return a percentage with at most two decimals, cut off: 29%, 66.8%."""
    whole, rest = divmod(int(value * 100), 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def lines(text: str, characters: int, y: int) -> tuple[Line, ...]:
    """Break a text into lines; the first has its baseline at ``y``."""
    parts = textwrap.wrap(text, characters)
    return tuple(Line(y=y + LINE * number, text=part) for number, part in enumerate(parts))


def rounded_root(square: Fraction) -> Decimal:
    """Return the square root with two decimals; a half moves up.

    Whole-number arithmetic, as in the scorer: a root in floating point would be rounded
    before it is rounded.
    """
    # floor(100 x + 1/2) = floor((floor(200 x) + 1) / 2), and floor(200 x) is a whole root.
    doubled = isqrt(square.numerator * 40_000 // square.denominator)
    return Decimal((doubled + 1) // 2).scaleb(-2)
