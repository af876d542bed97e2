"""The report of a result, as a fragment for a page and as a document of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer import areas, behaviours, caveats, words
from scorer.footers import footer
from scorer.reading import Reading, read_result
from scorer.render import POLICY, STYLE, laid_out
from scorer.view import DocumentView, ReportView, SummaryLine
from scorer.working import working

if TYPE_CHECKING:
    from scorer.framework import Framework
    from scorer.result import Result

__all__ = ["both", "document", "fragment"]


def fragment(result: Result, framework: Framework) -> str:
    """Return the report as one well-formed XHTML ``div`` whose headings start at h2."""
    return _fragment(view(read_result(result, framework)))


def document(result: Result, framework: Framework) -> str:
    """Return the report as a file that needs nothing else: polyglot XHTML with its own style.

    The same result always gives the same text. The file is written as UTF-8.
    """
    return both(result, framework)[1]


def both(result: Result, framework: Framework) -> tuple[str, str]:
    """Return the fragment and the document, laid out once."""
    reading = read_result(result, framework)
    report = view(reading)
    inner = _fragment(report)
    return inner, laid_out("document.xhtml", _document(reading, report, inner))


def view(reading: Reading) -> ReportView:
    """Return everything that the report shows, in words."""
    work_on = behaviours.work_on(reading)
    return ReportView(
        language=reading.framework.language,
        about=words.about(reading),
        notices=words.notices(reading),
        summary=_summary(reading),
        levels=(*words.turned_round(reading), *words.levels(reading)),
        lean_on_lead=behaviours.lean_on_lead(reading),
        lean_on=behaviours.lean_on(reading),
        work_on_lead=behaviours.work_on_lead(reading),
        work_on=work_on,
        suggestions_lead=behaviours.suggestions_lead(reading, work_on),
        suggestions=behaviours.suggestions(reading, work_on),
        areas=areas.areas(reading),
        spread=areas.spread(reading),
        limits=caveats.limits(reading),
        working_lead=caveats.working_lead(reading),
        working=working(reading),
    )


def _summary(reading: Reading) -> tuple[SummaryLine, ...]:
    return tuple(
        SummaryLine(
            title=area.title,
            word=score.word,
            value=score.value,
            sentence=areas.why_withheld(reading, score) or words.score_range(reading, score),
        )
        for area, score in reading.areas
    )


def _document(reading: Reading, report: ReportView, inner: str) -> DocumentView:
    framework, instrument = reading.framework, reading.instrument
    return DocumentView(
        language=framework.language,
        title=f"{instrument.title}: your report",
        policy=POLICY,
        style=STYLE,
        heading=instrument.title,
        standfirst=f"Your report, {reading.form.title[:1].lower()}{reading.form.title[1:]}",
        sections=report.sections,
        fragment=inner,
        footer=footer(framework),
        fingerprint=reading.result.framework_sha256,
    )


def _fragment(report: ReportView) -> str:
    return laid_out("report.xhtml", report)
