"""The report of a preparation: a plan first, short enough for one page, then what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.blocks import (
    Bullets,
    Facts,
    FactsRow,
    Notice,
    Paragraph,
    Part,
    Quote,
    Report,
    Section,
    Table,
)
from scorer.footers import footer
from scorer.framework import SelfAssessment
from scorer.preparation import LEAN, WORK
from scorer.words import counted, listed, quoted
from scorer.workbookreport import (
    DASH,
    Reading,
    entry_table,
    label_of,
    laid_out,
    limits,
    reading_of,
    section_of,
    still_open,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Block
    from scorer.framework import Framework, Item, Pattern, Weight
    from scorer.preparation import PreparationResult, Standing
    from scorer.result import AreaScore
    from scorer.workbook import Asked

__all__ = ["report"]

# A longer purpose stands below the plan, so that the plan stays on its page.
_SHORT: Final = 300

type _Preparation = Reading[PreparationResult]


def report(result: PreparationResult, framework: Framework) -> Report:
    """Return the report of a preparation."""
    reading = reading_of(result, framework)
    return Report(
        language=framework.language,
        instrument=reading.workbook.title,
        heading="Your plan for joining",
        sections=tuple(_sections(reading)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
        one_page=True,
    )


def _sections(reading: _Preparation) -> Iterator[Section]:
    yield Section(id="plan", title="Your plan", blocks=tuple(_plan(reading)))
    yield Section(id="asks", title="What it will ask of you", blocks=tuple(_asks(reading)))
    yield Section(id="stand", title="Where you stand", blocks=tuple(_stand(reading)))
    stands_above = {each.question.id for each in _on_the_plan(reading)}
    stands_above |= {LEAN, WORK, *_pattern_questions(reading)}
    for step in reading.steps:
        yield from section_of(reading, step, stands_above)
    yield from still_open(reading)
    yield limits(reading)


def _plan(reading: _Preparation) -> Iterator[Block]:
    """Return purpose, pattern, strengths and work, then tables and what else the plan holds.

    Of the workbook, the plan takes its first written answer, all entries, and the rest of its
    last step.
    """
    purpose = _purpose(reading)
    if purpose is not None:
        text = reading.given[purpose.question.id].text or ""
        yield Quote(label=label_of(purpose), text=text)
    yield Facts(rows=(_pattern_fact(reading),))
    yield from _to_name(reading)
    for each in _entries(reading):
        yield entry_table(each, reading.given[each.question.id].entries)
    yield from laid_out(reading, _last_step(reading), quoted=("long-text",))


def _on_the_plan(reading: _Preparation) -> Iterator[Asked]:
    purpose = _purpose(reading)
    if purpose is not None:
        yield purpose
    yield from _entries(reading)
    yield from _last_step(reading)


def _purpose(reading: _Preparation) -> Asked | None:
    """Return the first written question of the workbook if its answer is short."""
    asked = [
        each
        for step in reading.steps
        for each in step.asked
        if each.field.type in ("text", "long-text")
    ]
    answer = reading.given.get(asked[0].question.id) if asked else None
    short = answer is not None and answer.text is not None and len(answer.text) <= _SHORT
    return asked[0] if short else None


def _entries(reading: _Preparation) -> list[Asked]:
    return [
        each
        for step in reading.steps
        for each in step.asked
        if each.field.type == "entries" and each.question.id in reading.given
    ]


def _last_step(reading: _Preparation) -> list[Asked]:
    """Return the short questions of the last step, which is the plan's own."""
    own = [step for step in reading.steps if step.asked]
    asked = own[-1].asked if len(own) > 1 else ()
    purpose = _purpose(reading)
    above = {LEAN, WORK, *_pattern_questions(reading), purpose.question.id if purpose else ""}
    return [
        each
        for each in asked
        if each.field.type in ("text", "date", "choice") and each.question.id not in above
    ]


def _pattern_questions(reading: _Preparation) -> set[str]:
    """Return the question that gave the pattern; the plan names it."""
    chosen = (reading.result.pattern,)
    return {
        each.question.id
        for step in reading.steps
        for each in step.asked
        if each.field.options_from == "patterns"
        and each.question.id in reading.given
        and reading.given[each.question.id].chosen == chosen
    }


