"""The pages that handle answers: each questionnaire, each group's meeting, and comparing.

They run our own script alone, under a policy that lets the scorer start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.framework import HealthCheck
from sitegen import comparepage, grouppage, instrumentpages, pages, questionnaire
from sitegen.pages import PageSource
from sitegen.prose.descriptions import describe

if TYPE_CHECKING:
    from scorer.framework import AnyInstrument, Framework

__all__ = ["ENTRY", "SCRIPTS", "addresses", "navigation", "render"]

ENTRY: Final = "questionnaires/"
"""The entry of the navigation that these pages take the place of."""

SCRIPTS: Final = ("questionnaire", "group", "compare")
"""Folders of ``theme/js`` with a script; a page names its own in the front matter."""

_COMPARE: Final = "compare"
_ADDRESSES: Final = questionnaire.Addresses(privacy="privacy.html")


def render(framework: Framework, manifest: str) -> list[PageSource]:
    """Return every page; ``manifest`` is what it needs to start its runtime, as JSON."""
    return [
        *(_questionnaire(framework, one, manifest) for one in framework.instruments),
        *(_group(framework, one, manifest) for one in framework.all_of(HealthCheck)),
        _page(
            _COMPARE,
            title=comparepage.TITLE,
            description=comparepage.DESCRIPTION,
            script="compare",
            content=comparepage.render(framework, manifest, _ADDRESSES),
            # It is made from no file.
            source="",
        ),
    ]


def addresses(framework: Framework) -> set[str]:
    """Return where the pages lie, below the site's root."""
    return {
        *(f"{one.id}.html" for one in framework.instruments),
        *(f"{_group_name(one)}.html" for one in framework.all_of(HealthCheck)),
        f"{_COMPARE}.html",
    }


def navigation(framework: Framework) -> list[object]:
    """Return what takes the place of ENTRY: for each instrument what it is, then its form."""
    entries: list[object] = []
    for one in framework.instruments:
        inside: list[object] = [
            {"What it is": f"{instrumentpages.FOLDER}/{one.id}.md"},
            {"Answer it": f"{one.id}.md"},
        ]
        if isinstance(one, HealthCheck):
            inside.append({"Together, in a meeting": f"{_group_name(one)}.md"})
        entries.append({pages.plain(one.title): inside})
    return [*entries, {comparepage.TITLE: f"{_COMPARE}.md"}]


def _questionnaire(framework: Framework, instrument: AnyInstrument, manifest: str) -> PageSource:
    return _page(
        instrument.id,
        title=instrument.title,
        description=describe(instrument.purpose, f"A questionnaire of {framework.title}."),
        script="questionnaire",
        content=questionnaire.render(framework, instrument, manifest, _ADDRESSES),
        source=f"instruments/{instrument.id}.yml",
    )


def _group(framework: Framework, check: HealthCheck, manifest: str) -> PageSource:
    about = (
        f"Put the members’ answers to “{check.title}” together in your browser, and write minutes."
    )
    return _page(
        _group_name(check),
        title=grouppage.title(check),
        description=describe(about),
        script="group",
        content=grouppage.render(framework, check, manifest, _ADDRESSES),
        source=f"instruments/{check.id}.yml",
    )


def _group_name(check: HealthCheck) -> str:
    return f"{check.id}-group"


def _page(
    name: str, *, title: str, description: str, script: str, content: str, **front: object
) -> PageSource:
    head = pages.front_matter(
        title=pages.plain(title), description=description, script=script, hide=["toc"], **front
    )
    return PageSource(
        path=f"{name}.md", title=title, description=description, text=f"{head}{content}\n"
    )
