"""Forms for paper: one page an instrument and form, with its hand-scoring sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sitegen import questionnaire
from sitegen.pages import PageSource, environment, front_matter, plain
from sitegen.prose.descriptions import describe

if TYPE_CHECKING:
    from scorer.framework import Form, Framework, Instrument
    from sitegen.inserts import Maker

__all__ = ["FOLDER", "PrintableList", "maker", "render"]

FOLDER: Final = "print"


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintableForm:
    """A form in the list."""

    title: str
    url: str
    """Relative to the page that holds the list."""
    count: int
    """Statements."""
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
        page = PrintableList(instruments=tuple(_listed(i, root) for i in framework.instruments))
        return environment().get_template("inserts/printable-forms.md.j2").render(page=page)

    return make


def _listed(instrument: Instrument, root: str) -> PrintableInstrument:
    return PrintableInstrument(
        title=instrument.title,
        forms=tuple(
            PrintableForm(
                title=form.title,
                url=f"{root}{FOLDER}/{instrument.id}-{form.id}.html",
                count=len(form.items),
                minutes=form.minutes,
            )
            for form in instrument.forms
        ),
    )


def _page(framework: Framework, instrument: Instrument, form: Form) -> PageSource:
    title = f"{instrument.title}, {form.title[:1].lower()}{form.title[1:]}, on paper"
    about = f"{title}: {len(form.items)} statements with boxes to tick, and a scoring sheet."
    description = describe(about)
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
        text=f"{head}\n{_content(framework, instrument, form)}",
    )


def _content(framework: Framework, instrument: Instrument, form: Form) -> str:
    """Return the page as HTML: the questionnaire's own view, of an instrument with one form."""
    alone = replace(instrument, forms=(form,))
    page = questionnaire.view(framework, alone, questionnaire.NO_RUNTIME, questionnaire.Addresses())
    text = environment().get_template("printable.html").render(page=page, plan=form.planning)
    # In Markdown a blank line could end the block.
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"
