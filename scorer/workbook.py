"""What the results of workbooks share: the reader's own words, kept as they were given.

A kind goes by the types of fields, by ``for_each`` and by ``options_from``. The few ids that
a kind reserves for a field are named in its module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorer.framework import HealthCheck, Workbook
from scorer.problems import by_id
from scorer.questions import question_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.answers import Answers, Given
    from scorer.framework import EntryField, Field, Framework, WorkbookSection
    from scorer.questions import Question

__all__ = [
    "Answered",
    "Asked",
    "Step",
    "WorkbookResult",
    "Written",
    "common",
    "written",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """One field that was filled in: a text as typed, or the options that were chosen."""

    id: str
    text: str | None
    """Also a day, as ``2026-11-21``."""
    chosen: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered(Written):
    """A question that was answered."""

    value: int | None
    """A point of a scale."""
    entries: tuple[tuple[Written, ...], ...]
    """What was filled in of each entry; an entry without anything does not count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkbookResult:
    """What all workbooks' results begin with."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    answered: int
    of: int
    """All questions of the form, also those that may stay open."""
    answers: tuple[Answered, ...]
    """The workbook's own questions, in the order shown; the report is made from them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question beside the field that it comes from."""

    field: Field
    subject: str | None
    """The competency or the dimension, where the field has ``for_each``."""
    question: Question


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A section of the workbook with the questions that it asks itself."""

    section: WorkbookSection
    asked: tuple[Asked, ...]

    @classmethod
    def all(cls, framework: Framework, instrument_id: str, form: str) -> tuple[Step, ...]:
        """Return the sections of a form; one that asks another instrument has no questions.

        KeyError when there is no such workbook or form.
        """
        workbook = framework.one_of(Workbook, instrument_id)
        questions = by_id(framework, instrument_id, form)
        return tuple(
            cls(
                section=section,
                asked=tuple(
                    Asked(field=field, subject=subject, question=questions[asked])
                    for field in section.fields
                    for subject, asked in _asked(framework, field)
                ),
            )
            for section in workbook.sections
            if not section.forms or form in section.forms
        )


def common(answers: Answers, framework: Framework) -> dict[str, Any]:
    """Return the fields of a result that all workbooks share.

    ValueError when the answers were read with another framework.
    """
    if answers.framework_sha256 != framework.sha256:
        raise ValueError("the answers were read with another framework")
    questions = by_id(framework, answers.instrument, answers.form)
    steps = Step.all(framework, answers.instrument, answers.form)
    own = {each.question.id for step in steps for each in step.asked}
    found = [(each, _answered(question, answers)) for each, question in questions.items()]
    return {
        "framework_id": framework.id,
        "framework_version": framework.version,
        "framework_sha256": framework.sha256,
        "instrument": answers.instrument,
        "form": answers.form,
        "answered": sum(answer is not None for _, answer in found),
        "of": len(questions),
        "answers": tuple(answer for each, answer in found if answer is not None and each in own),
    }


def written(parts: Sequence[Written], field: Field | EntryField | None) -> Written | None:
    """Return what was filled in for a field; None when it was left open."""
    if field is None:
        return None
    return next((part for part in parts if part.id == field.id), None)


def _asked(framework: Framework, field: Field) -> Iterator[tuple[str | None, str]]:
    """Find the subjects of a field, each with the id of its question."""
    if field.for_each is None:
        yield None, field.id
    elif field.for_each == "competencies":
        for area in framework.areas:
            yield from ((each.id, question_id(field.id, each.id)) for each in area.competencies)
    else:
        for check in framework.all_of(HealthCheck)[:1]:
            yield from ((each.id, question_id(field.id, each.id)) for each in check.dimensions)


def _answered(question: Question, answers: Answers) -> Answered | None:
    one = _written(question.id, answers)
    value = answers.values.get(question.id)
    given = (_entry(question, each) for each in answers.entries.get(question.id, ()))
    entries = tuple(entry for entry in given if entry)
    if one is None and value is None and not entries:
        return None
    return Answered(
        id=question.id,
        text=one.text if one else None,
        chosen=one.chosen if one else (),
        value=value,
        entries=entries,
    )


def _entry(question: Question, given: Given) -> tuple[Written, ...]:
    parts = (_written(field.id, given) for field in question.fields)
    return tuple(part for part in parts if part is not None)


def _written(field_id: str, given: Given) -> Written | None:
    text = given.texts.get(field_id)
    pick = given.picks.get(field_id)
    chosen = given.many.get(field_id, ()) if pick is None else (pick,)
    return None if text is None and not chosen else Written(id=field_id, text=text, chosen=chosen)
