"""A worked example: made-up answers to the shortest form, scored by the scorer in the build."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from scorer import answers, scoring
from scorer.areas import why_withheld
from scorer.framework import SelfAssessment
from scorer.reading import read_result
from scorer.words import counted, decimal_text, listed, notices
from scorer.working import working
from sitegen.pages import environment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.framework import Framework, Scale, SelfAssessmentForm
    from scorer.reading import Reading
    from scorer.result import AreaScore
    from scorer.view import WorkingArea
    from sitegen.inserts import Maker

__all__ = [
    "AreaRow",
    "Difference",
    "Group",
    "WorkedExample",
    "example_answers",
    "maker",
    "worked_example",
]

# Every seventh statement is marked as not applying, so that the example has gaps.
_GAP = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaRow:
    """An area, from its keyed answers to what is shown. A withheld score has ``why`` alone."""

    title: str
    answered: str
    exact: str | None
    decimals: str | None
    value: str | None
    word: str | None
    interval: str | None
    """The ends before and after rounding: ``3.08 to 3.92, shown as 3.1 to 3.9``."""
    why: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Two areas, how far apart their rounded scores are, and what that allows to say."""

    areas: str
    difference: str
    verdict: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Listed items with one keyed answer: ``2 (rarely)``."""

    keyed: str
    items: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedExample:
    """``worked-example.md.j2``."""

    rule: tuple[str, ...]
    reversal: str
    working: tuple[WorkingArea, ...]
    minimum: str
    areas: tuple[AreaRow, ...]
    sem: str
    smallest: str
    differences: tuple[Difference, ...]
    work_on_most: str
    work_on: tuple[Group, ...]
    lean_on_least: str
    lean_on: tuple[Group, ...]
    checks: tuple[str, ...]
    version: str


def maker(framework: Framework) -> Maker:
    """Return what writes the example; it holds no link, so it is the same on every page."""

    def write(_root: str) -> str:
        page = worked_example(framework)
        return environment().get_template("worked-example.md.j2").render(page=page)

    return write


def example_answers(framework: Framework) -> str:
    """Return the text of an answers file for the first form of the first questionnaire.

    The rule is fixed: from the highest point of the scale down to the lowest and again
    from the top, in the order of the form; every seventh item is not applicable.
    """
    instrument = framework.all_of(SelfAssessment)[0]
    form = instrument.forms[0]
    points = [point.value for point in reversed(framework.scale(instrument.scale).points)]
    data = json.loads(answers.blank(framework, instrument.id, form.id))
    for place, item in enumerate(form.items):
        data["answers"][item] = (
            {"value": None, "reason": "not_applicable"}
            if (place + 1) % _GAP == 0
            else points[place % len(points)]
        )
    return json.dumps(data)


def worked_example(framework: Framework) -> WorkedExample:
    """Score the made-up answers and return every step."""
    result = scoring.score(answers.read(example_answers(framework), framework), framework)
    reading = read_result(result, framework)
    instrument, form, scale = reading.instrument, reading.form, reading.scale
    total = scale.minimum + scale.maximum
    return WorkedExample(
        rule=_rule(instrument, form, scale),
        reversal=f"{scale.minimum} + {scale.maximum} − answer, or {total} − answer",
        working=working(reading),
        minimum=_minimum(reading),
        areas=tuple(_area(reading, title.title, score) for title, score in reading.areas),
        sem=str(form.planning.area_sem),
        smallest=str(form.planning.smallest_difference),
        differences=tuple(_differences(reading)),
        work_on_most=_answer(reading, instrument.work_on_at_most),
        work_on=_groups(reading, result.work_on),
        lean_on_least=_answer(reading, instrument.lean_on_at_least),
        lean_on=_groups(reading, result.lean_on),
        checks=tuple(_checks(reading)),
        version=framework.version,
    )


def _rule(instrument: SelfAssessment, form: SelfAssessmentForm, scale: Scale) -> tuple[str, ...]:
    first, last = scale.points[-1], scale.points[0]
    title = f"{form.title[:1].lower()}{form.title[1:]}"
    gaps = len(form.items) // _GAP
    sentences = [
        f"This example takes the {title} of “{instrument.title}”.",
        "No person gave these answers: a fixed rule did.",
        (
            f"It goes through the items in order, from “{first.word}” ({first.value}) down to "
            f"“{last.word}” ({last.value}), and begins again."
        ),
    ]
    if gaps:
        sentences.append(f"Every seventh item is marked “{scale.opt_out}” instead.")
    return tuple(sentences)


def _minimum(reading: Reading) -> str:
    minimum = reading.form.minimum
    if reading.scores_competencies:
        return (
            f"A competency needs {counted(minimum.competency_items or 0, 'answer')}. An area needs "
            f"{counted(minimum.area_competencies or 0, 'scored competency', 'scored competencies')}"
            f" and {counted(minimum.area_items, 'answer')}."
        )
    return f"An area needs at least {counted(minimum.area_items, 'answer')}."


def _area(reading: Reading, title: str, score: AreaScore) -> AreaRow:
    exact = None if score.exact is None else Fraction(score.exact)
    return AreaRow(
        title=title,
        answered=f"{score.answered} of {score.of}",
        exact=score.exact,
        decimals=None if exact is None else decimal_text(exact),
        value=score.value,
        word=score.word,
        interval=None if exact is None else _interval(reading, score, exact),
        why=why_withheld(reading, score),
    )


def _interval(reading: Reading, score: AreaScore, exact: Fraction) -> str:
    sem = Fraction(reading.form.planning.area_sem)
    ends = f"{decimal_text(exact - sem)} to {decimal_text(exact + sem)}"
    return f"{ends}, shown as {score.low} to {score.high}"


def _differences(reading: Reading) -> Iterable[Difference]:
    """Yield every pair of areas with a score, in the order of the framework."""
    higher = {(one.higher, one.lower) for one in reading.result.comparisons}
    scored = [(area, score) for area, score in reading.areas if score.value is not None]
    for (one, first), (two, second) in combinations(scored, 2):
        if (one.id, two.id) in higher:
            verdict = f"{one.title} is higher"
        elif (two.id, one.id) in higher:
            verdict = f"{two.title} is higher"
        else:
            verdict = "about level"
        yield Difference(
            areas=f"{one.title} and {two.title}",
            difference=str(abs(Decimal(first.value or 0) - Decimal(second.value or 0))),
            verdict=verdict,
        )


def _groups(reading: Reading, items: Iterable[str]) -> tuple[Group, ...]:
    """Group listed items by their keyed answer, in the order in which they were taken."""
    grouped = groupby(items, key=lambda item: reading.workings[item].keyed or 0)
    return tuple(
        Group(keyed=_answer(reading, keyed), items=listed(found)) for keyed, found in grouped
    )


def _answer(reading: Reading, value: int) -> str:
    return f"{value} ({reading.words[value]})"


def _checks(reading: Reading) -> Iterable[str]:
    """Yield what the checks of the answers as given found."""
    flags, form = reading.instrument.flags, reading.form
    given = [entry.answer for entry in reading.result.items]
    points = {answer for answer in given if answer is not None}
    runs = [len(list(run)) for answer, run in groupby(given) if answer is not None]
    equal = "all the same" if len(points) == 1 else f"on {counted(len(points), 'point')}"
    yield f"All answers equal: the answers are {equal} of the scale."
    yield (
        f"Longest run: {counted(max(runs, default=0), 'answer')}. "
        f"The check speaks from {form.longest_run} on."
    )
    pairs = sum(
        all(item in reading.workings and reading.workings[item].answer is not None for item in pair)
        for pair in reading.instrument.pairs
    )
    needed = max(flags.minimum_pairs, 1)
    enough = "enough" if pairs >= needed else "too few"
    yield (
        f"Inconsistency, and agreeing throughout: {counted(pairs, 'whole pair')} answered, "
        f"{enough} for these two checks, which need {needed}."
    )
    found = notices(reading)
    for notice in found:
        yield f"A check speaks: {notice.seen}"
    if not found:
        yield "So no check speaks."
