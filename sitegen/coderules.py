"""The scoring values of every instrument as tables: each limit by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scorer.framework import HealthCheck, Placement, SelfAssessment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.framework import Fit, Framework, SelfAssessmentForm

__all__ = ["Rule", "RuleTable", "tables"]

NONE: Final = "none"
"""Stands in a cell where there is no such rule."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A row: the name of a limit and a value a column."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleTable:
    """A table of limits."""

    caption: str
    name: str
    """What stands over the names."""
    columns: tuple[str, ...]
    """What stands over the values."""
    rules: tuple[Rule, ...]


def tables(framework: Framework) -> tuple[RuleTable, ...]:
    """Return the limits of all instruments, in the order shown."""
    found: list[RuleTable] = []
    for instrument in framework.instruments:
        if isinstance(instrument, SelfAssessment):
            found += _self_assessment(instrument)
        elif isinstance(instrument, Placement):
            found += _placement(instrument)
        elif isinstance(instrument, HealthCheck):
            found += _health_check(instrument)
        elif instrument.kind == "fit" and framework.fit is not None:
            found.append(_fit(instrument.title, framework.fit))
    return tuple(found)


def _self_assessment(instrument: SelfAssessment) -> Iterator[RuleTable]:
    forms, flags = instrument.forms, instrument.flags
    yield RuleTable(
        caption=f"{instrument.title}: values of each form",
        name="Value",
        columns=tuple(form.title for form in forms),
        rules=_by_form(forms),
    )
    yield _limits(
        f"{instrument.title}: limits of the lists and of the advice to look again",
        _rule("Listed as something to work on, at most", instrument.work_on_at_most),
        _rule("Listed as a strength, at least", instrument.lean_on_at_least),
        _rule("All answers equal: answers needed", flags.all_equal_minimum_answered),
        _rule("Pairs: answered pairs needed", flags.minimum_pairs),
        _rule("Pairs: mean difference from", flags.inconsistency),
        _rule("Pairs: distance from the midpoint from", flags.acquiescence),
    )


def _by_form(forms: tuple[SelfAssessmentForm, ...]) -> tuple[Rule, ...]:
    least, plans = [form.minimum for form in forms], [form.planning for form in forms]
    return (
        _rule("Statements", *(len(form.items) for form in forms)),
        _rule("Minutes, about", *(form.minutes for form in forms)),
        _rule("Competency: answers needed", *(one.competency_items for one in least)),
        _rule("Area: answers needed", *(one.area_items for one in least)),
        _rule("Area: scored competencies needed", *(one.area_competencies for one in least)),
        _rule("Competency: planning SEM", *(one.competency_sem for one in plans)),
        _rule("Area: planning SEM", *(one.area_sem for one in plans)),
        _rule("Areas: smallest difference", *(one.smallest_difference for one in plans)),
        _rule("Run of equal answers from", *(form.longest_run for form in forms)),
    )


def _placement(placement: Placement) -> Iterator[RuleTable]:
    yield RuleTable(
        caption=f"{placement.title}: when a profile is clear or mainly one pattern",
        name="Features answered",
        columns=("Clear from", "Mainly from", "Mainly with a lead of"),
        rules=tuple(
            _rule(str(one.answered), one.clear, one.mainly, one.lead) for one in placement.clarity
        ),
    )
    yield _limits(
        f"{placement.title}: other limits",
        _rule("Profile: answered features needed", placement.minimum),
        _rule("Mixed: named when behind the top by at most", placement.within),
        _rule("Seed of the order shown", placement.seed),
    )


def _health_check(check: HealthCheck) -> Iterator[RuleTable]:
    forms, spread, group = check.forms, check.spread, check.group
    yield RuleTable(
        caption=f"{check.title}: values of each form",
        name="Value",
        columns=tuple(form.title for form in forms),
        rules=(
            _rule("Questions", *(len(form.items) for form in forms)),
            _rule("Minutes, about", *(form.minutes for form in forms)),
            _rule("Dimension: answers needed", *(form.minimum for form in forms)),
            _rule("Dimension: planning SEM", *(form.sem for form in forms)),
            _rule("Dimensions: smallest difference", *(form.smallest_difference for form in forms)),
        ),
    )
    yield _limits(
        f"{check.title}: limits of a report on a group",
        _rule("Report: members needed", group.members),
        _rule("Organisation shown on its own: members needed", group.organisation),
        _rule("Answers to one item: members needed", group.item),
        _rule("The two averages are told apart from", group.means_differ),
        _rule("Spread is close below", spread.close),
        _rule("Spread is some below, and wide from", spread.some),
        _rule("Split: low is at most state", spread.split_low),
        _rule("Split: high is at least state", spread.split_high),
        _rule("Split: share needed at either end", spread.split_share),
        _rule("Intraclass correlation: organisations needed", group.icc_organisations),
        _rule("Intraclass correlation: members needed in each", group.icc_members),
    )


def _fit(title: str, fit: Fit) -> RuleTable:
    return _limits(
        f"{title}: limits of importance and strength",
        _rule("Important from a weight of", fit.importance_cut),
        _rule("A strength from a score of", fit.strength_cut),
        _rule("Weighted means: no difference below", fit.no_difference),
        _rule("Largest shortfalls named", fit.listed),
    )


def _limits(caption: str, *rules: Rule) -> RuleTable:
    return RuleTable(caption=caption, name="Limit", columns=("Value",), rules=rules)


def _rule(name: str, *values: object) -> Rule:
    return Rule(name=name, values=tuple(NONE if one is None else str(one) for one in values))
