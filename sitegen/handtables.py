"""The tables with which a form is scored by hand, one for each thing that has a score."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from scorer.framework import HealthCheck, Placement, SelfAssessment
from scorer.questions import question_id, shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.framework import (
        AnyInstrument,
        Area,
        Dimension,
        Feature,
        Fit,
        Framework,
        Item,
        Pass,
        Scale,
        SelfAssessmentForm,
        StateItem,
    )

__all__ = [
    "AreaTable",
    "DimensionTable",
    "FitRow",
    "FitTable",
    "Group",
    "LadderTable",
    "Table",
    "Tally",
    "TallyRow",
    "decimals",
    "fit_table",
    "tables",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Rows of a table that are summed together."""

    title: str | None
    """The competency; None where a form scores whole areas only."""
    items: tuple[Item, ...]
    least: int
    """Answers that the group needs for a score."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaTable:
    """The keyed answers of one area of a self-assessment."""

    KIND: ClassVar = "area"

    title: str
    groups: tuple[Group, ...]
    count: int
    least_items: int
    least_groups: int | None
    """Scored competencies that the area needs; None where a form scores whole areas only."""
    flip: int
    """A reversed answer counts as this number less the answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TallyRow:
    """A feature, with the letter of each pattern's description in the order of the patterns."""

    id: str
    title: str
    letters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """One pass of a placement: which letter stands for which pattern."""

    KIND: ClassVar = "tally"

    title: str
    patterns: tuple[str, ...]
    rows: tuple[TallyRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DimensionTable:
    """The states of one dimension, which are averaged."""

    KIND: ClassVar = "dimension"

    title: str
    items: tuple[StateItem, ...]
    least: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LadderTable:
    """The steps of the evidence of outcomes, which are listed and never averaged."""

    KIND: ClassVar = "ladder"

    title: str
    items: tuple[StateItem, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FitRow:
    """What is set against a strength: a competency, or an area of a form that scores areas."""

    title: str
    weights: tuple[str, ...]
    """One for each pattern, 1 to 3; of an area, the mean of its competencies' weights."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FitTable:
    """Importance by pattern, with room for the reader's own importance and strength."""

    KIND: ClassVar = "fit"

    title: str
    subject: str
    """``Competency`` or ``Area``."""
    patterns: tuple[str, ...]
    rows: tuple[FitRow, ...]


type Table = AreaTable | Tally | DimensionTable | LadderTable | FitTable


def tables(framework: Framework, instrument: AnyInstrument, form_id: str) -> Iterator[Table]:
    """Yield the tables of an instrument's form; none where its answers are not scored."""
    if isinstance(instrument, SelfAssessment):
        scale, form = framework.scale(instrument.scale), instrument.form(form_id)
        yield from (_area(area, form, scale) for area in framework.areas if _asked_of(area, form))
    elif isinstance(instrument, Placement):
        passes = {one.id: one for one in instrument.passes}
        for name in instrument.form(form_id).passes:
            yield _tally(framework, instrument, passes[name])
    elif isinstance(instrument, HealthCheck):
        yield from _dimensions(framework, instrument, form_id)


def _asked_of(area: Area, form: SelfAssessmentForm) -> tuple[Item, ...]:
    """Return the area's items that the form holds, in the order shown."""
    own = {item.id: item for competency in area.competencies for item in competency.items}
    return tuple(own[item] for item in form.items if item in own)


def _area(area: Area, form: SelfAssessmentForm, scale: Scale) -> AreaTable:
    items = _asked_of(area, form)
    return AreaTable(
        title=area.title,
        groups=_groups(area, form, items),
        count=len(items),
        least_items=form.minimum.area_items,
        least_groups=form.minimum.area_competencies,
        flip=scale.minimum + scale.maximum,
    )


def _groups(area: Area, form: SelfAssessmentForm, items: Sequence[Item]) -> tuple[Group, ...]:
    least = form.minimum.competency_items
    if least is None:
        return (Group(title=None, items=tuple(items), least=form.minimum.area_items),)
    held = set(form.items)
    return tuple(
        Group(
            title=competency.title,
            items=tuple(item for item in competency.items if item.id in held),
            least=least,
        )
        for competency in area.competencies
    )


def _tally(framework: Framework, placement: Placement, one: Pass) -> Tally:
    patterns = framework.patterns.patterns if framework.patterns else ()
    return Tally(
        title=one.title,
        patterns=tuple(pattern.title for pattern in patterns),
        rows=tuple(
            TallyRow(
                id=question_id(feature.id, one.id),
                title=feature.title,
                letters=_letters(placement, feature, [pattern.id for pattern in patterns]),
            )
            for feature in placement.features
        ),
    )


def _letters(placement: Placement, feature: Feature, patterns: Sequence[str]) -> tuple[str, ...]:
    shown = shuffled(placement, feature)
    return tuple("ABCDEFGHIJ"[shown.index(pattern)] for pattern in patterns)


def _dimensions(framework: Framework, check: HealthCheck, form_id: str) -> Iterator[Table]:
    form = check.form(form_id)
    for dimension in check.dimensions:
        items = _held(dimension, form.items)
        if items:
            yield DimensionTable(title=dimension.title, items=items, least=form.minimum)
    evidence = _held(check.outcome_evidence, form.items)
    if evidence:
        yield LadderTable(
            title=check.outcome_evidence.title,
            items=evidence,
            steps=tuple(step.title for step in framework.evidence_ladder),
        )


def _held(dimension: Dimension, items: Sequence[str]) -> tuple[StateItem, ...]:
    return tuple(item for item in dimension.items if item.id in items)


def fit_table(framework: Framework, fit: Fit, *, by_area: bool) -> FitTable:
    """Return the weights of the competencies, or of whole areas."""
    patterns = framework.patterns.patterns if framework.patterns else ()
    titles = {one.id: one.title for area in framework.areas for one in area.competencies}
    if by_area:
        groups = [(area.title, [one.id for one in area.competencies]) for area in framework.areas]
    else:
        groups = [(titles[one.competency], [one.competency]) for one in fit.competencies]
    names = [pattern.id for pattern in patterns]
    return FitTable(
        title="Importance against strength",
        subject="Area" if by_area else "Competency",
        patterns=tuple(pattern.title for pattern in patterns),
        rows=tuple(
            FitRow(title=title, weights=tuple(_weight(fit, held, one) for one in names))
            for title, held in groups
        ),
    )


def _weight(fit: Fit, competencies: Sequence[str], pattern: str) -> str:
    """Return the mean weight of the competencies to two decimals, without ending zeros."""
    weights = [
        each.weight
        for one in fit.competencies
        for each in one.weights
        if one.competency in competencies and each.pattern == pattern
    ]
    return decimals(Fraction(sum(weights), len(weights)))


def decimals(value: Fraction) -> str:
    """Return a weight with at most two decimals, rounded half up."""
    exact = Decimal(value.numerator) / value.denominator
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize())
