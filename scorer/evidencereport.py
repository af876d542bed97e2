"""The self-assessment document: what changed and how one knows, and a picture of the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.blocks import (
    Bullets,
    Facts,
    FactsRow,
    Figure,
    Matrix,
    MatrixRow,
    Paragraph,
    Part,
    Quote,
    Report,
    Section,
    Table,
)
from scorer.evidence import OUTCOME, claim_field, strength_field, subjects_of
from scorer.footers import footer
from scorer.words import counted, listed, quoted
from scorer.workbook import written
from scorer.workbookreport import (
    Reading,
    limits,
    plural,
    reading_of,
    section_of,
    shown,
    still_open,
    upper_first,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.evidence import EvidenceResult, SubjectEvidence
    from scorer.framework import Framework
    from scorer.workbook import Asked, Step, Written

__all__ = ["report"]

_TITLE: Final = "title"
_NOUNS: Final = {
    "competencies": ("competency", "competencies"),
    "dimensions": ("dimension", "dimensions"),
}

type _Evidence = Reading[EvidenceResult]


def report(result: EvidenceResult, framework: Framework) -> Report:
    """Return the finished document."""
    reading = reading_of(result, framework)
    title = reading.given.get(_TITLE)
    return Report(
        language=framework.language,
        instrument=reading.workbook.title,
        heading=(title.text if title else None) or "Your evidence",
        sections=tuple(_sections(reading)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def _sections(reading: _Evidence) -> Iterator[Section]:
    """Return what it is about, the evidence, the gaps, and then the steps that follow it."""
    asked = subjects_of(reading.framework, reading.result.instrument, reading.result.form)
    gathered = {each.question.id for each in asked}
    before, after = _around(reading, gathered)
    for step in before:
        yield from section_of(reading, step, gathered, quoted=("long-text",))
    if asked:
        yield _in_short(reading, asked)
        for each, subject in zip(asked, reading.result.subjects, strict=True):
            if subject.entries:
                yield _subject(reading, each, subject)
        yield _gaps(reading, asked)
    for step in after:
        yield from section_of(reading, step, gathered)
    yield from still_open(reading)
    yield limits(reading)


def _around(reading: _Evidence, gathered: set[str]) -> tuple[list[Step], list[Step]]:
    """Part the steps where the evidence begins."""
    places = [
        place
        for place, step in enumerate(reading.steps)
        if any(each.question.id in gathered for each in step.asked)
    ]
    first = places[0] if places else len(reading.steps)
    return list(reading.steps[:first]), list(reading.steps[first:])


def _in_short(reading: _Evidence, asked: Sequence[Asked]) -> Section:
    result = reading.result
    entry = asked[0].field.entry or "entry"
    subjects = len({each.id for each in result.subjects})
    noun, nouns = _nouns(asked)
    if not result.entries:
        text = f"Nothing is written yet about any of the {counted(subjects, noun, nouns)}."
        return Section(id="short", title="In short", blocks=(Paragraph(text=text),))
    number = counted(result.entries, entry, plural(entry))
    about = f"{subjects - len(result.without)} of {counted(subjects, noun, nouns)}"
    lines = [f"There {'is' if result.entries == 1 else 'are'} {number}, about {about}."]
    if _asks_outcome(asked):
        name = "names" if result.with_outcome == 1 else "name"
        lines.append(
            f"{result.with_outcome} of {result.entries} {name} an outcome. "
            "Entries with an outcome come first."
        )
    return Section(
        id="short",
        title="In short",
        blocks=tuple(Paragraph(text=line) for line in lines),
    )


def _nouns(asked: Sequence[Asked]) -> tuple[str, str]:
    """Return what the subjects are, one and several."""
    kinds = {each.field.for_each for each in asked}
    return _NOUNS[kinds.pop() or ""] if len(kinds) == 1 else ("subject", "subjects")


def _asks_outcome(asked: Sequence[Asked]) -> bool:
    return any(field.id == OUTCOME for each in asked for field in each.field.fields)


def _subject(reading: _Evidence, asked: Asked, subject: SubjectEvidence) -> Section:
    """Return a subject with its entries, those that say what changed before the others."""
    entry = asked.field.entry or "entry"
    statement = f"{counted(subject.entries, entry, plural(entry))}."
    if subject.strongest is not None:
        statement += f" The highest step is {quoted(_steps(reading)[subject.strongest])}."
    entries = reading.given[subject.question].entries
    parts = (
        _entry(asked, entries[number - 1], number, outcome=number in subject.outcomes)
        for number in (*subject.outcomes, *subject.processes)
    )
    about = asked.question.hint
    return Section(
        id=f"about-{subject.question}",
        title=asked.question.wording,
        blocks=(
            *((Paragraph(text=about),) if about else ()),
            Paragraph(text=upper_first(statement)),
            *parts,
        ),
    )


def _steps(reading: _Evidence) -> dict[str, str]:
    return {step.id: step.title for step in reading.framework.evidence_ladder}


def _entry(asked: Asked, entry: Sequence[Written], number: int, *, outcome: bool) -> Part:
    claim = written(entry, claim_field(asked.field))
    name = f"{upper_first(asked.field.entry or 'entry')} {number}"
    blocks = list(_filled(asked, [part for part in entry if part is not claim]))
    if not outcome and _asks_outcome([asked]):
        blocks.insert(0, Paragraph(text="No outcome yet."))
    filled = {part.id for part in entry}
    missing = [quoted(field.label) for field in asked.field.fields if field.id not in filled]
    if missing:
        blocks.append(Paragraph(text=f"Not filled in: {listed(missing)}."))
    return Part(title=(claim.text if claim else None) or name, blocks=tuple(blocks))


def _filled(asked: Asked, parts: Sequence[Written]) -> Iterator[Paragraph | Quote | Facts]:
    """Yield the fields of an entry, short ones side by side."""
    questions = {field.id: field for field in asked.question.fields}
    rows: list[FactsRow] = []
    for part in parts:
        question = questions[part.id]
        if question.type != "long-text":
            text = shown(question, part)
            rows.append(FactsRow(term=question.wording, word=None, value=None, text=text))
            continue
        if rows:
            yield Facts(rows=tuple(rows))
            rows = []
        yield Quote(label=question.wording, text=part.text or "")
    if rows:
        yield Facts(rows=tuple(rows))


def _gaps(reading: _Evidence, asked: Sequence[Asked]) -> Section:
    noun, nouns = _nouns(asked)
    placed = any(strength_field(each.field) for each in asked) and reading.framework.evidence_ladder
    blocks: list[Figure | Table | Paragraph | Bullets | Facts] = []
    if placed:
        blocks += [
            Paragraph(
                text="Each row shows how many entries stand on each step of the ladder. "
                "Steps are never averaged, and an empty row has no entry yet."
            ),
            _picture(reading, asked, upper_first(noun)),
            Facts(
                rows=tuple(
                    FactsRow(term=step.title, word=None, value=None, text=step.text)
                    for step in reading.framework.evidence_ladder
                )
            ),
        ]
    else:
        blocks.append(
            Table(
                caption="Entries",
                head=(upper_first(noun), "Entries"),
                rows=tuple(
                    (each.question.wording, str(subject.entries))
                    for each, subject in zip(asked, reading.result.subjects, strict=True)
                ),
            )
        )
    if reading.result.without:
        titles = {each.subject: each.question.wording for each in asked}
        blocks += [
            Paragraph(
                text=f"These {nouns} have no entry here. It does not mean that nothing was done."
            ),
            Bullets(items=tuple(titles[each] for each in reading.result.without)),
        ]
    return Section(id="gaps", title="Where evidence is missing", blocks=tuple(blocks))


def _picture(reading: _Evidence, asked: Sequence[Asked], noun: str) -> Figure:
    result = reading.result
    columns = [*_steps(reading).values(), *(["No step chosen"] if result.unplaced else [])]
    rows = [
        (each.question.wording, _counts(subject, unplaced=result.unplaced > 0), subject)
        for each, subject in zip(asked, result.subjects, strict=True)
    ]
    totals = ", ".join(
        f"{column} {count}"
        for column, count in zip(columns, (*result.steps, result.unplaced), strict=False)
    )
    title = f"Entries for each {noun.lower()}, by step of the ladder"
    return Figure(
        chart=Matrix(
            title=title,
            description=f"Each circle counts entries. In all: {totals}. "
            f"Without an entry: {len(result.without)}.",
            columns=tuple(columns),
            rows=tuple(MatrixRow(label=label, counts=counts) for label, counts, _ in rows),
        ),
        table=Table(
            caption=title,
            head=(noun, *columns, "Gaps named"),
            rows=tuple(
                (label, *(str(count) for count in counts), str(subject.gaps))
                for label, counts, subject in rows
            ),
        ),
    )


def _counts(subject: SubjectEvidence, *, unplaced: bool) -> tuple[int, ...]:
    return (*subject.steps, *((subject.unplaced,) if unplaced else ()))
