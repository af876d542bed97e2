"""How a leader's strengths fit a partnership: importance against strength, place by place.

A place is a competency; in a form that does not score competencies, an area. There is no
single fit score: too much of a competency is no misfit, and one number may be chance alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Literal, get_args

from scorer import placement, scoring
from scorer.fitresult import Cell, FitPlace, FitResult, FitView, Importance, WeightedMean
from scorer.framework import Instrument, Placement, SelfAssessment, Workbook
from scorer.result import Comparison
from scorer.rounding import one_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.answers import Answers
    from scorer.framework import Fit, Framework, Scale
    from scorer.placementresult import Profile
    from scorer.result import Result, Score

__all__ = ["basis", "embedded", "leader_answers", "own_weight", "score", "weights"]

_LOWEST_WEIGHT, _HIGHEST_WEIGHT = 1, 3
# Scoring rule: as for the scores themselves, three in four are enough for a mean.
_ENOUGH = Fraction(3, 4)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Unit:
    """What becomes a place: a score, and the competencies whose importance it carries."""

    id: str
    competencies: tuple[str, ...]
    score: Score


def score(answers: Answers, framework: Framework) -> FitResult:
    """Return the result of a person's answers; the same answers give the same result.

    ValueError when the answers were read with another framework, or the framework has no
    weights, or the form does not ask about the leader.
    """
    if answers.framework_sha256 != framework.sha256:
        raise ValueError("the answers were read with another framework")
    fit = framework.fit
    if fit is None:
        raise ValueError("the framework has no weights")
    leader = scoring.score(leader_answers(answers, framework), framework)
    profiles = _profiles(answers, framework)
    profile = basis(profiles)
    units = _units(leader, framework)
    by_pattern = _by_pattern(profile, fit)
    own, own_of = _own(answers, framework)
    views = tuple(_views(units, by_pattern, own, fit))
    by_competency = any(area.competencies for area in leader.areas)
    means = _means(units, profile, fit) if by_competency and profile else ()
    return FitResult(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=answers.instrument,
        form=answers.form,
        answered=leader.answered + sum(each.answered for each in profiles),
        of=leader.of + sum(each.of for each in profiles),
        level="competency" if by_competency else "area",
        areas=leader.areas,
        flags=leader.flags,
        profiles=profiles,
        basis=profile.id if profile else None,
        importance=views[-1].id if views else "none",
        own_answered=len(own),
        own_of=own_of,
        views=views,
        means=means,
        differences=tuple(_differences(means, fit.no_difference)),
        assumptions={
            "weights": _status(fit),
            "importance_cut": str(fit.importance_cut),
            "strength_cut": str(fit.strength_cut),
            "no_difference": str(fit.no_difference),
        },
    )


def embedded(answers: Answers, framework: Framework, kind: type[Instrument]) -> Answers | None:
    """Return the answers to the instrument of this kind that a workbook asks as a section.

    None where the form asks none.
    """
    workbook = framework.one_of(Workbook, answers.instrument)
    for section in workbook.sections:
        forms = {use.form: use.of for use in section.uses}
        if section.instrument is None or answers.form not in forms:
            continue
        if isinstance(framework.instrument(section.instrument), kind):
            return replace(answers, instrument=section.instrument, form=forms[answers.form])
    return None


def leader_answers(answers: Answers, framework: Framework) -> Answers:
    """Return a workbook's answers to the statements about the leader.

    ValueError when its form does not ask them.
    """
    found = embedded(answers, framework, SelfAssessment)
    if found is None:
        raise ValueError("the form does not ask about the leader")
    return found


def basis(profiles: Sequence[Profile]) -> Profile | None:
    """Return the profile that weighs the competencies; None when none has enough answers.

    Scoring rule: what the purpose needs comes before what is there now, so the last pass
    with enough answers counts.
    """
    enough = [profile for profile in profiles if profile.verdict != "too_few"]
    return enough[-1] if enough else None


def weights(fit: Fit) -> dict[str, dict[str, int]]:
    """Return pattern id -> competency id -> weight."""
    found: dict[str, dict[str, int]] = {}
    for each in fit.competencies:
        for weight in each.weights:
            found.setdefault(weight.pattern, {})[each.competency] = weight.weight
    return found


def own_weight(rating: int, scale: Scale) -> Fraction:
    """Return a reader's own rating as a weight from 1 to 3.

    Our convention: linear, the lowest rating is 1 and the highest 3. On a scale from 1 to 5
    that is 1 + (rating - 1)/2.
    """
    part = Fraction(rating - scale.minimum, scale.maximum - scale.minimum)
    return _LOWEST_WEIGHT + part * (_HIGHEST_WEIGHT - _LOWEST_WEIGHT)


def _profiles(answers: Answers, framework: Framework) -> tuple[Profile, ...]:
    found = embedded(answers, framework, Placement)
    return placement.score(found, framework).profiles if found else ()


def _status(fit: Fit) -> str:
    found = {weight.status for each in fit.competencies for weight in each.weights}
    return found.pop() if len(found) == 1 else "mixed"


def _units(leader: Result, framework: Framework) -> tuple[_Unit, ...]:
    own = {area.id: tuple(each.id for each in area.competencies) for area in framework.areas}
    areas = [_Unit(id=area.id, competencies=own[area.id], score=area) for area in leader.areas]
    competencies = [
        _Unit(id=each.id, competencies=(each.id,), score=each)
        for area in leader.areas
        for each in area.competencies
    ]
    return tuple(competencies or areas)


def _by_pattern(profile: Profile | None, fit: Fit) -> dict[str, Fraction]:
    """Return the importance of each competency by the shares of a profile.

    Scoring rule: the sum over patterns of share times weight. A tie between patterns thus
    causes no jump.
    """
    if profile is None:
        return {}
    weight = weights(fit)
    return {
        each.competency: sum(
            (
                Fraction(count.share or 0) * weight[count.pattern][each.competency]
                for count in profile.counts
            ),
            Fraction(),
        )
        for each in fit.competencies
    }


def _own(answers: Answers, framework: Framework) -> tuple[dict[str, Fraction], int]:
    """Return the reader's own ratings as weights, and for how many competencies they are asked."""
    workbook = framework.one_of(Workbook, answers.instrument)
    for section in workbook.sections:
        if section.forms and answers.form not in section.forms:
            continue
        for field in section.fields:
            if field.for_each == "competencies" and field.scale is not None:
                scale = framework.scale(field.scale)
                ids = [each.id for area in framework.areas for each in area.competencies]
                given = {each: answers.values.get(f"{field.id}-{each}") for each in ids}
                rated = {each: own_weight(v, scale) for each, v in given.items() if v is not None}
                return rated, len(ids)
    return {}, 0


