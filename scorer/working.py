"""The working: what became of each answer, and the arithmetic behind each number."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.areas import why_withheld
from scorer.view import WorkingArea, WorkingGroup, WorkingRow
from scorer.words import decimal_text, withheld

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from scorer.framework import Area
    from scorer.reading import Reading
    from scorer.result import AreaScore, CompetencyScore, ItemWorking, Score

__all__ = ["working"]


def working(reading: Reading) -> tuple[WorkingArea, ...]:
    """Return the arithmetic of each area."""
    return tuple(_working(reading, area, score) for area, score in reading.areas)


def _working(reading: Reading, area: Area, score: AreaScore) -> WorkingArea:
    groups: list[WorkingGroup] = []
    titles = {competency.id: competency.title for competency in area.competencies}
    for competency in area.competencies:
        rows = [_working_row(reading, entry) for entry in reading.workings_of(competency)]
        if rows:
            groups.append(WorkingGroup(title=competency.title, rows=tuple(rows)))
    steps = [
        f"{titles[found.id]}: {_competency_step(reading, area, found)}"
        for found in score.competencies
    ]
    steps.append(f"{area.title}: {_area_step(reading, area, score)}")
    if not reading.scores_competencies:
        groups = [WorkingGroup(title=None, rows=tuple(row for g in groups for row in g.rows))]
    return WorkingArea(title=area.title, groups=tuple(groups), steps=tuple(steps))


def _working_row(reading: Reading, entry: ItemWorking) -> WorkingRow:
    reasons = {
        "skipped": "left out",
        "not_applicable": reading.scale.opt_out,
        "not_seen": "not seen",
    }
    if entry.answer is None:
        answer = reasons[entry.reason or "skipped"]
    else:
        answer = f"{reading.words[entry.answer]} ({entry.answer})"
    return WorkingRow(
        id=entry.id,
        statement=reading.places[entry.id].item.self_wording,
        answer=answer,
        reversed="yes" if entry.reverse else "no",
        keyed=entry.keyed,
        counted="yes" if entry.counted else "no",
    )


def _competency_step(reading: Reading, area: Area, score: CompetencyScore) -> str:
    if score.exact is None:
        return withheld(reading, score, None)
    competency = next(c for c in area.competencies if c.id == score.id)
    entries = reading.workings_of(competency)
    terms = [str(entry.keyed) for entry in entries if entry.keyed is not None]
    return _mean(terms, score, reading.form.planning.competency_sem)


def _area_step(reading: Reading, area: Area, score: AreaScore) -> str:
    if score.exact is None:
        return why_withheld(reading, score) or ""
    if reading.scores_competencies:
        terms = [c.exact for c in score.competencies if c.exact is not None]
    else:
        entries = [e for c in area.competencies for e in reading.workings_of(c)]
        terms = [str(entry.keyed) for entry in entries if entry.keyed is not None]
    return _mean(terms, score, reading.form.planning.area_sem)


def _mean(terms: Sequence[str], score: Score, sem: Decimal | None) -> str:
    """Return the mean of the terms, its rounding and its interval: one line of arithmetic."""
    exact = Fraction(score.exact or 0)
    total = " + ".join(terms)
    parts = [f"({total}) ÷ {len(terms)}" if len(terms) > 1 else total]
    if "/" in str(exact):
        parts.append(str(exact))
    if len(terms) > 1 or "/" in str(exact):
        parts.append(decimal_text(exact))
    line = f"{' = '.join(parts)}, shown as {score.value}, {score.word}."
    if sem is None:
        return line
    low, high = decimal_text(exact - Fraction(sem)), decimal_text(exact + Fraction(sem))
    return f"{line} Interval: {low} to {high}, shown as {score.low} to {score.high}."
