"""The accessibility statement: ``docs/data/accessibility.yml`` as a part of its page.

The parts that the law asks for, and where: regulation 8(4) of the Public Sector Bodies
(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (SI 2018/952).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.dates import shown, years_later
from sitegen.files import structure, yamlsource
from sitegen.pages import environment
from sitegen.problems import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files.yamlsource import Document, Place
    from sitegen.inserts import Maker

__all__ = ["SCHEMA", "Statement", "load", "maker", "overdue"]

SCHEMA: Final = Path(__file__).resolve().parents[1] / "docs" / "data" / "schema" / "accessibility"
"""Where the schema lies, without its ending."""

_COMPLIANCE: Final = {
    "fully": "fully compliant",
    "partially": "partially compliant",
    "not": "not compliant",
}
_REASONS: Final = {
    "non-compliance": (
        "Does not meet the standard, or is not confirmed",
        "We know of nothing.",
    ),
    "disproportionate-burden": (
        "Would be a disproportionate burden",
        "We do not claim this for anything.",
    ),
    "outside-scope": (
        "Outside the scope of the regulations",
        "We know of nothing.",
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """How far the site meets the standard."""

    compliance: str
    """``fully``, ``partially`` or ``not``."""
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Content that is not accessible."""

    title: str
    what: str
    reason: str
    plan: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Recourse:
    """Where to turn when the answer does not satisfy."""

    where: str
    text: str
    body: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """How the site was tested, and how it was not."""

    tested_with: tuple[str, ...]
    not_tested: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """All that the file says."""

    scope: tuple[str, ...]
    standard: str
    status: Status
    not_accessible: tuple[Gap, ...]
    alternatives: tuple[str, ...]
    feedback: tuple[str, ...]
    enforcement: tuple[Recourse, ...]
    method: Method
    prepared: date
    review: date
    """The day by which it is looked at again."""
    review_place: Place
    """Where the file says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """A ground of the regulations with what it holds for."""

    id: str
    title: str
    gaps: tuple[Gap, ...]
    none: str
    """What the page says where there is nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementView:
    """``inserts/accessibility.md.j2``: the statement with finished words."""

    statement: Statement
    compliance: str
    reasons: tuple[Reason, ...]
    contact: str
    """An address: ``mailto:`` or ``https:``."""
    contact_text: str
    prepared: str
    review: str


def maker(statement: Statement, contact: str) -> Maker:
    """Return what makes the insert ``accessibility``; ``contact`` is an address for messages."""

    def make(_root: str) -> str:
        page = _view(statement, contact)
        return environment().get_template("inserts/accessibility.md.j2").render(page=page)

    return make


def _view(statement: Statement, contact: str) -> StatementView:
    return StatementView(
        statement=statement,
        compliance=_COMPLIANCE[statement.status.compliance],
        reasons=tuple(
            Reason(
                id=reason,
                title=title,
                gaps=tuple(gap for gap in statement.not_accessible if gap.reason == reason),
                none=none,
            )
            for reason, (title, none) in _REASONS.items()
        ),
        contact=contact,
        contact_text=contact.removeprefix("mailto:"),
        prepared=shown(statement.prepared),
        review=shown(statement.review),
    )


def load(file: Path, name: str) -> tuple[Statement | None, tuple[Problem, ...]]:
    """Read the file with every problem in it; no statement when there is one.

    ``name`` is the path that problems show. OSError when the file cannot be opened.
    """
    document, faults = yamlsource.read(file, name)
    problems = Problems(faults)
    if document is None:
        return None, tuple(problems)
    problems.extend(structure.check(document, str(SCHEMA)).problems)
    if not problems:
        problems.extend(_status_faults(document))
        problems.extend(_date_faults(document))
    if problems:
        return None, tuple(problems)
    return _statement(document), ()


def overdue(statement: Statement, name: str, today: date) -> Problem | None:
    """Return a warning when the review is past due: no reason to stop a build."""
    if today <= statement.review:
        return None
    line, column = statement.review_place
    return Problem(
        path=name,
        line=line,
        column=column,
        code="review-overdue",
        message=f"the review was due on {shown(statement.review)}",
        hint='look the statement over, then set "prepared" and "review" anew',
    )


def _status_faults(document: Document) -> Iterator[Problem]:
    """Yield a verdict that the list of gaps contradicts."""
    fully = document.at(("status", "compliance")) == "fully"
    if fully != (document.at(("not_accessible",)) == []):
        yield document.problem(
            ("not_accessible",),
            "wrong-count",
            "the list and the verdict contradict each other",
            expected='an empty list for "fully", at least 1 entry for any other verdict',
        )


def _date_faults(document: Document) -> Iterator[Problem]:
    """Yield texts that are no dates, and a review that is not within the year after."""
    days: dict[str, date] = {}
    for key in ("prepared", "review"):
        text = document.at((key,))
        try:
            days[key] = date.fromisoformat(text)
        except ValueError:
            message = f'"{key}" is "{text}"'
            expected = 'a date such as "2026-11-21"'
            yield document.problem((key,), "wrong-form", message, expected=expected)
    if len(days) == 2:
        prepared, review = days["prepared"], days["review"]
        latest = years_later(prepared, 1)
        if not prepared < review <= latest:
            yield document.problem(
                ("review",),
                "wrong-date",
                f"the review is on {shown(review)}",
                expected=f"a day after {shown(prepared)} and at latest {shown(latest)}",
            )


def _statement(document: Document) -> Statement:
    data = document.data
    return Statement(
        scope=tuple(data["scope"]),
        standard=data["standard"],
        status=Status(
            compliance=data["status"]["compliance"], because=tuple(data["status"]["because"])
        ),
        not_accessible=tuple(Gap(**{"plan": None, **one}) for one in data["not_accessible"]),
        alternatives=tuple(data["alternatives"]),
        feedback=tuple(data["feedback"]),
        enforcement=tuple(Recourse(**one) for one in data["enforcement"]),
        method=Method(**{key: tuple(texts) for key, texts in data["method"].items()}),
        prepared=date.fromisoformat(data["prepared"]),
        review=date.fromisoformat(data["review"]),
        review_place=document.place(("review",)),
    )
