"""Comparing two runs of one instrument, on what both files ask and answer alone.

Ids are permanent, so files of any form and version can be set beside each other. A question
whose key, options or states changed in between is left out and named.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, cast

from scorer.answers import AnswersError, Problem, to_data
from scorer.comparingresult import (
    ComparingResult,
    FeatureMove,
    Part,
    PassMove,
    Run,
    ScoreMove,
    StepMove,
)
from scorer.fit import embedded
from scorer.framework import HealthCheck, Placement, SelfAssessment
from scorer.problems import LABELS, by_id
from scorer.questions import MEETING, question_id
from scorer.rounding import one_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from scorer.answers import About, Answers
    from scorer.comparingresult import Move
    from scorer.framework import AnyInstrument, Area, Framework, Planning, SelfAssessmentForm
    from scorer.questions import Question

__all__ = ["WITHOUT_SCORE", "compare"]

type _Side = tuple[Answers, Framework]
WITHOUT_SCORE: Final = ("preparation", "reflection")
"""The kinds of which there is nothing to compare."""


def compare(earlier: _Side, later: _Side) -> ComparingResult:
    """Return what moved from the earlier file to the later one, each with its framework.

    AnswersError when the files belong to two instruments, when there is no score to compare,
    or when no question is answered in both.
    """
    _refuse(earlier, later)
    parts = tuple(_part(each) for each in _pairs(earlier, later))
    answered = sum(part.answered for part in parts)
    # A piece of evidence where there was none is news too.
    if not answered and not any(_written(part) for part in parts):
        raise AnswersError([Problem("answers", _NOTHING)])
    first, last = earlier[0], later[0]
    return ComparingResult(
        framework_id=last.framework_id,
        framework_version=last.framework_version,
        framework_sha256=last.framework_sha256,
        instrument=last.instrument,
        form=last.form,
        answered=answered,
        of=sum(part.asked for part in parts),
        earlier=_run(first, parts, 0),
        later=_run(last, parts, 1),
        same_answers=first.form == last.form and to_data(first) == to_data(last),
        other=tuple(label for label in LABELS if _differ(first.about, last.about, label)),
        out_of_order=(first.about.date or "") > (last.about.date or first.about.date or ""),
        parts=parts,
    )


def _written(part: Part) -> bool:
    found = (each for each in part.steps if (each.before, each.after) != (None, None))
    return not part.scores and any(found)


_NOTHING = (
    "No question is answered in both files, so there is nothing to compare. "
    "Choose two files of one questionnaire."
)


def _refuse(earlier: _Side, later: _Side) -> None:
    """Raise AnswersError where two files cannot be set beside each other."""
    (first, old), (last, new) = earlier, later
    if first.framework_id != last.framework_id:
        raise AnswersError([Problem("framework.id", "The files belong to two frameworks.")])
    if first.instrument != last.instrument:
        message = (
            f'The files belong to two questionnaires, "{first.instrument}" and '
            f'"{last.instrument}". Choose two files of one questionnaire.'
        )
        raise AnswersError([Problem("instrument", message)])
    instrument = new.instrument(last.instrument)
    if old.instrument(first.instrument).kind != instrument.kind:
        message = f'"{last.instrument}" is another kind of questionnaire in the later version.'
        raise AnswersError([Problem("instrument", message)])
    if instrument.kind in WITHOUT_SCORE:
        message = f'There is no score to compare in "{instrument.title}". Open both files.'
        raise AnswersError([Problem("instrument", message)])
    if MEETING in (first.form, last.form):
        message = (
            "The minutes of a meeting have no scores. "
            "Open the later minutes, and name the earlier ones there."
        )
        raise AnswersError([Problem("form", message)])


def _run(answers: Answers, parts: Iterable[Part], place: int) -> Run:
    about = answers.about
    return Run(
        framework_version=answers.framework_version,
        form=answers.form,
        person=about.person,
        partnership=about.partnership,
        organisation=about.organisation,
        date=about.date,
        answered=sum(part.answered + len(part.only_answered[place]) for part in parts),
    )


def _differ(first: About, last: About, label: str) -> bool:
    """Whether both files have the label and mean different things by it."""
    before, after = (" ".join((getattr(each, label) or "").split()) for each in (first, last))
    return bool(before and after) and before.casefold() != after.casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """The two sides of a part, with what they share."""

    earlier: Answers
    later: Answers
    old: Framework
    new: Framework
    asked: tuple[str, ...]
    """Asked in both with one meaning, in the later order shown."""
    changed: tuple[str, ...]
    only_asked: tuple[tuple[str, ...], tuple[str, ...]]

    def both(self, questions: Iterable[str]) -> list[str]:
        """Return the questions that both sides answer."""
        return [each for each in questions if _given(self.earlier, each, self.later)]


def _given(earlier: Answers, question: str, later: Answers) -> bool:
    return _has(earlier, question) and _has(later, question)


def _has(answers: Answers, question: str) -> bool:
    return question in answers.values or question in answers.picks or question in answers.entries


def _pairs(earlier: _Side, later: _Side) -> Iterator[_Pair]:
    """Yield the parts: the instruments that a fit asks, or the instrument itself."""
    (first, old), (last, new) = earlier, later
    if new.instrument(last.instrument).kind != "fit":
        yield _pair(earlier, later)
        return
    for kind in (SelfAssessment, Placement):
        inner, outer = embedded(first, old, kind), embedded(last, new, kind)
        if inner is not None and outer is not None and inner.instrument == outer.instrument:
            yield _pair((inner, old), (outer, new))


def _pair(earlier: _Side, later: _Side) -> _Pair:
    before, after = _meanings(*earlier), _meanings(*later)
    common = [each for each in after if each in before]
    return _Pair(
        earlier=earlier[0],
        later=later[0],
        old=earlier[1],
        new=later[1],
        asked=tuple(each for each in common if before[each] == after[each]),
        changed=tuple(each for each in common if before[each] != after[each]),
        only_asked=(
            tuple(each for each in before if each not in after),
            tuple(each for each in after if each not in before),
        ),
    )


def _meanings(answers: Answers, framework: Framework) -> dict[str, object]:
    """Return what gives each answer its meaning: options or states, key and place.

    Words that only lead to an answer may be mended under one id, so they are no part of it.
    """
    instrument = framework.instrument(answers.instrument)
    questions = by_id(framework, answers.instrument, answers.form)
    keys = _keys(framework) if isinstance(instrument, SelfAssessment) else {}
    if isinstance(instrument, HealthCheck):
        keys = {
            item.id: dimension.id
            for dimension in (*instrument.dimensions, instrument.outcome_evidence)
            for item in dimension.items
        }
    found: dict[str, object] = {}
    for each, question in questions.items():
        counting = question
        if instrument.kind == "evidence":
            strength = _strength(question, framework)
            if strength is None:
                continue
            counting = strength
        # The order in which options are shown means nothing.
        options = sorted((str(option.value), option.label) for option in counting.options)
        found[each] = (options, keys.get(each))
    return found


def _keys(framework: Framework) -> dict[str, object]:
    return {
        item.id: (area.id, competency.id, item.reverse)
        for area in framework.areas
        for competency in area.competencies
        for item in competency.items
    }


def _strength(question: Question, framework: Framework) -> Question | None:
    """Return the field of an entry that takes a step of the evidence ladder."""
    ladder = [step.id for step in framework.evidence_ladder]
    for field in question.fields:
        if ladder and [option.value for option in field.options] == ladder:
            return field
    return None


def _part(pair: _Pair) -> Part:
    instrument = pair.new.instrument(pair.later.instrument)
    return Part(
        instrument=instrument.id,
        forms=(pair.earlier.form, pair.later.form),
        asked=len(pair.asked),
        answered=len(pair.both(pair.asked)),
        changed=pair.changed,
        only_asked=pair.only_asked,
        only_answered=(
            _only(pair.asked, pair.earlier, pair.later),
            _only(pair.asked, pair.later, pair.earlier),
        ),
        scores=tuple(_scores(pair, instrument)),
        steps=tuple(_steps(pair, instrument)),
        passes=tuple(_passes(pair, instrument)) if isinstance(instrument, Placement) else (),
    )


def _only(asked: Iterable[str], own: Answers, other: Answers) -> tuple[str, ...]:
    return tuple(each for each in asked if _has(own, each) and not _has(other, each))


def _scores(pair: _Pair, instrument: AnyInstrument) -> Iterator[ScoreMove]:
    if isinstance(instrument, SelfAssessment):
        yield from _areas(pair, instrument)
    elif isinstance(instrument, HealthCheck):
        yield from _dimensions(pair, instrument)


type _Means = tuple[Fraction, Fraction]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Leader:
    """The two forms of a self-assessment, with keyed answers."""

    old: SelfAssessmentForm
    new: SelfAssessmentForm
    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def competency_items(self) -> int | None:
        """The answers that a competency needs; None: one of the forms does not score any."""
        return _least(self.old.minimum.competency_items, self.new.minimum.competency_items)

    def means(self, items: Sequence[str], needed: int) -> _Means | None:
        """Return the means of items that both files answer; None when there are too few."""
        return _means(self.before, self.after, items, needed)


def _areas(pair: _Pair, instrument: SelfAssessment) -> Iterator[ScoreMove]:
    """Score the areas and, when both forms score them, the competencies.

    Scoring rule: as for one file, over the items that both files answer; of two forms with
    different minimums the lower one holds, and the larger smallest difference.
    """
    leader = _Leader(
        old=pair.old.one_of(SelfAssessment, instrument.id).form(pair.earlier.form),
        new=instrument.form(pair.later.form),
        before=_keyed(pair.earlier, pair.old, instrument.id),
        after=_keyed(pair.later, pair.new, instrument.id),
    )
    for area in pair.new.areas:
        yield from _area(pair, leader, area)


def _area(pair: _Pair, leader: _Leader, area: Area) -> Iterator[ScoreMove]:
    """Yield an area, then its competencies."""
    asked = {
        competency.id: [item.id for item in competency.items if item.id in pair.asked]
        for competency in area.competencies
    }
    everything = [item for items in asked.values() for item in items]
    if not everything:
        return
    plans = (leader.old.planning, leader.new.planning)
    needed = leader.competency_items
    whole = leader.means(pair.both(everything), _lower(leader, "area_items"))
    means: dict[str, _Means | None] = {}
    if needed is not None:
        means = {
            each: leader.means(pair.both(items), needed) for each, items in asked.items() if items
        }
        scored = [each for each in means.values() if each is not None]
        if whole is not None:
            enough = len(scored) >= max(_lower(leader, "area_competencies"), 1)
            whole = _mean_of(scored) if enough else None
    smallest = max(plan.smallest_difference for plan in plans)
    yield _score((area.id, "area"), pair, everything, whole, smallest)
    smallest = max(_competency_smallest(plan) for plan in plans)
    for each, own in means.items():
        yield _score((each, "competency"), pair, asked[each], own, smallest)


def _lower(leader: _Leader, name: Literal["area_items", "area_competencies"]) -> int:
    """Return the lower of the two forms' minimums; a form without the rule asks nothing."""
    return min(getattr(form.minimum, name) or 0 for form in (leader.old, leader.new))


