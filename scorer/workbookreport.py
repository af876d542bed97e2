"""What the reports of workbooks share: the reader's own words, laid out as they were typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scorer.blocks import Bullets, Facts, FactsRow, Paragraph, Quote, Section, Table
from scorer.days import day_text
from scorer.framework import Workbook
from scorer.words import listed
from scorer.workbook import Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from scorer.blocks import Block
    from scorer.framework import EntryField, Framework
    from scorer.questions import Question
    from scorer.workbook import Answered, Asked, WorkbookResult, Written

__all__ = [
    "DASH",
    "QUOTED",
    "Reading",
    "entry_table",
    "label_of",
    "laid_out",
    "limits",
    "plural",
    "reading_of",
    "section_of",
    "shown",
    "still_open",
    "upper_first",
]

DASH: Final = "–"
QUOTED: Final = ("text", "long-text")
"""The types that are quoted; others are facts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading[Result: WorkbookResult]:
    """A result beside the questions that were asked."""

    result: Result
    framework: Framework
    workbook: Workbook
    steps: tuple[Step, ...]
    given: Mapping[str, Answered]
    """By the id of the question."""

    @property
    def competencies(self) -> dict[str, str]:
        """The titles of the competencies by id."""
        areas = self.framework.areas
        return {each.id: each.title for area in areas for each in area.competencies}


def reading_of[Result: WorkbookResult](result: Result, framework: Framework) -> Reading[Result]:
    """Return the result with what its ids stand for.

    KeyError when the framework has no such workbook or form.
    """
    return Reading(
        result=result,
        framework=framework,
        workbook=framework.one_of(Workbook, result.instrument),
        steps=Step.all(framework, result.instrument, result.form),
        given={each.id: each for each in result.answers},
    )


def section_of[Result: WorkbookResult](
    reading: Reading[Result],
    step: Step,
    without: Collection[str] = (),
    quoted: Collection[str] = QUOTED,
) -> Iterator[Section]:
    """Yield a step of the workbook as a section; nothing where it was left open.

    ``without`` has the ids of questions that stand elsewhere.
    """
    asked = [each for each in step.asked if each.question.id not in without]
    blocks = tuple(laid_out(reading, asked, quoted))
    if blocks:
        # Ids of steps are the author's, so they stand apart from those of the reports.
        yield Section(id=f"step-{step.section.id}", title=step.section.title, blocks=blocks)


def laid_out[Result: WorkbookResult](
    reading: Reading[Result], asked: Iterable[Asked], quoted: Collection[str] = QUOTED
) -> Iterator[Block]:
    """Yield the answers to questions, short ones side by side."""
    rows: list[FactsRow] = []
    for each in asked:
        answer = reading.given.get(each.question.id)
        if answer is None:
            continue
        if answer.entries or each.field.type in quoted:
            yield from _facts(rows)
            rows = []
            yield _whole(each, answer)
        else:
            text = _value(each, answer)
            rows.append(FactsRow(term=label_of(each), word=None, value=None, text=text))
    yield from _facts(rows)


def entry_table(
    asked: Asked,
    entries: Sequence[Sequence[Written]],
    *,
    without: EntryField | None = None,
) -> Table:
    """Return entries as the rows of a table, one column for each of their fields."""
    fields = [each for each in asked.question.fields if without is None or each.id != without.id]
    return Table(
        caption=label_of(asked),
        head=tuple(field.wording for field in fields),
        rows=tuple(tuple(_cell(entry, field) for field in fields) for entry in entries),
    )


def shown(question: Question, given: Written) -> str:
    """Return an answer in words: what was typed, a day, or what was chosen."""
    if given.text is not None:
        return day_text(given.text) if question.type == "date" else given.text
    labels = {option.value: option.label for option in question.options}
    return listed(labels[each] for each in given.chosen)


def label_of(asked: Asked) -> str:
    """Return what was asked."""
    if asked.subject is None:
        return asked.question.wording
    return f"{asked.question.wording}: {asked.field.label}"


def plural(noun: str) -> str:
    """Return the plural of what an entry is called: pieces of evidence, stories."""
    head, of, rest = noun.partition(" of ")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{of}{rest}"
    return f"{head}{'es' if head.endswith(('s', 'x', 'ch', 'sh')) else 's'}{of}{rest}"


def upper_first(text: str) -> str:
    """Return the text with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"


def still_open[Result: WorkbookResult](reading: Reading[Result]) -> Iterator[Section]:
    """Yield the questions that were left open, without those that may be."""
    labels = tuple(
        label_of(each)
        for step in reading.steps
        for each in step.asked
        if not each.field.optional and each.question.id not in reading.given
    )
    if labels:
        lead = Paragraph(text="You gave no answer to these. You can come back to them.")
        yield Section(id="open", title="Left open", blocks=(lead, Bullets(items=labels)))


def limits[Result: WorkbookResult](reading: Reading[Result]) -> Section:
    """Return what the workbook cannot tell."""
    points = Bullets(items=reading.workbook.limits)
    return Section(id="limits", title="What it cannot tell", blocks=(points,))


def _facts(rows: Sequence[FactsRow]) -> Iterator[Facts]:
    if rows:
        yield Facts(rows=tuple(rows))


def _whole(asked: Asked, answer: Answered) -> Quote | Table:
    if answer.entries:
        return entry_table(asked, answer.entries)
    return Quote(label=label_of(asked), text=answer.text or "")


def _value(asked: Asked, answer: Answered) -> str:
    if answer.value is None:
        return shown(asked.question, answer)
    return next(each.label for each in asked.question.options if each.value == answer.value)


def _cell(entry: Sequence[Written], field: Question) -> str:
    part = next((part for part in entry if part.id == field.id), None)
    return DASH if part is None else shown(field, part)
