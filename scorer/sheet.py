"""The answers of one form, keyed: what every score and flag is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.framework import SelfAssessment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.answers import Answers
    from scorer.framework import Framework, Item, Scale, SelfAssessmentForm
    from scorer.problems import Reason

__all__ = ["Sheet", "reverse", "sheet_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """An answered form. All mappings are in the order shown."""

    instrument: SelfAssessment
    form: SelfAssessmentForm
    scale: Scale
    items: Mapping[str, Item]
    raw: Mapping[str, int]
    """Item id -> the answer as given."""
    keyed: Mapping[str, int]
    """Item id -> the answer, turned round for a reversed item: high is always more."""
    reasons: Mapping[str, Reason]
    """Item id -> why there is no answer; an item that the file leaves out is skipped."""

    def shown(self, items: Iterable[Item]) -> list[str]:
        """Return the ids of those of the items that the form asks."""
        return [item.id for item in items if item.id in self.items]

    def answered(self, items: Iterable[str]) -> list[int]:
        """Return the keyed answers to those of the items that were answered."""
        return [self.keyed[item] for item in items if item in self.keyed]

    def counts(self, items: Iterable[str]) -> tuple[int, ...]:
        """Return how many keyed answers fell on each point of the scale, lowest first."""
        given = self.answered(items)
        return tuple(given.count(point.value) for point in self.scale.points)

    def none_applies(self, items: Sequence[str]) -> bool:
        """Return whether every item was answered with "does not apply"."""
        return all(self.reasons.get(item) == "not_applicable" for item in items)


def sheet_of(answers: Answers, framework: Framework) -> Sheet:
    """Return the answers in the order shown, with every gap named."""
    instrument = framework.one_of(SelfAssessment, answers.instrument)
    form = instrument.form(answers.form)
    scale = framework.scale(instrument.scale)
    items = _items(framework, form)
    raw = {item: answers.values[item] for item in items if item in answers.values}
    return Sheet(
        instrument=instrument,
        form=form,
        scale=scale,
        items=items,
        raw=raw,
        keyed={
            item: reverse(value, scale) if items[item].reverse else value
            for item, value in raw.items()
        },
        reasons={item: answers.reasons.get(item, "skipped") for item in items if item not in raw},
    )


def reverse(value: int, scale: Scale) -> int:
    """Turn an answer round on its scale.

    Scoring rule: a reversed item counts as lowest point + highest point - answer.
    """
    return scale.minimum + scale.maximum - value


def _items(framework: Framework, form: SelfAssessmentForm) -> dict[str, Item]:
    known = {
        item.id: item
        for area in framework.areas
        for competency in area.competencies
        for item in competency.items
    }
    return {item: known[item] for item in form.items}
