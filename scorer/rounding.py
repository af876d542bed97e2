"""Rounding and words: the only place where an exact mean becomes what is shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.framework import Scale

__all__ = ["clip", "one_decimal", "word"]


def one_decimal(value: Fraction) -> Decimal:
    """Return the value with one decimal; a half moves away from zero, as decimal's HALF_UP does.

    Zero has no sign: -1/50 is 0.0.
    """
    # Whole-number arithmetic: a division in decimal or float would round a first time.
    tenths = floor(abs(value) * 10 + Fraction(1, 2))
    return (Decimal(tenths) if value >= 0 or not tenths else Decimal(-tenths)).scaleb(-1)


def clip(value: Fraction, scale: Scale) -> Fraction:
    """Return the nearest value that lies on the scale."""
    return min(max(value, Fraction(scale.minimum)), Fraction(scale.maximum))


def word(value: Decimal, scale: Scale) -> str:
    """Return the scale's word for a value.

    Scoring rule: a word reaches up to the middle between its point and the next; exactly
    on the edge, the higher word holds. It is taken from the rounded value, so that word
    and number never disagree.
    """
    for point, following in zip(scale.points, scale.points[1:], strict=False):
        if value < Decimal(point.value + following.value) / 2:
            return point.word
    return scale.points[-1].word
