"""The numbers behind the figures: what the planning values assume, and the forms' own rules.

Source of the formulas: docs/scoring.md, "Planning values" and "Why a score may be missing".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scorer.framework import SelfAssessment
from sitegen.figures.drawing import rounded_root
from sitegen.files import jsonsource, structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.framework import Area, Framework, SelfAssessmentForm
    from sitegen.problems import Problem

__all__ = [
    "CORRELATION",
    "CORRELATIONS",
    "SCHEMA",
    "Need",
    "Point",
    "Simulated",
    "half_width",
    "missing_error",
    "needs",
    "points",
    "sem",
    "simulated",
]

CORRELATION: Final = Decimal("0.30")
"""The planning correlation of any two items; their standard deviation is 1 scale point."""

CORRELATIONS: Final = (Decimal("0.25"), CORRELATION, Decimal("0.35"))

SCHEMA: Final = Path(__file__).resolve().parents[2] / "docs" / "data" / "schema" / "missing"
"""Where the schema of the simulation's file lies, without its ending."""

# The normal distribution's middle 95 %.
_HALF: Final = Fraction(196, 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A score of a form: how many items make it, and its planning SEM."""

    name: str
    """``Short form, area``."""
    items: int
    sem: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """A score of a form: how many of its items must be answered."""

    name: str
    items: int
    minimum: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Simulated:
    """What ``benchmarks/missing.py`` found for one case, in scale points."""

    items: int
    missing: int
    error: Decimal
    bias: Decimal


def sem(items: int, correlation: Decimal) -> Decimal:
    """Return the standard error of a mean of so many items, rounded half up."""
    return rounded_root(_variance(correlation) / items)


def half_width(items: int, correlation: Decimal) -> Decimal:
    """Return how far 95 % of such means lie at most from the true one, rounded half up."""
    return rounded_root(_HALF**2 * _variance(correlation) / items)


def missing_error(answered: int, items: int) -> Decimal:
    """Return how far the mean of the answered items typically strays from that of all."""
    return rounded_root(_variance(CORRELATION) * (Fraction(1, answered) - Fraction(1, items)))


def points(framework: Framework) -> tuple[Point, ...]:
    """Return the planning values of the first questionnaire, fewest items first."""
    found = [
        Point(name=one.name, items=one.items, sem=one.sem)
        for one in _scores(framework)
        if one.sem is not None
    ]
    return tuple(sorted(found, key=lambda point: point.items))


def needs(framework: Framework) -> tuple[Need, ...]:
    """Return the least number of answers for each score that can do without one."""
    found = [
        Need(name=one.name, items=one.items, minimum=one.minimum)
        for one in _scores(framework)
        if one.minimum is not None and one.items > 1
    ]
    return tuple(sorted(found, key=lambda need: need.items))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Score:
    """A kind of score that a form gives: of its areas or of its competencies."""

    name: str
    items: int
    sem: Decimal | None
    minimum: int | None


def _scores(framework: Framework) -> Iterator[_Score]:
    """Yield the scores of the first questionnaire, one for each number of items."""
    for form in framework.all_of(SelfAssessment)[0].forms:
        planning, minimum = form.planning, form.minimum
        for kind, sizes, sem, least in (
            ("area", _area_sizes(framework, form), planning.area_sem, minimum.area_items),
            (
                *("competency", _competency_sizes(framework, form)),
                *(planning.competency_sem, minimum.competency_items),
            ),
        ):
            name = f"{form.title}, {kind}"
            for size in sizes:
                yield _Score(name=name, items=size, sem=sem, minimum=least)


def simulated(file: Path, name: str) -> tuple[tuple[Simulated, ...], tuple[Problem, ...]]:
    """Read ``docs/data/missing.json``, which ``python -m benchmarks.missing --json`` makes.

    ``name`` is the path that problems show; with a problem there are no cases. OSError when
    there is no such file.
    """
    found, problems = jsonsource.read(file, name)
    if found is None:
        return (), problems
    document = found.document()
    problems = (*problems, *structure.check(document, str(SCHEMA)).problems)
    if problems:
        return (), problems
    return tuple(
        Simulated(
            items=case["items"],
            missing=case["missing"],
            error=Decimal(case["error"]),
            bias=Decimal(case["bias"]),
        )
        for case in document.data["cases"]
    ), ()


def _variance(correlation: Decimal) -> Fraction:
    """Return what an item's variance of 1 holds that others do not share."""
    return 1 - Fraction(correlation)


def _area_sizes(framework: Framework, form: SelfAssessmentForm) -> list[int]:
    return sorted({sum(_sizes(area, form)) for area in framework.areas} - {0})


def _competency_sizes(framework: Framework, form: SelfAssessmentForm) -> list[int]:
    return sorted({size for area in framework.areas for size in _sizes(area, form)} - {0})


def _sizes(area: Area, form: SelfAssessmentForm) -> Iterator[int]:
    """Yield how many items of each competency the form asks."""
    for competency in area.competencies:
        yield sum(item.id in form.items for item in competency.items)
