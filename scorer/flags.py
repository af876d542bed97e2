"""Response flags: advice to look at the answers again. No flag changes a score.

Scoring rule: flags look at the answers as they were given, before reversing, in the order
shown. The limits are conventions of the project.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from scorer.result import Flag
from scorer.rounding import one_decimal
from scorer.sheet import reverse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.sheet import Sheet

__all__ = ["flags_of"]


def flags_of(sheet: Sheet) -> Iterator[Flag]:
    """Find what is unusual in the answers, in a fixed order."""
    yield from _all_equal(sheet)
    yield from _longest_run(sheet)
    pairs = _answered_pairs(sheet)
    if len(pairs) >= max(sheet.instrument.flags.minimum_pairs, 1):
        yield from _inconsistency(pairs, sheet)
        yield from _acquiescence(pairs, sheet)


def _all_equal(sheet: Sheet) -> Iterator[Flag]:
    minimum = sheet.instrument.flags.all_equal_minimum_answered
    values = set(sheet.raw.values())
    if len(sheet.raw) >= minimum and len(values) == 1:
        yield Flag(id="all_equal", value=str(values.pop()), limit=str(minimum), pairs=None)


def _longest_run(sheet: Sheet) -> Iterator[Flag]:
    """Scoring rule: an item without an answer ends a run."""
    shown = (sheet.raw.get(item) for item in sheet.items)
    runs = [len(list(run)) for answer, run in groupby(shown) if answer is not None]
    longest = max(runs, default=0)
    if longest >= sheet.form.longest_run:
        limit = str(sheet.form.longest_run)
        yield Flag(id="longest_run", value=str(longest), limit=limit, pairs=None)


def _inconsistency(pairs: list[tuple[int, int]], sheet: Sheet) -> Iterator[Flag]:
    """Scoring rule: the mean distance of a positive answer from its reversed partner."""
    distance = sum(abs(positive - reverse(negative, sheet.scale)) for positive, negative in pairs)
    index = Fraction(distance, len(pairs))
    limit = sheet.instrument.flags.inconsistency
    # The exact index is compared: one that is only rounded up to the limit is not flagged.
    if index >= Fraction(limit):
        value = str(one_decimal(index))
        yield Flag(id="inconsistency", value=value, limit=str(limit), pairs=len(pairs))


def _acquiescence(pairs: list[tuple[int, int]], sheet: Sheet) -> Iterator[Flag]:
    """Scoring rule: the mean of the answers to the pairs, less the middle of the scale.

    Above 0 the person tends to agree with a statement and with its opposite.
    """
    mean = Fraction(sum(map(sum, pairs)), 2 * len(pairs))
    index = mean - Fraction(sheet.scale.minimum + sheet.scale.maximum, 2)
    limit = sheet.instrument.flags.acquiescence
    if abs(index) >= Fraction(limit):
        value = str(one_decimal(index))
        yield Flag(id="acquiescence", value=value, limit=str(limit), pairs=len(pairs))


def _answered_pairs(sheet: Sheet) -> list[tuple[int, int]]:
    """Return the answers to each pair of a positive and a reversed item, if both were given."""
    return [
        (sheet.raw[positive], sheet.raw[negative])
        for positive, negative in sheet.instrument.pairs
        if positive in sheet.raw and negative in sheet.raw
    ]
