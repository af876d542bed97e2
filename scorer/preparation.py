"""Preparing to join a partnership: what it will ask of you, and where you stand.

The kind goes by ``options_from`` and by the ids of two fields: ``lean`` holds the competencies
that the reader can lean on, ``work`` those to work on. A form may ask the statements of a
self-assessment in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from scorer import scoring
from scorer.fit import embedded
from scorer.framework import SelfAssessment
from scorer.rounding import one_decimal
from scorer.workbook import Step, WorkbookResult, common

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.answers import Answers
    from scorer.framework import Framework
    from scorer.result import AreaScore, Flag, Result
    from scorer.workbook import Answered

__all__ = [
    "LEAN",
    "WORK",
    "AreaImportance",
    "PatternWeight",
    "PreparationResult",
    "Standing",
    "score",
]

LEAN = "lean"
WORK = "work"


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternWeight:
    """How much the chosen pattern asks of a competency, 1 to 3."""

    competency: str
    weight: int
    status: str
    """``author`` until a panel has rated it, then ``panel``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Something to lean on or to work on."""

    id: str
    """A competency, or a statement about one."""
    competency: str
    weight: int | None
    """That of the competency for the chosen pattern; None without one."""
    answer: int | None
    """The answer to the statement, as given; None for a competency."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaImportance:
    """The mean weight of an area's competencies."""

    id: str
    exact: str
    """As a fraction in lowest terms."""
    value: str
    """With two decimals, rounded once, half up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparationResult(WorkbookResult):
    """A scored preparation."""

    pattern: str | None
    """What the reader chose; never worked out."""
    weights: tuple[PatternWeight, ...]
    """All competencies, in the order of the framework; empty without a pattern."""
    most_asked: tuple[str, ...]
    """The competencies with the highest weight, all of them."""
    level: Literal["competency", "statement", "none"]
    """Whether the reader chose competencies, answered statements, or did neither."""
    lean_on: tuple[Standing, ...]
    """The highest weight first, then in the order shown; so too ``work_on``."""
    work_on: tuple[Standing, ...]
    lean_on_first: tuple[str, ...]
    """The ids to name first: at most ``listed``, and all that tie with the last of them."""
    work_on_first: tuple[str, ...]
    not_listed: tuple[str, ...]
    """Competencies among the most asked that are in neither list."""
    areas: tuple[AreaScore, ...]
    """The self-assessment's scores; empty where its statements are not asked."""
    area_importance: tuple[AreaImportance, ...]
    """For each of ``areas``; empty without a pattern."""
    flags: tuple[Flag, ...]
    """The self-assessment's advice to look at the answers again."""
    assumptions: dict[str, str | None]
    """``weights`` (author, panel, mixed; None: there are none), ``listed``."""


# Our convention, where the framework has no weights and so none of its own: as in fit.
_LISTED = 3


def score(answers: Answers, framework: Framework) -> PreparationResult:
    """Return the result of a person's answers; the same answers give the same result.

    ValueError when the answers were read with another framework.
    """
    shared = common(answers, framework)
    pattern = _pattern(answers, framework, shared["answers"])
    weights = _weights(pattern, framework)
    leader = _leader(answers, framework)
    listed = framework.fit.listed if framework.fit else _LISTED
    lean_on = _standings(LEAN, shared["answers"], leader, weights, framework)
    work_on = _standings(WORK, shared["answers"], leader, weights, framework)
    highest = max((each.weight for each in weights), default=None)
    most_asked = tuple(each.competency for each in weights if each.weight == highest)
    stood = {each.competency for each in (*lean_on, *work_on)}
    areas = leader.areas if leader else ()
    return PreparationResult(
        **shared,
        pattern=pattern,
        weights=weights,
        most_asked=most_asked,
        level=_level(leader, stood),
        lean_on=lean_on,
        work_on=work_on,
        lean_on_first=_first(lean_on, listed),
        work_on_first=_first(work_on, listed),
        not_listed=tuple(each for each in most_asked if stood and each not in stood),
        areas=areas,
        area_importance=tuple(_importance(areas, weights, framework)),
        flags=leader.flags if leader else (),
        assumptions={"weights": _status(weights), "listed": str(listed)},
    )


