"""The result of one member's health check: numbers, ids and rules, without words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scorer.problems import Reason

__all__ = ["DimensionScore", "HealthComparison", "HealthResult", "StateAnswer"]


@dataclass(frozen=True, kw_only=True, slots=True)
class DimensionScore:
    """A dimension: the mean of its answered items.

    ``value``, ``low`` and ``high`` are decimal texts on the scale of the states, rounded
    once, half up, to one decimal. With ``exact`` they are None when ``rule`` says why there
    is no score.
    """

    id: str
    answered: int
    of: int
    exact: str | None
    """The unrounded mean as a fraction in lowest terms, "11/3" or "4"."""
    value: str | None
    low: str | None
    """The exact mean less the planning SEM, not below the lowest state, then rounded."""
    high: str | None
    lowest: int | None
    """The lowest state chosen; None when nothing was answered."""
    highest: int | None
    counts: tuple[int, ...]
    """How many answers fell on each state, lowest first."""
    rule: Literal["all_not_applicable", "too_few_items"] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthComparison:
    """Two dimensions whose rounded values differ by at least the smallest difference."""

    higher: str
    lower: str
    difference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StateAnswer:
    """What was answered to one item, in the order shown."""

    id: str
    answer: int | None
    reason: Reason | None
    counted: bool
    """Whether the answer entered its dimension's score; evidence of outcomes never does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthResult:
    """A scored health check."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    answered: int
    of: int
    missing: dict[str, int]
    """How many items are missing for each reason, in a fixed order; an absent item is skipped."""
    dimensions: tuple[DimensionScore, ...]
    comparisons: tuple[HealthComparison, ...]
    evidence_counts: tuple[int, ...]
    """How many answers fell on each step of the evidence ladder. There is no mean of steps."""
    talk_about: tuple[str, ...]
    """Item ids, lowest states first, ties all named, in the order shown."""
    questions_for: tuple[str, ...]
    """Ids of the dimensions with the lowest values, ties all named."""
    assumptions: dict[str, str]
    """``status`` "planning", ``sem``, ``smallest_difference``."""
    items: tuple[StateAnswer, ...]
