"""Merging members' health checks: which files are used, and what they make together.

The files are opened where the report is made, and nothing leaves that machine. A file that
cannot be used is set aside by name and the rest is used.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scorer import answers, groupwords, serialise
from scorer.framework import HealthCheck
from scorer.grouping import NOT_GIVEN, Member, Setting, dimension_of, evidence_of
from scorer.groupresult import Alike, GroupResult, SetAside
from scorer.health import items_of, lowest_first, most_to_talk_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scorer.answers import Answers
    from scorer.framework import Framework, HealthCheckForm
    from scorer.groupresult import GroupDimension, GroupItem, SetAsideReason

__all__ = ["merge", "summary", "technical"]

_FORMAT = "partnership-intelligence/group"
_LISTED = 3
_QUESTIONED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _File:
    """A file that can be read."""

    name: str
    answers: Answers


def merge(
    files: Iterable[tuple[str, str]],
    framework: Framework,
    instrument: str | None = None,
    form: str | None = None,
) -> GroupResult:
    """Return what the members' files make together; each file is its name and its text.

    ``instrument`` and ``form`` are those of the page; without them, the framework's first
    health check and its first form. KeyError when there is no such health check or form.
    """
    checks = framework.all_of(HealthCheck)
    check = framework.one_of(HealthCheck, instrument or checks[0].id)
    asked = check.form(form or check.forms[0].id)
    opened = list(files)
    used, set_aside = _sorted_out(opened, framework, check, asked)
    enough = len(used) >= check.group.members
    return GroupResult(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=check.id,
        form=asked.id,
        files=len(opened),
        members=len(used),
        needed=check.group.members,
        **_partnerships(used),
        organisations=len({_folded(each.answers.about.organisation) for each in used}),
        unnamed=sum(_folded(each.answers.about.organisation) == NOT_GIVEN for each in used),
        set_aside=tuple(set_aside),
        alike=tuple(_alike(used)),
        **_together(used if enough else [], check, asked),
    )


def summary(result: GroupResult, framework: Framework) -> dict[str, Any]:
    """Return what the page says beside the files, as JSON data.

    ``files``, ``members``, ``needed``, ``enough``, ``set_aside`` ``[{"name", "message"}]`` and
    ``warnings``, sentences about files that are used. It is for whoever opened the files.
    """
    return {
        "files": result.files,
        "members": result.members,
        "needed": result.needed,
        "enough": result.enough,
        "set_aside": [
            {"name": each.name, "message": groupwords.set_aside(each, result, framework)}
            for each in result.set_aside
        ],
        "warnings": list(groupwords.warnings(result)),
    }


def technical(result: GroupResult) -> str:
    """Return the result with its indices of agreement as JSON text, for research.

    It names no file. An id that stands in no list, or is null, may not be shown.
    """
    data = json.loads(serialise.to_json(result))
    data["format"] = _FORMAT
    data["set_aside"] = dict(sorted(Counter(each.reason for each in result.set_aside).items()))
    del data["alike"], data["unlike"]
    data["notes"] = groupwords.notes(result)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _sorted_out(
    files: Iterable[tuple[str, str]],
    framework: Framework,
    check: HealthCheck,
    form: HealthCheckForm,
) -> tuple[list[_File], list[SetAside]]:
    """Part the files into those that are used and those that are not, in the order given."""
    used: list[_File] = []
    aside: list[SetAside] = []
    ids: dict[str, str] = {}
    for name, text in files:
        found = _read(name, text, framework)
        if not isinstance(found, SetAside):
            found = _fitting(found, check, form, ids)
        if isinstance(found, SetAside):
            aside.append(found)
            continue
        used.append(found)
        if found.answers.about.id:
            ids[found.answers.about.id] = name
    return used, aside


def _read(name: str, text: str, framework: Framework) -> _File | SetAside:
    try:
        return _File(name=name, answers=answers.read(text, framework))
    except answers.AnswersError as error:
        first = error.problems[0]
        if first.path.startswith("framework."):
            return SetAside(name=name, reason="other_framework", detail=first.message)
        if first.path in ("instrument", "form"):
            reason: SetAsideReason = "other_form" if first.path == "form" else "other_instrument"
            return SetAside(name=name, reason=reason, detail=first.message)
        return SetAside(name=name, reason="damaged", detail=str(first))


def _fitting(
    file: _File, check: HealthCheck, form: HealthCheckForm, ids: Mapping[str, str]
) -> _File | SetAside:
    """Return the file, or why it is set aside though it can be read."""
    own = file.answers
    reason: SetAsideReason
    detail = ""
    if own.instrument != check.id:
        reason, detail = "other_instrument", own.instrument
    elif own.form != form.id:
        reason, detail = "other_form", own.form
    elif own.about.id in ids:
        # The id is made at random with the first answer, so this is the same person's file.
        reason, detail = "duplicate", ids[own.about.id or ""]
    elif not own.values:
        reason = "no_answers"
    else:
        return file
    return SetAside(name=file.name, reason=reason, detail=detail)


def _alike(used: Iterable[_File]) -> Iterable[Alike]:
    """Find files with the same answers whose submission id, which would tell, is missing."""
    seen: dict[tuple[object, ...], str] = {}
    for file in used:
        own = file.answers
        if own.about.id:
            continue
        key = (
            tuple(own.values.items()),
            tuple(own.reasons.items()),
            _folded(own.about.organisation),
        )
        if key in seen:
            yield Alike(first=seen[key], second=file.name)
        seen.setdefault(key, file.name)


def _partnerships(used: Sequence[_File]) -> dict[str, Any]:
    """Return the names of the partnership, and the files that give another than most."""
    named = [(each.name, each.answers.about.partnership) for each in used]
    given = [(name, label.strip()) for name, label in named if label and label.strip()]
    written = _labels(label for _, label in given)
    counts = Counter(_folded(label) for _, label in given)
    order = sorted(counts, key=lambda each: (-counts[each], each))
    return {
        "partnerships": tuple((written[each], counts[each]) for each in order),
        "unlike": tuple((name, label) for name, label in given if _folded(label) != order[0]),
    }


def _together(used: Sequence[_File], check: HealthCheck, form: HealthCheckForm) -> dict[str, Any]:
    """Return the fields of the result that are empty with too few members."""
    if not used:
        names = ("dimensions", "items", "evidence", "split", "talk_about", "questions_for")
        return dict.fromkeys(names, ())
    members = [
        Member(organisation=_folded(each.answers.about.organisation), values=each.answers.values)
        for each in used
    ]
    labels = _labels(each.answers.about.organisation or "" for each in used)
    setting = Setting(check=check, form=form, labels=labels)
    grouped = [
        dimension_of(each, setting, members) for each in check.dimensions if items_of(each, form)
    ]
    items = tuple(item for each in grouped for item in each.items)
    dimensions = tuple(each.dimension for each in grouped)
    return {
        "dimensions": dimensions,
        "items": items,
        "evidence": evidence_of(setting, members),
        "split": _split(items),
        "talk_about": _talk_about(items, check),
        "questions_for": _questions_for(dimensions),
    }


def _split(items: Iterable[GroupItem]) -> tuple[str, ...]:
    """Return the split items, widest apart first, equals in the order shown."""
    split = [item for item in items if item.split]
    split.sort(key=lambda item: -Decimal(item.deviation or 0))
    return tuple(item.id for item in split)


def _talk_about(items: Iterable[GroupItem], check: HealthCheck) -> tuple[str, ...]:
    """Return the items with the lowest means, up to the middle state."""
    values = {item.id: Decimal(item.value) for item in items if item.value is not None}
    most = most_to_talk_about(check)
    return lowest_first({each: own for each, own in values.items() if own <= most}, _LISTED)


def _questions_for(dimensions: Iterable[GroupDimension]) -> tuple[str, ...]:
    values = {each.id: Decimal(each.value) for each in dimensions if each.value is not None}
    return lowest_first(values, _QUESTIONED)


def _folded(label: str | None) -> str:
    """Return a name as it is compared: however it is spaced, and in capitals or not."""
    return " ".join((label or NOT_GIVEN).casefold().split())


def _labels(written: Iterable[str]) -> dict[str, str]:
    """Return how each folded name is written most often, whatever the order of the files."""
    spellings: dict[str, Counter[str]] = {}
    for label in written:
        tidy = " ".join(label.split())
        spellings.setdefault(_folded(label), Counter())[tidy] += 1
    return {
        folded: min(found, key=lambda each: (-found[each], each))
        for folded, found in spellings.items()
    }
