"""How many answers a score needs, and why one is withheld.

Scoring rule: a competency needs 2 of its 3 items. An area of the short form needs 3 of
its 4 items; one of the full form needs 3 scored competencies of 4, and 8 answered items
of 12. With fewer, the mean of the rest is too far from what all answers would have given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.result import Rule
    from scorer.sheet import Sheet

__all__ = ["area_rule", "competency_rule"]


def competency_rule(items: Sequence[str], sheet: Sheet) -> Rule | None:
    """Return why a competency has no score, or None when it has one."""
    return _item_rule(items, sheet.form.minimum.competency_items or 0, sheet)


def area_rule(items: Sequence[str], scored_competencies: int, sheet: Sheet) -> Rule | None:
    """Return why an area has no score, or None when it has one."""
    needed = sheet.form.minimum.area_competencies
    if needed is not None and scored_competencies < needed and not sheet.none_applies(items):
        return "too_few_competencies"
    return _item_rule(items, sheet.form.minimum.area_items, sheet)


def _item_rule(items: Sequence[str], needed: int, sheet: Sheet) -> Rule | None:
    if sheet.none_applies(items):
        return "all_not_applicable"
    # A score needs an answer, whatever minimum the form sets.
    return "too_few_items" if len(sheet.answered(items)) < max(needed, 1) else None
