"""The result of scoring: numbers, ids and rules. Words for the reader are the report's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "AreaScore",
    "Comparison",
    "CompetencyScore",
    "Flag",
    "ItemWorking",
    "Result",
    "Rule",
    "Score",
]

Rule = Literal[
    "all_not_applicable",
    "too_few_items",
    "too_few_competencies",
]
"""Why a score was withheld. Checked in this order for an area: all its items are
not applicable; too few competencies have a score (full form); too few items are answered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """What a competency and an area have in common.

    ``value``, ``low`` and ``high`` are decimal texts on the answer scale, rounded once,
    half up, to one decimal. All of ``exact``, ``value``, ``word``, ``low``, ``high`` are
    None when ``rule`` says why there is no score.
    """

    id: str
    answered: int
    of: int
    exact: str | None
    """The unrounded mean as a fraction in lowest terms, "11/3" or "4"."""
    value: str | None
    word: str | None
    """The scale's word for the rounded value."""
    low: str | None
    """The exact mean less the planning SEM, not below the scale, then rounded."""
    high: str | None
    lowest: int | None
    """The lowest keyed answer given; None when nothing was answered."""
    highest: int | None
    counts: tuple[int, ...]
    """How many keyed answers fell on each point of the scale, lowest first."""
    rule: Rule | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetencyScore(Score):
    """A competency of the full form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaScore(Score):
    """An area; ``competencies`` is empty in a form that does not score them."""

    competencies: tuple[CompetencyScore, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two areas whose rounded values differ by at least the smallest difference."""

    higher: str
    lower: str
    difference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """Advice to look at the answers again. It never changes a score."""

    id: Literal["all_equal", "longest_run", "inconsistency", "acquiescence"]
    value: str
    """The answer that all share, the length of the run, or the index to one decimal."""
    limit: str
    pairs: int | None
    """How many pairs were answered, for the two flags that use pairs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemWorking:
    """What became of one item, in the order shown."""

    id: str
    answer: int | None
    reason: Literal["skipped", "not_applicable", "not_seen"] | None
    reverse: bool
    keyed: int | None
    counted: bool
    """Whether the answer entered its area's score."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A scored instrument."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    answered: int
    of: int
    missing: dict[str, int]
    """How many items are missing for each reason, in a fixed order; an absent item is skipped."""
    counts: tuple[int, ...]
    """How all keyed answers spread over the scale. There is no overall score."""
    areas: tuple[AreaScore, ...]
    comparisons: tuple[Comparison, ...]
    lean_on: tuple[str, ...]
    """Item ids, highest keyed answers first, ties all named, in the order shown."""
    work_on: tuple[str, ...]
    """Item ids, lowest keyed answers first, ties all named, in the order shown."""
    flags: tuple[Flag, ...]
    assumptions: dict[str, str | None]
    """``status`` "planning", ``area_sem``, ``competency_sem``, ``smallest_difference``."""
    items: tuple[ItemWorking, ...]
