"""Hand scoring: all that stands at the end of a form, to work it out on paper.

A form of a workbook is scored by the tables of the instruments that its sections ask; a fit
workbook adds a table that sets importance against strength.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scorer.fit import own_weight
from scorer.framework import HealthCheck, Placement, SelfAssessment, Workbook
from scorer.questions import asked
from sitegen import handtables
from sitegen.handtables import AreaTable, DimensionTable, LadderTable, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.framework import (
        AnyInstrument,
        Clarity,
        Fit,
        Form,
        Framework,
        Item,
        Planning,
        Scale,
        StateItem,
    )
    from sitegen.handtables import Table

__all__ = ["HandScoring", "OwnWeight", "Profile", "Sheet", "States", "WordRange", "scoring"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The tables of one form."""

    form: Form
    count: int
    """Questions that the form asks."""
    tables: tuple[Table, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WordRange:
    """The scores, rounded to one decimal, that one word stands for."""

    word: str
    low: str
    high: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """When a placement is called clear, mainly one pattern, or mixed."""

    clarity: tuple[Clarity, ...]
    minimum: int
    of: int
    """Features."""
    within: int
    opt_out: str


@dataclass(frozen=True, kw_only=True, slots=True)
class States:
    """How the described states of a health check count."""

    highest: int
    opt_out: str
    sem: Decimal | None
    """Of the one form that is scored; None where there are several."""
    smallest_difference: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnWeight:
    """What an answer about importance counts as, 1 to 3."""

    word: str
    weight: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HandScoring:
    """All that stands at the end of a form for scoring by hand."""

    sheets: tuple[Sheet, ...]
    scale: Scale | None
    """The answers as numbers, where statements are summed."""
    words: tuple[WordRange, ...]
    planning: Planning | None
    """The precision of the one form that is scored; None where there are several."""
    profile: Profile | None
    states: States | None
    fit: Fit | None
    own: tuple[OwnWeight, ...]
    """What the reader's own importance counts as; empty where it is not asked for."""

    @property
    def coded(self) -> frozenset[str]:
        """The questions that a table names by their id."""
        return frozenset(item.id for item in _items_of(self.sheets))

    @property
    def lettered(self) -> frozenset[str]:
        """The questions whose answers a table names by a letter."""
        tables = (table for sheet in self.sheets for table in sheet.tables)
        return frozenset(
            row.id for table in tables if isinstance(table, Tally) for row in table.rows
        )


def scoring(framework: Framework, instrument: AnyInstrument) -> HandScoring | None:
    """Return the hand scoring of all forms of an instrument; None where nothing is scored."""
    sheets = tuple(_sheet(framework, instrument, form) for form in instrument.forms)
    if not any(sheet.tables for sheet in sheets):
        return None
    parts = [part for form in instrument.forms for part in _parts(framework, instrument, form)]
    assessment = next((one for one, _ in parts if isinstance(one, SelfAssessment)), None)
    scale = None if assessment is None else framework.scale(assessment.scale)
    placement = next((one for one, _ in parts if isinstance(one, Placement)), None)
    check = next((one for one, _ in parts if isinstance(one, HealthCheck)), None)
    return HandScoring(
        sheets=sheets,
        scale=scale,
        words=() if scale is None else _words(scale),
        planning=_planning(parts),
        profile=None if placement is None else _profile(placement),
        states=None if check is None else _states(check),
        fit=framework.fit if _is_fit(instrument) else None,
        own=tuple(_own(framework, instrument)),
    )


type _Part = tuple[AnyInstrument, Form]
"""An instrument that is scored, with the form of it that is asked."""


def _parts(framework: Framework, instrument: AnyInstrument, form: Form) -> Iterator[_Part]:
    if not isinstance(instrument, Workbook):
        yield instrument, form
        return
    for section in instrument.sections:
        for use in section.uses:
            if section.instrument is not None and use.form == form.id:
                inner = framework.instrument(section.instrument)
                yield inner, inner.form(use.of)


def _sheet(framework: Framework, instrument: AnyInstrument, form: Form) -> Sheet:
    parts = list(_parts(framework, instrument, form))
    tables = [table for one, asks in parts for table in handtables.tables(framework, one, asks.id)]
    if _is_fit(instrument) and framework.fit is not None:
        tables.append(handtables.fit_table(framework, framework.fit, by_area=_by_area(parts)))
    return Sheet(form=form, count=len(asked(framework, instrument, form.id)), tables=tuple(tables))


def _by_area(parts: Sequence[_Part]) -> bool:
    """Tell whether the form about the reader scores areas and no competency."""
    return any(
        instrument.form(form.id).minimum.competency_items is None
        for instrument, form in parts
        if isinstance(instrument, SelfAssessment)
    )


def _is_fit(instrument: AnyInstrument) -> bool:
    return instrument.kind == "fit"


def _items_of(sheets: Iterable[Sheet]) -> Iterator[Item | StateItem]:
    for sheet in sheets:
        for table in sheet.tables:
            if isinstance(table, AreaTable):
                yield from (item for group in table.groups for item in group.items)
            elif isinstance(table, DimensionTable | LadderTable):
                yield from table.items


def _words(scale: Scale) -> tuple[WordRange, ...]:
    """Let a word reach from the midpoint below its number to just under the one above."""
    half, step = Decimal("0.5"), Decimal("0.1")
    return tuple(
        WordRange(
            word=point.word,
            low=str(max(point.value - half, Decimal(f"{scale.minimum}.0"))),
            high=str(min(point.value + half - step, Decimal(f"{scale.maximum}.0"))),
        )
        for point in scale.points
    )


def _planning(parts: Sequence[_Part]) -> Planning | None:
    forms = {
        form.id: instrument.form(form.id).planning
        for instrument, form in parts
        if isinstance(instrument, SelfAssessment)
    }
    return next(iter(forms.values())) if len(forms) == 1 else None


def _profile(placement: Placement) -> Profile:
    return Profile(
        clarity=placement.clarity,
        minimum=placement.minimum,
        of=len(placement.features),
        within=placement.within,
        opt_out=placement.opt_out,
    )


def _states(check: HealthCheck) -> States:
    form = check.forms[0] if len(check.forms) == 1 else None
    return States(
        highest=max(len(item.states) for one in check.dimensions for item in one.items),
        opt_out=check.opt_out,
        sem=None if form is None else form.sem,
        smallest_difference=None if form is None else form.smallest_difference,
    )


def _own(framework: Framework, instrument: AnyInstrument) -> Iterator[OwnWeight]:
    """Yield what each answer about importance counts as: our convention, as the scorer has it."""
    if not isinstance(instrument, Workbook) or not _is_fit(instrument):
        return
    fields = (field for section in instrument.sections for field in section.fields)
    scale_id = next((field.scale for field in fields if field.scale), None)
    if scale_id is not None:
        scale = framework.scale(scale_id)
        for point in scale.points:
            yield OwnWeight(
                word=point.word, weight=handtables.decimals(own_weight(point.value, scale))
            )
