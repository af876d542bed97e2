"""What the members of a group make together: means, strips of organisations and spreads.

Only what may be shown leaves this module (``scorer.suppression`` says what may). Items are
never shown by organisation: a spread of three answers shows each of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from scorer.agreement import intraclass, two_decimals
from scorer.groupresult import GroupDimension, GroupIntraclass, Strip
from scorer.health import items_of, states_of
from scorer.rounding import one_decimal
from scorer.spreads import agreement_of, closeness_of, deviation_of, spread_of, unscored
from scorer.suppression import betrays, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.framework import Dimension, HealthCheck, HealthCheckForm
    from scorer.groupresult import GroupItem

__all__ = ["NOT_GIVEN", "Grouped", "Member", "Setting", "dimension_of", "evidence_of"]

NOT_GIVEN = ""
"""The organisation of members who named none."""
# The cell of all members whose organisation is not shown. A folded name is never a space alone.
_OTHERS = " "


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One file that is used."""

    organisation: str
    """The name folded, so that "Health Trust" and "health trust " are one."""
    values: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What all dimensions of a merge share."""

    check: HealthCheck
    form: HealthCheckForm
    labels: Mapping[str, str]
    """Folded name of an organisation -> the name as it is written."""

    @property
    def minimum(self) -> int:
        """How many answers a score needs: one at least, whatever the form sets."""
        return max(self.form.minimum, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouped:
    """A dimension with its items, as they may be shown."""

    dimension: GroupDimension
    items: tuple[GroupItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """One member's answers to a dimension."""

    organisation: str
    values: dict[str, int]
    given: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sums:
    """Scores of the members by organisation, as whole numbers of ``1 / unit`` points."""

    unit: int
    scores: dict[str, list[int]]

    def mean(self, organisations: Iterable[str]) -> Fraction:
        """Return the mean of all members of these organisations."""
        total = [score for each in organisations for score in self.scores[each]]
        return Fraction(sum(total), len(total) * self.unit)

    def members(self, organisations: Iterable[str]) -> int:
        """Return how many members these organisations have."""
        return sum(len(self.scores[each]) for each in organisations)


def dimension_of(dimension: Dimension, setting: Setting, members: Sequence[Member]) -> Grouped:
    """Return a dimension and its items."""
    check = setting.check
    items = items_of(dimension, setting.form)
    parts = [part for part in (_part(member, items) for member in members) if part.given]
    taken, published = _told(parts, items, setting)
    counts = {item: _counts(item, taken, check) for item in items if item in published}
    sums = _sums(taken, setting.minimum)
    left_out = len(parts) - len(taken)
    return Grouped(
        dimension=_dimension(dimension.id, setting, sums, counts, left_out),
        items=tuple(
            spread_of(item, counts[item], check) if item in counts else unscored(item)
            for item in items
        ),
    )


def evidence_of(setting: Setting, members: Sequence[Member]) -> tuple[GroupItem, ...]:
    """Return how the members answered the items of outcome evidence; it has no means."""
    check = setting.check
    items = items_of(check.outcome_evidence, setting.form)
    parts = [_part(member, items) for member in members]
    published = _published(parts, items, check)
    return tuple(
        unscored(item, _counts(item, parts, check) if item in published else None) for item in items
    )


def _part(member: Member, items: Sequence[str]) -> _Part:
    values = {item: member.values[item] for item in items if item in member.values}
    return _Part(organisation=member.organisation, values=values, given=frozenset(values))


def _told(
    parts: list[_Part], items: Sequence[str], setting: Setting
) -> tuple[list[_Part], frozenset[str]]:
    """Return whose answers to a dimension are used, and which items' spreads are shown.

    Scoring rule: where the answers of one or two members could be worked out because they
    or others left an item open, all who left one open are left out. Where too few would
    then remain for a spread, the spreads are left out instead.
    """
    published = _published(parts, items, setting.check)
    complete = [each for each in parts if len(each.given) == len(items)]
    if len(complete) == len(parts) or not _betrayed(parts, items, published, setting):
        return parts, published
    if len(complete) >= setting.check.group.item:
        return complete, published
    return parts, frozenset()


def _published(parts: Sequence[_Part], items: Sequence[str], check: HealthCheck) -> frozenset[str]:
    """Return the items that enough members answered for a spread."""
    answered = Counter(item for each in parts for item in each.given)
    return frozenset(item for item in items if answered[item] >= check.group.item)


