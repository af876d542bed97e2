"""Scoring one member's health check, in exact fractions that are rounded once, for showing."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Literal

from scorer.framework import HealthCheck
from scorer.healthresult import DimensionScore, HealthComparison, HealthResult, StateAnswer
from scorer.problems import REASONS
from scorer.rounding import one_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scorer.answers import Answers
    from scorer.framework import Dimension, Framework, HealthCheckForm
    from scorer.problems import Reason

__all__ = ["health_check", "items_of", "lowest_first", "most_to_talk_about", "score", "states_of"]

# Scoring rule: what to talk about first stops growing at three items, and the dimensions
# whose questions are asked at two.
_LISTED = 3
_QUESTIONED = 2


def score(answers: Answers, framework: Framework) -> HealthResult:
    """Return the result of a member's answers; the same answers give the same result.

    ValueError when the answers were read with another framework or to another instrument.
    """
    if answers.framework_sha256 != framework.sha256:
        raise ValueError("the answers were read with another framework")
    check = health_check(framework, answers.instrument)
    form = check.form(answers.form)
    reasons = {each: answers.reasons.get(each, "skipped") for each in form.items}
    reasons = {each: why for each, why in reasons.items() if each not in answers.values}
    missing = Counter(reasons.values())
    dimensions = tuple(
        _dimension(each, check, form, answers) for each in check.dimensions if items_of(each, form)
    )
    values = {each.id: each.value for each in dimensions if each.value is not None}
    scored = {each.id for each in dimensions if each.value is not None}
    return HealthResult(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=check.id,
        form=form.id,
        answered=len(form.items) - len(reasons),
        of=len(form.items),
        missing={reason: missing[reason] for reason in REASONS},
        dimensions=dimensions,
        comparisons=tuple(_comparisons(values, form.smallest_difference)),
        evidence_counts=_counts(items_of(check.outcome_evidence, form), check, answers.values),
        talk_about=_talk_about(check, form, answers.values),
        questions_for=lowest_first({each: Decimal(v) for each, v in values.items()}, _QUESTIONED),
        assumptions={
            "status": "planning",
            "sem": str(form.sem),
            "smallest_difference": str(form.smallest_difference),
        },
        items=tuple(_items(check, form, answers.values, reasons, scored)),
    )


def health_check(framework: Framework, instrument_id: str) -> HealthCheck:
    """Return the health check with this id; ValueError when there is none."""
    try:
        return framework.one_of(HealthCheck, instrument_id)
    except KeyError:
        raise ValueError(f"there is no health check {instrument_id}") from None


def items_of(dimension: Dimension, form: HealthCheckForm) -> tuple[str, ...]:
    """Return the items of a dimension that a form asks, in the dimension's order."""
    return tuple(item.id for item in dimension.items if item.id in form.items)


def states_of(check: HealthCheck) -> range:
    """Return the answers that an item can have; the schema gives all items as many."""
    return range(1, len(check.dimensions[0].items[0].states) + 1)


def most_to_talk_about(check: HealthCheck) -> int:
    """Return the highest state that is listed as something to talk about: the middle one."""
    return (len(states_of(check)) + 1) // 2


def lowest_first(values: Mapping[str, Decimal], enough: int) -> tuple[str, ...]:
    """Return the ids with the lowest values, value by value.

    Scoring rule: ids with one value are equals, so either all of them are named or none. No
    further value is taken once there are ``enough``.
    """
    listed: list[str] = []
    for value in sorted(set(values.values())):
        if len(listed) < enough:
            listed += [each for each, own in values.items() if own == value]
    return tuple(listed)


def _dimension(
    dimension: Dimension, check: HealthCheck, form: HealthCheckForm, answers: Answers
) -> DimensionScore:
    items = items_of(dimension, form)
    chosen = [answers.values[item] for item in items if item in answers.values]
    rule = _rule(items, len(chosen), form, answers)
    exact = None if rule else Fraction(sum(chosen), len(chosen))
    low, high = (None, None) if exact is None else _interval(exact, check, form)
    return DimensionScore(
        id=dimension.id,
        answered=len(chosen),
        of=len(items),
        exact=None if exact is None else str(exact),
        value=None if exact is None else str(one_decimal(exact)),
        low=low,
        high=high,
        lowest=min(chosen, default=None),
        highest=max(chosen, default=None),
        counts=_counts(items, check, answers.values),
        rule=rule,
    )


def _rule(
    items: Sequence[str], answered: int, form: HealthCheckForm, answers: Answers
) -> Literal["all_not_applicable", "too_few_items"] | None:
    """Return why a dimension has no score, or None when it has one."""
    if all(answers.reasons.get(item) == "not_applicable" for item in items):
        return "all_not_applicable"
    # A score needs an answer, whatever minimum the form sets.
    return "too_few_items" if answered < max(form.minimum, 1) else None


def _interval(exact: Fraction, check: HealthCheck, form: HealthCheckForm) -> tuple[str, str]:
    """Return one planning SEM to either side, kept among the states."""
    states, margin = states_of(check), Fraction(form.sem)
    low = max(exact - margin, Fraction(states[0]))
    high = min(exact + margin, Fraction(states[-1]))
    return str(one_decimal(low)), str(one_decimal(high))


def _counts(items: Iterable[str], check: HealthCheck, values: Mapping[str, int]) -> tuple[int, ...]:
    found = Counter(values[item] for item in items if item in values)
    return tuple(found[state] for state in states_of(check))


def _comparisons(values: Mapping[str, str], smallest: Decimal) -> Iterator[HealthComparison]:
    """Find the dimensions that differ, by the rounded values that the reader sees."""
    for higher, lower in product(values, repeat=2):
        difference = Decimal(values[higher]) - Decimal(values[lower])
        # Two dimensions with one value would pass a limit of 0.
        if difference >= smallest and difference > 0:
            yield HealthComparison(higher=higher, lower=lower, difference=str(difference))


def _talk_about(
    check: HealthCheck, form: HealthCheckForm, values: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the items at the lowest states, up to the middle one."""
    own = [item for each in check.dimensions for item in items_of(each, form) if item in values]
    low = {item: Decimal(values[item]) for item in own if values[item] <= most_to_talk_about(check)}
    return lowest_first(low, _LISTED)


def _items(
    check: HealthCheck,
    form: HealthCheckForm,
    values: Mapping[str, int],
    reasons: Mapping[str, Reason],
    scored: set[str],
) -> Iterator[StateAnswer]:
    counted = {
        item for each in check.dimensions if each.id in scored for item in items_of(each, form)
    }
    for item in form.items:
        yield StateAnswer(
            id=item,
            answer=values.get(item),
            reason=reasons.get(item),
            counted=item in counted and item in values,
        )
