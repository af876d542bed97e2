"""Saved answers: reading them, and writing an empty file to fill in.

Nothing is scored unless the whole file is right.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from scorer.jsontext import JsonObject, JsonTextError, parse
from scorer.problems import FORMAT, FORMAT_VERSION, REASONS, Problem, by_id, problems_of
from scorer.questions import asked, forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.framework import Framework
    from scorer.problems import Reason
    from scorer.questions import Question

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "REASONS",
    "About",
    "Answers",
    "AnswersError",
    "Given",
    "Problem",
    "blank",
    "read",
    "to_data",
]

# A file of 256 KB could hold thousands; nobody reads them, and each costs a search for a hint.
_MOST_PROBLEMS = 100
_BLANK = '{"value": null, "reason": "skipped"}'


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """Answers by the id of their question, each in the mapping of its type."""

    values: Mapping[str, int]
    """Whole numbers, as given: before reversing."""
    picks: Mapping[str, str] = field(default_factory=dict)
    """The chosen option, where options have names in place of numbers."""
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The chosen options, where several can be chosen, in the order of the question."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What was written, and days as ``2026-11-21``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """Whose answers these are, in the reader's own words, to keep files apart."""

    person: str | None = None
    partnership: str | None = None
    organisation: str | None = None
    date: str | None = None
    """The day of saving, as ``2026-11-21``."""
    id: str | None = None
    """Made at random with the first answer: two files with one id are one person's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers(Given):
    """The answers of one person to one form, in the order shown."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    reasons: Mapping[str, Reason]
    """Item id -> why there is no answer. An item in no mapping was skipped."""
    entries: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    about: About = field(default_factory=About)


class AnswersError(ValueError):
    """The answers cannot be read; ``problems`` says everything that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read(text: str, framework: Framework, *others: Framework) -> Answers:
    """Return the answers of a saved file.

    ``others`` are earlier versions: a file that names one of them is read with it, and
    ``framework_sha256`` says so. Raises AnswersError with every problem (at most 100 and a
    note) when anything is wrong.
    """
    try:
        data = parse(text)
    except JsonTextError as error:
        raise AnswersError([Problem(error.where, str(error))]) from None
    framework = _named(data, framework, others)
    found = list(islice(problems_of(data, framework), _MOST_PROBLEMS + 1))
    if len(found) > _MOST_PROBLEMS:
        found[-1] = Problem("", f"There are more than {_MOST_PROBLEMS} problems; mend these first.")
    if found or not isinstance(data, JsonObject):
        raise AnswersError(found)
    return _answers(data, framework)


def _named(data: object, framework: Framework, others: Sequence[Framework]) -> Framework:
    """Return the framework that a file names, or the first when none of them is named."""
    named = data.get("framework") if isinstance(data, JsonObject) else None
    if isinstance(named, JsonObject):
        for one in (framework, *others):
            if named.get("sha256") == one.sha256:
                return one
    return framework


def to_data(answers: Answers) -> dict[str, Any]:
    """Return the answers as a saved file holds them, by id."""
    missing = {each: {"value": None, "reason": reason} for each, reason in answers.reasons.items()}
    entries = {each: [_plain(one) for one in given] for each, given in answers.entries.items()}
    return {**_plain(answers), **entries, **missing}


def _plain(given: Given) -> dict[str, Any]:
    many = {each: list(chosen) for each, chosen in given.many.items()}
    return {**given.values, **given.picks, **many, **given.texts}


def blank(framework: Framework, instrument_id: str, form_id: str) -> str:
    """Return the text of an answers file in which every item is skipped.

    KeyError when there is no such instrument or form.
    """
    instrument = framework.instrument(instrument_id)
    if form_id not in forms(instrument):
        raise KeyError(form_id)
    data = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "sha256": framework.sha256,
        },
        "instrument": instrument_id,
        "form": form_id,
        "answers": {
            question.id: {"value": None, "reason": "skipped"}
            for question in asked(framework, instrument, form_id)
        },
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    # One line for each item, so that a person can fill the file in.
    return re.sub(r'\{\s+"value": null,\s+"reason": "skipped"\s+\}', _BLANK, text)


def _answers(data: JsonObject, framework: Framework) -> Answers:
    given = data["answers"]
    # The order of the file never matters: everything follows the order shown.
    shown = {
        each: question
        for each, question in by_id(framework, data["instrument"], data["form"]).items()
        if each in given
    }
    return Answers(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=data["instrument"],
        form=data["form"],
        about=About(**data.get("about", {})),
        reasons={
            each: given[each]["reason"] for each in shown if isinstance(given[each], JsonObject)
        },
        entries={
            each: tuple(Given(**_given(entry, _fields(question))) for entry in given[each])
            for each, question in shown.items()
            if question.type == "entries" and isinstance(given[each], list)
        },
        **_given(given, shown),
    )


def _fields(question: Question) -> dict[str, Question]:
    return {one.id: one for one in question.fields}


def _given(given: Mapping[str, Any], questions: Mapping[str, Question]) -> dict[str, Any]:
    """Sort answers by their type, in the order of the questions."""
    texts: dict[str, str] = {}
    picks: dict[str, str] = {}
    many: dict[str, tuple[str, ...]] = {}
    values: dict[str, int] = {}
    for each, question in questions.items():
        answer = given.get(each)
        if isinstance(answer, int):
            values[each] = answer
        elif isinstance(answer, str):
            (picks if question.type == "choice" else texts)[each] = answer
        elif isinstance(answer, list) and question.type == "choices":
            many[each] = tuple(
                str(option.value) for option in question.options if option.value in answer
            )
    return {"values": values, "picks": picks, "many": many, "texts": texts}
