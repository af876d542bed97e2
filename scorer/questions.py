"""Every instrument as sections of questions: what its form asks, shows and accepts.

The page, the printed form, the blank file and the check of a saved file all follow it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast

from scorer.framework import HealthCheck, Placement, SelfAssessment, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.framework import (
        AnyInstrument,
        Area,
        Dimension,
        EntryField,
        Feature,
        Field,
        Framework,
        Item,
        Pass,
        Scale,
        WorkbookSection,
    )

__all__ = [
    "DISAGREEMENT",
    "MEETING",
    "Option",
    "Question",
    "QuestionType",
    "Section",
    "asked",
    "forms",
    "question_id",
    "sections",
    "shuffled",
]

MEETING: Final = "meeting"
"""The form that every health check has beside those that its source lists."""
DISAGREEMENT: Final = "disagreement"
"""What a meeting records of an item when it agrees on no state."""

QuestionType = Literal["choice", "choices", "text", "long-text", "date", "entries"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """An answer to choose: what a saved file holds, and what the reader sees."""

    value: int | str
    label: str
    hint: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One thing that is asked.

    A saved file holds, under ``id``: the value of an option (choice), a list of values
    (choices), a text (text, long-text), a day as ``2026-11-21`` (date) or a list of objects
    with the ids of ``fields`` as keys (entries).
    """

    id: str
    type: QuestionType
    wording: str
    """The statement or the label."""
    title: str | None = None
    """A short name above the wording."""
    hint: str | None = None
    prompts: tuple[str, ...] = ()
    """Questions that help to answer."""
    options: tuple[Option, ...] = ()
    opt_out: str | None = None
    """The words of the choice that is stored as ``not_applicable``; None: there is none."""
    optional: bool = False
    """Whether it may be left open without a word."""
    entry: str | None = None
    at_most: int = 1
    """How many entries there can be."""
    fields: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A step of the form."""

    id: str
    title: str
    summary: str
    setting: str | None
    """The question that all of the section's questions share."""
    questions: tuple[Question, ...]
    facilitator: str | None = None
    """What a facilitator does here, with the minutes."""
    group: str | None = None
    """The embedded instrument's title, where another instrument's questions are asked."""


def sections(framework: Framework, instrument: AnyInstrument) -> tuple[Section, ...]:
    """Return all that any form of the instrument asks, in the order shown."""
    if isinstance(instrument, SelfAssessment):
        return tuple(_areas(framework, instrument))
    if isinstance(instrument, Placement):
        return tuple(_passes(instrument))
    if isinstance(instrument, HealthCheck):
        return tuple(_dimensions(instrument))
    return tuple(_steps(framework, instrument))


def asked(framework: Framework, instrument: AnyInstrument, form_id: str) -> tuple[Question, ...]:
    """Return what a form asks, in the order shown; KeyError when there is no such form."""
    if isinstance(instrument, HealthCheck) and form_id == MEETING:
        return tuple(_meeting(instrument))
    known = {
        question.id: question
        for section in sections(framework, instrument)
        for question in section.questions
    }
    return tuple(known[each] for each in _ids(framework, instrument, form_id))


def forms(instrument: AnyInstrument) -> tuple[str, ...]:
    """Return the ids of all forms that a saved file may name."""
    made = (MEETING,) if isinstance(instrument, HealthCheck) else ()
    return (*(form.id for form in instrument.forms), *made)


def question_id(stem: str, subject: str) -> str:
    """Return the id of a question that is asked for each of several subjects or passes."""
    return f"{stem}-{subject}"


def shuffled(placement: Placement, feature: Feature) -> tuple[str, ...]:
    """Return a feature's patterns in the order shown.

    The order follows from the stored seed alone, on every machine and in every version of
    Python, and differs from feature to feature: so a position says nothing of a pattern.
    """

    def key(pattern: str) -> str:
        return hashlib.sha256(f"{placement.seed}/{feature.id}/{pattern}".encode()).hexdigest()

    return tuple(sorted((each.pattern for each in feature.descriptions), key=key))


def _ids(framework: Framework, instrument: AnyInstrument, form_id: str) -> Iterator[str]:
    if isinstance(instrument, Placement):
        form = instrument.form(form_id)
        yield from (
            question_id(feature.id, each) for each in form.passes for feature in instrument.features
        )
    elif isinstance(instrument, Workbook):
        instrument.form(form_id)
        for section in instrument.sections:
            if form_id in (section.forms or [each.id for each in instrument.forms]):
                yield from _ids_of_section(framework, section, form_id)
    else:
        yield from instrument.form(form_id).items


