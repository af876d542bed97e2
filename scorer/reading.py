"""A result beside its framework: every id of the result, looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.framework import SelfAssessment

if TYPE_CHECKING:
    from scorer.framework import Area, Competency, Framework, Item, Scale, SelfAssessmentForm
    from scorer.result import AreaScore, CompetencyScore, ItemWorking, Result

__all__ = ["Place", "Reading", "read_result"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """An item with the competency and the area that it belongs to."""

    item: Item
    competency: Competency
    area: Area


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What the words, charts and tables of a report are made from."""

    result: Result
    framework: Framework
    instrument: SelfAssessment
    form: SelfAssessmentForm
    scale: Scale
    words: dict[int, str]
    """The scale's word for each answer."""
    places: dict[str, Place]
    workings: dict[str, ItemWorking]
    areas: tuple[tuple[Area, AreaScore], ...]
    competency_scores: dict[str, CompetencyScore]
    """By competency id; empty in a form that does not score competencies."""

    @property
    def scores_competencies(self) -> bool:
        """Whether the form has enough statements to score a competency."""
        return self.form.minimum.competency_items is not None

    def level(self, value: int) -> int:
        """Return 0 below the middle of the scale, 1 on it and 2 above it."""
        middle = self.scale.minimum + self.scale.maximum
        return (2 * value >= middle) + (2 * value > middle)

    def competency_level(self, competency: Competency) -> int | None:
        """Return the level of the answers to a competency; None when it has no level.

        It is that of the competency's word, and where the form does not score
        competencies that of its answered item.
        """
        if self.scores_competencies:
            score = self.competency_scores.get(competency.id)
            if score is None or score.word is None:
                return None
            return self.level(next(v for v, word in self.words.items() if word == score.word))
        keyed = [w.keyed for w in self.workings_of(competency) if w.keyed is not None]
        return self.level(min(keyed)) if keyed else None

    def workings_of(self, competency: Competency) -> list[ItemWorking]:
        """Return what became of a competency's items that are in the form."""
        return [self.workings[item.id] for item in competency.items if item.id in self.workings]


def read_result(result: Result, framework: Framework) -> Reading:
    """Return the result with everything that its ids stand for.

    KeyError when the result names something that the framework does not hold.
    """
    instrument = framework.one_of(SelfAssessment, result.instrument)
    scale = framework.scale(instrument.scale)
    areas = {area.id: area for area in framework.areas}
    return Reading(
        result=result,
        framework=framework,
        instrument=instrument,
        form=instrument.form(result.form),
        scale=scale,
        words={point.value: point.word for point in scale.points},
        places={
            item.id: Place(item=item, competency=competency, area=area)
            for area in framework.areas
            for competency in area.competencies
            for item in competency.items
        },
        workings={working.id: working for working in result.items},
        areas=tuple((areas[score.id], score) for score in result.areas),
        competency_scores={
            score.id: score for area_score in result.areas for score in area_score.competencies
        },
    )
