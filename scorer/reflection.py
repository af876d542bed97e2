"""Reflecting on a powerful partnership: behaviours, counted by the components they relate to.

The behaviours are the entries with a choice of components (``options_from: components``), or
else the first entries with a choice of one. Their first choice with options of its own, such
as healthy or unhealthy, sorts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.workbook import Step, WorkbookResult, common, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.answers import Answers
    from scorer.framework import EntryField, Field, Framework
    from scorer.workbook import Asked, Written

__all__ = [
    "BehaviourGroup",
    "ReflectionResult",
    "Relation",
    "behaviours_of",
    "options_field",
    "score",
    "sorting_field",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class BehaviourGroup:
    """Behaviours that were marked alike."""

    id: str
    """The option."""
    entries: tuple[int, ...]
    """Their numbers, from 1, in the order written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation:
    """How many behaviours were related to a component or a competency."""

    id: str
    counts: tuple[int, ...]
    """In the order of ``groups``."""
    not_marked: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReflectionResult(WorkbookResult):
    """A reflection; nothing in it is a score."""

    behaviours: int
    groups: tuple[BehaviourGroup, ...]
    """One for each option, in the order shown."""
    not_marked: tuple[int, ...]
    """The numbers of the behaviours in no group."""
    components: tuple[Relation, ...]
    """Every component, in the order of the framework; empty where none can be chosen."""
    not_named: tuple[str, ...]
    """The components that no behaviour was related to."""
    without_component: int
    """Behaviours that were related to no component."""
    competencies: tuple[Relation, ...]
    """Those that were named."""


def score(answers: Answers, framework: Framework) -> ReflectionResult:
    """Return the result of answers; the same answers give the same result.

    ValueError when the answers were read with another framework.
    """
    shared = common(answers, framework)
    asked = behaviours_of(framework, answers.instrument, answers.form)
    entries: tuple[tuple[Written, ...], ...] = ()
    if asked is not None:
        entries = next((x.entries for x in shared["answers"] if x.id == asked.question.id), ())
    sorting = sorting_field(asked.field) if asked else None
    marks = [_mark(each, sorting) for each in entries]
    options = [each.id for each in sorting.options] if sorting else []
    of_components = options_field(asked.field, "components") if asked else None
    components = _relations(
        (each.id for each in framework.emotional_intelligence) if of_components else (),
        [_chosen(each, of_components) for each in entries],
        marks,
        options,
    )
    of_competencies = options_field(asked.field, "competencies") if asked else None
    competencies = _relations(
        (each.id for area in framework.areas for each in area.competencies),
        [_chosen(each, of_competencies) for each in entries],
        marks,
        options,
    )
    return ReflectionResult(
        **shared,
        behaviours=len(entries),
        groups=tuple(
            BehaviourGroup(id=option, entries=_numbers(marks, option)) for option in options
        ),
        not_marked=_numbers(marks, None),
        components=components,
        not_named=tuple(each.id for each in components if not _total(each)),
        without_component=(
            sum(not _chosen(each, of_components) for each in entries) if of_components else 0
        ),
        competencies=tuple(each for each in competencies if _total(each)),
    )


def behaviours_of(framework: Framework, instrument_id: str, form: str) -> Asked | None:
    """Return the question that gathers behaviours; None when the form has none."""
    every = [
        each
        for step in Step.all(framework, instrument_id, form)
        for each in step.asked
        if each.field.type == "entries" and each.subject is None
    ]
    related = [each for each in every if options_field(each.field, "components")]
    sorted_ = [each for each in every if sorting_field(each.field)]
    return next(iter((*related, *sorted_)), None)


def sorting_field(field: Field) -> EntryField | None:
    """Return the choice that sorts the entries: the first with options of its own."""
    return next((each for each in field.fields if each.type == "choice" and each.options), None)


def options_field(field: Field, name: str) -> EntryField | None:
    """Return the field of an entry whose options the framework lists under this name."""
    return next((each for each in field.fields if each.options_from == name), None)


def _mark(entry: Sequence[Written], sorting: EntryField | None) -> str | None:
    return next(iter(_chosen(entry, sorting)), None)


def _chosen(entry: Sequence[Written], field: EntryField | None) -> tuple[str, ...]:
    part = written(entry, field)
    return part.chosen if part else ()


def _numbers(marks: Sequence[str | None], option: str | None) -> tuple[int, ...]:
    return tuple(number for number, mark in enumerate(marks, start=1) if mark == option)


def _relations(
    names: Iterable[str],
    chosen: Sequence[tuple[str, ...]],
    marks: Sequence[str | None],
    options: Sequence[str],
) -> tuple[Relation, ...]:
    """Count, for each name, the behaviours that were related to it, by their mark."""
    found = []
    for name in names:
        own = [mark for mark, each in zip(marks, chosen, strict=True) if name in each]
        counts = tuple(own.count(option) for option in options)
        found.append(Relation(id=name, counts=counts, not_marked=own.count(None)))
    return tuple(found)


def _total(relation: Relation) -> int:
    return sum(relation.counts) + relation.not_marked
