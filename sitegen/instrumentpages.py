"""A page about each instrument: what it is for, what it asks, and what it can and cannot tell.

They are Markdown files as the framework's pages are (``sitegen.pages``). All that a page says
comes from the instrument's YAML and from its kind, so an instrument of one's own has one too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scorer.framework import HealthCheck, Placement, SelfAssessment, Workbook
from scorer.questions import asked, sections
from sitegen import handscoring
from sitegen.formwords import MANNERS
from sitegen.pagecontent import competencies_by_id, counted
from sitegen.pages import PageSource, environment, front_matter, plain
from sitegen.pageviews import Link
from sitegen.prose.descriptions import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.framework import AnyInstrument, Clarity, Fit, Form, Framework, Weight
    from scorer.questions import Option, Question, Section

__all__ = ["FOLDER", "InstrumentPage", "group_page", "render", "view"]

FOLDER: Final = "questionnaires"

_DOCUMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "preparation": (
        "Your plan comes first: what to lean on, what to work on, and your own first steps.",
        "If you choose a pattern, it says what that pattern asks of you, with the reasons.",
        "Then it shows where you stand, and all that you wrote, step by step.",
    ),
    "evidence": (
        "It holds each piece of evidence that you wrote, below the subject that it is about.",
        "It puts what changed before how you worked.",
        "A picture shows where evidence is missing, with a table that says the same.",
    ),
    "reflection": (
        "It holds what you wrote, step by step.",
        "A table counts the behaviours that you related to each component.",
        "If you named competencies, it lists them with the behaviours.",
    ),
}
"""Kind -> what the finished document holds, a sentence each."""

_TYPES: Final[Mapping[str, str]] = {
    "text": "A line of your own words.",
    "long-text": "As much of your own words as you need.",
    "date": "A date.",
}
_BOOST: Final = 0.8
"""What the search counts a hit here: a subject's own page comes before one that mentions it."""
_STATUS: Final[Mapping[str, str]] = {
    "author": "authors’ judgement, untested",
    "panel": "rated by a panel",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FormRow:
    """A form, with its way to paper."""

    title: str
    count: int
    minutes: int
    paper: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question as it is listed."""

    id: str | None
    """Where the codebook and the hand scoring name it."""
    title: str | None
    wording: str
    hint: str | None
    answer: str | None
    """How it is answered, where there is nothing to choose from."""
    options: tuple[Option, ...]
    """Empty where the step's questions share their answers."""
    prompts: tuple[str, ...]
    fields: tuple[Asked, ...]
    """What each entry holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepRow:
    """A step of the form, with all that it asks."""

    title: str
    """With the part that it belongs to, where another instrument is asked."""
    count: str
    forms: tuple[str, ...]
    """The forms that show it; empty where all do."""
    summary: str
    setting: str | None
    answers: tuple[str, ...]
    """The words that all questions of the step are answered with; empty where they differ."""
    entries: Asked | None
    """How all questions of the step are answered, where they ask for the same entries."""
    opt_out: str | None
    questions: tuple[Asked, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FacilitatorRow:
    """What a facilitator does in a step."""

    title: str
    minutes: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightRow:
    """What one pattern asks of a competency."""

    pattern: str
    weight: int
    reason: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightTable:
    """The weights of one competency."""

    competency: Link
    rows: tuple[WeightRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightArea:
    """An area's competencies with their weights."""

    title: str
    tables: tuple[WeightTable, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """All weights and the limits that go with them."""

    fit: Fit
    patterns: tuple[str, ...]
    areas: tuple[WeightArea, ...]
    tested: bool
    """Whether a panel has rated them all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileRules:
    """When a profile over the features is called clear."""

    clarity: tuple[Clarity, ...]
    minimum: int
    of: int
    within: int


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupRules:
    """What a group's report needs."""

    page: Link
    members: str
    organisation: str
    item: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InstrumentPage:
    """``instrument.md.j2``: all that the site says about one instrument."""

    title: str
    purpose: str
    answer: Link
    nouns: str
    """What is asked, in the plural and with a capital: ``Statements``."""
    scored: bool
    """Whether the answers become scores or a profile."""
    by_hand: bool
    """Whether they can be worked out on paper."""
    forms: tuple[FormRow, ...]
    scoring: tuple[str, ...]
    limits: tuple[str, ...]
    profile: ProfileRules | None
    group: GroupRules | None
    document: tuple[str, ...]
    weights: Weights | None
    weights_at: Link | None
    """The page that has the weights which this instrument uses too."""
    facilitator: tuple[FacilitatorRow, ...]
    facilitator_minutes: int
    steps: tuple[StepRow, ...]


def render(framework: Framework) -> list[PageSource]:
    """Return a page for each instrument, in the order shown."""
    return [_page(framework, one) for one in framework.instruments]


def group_page(check: HealthCheck) -> str:
    """Return the address of the page where a health check's files are put together."""
    return f"{check.id}-group.html"


def view(framework: Framework, instrument: AnyInstrument) -> InstrumentPage:
    """Gather what the page shows."""
    manner = MANNERS[instrument.kind]
    facilitator = tuple(_facilitator(instrument))
    return InstrumentPage(
        title=instrument.title,
        purpose=instrument.purpose,
        answer=Link(text=f"Answer “{instrument.title}”", url=f"../{instrument.id}.html"),
        nouns=f"{manner.noun.capitalize()}s",
        scored=manner.scored,
        by_hand=handscoring.scoring(framework, instrument) is not None,
        forms=tuple(_form(framework, instrument, form) for form in instrument.forms),
        scoring=instrument.scoring,
        limits=instrument.limits,
        profile=_profile(instrument) if isinstance(instrument, Placement) else None,
        group=_group(instrument) if isinstance(instrument, HealthCheck) else None,
        document=_DOCUMENTS.get(instrument.kind, ()),
        weights=_weights(framework) if instrument.kind == "fit" else None,
        weights_at=_weights_at(framework) if instrument.kind == "preparation" else None,
        facilitator=facilitator,
        facilitator_minutes=sum(one.minutes for one in facilitator),
        steps=tuple(_steps(framework, instrument)),
    )


def _page(framework: Framework, instrument: AnyInstrument) -> PageSource:
    page = view(framework, instrument)
    # The questionnaire itself has the bare title, and no two pages may share one.
    title = f"About “{instrument.title}”"
    does = "how it is scored" if page.scored else "what becomes of it"
    description = describe(
        f"{instrument.title}: how long it takes, what it asks, {does} and what it cannot tell.",
        f"From {framework.title}.",
    )
    front = front_matter(
        title=plain(title),
        description=description,
        source=f"instruments/{instrument.id}.yml",
        search={"boost": _BOOST},
    )
    body = environment().get_template("instrument.md.j2").render(page=page)
    return PageSource(
        path=f"{FOLDER}/{instrument.id}.md",
        title=instrument.title,
        description=description,
        text=f"{front}{_tidied(body)}",
    )


def _tidied(body: str) -> str:
    """Return the text with single blank lines: what templates leave out leaves several."""
    lines: list[str] = []
    for line in body.strip().splitlines():
        if line.strip() or lines[-1].strip():
            lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def _form(framework: Framework, instrument: AnyInstrument, form: Form) -> FormRow:
    return FormRow(
        title=form.title,
        count=len(asked(framework, instrument, form.id)),
        minutes=form.minutes,
        paper=Link(text=f"Print “{form.title}”", url=f"../print/{instrument.id}-{form.id}.html"),
    )


def _profile(placement: Placement) -> ProfileRules:
    return ProfileRules(
        clarity=placement.clarity,
        minimum=placement.minimum,
        of=len(placement.features),
        within=placement.within,
    )


def _group(check: HealthCheck) -> GroupRules:
    def members(number: int) -> str:
        return counted(number, "member", "members")

    return GroupRules(
        page=Link(text="Put members’ answers together", url=f"../{group_page(check)}"),
        members=members(check.group.members),
        organisation=members(check.group.organisation),
        item=members(check.group.item),
    )


def _weights(framework: Framework) -> Weights | None:
    fit, patterns = framework.fit, framework.patterns
    if fit is None or patterns is None:
        return None
    titles = {one.id: one.title for one in patterns.patterns}
    weighed = {
        one.competency: {each.pattern: each for each in one.weights} for one in fit.competencies
    }
    links = {one: each.link for one, each in competencies_by_id(framework, "../").items()}
    return Weights(
        fit=fit,
        patterns=tuple(titles.values()),
        areas=tuple(
            WeightArea(
                title=area.title,
                tables=tuple(
                    WeightTable(
                        competency=links[one.id],
                        rows=tuple(
                            _weight(weighed[one.id][pattern], name)
                            for pattern, name in titles.items()
                        ),
                    )
                    for one in area.competencies
                ),
            )
            for area in framework.areas
        ),
        tested=all(each.status == "panel" for own in weighed.values() for each in own.values()),
    )


def _weight(weight: Weight, pattern: str) -> WeightRow:
    return WeightRow(
        pattern=pattern,
        weight=weight.weight,
        reason=weight.reason,
        status=_STATUS[weight.status],
    )


def _weights_at(framework: Framework) -> Link | None:
    if framework.fit is None:
        return None
    return next(
        (
            Link(text="every weight, with its reason", url=f"{one.id}.html#weights")
            for one in framework.instruments
            if one.kind == "fit"
        ),
        None,
    )


def _facilitator(instrument: AnyInstrument) -> Iterator[FacilitatorRow]:
    if isinstance(instrument, Workbook):
        for one in instrument.sections:
            if one.facilitator is not None:
                yield FacilitatorRow(
                    title=one.title, minutes=one.facilitator.minutes, text=one.facilitator.text
                )


def _steps(framework: Framework, instrument: AnyInstrument) -> Iterator[StepRow]:
    asks = {form: asked(framework, instrument, form.id) for form in instrument.forms}
    for step in sections(framework, instrument):
        showing = [form.title for form, each in asks.items() if _shares(step, each)]
        if showing:
            everywhere = len(showing) == len(asks)
            yield _step(step, instrument, () if everywhere else tuple(showing))


def _shares(step: Section, questions: Sequence[Question]) -> bool:
    own = {question.id for question in step.questions}
    return any(question.id in own for question in questions)


def _step(step: Section, instrument: AnyInstrument, forms: tuple[str, ...]) -> StepRow:
    first = step.questions[0]
    # Of one question alone, the answers stand below it.
    alike = len(step.questions) > 1 and all(
        one.type == first.type and one.options == first.options and one.fields == first.fields
        for one in step.questions
    )
    listed = _asked(first, coded=False, shared=False)
    opt_outs = {one.opt_out for one in step.questions}
    coded = isinstance(instrument, SelfAssessment | HealthCheck)
    return StepRow(
        title=step.title if step.group is None else f"{step.group}: {step.title}",
        count=counted(len(step.questions), *_nouns(instrument)),
        forms=forms,
        summary=step.summary,
        setting=step.setting,
        answers=tuple(option.label for option in first.options) if alike else (),
        entries=listed if alike and first.fields else None,
        opt_out=next(iter(opt_outs)) if len(opt_outs) == 1 else None,
        questions=tuple(_asked(one, coded=coded, shared=alike) for one in step.questions),
    )


def _nouns(instrument: AnyInstrument) -> tuple[str, str]:
    noun = MANNERS[instrument.kind].noun
    return noun, f"{noun}s"


def _asked(question: Question, *, coded: bool, shared: bool) -> Asked:
    return Asked(
        id=question.id if coded else None,
        title=question.title,
        wording=question.wording,
        hint=question.hint,
        answer=None if shared and question.fields else _answer(question),
        options=() if shared else question.options,
        prompts=question.prompts,
        fields=()
        if shared
        else tuple(_asked(field, coded=False, shared=False) for field in question.fields),
    )


def _answer(question: Question) -> str | None:
    if question.type == "entries":
        entry = question.entry or "entry"
        return f"Up to {question.at_most}, a {entry} each, with:"
    if question.type == "choices":
        return "Any of these:"
    return _TYPES.get(question.type)