def _least(first: int | None, second: int | None) -> int | None:
    """Return the lower minimum; None when one of the forms has no such rule."""
    return None if first is None or second is None else min(first, second)


def _keyed(answers: Answers, framework: Framework, instrument_id: str) -> dict[str, int]:
    """Return the answers with those to reversed items turned round."""
    scale = framework.scale(framework.one_of(SelfAssessment, instrument_id).scale)
    turned = {
        item.id
        for area in framework.areas
        for competency in area.competencies
        for item in competency.items
        if item.reverse
    }
    ends = scale.minimum + scale.maximum
    return {
        each: ends - value if each in turned else value for each, value in answers.values.items()
    }


def _competency_smallest(planning: Planning) -> Decimal:
    """Return the smallest difference of a competency.

    Our convention: that of an area, wider in the proportion of the planning SEMs, to one
    decimal. With .60, .24 and .48 it is 1.2.
    """
    if planning.competency_sem is None or not planning.area_sem:
        return planning.smallest_difference
    wider = Fraction(planning.competency_sem) / Fraction(planning.area_sem)
    return one_decimal(Fraction(planning.smallest_difference) * wider)


def _dimensions(pair: _Pair, instrument: HealthCheck) -> Iterator[ScoreMove]:
    """Score the dimensions over the items that both files answer."""
    old = pair.old.one_of(HealthCheck, instrument.id).form(pair.earlier.form)
    new = instrument.form(pair.later.form)
    smallest = max(old.smallest_difference, new.smallest_difference)
    for dimension in instrument.dimensions:
        items = [item.id for item in dimension.items if item.id in pair.asked]
        least = min(old.minimum, new.minimum)
        means = _means(pair.earlier.values, pair.later.values, pair.both(items), least)
        if items:
            yield _score((dimension.id, "dimension"), pair, items, means, smallest)


