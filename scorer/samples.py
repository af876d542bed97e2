"""Made-up answers to a form, always the same: for warming up, for timing and for tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scorer.answers import blank
from scorer.problems import by_id

if TYPE_CHECKING:
    from scorer.framework import Framework
    from scorer.questions import Question

__all__ = ["filled"]


def filled(framework: Framework, instrument_id: str, form_id: str) -> str:
    """Return the text of an answers file in which every question is answered.

    Choices go through their options in turn; texts say that they are made up. KeyError when
    there is no such instrument or form.
    """
    data = json.loads(blank(framework, instrument_id, form_id))
    questions = by_id(framework, instrument_id, form_id).values()
    data["answers"] = {each.id: _answer(each, turn) for turn, each in enumerate(questions)}
    return json.dumps(data, ensure_ascii=False)


def _answer(question: Question, turn: int) -> Any:  # noqa: ANN401 -- JSON data
    if question.type == "entries":
        return [
            {each.id: _answer(each, turn + place) for place, each in enumerate(question.fields)}
        ]
    if question.type == "date":
        return "2026-11-21"
    if not question.options:
        return "Made up."
    chosen = question.options[turn % len(question.options)].value
    return [chosen] if question.type == "choices" else chosen
