"""The kinds of instruments: for each, how answers become a result and a result a report.

A self-assessment has a report of its own layout, in ``scorer.report``; the reports of all
other kinds are made of blocks, which ``scorer.render`` lays out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scorer import (
    evidence,
    evidencereport,
    fit,
    fitreport,
    health,
    healthreport,
    minutes,
    placement,
    placementreport,
    preparation,
    preparationreport,
    reflection,
    reflectionreport,
    scoring,
)
from scorer.answers import AnswersError
from scorer.problems import Problem
from scorer.questions import MEETING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scorer.answers import Answers
    from scorer.blocks import Report
    from scorer.framework import Framework
    from scorer.groupresult import GroupResult
    from scorer.minutesresult import MinutesResult

__all__ = ["Kind", "kind_of", "minutes_of", "report", "score", "views"]

type _Views = tuple[tuple[str, str], ...]
"""The ids and titles of a result's views; the first is shown unless another is asked for."""


def _no_views(_result: Any) -> _Views:  # noqa: ANN401 -- a result of its kind
    return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What a kind does with answers, and with what came of it."""

    score: Callable[[Answers, Framework], Any]
    report: Callable[..., Report] | None
    """Takes a result, a framework and, where the result has views, the id of one of them.

    None where the report is no document of blocks.
    """
    views: Callable[[Any], _Views] = _no_views
    """The views of a result between which a reader can switch."""


_KINDS: Final[Mapping[str, Kind]] = {
    "self-assessment": Kind(score=scoring.score, report=None),
    "placement": Kind(score=placement.score, report=placementreport.report),
    "fit": Kind(score=fit.score, report=fitreport.report, views=fitreport.views),
    "health-check": Kind(score=health.score, report=healthreport.report),
    "preparation": Kind(score=preparation.score, report=preparationreport.report),
    "evidence": Kind(score=evidence.score, report=evidencereport.report),
    "reflection": Kind(score=reflection.score, report=reflectionreport.report),
}
_MINUTES: Final = Kind(score=minutes.score, report=minutes.report)


def kind_of(instrument_id: str, form_id: str, framework: Framework) -> Kind:
    """Return the kind of an instrument's form; KeyError when there is no such instrument."""
    kind = framework.instrument(instrument_id).kind
    return _MINUTES if kind == "health-check" and form_id == MEETING else _KINDS[kind]


def score(answers: Answers, framework: Framework) -> Any:  # noqa: ANN401 -- a result of its kind
    """Return the result of answers; the same answers give the same result.

    ValueError when the answers were read with another framework.
    """
    if answers.framework_sha256 != framework.sha256:
        raise ValueError("the answers were read with another framework")
    return kind_of(answers.instrument, answers.form, framework).score(answers, framework)


def views(result: Any, framework: Framework) -> _Views:  # noqa: ANN401 -- the same
    """Return the views of a result; empty where its report is read in one way only."""
    return kind_of(result.instrument, result.form, framework).views(result)


def report(
    result: Any,  # noqa: ANN401 -- the same
    framework: Framework,
    view: str | None = None,
) -> Report | None:
    """Return the report of a result as blocks; None where it has a layout of its own.

    ``view`` is one of the result's views; without it, the first. ValueError when the result
    has no such view.
    """
    known = [each for each, _ in views(result, framework)]
    if view is not None and view not in known:
        raise ValueError(f'there is no view "{view}"')
    kind = kind_of(result.instrument, result.form, framework)
    if kind.report is None:
        return None
    return (
        kind.report(result, framework, view or known[0])
        if known
        else kind.report(result, framework)
    )


def minutes_of(
    answers: Answers,
    framework: Framework,
    *,
    members: GroupResult | None = None,
    earlier: Answers | None = None,
) -> MinutesResult:
    """Return the minutes that a file holds, beside the members' answers and earlier minutes.

    AnswersError when one of the files holds no minutes; the paths of problems with the
    earlier file begin with ``earlier.``.
    """
    if framework.instrument(answers.instrument).kind != "health-check":
        message = (
            f'Expected the minutes of a meeting, and this is a file of "{answers.instrument}".'
        )
        raise AnswersError([Problem("instrument", message)])
    return minutes.score(answers, framework, members=members, earlier=earlier)