def _means(
    before: Mapping[str, int], after: Mapping[str, int], items: Sequence[str], needed: int
) -> _Means | None:
    # A mean needs an answer, whatever minimum the form sets.
    if len(items) < max(needed, 1):
        return None
    first, second = (sum(side[item] for item in items) for side in (before, after))
    return Fraction(first, len(items)), Fraction(second, len(items))


def _mean_of(means: Sequence[_Means]) -> _Means:
    first, second = (sum(each, Fraction()) / len(means) for each in zip(*means, strict=True))
    return first, second


def _score(
    what: tuple[str, Literal["area", "competency", "dimension"]],
    pair: _Pair,
    items: Sequence[str],
    means: _Means | None,
    smallest: Decimal,
) -> ScoreMove:
    before, after = (None, None) if means is None else (one_decimal(each) for each in means)
    change = None if before is None or after is None else after - before
    return ScoreMove(
        id=what[0],
        level=what[1],
        answered=len(pair.both(items)),
        of=len(items),
        exact_before=None if means is None else str(means[0]),
        exact_after=None if means is None else str(means[1]),
        before=None if before is None else str(before),
        after=None if after is None else str(after),
        change=None if change is None else str(change),
        smallest=str(smallest),
        move=None if change is None else _move(change, smallest),
    )


