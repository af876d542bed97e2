"""What a meeting recorded, item by item: states, texts and dates. It is never a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Change",
    "ChangeKind",
    "EarlierMeeting",
    "MinutesAction",
    "MinutesItem",
    "MinutesResult",
    "Outcome",
]

Outcome = Literal["agreed", "disagreed", "open"]
"""Whether the meeting agreed on a state, said that it does not agree, or recorded neither."""
ChangeKind = Literal["moved", "now_agreed", "no_longer", "new", "not_again", "same"]
"""Between two meetings: agreed on another state; agreed where there was no agreement; the
reverse; recorded for the first time; recorded then and not now; the same outcome and state."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesAction:
    """What someone is to do, in the words of the meeting."""

    item: str
    action: str
    """Empty when only who or by when was written."""
    who: str
    by: str
    """Day as ``2026-11-21``, or empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesItem:
    """An item of which something was recorded."""

    id: str
    outcome: Outcome
    state: int | None
    """The agreed state, from 1; None unless the outcome is "agreed"."""
    note: str
    counts: tuple[int, ...] | None
    """Members on each state before the meeting; None where they are not given, or not shown."""
    split: bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """An item that either meeting recorded an outcome of."""

    item: str
    kind: ChangeKind
    before: Outcome
    before_state: int | None
    after: Outcome
    after_state: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierMeeting:
    """An earlier meeting of the same instrument, as its minutes hold it."""

    date: str | None
    partnership: str | None
    version: str
    """Of the framework that it was recorded with."""
    later: bool
    """Whether its minutes bear a later day than these."""
    same: bool
    """Whether both files bear one id, so that they are two versions of the same minutes."""
    changes: tuple[Change, ...]
    """Of the items that both versions of the framework have, in the order shown."""
    gone: int
    """Items with an outcome then which this version of the framework does not have."""
    actions: tuple[MinutesAction, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesResult:
    """The minutes of a meeting."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    answered: int
    """Items of which something was recorded: an outcome, a note or an action."""
    of: int
    agreed: int
    disagreed: int
    partnership: str | None
    date: str | None
    """Day on which the minutes were saved."""
    members: int | None
    """Members whose files were used; None when no files were given."""
    needed: int
    """How many members their answers need to be shown."""
    items: tuple[MinutesItem, ...]
    evidence: tuple[MinutesItem, ...]
    """The same for the items of outcome evidence, which stand apart."""
    actions: tuple[MinutesAction, ...]
    """By day, those without a day last, equals in the order shown."""
    earlier: EarlierMeeting | None
