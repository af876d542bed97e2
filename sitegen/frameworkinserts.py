"""Inserts that the framework fills: its questionnaires, and how it meets the guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pagecontent import competencies_by_id, components, counted
from sitegen.pages import environment
from sitegen.pageviews import InstrumentCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorer.framework import Form, Framework, Instrument
    from sitegen.guidance import Guidance
    from sitegen.inserts import Maker

__all__ = ["competencies", "makers"]


def makers(framework: Framework) -> dict[str, Maker]:
    """Return what fills ``instruments``, ``answer`` and ``components``."""
    cards = [_card(one) for one in framework.instruments]

    def listed(name: str) -> Maker:
        template = environment().get_template(f"inserts/{name}.md.j2")
        return lambda root: template.render(instruments=cards, root=root)

    def emotional_intelligence(root: str) -> str:
        template = environment().get_template("inserts/components.md.j2")
        return template.render(components=components(framework, root))

    return {
        "instruments": listed("instruments"),
        "answer": listed("answer"),
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


def _card(instrument: Instrument) -> InstrumentCard:
    return InstrumentCard(
        id=instrument.id,
        title=instrument.title,
        purpose=instrument.purpose,
        length=" ".join(_length(form) for form in instrument.forms),
        action=f"Answer “{instrument.title}”",
    )


def _length(form: Form) -> str:
    statements = counted(len(form.items), "statement", "statements")
    minutes = counted(form.minutes, "minute", "minutes")
    return f"{form.title}: {statements}, about {minutes}."