def _move(change: Decimal, smallest: Decimal) -> Move:
    """Return the move, by the shown values, so that the reader can check it."""
    if not change or abs(change) < smallest:
        return "level"
    return "up" if change > 0 else "down"


def _steps(pair: _Pair, instrument: AnyInstrument) -> Iterator[StepMove]:
    """Find each step of the evidence ladder; in a workbook, the strongest of a subject."""
    if isinstance(instrument, HealthCheck):
        for item in instrument.outcome_evidence.items:
            if item.id in pair.asked:
                before, after = (side.values.get(item.id) for side in (pair.earlier, pair.later))
                yield _step(item.id, before, after)
    elif instrument.kind == "evidence":
        for question in pair.asked:
            before = _strongest(pair.earlier, question, pair.old)
            after = _strongest(pair.later, question, pair.new)
            yield _step(question, before, after)


def _step(question: str, before: int | None, after: int | None) -> StepMove:
    move: Move | None = None
    if before is not None and after is not None:
        move = "level" if before == after else "up" if after > before else "down"
    return StepMove(id=question, before=before, after=after, move=move)


def _strongest(answers: Answers, question: str, framework: Framework) -> int | None:
    """Return the highest step of a subject's entries; None where no entry names a step."""
    asked = by_id(framework, answers.instrument, answers.form)[question]
    # The question was taken because it has this field.
    strength = cast("Question", _strength(asked, framework)).id
    steps = {step.id: place for place, step in enumerate(framework.evidence_ladder, start=1)}
    given = [entry.picks.get(strength) for entry in answers.entries.get(question, ())]
    return max((steps[each] for each in given if each is not None), default=None)


def _passes(pair: _Pair, instrument: Placement) -> Iterator[PassMove]:
    """Count the patterns of each pass that both forms have."""
    patterns = [each.id for each in pair.new.patterns.patterns] if pair.new.patterns else []
    for each in instrument.passes:
        questions = [question_id(feature.id, each.id) for feature in instrument.features]
        asked = [question for question in questions if question in pair.asked]
        if not asked:
            continue
        both = pair.both(asked)
        before, after = (
            [side.picks[question] for question in both] for side in (pair.earlier, pair.later)
        )
        yield PassMove(
            id=each.id,
            answered=len(both),
            of=len(asked),
            patterns=tuple(patterns),
            before=tuple(before.count(pattern) for pattern in patterns),
            after=tuple(after.count(pattern) for pattern in patterns),
            moved=tuple(
                FeatureMove(id=question, before=first, after=second)
                for question, first, second in zip(both, before, after, strict=True)
                if first != second
            ),
        )
