"""The report as plain text for a terminal: words first, numbers second.

The sentences are those of the report in HTML.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from scorer.areas import why_withheld
from scorer.behaviours import lean_on, lean_on_lead, work_on, work_on_lead
from scorer.caveats import limits, working_lead
from scorer.reading import read_result
from scorer.words import about, levels, notices, quoted, score_range, turned_round
from scorer.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.framework import Area, Framework
    from scorer.reading import Reading
    from scorer.result import AreaScore, ItemWorking, Result
    from scorer.view import Behaviour, WorkingArea, WorkingRow

__all__ = ["as_text"]

_WIDTH = 80


def as_text(result: Result, framework: Framework, *, with_working: bool = False) -> str:
    """Return the report; ``with_working`` adds what became of every answer."""
    reading = read_result(result, framework)
    parts = [_title(reading), *about(reading), *_notices(reading), *_summary(reading)]
    parts += [*_strengths(reading), *_work(reading), *_limits(reading)]
    if with_working:
        parts += [_heading("The working"), *working_lead(reading)]
        parts += [_working(reading, area) for area in working(reading)]
    return "\n\n".join(part if "\n" in part else fill(part, _WIDTH) for part in parts) + "\n"


def _title(reading: Reading) -> str:
    title = f"{reading.instrument.title}: your report"
    return f"{title}\n{'=' * len(title)}"


def _heading(title: str) -> str:
    return f"{title}\n{'-' * len(title)}"


def _notices(reading: Reading) -> Iterator[str]:
    found = notices(reading)
    if found:
        yield _heading("You may want to look again")
    for notice in found:
        yield _point(f"{notice.seen} {notice.fine}")


def _summary(reading: Reading) -> Iterator[str]:
    yield _heading("In short")
    for area, score in reading.areas:
        yield _area(reading, area, score)
    yield from turned_round(reading)
    yield from levels(reading)


def _area(reading: Reading, area: Area, score: AreaScore) -> str:
    if score.word is None:
        lines = [_hanging(f"{area.title}: {why_withheld(reading, score)}")]
    else:
        numbers = f"{score.value}, interval {score.low} to {score.high}"
        answers = f"You answered {score.answered} of {score.of}. {score_range(reading, score)}"
        lines = [f"{area.title}: {score.word} ({numbers})", _indented(answers)]
    titles = {competency.id: competency.title for competency in area.competencies}
    # A competency has three items, which is enough for a word but not for a number.
    lines += [f"    {titles[each.id]}: {each.word or 'no score'}" for each in score.competencies]
    return "\n".join(lines)


def _strengths(reading: Reading) -> Iterator[str]:
    yield _heading("Strengths to lean on")
    yield lean_on_lead(reading)
    for group in lean_on(reading):
        lines = [group.title] if group.title else []
        yield "\n".join((*lines, *map(_behaviour, group.behaviours)))


def _work(reading: Reading) -> Iterator[str]:
    yield _heading("What to work on")
    yield work_on_lead(reading)
    for advice in work_on(reading):
        lines = [f"{advice.title}, in {advice.place}"]
        lines += [_behaviour(behaviour) for behaviour in advice.behaviours]
        lines.append(_indented(advice.lead))
        lines += [_point(suggestion) for suggestion in advice.suggestions]
        yield "\n".join(lines)


def _limits(reading: Reading) -> Iterator[str]:
    yield _heading("What these numbers can and cannot say")
    yield from limits(reading)


def _working(reading: Reading, area: WorkingArea) -> str:
    lines = [area.title]
    for group in area.groups:
        lines += [f"  {group.title}"] if group.title else []
        lines += [_row(reading.workings[row.id], row) for row in group.rows]
    lines += [_indented(step) for step in area.steps]
    return "\n".join(lines)


def _row(entry: ItemWorking, row: WorkingRow) -> str:
    turned = f", turned round: {entry.keyed}" if entry.reverse and entry.answer is not None else ""
    counted = "counted" if entry.counted else "not counted"
    return _point(f"{row.id} {quoted(row.statement)} {row.answer}{turned}; {counted}")


def _behaviour(behaviour: Behaviour) -> str:
    note = f" {behaviour.note}" if behaviour.note else f" You said: {behaviour.answer}."
    return _point(f"{quoted(behaviour.statement)}{note}")


def _point(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _hanging(text: str) -> str:
    return fill(text, _WIDTH, subsequent_indent="  ")


def _indented(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
