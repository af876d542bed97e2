"""The result of setting importance against strength: numbers, ids and rules, no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scorer.placementresult import Profile
    from scorer.result import AreaScore, Comparison, Flag

__all__ = ["Cell", "FitPlace", "FitResult", "FitView", "Importance", "WeightedMean"]

Cell = Literal["lean_on", "work_on", "keep", "leave", "not_answered"]
"""Important and a strength; important and not; less important and a strength; neither."""

Importance = Literal["pattern", "own", "none"]
"""Whose importance is used: that of the partnership's pattern, the reader's own, or neither."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FitPlace:
    """Importance and strength of one competency, or of one area in a form that scores areas.

    Fractions are exact, in lowest terms; the shown values are rounded once, half up:
    importance and shortfall to two decimals, strength to one.
    """

    id: str
    importance: str | None
    """From 1 to 3, of an area that of the more important half of its competencies; None when it
    is not known."""
    importance_shown: str | None
    basis: Literal["pattern", "own", "both"] | None
    """Where the importance comes from; ``both`` in an area whose competencies differ."""
    strength: str | None
    """On the answer scale; None when the score was withheld."""
    strength_shown: str | None
    cell: Cell
    shortfall: str | None
    """Importance times what is missing up to the cut, never below 0; None when not answered."""
    shortfall_shown: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FitView:
    """All places with the importance of one origin."""

    id: Importance
    places: tuple[FitPlace, ...]
    """In the order of the framework."""
    cells: dict[Cell, int]
    """How many places each cell holds, ``not_answered`` last."""
    shortfalls: tuple[str, ...]
    """The ids with the largest shortfalls, largest first; ties are all named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightedMean:
    """The mean strength, each competency weighted as one pattern weighs it."""

    pattern: str
    exact: str
    value: str
    """With two decimals."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FitResult:
    """A scored fit."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    answered: int
    """Answered statements and features; the reader's own ratings are counted apart."""
    of: int
    level: Literal["competency", "area"]
    """What the places are."""
    areas: tuple[AreaScore, ...]
    """The leader's scores, as the self-assessment gives them."""
    flags: tuple[Flag, ...]
    """The self-assessment's advice to look at the answers again."""
    profiles: tuple[Profile, ...]
    """The partnership's profiles; empty where the form does not ask about it."""
    basis: str | None
    """The pass whose profile weighs the competencies; None: no pass has enough answers."""
    importance: Importance
    """The view that comes first: the reader's own where a rating is given."""
    own_answered: int
    own_of: int
    views: tuple[FitView, ...]
    """Every view that the answers allow; without any, strengths stand alone."""
    means: tuple[WeightedMean, ...]
    """One for each pattern; empty at area level, without a profile, or with too few scores."""
    differences: tuple[Comparison, ...]
    """Patterns whose shown weighted means differ by at least ``no_difference``."""
    assumptions: dict[str, str]
    """``weights`` (author, panel or mixed), ``importance_cut``, ``strength_cut``,
    ``no_difference``."""