def _pattern(reading: _Preparation) -> Pattern | None:
    patterns = reading.framework.patterns.patterns if reading.framework.patterns else ()
    return next((each for each in patterns if each.id == reading.result.pattern), None)


def _pattern_fact(reading: _Preparation) -> FactsRow:
    pattern = _pattern(reading)
    if pattern is None:
        text = "You chose no pattern, so no weights are used."
        return FactsRow(term="Pattern", word="Not chosen", value=None, text=text)
    return FactsRow(term="Pattern", word=pattern.title, value=None, text=pattern.text)


def _to_name(reading: _Preparation) -> Iterator[Block]:
    result = reading.result
    for title, first, every in (
        ("Lean on", result.lean_on_first, result.lean_on),
        ("Work on", result.work_on_first, result.work_on),
    ):
        named = [each for each in every if each.id in first]
        if named:
            points = tuple(_named(reading, each) for each in named)
            yield Part(title=title, blocks=(Bullets(items=points), *_tie(reading, named)))


def _tie(reading: _Preparation, named: Sequence[Standing]) -> Iterator[Paragraph]:
    if len(named) <= int(reading.result.assumptions["listed"] or 0):
        return
    if named[0].weight is None:
        yield Paragraph(text="All are named, because without weights none comes first.")
    else:
        yield Paragraph(text="Some have the same weight, so all of those are named.")


def _named(reading: _Preparation, standing: Standing) -> str:
    if standing.answer is None:
        return reading.competencies[standing.competency]
    note = ""
    if _statement(reading, standing).reverse:
        strength = standing in reading.result.lean_on
        note = ", which is the strength" if strength else ", and the aim is less often"
    return f"{quoted(_wording(reading, standing))} ({_word(reading, standing)}{note})"


def _statement(reading: _Preparation, standing: Standing) -> Item:
    return next(
        item
        for area in reading.framework.areas
        for each in area.competencies
        for item in each.items
        if item.id == standing.id
    )


def _wording(reading: _Preparation, standing: Standing) -> str:
    return _statement(reading, standing).self_wording


def _word(reading: _Preparation, standing: Standing) -> str:
    """Return the answer to a statement in the words of the scale."""
    inner = {step.section.instrument for step in reading.steps}
    leader = next(each for each in reading.framework.all_of(SelfAssessment) if each.id in inner)
    scale = reading.framework.scale(leader.scale)
    return next(point.word for point in scale.points if point.value == standing.answer)


def _asks(reading: _Preparation) -> Iterator[Block]:
    result, pattern = reading.result, _pattern(reading)
    if pattern is None:
        yield Paragraph(
            text="You chose no pattern, so nothing here says what the partnership will ask for "
            "most. Talk to two of its members first, and choose a pattern when you can."
        )
        return
    if not result.weights:
        yield Paragraph(text="There are no weights for this pattern, so nothing is listed here.")
        return
    number = counted(len(result.most_asked), "competency", "competencies")
    yield Paragraph(text=f"{pattern.title} asks most for {number}, in the framework’s order.")
    yield _most_asked(reading)
    if result.not_listed:
        titles = listed(reading.competencies[each] for each in result.not_listed)
        yield Paragraph(
            text=f"In neither of your lists: {titles}. "
            "Ask in your first conversations who does this now."
        )
    others = [each for each in result.weights if each.competency not in result.most_asked]
    if others:
        yield Table(
            caption="The other competencies",
            head=("Competency", "Weight", "You"),
            rows=tuple(
                (
                    reading.competencies[each.competency],
                    str(each.weight),
                    _list_of(result, each.competency),
                )
                for each in others
            ),
        )
    yield _caution(result)


def _most_asked(reading: _Preparation) -> Table:
    """Return the reasons; all have one weight, and mostly one origin, so the caption says both."""
    weights = [
        (each, weight) for each in reading.result.most_asked for weight in _weight(reading, each)
    ]
    origins = {_RATED_BY.get(weight.status, weight.status) for _, weight in weights}
    heaviest = max(weight.weight for _, weight in weights)
    rated = f", rated by {listed(sorted(origins))}"
    several = len(origins) > 1
    return Table(
        caption=f"Weight {heaviest}{'' if several else rated}",
        head=("Competency", "Why", "You", *(("Rated by",) if several else ())),
        rows=tuple(
            (
                reading.competencies[each],
                weight.reason,
                _list_of(reading.result, each),
                *((_RATED_BY.get(weight.status, weight.status),) if several else ()),
            )
            for each, weight in weights
        ),
    )


