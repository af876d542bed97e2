"""The framework: what is asked, how it is keyed and what is said about it.

The build compiles ``framework/*.yml`` into one JSON text, the codebook
(``framework.json``). The browser and the command line score against that text,
so this module reads it and never YAML.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003 -- the codebook reader needs the field types
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AnyInstrument",
    "Area",
    "Axis",
    "Clarity",
    "Competency",
    "CompetencyWeights",
    "Component",
    "Description",
    "Development",
    "Dimension",
    "Embedded",
    "EntryField",
    "EvidencePrompt",
    "Facilitation",
    "Feature",
    "Field",
    "FieldOption",
    "Fit",
    "Flags",
    "Form",
    "Framework",
    "Group",
    "HealthCheck",
    "HealthCheckForm",
    "Instrument",
    "Item",
    "LadderStep",
    "Minimum",
    "Pass",
    "Pattern",
    "Patterns",
    "Placement",
    "PlacementForm",
    "Planning",
    "Pole",
    "Retired",
    "Scale",
    "ScalePoint",
    "SelfAssessment",
    "SelfAssessmentForm",
    "Source",
    "Spread",
    "StateItem",
    "Task",
    "Weight",
    "Why",
    "Workbook",
    "WorkbookSection",
    "canonical",
    "fingerprint",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A work that the framework cites, as a finished reference."""

    id: str
    short: str
    """How the text names it: ``Passmore (2007)``."""
    text: str
    url: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ScalePoint:
    """One answer of a scale: the stored number and the word that the reader sees."""

    value: int
    word: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """An ordered answer scale with consecutive whole numbers."""

    id: str
    title: str
    points: tuple[ScalePoint, ...]
    opt_out: str
    """The words of the choice that is stored as ``not_applicable``, never as a number."""

    @property
    def minimum(self) -> int:
        """The lowest answer."""
        return self.points[0].value

    @property
    def maximum(self) -> int:
        """The highest answer."""
        return self.points[-1].value