def _views(
    units: Sequence[_Unit],
    by_pattern: Mapping[str, Fraction],
    own: Mapping[str, Fraction],
    fit: Fit,
) -> Iterator[FitView]:
    """Find the views that the answers allow, that of the reader's own importance last."""
    if by_pattern:
        yield _view("pattern", units, by_pattern, {}, fit)
    if own:
        yield _view("own", units, by_pattern, own, fit)


def _view(
    view_id: Importance,
    units: Sequence[_Unit],
    by_pattern: Mapping[str, Fraction],
    own: Mapping[str, Fraction],
    fit: Fit,
) -> FitView:
    places = tuple(_place(unit, by_pattern, own, fit) for unit in units)
    found = Counter(place.cell for place in places)
    return FitView(
        id=view_id,
        places=places,
        cells={cell: found[cell] for cell in get_args(Cell)},
        shortfalls=_largest(places, fit.listed),
    )


def _place(
    unit: _Unit, by_pattern: Mapping[str, Fraction], own: Mapping[str, Fraction], fit: Fit
) -> FitPlace:
    """Set the importance of a unit against its strength.

    Scoring rule: the shown values are compared with the cuts, so that text and numbers never
    disagree. Importance has two decimals: with at most 8 features, and 2 competencies that
    count in an area, no exact weight below 2.5 is shown as 2.5.
    """
    importance = _importance(unit, {**by_pattern, **own})
    strength = None if unit.score.exact is None else Fraction(unit.score.exact)
    shown = unit.score.value
    cell: Cell = "not_answered"
    shortfall = None
    if importance is not None and strength is not None and shown is not None:
        important = Decimal(_two_decimals(importance)) >= fit.importance_cut
        strong = Decimal(shown) >= fit.strength_cut
        cell = _cell(important=important, strong=strong)
        # A strength that is shown at the cut has no shortfall, whatever was rounded.
        missing = Fraction(0) if strong else Fraction(fit.strength_cut) - strength
        shortfall = importance * missing
    return FitPlace(
        id=unit.id,
        importance=None if importance is None else str(importance),
        importance_shown=None if importance is None else _two_decimals(importance),
        basis=None if importance is None else _origin(unit, own, by_pattern),
        strength=unit.score.exact,
        strength_shown=shown,
        cell=cell,
        shortfall=None if shortfall is None else str(shortfall),
        shortfall_shown=None if shortfall is None else _two_decimals(shortfall),
    )


