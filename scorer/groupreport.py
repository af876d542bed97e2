"""The report of a group's health check: where members stand, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer import groupfigures, groupwords
from scorer.blocks import (
    Facts,
    FactsRow,
    Notice,
    Paragraph,
    Part,
    Report,
    Section,
    Table,
)
from scorer.footers import footer
from scorer.framework import HealthCheck
from scorer.health import most_to_talk_about, states_of
from scorer.healthreport import (
    dimension_titles,
    limits_of_states,
    questions,
    questions_lead,
)
from scorer.words import counted, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.blocks import Block
    from scorer.framework import Dimension, Framework, StateItem
    from scorer.groupresult import GroupItem, GroupResult

__all__ = ["report"]

# Of a chart row that shows no answers.
_NONE: tuple[int, ...] = ()
_FEW = 5
_SPLIT = "Where views split"


def report(result: GroupResult, framework: Framework) -> Report:
    """Return the report of members' files merged; with too few, it says how many are missing."""
    check = framework.one_of(HealthCheck, result.instrument)
    return Report(
        language=framework.language,
        instrument=check.title,
        heading="How members see the partnership",
        sections=tuple(_sections(result, check, framework)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def _sections(result: GroupResult, check: HealthCheck, framework: Framework) -> Iterator[Section]:
    yield Section(id="in-short", title="In short", blocks=tuple(_in_short(result, check)))
    if result.enough:
        yield from _findings(result, check, framework)
    yield Section(id="files", title="Files", blocks=tuple(_files(result)))
    texts = (*groupwords.limits(check), *limits_of_states(check), *check.limits)
    yield Section(
        id="limits",
        title="What these numbers can and cannot say",
        blocks=tuple(Paragraph(text=text) for text in texts),
    )


def _findings(result: GroupResult, check: HealthCheck, framework: Framework) -> Iterator[Section]:
    items = {each.id: each for each in (*result.items, *result.evidence)}
    profile = groupfigures.profile(result, check, dimension_titles(check))
    yield Section(id="profile", title="The dimensions", blocks=(profile,))
    yield Section(
        id="organisations",
        title="By organisation",
        blocks=tuple(_organisations(result, check)),
    )
    yield Section(id="split", title=_SPLIT, blocks=tuple(_split(result, check)))
    yield Section(
        id="spread",
        title="How answers spread",
        blocks=tuple(_spread(each, check, items) for each in check.dimensions),
    )
    yield Section(
        id="evidence",
        title=check.outcome_evidence.title,
        blocks=tuple(_evidence(check, framework, items)),
    )
    yield Section(
        id="talk-about",
        title="What to talk about first",
        blocks=tuple(_talk_about(result, check, items)),
    )
    if result.questions_for:
        scored = [each for each in result.dimensions if each.value is not None]
        lead = Paragraph(text=questions_lead(result.questions_for, len(scored)))
        yield Section(
            id="questions",
            title="Questions for your next meeting",
            blocks=(lead, *questions(check, result.questions_for)),
        )


def _in_short(result: GroupResult, check: HealthCheck) -> Iterator[Block]:
    for text in groupwords.about(result):
        yield Paragraph(text=text)
    titles = dimension_titles(check)
    if result.dimensions:
        yield Facts(
            rows=tuple(
                FactsRow(
                    term=titles[each.id],
                    word=None if each.value else "no score",
                    value=each.value,
                    text=groupwords.means(each),
                )
                for each in result.dimensions
            )
        )
    for text in groupwords.unequal(result, check, titles):
        yield Paragraph(text=text)
    if result.split:
        number = counted(len(result.split), "question")
        yield Paragraph(text=f"Views split on {number}. See “{_SPLIT}” below.")


def _files(result: GroupResult) -> Iterator[Block]:
    yield Paragraph(text=f"{result.members} of {counted(result.files, 'file')} can be used.")
    if result.set_aside:
        yield Table(
            caption="Files set aside",
            head=("Why", "Files"),
            rows=tuple((why, str(number)) for why, number in groupwords.reasons(result.set_aside)),
        )
        yield Paragraph(text="Whoever opened the files was told which ones they are.")
    # A file's name tells who sent it, and what is wrong with it can quote an answer. Both are
    # for whoever opened the files, as is that two are alike, and not for all who read this.
    if len(result.partnerships) > 1:
        yield Notice(
            lead="The files name more than one partnership. Check that they belong together.",
            items=tuple(
                f"{quoted(label)}: {counted(number, 'file')}"
                for label, number in result.partnerships
            ),
        )


def _organisations(result: GroupResult, check: HealthCheck) -> Iterator[Block]:
    shown = [each for each in result.dimensions if each.strips]
    least = check.group.organisation
    if result.organisations == 1:
        yield Paragraph(text=f"{groupwords.alone(result)}, so there is no comparison.")
        return
    if not shown:
        yield Paragraph(
            text=f"No organisation can be shown on its own. Each needs {least} members, and "
            "the rest must not be one or two."
        )
        return
    yield Paragraph(
        text=f"An organisation is shown from {least} members on. Fewer than {_FEW} are a few "
        "views, and one more could change their mean a lot."
    )
    if any(each.others is not None for each in shown):
        yield Paragraph(
            text="In the mean of organisations, each one that is not shown counts once, with the "
            f"mean of {quoted(groupwords.OTHERS)}."
        )
    titles = dimension_titles(check)
    for each in shown:
        yield Part(
            title=titles[each.id], blocks=(groupfigures.strips(each, titles[each.id], check),)
        )


def _split(result: GroupResult, check: HealthCheck) -> Iterator[Block]:
    if not result.split:
        yield Paragraph(
            text="On no question that is shown did many members stand low and many high at the "
            "same time."
            if any(each.counts is not None for each in result.items)
            else "No question has enough answers to tell."
        )
        return
    yield Paragraph(
        text="On these, many members stand low and many stand high. A mean would hide that. "
        "Ask each side what it sees."
    )
    items = {item.id: item for dimension in check.dimensions for item in dimension.items}
    found = {each.id: each for each in result.items}
    for each in result.split:
        yield Part(
            title=items[each].title,
            blocks=(
                Paragraph(text=items[each].question),
                groupfigures.distribution(items[each], found[each]),
            ),
        )


def _spread(dimension: Dimension, check: HealthCheck, items: dict[str, GroupItem]) -> Part:
    """Return how many members chose each state of a dimension's items."""
    own = [item for item in dimension.items if item.id in items]
    heads = tuple(f"State {state}" for state in states_of(check))
    blocks = groupfigures.matrix(
        f"{dimension.title}: members on each state", own, items, heads, check
    )
    return Part(title=dimension.title, blocks=tuple(blocks))


def _evidence(
    check: HealthCheck, framework: Framework, items: dict[str, GroupItem]
) -> Iterator[Block]:
    dimension = check.outcome_evidence
    own = [item for item in dimension.items if item.id in items]
    steps = tuple(step.title for step in framework.evidence_ladder)
    yield Paragraph(text=dimension.summary)
    yield from groupfigures.matrix(
        "How far members say the evidence reaches", own, items, steps, check
    )
    if any(items[item.id].counts for item in own):
        yield Paragraph(
            text="These answers are not averaged. Where members differ, someone may know of "
            "evidence that others have not seen."
        )


def _talk_about(
    result: GroupResult, check: HealthCheck, items: dict[str, GroupItem]
) -> Iterator[Block]:
    if result.split:
        yield Paragraph(text="Start with the questions on which views split, above.")
    if not result.talk_about:
        most = most_to_talk_about(check)
        yield Paragraph(text=f"No question has a mean of {most} or lower.")
        return
    yield Paragraph(
        text="These questions have the lowest means. Equal ones are all named, in the order of "
        "the questionnaire and not of importance."
    )
    yield Facts(
        rows=tuple(
            FactsRow(
                term=item.title,
                word=None,
                value=items[item.id].value,
                text=f"{item.question} {_commonest(item, items[item.id])}",
            )
            for dimension in check.dimensions
            for item in dimension.items
            if item.id in result.talk_about
        )
    )


def _commonest(item: StateItem, found: GroupItem) -> str:
    """Return the state that most members chose; equals are all named, by their numbers."""
    counts = found.counts or _NONE
    most = max(counts)
    states = [state for state, count in enumerate(counts) if count == most]
    if len(states) > 1:
        numbers = listed(str(state + 1) for state in states)
        return f"Most often chosen: states {numbers} ({most} of {sum(counts)} each)."
    return f"Most often chosen: {quoted(item.states[states[0]])} ({most} of {sum(counts)})."