@dataclass(frozen=True, kw_only=True, slots=True)
class Component:
    """A component of emotional intelligence that competencies draw on."""

    id: str
    title: str
    definition: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One of the two leadership tasks of a partnership."""

    id: str
    title: str
    definition: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pole:
    """A bipolar construct: an effective way of acting and the way that it replaces."""

    effective: str
    ineffective: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """Why a competency matters, with the ids of the sources."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Development:
    """Suggestions by level of answer: up to "rarely", "sometimes", from "often" on."""

    low: tuple[str, ...]
    middle: tuple[str, ...]
    high: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidencePrompt:
    """A question that leads to evidence; ``kind`` is ``outcome`` or ``process``."""

    kind: str
    prompt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One statement, worded for oneself and for others."""

    id: str
    reverse: bool
    """Whether a high answer shows less of the competency."""
    self_wording: str
    other_wording: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Competency:
    """One of the things that an effective partnership leader does."""

    id: str
    title: str
    definition: str
    poles: tuple[Pole, ...]
    why: Why
    development: Development
    evidence: tuple[EvidencePrompt, ...]
    emotional_intelligence: tuple[str, ...]
    leadership_tasks: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A group of competencies."""

    id: str
    title: str
    also_known_as: str | None
    summary: str
    description: str
    source: str
    competencies: tuple[Competency, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Minimum:
    """How many answers a score needs; ``None`` where a form has no such rule."""

    competency_items: int | None
    """Answered items that a competency needs; ``None``: the form does not score competencies."""
    area_competencies: int | None
    """Scored competencies that an area needs; ``None``: the area is the mean of its items."""
    area_items: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Planning:
    """Precision that is assumed until answers of real people have been analysed.

    All values are scale points. Source: a planning inter-item correlation of .30
    and an item standard deviation of 1 (see "How it is scored").
    """

    area_sem: Decimal
    competency_sem: Decimal | None
    smallest_difference: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """One way through an instrument."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SelfAssessmentForm(Form):
    """A selection of items in the order shown, with its rules."""

    items: tuple[str, ...]
    minimum: Minimum
    planning: Planning
    longest_run: int
    """A run of one answer that is at least this long is flagged."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Flags:
    """Limits of the response flags that no form changes."""

    all_equal_minimum_answered: int
    inconsistency: Decimal
    acquiescence: Decimal
    minimum_pairs: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Instrument:
    """What every kind of instrument has."""

    KINDS: ClassVar[tuple[str, ...]] = ()
    """The values of ``kind`` that the class stands for."""

    id: str
    kind: str
    title: str
    purpose: str
    scoring: tuple[str, ...]
    """How the answers are scored, for the instrument's page."""
    limits: tuple[str, ...]
    """What the instrument cannot tell, for the instrument's page."""
    forms: tuple[Form, ...]

    def form(self, form_id: str) -> Form:
        """Return the form with this id; KeyError when there is none."""
        return _by_id(self.forms, form_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class SelfAssessment(Instrument):
    """A questionnaire about oneself: items of the areas on one scale."""

    KINDS: ClassVar = ("self-assessment",)

    forms: tuple[SelfAssessmentForm, ...]
    setting: str
    """The words before the items: period and place."""
    scale: str
    work_on_at_most: int
    """The highest keyed answer that is listed as something to work on."""
    lean_on_at_least: int
    """The lowest keyed answer that is listed as a strength."""
    pairs: tuple[tuple[str, str], ...]
    """(positive item, reversed item) of one competency."""
    flags: Flags

    def form(self, form_id: str) -> SelfAssessmentForm:
        """Return the form with this id; KeyError when there is none."""
        return _by_id(self.forms, form_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """One time through all features: ``now``, or what the purpose ``needs``."""

    id: str
    title: str
    question: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacementForm(Form):
    """The passes that a form asks, in the order shown."""

    passes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clarity:
    """When a profile over ``answered`` features is called clear or mainly one pattern."""

    answered: int
    clear: int
    """Features that the leading pattern needs to be called clear."""
    mainly: int | None
    """Features that make it "mainly" whatever its lead; None where no such rule holds."""
    lead: int
    """Features ahead of the next pattern that make it "mainly"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """What a feature is like in one pattern."""

    pattern: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """A feature of a partnership with one description for each pattern."""

    id: str
    title: str
    descriptions: tuple[Description, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement(Instrument):
    """Which pattern a partnership shows: described states, never a position on a line."""

    KINDS: ClassVar = ("placement",)

    forms: tuple[PlacementForm, ...]
    seed: int
    """Fixes the order in which a feature's descriptions are shown."""
    opt_out: str
    passes: tuple[Pass, ...]
    minimum: int
    """Answered features that a profile needs."""
    clarity: tuple[Clarity, ...]
    within: int
    """A mixed profile names all patterns at most this many features behind the top."""
    features: tuple[Feature, ...]

    def form(self, form_id: str) -> PlacementForm:
        """Return the form with this id; KeyError when there is none."""
        return _by_id(self.forms, form_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class StateItem:
    """A question with described states, lowest first; the answers are 1, 2, 3 and so on."""

    id: str
    title: str
    question: str
    states: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dimension:
    """A group of state items, with what to ask at the next meeting."""

    id: str
    title: str
    summary: str
    description: str
    questions: tuple[str, ...]
    """Questions for the next meeting."""
    evidence: tuple[EvidencePrompt, ...]
    """Questions that lead to evidence, outcomes first."""
    items: tuple[StateItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthCheckForm(Form):
    """A selection of items in the order shown, with its rules."""

    items: tuple[str, ...]
    minimum: int
    """Answered items that a dimension needs."""
    sem: Decimal
    """Planning standard error of measurement of a dimension, in scale points."""
    smallest_difference: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """How far members' answers lie apart: limits of the mean absolute deviation, and of a split."""

    close: Decimal
    """Less than this is close."""
    some: Decimal
    """Less than this is some; from it on, wide."""
    split_low: int
    """A member at or below this counts as low."""
    split_high: int
    split_share: Decimal
    """An item is split when at least this share is low and at least this share is high."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """How many members a report on a group needs."""

    members: int
    organisation: int
    """Members that an organisation needs to be shown on its own."""
    item: int
    """Members that an item's distribution needs."""
    means_differ: Decimal
    """From this difference on, the two ways to average are told apart in words."""
    icc_organisations: int
    icc_members: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthCheck(Instrument):
    """How a partnership is doing, by described states; evidence of outcomes stands apart."""

    KINDS: ClassVar = ("health-check",)

    forms: tuple[HealthCheckForm, ...]
    setting: str
    opt_out: str
    dimensions: tuple[Dimension, ...]
    outcome_evidence: Dimension
    """One state for each step of the framework's evidence ladder; never averaged."""
    spread: Spread
    group: Group

    def form(self, form_id: str) -> HealthCheckForm:
        """Return the form with this id; KeyError when there is none."""
        return _by_id(self.forms, form_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldOption:
    """A choice that a field offers."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryField:
    """A field of an entry. ``type`` as in Field, without ``entries`` and ``scale``."""

    id: str
    type: str
    label: str
    hint: str | None
    options: tuple[FieldOption, ...]
    options_from: str | None
    """competencies, components, dimensions, ladder or patterns."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A question of a workbook.

    ``type`` is text, long-text, date, choice, choices, entries or scale.
    """

    id: str
    type: str
    label: str
    hint: str | None
    optional: bool
    """Whether the reader may leave it open without being asked about it."""
    for_each: str | None
    """competencies or dimensions: the field is asked once for each of them."""
    scale: str | None
    """Of a field of type scale."""
    options: tuple[FieldOption, ...]
    options_from: str | None
    entry: str | None
    """What one entry is called, for the button that adds one."""
    at_most: int | None
    """How many entries there can be."""
    fields: tuple[EntryField, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedded:
    """An instrument that a section asks: for each own form that has it, the other's form."""

    form: str
    of: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Facilitation:
    """What a facilitator does in a section, and how long it takes."""

    minutes: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkbookSection:
    """A step of a workbook: fields of its own, or another instrument's questions."""

    id: str
    title: str
    summary: str
    forms: tuple[str, ...]
    """The forms that show it; empty: all."""
    split: bool
    """Whether each area, or each dimension, of ``for_each`` is a step of its own."""
    facilitator: Facilitation | None
    fields: tuple[Field, ...]
    instrument: str | None
    uses: tuple[Embedded, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Workbook(Instrument):
    """A guided document: questions in steps, some in the reader's own words."""

    KINDS: ClassVar = ("fit", "preparation", "evidence", "reflection")

    sections: tuple[WorkbookSection, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """A property that a pattern has in a low or a high form, each with its own word."""

    title: str
    low: str
    high: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """A pattern of partnership; ``across`` and ``up`` are ``low`` or ``high``."""

    id: str
    title: str
    text: str
    across: str
    up: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Patterns:
    """The patterns in the order shown, on two axes. They are no scale and no ranking."""

    across: Axis
    up: Axis
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """How much a pattern asks of a competency, 1 to 3, and why."""

    pattern: str
    weight: int
    reason: str
    status: str
    """``author`` until a panel has rated it, then ``panel``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetencyWeights:
    """The weights of one competency, one for each pattern."""

    competency: str
    weights: tuple[Weight, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """How importance is set against strength."""

    importance_cut: Decimal
    """A competency is important from this weight on."""
    strength_cut: Decimal
    """A competency is a strength from this score on."""
    no_difference: Decimal
    """Weighted means of two patterns that differ by less show no difference."""
    listed: int
    """How many of the largest shortfalls are named; ties are named with them."""
    competencies: tuple[CompetencyWeights, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LadderStep:
    """A step of the evidence ladder, weakest first."""

    id: str
    title: str
    text: str


type AnyInstrument = SelfAssessment | Placement | HealthCheck | Workbook
"""The classes that ``kind`` chooses between when a codebook is read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Retired:
    """An id that was used once and must never be used again."""

    id: str
    version: str
    replaced_by: str | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Framework:
    """The whole codebook."""

    id: str
    title: str
    version: str
    licence: str
    language: str
    citation: str
    sha256: str
    """Fingerprint of the canonical JSON without this field."""
    sources: tuple[Source, ...]
    scales: tuple[Scale, ...]
    emotional_intelligence: tuple[Component, ...]
    leadership_tasks: tuple[Task, ...]
    evidence_ladder: tuple[LadderStep, ...]
    patterns: Patterns | None
    fit: Fit | None
    areas: tuple[Area, ...]
    instruments: tuple[AnyInstrument, ...]
    retired: tuple[Retired, ...]

    def instrument(self, instrument_id: str) -> AnyInstrument:
        """Return the instrument with this id; KeyError when there is none."""
        return _by_id(self.instruments, instrument_id)

    def all_of[Kind: Instrument](self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the instruments of one class, in the order shown."""
        return tuple(one for one in self.instruments if isinstance(one, kind))

    def one_of[Kind: Instrument](self, kind: type[Kind], instrument_id: str) -> Kind:
        """Return the instrument of one class with this id; KeyError when there is none."""
        return _by_id(self.all_of(kind), instrument_id)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale with this id; KeyError when there is none."""
        return _by_id(self.scales, scale_id)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def _by_id[Part: _HasId](parts: tuple[Part, ...], part_id: str) -> Part:
    for part in parts:
        if part.id == part_id:
            return part
    raise KeyError(part_id)


def canonical(data: object) -> str:
    """Return JSON text that is the same for equal data: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(data: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of a codebook's canonical JSON without ``sha256``."""
    rest = {key: value for key, value in data.items() if key != "sha256"}
    return hashlib.sha256(canonical(rest).encode()).hexdigest()
