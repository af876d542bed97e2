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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Area",
    "Competency",
    "Component",
    "Development",
    "EvidencePrompt",
    "Flags",
    "Form",
    "Framework",
    "Instrument",
    "Item",
    "Minimum",
    "Planning",
    "Pole",
    "Retired",
    "Scale",
    "ScalePoint",
    "Source",
    "Task",
    "Why",
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
    """A selection of items in the order shown, with its rules."""

    id: str
    title: str
    minutes: int
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
    """A questionnaire: a scale, forms, and how its answers are read."""

    id: str
    kind: str
    title: str
    purpose: str
    setting: str
    """The words before the items: period and place."""
    scale: str
    work_on_at_most: int
    """The highest keyed answer that is listed as something to work on."""
    lean_on_at_least: int
    """The lowest keyed answer that is listed as a strength."""
    forms: tuple[Form, ...]
    pairs: tuple[tuple[str, str], ...]
    """(positive item, reversed item) of one competency."""
    flags: Flags

    def form(self, form_id: str) -> Form:
        """Return the form with this id; KeyError when there is none."""
        for form in self.forms:
            if form.id == form_id:
                return form
        raise KeyError(form_id)


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
    areas: tuple[Area, ...]
    instruments: tuple[Instrument, ...]
    retired: tuple[Retired, ...]

    def instrument(self, instrument_id: str) -> Instrument:
        """Return the instrument with this id; KeyError when there is none."""
        for instrument in self.instruments:
            if instrument.id == instrument_id:
                return instrument
        raise KeyError(instrument_id)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale with this id; KeyError when there is none."""
        for scale in self.scales:
            if scale.id == scale_id:
                return scale
        raise KeyError(scale_id)


def canonical(data: object) -> str:
    """Return JSON text that is the same for equal data: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(data: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of a codebook's canonical JSON without ``sha256``."""
    rest = {key: value for key, value in data.items() if key != "sha256"}
    return hashlib.sha256(canonical(rest).encode()).hexdigest()
