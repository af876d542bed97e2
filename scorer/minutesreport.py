"""The minutes of a meeting as a document: what was agreed, who does what, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.blocks import (
    Bullets,
    Facts,
    FactsRow,
    Notice,
    Paragraph,
    Part,
    Quote,
    Report,
    Section,
    Table,
)
from scorer.days import day_text
from scorer.footers import footer
from scorer.framework import HealthCheck
from scorer.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.blocks import Block
    from scorer.framework import Framework, StateItem
    from scorer.minutesresult import (
        Change,
        ChangeKind,
        EarlierMeeting,
        MinutesAction,
        MinutesItem,
        MinutesResult,
        Outcome,
    )

__all__ = ["report"]

_OPEN: Final = "Not written down"
_CHANGED: Final[Mapping[ChangeKind, str]] = {
    "moved": "Agreed, on another state",
    "now_agreed": "Agreed now, not agreed then",
    "no_longer": "Agreed then, not agreed now",
    "new": "Recorded for the first time",
    "not_again": "Recorded then, not this time",
}


def report(result: MinutesResult, framework: Framework) -> Report:
    """Return the minutes as a report. It holds no score."""
    check = framework.one_of(HealthCheck, result.instrument)
    return Report(
        language=framework.language,
        instrument=check.title,
        heading="Minutes of the meeting",
        sections=tuple(_sections(result, check)),
        footer=footer(framework),
        fingerprint=result.framework_sha256,
    )


def _sections(result: MinutesResult, check: HealthCheck) -> Iterator[Section]:
    items = {
        item.id: item
        for dimension in (*check.dimensions, check.outcome_evidence)
        for item in dimension.items
    }
    yield _section("in-short", "In short", tuple(_in_short(result)))
    yield _section("actions", "Actions", (_actions(result.actions, items),))
    yield _section("items", "Item by item", tuple(_items(result.items, items)))
    if result.evidence:
        yield _section(
            "evidence",
            check.outcome_evidence.title,
            (
                Paragraph(
                    text="These items are about evidence of outcomes. They stand apart from "
                    "how the partnership works."
                ),
                *_items(result.evidence, items),
            ),
        )
    if result.earlier is not None:
        yield _section("changed", "What changed", tuple(_changed(result, result.earlier, items)))
        yield _section(
            "earlier-actions",
            "Earlier actions to look at again",
            tuple(_earlier_actions(result.earlier, items)),
        )
    yield _section("reading", "How to read these minutes", (_reading(result),))


def _section(section_id: str, title: str, blocks: tuple[Block, ...]) -> Section:
    # The page that runs the meeting shows the report on the group too: ids must differ.
    return Section(id=f"minutes-{section_id}", title=title, blocks=blocks)


def _in_short(result: MinutesResult) -> Iterator[Block]:
    rows = [
        _fact("Items talked about", f"{result.answered} of {result.of}"),
        _fact("Agreed on a state", str(result.agreed)),
        _fact("Did not agree", str(result.disagreed)),
        _fact("Actions", str(len(result.actions))),
    ]
    if result.date:
        rows.insert(0, _fact("Written on", day_text(result.date)))
    if result.partnership:
        rows.insert(0, _fact("Partnership", result.partnership))
    yield Facts(rows=tuple(rows))
    if result.answered == 0:
        yield Paragraph(text="Nothing has been recorded yet.")
    if result.members is not None and result.members < result.needed:
        yield Notice(
            lead="Members’ answers are not shown",
            items=(
                (
                    f"The files of {counted(result.members, 'member')} could be used, and it "
                    f"takes {result.needed} for answers to be shown."
                ),
            ),
        )


def _fact(term: str, value: str) -> FactsRow:
    return FactsRow(term=term, word=None, value=value, text="")


def _actions(actions: Sequence[MinutesAction], items: Mapping[str, StateItem]) -> Block:
    if not actions:
        return Paragraph(text="No action was written down.")
    return _action_table("What is to be done, by date", actions, items)


def _action_table(
    caption: str, actions: Sequence[MinutesAction], items: Mapping[str, StateItem]
) -> Table:
    return Table(
        caption=caption,
        head=("What", "Who", "By when", "Item"),
        rows=tuple(
            (
                each.action or _OPEN,
                each.who or _OPEN,
                day_text(each.by) if each.by else "No date",
                _title(each.item, items),
            )
            for each in actions
        ),
    )


def _title(item: str, items: Mapping[str, StateItem]) -> str:
    """Return an item's title; its id where this version of the framework does not have it."""
    return items[item].title if item in items else item


