"""Answers that were given once and are not asked again.

A saved file may belong to another instrument that asks some of the same questions, or to an
earlier version of the framework. What still fits is taken over; the rest stays open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorer import evidence
from scorer.answerfaults import answer_problems
from scorer.answers import to_data
from scorer.framework import Workbook
from scorer.jsontext import parse
from scorer.problems import by_id
from scorer.questions import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.answers import Answers
    from scorer.framework import Framework
    from scorer.questions import Question

__all__ = ["Taken", "take"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What a form can use of a file's answers."""

    form: str
    answers: Mapping[str, Any]
    """As a saved file holds them, in the order shown."""


def take(answers: Answers, read_with: Framework, target: str, framework: Framework) -> Taken:
    """Return what the instrument ``target`` of ``framework`` can use of the answers.

    ``read_with`` is the framework that the answers were read with. The form is the one that
    uses most of them; of those that use the same, the file's own, or else the shortest.
    KeyError when there is no such instrument.
    """
    instrument = framework.instrument(target)
    if target == answers.instrument and read_with is framework:
        return Taken(form=answers.form, answers=to_data(answers))
    data = to_data(answers)
    if isinstance(instrument, Workbook) and instrument.kind == "evidence":
        data |= evidence.claims(answers, read_with)
    seen = by_id(read_with, answers.instrument, answers.form)
    own = answers.form if target == answers.instrument else None

    def use(taken: Taken) -> tuple[int, bool, int]:
        length = len(by_id(framework, target, taken.form))
        return len(taken.answers), taken.form == own, -length

    found = (
        Taken(form=form, answers=_fitting(data, seen, by_id(framework, target, form)))
        for form in forms(instrument)
    )
    return max(found, key=use)


def _fitting(
    data: Mapping[str, Any], seen: Mapping[str, Question], questions: Mapping[str, Question]
) -> dict[str, Any]:
    return {
        each: data[each]
        for each, question in questions.items()
        if each in data and _fits(data[each], seen.get(each), question)
    }


def _fits(answer: object, seen: Question | None, question: Question) -> bool:
    """Whether the question still takes the answer: its options may be others now.

    A state is chosen for its words, so a choice counts only while its option says the same. The
    ids of a workbook's own questions are its own, so another's text counts only under the same
    words.
    """
    if any(answer_problems(parse(json.dumps(answer)), question, "")):
        return False
    if seen is None:
        return True
    if question.type != "choice":
        return seen.wording == question.wording
    labels = [
        [option.label for option in each.options if option.value == answer]
        for each in (seen, question)
    ]
    return labels[0] == labels[1]