def _betrayed(
    parts: Sequence[_Part],
    items: Sequence[str],
    published: frozenset[str],
    setting: Setting,
) -> bool:
    minimum, floor = setting.minimum, setting.check.group.organisation
    sizes = Counter(each.organisation for each in parts if len(each.given) >= minimum)
    apart = set(shown(_sorted(sizes), floor))
    cells = [
        (each.organisation if each.organisation in apart else _OTHERS, each.given) for each in parts
    ]
    return betrays(cells, items, published, minimum, floor)


def _sums(parts: Iterable[_Part], minimum: int) -> _Sums:
    scored = [each for each in parts if len(each.given) >= minimum]
    # Every length of score divides the unit, so that 300 members need no fractions.
    unit = lcm(*{len(each.given) for each in scored})
    scores: dict[str, list[int]] = {}
    for each in scored:
        score = sum(each.values.values()) * (unit // len(each.given))
        scores.setdefault(each.organisation, []).append(score)
    return _Sums(unit=unit, scores=scores)


def _dimension(
    dimension_id: str,
    setting: Setting,
    sums: _Sums,
    counts: Mapping[str, Sequence[int]],
    left_out: int,
) -> GroupDimension:
    check, labels = setting.check, setting.labels
    members, floor = sums.members(sums.scores), check.group.organisation
    sizes = _sorted({each: len(scores) for each, scores in sums.scores.items()})
    apart = shown(sizes, floor)
    rest = [each for each in sizes if each not in apart]
    enough = members >= floor
    value = _of_organisations(sums, apart, rest) if enough else None
    own = sums.mean(sizes) if enough else None
    deviation = deviation_of(counts, setting.minimum)
    most = max((sizes[each] for each in apart), default=0)
    return GroupDimension(
        id=dimension_id,
        members=members,
        left_out=left_out,
        value=_shown(value),
        members_value=_shown(own),
        differ=value is not None
        and own is not None
        and abs(one_decimal(value) - one_decimal(own)) >= check.group.means_differ,
        largest=tuple(_label(each, labels) for each in apart if sizes[each] == most),
        strips=tuple(_strip(_label(each, labels), [each], sums) for each in apart),
        others=_strip(None, rest, sums) if apart and rest else None,
        deviation=None if deviation is None else str(deviation),
        closeness=None if deviation is None else closeness_of(deviation, check),
        agreement=agreement_of(counts),
        intraclass=_intraclass(sums, apart, check),
    )


def _intraclass(sums: _Sums, apart: Sequence[str], check: HealthCheck) -> GroupIntraclass | None:
    """Return the ICC(1) of the organisations that are shown; None with too few of them.

    Scoring rule: members who named no organisation are no organisation. With an organisation
    that is not shown, the figure would tell which answers of a spread are those of its members.
    """
    groups = [
        sums.scores[each]
        for each in apart
        if each != NOT_GIVEN and len(sums.scores[each]) >= check.group.icc_members
    ]
    found = intraclass(groups) if len(groups) >= check.group.icc_organisations else None
    if found is None:
        return None
    value = found.value
    return GroupIntraclass(
        organisations=len(groups),
        members=sum(map(len, groups)),
        size=str(two_decimals(found.size)),
        value=None if value is None else str(two_decimals(max(value, Fraction()))),
        negative=value is not None and value < 0,
    )


def _of_organisations(sums: _Sums, apart: Sequence[str], rest: Sequence[str]) -> Fraction:
    """Return the mean of organisation means.

    Scoring rule: an organisation that is not shown counts with the joint mean of all that
    are not. Its own mean would follow from two such figures.
    """
    total = sum((sums.mean([each]) for each in apart), Fraction())
    if rest:
        total += len(rest) * sums.mean(rest)
    return total / (len(apart) + len(rest))


def _strip(organisation: str | None, members: Sequence[str], sums: _Sums) -> Strip:
    return Strip(
        organisation=organisation,
        members=sums.members(members),
        value=str(one_decimal(sums.mean(members))),
    )


def _label(organisation: str, labels: Mapping[str, str]) -> str | None:
    return None if organisation == NOT_GIVEN else labels[organisation]


def _sorted(sizes: Mapping[str, int]) -> dict[str, int]:
    """Return organisations by name, those who named none last: no order of files shows."""
    return {each: sizes[each] for each in sorted(sizes, key=lambda each: (each == NOT_GIVEN, each))}


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else str(one_decimal(value))


def _counts(item: str, parts: Iterable[_Part], check: HealthCheck) -> tuple[int, ...]:
    found = Counter(each.values.get(item) for each in parts)
    return tuple(found[state] for state in states_of(check))
