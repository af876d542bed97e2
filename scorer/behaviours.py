"""Strengths, what to work on, and the suggestions that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.view import Advice, AreaAdvice, Behaviour, BehaviourGroup
from scorer.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.framework import Competency
    from scorer.reading import Reading

__all__ = ["lean_on", "lean_on_lead", "suggestions", "suggestions_lead", "work_on", "work_on_lead"]

# A longer list is easier to take in by area.
_LONG = 6


def lean_on_lead(reading: Reading) -> str:
    """Return the words before the strengths."""
    if not reading.result.answered:
        return "You gave no answers, so there is nothing to list."
    least = quoted(reading.words[reading.instrument.lean_on_at_least])
    if not reading.result.lean_on:
        return (
            f"No answer stood at {least} or better, so no statement is listed. "
            "What comes nearest is in the tables below."
        )
    return (
        "These are the statements where your answers stood highest. "
        "They are behaviours that you can build on when something is hard."
    )


def lean_on(reading: Reading) -> tuple[BehaviourGroup, ...]:
    """Return the strengths as behaviours, by area when there are many."""
    items = reading.result.lean_on
    if len(items) <= _LONG:
        return (_group(reading, items, None),) if items else ()
    groups = []
    for area, _ in reading.areas:
        chosen = [item for item in items if reading.places[item].area.id == area.id]
        if chosen:
            groups.append(_group(reading, chosen, area.title))
    return tuple(groups)


def _group(reading: Reading, items: Iterable[str], title: str | None) -> BehaviourGroup:
    behaviours = tuple(_behaviour(reading, item, with_place=title is None) for item in items)
    return BehaviourGroup(title=title, behaviours=behaviours)


def work_on_lead(reading: Reading) -> str:
    """Return the words before what to work on."""
    items = reading.result.work_on
    if not reading.result.answered:
        return "You gave no answers, so there is nothing to list."
    if not items:
        most = quoted(reading.words[reading.instrument.work_on_at_most])
        return (
            f"Every answer stood above {most}, so no statement is listed. "
            "Colleagues may see something that you cannot: ask one of them."
        )
    lead = (
        "These are the statements where your answers stood lowest, in the order of the "
        "framework and not of importance. One or two are enough to start with."
    )
    if len(items) > _LONG:
        lead += " The list is long because many of your answers were at the same level."
    return lead


def work_on(reading: Reading) -> tuple[Advice, ...]:
    """Return what to work on, each competency once, in the order of the framework."""
    advice = []
    for area, competency in _competencies(reading):
        own = {item.id for item in competency.items}
        items = [item for item in reading.result.work_on if item in own]
        if not items:
            continue
        lowest = reading.level(min(reading.workings[item].keyed or 0 for item in items))
        level = reading.competency_level(competency)
        advice.append(
            Advice(
                title=competency.title,
                place=area,
                behaviours=tuple(_behaviour(reading, i, with_place=False) for i in items),
                lead=_lead(reading, competency, lowest),
                suggestions=_suggestions(competency, lowest if level is None else level),
            )
        )
    return tuple(advice)


def _lead(reading: Reading, competency: Competency, lowest: int) -> str:
    """Return the words before the suggestions, and why they may be above the answer."""
    score = reading.competency_scores.get(competency.id)
    level = reading.competency_level(competency)
    if score is None or score.word is None or level is None or level <= lowest:
        return "What you could try:"
    return f"What you could try, as your answers here come to {quoted(score.word)} overall:"


def suggestions_lead(reading: Reading, shown: Sequence[Advice]) -> str:
    """Return the words before the suggestions; ``shown`` is what to work on."""
    source = (
        "your answers to the competency as a whole"
        if reading.scores_competencies
        else "your answer to its one statement"
    )
    lead = f"For each competency, these ideas fit {source}."
    if shown:
        lead += " Those that stand under “What to work on” are not repeated."
    return lead


def suggestions(reading: Reading, shown: Sequence[Advice]) -> tuple[AreaAdvice, ...]:
    """Return the suggestions for the competencies that are not among those shown."""
    before = {(advice.place, advice.title) for advice in shown}
    by_area: dict[str, list[Advice]] = {}
    for area, competency in _competencies(reading):
        level = reading.competency_level(competency)
        if level is None or (area, competency.title) in before:
            continue
        advice = Advice(
            title=competency.title,
            place=area,
            behaviours=(),
            lead="",
            suggestions=_suggestions(competency, level),
        )
        by_area.setdefault(area, []).append(advice)
    return tuple(AreaAdvice(title=area, advice=tuple(found)) for area, found in by_area.items())


def _competencies(reading: Reading) -> list[tuple[str, Competency]]:
    return [(area.title, c) for area, _ in reading.areas for c in area.competencies]


def _suggestions(competency: Competency, level: int) -> tuple[str, ...]:
    development = competency.development
    return (development.low, development.middle, development.high)[level]


def _behaviour(reading: Reading, item_id: str, *, with_place: bool) -> Behaviour:
    place, working = reading.places[item_id], reading.workings[item_id]
    answer = reading.words[working.answer or 0]
    return Behaviour(
        statement=place.item.self_wording,
        answer=answer,
        place=f"{place.competency.title}, in {place.area.title}" if with_place else None,
        note=_reversed(reading, item_id, answer) if working.reverse else None,
    )


def _reversed(reading: Reading, item_id: str, answer: str) -> str:
    """Return what an answer to an opposite statement means."""
    opposite = f"This is the opposite of {quoted(reading.places[item_id].competency.title)}"
    if item_id in reading.result.lean_on:
        return f"{opposite}. You said that you {answer} do it, and that is the strength."
    return f"{opposite}, so the aim is to do it less often."