_RATED_BY: Final = {"author": "the authors", "panel": "a panel"}


def _weight(reading: _Preparation, competency: str) -> Iterator[Weight]:
    fit = reading.framework.fit
    for each in fit.competencies if fit else ():
        if each.competency == competency:
            yield from (one for one in each.weights if one.pattern == reading.result.pattern)


def _list_of(result: PreparationResult, competency: str) -> str:
    """Return which of the reader's lists a competency is in."""
    lean = any(each.competency == competency for each in result.lean_on)
    work = any(each.competency == competency for each in result.work_on)
    if lean and work:
        return "both lists"
    return "to lean on" if lean else "to work on" if work else DASH


def _caution(result: PreparationResult) -> Notice:
    whose = {
        "author": "They are the judgement of this framework’s authors.",
        "panel": "They were rated by a panel.",
        "mixed": "Some were rated by a panel. The others are the authors’ judgement.",
    }[result.assumptions["weights"] or "author"]
    listed_first = result.assumptions["listed"]
    return Notice(
        lead="Nobody has tested whether these weights are right.",
        items=(
            f"A weight runs from 1, asks little, to 3, asks much. {whose}",
            "The pattern is your own first guess. With another one the weights would be others.",
            f"The plan names the {listed_first} of each list with the highest weights.",
            "It names all that tie with the last of them. Both are our convention.",
        ),
    )


def _stand(reading: _Preparation) -> Iterator[Block]:
    result = reading.result
    if result.level == "none":
        yield Paragraph(text="You gave no answers about yourself, so there is nothing to list.")
        return
    if result.areas:
        yield from _areas(reading)
    for title, standings in (("You can lean on", result.lean_on), ("To work on", result.work_on)):
        if standings:
            points = tuple(_standing(reading, each) for each in standings)
            yield Part(title=title, blocks=(Bullets(items=points),))


def _standing(reading: _Preparation, standing: Standing) -> str:
    weight = "" if standing.weight is None else f", weight {standing.weight}"
    title = reading.competencies[standing.competency]
    if standing.answer is None:
        return f"{title}{weight}"
    said = f"You answered {quoted(_word(reading, standing))}."
    return f"{quoted(_wording(reading, standing))} {said} {_place(reading, standing)}{weight}."


def _place(reading: _Preparation, standing: Standing) -> str:
    title = reading.competencies[standing.competency]
    reverse = _statement(reading, standing).reverse
    return f"The opposite of {title}" if reverse else title


def _areas(reading: _Preparation) -> Iterator[Block]:
    result = reading.result
    answered, of = (sum(getattr(x, name) for x in result.areas) for name in ("answered", "of"))
    yield Paragraph(
        text=f"You answered {answered} of {counted(of, 'statement')} about your work so far. "
        "Each area has only a few, so a small difference can be chance."
    )
    if result.flags:
        yield Notice(
            lead="Look at your answers again before you rely on them.",
            items=tuple(_FLAGS[flag.id] for flag in result.flags),
        )
    importance = {each.id: each.value for each in result.area_importance}
    head = ("Area", "Score", "In words", "Likely range")
    yield Table(
        caption="Your scores by area",
        head=(*head, "Mean weight") if importance else head,
        rows=tuple(
            (*_area(reading, each), importance.get(each.id, DASH))
            if importance
            else _area(reading, each)
            for each in result.areas
        ),
    )


_FLAGS: Final = {
    "all_equal": "You gave every statement the same answer.",
    "longest_run": "Many answers in a row are the same.",
    "inconsistency": "Some answers to opposite statements do not fit together.",
    "acquiescence": "You leaned to one end, also where statements are opposites.",
}


def _area(reading: _Preparation, score: AreaScore) -> tuple[str, ...]:
    title = next(each.title for each in reading.framework.areas if each.id == score.id)
    if score.value is None:
        return (title, DASH, "too few answers", DASH)
    return (title, score.value, score.word or DASH, f"{score.low} to {score.high}")
