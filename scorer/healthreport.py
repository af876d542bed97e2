"""The report of one member's health check: states in words, dimensions as means of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.blocks import (
    Bullets,
    Dots,
    DotsRow,
    Facts,
    FactsRow,
    Figure,
    Matrix,
    MatrixRow,
    Paragraph,
    Part,
    Point,
    Report,
    Section,
    Table,
)
from scorer.footers import footer
from scorer.framework import HealthCheck
from scorer.health import most_to_talk_about, states_of
from scorer.healthworking import answers_of, chosen, working
from scorer.words import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Block
    from scorer.framework import Framework, HealthCheckForm
    from scorer.healthresult import DimensionScore, HealthResult, StateAnswer

__all__ = [
    "dimension_titles",
    "limits_of_states",
    "points",
    "questions",
    "questions_lead",
    "report",
]

# More names make a sentence that is hard to read.
_NAMED = 2


def report(result: HealthResult, framework: Framework) -> Report:
    """Return the report of a member's own answers."""
    check = framework.one_of(HealthCheck, result.instrument)
    return Report(
        language=framework.language,
        instrument=check.title,
        heading="How you see your partnership",
        sections=tuple(_sections(result, check, framework)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def points(check: HealthCheck) -> tuple[Point, ...]:
    """Return the states as a scale, with words at its ends alone: each item has its own."""
    states = states_of(check)
    ends = {states[0]: "lowest state", states[-1]: "highest state"}
    return tuple(Point(value=state, word=ends.get(state, "")) for state in states)


def questions(check: HealthCheck, dimensions: Sequence[str]) -> tuple[Block, ...]:
    """Return the questions for the next meeting, with those that lead to evidence."""
    found: list[Block] = []
    for each in check.dimensions:
        if each.id in dimensions:
            prompts = tuple(prompt.prompt for prompt in each.evidence)
            blocks: list[Paragraph | Bullets] = [Bullets(items=each.questions)]
            if prompts:
                blocks += [Paragraph(text="To look for evidence:"), Bullets(items=prompts)]
            found.append(Part(title=each.title, blocks=tuple(blocks)))
    return tuple(found)


def questions_lead(dimensions: Sequence[str], scored: int) -> str:
    """Return why the questions for the next meeting are those of these dimensions."""
    if len(dimensions) == scored:
        return "These questions belong to every dimension that has a score."
    return (
        "These questions belong to the dimensions with the lowest scores. Equal ones are all "
        "named, and small differences can be chance."
    )


def limits_of_states(check: HealthCheck) -> tuple[str, ...]:
    """Return what a mean of states is, and what it is not."""
    last = states_of(check)[-1]
    return (
        (
            f"A dimension’s score is the mean of its states, from 1 to {last}. The states were "
            "written in order, lowest first. The steps between them need not be equal."
        ),
        (
            "Evidence of outcomes stands apart and is never averaged. A partnership can work "
            "well together before anything has changed for people, and the other way round."
        ),
    )


def _sections(result: HealthResult, check: HealthCheck, framework: Framework) -> Iterator[Section]:
    form = check.form(result.form)
    yield Section(id="in-short", title="In short", blocks=tuple(_in_short(result, check)))
    if any(each.answered for each in result.dimensions):
        figure = _profile(result, check)
        yield Section(id="profile", title="The dimensions", blocks=(figure,))
    yield Section(
        id="evidence",
        title=check.outcome_evidence.title,
        blocks=tuple(_evidence(result, check, framework)),
    )
    yield Section(
        id="talk-about",
        title="What to talk about first",
        blocks=tuple(_talk_about(result, check)),
    )
    if result.questions_for:
        scored = [each for each in result.dimensions if each.value is not None]
        lead = Paragraph(text=questions_lead(result.questions_for, len(scored)))
        yield Section(
            id="questions",
            title="Questions for your next meeting",
            blocks=(lead, *questions(check, result.questions_for)),
        )
    yield Section(
        id="limits",
        title="What these numbers can and cannot say",
        blocks=tuple(Paragraph(text=text) for text in _limits(check, form)),
    )
    yield Section(id="working", title="The working", blocks=tuple(working(result, check, form)))


def _in_short(result: HealthResult, check: HealthCheck) -> Iterator[Block]:
    every = (
        f"all {result.of}"
        if result.answered == result.of
        else f"{result.answered or 'none'} of the {result.of}"
    )
    yield Paragraph(
        text=f"You answered {every} questions. The setting was: {quoted(check.setting)}"
    )
    yield Paragraph(
        text="This is one member’s view. Others may see the partnership differently, and the "
        "difference is worth a talk."
    )
    titles = dimension_titles(check)
    yield Facts(
        rows=tuple(
            FactsRow(
                term=titles[each.id],
                word=None if each.value else "no score",
                value=each.value,
                text=_sentence(each, check),
            )
            for each in result.dimensions
        )
    )
    yield from _levels(result, titles)


def _sentence(score: DimensionScore, check: HealthCheck) -> str:
    if score.rule == "all_not_applicable":
        return f"You marked every question {quoted(check.opt_out)}."
    if score.rule is not None:
        return f"You answered {score.answered} of {score.of}, which is too few for a score."
    reach = (
        f"All your answers are state {score.lowest}."
        if score.lowest == score.highest
        else f"Your answers run from state {score.lowest} to state {score.highest}."
    )
    return f"{reach} Read the score as somewhere from {score.low} to {score.high}."


def _levels(result: HealthResult, titles: dict[str, str]) -> Iterator[Block]:
    """Yield which dimensions can be called higher than others."""
    scored = [each.id for each in result.dimensions if each.value is not None]
    smallest = result.assumptions["smallest_difference"]
    if len(scored) < 2:
        yield Paragraph(text="There are too few scores to compare dimensions.")
        return
    if not result.comparisons:
        yield Paragraph(
            text=f"The dimensions are about level: no two of them differ by {smallest} or more."
        )
        return
    for each in dict.fromkeys(found.higher for found in result.comparisons):
        lower = [
            quoted(titles[found.lower]) for found in result.comparisons if found.higher == each
        ]
        if len(lower) > _NAMED:
            yield Paragraph(text=f"{quoted(titles[each])} can be called higher than these:")
            yield Bullets(items=tuple(lower))
            continue
        yield Paragraph(text=f"{quoted(titles[each])} can be called higher than {listed(lower)}.")
    if len(result.comparisons) < len(scored) * (len(scored) - 1) // 2:
        yield Paragraph(text=f"All other pairs differ by less than {smallest} and are about level.")


def _profile(result: HealthResult, check: HealthCheck) -> Figure:
    title, titles = "Your answers by dimension", dimension_titles(check)
    said = "; ".join(f"{titles[each.id]}: {each.value or 'no score'}" for each in result.dimensions)
    return Figure(
        chart=Dots(
            title=title,
            description=f"{said}. Scores run from 1 to {states_of(check)[-1]}.",
            points=points(check),
            rows=tuple(
                DotsRow(
                    label=titles[each.id],
                    value=each.value,
                    low=each.low,
                    high=each.high,
                    counts=each.counts,
                    strong=True,
                )
                for each in result.dimensions
            ),
        ),
        table=Table(
            caption=f"{title}, with how many fell on each state",
            head=("Dimension", "Score", "Interval", "Answered", *map(str, states_of(check))),
            rows=tuple(
                (
                    titles[each.id],
                    each.value or "–",
                    f"{each.low} to {each.high}" if each.low else "–",
                    f"{each.answered} of {each.of}",
                    *map(str, each.counts),
                )
                for each in result.dimensions
            ),
        ),
    )


def _evidence(result: HealthResult, check: HealthCheck, framework: Framework) -> Iterator[Block]:
    dimension, answers = check.outcome_evidence, answers_of(result)
    shown = [item for item in dimension.items if item.id in answers]
    steps = [step.title for step in framework.evidence_ladder]
    yield Paragraph(text=dimension.summary)
    given = [item for item in shown if answers[item.id].answer]
    if not given:
        yield Paragraph(text="You gave no answers here.")
        return
    rows = tuple(
        MatrixRow(
            label=item.title,
            counts=tuple(int(answers[item.id].answer == step) for step in states_of(check)),
        )
        for item in shown
    )
    title = "How far your evidence reaches"
    said = ". ".join(f"{item.title}: {steps[(answers[item.id].answer or 1) - 1]}" for item in given)
    yield Figure(
        chart=Matrix(title=title, description=f"{said}.", columns=tuple(steps), rows=rows),
        table=Table(
            caption=title,
            head=("Question", "Step", "What you chose"),
            rows=tuple(
                (item.title, _step(answers[item.id], steps), chosen(item, answers[item.id]))
                for item in shown
            ),
        ),
    )
    yield Paragraph(
        text="These answers are not averaged. A step says what evidence there is, and not how "
        "good the work is."
    )


def _step(answer: StateAnswer, steps: Sequence[str]) -> str:
    return steps[answer.answer - 1] if answer.answer else "not answered"


def _talk_about(result: HealthResult, check: HealthCheck) -> Iterator[Block]:
    answers = answers_of(result)
    if not result.talk_about:
        most = most_to_talk_about(check)
        given = any(each.answered for each in result.dimensions)
        yield Paragraph(
            text=f"You placed nothing at state {most} or lower. Ask what others see."
            if given
            else "You gave no answers, so there is nothing to list."
        )
        return
    yield Paragraph(
        text="You placed these at the lowest states. Equal ones are all named, in the order of "
        "the questionnaire and not of importance."
    )
    yield Facts(
        rows=tuple(
            FactsRow(
                term=item.title,
                word=None,
                value=None,
                text=f"{item.question} You chose state {answers[item.id].answer}: "
                f"{quoted(chosen(item, answers[item.id]))}",
            )
            for dimension in check.dimensions
            for item in dimension.items
            if item.id in result.talk_about
        )
    )


def _limits(check: HealthCheck, form: HealthCheckForm) -> Iterator[str]:
    yield from limits_of_states(check)
    yield (
        f"The interval reaches one planning standard error of measurement (SEM) to each side: "
        f"{form.sem} points. A planning SEM is assumed, not measured."
    )
    yield (
        "One dimension is called higher than another only when they are "
        f"{form.smallest_difference} points apart or more. This limit is our convention."
    )
    yield from check.limits


def dimension_titles(check: HealthCheck) -> dict[str, str]:
    """Return the titles of the dimensions, by id."""
    return {each.id: each.title for each in check.dimensions}
