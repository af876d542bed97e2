"""What the framework's page templates get: finished words and addresses, in reading order.

Addresses are relative to the page and end in ``.html``: the templates write HTML, which
the shell copies as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AreaPage",
    "AreaSummary",
    "CompetencyPage",
    "CompetencySummary",
    "Contrast",
    "Idea",
    "InstrumentCard",
    "Level",
    "Link",
    "OverviewPage",
    "Passage",
    "Reference",
    "Statement",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """Words, and where they lead; no address: words alone."""

    text: str
    url: str | None = None


Passage = tuple[Link, ...]
"""A text in pieces: names of sources are links to the references at the page's end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """An entry of the references."""

    anchor: str
    short: str
    """How a sentence names the work: ``Passmore (2007)``."""
    text: str
    url: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetencySummary:
    """A competency in a list."""

    link: Link
    definition: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaSummary:
    """An area in the overview."""

    link: Link
    summary: str
    competencies: tuple[CompetencySummary, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Idea:
    """A leadership task or a component of emotional intelligence, with what draws on it."""

    anchor: str
    title: str
    definition: str
    source: Link
    competencies: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OverviewPage:
    """``framework.md.j2``: the whole framework at a glance."""

    title: str
    description: str
    name: str
    areas_counted: str
    """``four areas``."""
    competencies_counted: str
    areas: tuple[AreaSummary, ...]
    tasks: tuple[Idea, ...]
    components: tuple[Idea, ...]
    instruments: tuple[Link, ...]
    version: str
    licence: str
    citation: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaPage:
    """``area.md.j2``: one area and its competencies."""

    title: str
    description: str
    position: str
    """``Area 1 of 4``."""
    framework: Link
    also_known_as: str | None
    summary: str
    text: Passage
    more_sources: tuple[Link, ...]
    """Sources that the text does not name."""
    competencies_counted: str
    competencies: tuple[CompetencySummary, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class InstrumentCard:
    """A questionnaire in a list, with the way to it."""

    id: str
    title: str
    purpose: str
    length: str
    """``Short form: 16 statements, about 4 minutes. …``."""
    action: str
    """The link's words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contrast:
    """A row of the table of two ways of acting."""

    effective: str
    ineffective: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """Suggestions for one level of answer."""

    title: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """An item as the questionnaire words it."""

    id: str
    text: str
    counts: str
    """``as answered``, or how a reversed answer is turned round."""
    forms: str
    """The forms that show it: ``Short form, Full form``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetencyPage:
    """``competency.md.j2``: all that the framework says about one competency."""

    title: str
    description: str
    position: str
    """``Competency 1 of 4``."""
    area: Link
    definition: str
    contrasts: tuple[Contrast, ...]
    why: Passage
    more_sources: tuple[Link, ...]
    """Sources that the text does not name."""
    levels: tuple[Level, ...]
    outcomes: tuple[str, ...]
    processes: tuple[str, ...]
    components: tuple[Link, ...]
    tasks: tuple[Link, ...]
    guidance: tuple[Link, ...]
    """Pages of the site's guidance that help with it."""
    statements_counted: str
    statements: tuple[Statement, ...]
    references: tuple[Reference, ...]
