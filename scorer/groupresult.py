"""The result of merging members' health checks: numbers, ids and rules, without words.

Its figures may be shown to anyone: what would tell about one or two members is not in
them. What names a file is for whoever opened it. Means are rounded to one decimal, half up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Alike",
    "Closeness",
    "GroupDimension",
    "GroupIntraclass",
    "GroupItem",
    "GroupResult",
    "SetAside",
    "SetAsideReason",
    "Strip",
]

Closeness = Literal["close", "some", "wide"]
"""Mean absolute deviation below the first limit, below the second, or from it on."""

SetAsideReason = Literal[
    "damaged",
    "other_framework",
    "other_instrument",
    "other_form",
    "no_answers",
    "duplicate",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAside:
    """A file that was not used."""

    name: str
    reason: SetAsideReason
    detail: str
    """What is wrong with a damaged file, or the file that a duplicate repeats; else "". It may
    quote what the file holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """Two files with the same answers and no submission id; both are used."""

    first: str
    second: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """The members of one organisation, or of all that are not shown on their own."""

    organisation: str | None
    """None: the members who named none; in ``others``: all that are not shown."""
    members: int
    """Members with a score in the dimension."""
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupIntraclass:
    """How far organisations tell scores apart, for the technical export alone."""

    organisations: int
    """Shown organisations with enough members; those who named none are no organisation."""
    members: int
    size: str
    """k0 to two decimals."""
    value: str | None
    """ICC(1) to two decimals; None where all scores are equal, so that there is none."""
    negative: bool
    """Whether the estimate is below nought and so shown as nought."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupItem:
    """How the members answered one item."""

    id: str
    counts: tuple[int, ...] | None
    """Members on each state, lowest first; None where too few answered or the spread would
    betray a few. The other fields are then None too."""
    value: str | None
    """Mean of the members; None for evidence of outcomes, which is never averaged."""
    deviation: str | None
    """Mean absolute deviation (AD) to two decimals; None for evidence of outcomes."""
    closeness: Closeness | None
    split: bool | None
    """Whether many members stand low and many stand high."""
    agreement: str | None
    """rWG to two decimals, for the technical export alone."""
    agreement_of_range: str | None
    """a_wg to two decimals; None too where the mean is too near an end of the scale."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupDimension:
    """How the members see one dimension."""

    id: str
    members: int
    """Members with a score."""
    left_out: int
    """Members whose answers here are not used, because they could be worked out."""
    value: str | None
    """Mean of organisation means; those that are not shown count with their joint mean."""
    members_value: str | None
    """Mean of the members."""
    differ: bool
    """Whether the two means differ by the limit or more."""
    largest: tuple[str | None, ...]
    """Of the shown organisations, the one with most members, equals all; () when none is."""
    strips: tuple[Strip, ...]
    """Organisations that are shown, by name."""
    others: Strip | None
    """All others together; None where there are none, or no strip is shown."""
    deviation: str | None
    """Mean of the items' AD to two decimals."""
    closeness: Closeness | None
    agreement: str | None
    """rWG(J) of the items that are shown, to two decimals, for the technical export alone."""
    intraclass: GroupIntraclass | None
    """None with too few organisations."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupResult:
    """Members' files merged. With too few members, there are no dimensions and no items."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    files: int
    """How many files were opened."""
    members: int
    """How many of them are used."""
    needed: int
    """How many members a report needs."""
    partnerships: tuple[tuple[str, int], ...]
    """Names of the partnership with the number of files that give it, most frequent first."""
    unlike: tuple[tuple[str, str], ...]
    """(file, partnership) of files that name another partnership than most do."""
    organisations: int
    """How many organisations the members come from; those who named none count as one."""
    unnamed: int
    """How many members named no organisation."""
    set_aside: tuple[SetAside, ...]
    alike: tuple[Alike, ...]
    dimensions: tuple[GroupDimension, ...]
    items: tuple[GroupItem, ...]
    evidence: tuple[GroupItem, ...]
    split: tuple[str, ...]
    """Ids of the split items, widest apart first."""
    talk_about: tuple[str, ...]
    """Ids of the items with the lowest means, ties all named."""
    questions_for: tuple[str, ...]
    """Ids of the dimensions with the lowest values, ties all named."""

    @property
    def enough(self) -> bool:
        """Whether the members are enough for a report."""
        return self.members >= self.needed
