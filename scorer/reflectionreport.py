"""The report of a reflection: the story, what people did in it, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.blocks import Bars, BarsRow, Figure, Paragraph, Part, Report, Section, Table
from scorer.footers import footer
from scorer.reflection import behaviours_of, sorting_field
from scorer.words import counted, listed
from scorer.workbookreport import (
    Reading,
    entry_table,
    laid_out,
    limits,
    plural,
    reading_of,
    section_of,
    still_open,
    upper_first,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.blocks import Block
    from scorer.framework import Framework
    from scorer.reflection import ReflectionResult, Relation
    from scorer.workbook import Asked, Step

__all__ = ["report"]

type _Reflection = Reading[ReflectionResult]


def report(result: ReflectionResult, framework: Framework) -> Report:
    """Return the report of a reflection."""
    reading = reading_of(result, framework)
    return Report(
        language=framework.language,
        instrument=reading.workbook.title,
        heading="Your reflection",
        sections=tuple(_sections(reading)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def _sections(reading: _Reflection) -> Iterator[Section]:
    """Return the steps as they were asked; the counts follow the behaviours."""
    asked = behaviours_of(reading.framework, reading.result.instrument, reading.result.form)
    for step in reading.steps:
        if asked is not None and reading.result.behaviours and _asks(step, asked):
            yield _behaviours(reading, step, asked)
            yield from _components(reading, asked)
            yield from _competencies(reading, asked)
        else:
            yield from section_of(reading, step)
    yield from still_open(reading)
    yield limits(reading)


def _asks(step: Step, asked: Asked) -> bool:
    return any(each.question.id == asked.question.id for each in step.asked)


def _behaviours(reading: _Reflection, step: Step, asked: Asked) -> Section:
    """Return a list for each mark, that without one last."""
    result = reading.result
    entries = reading.given[asked.question.id].entries
    sorting = sorting_field(asked.field)
    groups = [
        *zip(_marks(asked), (group.entries for group in result.groups), strict=True),
        ("Not marked", result.not_marked),
    ]
    lists: list[Block] = [
        Part(
            title=title,
            blocks=(entry_table(asked, [entries[n - 1] for n in found], without=sorting),),
        )
        for title, found in groups
        if found
    ]
    if sorting is None:
        lists = [entry_table(asked, entries)]
    others = [each for each in step.asked if each.question.id != asked.question.id]
    return Section(
        id="behaviours",
        title=step.section.title,
        blocks=(*laid_out(reading, others), *lists),
    )


def _marks(asked: Asked) -> tuple[str, ...]:
    sorting = sorting_field(asked.field)
    return tuple(upper_first(option.label) for option in sorting.options) if sorting else ()


def _columns(asked: Asked, relations: Sequence[Relation]) -> tuple[str, ...]:
    """Return the marks, and "Not marked" where something is."""
    if not _marks(asked):
        return (upper_first(plural(_entry(asked))),)
    apart = ("Not marked",) if any(each.not_marked for each in relations) else ()
    return (*_marks(asked), *apart)


def _values(relation: Relation, columns: Sequence[str]) -> tuple[int, ...]:
    return (*relation.counts, relation.not_marked)[: len(columns)]


def _entry(asked: Asked) -> str:
    return asked.field.entry or "entry"


def _components(reading: _Reflection, asked: Asked) -> Iterator[Section]:
    result = reading.result
    if not result.components:
        return
    titles = {each.id: each.title for each in reading.framework.emotional_intelligence}
    blocks: list[Block] = [_figure(result.components, titles, asked)]
    if result.not_named:
        none = listed(titles[each] for each in result.not_named)
        blocks.append(
            Paragraph(
                text=f"Nothing here is related to {none}. Was it not there, or did it pass "
                "unnoticed? This is a question and no fault."
            )
        )
    if result.without_component:
        number = result.without_component
        blocks.append(
            Paragraph(
                text=f"{counted(number, _entry(asked), plural(_entry(asked)))} "
                f"{'is' if number == 1 else 'are'} related to no component. Ask what "
                f"{'it was' if number == 1 else 'they were'} about."
            )
        )
    yield Section(
        id="components", title="Components of emotional intelligence", blocks=tuple(blocks)
    )


def _figure(relations: Sequence[Relation], titles: dict[str, str], asked: Asked) -> Figure:
    columns = _columns(asked, relations)
    rows = [(titles[each.id], _values(each, columns)) for each in relations]
    title = f"{upper_first(plural(_entry(asked)))} related to each component"
    said = "; ".join(
        f"{label}: {', '.join(f'{n} {c.lower()}' for n, c in zip(values, columns, strict=True))}"
        for label, values in rows
    )
    return Figure(
        chart=Bars(
            title=title,
            description=f"{said}. One can be related to several components.",
            most=max(1, *(value for _, values in rows for value in values)),
            series=columns,
            rows=tuple(BarsRow(label=label, values=values) for label, values in rows),
        ),
        table=Table(
            caption=title,
            head=("Component", *columns),
            rows=tuple((label, *(str(value) for value in values)) for label, values in rows),
        ),
    )


def _competencies(reading: _Reflection, asked: Asked) -> Iterator[Section]:
    relations = reading.result.competencies
    if not relations:
        return
    columns = _columns(asked, relations)
    table = Table(
        caption=f"{upper_first(plural(_entry(asked)))} related to each competency",
        head=("Competency", *columns),
        rows=tuple(
            (reading.competencies[each.id], *(str(n) for n in _values(each, columns)))
            for each in relations
        ),
    )
    yield Section(id="competencies", title="Competencies that you named", blocks=(table,))
