"""The working of a member's health check: what became of each answer, and the arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.blocks import Paragraph, Part, Table
from scorer.health import items_of
from scorer.words import counted, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.blocks import Block
    from scorer.framework import Dimension, HealthCheck, HealthCheckForm, StateItem
    from scorer.healthresult import DimensionScore, HealthResult, StateAnswer

__all__ = ["answers_of", "chosen", "working"]


def working(result: HealthResult, check: HealthCheck, form: HealthCheckForm) -> Iterator[Block]:
    """Yield the rule, then a table and a line of arithmetic for each dimension."""
    yield Paragraph(
        text=f"A dimension is the mean of its answers and needs {form.minimum}. Means are kept "
        "as exact fractions and rounded once, to one decimal; a half goes up."
    )
    answers = answers_of(result)
    scores = {each.id: each for each in result.dimensions}
    for each in check.dimensions:
        if each.id in scores:
            steps = Paragraph(text=_arithmetic(scores[each.id], each, form, answers))
            yield Part(title=each.title, blocks=(_answer_table(each, check, answers), steps))


def _answer_table(
    dimension: Dimension, check: HealthCheck, answers: dict[str, StateAnswer]
) -> Table:
    return Table(
        caption=f"Your answers: {dimension.title}",
        head=("Question", "State", "What you chose", "Counted"),
        rows=tuple(
            (
                item.title,
                str(answers[item.id].answer or "–"),
                _reason(item, answers[item.id], check),
                "yes" if answers[item.id].counted else "no",
            )
            for item in dimension.items
            if item.id in answers
        ),
    )


def _reason(item: StateItem, answer: StateAnswer, check: HealthCheck) -> str:
    if answer.answer:
        return chosen(item, answer)
    return check.opt_out if answer.reason == "not_applicable" else "left out"


def _arithmetic(
    score: DimensionScore,
    dimension: Dimension,
    form: HealthCheckForm,
    answers: dict[str, StateAnswer],
) -> str:
    """Return the mean of the answers, its rounding and its interval: one line."""
    if score.exact is None:
        needed = counted(form.minimum, "answer")
        return f"No score: {needed} are needed, and there are {score.answered}."
    terms = [
        str(answers[item].answer) for item in items_of(dimension, form) if answers[item].answer
    ]
    exact, sem = Fraction(score.exact), Fraction(form.sem)
    return (
        f"({' + '.join(terms)}) ÷ {len(terms)} = {decimal_text(exact)}, shown as {score.value}. "
        f"Interval: {decimal_text(exact - sem)} to {decimal_text(exact + sem)}, shown as "
        f"{score.low} to {score.high}."
    )


def answers_of(result: HealthResult) -> dict[str, StateAnswer]:
    """Return the answers by item."""
    return {each.id: each for each in result.items}


def chosen(item: StateItem, answer: StateAnswer) -> str:
    """Return the words of the chosen state, or a dash."""
    return item.states[answer.answer - 1] if answer.answer else "–"
