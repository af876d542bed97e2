"""Placing a partnership among the patterns: a nominal profile, never a position or a mean."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import factorial, prod
from typing import TYPE_CHECKING

from scorer.framework import Placement
from scorer.placementresult import (
    AxisCounts,
    Chance,
    FeaturePicks,
    PassComparison,
    PatternCount,
    PatternRow,
    Pick,
    PlacementResult,
    Profile,
)
from scorer.problems import REASONS
from scorer.questions import question_id
from scorer.rounding import one_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.answers import Answers
    from scorer.framework import Clarity, Framework, Patterns
    from scorer.placementresult import Verdict

__all__ = ["by_chance", "score", "verdict"]


def score(answers: Answers, framework: Framework) -> PlacementResult:
    """Return the result of a person's picks; the same picks give the same result.

    ValueError when the answers were read with another framework, or it has no patterns.
    """
    if answers.framework_sha256 != framework.sha256:
        raise ValueError("the answers were read with another framework")
    instrument = framework.one_of(Placement, answers.instrument)
    if framework.patterns is None:
        raise ValueError("the framework has no patterns")
    passes = instrument.form(answers.form).passes
    features = tuple(
        FeaturePicks(
            id=feature.id,
            picks=tuple(_pick(answers, feature.id, pass_id) for pass_id in passes),
        )
        for feature in instrument.features
    )
    profiles = tuple(
        _profile([each.picks[number] for each in features], instrument, framework.patterns)
        for number in range(len(passes))
    )
    return PlacementResult(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=instrument.id,
        form=answers.form,
        answered=sum(profile.answered for profile in profiles),
        of=sum(profile.of for profile in profiles),
        profiles=profiles,
        comparison=_comparison(features, framework.patterns) if len(passes) > 1 else None,
        features=features,
    )


def verdict(counts: Sequence[int], clarity: Clarity) -> Verdict:
    """Return how plainly one pattern leads.

    Scoring rule: with 8 features answered, 6 of one pattern are clear; 5, or 3 more than any
    other pattern has, are mainly that one; everything else is mixed. With 7 or 6 answered,
    5 are clear and 3 ahead are mainly. The limits are conventions.
    """
    top, second = sorted(counts, reverse=True)[:2]
    if top >= clarity.clear:
        return "clear"
    if top - second >= clarity.lead or (clarity.mainly is not None and top >= clarity.mainly):
        return "mainly"
    return "mixed"


@cache
def by_chance(clarity: Clarity, patterns: int) -> Chance:
    """Return how often random picks are clear, and clear or mainly, for showing.

    Exact: all ways to give ``clarity.answered`` features to the patterns, each pick equally
    likely (a multinomial distribution).
    """
    ways = dict.fromkeys(("clear", "mainly", "mixed", "too_few"), 0)
    for counts in _compositions(clarity.answered, patterns):
        ways[verdict(counts, clarity)] += factorial(clarity.answered) // prod(
            factorial(count) for count in counts
        )
    percent = Fraction(100, patterns**clarity.answered)
    return Chance(
        clear=str(one_decimal(ways["clear"] * percent)),
        clear_or_mainly=str(one_decimal((ways["clear"] + ways["mainly"]) * percent)),
    )


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Find all ways to write a total as so many counts, where order matters."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _compositions(total - first, parts - 1):
            yield (first, *rest)


def _pick(answers: Answers, feature: str, pass_id: str) -> Pick:
    question = question_id(feature, pass_id)
    pattern = answers.picks.get(question)
    reason = None if pattern is not None else answers.reasons.get(question, "skipped")
    return Pick(id=pass_id, pattern=pattern, reason=reason)


def _profile(picks: Sequence[Pick], instrument: Placement, patterns: Patterns) -> Profile:
    chosen = [pick.pattern for pick in picks if pick.pattern is not None]
    reasons = [pick.reason for pick in picks]
    ids = [pattern.id for pattern in patterns.patterns]
    counts = [chosen.count(pattern) for pattern in ids]
    # A share needs an answer, whatever minimum the data set.
    enough = len(chosen) >= max(instrument.minimum, 1)
    clarity = _clarity(instrument, len(chosen)) if enough else None
    found: Verdict = "too_few" if clarity is None else verdict(counts, clarity)
    floor = _named_from(found, max(counts), instrument.within)
    return Profile(
        id=picks[0].id,
        answered=len(chosen),
        of=len(picks),
        missing={reason: reasons.count(reason) for reason in REASONS},
        counts=tuple(
            PatternCount(
                pattern=pattern,
                count=count,
                share=str(Fraction(count, len(chosen))) if enough else None,
            )
            for pattern, count in zip(ids, counts, strict=True)
        ),
        verdict=found,
        patterns=tuple(
            pattern
            for pattern, count in zip(ids, counts, strict=True)
            if floor is not None and count >= floor
        ),
        across=_ends([each.across for each in patterns.patterns], counts),
        up=_ends([each.up for each in patterns.patterns], counts),
        chance=None if clarity is None else by_chance(clarity, len(ids)),
    )


def _clarity(instrument: Placement, answered: int) -> Clarity:
    """Return the limits for so many answered features; ValueError when there are none."""
    for clarity in instrument.clarity:
        if clarity.answered == answered:
            return clarity
    raise ValueError(f"there is no rule for {answered} answered features")


def _named_from(found: Verdict, top: int, within: int) -> int | None:
    """Return the count from which a pattern is named; None: no pattern is.

    Scoring rule: a mixed profile names every pattern within 1 of the top.
    """
    if found == "too_few":
        return None
    return max(top - within, 1) if found == "mixed" else top


def _ends(ends: Sequence[str], counts: Sequence[int]) -> AxisCounts:
    high = sum(count for end, count in zip(ends, counts, strict=True) if end == "high")
    return AxisCounts(low=sum(counts) - high, high=high)


def _comparison(features: Sequence[FeaturePicks], patterns: Patterns) -> PassComparison:
    """Set the first two passes side by side."""
    pairs = {
        feature.id: (feature.picks[0].pattern, feature.picks[1].pattern)
        for feature in features
        if feature.picks[0].pattern is not None and feature.picks[1].pattern is not None
    }
    ids = [pattern.id for pattern in patterns.patterns]
    given = list(pairs.values())
    differ = tuple(feature for feature, (first, second) in pairs.items() if first != second)
    return PassComparison(
        first=features[0].picks[0].id,
        second=features[0].picks[1].id,
        answered=len(pairs),
        same=len(pairs) - len(differ),
        table=tuple(
            PatternRow(pattern=row, counts=tuple(given.count((row, column)) for column in ids))
            for row in ids
        ),
        differ=differ,
    )