def _importance(unit: _Unit, given: Mapping[str, Fraction]) -> Fraction | None:
    """Return the importance of a unit, from 1 to 3; None with fewer than 3 in 4 known.

    Our convention: the mean over the more important half of its competencies, half rounded
    up, of those whose importance is known. An area matters for what it is most needed for;
    the mean of all four would call almost no area important.
    """
    found = [given[each] for each in unit.competencies if each in given]
    if not found or Fraction(len(found), len(unit.competencies)) < _ENOUGH:
        return None
    half = sorted(found, reverse=True)[: (len(found) + 1) // 2]
    return sum(half, Fraction()) / len(half)


def _origin(
    unit: _Unit, own: Mapping[str, Fraction], by_pattern: Mapping[str, Fraction]
) -> Literal["pattern", "own", "both"]:
    rated = [each in own for each in unit.competencies if each in own or each in by_pattern]
    if all(rated):
        return "own"
    return "both" if any(rated) else "pattern"


def _cell(*, important: bool, strong: bool) -> Cell:
    if important:
        return "lean_on" if strong else "work_on"
    return "keep" if strong else "leave"


def _largest(places: Sequence[FitPlace], listed: int) -> tuple[str, ...]:
    """Return the places with the largest shortfalls above 0.

    Scoring rule: so many are named, and every further one that ties with the last of them.
    """
    every = [(Fraction(place.shortfall or 0), place.id) for place in places]
    found = [each for each in every if each[0] > 0]
    # Sorting is stable, so ties stay in the order of the framework.
    found.sort(key=lambda each: -each[0])
    return tuple(name for value, name in found if value >= found[:listed][-1][0])


def _means(units: Sequence[_Unit], profile: Profile, fit: Fit) -> tuple[WeightedMean, ...]:
    """Return the weighted mean strength for each pattern; none with fewer than 3 scores in 4."""
    scores = {unit.id: Fraction(unit.score.exact) for unit in units if unit.score.exact is not None}
    if not scores or Fraction(len(scores), len(units)) < _ENOUGH:
        return ()
    weight = weights(fit)
    return tuple(
        _weighted(count.pattern, weight[count.pattern], scores) for count in profile.counts
    )


def _weighted(
    pattern: str, weight: Mapping[str, int], scores: Mapping[str, Fraction]
) -> WeightedMean:
    total = sum((weight[each] * value for each, value in scores.items()), Fraction())
    exact = total / sum(weight[each] for each in scores)
    return WeightedMean(pattern=pattern, exact=str(exact), value=_two_decimals(exact))


def _differences(means: Sequence[WeightedMean], smallest: Decimal) -> Iterator[Comparison]:
    """Find the patterns whose weighted means differ, by the shown values."""
    for higher, lower in product(means, repeat=2):
        difference = Decimal(higher.value) - Decimal(lower.value)
        if difference >= smallest and difference > 0:
            yield Comparison(higher=higher.pattern, lower=lower.pattern, difference=str(difference))


def _two_decimals(value: Fraction) -> str:
    """Return the value with two decimals, rounded once, half up."""
    return str(one_decimal(value * 10).scaleb(-1))
