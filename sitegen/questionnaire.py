"""The questionnaire page: one complete XHTML form for an instrument of any kind."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from scorer.questions import asked, sections
from sitegen import handscoring
from sitegen.formwords import MANNERS
from sitegen.pages import environment
from sitegen.prose.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.framework import AnyInstrument, Form, Framework
    from scorer.questions import Question, Section
    from sitegen.formwords import Manner
    from sitegen.handscoring import HandScoring

__all__ = [
    "GROUP",
    "NO_RUNTIME",
    "Addresses",
    "FormView",
    "QuestionView",
    "QuestionnairePage",
    "SectionView",
    "render",
    "view",
]

NO_RUNTIME: Final = json.dumps({"framework": {"bytes": 0}, "files": {}})
"""The manifest of a page that scores nothing, and so fetches nothing."""

GROUP: Final = "group"
"""The form that shows what a facilitator does."""

# Fetched only where the snapshot cannot be used.
_FALL_BACK = ("packages", "stdlib")

_SHORT_LABEL: Final = 32
"""Characters: answers up to this length stand side by side on paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """Where the page's links lead, relative to the page."""

    root: str = "."
    """The root of the site, from which the manifest counts its own addresses."""
    finish: str = "index.html"
    """The page that "Finish and clear" goes to."""
    privacy: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FormView:
    """A form that the reader can choose."""

    id: str
    title: str
    minutes: int
    count: int
    items: str
    """The ids of its questions in the order shown, separated by spaces."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionView:
    """A question as the page shows it."""

    question: Question
    numbers: bool
    """Whether the answers are whole numbers."""
    coded: bool
    """Whether paper shows its id, by which the hand-scoring sheet names it."""
    lettered: bool
    """Whether paper puts letters before its answers, by which the sheet names them."""
    stacked: bool
    """Whether its answers are too long to stand side by side on paper."""
    also_in: tuple[str, ...]
    """The shorter forms that ask it too, where they do not ask all of its step."""
    fields: tuple[QuestionView, ...]
    """The fields of an entry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionView:
    """One step of the form."""

    number: int
    section: Section
    setting: str | None
    """The question that all of the step's questions share."""
    questions: tuple[QuestionView, ...]
    also_in: tuple[str, ...]
    """The shorter forms that ask all of the step too, where one form asks all questions."""
    only_in: tuple[str, ...]
    """The forms that show the step, where no form shows all steps."""
    facilitator: tuple[str, ...]
    """What a facilitator does, a sentence each; first comes how long it takes."""
    open: bool
    """Whether these are choices that may all be left open."""

    @property
    def blanks(self) -> int:
        """How many blank entries paper has for a list; one where a step has several lists."""
        lists = sum(one.question.type == "entries" for one in self.questions)
        return 2 if lists == 1 else 1


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionnairePage:
    """All that ``questionnaire.html`` and ``printable.html`` show."""

    framework: Framework
    instrument: AnyInstrument
    manner: Manner
    forms: tuple[FormView, ...]
    sections: tuple[SectionView, ...]
    setting: str | None
    """The question that all questions of the page share."""
    opt_outs: tuple[str, ...]
    """The words of the choices for a question that does not fit."""
    writes: bool
    """Whether the reader writes in their own words."""
    lists: bool
    """Whether there are entries, of which the reader can have several."""
    shares: tuple[str, ...]
    """Titles of instruments with some of the same questions."""
    hand: HandScoring | None
    group: str
    megabytes: int
    manifest: Markup
    addresses: Addresses


def render(
    framework: Framework,
    instrument: AnyInstrument,
    manifest_json: str,
    addresses: Addresses | None = None,
) -> str:
    """Return the page's main content as well-formed XHTML without a namespace."""
    page = view(framework, instrument, manifest_json, addresses or Addresses())
    text = environment().get_template("questionnaire.html").render(page=page)
    # To Markdown, which carries the text to the shell, a blank line could end the block.
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def view(
    framework: Framework, instrument: AnyInstrument, manifest_json: str, addresses: Addresses
) -> QuestionnairePage:
    """Gather what the page shows; ValueError when a form asks what no step has."""
    asks = {form.id: _asked(framework, instrument, form) for form in instrument.forms}
    steps = _steps(framework, instrument, asks)
    questions = [question for step in steps for question in step.questions]
    hand = handscoring.scoring(framework, instrument)
    shown = tuple(
        _section(number, step, instrument, asks, hand) for number, step in enumerate(steps, start=1)
    )
    settings = {step.setting for step in steps}
    return QuestionnairePage(
        framework=framework,
        instrument=instrument,
        manner=MANNERS[instrument.kind],
        forms=tuple(_form(form, asks[form.id]) for form in instrument.forms),
        sections=shown,
        setting=next(iter(settings)) if len(settings) == 1 else None,
        opt_outs=tuple(dict.fromkeys(one.opt_out for one in questions if one.opt_out)),
        writes=any(one.type not in ("choice", "choices") for one in questions),
        lists=any(one.type == "entries" for one in questions),
        shares=tuple(_shares(framework, instrument, questions)),
        hand=hand,
        group=GROUP,
        megabytes=_megabytes(json.loads(manifest_json)),
        manifest=_inert(manifest_json),
        addresses=addresses,
    )