def _pattern(answers: Answers, framework: Framework, given: Sequence[Answered]) -> str | None:
    """Return the first pattern that was chosen."""
    chosen = {each.id: each.chosen for each in given}
    for step in Step.all(framework, answers.instrument, answers.form):
        for asked in step.asked:
            of_patterns = asked.field.type == "choice" and asked.field.options_from == "patterns"
            if of_patterns and chosen.get(asked.question.id):
                return chosen[asked.question.id][0]
    return None


def _weights(pattern: str | None, framework: Framework) -> tuple[PatternWeight, ...]:
    if pattern is None or framework.fit is None:
        return ()
    found = {
        each.competency: PatternWeight(
            competency=each.competency, weight=weight.weight, status=weight.status
        )
        for each in framework.fit.competencies
        for weight in each.weights
        if weight.pattern == pattern
    }
    shown = (each.id for area in framework.areas for each in area.competencies)
    return tuple(found[each] for each in shown if each in found)


def _leader(answers: Answers, framework: Framework) -> Result | None:
    found = embedded(answers, framework, SelfAssessment)
    return scoring.score(found, framework) if found else None


def _level(leader: Result | None, stood: set[str]) -> Literal["competency", "statement", "none"]:
    if leader is not None and leader.answered:
        return "statement"
    return "competency" if stood else "none"


def _standings(
    which: str,
    given: Sequence[Answered],
    leader: Result | None,
    weights: Sequence[PatternWeight],
    framework: Framework,
) -> tuple[Standing, ...]:
    """Return what the reader chose, or without a choice the statements that scoring lists."""
    chosen = next((each.chosen for each in given if each.id == which), ())
    pairs = [(each, each) for each in chosen]
    answered: Mapping[str, int | None] = {}
    if not chosen and leader is not None:
        answered = {each.id: each.answer for each in leader.items}
        pairs = _statements(leader.lean_on if which == LEAN else leader.work_on, framework)
    weight = {each.competency: each.weight for each in weights}
    found = [
        Standing(
            id=name,
            competency=competency,
            weight=weight.get(competency),
            answer=answered.get(name),
        )
        for name, competency in pairs
    ]
    # Sorting is stable, so equals stay in their order.
    return tuple(sorted(found, key=lambda each: -(each.weight or 0)))


def _statements(items: Iterable[str], framework: Framework) -> list[tuple[str, str]]:
    """Return each statement with the competency that it belongs to."""
    home = {
        item.id: each.id
        for area in framework.areas
        for each in area.competencies
        for item in each.items
    }
    return [(item, home[item]) for item in items]


def _first(standings: Sequence[Standing], listed: int) -> tuple[str, ...]:
    """Return what to name first.

    Our convention: so many are named, and every further one whose weight ties with the last
    of them. Without weights all are equals, so all are named.
    """
    if not standings:
        return ()
    last = standings[:listed][-1].weight or 0
    return tuple(each.id for each in standings if (each.weight or 0) >= last)


def _importance(
    areas: Sequence[AreaScore], weights: Sequence[PatternWeight], framework: Framework
) -> Iterable[AreaImportance]:
    weight = {each.competency: each.weight for each in weights}
    competencies = {area.id: [each.id for each in area.competencies] for area in framework.areas}
    for area in areas:
        own = [weight[each] for each in competencies[area.id] if each in weight]
        if own:
            exact = Fraction(sum(own), len(own))
            shown = str(one_decimal(exact * 10).scaleb(-1))
            yield AreaImportance(id=area.id, exact=str(exact), value=shown)


def _status(weights: Sequence[PatternWeight]) -> str | None:
    found = {each.status for each in weights}
    if not found:
        return None
    return found.pop() if len(found) == 1 else "mixed"
