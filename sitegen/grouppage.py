"""The page of a meeting: members' files are merged on it, and the meeting writes its minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.questions import MEETING, asked
from sitegen import questionnaire
from sitegen.pages import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from scorer.framework import Framework, HealthCheck, StateItem
    from sitegen.questionnaire import Addresses, QuestionView

__all__ = ["GroupPage", "MeetingItem", "render", "title"]


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingItem:
    """One item of the health check, with what the meeting records about it."""

    dimension: str
    first: bool
    """Whether it is the first one of its dimension."""
    item: StateItem
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupPage:
    """All that ``group.html`` shows."""

    framework: Framework
    check: HealthCheck
    title: str
    form: str
    """The id of the form that a meeting fills in."""
    asks: str
    """The ids of its questions in the order shown, separated by spaces."""
    items: tuple[MeetingItem, ...]
    megabytes: int
    manifest: Markup
    addresses: Addresses


def title(check: HealthCheck) -> str:
    """Return what the page is called."""
    return f"{check.title}: a meeting"


def render(
    framework: Framework,
    instrument: HealthCheck,
    manifest_json: str,
    addresses: Addresses | None = None,
) -> str:
    """Return the page's main content as well-formed XHTML without a namespace."""
    page = _view(framework, instrument, manifest_json, addresses or questionnaire.Addresses())
    text = environment().get_template("group.html").render(page=page)
    # To Markdown, which carries the text to the shell, a blank line could end the block.
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def _view(
    framework: Framework, check: HealthCheck, manifest_json: str, addresses: Addresses
) -> GroupPage:
    form = questionnaire.view(framework, check, manifest_json, addresses)
    return GroupPage(
        framework=framework,
        check=check,
        title=title(check),
        form=MEETING,
        asks=" ".join(question.id for question in asked(framework, check, MEETING)),
        items=tuple(_items(framework, check)),
        megabytes=form.megabytes,
        manifest=form.manifest,
        addresses=addresses,
    )


def _items(framework: Framework, check: HealthCheck) -> Iterator[MeetingItem]:
    """Yield the items in the order of the meeting's form, which is that of the longest one."""
    questions = {question.id: question for question in asked(framework, check, MEETING)}
    places = {
        item.id: (dimension.title, item)
        for dimension in (*check.dimensions, check.outcome_evidence)
        for item in dimension.items
    }
    before = ""
    for each in max(check.forms, key=lambda form: len(form.items)).items:
        dimension, item = places[each]
        own = [one for one in questions.values() if one.id.rpartition("-")[0] == each]
        yield MeetingItem(
            dimension=dimension,
            first=dimension != before,
            item=item,
            questions=tuple(
                questionnaire.QuestionView(
                    # The heading above says it.
                    question=replace(question, title=None),
                    numbers=False,
                    coded=False,
                    lettered=False,
                    stacked=True,
                    also_in=(),
                    fields=(),
                )
                for question in own
            ),
        )
        before = dimension
