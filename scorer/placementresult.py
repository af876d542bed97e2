"""The result of placing a partnership: counts and named patterns, never a position or a mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scorer.problems import Reason

__all__ = [
    "AxisCounts",
    "Chance",
    "FeaturePicks",
    "PassComparison",
    "PatternCount",
    "PatternRow",
    "Pick",
    "PlacementResult",
    "Profile",
    "Verdict",
]

Verdict = Literal["clear", "mainly", "mixed", "too_few"]
"""How plainly one pattern leads; ``too_few``: fewer features were answered than are needed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternCount:
    """How many features were described by one pattern."""

    pattern: str
    count: int
    share: str | None
    """The count over the answered features as a fraction in lowest terms, "3/8"; None when
    too few were answered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AxisCounts:
    """How many of the chosen patterns lie at each end of an axis; our own reading."""

    low: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Chance:
    """How often random picks would lead to a verdict, in percent with one decimal."""

    clear: str
    clear_or_mainly: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """One pass through the features."""

    id: str
    """The pass."""
    answered: int
    of: int
    missing: dict[str, int]
    """How many features have no answer for each reason; an absent one is skipped."""
    counts: tuple[PatternCount, ...]
    """One for each pattern, in the order shown."""
    verdict: Verdict
    patterns: tuple[str, ...]
    """The patterns that the verdict names, in the order shown; empty when too few answered.
    Ties are always named together."""
    across: AxisCounts
    up: AxisCounts
    chance: Chance | None
    """None when too few were answered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """The answer to one feature in one pass: a pattern, or why there is none."""

    id: str
    """The pass."""
    pattern: str | None
    reason: Reason | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FeaturePicks:
    """The answers to one feature, one for each pass."""

    id: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternRow:
    """The features that had one pattern in the first pass, by their pattern in the second."""

    pattern: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PassComparison:
    """Two passes beside each other, over the features answered in both."""

    first: str
    second: str
    answered: int
    same: int
    table: tuple[PatternRow, ...]
    """One row for each pattern of the first pass, one count for each of the second."""
    differ: tuple[str, ...]
    """The features whose patterns differ, in the order shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacementResult:
    """A scored placement."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    answered: int
    of: int
    profiles: tuple[Profile, ...]
    """One for each pass of the form, in the order shown."""
    comparison: PassComparison | None
    """The first two passes; None where the form has one."""
    features: tuple[FeaturePicks, ...]