def _items(found: Sequence[MinutesItem], items: Mapping[str, StateItem]) -> Iterator[Block]:
    if not found:
        yield Paragraph(text="Nothing was recorded about these items.")
    for each in found:
        own = items[each.id]
        yield Part(title=own.title, blocks=tuple(_item(each, own)))


def _item(found: MinutesItem, item: StateItem) -> Iterator[Paragraph | Quote | Table]:
    yield Paragraph(text=item.question)
    yield Paragraph(text=_outcome(found, item))
    if found.counts is not None:
        yield Table(
            caption=f"Members’ answers before the meeting: {item.title}",
            head=("State", "Members"),
            rows=tuple(
                (_state(number, item), str(count))
                for number, count in enumerate(found.counts, start=1)
            ),
        )
        if found.split:
            yield Paragraph(
                text="Members’ answers were split: many chose a low state and many a high one."
            )
    if found.note:
        yield Quote(label="Note", text=found.note)


def _outcome(found: MinutesItem, item: StateItem) -> str:
    if found.state is not None:
        return f"Agreed: {_state(found.state, item)}"
    if found.outcome == "disagreed":
        return "The meeting did not agree on a state."
    return "No state was recorded."


def _state(number: int, item: StateItem) -> str:
    return f"State {number}. {item.states[number - 1]}"


def _changed(
    result: MinutesResult, earlier: EarlierMeeting, items: Mapping[str, StateItem]
) -> Iterator[Block]:
    yield Paragraph(text=f"Compared with the minutes {_of(earlier)}.")
    doubts = tuple(_doubts(result, earlier))
    if doubts:
        yield Notice(lead="Before you compare", items=doubts)
    moved = [each for each in earlier.changes if each.kind != "same"]
    same = len(earlier.changes) - len(moved)
    if moved:
        yield Table(
            caption="Items whose outcome is another",
            head=("Item", "What changed", "Then", "Now"),
            rows=tuple(_change(each, items[each.item]) for each in moved),
        )
    if same:
        yield Paragraph(
            text=f"{counted(same, 'item')} {'has' if same == 1 else 'have'} the same outcome "
            "in both."
        )
    if not earlier.changes:
        yield Paragraph(text="Neither meeting recorded an outcome, so nothing can be compared.")
    else:
        yield Paragraph(
            text="A state that moved shows what the meeting agreed. "
            "It does not show why, or what changed for people."
        )


def _of(earlier: EarlierMeeting) -> str:
    return f"saved on {day_text(earlier.date)}" if earlier.date else "of a meeting without a date"


def _doubts(result: MinutesResult, earlier: EarlierMeeting) -> Iterator[str]:
    """Find what makes the comparison doubtful."""
    if earlier.same:
        yield "Both files belong to one set of minutes, saved at two times."
    if earlier.later:
        yield "The minutes that you opened as the earlier ones bear a later date."
    if (
        earlier.partnership
        and result.partnership
        and _folded(earlier.partnership) != _folded(result.partnership)
    ):
        yield f"The earlier minutes name another partnership: {earlier.partnership}."
    if earlier.version != result.framework_version:
        yield (
            f"The earlier meeting used version {earlier.version} of the framework. "
            "Only items of both versions are compared."
        )
    if earlier.gone:
        yield (
            f"{counted(earlier.gone, 'item')} of the earlier minutes "
            f"{'is' if earlier.gone == 1 else 'are'} not in this version."
        )


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _change(change: Change, item: StateItem) -> tuple[str, str, str, str]:
    return (
        item.title,
        _CHANGED[change.kind],
        _short(change.before, change.before_state, item),
        _short(change.after, change.after_state, item),
    )


def _short(outcome: Outcome, state: int | None, item: StateItem) -> str:
    if state is not None:
        return _state(state, item)
    return "Did not agree" if outcome == "disagreed" else "Nothing recorded"


def _earlier_actions(earlier: EarlierMeeting, items: Mapping[str, StateItem]) -> Iterator[Block]:
    if not earlier.actions:
        yield Paragraph(text="The earlier minutes hold no action.")
        return
    yield Paragraph(text="Ask of each: was it done, and what came of it?")
    yield _action_table("Actions of the earlier meeting, by date", earlier.actions, items)


def _reading(result: MinutesResult) -> Bullets:
    given = (
        "Members’ answers were given before the meeting, and the meeting may have seen more."
        if any(each.counts for each in (*result.items, *result.evidence))
        else ""
    )
    said = (
        "A state is what the meeting agreed on. It is not a score, and nothing is added up.",
        "“Did not agree” is a finding too. It tells you where partners see things differently.",
        given,
        "Notes and actions stand in the words of the meeting. Check names before you pass them on.",
    )
    return Bullets(items=tuple(each for each in said if each))