type _Asked = Mapping[str, tuple[Question, ...]]
"""Form id -> what the form asks, in the order shown."""


def _asked(framework: Framework, instrument: AnyInstrument, form: Form) -> tuple[Question, ...]:
    try:
        return asked(framework, instrument, form.id)
    except KeyError as error:
        raise ValueError(
            f"{instrument.id}: form {form.id!r} asks {error.args[0]}, which no step of the page has"
        ) from error


def _steps(framework: Framework, instrument: AnyInstrument, asks: _Asked) -> list[Section]:
    """Return the steps with those of their questions that a form asks.

    They stand in the order of the longest form; what it does not ask stands behind.
    """
    wanted = {question.id for each in asks.values() for question in each}
    longest = [question.id for question in max(asks.values(), key=len)]
    found = []
    for step in sections(framework, instrument):
        held = [question for question in step.questions if question.id in wanted]
        held.sort(key=lambda one: longest.index(one.id) if one.id in longest else len(longest))
        if held:
            found.append(replace(step, questions=tuple(held)))
    return found


def _form(form: Form, asks: Sequence[Question]) -> FormView:
    return FormView(
        id=form.id,
        title=form.title,
        minutes=form.minutes,
        count=len(asks),
        items=" ".join(question.id for question in asks),
    )


def _section(
    number: int,
    step: Section,
    instrument: AnyInstrument,
    asks: _Asked,
    hand: HandScoring | None,
) -> SectionView:
    every = {question.id for each in asks.values() for question in each}
    whole = any(len(each) == len(every) for each in asks.values())
    shorter = [form for form in instrument.forms if len(asks[form.id]) < len(every)]
    holding = {
        question.id: tuple(form.title for form in shorter if question in asks[form.id])
        for question in step.questions
    }
    alike = len(set(holding.values())) == 1
    titles = holding[step.questions[0].id] if alike else ()
    return SectionView(
        number=number,
        section=step,
        setting=step.setting,
        questions=tuple(
            _question(question, hand, also_in=() if alike or not whole else holding[question.id])
            for question in step.questions
        ),
        also_in=titles if whole else (),
        only_in=titles if not whole and len(titles) < len(instrument.forms) else (),
        facilitator=tuple(one.text for one in sentences(step.facilitator or "")),
        open=all(one.type == "choice" and one.optional for one in step.questions),
    )


def _question(
    question: Question, hand: HandScoring | None, also_in: tuple[str, ...] = ()
) -> QuestionView:
    return QuestionView(
        question=question,
        numbers=any(isinstance(option.value, int) for option in question.options),
        coded=hand is not None and question.id in hand.coded,
        lettered=hand is not None and question.id in hand.lettered,
        stacked=any(option.hint or len(option.label) > _SHORT_LABEL for option in question.options),
        also_in=also_in,
        fields=tuple(_question(field, None) for field in question.fields),
    )


def _shares(
    framework: Framework, instrument: AnyInstrument, questions: Sequence[Question]
) -> Iterator[str]:
    for other in framework.instruments:
        if other.id != instrument.id and any(
            question in questions
            for step in sections(framework, other)
            for question in step.questions
        ):
            yield other.title


def _megabytes(manifest: Mapping[str, Any]) -> int:
    """Return what a start from the snapshot fetches, uncompressed and rounded up."""
    files = [file for name, file in manifest["files"].items() if name not in _FALL_BACK]
    total: int = sum(file["bytes"] for file in [manifest["framework"], *files])
    return math.ceil(total / 1_000_000)


def _inert(manifest_json: str) -> Markup:
    r"""JSON that reads alike in HTML and XHTML: <, > and & as ``\u`` escapes."""
    text = json.dumps(json.loads(manifest_json), ensure_ascii=True, sort_keys=True)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - no character is left that markup gives a meaning