def _ids_of_section(framework: Framework, section: WorkbookSection, form_id: str) -> Iterator[str]:
    if section.instrument is None:
        for step in _own_steps(framework, section):
            yield from (question.id for question in step.questions)
        return
    inner = framework.instrument(section.instrument)
    for use in section.uses:
        if use.form == form_id:
            yield from _ids(framework, inner, use.of)


def _areas(framework: Framework, instrument: SelfAssessment) -> Iterator[Section]:
    """Yield an area a step, in the order of the form that holds all items of the others."""
    scale = framework.scale(instrument.scale)
    longest = max(instrument.forms, key=lambda form: len(form.items))
    for area in framework.areas:
        own = {item.id: item for each in area.competencies for item in each.items}
        questions = tuple(_item(own[each], scale) for each in longest.items if each in own)
        if questions:
            yield Section(
                id=area.id,
                title=area.title,
                summary=area.summary,
                setting=instrument.setting,
                questions=questions,
            )


def _item(item: Item, scale: Scale) -> Question:
    return Question(
        id=item.id,
        type="choice",
        wording=item.self_wording,
        options=_points(scale),
        opt_out=scale.opt_out,
    )


def _points(scale: Scale) -> tuple[Option, ...]:
    return tuple(Option(value=point.value, label=point.word) for point in scale.points)


def _passes(placement: Placement) -> Iterator[Section]:
    for each in placement.passes:
        yield Section(
            id=each.id,
            title=each.title,
            summary="",
            setting=each.question,
            questions=tuple(_feature(placement, one, each) for one in placement.features),
        )


def _feature(placement: Placement, feature: Feature, each: Pass) -> Question:
    texts = {description.pattern: description.text for description in feature.descriptions}
    return Question(
        id=question_id(feature.id, each.id),
        type="choice",
        wording=feature.title,
        options=tuple(
            Option(value=pattern, label=texts[pattern]) for pattern in shuffled(placement, feature)
        ),
        opt_out=placement.opt_out,
    )


def _dimensions(check: HealthCheck) -> Iterator[Section]:
    for dimension in (*check.dimensions, check.outcome_evidence):
        yield Section(
            id=dimension.id,
            title=dimension.title,
            summary=dimension.summary,
            setting=check.setting,
            questions=tuple(_states(dimension, check.opt_out)),
        )


def _states(dimension: Dimension, opt_out: str) -> Iterator[Question]:
    for item in dimension.items:
        yield Question(
            id=item.id,
            type="choice",
            title=item.title,
            wording=item.question,
            options=tuple(
                Option(value=value, label=state) for value, state in enumerate(item.states, start=1)
            ),
            opt_out=opt_out,
        )


def _meeting(check: HealthCheck) -> Iterator[Question]:
    """Yield what a meeting records of each item, in the order of the longest form."""
    items = {
        item.id: item
        for dimension in (*check.dimensions, check.outcome_evidence)
        for item in dimension.items
    }
    longest = max(check.forms, key=lambda form: len(form.items))
    for each in longest.items:
        item = items[each]
        states = tuple(
            Option(value=str(value), label=state)
            for value, state in enumerate(item.states, start=1)
        )
        disagreement = Option(value=DISAGREEMENT, label="We do not agree")
        agreed = Question(
            id=f"{each}-agreed",
            type="choice",
            title=item.title,
            wording=item.question,
            options=(*states, disagreement),
            optional=True,
        )
        yield agreed
        for name, kind, wording in _RECORDED:
            yield Question(id=f"{each}-{name}", type=kind, wording=wording, optional=True)


_RECORDED: Final[tuple[tuple[str, QuestionType, str], ...]] = (
    ("note", "long-text", "Note"),
    ("action", "text", "Action"),
    ("who", "text", "Who"),
    ("by", "date", "By when"),
)
"""What a meeting can write beside the state that it agrees on."""


def _steps(framework: Framework, workbook: Workbook) -> Iterator[Section]:
    for section in workbook.sections:
        if section.instrument is None:
            yield from _own_steps(framework, section)
        else:
            yield from _embedded_steps(framework, section, section.instrument)


def _embedded_steps(
    framework: Framework, section: WorkbookSection, instrument_id: str
) -> Iterator[Section]:
    inner = framework.instrument(instrument_id)
    used = {question.id for use in section.uses for question in asked(framework, inner, use.of)}
    for step in sections(framework, inner):
        questions = tuple(question for question in step.questions if question.id in used)
        if questions:
            yield replace(step, questions=questions, group=section.title)


