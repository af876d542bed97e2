"""The sentences about a merge: files that are set aside, means, spreads and what they tell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scorer.framework import HealthCheck
from scorer.words import counted, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scorer.framework import Framework
    from scorer.groupresult import Closeness, GroupDimension, GroupResult, SetAside, SetAsideReason

__all__ = [
    "CLOSENESS",
    "OTHERS",
    "about",
    "alone",
    "limits",
    "means",
    "notes",
    "organisation",
    "reasons",
    "set_aside",
    "unequal",
    "warnings",
]

CLOSENESS: dict[Closeness, str] = {
    "close": "close together",
    "some": "somewhat apart",
    "wide": "far apart",
}
"""How far members' answers lie apart."""
OTHERS = "All other members"
# More names make a sentence that is hard to read.
_NAMED = 3
_REASONS: dict[SetAsideReason, str] = {
    "damaged": "Cannot be read",
    "other_framework": "From another version of the framework",
    "other_instrument": "From another questionnaire",
    "other_form": "From another form",
    "no_answers": "Without an answer",
    "duplicate": "A second file with the same submission number",
}


def organisation(name: str | None) -> str:
    """Return how an organisation is called in a report."""
    return "Organisation not given" if name is None else name


def reasons(files: Iterable[SetAside]) -> Iterator[tuple[str, int]]:
    """Yield why files are not used and how many, so that no file is named."""
    counts = Counter(file.reason for file in files)
    for reason, why in _REASONS.items():
        if counts[reason]:
            yield why, counts[reason]


def set_aside(file: SetAside, result: GroupResult, framework: Framework) -> str:
    """Return why a file is not used, and what can be done: for whoever opened it."""
    if file.reason == "damaged":
        return f"This file cannot be read. {file.detail}"
    if file.reason == "other_framework":
        return (
            "This file was saved with another version of the questionnaire. Files of two versions "
            "are never put together."
        )
    if file.reason == "other_instrument":
        title = framework.instrument(result.instrument).title
        return f"This file belongs to another questionnaire, and not to {quoted(title)}."
    if file.reason == "other_form":
        title = framework.one_of(HealthCheck, result.instrument).form(result.form).title
        return f"This file belongs to another form, and not to {quoted(title)}."
    if file.reason == "no_answers":
        return "This file holds no answers."
    return (
        f"This file has the same submission number as {quoted(file.detail)}, so both come from "
        "one person. Only the first one is used."
    )


def warnings(result: GroupResult) -> Iterator[str]:
    """Yield what to look at again among the files that are used."""
    for each in result.alike:
        yield (
            f"{each.first} and {each.second} hold the same answers and no submission number. "
            "Both are used. Check that they come from two people."
        )
    if result.unlike:
        most = result.partnerships[0][0]
        yield (
            f"Most files that name a partnership name {quoted(most)}. These name another: "
            f"{listed(f'{file} ({quoted(label)})' for file, label in result.unlike)}. "
            "They are used too."
        )


def about(result: GroupResult) -> Iterator[str]:
    """Yield whom the report is about, or how many members it lacks."""
    if not result.enough:
        more = result.needed - result.members
        yield (
            f"{counted(result.members, 'file')} can be used, and a report needs {result.needed}. "
            f"Add {more} more."
        )
        yield "With fewer members, each could be recognised in the numbers."
        return
    who = f"{result.members} members"
    if not result.unnamed:
        who += f" of {counted(result.organisations, 'organisation')}"
    topic = f" about {quoted(result.partnerships[0][0])}" if result.partnerships else ""
    yield f"{who} answered{topic}.{_unnamed(result)}"
    yield (
        "Where members see something differently, that is a finding and not an error. It can be "
        "a good place to start a talk."
    )


def _unnamed(result: GroupResult) -> str:
    """Return who named no organisation, or nothing where everyone did."""
    if not result.unnamed:
        return ""
    if result.organisations == 1:
        return " None of them named an organisation."
    named = counted(result.organisations - 1, "organisation")
    return f" {result.unnamed} of them named no organisation, and the others named {named}."


def alone(result: GroupResult) -> str:
    """Return why nothing can be compared between organisations: there is one, or none."""
    if result.unnamed:
        return "No member named an organisation"
    return "All members come from one organisation"


