"""How the answers of a group's members spread over the states of an item."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.agreement import (
    mean,
    mean_deviation,
    two_decimals,
    variance,
    within_group,
    within_group_of_items,
    within_group_of_range,
)
from scorer.groupresult import GroupItem
from scorer.rounding import one_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from scorer.framework import HealthCheck
    from scorer.groupresult import Closeness

__all__ = ["agreement_of", "closeness_of", "deviation_of", "spread_of", "unscored"]


def spread_of(item: str, counts: Sequence[int], check: HealthCheck) -> GroupItem:
    """Return an item with its mean and how far the answers lie apart."""
    rule, n = check.spread, sum(counts)
    low, high = sum(counts[: rule.split_low]), sum(counts[rule.split_high - 1 :])
    deviation = two_decimals(mean_deviation(counts))
    of_range = within_group_of_range(counts)
    return GroupItem(
        id=item,
        counts=tuple(counts),
        value=str(one_decimal(mean(counts))),
        deviation=str(deviation),
        closeness=closeness_of(deviation, check),
        split=min(low, high) >= Fraction(rule.split_share) * n,
        agreement=str(two_decimals(within_group(counts))),
        agreement_of_range=None if of_range is None else str(two_decimals(of_range)),
    )


def unscored(item: str, counts: tuple[int, ...] | None = None) -> GroupItem:
    """Return an item with nothing but its counts, or with nothing at all."""
    return GroupItem(
        id=item,
        counts=counts,
        value=None,
        deviation=None,
        closeness=None,
        split=None,
        agreement=None,
        agreement_of_range=None,
    )


def deviation_of(counts: Mapping[str, Sequence[int]], minimum: int) -> Decimal | None:
    """Return the mean of the items' AD, when as many are shown as a score needs."""
    if len(counts) < minimum:
        return None
    return two_decimals(sum(map(mean_deviation, counts.values()), Fraction()) / len(counts))


def agreement_of(counts: Mapping[str, Sequence[int]]) -> str | None:
    """Return rWG(J) of the items whose spread is shown."""
    if not counts:
        return None
    variances = [variance(each) for each in counts.values()]
    points = len(next(iter(counts.values())))
    return str(two_decimals(within_group_of_items(variances, points)))


def closeness_of(deviation: Decimal, check: HealthCheck) -> Closeness:
    """Return the word of a deviation, taken from the rounded number that is shown."""
    if deviation < check.spread.close:
        return "close"
    return "some" if deviation < check.spread.some else "wide"
