"""Forms for paper: one page an instrument and form, with its hand-scoring sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scorer.questions import asked
from sitegen import questionnaire
from sitegen.pages import PageSource, environment, front_matter, plain
from sitegen.prose.descriptions import describe

if TYPE_CHECKING:
    from scorer.framework import AnyInstrument, Form, Framework
    from sitegen.inserts import Maker
    from sitegen.questionnaire import QuestionnairePage

__all__ = ["FOLDER", "PrintableList", "maker", "render"]

FOLDER: Final = "print"


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintableForm:
    """A form in the list."""

    title: str
    url: str
    """Relative to the page that holds the list."""
    count: int
    """Statements or questions."""
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintableInstrument:
    """A questionnaire in the list."""

    title: str
    forms: tuple[PrintableForm, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintableList:
    """``inserts/printable-forms.md.j2``: where each form for paper is."""

    instruments: tuple[PrintableInstrument, ...]


def render(framework: Framework) -> list[PageSource]:
    """Return a page for each form of each questionnaire."""
    return [
        _page(framework, instrument, form)
        for instrument in framework.instruments
        for form in instrument.forms
    ]


def maker(framework: Framework) -> Maker:
    """Return what makes the insert ``printable-forms``."""

    def make(root: str) -> str:
        page = PrintableList(
            instruments=tuple(_listed(framework, one, root) for one in framework.instruments)
        )
        return environment().get_template("inserts/printable-forms.md.j2").render(page=page)

    return make


def _listed(framework: Framework, instrument: AnyInstrument, root: str) -> PrintableInstrument:
    return PrintableInstrument(
        title=instrument.title,
        forms=tuple(
            PrintableForm(
                title=form.title,
                url=f"{root}{FOLDER}/{instrument.id}-{form.id}.html",
                count=len(asked(framework, instrument, form.id)),
                minutes=form.minutes,
            )
            for form in instrument.forms
        ),
    )


def _page(framework: Framework, instrument: AnyInstrument, form: Form) -> PageSource:
    page = _view(framework, instrument, form)
    title = f"{instrument.title}, {form.title[:1].lower()}{form.title[1:]}, on paper"
    description = describe(f"{title}: {_held(page)}.")
    head = front_matter(
        title=plain(title),
        description=description,
        form_css=True,
        source=f"instruments/{instrument.id}.yml",
        hide=["toc"],
        # Its statements are found on the pages of their competencies and in the codebook.
        search={"exclude": True},
    )
    return PageSource(
        path=f"{FOLDER}/{instrument.id}-{form.id}.md",
        title=title,
        description=description,
        text=f"{head}\n{_content(page)}",
    )


def _view(framework: Framework, instrument: AnyInstrument, form: Form) -> QuestionnairePage:
    """Return the questionnaire's own view, of an instrument with one form."""
    # Forms are of the instrument's own class, which the checker cannot see.
    alone = replace(instrument, forms=(form,))  # type: ignore[arg-type]
    return questionnaire.view(framework, alone, questionnaire.NO_RUNTIME, questionnaire.Addresses())


def _held(page: QuestionnairePage) -> str:
    """Say what the page holds: "16 statements with boxes to tick, and a scoring sheet"."""
    room = "room to write" if page.writes else "boxes to tick"
    sheet = ", and a scoring sheet" if page.hand else ""
    return f"{page.forms[0].count} {page.manner.noun}s with {room}{sheet}"


def _content(page: QuestionnairePage) -> str:
    text = environment().get_template("printable.html").render(page=page)
    # In Markdown a blank line could end the block.
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"
