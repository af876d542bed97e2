"""Inserts that the framework fills: its questionnaires, and how it meets the guidance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scorer.framework import HealthCheck, SelfAssessment
from scorer.questions import asked
from sitegen import comparepage, instrumentpages
from sitegen.pagecontent import competencies_by_id, components, counted
from sitegen.pages import environment
from sitegen.pageviews import InstrumentCard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scorer.framework import AnyInstrument, Form, Framework
    from sitegen.guidance import Guidance
    from sitegen.inserts import Maker

__all__ = ["Listed", "Need", "competencies", "makers"]

_NEEDS: Final = (
    (
        "about-you",
        "About you",
        "For you if you want to see how you lead in a partnership now.",
        ("self-assessment",),
    ),
    (
        "about-the-partnership",
        "About the partnership",
        "For you if you want to see what your partnership is like, alone or with its members.",
        ("placement", "health-check"),
    ),
    (
        "how-they-fit",
        "How the two fit",
        "For you if you want to know what your partnership asks of you in particular.",
        ("fit",),
    ),
    (
        "before-you-join",
        "Before you join",
        "For you if you are about to take a seat in a partnership.",
        ("preparation",),
    ),
    (
        "evidence-of-change",
        "Evidence",
        "For you if you, or your partnership, have to show what changed.",
        ("evidence",),
    ),
    (
        "looking-back",
        "Looking back",
        "For you if you want to learn from a partnership that you know, alone or with a group.",
        ("reflection",),
    ),
)
"""Anchor, title, whom it is for, and the kinds of instrument that meet the need."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """An instrument in the list, with the pages about it below the site's root."""

    card: InstrumentCard
    about: str
    group: str | None
    """Where members' answers are put together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """What readers come for, with the instruments that meet it."""

    id: str
    title: str
    text: str
    instruments: tuple[Listed, ...]


def makers(framework: Framework) -> dict[str, Maker]:
    """Return what fills ``instruments``, ``answer`` and ``components``."""
    needs = tuple(_needs(framework))

    def listed(root: str) -> str:
        template = environment().get_template("inserts/instruments.md.j2")
        compare = comparepage.PAGE if comparepage.comparable(framework) else None
        return template.render(needs=needs, compare=compare, root=root)

    def ways_in(root: str) -> str:
        template = environment().get_template("inserts/answer.md.j2")
        cards = [_card(framework, one) for one in framework.instruments]
        return template.render(instruments=cards, root=root)

    def emotional_intelligence(root: str) -> str:
        template = environment().get_template("inserts/components.md.j2")
        return template.render(components=components(framework, root))

    return {
        "instruments": listed,
        "answer": ways_in,
        "components": emotional_intelligence,
    }


def competencies(framework: Framework, guidance: Guidance) -> Callable[[str, str], str]:
    """Return what writes the end of a guidance page: the competencies that it helps with.

    It takes the page's name and the way to the root; a page that helps with none gets
    an empty text.
    """

    def write(page: str, root: str) -> str:
        known = competencies_by_id(framework, root)
        helped = [known[one] for one in guidance.competencies.get(page, ())]
        template = environment().get_template("inserts/competencies.md.j2")
        return template.render(competencies=helped) if helped else ""

    return write


def _needs(framework: Framework) -> Iterator[Need]:
    """Yield the needs that the framework has an instrument for."""
    for anchor, title, text, kinds in _NEEDS:
        listed = _listed(framework, kinds)
        if listed:
            yield Need(id=anchor, title=title, text=text, instruments=listed)


def _listed(framework: Framework, kinds: Sequence[str]) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            card=_card(framework, one),
            about=f"{instrumentpages.FOLDER}/{one.id}.html",
            group=instrumentpages.group_page(one) if isinstance(one, HealthCheck) else None,
        )
        for one in framework.instruments
        if one.kind in kinds
    )


def _card(framework: Framework, instrument: AnyInstrument) -> InstrumentCard:
    return InstrumentCard(
        id=instrument.id,
        title=instrument.title,
        purpose=instrument.purpose,
        length=" ".join(_length(framework, instrument, form) for form in instrument.forms),
        action=f"Answer “{instrument.title}”",
    )


def _length(framework: Framework, instrument: AnyInstrument, form: Form) -> str:
    nouns = ("statement", "statements")
    if not isinstance(instrument, SelfAssessment):
        nouns = ("question", "questions")
    questions = counted(len(asked(framework, instrument, form.id)), *nouns)
    minutes = counted(form.minutes, "minute", "minutes")
    return f"{form.title}: {questions}, about {minutes}."
