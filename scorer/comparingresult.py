"""The result of comparing two saved files: numbers, ids and labels, no words of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ComparingResult",
    "FeatureMove",
    "Move",
    "Part",
    "PassMove",
    "Run",
    "ScoreMove",
    "StepMove",
]

Move = Literal["up", "down", "level"]
"""Up or down by at least the smallest difference, by the shown values; else about level.
On a ladder of described steps, every other step counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One of the two files: what it was given to, and what its owner wrote about it."""

    framework_version: str
    form: str
    person: str | None
    partnership: str | None
    organisation: str | None
    date: str | None
    answered: int
    """Answers to the questions that can be compared at all, in this file alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreMove:
    """A score before and after, both from the items that both files answer.

    The exact means are fractions in lowest terms; the shown values are rounded once, half
    up, to one decimal, and ``change`` is the difference of the shown values. All of them and
    ``move`` are None when too few items are answered in both files.
    """

    id: str
    level: Literal["area", "competency", "dimension"]
    answered: int
    """Items that are answered in both files."""
    of: int
    """Items that both files ask, with one meaning."""
    exact_before: str | None
    exact_after: str | None
    before: str | None
    after: str | None
    change: str | None
    smallest: str
    """The smallest difference that is called a move, in scale points."""
    move: Move | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepMove:
    """A step of the evidence ladder before and after; 1 is the lowest."""

    id: str
    """The question."""
    before: int | None
    """None where nothing is written."""
    after: int | None
    move: Move | None
    """None where one of the two is missing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeatureMove:
    """A feature that was given to another pattern."""

    id: str
    """The question."""
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PassMove:
    """A pass through the features: counts over those that both files answer."""

    id: str
    answered: int
    of: int
    patterns: tuple[str, ...]
    before: tuple[int, ...]
    """One count for each pattern."""
    after: tuple[int, ...]
    moved: tuple[FeatureMove, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One instrument's share of the comparison: a fit has two, every other kind one."""

    instrument: str
    forms: tuple[str, str]
    asked: int
    """Questions that both files ask, with one meaning."""
    answered: int
    """Questions of these that both files answer."""
    changed: tuple[str, ...]
    """Questions of both files whose key, options or states are not the same; left out."""
    only_asked: tuple[tuple[str, ...], tuple[str, ...]]
    """Questions that only the earlier file asks, and those that only the later one asks."""
    only_answered: tuple[tuple[str, ...], tuple[str, ...]]
    """Questions that both ask, but only the earlier file answers, or only the later one."""
    scores: tuple[ScoreMove, ...]
    steps: tuple[StepMove, ...]
    passes: tuple[PassMove, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparingResult:
    """Two files set beside each other. ``framework_*`` and ``form`` are those of the later."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    answered: int
    """Questions that both files answer."""
    of: int
    """Questions that both files ask, with one meaning."""
    earlier: Run
    later: Run
    same_answers: bool
    """Whether the two files hold the same answers throughout."""
    other: tuple[Literal["person", "partnership", "organisation"], ...]
    """What the two files name differently, where both name it."""
    out_of_order: bool
    """Whether the earlier file was saved on a later day than the later one."""
    parts: tuple[Part, ...]
