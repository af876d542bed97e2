"""What the report's templates get: finished words and numbers, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.figure import Drawing

__all__ = [
    "Advice",
    "AreaAdvice",
    "AreaView",
    "Behaviour",
    "BehaviourGroup",
    "DocumentView",
    "Notice",
    "ReportView",
    "ScoreRow",
    "Section",
    "SpreadView",
    "SummaryLine",
    "WorkingArea",
    "WorkingGroup",
    "WorkingRow",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A pattern in the answers: what was seen, and why it may be fine."""

    seen: str
    fine: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryLine:
    """An area in words. ``word`` and ``value`` are None when there is no score."""

    title: str
    word: str | None
    value: str | None
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Behaviour:
    """A statement, the word that answered it and, for a reversed one, what that means."""

    statement: str
    answer: str
    place: str | None
    note: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BehaviourGroup:
    """Behaviours of one area; ``title`` is None when a short list stands alone."""

    title: str | None
    behaviours: tuple[Behaviour, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """A competency with suggestions; ``behaviours`` is empty outside "What to work on"."""

    title: str
    place: str
    behaviours: tuple[Behaviour, ...]
    lead: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaAdvice:
    """The suggestions of one area."""

    title: str
    advice: tuple[Advice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreRow:
    """A row of an area's table. ``withheld`` says why there is no score."""

    title: str
    is_area: bool
    score: str
    interval: str | None
    withheld: str | None
    answered: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaView:
    """One area: words, chart and the same numbers as a table."""

    id: str
    title: str
    description: str
    sentence: str
    chart: Drawing | None
    """None when nothing was answered."""
    caption: str
    words: tuple[str, ...]
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SpreadView:
    """How all answers fell on the scale."""

    sentence: str
    chart: Drawing | None
    words: tuple[str, ...]
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingRow:
    """What became of one answer."""

    id: str
    statement: str
    answer: str
    reversed: str
    keyed: int | None
    counted: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingGroup:
    """The rows of a competency; ``title`` is None where competencies are not scored."""

    title: str | None
    rows: tuple[WorkingRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingArea:
    """An area's arithmetic, from answers to the number shown."""

    title: str
    groups: tuple[WorkingGroup, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading of the report and its id in the page."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportView:
    """What ``report.xhtml`` lays out."""

    language: str
    about: tuple[str, ...]
    notices: tuple[Notice, ...]
    summary: tuple[SummaryLine, ...]
    levels: tuple[str, ...]
    """How answers count, which areas can be called higher, and which are about level."""
    lean_on_lead: str
    lean_on: tuple[BehaviourGroup, ...]
    work_on_lead: str
    work_on: tuple[Advice, ...]
    suggestions_lead: str
    suggestions: tuple[AreaAdvice, ...]
    areas: tuple[AreaView, ...]
    spread: SpreadView
    limits: tuple[str, ...]
    working_lead: tuple[str, ...]
    working: tuple[WorkingArea, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The headings, in order; a section without content is left out."""
        listed = (
            ("about", "About this report", True),
            ("look-again", "You may want to look again", bool(self.notices)),
            ("summary", "In short", True),
            ("lean-on", "Strengths to lean on", True),
            ("work-on", "What to work on", True),
            ("suggestions", "Suggestions that fit your answers", bool(self.suggestions)),
            ("areas", "Area by area", True),
            ("spread", "How your answers spread", True),
            ("limits", "What these numbers can and cannot say", True),
            ("working", "The working", True),
        )
        return tuple(
            Section(id=f"pi-{name}", title=title) for name, title, there in listed if there
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentView:
    """What ``document.xhtml`` lays out around the report."""

    language: str
    title: str
    policy: str
    style: str
    heading: str
    standfirst: str
    sections: tuple[Section, ...]
    fragment: str
    footer: tuple[str, ...]
    fingerprint: str
