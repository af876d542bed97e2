"""How far the answers of a group lie apart: exact sums, for the report and the technical export.

An answer is a whole number from ``low`` to ``high``. ``counts`` says how many answers fell
on each number, lowest first. Sources: James, Demaree and Wolf 1984 (rWG), Burke, Finkelstein
and Dusig 1999 (AD), Brown and Hauenstein 2005 (a_wg), Bliese 2000 (ICC(1)).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Intraclass",
    "intraclass",
    "mean",
    "mean_deviation",
    "two_decimals",
    "variance",
    "within_group",
    "within_group_of_items",
    "within_group_of_range",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Intraclass:
    """A one-way analysis of variance over organisations, and the ICC(1) that follows.

    The mean squares are in the squared unit of the scores; the ICC has no unit.
    """

    between: Fraction
    """Mean square between organisations."""
    within: Fraction
    """Mean square within organisations."""
    size: Fraction
    """k0: the organisations' size, (N - sum of n² / N) / (g - 1)."""
    value: Fraction | None
    """ICC(1), negative where organisations differ less than chance; None when nobody differs."""


def mean(counts: Sequence[int], low: int = 1) -> Fraction:
    """Return the mean answer; ZeroDivisionError without answers."""
    return Fraction(sum(value * n for value, n in enumerate(counts, low)), sum(counts))


def mean_deviation(counts: Sequence[int], low: int = 1) -> Fraction:
    """Return AD: the mean distance of the answers from their mean, in scale points."""
    middle = mean(counts, low)
    away = sum((abs(value - middle) * n for value, n in enumerate(counts, low)), Fraction())
    return away / sum(counts)


def variance(counts: Sequence[int], low: int = 1) -> Fraction:
    """Return the variance with n - 1; ZeroDivisionError with fewer than two answers."""
    n = sum(counts)
    total = sum(value * count for value, count in enumerate(counts, low))
    squares = sum(value * value * count for value, count in enumerate(counts, low))
    return Fraction(n * squares - total * total, n * (n - 1))


def within_group(counts: Sequence[int]) -> Fraction:
    """Return rWG against answers spread evenly over the scale; nought where they spread wider."""
    return max(1 - variance(counts) / _even(len(counts)), Fraction())


def within_group_of_items(variances: Sequence[Fraction], points: int) -> Fraction:
    """Return rWG(J) of items with these variances on a scale with so many points."""
    share = sum(variances, Fraction()) / len(variances) / _even(points)
    # Scoring rule: nought where the answers spread wider than evenly.
    if share > 1:
        return Fraction()
    agreeing = len(variances) * (1 - share)
    return agreeing / (agreeing + share)


def within_group_of_range(counts: Sequence[int], low: int = 1) -> Fraction | None:
    """Return a_wg: agreement against the widest spread that the mean leaves room for.

    None where the mean is too near an end of the scale for the index to be read.
    """
    n, high = sum(counts), low + len(counts) - 1
    middle = mean(counts, low)
    if not Fraction(low * (n - 1) + high, n) <= middle <= Fraction(high * (n - 1) + low, n):
        return None
    room = ((high + low) * middle - middle * middle - high * low) * Fraction(n, n - 1)
    return 1 - 2 * variance(counts, low) / room


def intraclass(groups: Iterable[Sequence[Fraction] | Sequence[int]]) -> Intraclass | None:
    """Return the ICC(1) with k0 of these groups' scores.

    None with fewer than two groups or no group of two.
    """
    # Whole numbers stay whole as long as they can: fractions are slow.
    sets = [(len(group), sum(group), sum(value * value for value in group)) for group in groups]
    g, n = len(sets), sum(size for size, _, _ in sets)
    if g < 2 or n <= g:
        return None
    parts = sum((Fraction(total * total, size) for size, total, _ in sets), Fraction())
    total = sum(total for _, total, _ in sets)
    between = (parts - Fraction(total * total, n)) / (g - 1)
    within = (sum(squares for _, _, squares in sets) - parts) / (n - g)
    k0 = (n - Fraction(sum(size * size for size, _, _ in sets), n)) / (g - 1)
    whole = between + (k0 - 1) * within
    value = (between - within) / whole if whole else None
    return Intraclass(between=between, within=within, size=k0, value=value)


def two_decimals(value: Fraction) -> Decimal:
    """Return the value with two decimals; a half moves away from zero. Zero has no sign."""
    hundredths = floor(abs(value) * 100 + Fraction(1, 2))
    return (Decimal(hundredths) if value >= 0 or not hundredths else Decimal(-hundredths)).scaleb(
        -2
    )


def _even(points: int) -> Fraction:
    """Return the variance of answers spread evenly over so many points, (A² - 1) / 12."""
    return Fraction(points * points - 1, 12)
