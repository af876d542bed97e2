"""Scoring: answers to a result, in exact fractions that are rounded once, for showing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from scorer.flags import flags_of
from scorer.missing import area_rule, competency_rule
from scorer.problems import REASONS
from scorer.result import AreaScore, Comparison, CompetencyScore, ItemWorking, Result
from scorer.rounding import clip, one_decimal, word
from scorer.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.answers import Answers
    from scorer.framework import Area, Competency, Framework, Scale
    from scorer.sheet import Sheet

__all__ = ["score"]

# Scoring rule: the lists of strengths and of things to work on stop growing at three items.
_LISTED = 3


def score(answers: Answers, framework: Framework) -> Result:
    """Return the result of a person's answers; the same answers give the same result.

    ValueError when the answers were read with another framework.
    """
    if answers.framework_sha256 != framework.sha256:
        raise ValueError("the answers were read with another framework")
    sheet = sheet_of(answers, framework)
    areas = tuple(_area(area, sheet) for area in framework.areas if _items_of_area(area, sheet))
    reasons = list(sheet.reasons.values())
    instrument, scale, planning = sheet.instrument, sheet.scale, sheet.form.planning
    competency_sem = planning.competency_sem
    return Result(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=instrument.id,
        form=sheet.form.id,
        answered=len(sheet.raw),
        of=len(sheet.items),
        missing={reason: reasons.count(reason) for reason in REASONS},
        counts=sheet.counts(sheet.items),
        areas=areas,
        comparisons=tuple(_comparisons(areas, planning.smallest_difference)),
        lean_on=_listed(sheet, range(scale.maximum, instrument.lean_on_at_least - 1, -1)),
        work_on=_listed(sheet, range(scale.minimum, instrument.work_on_at_most + 1)),
        flags=tuple(flags_of(sheet)),
        assumptions={
            "status": "planning",
            "area_sem": str(planning.area_sem),
            "competency_sem": None if competency_sem is None else str(competency_sem),
            "smallest_difference": str(planning.smallest_difference),
        },
        items=tuple(_workings(areas, framework, sheet)),
    )


def _competency(competency: Competency, sheet: Sheet) -> CompetencyScore:
    """Score a competency: the mean of its answered items."""
    items = sheet.shown(competency.items)
    rule = competency_rule(items, sheet)
    exact = None if rule else _mean(sheet.answered(items))
    shown = _shown(exact, sheet.form.planning.competency_sem, sheet.scale)
    return CompetencyScore(**_given(competency.id, items, sheet), **shown, rule=rule)


def _area(area: Area, sheet: Sheet) -> AreaScore:
    """Score an area.

    Scoring rule: in a form that scores competencies, the mean of the scored ones, so that
    each weighs the same; in a shorter one, the mean of the answered items.
    """
    items = _items_of_area(area, sheet)
    competencies: tuple[CompetencyScore, ...] = ()
    parts: Sequence[int | Fraction] = sheet.answered(items)
    if sheet.form.minimum.competency_items is not None:
        competencies = tuple(_competency(each, sheet) for each in area.competencies)
        parts = [Fraction(each.exact) for each in competencies if each.exact is not None]
    rule = area_rule(items, sum(each.rule is None for each in competencies), sheet)
    exact = None if rule else _mean(parts)
    shown = _shown(exact, sheet.form.planning.area_sem, sheet.scale)
    return AreaScore(**_given(area.id, items, sheet), **shown, rule=rule, competencies=competencies)


def _given(score_id: str, items: Sequence[str], sheet: Sheet) -> dict[str, Any]:
    """Return the fields of a score that are there even when it is withheld."""
    keyed = sheet.answered(items)
    return {
        "id": score_id,
        "answered": len(keyed),
        "of": len(items),
        "lowest": min(keyed, default=None),
        "highest": max(keyed, default=None),
        "counts": sheet.counts(items),
    }


def _shown(exact: Fraction | None, sem: Decimal | None, scale: Scale) -> dict[str, Any]:
    """Return the fields of a score that are None when it is withheld."""
    if exact is None:
        return dict.fromkeys(("exact", "value", "word", "low", "high"))
    value = one_decimal(exact)
    # Scoring rule: one planning SEM to either side, kept on the scale.
    margin = Fraction(sem or 0)
    return {
        "exact": str(exact),
        "value": str(value),
        "word": word(value, scale),
        "low": str(one_decimal(clip(exact - margin, scale))),
        "high": str(one_decimal(clip(exact + margin, scale))),
    }


def _items_of_area(area: Area, sheet: Sheet) -> list[str]:
    return sheet.shown(item for competency in area.competencies for item in competency.items)


def _mean(values: Sequence[int | Fraction]) -> Fraction:
    return Fraction(sum(values, Fraction()), len(values))


def _comparisons(areas: Iterable[AreaScore], smallest: Decimal) -> Iterator[Comparison]:
    """Find the areas that differ.

    Scoring rule: the rounded values are compared, so that the reader can check each
    statement against the numbers shown.
    """
    values = {area.id: Decimal(area.value) for area in areas if area.value is not None}
    for higher, lower in product(values, repeat=2):
        difference = values[higher] - values[lower]
        # Two areas with one value would pass a limit of 0.
        if difference >= smallest and difference > 0:
            yield Comparison(higher=higher, lower=lower, difference=str(difference))


def _listed(sheet: Sheet, values: Iterable[int]) -> tuple[str, ...]:
    """Return the items answered with these keyed values, value by value.

    Scoring rule: items with one answer are equals, so either all of them are named or
    none. No further value is taken once three items are listed.
    """
    listed: list[str] = []
    for value in values:
        if len(listed) < _LISTED:
            listed += [item for item, keyed in sheet.keyed.items() if keyed == value]
    return tuple(listed)


def _workings(
    areas: Iterable[AreaScore], framework: Framework, sheet: Sheet
) -> Iterator[ItemWorking]:
    counted = set(_counted(areas, framework, sheet))
    for item in sheet.items.values():
        yield ItemWorking(
            id=item.id,
            answer=sheet.raw.get(item.id),
            reason=sheet.reasons.get(item.id),
            reverse=item.reverse,
            keyed=sheet.keyed.get(item.id),
            counted=item.id in counted,
        )


def _counted(areas: Iterable[AreaScore], framework: Framework, sheet: Sheet) -> Iterator[str]:
    """Find the items whose answers entered the score of their area."""
    withheld = {each.id for area in areas for each in (area, *area.competencies) if each.rule}
    for area in framework.areas:
        for competency in area.competencies:
            if area.id not in withheld and competency.id not in withheld:
                yield from (item.id for item in competency.items if item.id in sheet.raw)
