"""The minutes of a meeting about a health check: what was agreed, item by item.

Nothing is scored. Members' answers, where files are given, are shown beside what the
meeting agreed, by the same rules on small groups as in their own report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.answers import AnswersError
from scorer.health import health_check
from scorer.minutesreport import report
from scorer.minutesresult import (
    Change,
    EarlierMeeting,
    MinutesAction,
    MinutesItem,
    MinutesResult,
)
from scorer.problems import Problem
from scorer.questions import DISAGREEMENT, MEETING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scorer.answers import Answers
    from scorer.framework import Framework, HealthCheck
    from scorer.groupresult import GroupItem, GroupResult
    from scorer.minutesresult import ChangeKind, Outcome

__all__ = ["report", "score"]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Recorded:
    """What a meeting recorded of one item."""

    outcome: Outcome
    state: int | None
    note: str
    action: MinutesAction | None

    @property
    def anything(self) -> bool:
        return self.outcome != "open" or bool(self.note) or self.action is not None


def score(
    answers: Answers,
    framework: Framework,
    *,
    members: GroupResult | None = None,
    earlier: Answers | None = None,
) -> MinutesResult:
    """Return the minutes that a saved file of the form "meeting" holds.

    ``members`` are the members' files merged; ``earlier`` are the minutes of an earlier
    meeting, which may have been recorded with an earlier version of the framework.
    ValueError when the answers were read with another framework or to another instrument;
    AnswersError when a file holds no minutes of this instrument.
    """
    if answers.framework_sha256 != framework.sha256:
        raise ValueError("the answers were read with another framework")
    check = health_check(framework, answers.instrument)
    _expect_minutes(answers, check, "")
    if earlier is not None:
        _expect_minutes(earlier, check, "earlier.")
    shown = _shown(check)
    records = {each: _recorded(answers, each) for each in shown}
    counted = (
        {} if members is None else {one.id: one for one in (*members.items, *members.evidence)}
    )
    items = tuple(_items(records, counted))
    apart = {item.id for item in check.outcome_evidence.items}
    return MinutesResult(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=check.id,
        form=answers.form,
        answered=len(items),
        of=len(shown),
        agreed=sum(item.outcome == "agreed" for item in items),
        disagreed=sum(item.outcome == "disagreed" for item in items),
        partnership=answers.about.partnership,
        date=answers.about.date,
        members=None if members is None else members.members,
        needed=check.group.members,
        items=tuple(item for item in items if item.id not in apart),
        evidence=tuple(item for item in items if item.id in apart),
        actions=_by_day(records.values()),
        earlier=None if earlier is None else _earlier(answers, earlier, records),
    )


def _expect_minutes(answers: Answers, check: HealthCheck, where: str) -> None:
    """Refuse a file that is no record of a meeting about this instrument."""
    if answers.instrument != check.id:
        message = f'Expected minutes of "{check.id}", and this is a file of "{answers.instrument}".'
        raise AnswersError([Problem(f"{where}instrument", message)])
    if answers.form != MEETING:
        message = f'Expected the minutes of a meeting, and this is the form "{answers.form}".'
        raise AnswersError([Problem(f"{where}form", message)])


def _shown(check: HealthCheck) -> tuple[str, ...]:
    """Return the items of a meeting in the order of its form."""
    return max(check.forms, key=lambda form: len(form.items)).items


def _recorded(answers: Answers, item: str) -> _Recorded:
    agreed = answers.picks.get(f"{item}-agreed")
    parts = {
        part: answers.texts.get(f"{item}-{part}", "") for part in ("note", "action", "who", "by")
    }
    note = parts.pop("note")
    outcome: Outcome = "agreed"
    if agreed is None:
        outcome = "open"
    elif agreed == DISAGREEMENT:
        outcome = "disagreed"
    return _Recorded(
        outcome=outcome,
        state=int(agreed) if agreed is not None and outcome == "agreed" else None,
        note=note,
        action=MinutesAction(item=item, **parts) if any(parts.values()) else None,
    )


def _items(
    records: Mapping[str, _Recorded], counted: Mapping[str, GroupItem]
) -> Iterator[MinutesItem]:
    for each, record in records.items():
        if record.anything:
            group = counted.get(each)
            yield MinutesItem(
                id=each,
                outcome=record.outcome,
                state=record.state,
                note=record.note,
                counts=group.counts if group else None,
                split=group.split if group else None,
            )


def _by_day(records: Iterable[_Recorded]) -> tuple[MinutesAction, ...]:
    """Return the actions by day: as texts, days sort by date."""
    actions = [record.action for record in records if record.action is not None]
    return tuple(sorted(actions, key=lambda each: (not each.by, each.by)))


def _earlier(
    answers: Answers, earlier: Answers, records: Mapping[str, _Recorded]
) -> EarlierMeeting:
    suffix = "-agreed"
    named = [each.removesuffix(suffix) for each in earlier.picks if each.endswith(suffix)]
    texts = [each.rpartition("-")[0] for each in earlier.texts]
    before = {each: _recorded(earlier, each) for each in dict.fromkeys([*records, *named, *texts])}
    day, own = earlier.about.date, answers.about.date
    return EarlierMeeting(
        date=day,
        partnership=earlier.about.partnership,
        version=earlier.framework_version,
        later=day is not None and own is not None and day > own,
        same=earlier.about.id is not None and earlier.about.id == answers.about.id,
        changes=tuple(_changes(before, records)),
        gone=sum(
            record.outcome != "open" for each, record in before.items() if each not in records
        ),
        actions=_by_day(before.values()),
    )


def _changes(before: Mapping[str, _Recorded], after: Mapping[str, _Recorded]) -> Iterator[Change]:
    for each, now in after.items():
        then = before[each]
        if (then.outcome, now.outcome) != ("open", "open"):
            yield Change(
                item=each,
                kind=_kind(then, now),
                before=then.outcome,
                before_state=then.state,
                after=now.outcome,
                after_state=now.state,
            )


def _kind(then: _Recorded, now: _Recorded) -> ChangeKind:
    if (then.outcome, then.state) == (now.outcome, now.state):
        return "same"
    if then.outcome == "open":
        return "new"
    if now.outcome == "open":
        return "not_again"
    if then.outcome == now.outcome:
        return "moved"
    return "now_agreed" if now.outcome == "agreed" else "no_longer"
