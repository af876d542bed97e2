"""The pictures of a group's report, each with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer import groupwords
from scorer.blocks import (
    Bars,
    BarsRow,
    Dots,
    DotsRow,
    Figure,
    Matrix,
    MatrixRow,
    Paragraph,
    Table,
)
from scorer.health import states_of
from scorer.healthreport import points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scorer.framework import HealthCheck, StateItem
    from scorer.groupresult import GroupDimension, GroupItem, GroupResult, Strip

__all__ = ["distribution", "matrix", "profile", "strips"]

# Of a chart row that shows no answers.
_NONE: tuple[int, ...] = ()


def profile(result: GroupResult, check: HealthCheck, titles: Mapping[str, str]) -> Figure:
    """Return the partnership's score of each dimension."""
    title = "The partnership by dimension"
    said = "; ".join(f"{titles[each.id]}: {each.value or 'no score'}" for each in result.dimensions)
    return Figure(
        chart=Dots(
            title=title,
            description=f"{said}. Scores run from 1 to {states_of(check)[-1]}.",
            points=points(check),
            rows=tuple(
                DotsRow(
                    label=titles[each.id],
                    value=each.value,
                    low=None,
                    high=None,
                    counts=_NONE,
                    strong=True,
                )
                for each in result.dimensions
            ),
        ),
        table=Table(
            caption=title,
            head=("Dimension", "Mean of organisations", "Mean of members", "Members", "Spread"),
            rows=tuple(
                (
                    titles[each.id],
                    each.value or "–",
                    each.members_value or "–",
                    str(each.members),
                    _apart(each),
                )
                for each in result.dimensions
            ),
        ),
    )


def _apart(found: GroupDimension | GroupItem) -> str:
    """Return the spread as its word and its number."""
    if found.closeness is None:
        return "not shown"
    return f"{groupwords.CLOSENESS[found.closeness]} ({found.deviation})"


def strips(dimension: GroupDimension, name: str, check: HealthCheck) -> Figure:
    """Return a dimension's organisations below the partnership."""
    title = f"{name}, by organisation"
    rows = [(groupwords.organisation(each.organisation), each) for each in dimension.strips]
    if dimension.others is not None:
        rows.append((groupwords.OTHERS, dimension.others))
    said = "; ".join(f"{label}: {each.value}" for label, each in rows)
    whole = DotsRow(
        label="The partnership",
        value=dimension.value,
        low=None,
        high=None,
        counts=_NONE,
        strong=True,
    )
    return Figure(
        chart=Dots(
            title=title,
            description=f"The partnership: {dimension.value}; {said}.",
            points=points(check),
            rows=(whole, *(_strip(label, each) for label, each in rows)),
        ),
        table=Table(
            caption=title,
            head=("Organisation", "Members", "Mean"),
            rows=(
                *((label, str(each.members), each.value) for label, each in rows),
                ("Mean of organisations", str(dimension.members), dimension.value or "–"),
            ),
        ),
    )


def _strip(label: str, strip: Strip) -> DotsRow:
    return DotsRow(
        label=f"{label} ({strip.members})", value=strip.value, low=None, high=None, counts=_NONE
    )


def distribution(item: StateItem, found: GroupItem) -> Figure:
    """Return how many members chose each state of an item."""
    counts = found.counts or _NONE
    title = f"{item.title}: members on each state"
    labels = [f"{number}. {state}" for number, state in enumerate(item.states, 1)]
    said = ", ".join(f"state {number}: {count}" for number, count in enumerate(counts, 1))
    return Figure(
        chart=Bars(
            title=title,
            description=f"Members on {said}.",
            most=max(counts),
            series=("Members",),
            rows=tuple(
                BarsRow(label=label, values=(count,))
                for label, count in zip(labels, counts, strict=True)
            ),
        ),
        table=Table(
            caption=title,
            head=("State", "Members"),
            rows=tuple((label, str(count)) for label, count in zip(labels, counts, strict=True)),
        ),
    )


def matrix(
    title: str,
    own: Sequence[StateItem],
    items: dict[str, GroupItem],
    columns: tuple[str, ...],
    check: HealthCheck,
) -> Iterator[Paragraph | Figure]:
    """Yield the picture of the items that may be shown, and the names of those that may not."""
    rows = [(item.title, items[item.id], items[item.id].counts or _NONE) for item in own]
    rows = [row for row in rows if row[2]]
    with_spread = any(found.closeness for _, found, _ in rows)
    if rows:
        said = "; ".join(f"{label}: {', '.join(map(str, counts))}" for label, _, counts in rows)
        yield Figure(
            chart=Matrix(
                title=title,
                description=f"Members from the first column to the last. {said}.",
                columns=columns,
                rows=tuple(MatrixRow(label=label, counts=counts) for label, _, counts in rows),
            ),
            table=Table(
                caption=title,
                head=("Question", *columns, *(("Mean", "Spread") if with_spread else ())),
                rows=tuple(
                    (
                        label,
                        *map(str, counts),
                        *((found.value or "–", _apart(found)) if with_spread else ()),
                    )
                    for label, found, counts in rows
                ),
            ),
        )
    missing = [item.title for item in own if items[item.id].counts is None]
    if missing:
        yield Paragraph(
            text=f"Not shown: {'; '.join(missing)}. A question needs {check.group.item} answers, "
            "and no few members may be worked out."
        )