def _own_steps(framework: Framework, section: WorkbookSection) -> Iterator[Section]:
    note = section.facilitator
    facilitator = None if note is None else f"{note.minutes} minutes. {note.text}"
    if not section.split:
        questions = [
            question
            for field in section.fields
            for question in _questions(framework, field, _subjects(framework, field.for_each))
        ]
        yield Section(
            id=section.id,
            title=section.title,
            summary=section.summary,
            setting=None,
            questions=tuple(questions),
            facilitator=facilitator,
        )
        return
    kind = next((field.for_each for field in section.fields if field.for_each), None)
    for group in _groups(framework, kind):
        yield Section(
            id=f"{section.id}-{group.id}",
            title=group.title,
            summary=section.summary,
            setting=None,
            questions=tuple(
                question
                for field in section.fields
                for question in _questions(framework, field, group.subjects)
            ),
            facilitator=facilitator,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Subject:
    """A competency or a dimension, as a workbook asks about it."""

    id: str
    title: str
    summary: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Group:
    """Subjects that share a step."""

    id: str
    title: str
    subjects: tuple[_Subject, ...]


def _groups(framework: Framework, kind: str | None) -> Iterator[_Group]:
    if kind == "competencies":
        for area in framework.areas:
            yield _Group(id=area.id, title=area.title, subjects=tuple(_of_area(area)))
    else:
        for one in _subjects(framework, kind):
            yield _Group(id=one.id, title=one.title, subjects=(one,))


def _subjects(framework: Framework, kind: str | None) -> tuple[_Subject, ...]:
    if kind == "competencies":
        return tuple(one for area in framework.areas for one in _of_area(area))
    if kind == "dimensions":
        return tuple(
            _Subject(
                id=one.id,
                title=one.title,
                summary=one.summary,
                prompts=tuple(each.prompt for each in one.evidence),
            )
            for check in framework.all_of(HealthCheck)[:1]
            for one in check.dimensions
        )
    return ()


def _of_area(area: Area) -> Iterator[_Subject]:
    for one in area.competencies:
        yield _Subject(
            id=one.id,
            title=one.title,
            summary=one.definition,
            prompts=tuple(each.prompt for each in one.evidence),
        )


def _questions(
    framework: Framework, field: Field, subjects: Sequence[_Subject]
) -> Iterator[Question]:
    asked_once = _question(framework, field)
    if field.for_each is None:
        yield asked_once
        return
    for subject in subjects:
        yield replace(
            asked_once,
            id=question_id(field.id, subject.id),
            wording=subject.title,
            hint=subject.summary,
            prompts=subject.prompts if field.type == "entries" else (),
        )


def _question(framework: Framework, field: Field) -> Question:
    if field.type == "scale":
        scale = framework.scale(field.scale or "")
        return Question(
            id=field.id,
            type="choice",
            wording=field.label,
            hint=field.hint,
            options=_points(scale),
            opt_out=scale.opt_out,
            optional=field.optional,
        )
    return Question(
        id=field.id,
        type=cast("QuestionType", field.type),
        wording=field.label,
        hint=field.hint,
        options=tuple(_told(_options(framework, field), _subjects(framework, field.options_from))),
        optional=field.optional or field.type not in ("choice", "scale"),
        entry=field.entry,
        at_most=field.at_most or 1,
        fields=tuple(_entry_field(framework, each) for each in field.fields),
    )


def _entry_field(framework: Framework, field: EntryField) -> Question:
    return Question(
        id=field.id,
        type=cast("QuestionType", field.type),
        wording=field.label,
        hint=field.hint,
        options=_options(framework, field),
        optional=True,
    )


def _options(framework: Framework, field: Field | EntryField) -> tuple[Option, ...]:
    if field.options_from is None:
        return tuple(Option(value=each.id, label=each.label) for each in field.options)
    return tuple(_listed(framework, field.options_from))


def _listed(framework: Framework, name: str) -> Iterator[Option]:
    if name == "patterns":
        patterns = framework.patterns.patterns if framework.patterns else ()
        yield from (Option(value=one.id, label=one.title, hint=one.text) for one in patterns)
    elif name == "ladder":
        for step in framework.evidence_ladder:
            yield Option(value=step.id, label=step.title, hint=step.text)
    elif name == "components":
        for one in framework.emotional_intelligence:
            yield Option(value=one.id, label=one.title, hint=one.definition)
    else:
        yield from _named(_subjects(framework, name))


def _told(options: Iterable[Option], subjects: Iterable[_Subject]) -> Iterator[Option]:
    """Yield the options with the first sentence about what each of them is."""
    about = {one.id: f"{one.summary.split('. ')[0].rstrip('.')}." for one in subjects}
    for option in options:
        yield replace(option, hint=option.hint or about.get(str(option.value)))


def _named(subjects: Iterable[_Subject]) -> Iterator[Option]:
    for one in subjects:
        yield Option(value=one.id, label=one.title)
