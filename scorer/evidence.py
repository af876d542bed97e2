"""Evidence of what changed, subject by subject: a competency or a dimension each.

A subject's question is one of entries with ``for_each``. Of the fields of an entry the kind
takes the first text as the claim, and as its strength the choice whose options are the
ladder. The ids of two fields are reserved: ``outcome`` says what changed and for whom, and
``gaps`` what is missing. A field ``title`` names the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scorer import scoring
from scorer.answerfaults import LONGEST
from scorer.framework import HealthCheck, SelfAssessment, Workbook
from scorer.questions import question_id
from scorer.workbook import Step, WorkbookResult, common, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.answers import Answers
    from scorer.framework import EntryField, Field, Framework
    from scorer.workbook import Answered, Asked, Written

__all__ = [
    "OUTCOME",
    "EvidenceResult",
    "SubjectEvidence",
    "claim_field",
    "claims",
    "has_outcome",
    "score",
    "strength_field",
    "subjects_of",
]

OUTCOME: Final = "outcome"
_GAPS: Final = "gaps"
# The form asks for these words where no outcome is known, so they are no outcome.
_UNKNOWN: Final = "not known yet"


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectEvidence:
    """The entries about one competency or dimension, counted and never averaged."""

    id: str
    question: str
    """The id of the question, as in ``answers``."""
    entries: int
    strongest: str | None
    """The highest step of the ladder; None when no entry has a step."""
    steps: tuple[int, ...]
    """How many entries stand on each step of the ladder, weakest first."""
    unplaced: int
    """Entries without a step."""
    outcomes: tuple[int, ...]
    """The numbers, from 1, of the entries that say what changed."""
    processes: tuple[int, ...]
    """The numbers of those that do not, or not yet."""
    gaps: int
    """Entries that say what is missing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceResult(WorkbookResult):
    """The gathered evidence."""

    entries: int
    with_outcome: int
    steps: tuple[int, ...]
    """Over all subjects, weakest first."""
    unplaced: int
    subjects: tuple[SubjectEvidence, ...]
    """Every subject that the form asks about, in the order of the framework."""
    without: tuple[str, ...]
    """The subjects without an entry."""


def score(answers: Answers, framework: Framework) -> EvidenceResult:
    """Return the result of answers; the same answers give the same result.

    ValueError when the answers were read with another framework.
    """
    shared = common(answers, framework)
    given = {each.id: each for each in shared["answers"]}
    asked = subjects_of(framework, answers.instrument, answers.form)
    subjects = tuple(_subject(each, given.get(each.question.id), framework) for each in asked)
    with_entries = {each.id for each in subjects if each.entries}
    return EvidenceResult(
        **shared,
        entries=sum(each.entries for each in subjects),
        with_outcome=sum(len(each.outcomes) for each in subjects),
        steps=tuple(
            sum(each.steps[place] for each in subjects)
            for place in range(len(framework.evidence_ladder))
        ),
        unplaced=sum(each.unplaced for each in subjects),
        subjects=subjects,
        without=tuple(dict.fromkeys(each.id for each in subjects if each.id not in with_entries)),
    )


def subjects_of(framework: Framework, instrument_id: str, form: str) -> tuple[Asked, ...]:
    """Return the questions of a form that gather entries about a subject."""
    return tuple(
        each
        for step in Step.all(framework, instrument_id, form)
        for each in step.asked
        if each.subject is not None and each.field.type == "entries"
    )


def claim_field(field: Field) -> EntryField | None:
    """Return the field that holds the claim: the first text."""
    return next((each for each in field.fields if each.type == "text"), None)


def strength_field(field: Field) -> EntryField | None:
    """Return the field whose options are the steps of the ladder."""
    return next(
        (each for each in field.fields if each.type == "choice" and each.options_from == "ladder"),
        None,
    )