def means(dimension: GroupDimension) -> str:
    """Return what stands behind a dimension's score."""
    if dimension.value is None:
        if not dimension.members:
            return "No member gave enough answers."
        return f"{counted(dimension.members, 'member')} gave enough answers, which is too few."
    parts = [f"Mean of the {dimension.members} members: {dimension.members_value}."]
    if dimension.closeness is not None:
        parts.append(f"Members are {CLOSENESS[dimension.closeness]}.")
    if dimension.left_out:
        left = counted(dimension.left_out, "other member")
        parts.append(f"{left} left a question open and cannot be counted here.")
    return " ".join(parts)


def unequal(result: GroupResult, check: HealthCheck, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield where the two means differ, and who counts more in the mean of members."""
    by_largest: dict[tuple[str | None, ...], list[str]] = {}
    for each in result.dimensions:
        if each.differ:
            by_largest.setdefault(each.largest, []).append(quoted(titles[each.id]))
    if by_largest:
        yield (
            "Each organisation counts the same in the scores. In the mean of members, large "
            "organisations count more."
        )
    for largest, dimensions in by_largest.items():
        names = listed(each or "members who named no organisation" for each in largest)
        count = "counts" if len(largest) == 1 and largest[0] is not None else "count"
        where = (
            listed(dimensions)
            if len(dimensions) <= _NAMED
            else f"{len(dimensions)} of {counted(len(result.dimensions), 'dimension')}"
        )
        yield (
            f"The two differ by {check.group.means_differ} or more in {where}. "
            f"There, {names} {count} most in the mean of members."
        )


def limits(check: HealthCheck) -> Iterator[str]:
    """Yield what the numbers can and cannot say, and who can see whose answers."""
    group, spread = check.group, check.spread
    yield (
        "This report is confidential through whoever opened the files, and not anonymous. That "
        "person could read each file and see who sent it."
    )
    yield (
        f"A report needs {group.members} members, and the answers to one question need "
        f"{group.item}. An organisation is shown on its own from {group.organisation} members. "
        "Another is hidden with it if the rest could otherwise be worked out."
    )
    yield (
        "Members who left a question open are not counted in its dimension when the scores and "
        "the spreads would tell their answers. That is so when they are one or two."
    )
    yield (
        "When everyone gives one answer, everyone’s answer is known. No limit on numbers can "
        "prevent that. It is the same in an organisation whose mean is the lowest or the highest "
        "that the answers shown allow."
    )
    yield (
        "Make one report when all files are there. Two reports on nearly the same members show "
        "what those who came later answered. If you must make another, wait for at least "
        f"{group.members} new members, and {group.organisation} in each organisation shown."
    )
    yield (
        "The partnership’s score is the mean of its organisations, so each counts the same. "
        "Organisations that are not shown count with their joint mean. Members who named none "
        "count as one."
    )
    yield (
        "The spread is the mean distance from the mean, in points (AD). Under "
        f"{spread.close} is close together, under {spread.some} somewhat apart, and from there "
        f"far apart. A question is split when at least {spread.split_share * 100:.0f} % chose "
        f"state {spread.split_low} or lower and as many state {spread.split_high} or higher. These "
        "limits are our convention."
    )


def notes(result: GroupResult) -> list[str]:
    """Return what the technical export has to say about its own figures."""
    found = [
        "deviation: mean absolute deviation from the mean (AD); of a dimension, mean of its items.",
        "agreement: rWG against answers spread evenly, nought where they spread wider.",
        "agreement of a dimension: rWG(J) of its shown items. Neither is a pass mark.",
        "agreement_of_range: a_wg; null where the mean is too near an end of the scale.",
        "intraclass: ICC(1) with k0 over the organisations shown; null with too few of them.",
        "intraclass near 1.00: members of each of these organisations have nearly one score.",
        "null elsewhere: too few members, or few of them could be worked out.",
    ]
    if result.organisations == 1:
        there = "No organisation is named" if result.unnamed else "There is one organisation"
        found.append(f"{there}, so there is no figure between organisations.")
    figures = [each.intraclass for each in result.dimensions if each.intraclass is not None]
    if any(each.negative for each in figures):
        found.append("An ICC(1) below nought is given as 0.00, with negative true.")
    if any(each.value is None for each in figures):
        found.append("Where all scores are equal, the ICC(1) is not defined and its value is null.")
    return found