def has_outcome(entry: Sequence[Written]) -> bool:
    """Return whether an entry says what changed."""
    texts = (part.text or "" for part in entry if part.id == OUTCOME)
    return any(text.strip(" .\n\t\"'“”").casefold() not in ("", _UNKNOWN) for text in texts)


def _subject(asked: Asked, answer: Answered | None, framework: Framework) -> SubjectEvidence:
    entries = answer.entries if answer else ()
    field = strength_field(asked.field)
    chosen = [part.chosen[0] for each in entries if (part := written(each, field))]
    ladder = [step.id for step in framework.evidence_ladder]
    known = [has_outcome(each) for each in entries]
    return SubjectEvidence(
        id=asked.subject or "",
        question=asked.question.id,
        entries=len(entries),
        strongest=max(chosen, key=ladder.index, default=None),
        steps=tuple(chosen.count(step) for step in ladder),
        unplaced=len(entries) - len(chosen),
        outcomes=tuple(number for number, known in enumerate(known, start=1) if known),
        processes=tuple(number for number, known in enumerate(known, start=1) if not known),
        gaps=sum(any(part.id == _GAPS for part in each) for each in entries),
    )


def claims(answers: Answers, framework: Framework) -> dict[str, list[dict[str, Any]]]:
    """Return entries to start from, by question id, out of a scored questionnaire.

    A self-assessment gives, for each competency, the statements that its report lists as
    strengths or as something to work on; a health check, for each dimension, the items at
    its highest and its lowest state. Each becomes the claim of an entry, which says what was
    answered and nothing more. Other instruments give none.
    """
    instrument = framework.instrument(answers.instrument)
    if isinstance(instrument, SelfAssessment):
        return _entries("competencies", _statements(answers, framework), framework)
    if isinstance(instrument, HealthCheck):
        return _entries("dimensions", _states(answers, instrument), framework)
    return {}


def _entries(
    kind: str, texts: Mapping[str, list[str]], framework: Framework
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for workbook in framework.all_of(Workbook):
        if workbook.kind != "evidence":
            continue
        for field in (each for section in workbook.sections for each in section.fields):
            claim = claim_field(field)
            if field.for_each == kind and field.type == "entries" and claim is not None:
                most = field.at_most or 1
                found |= {
                    question_id(field.id, subject): [{claim.id: _cut(text)} for text in own[:most]]
                    for subject, own in texts.items()
                }
    return found


def _statements(answers: Answers, framework: Framework) -> dict[str, list[str]]:
    """Return competency id -> listed statements with their answers, strengths first."""
    result = scoring.score(answers, framework)
    instrument = framework.one_of(SelfAssessment, answers.instrument)
    words = {point.value: point.word for point in framework.scale(instrument.scale).points}
    listed = dict.fromkeys((*result.lean_on, *result.work_on))
    return _without_empty(
        (
            competency.id,
            [
                f"{item.self_wording} (Answer: {words[answers.values[item.id]]})"
                for each in listed
                for item in competency.items
                if item.id == each
            ],
        )
        for area in framework.areas
        for competency in area.competencies
    )


def _states(answers: Answers, check: HealthCheck) -> dict[str, list[str]]:
    """Return dimension id -> the states chosen for its highest and lowest items."""
    return _without_empty(
        (
            dimension.id,
            [
                f"{item.title}: {item.states[answers.values[item.id] - 1]}"
                for end in _ends([answers.values.get(item.id) for item in dimension.items])
                for item in dimension.items
                if answers.values.get(item.id) == end
            ],
        )
        for dimension in check.dimensions
    )


def _ends(values: Iterable[int | None]) -> tuple[int, ...]:
    """Return the highest and the lowest value, or the one value that all share."""
    given = [value for value in values if value is not None]
    return tuple(dict.fromkeys((max(given), min(given)))) if given else ()


def _without_empty(pairs: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    return {subject: texts for subject, texts in pairs if texts}


def _cut(text: str) -> str:
    """Return a text that a saved file can hold; a cut shows as three dots."""
    longest = LONGEST["text"]
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
