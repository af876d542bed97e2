"""Which competencies each guidance page helps with: ``framework/guidance.yml``.

The file stands beside the framework, because it names its ids, but no score depends on
it: a change here leaves the codebook and all saved answers as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.files import structure, texts, yamlsource
from sitegen.files.yamlsource import ANY
from sitegen.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scorer.framework import Framework
    from sitegen.files.yamlsource import Document

__all__ = ["FOLDER", "Guidance", "load", "pages"]

FOLDER: Final = "guidance"
"""The folder of guidance pages below the folder of all pages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Guidance:
    """The links between guidance pages and competencies, both ways."""

    competencies: Mapping[str, tuple[str, ...]]
    """Page (``trust-and-dialogue``) -> ids of competencies."""

    def pages(self, competency: str) -> tuple[str, ...]:
        """Return the pages that help with a competency."""
        return tuple(page for page, ids in self.competencies.items() if competency in ids)


def load(
    file: Path, name: str, framework: Framework, docs: Path
) -> tuple[Guidance, tuple[Problem, ...]]:
    """Read the file, if the framework has one, with every problem in it.

    ``name`` is the path that problems show.
    """
    if not file.is_file():
        return Guidance(competencies={}), ()
    document, faults = yamlsource.read(file, name)
    problems = Problems(faults)
    if document is None:
        return Guidance(competencies={}), tuple(problems)
    checked = structure.check(document, "guidance")
    problems.extend(checked.problems)
    if not problems:
        found = pages(docs)
        problems.extend(_unknown(document, framework, found))
        problems.extend(_left_out(document, framework, found))
    if problems:
        return Guidance(competencies={}), tuple(problems)
    entries = document.data["pages"]
    return Guidance(competencies={e["page"]: tuple(e["competencies"]) for e in entries}), ()


def pages(docs: Path) -> set[str]:
    """Return the names of the guidance pages, without their ending."""
    found = (docs / FOLDER).glob("*.md")
    return {page.stem for page in found if not texts.leftover(page.name)} - {"index"}


def _ids(framework: Framework) -> list[str]:
    return [one.id for area in framework.areas for one in area.competencies]


def _unknown(document: Document, framework: Framework, pages: set[str]) -> Iterator[Problem]:
    """Yield pages and competencies that do not exist, and pages that stand twice."""
    ids = _ids(framework)
    seen: set[str] = set()
    for steps, page in document.texts("pages", ANY, "page"):
        if page not in pages:
            message = f'there is no page "{page}" in docs/{FOLDER}/'
            hint = did_you_mean(page, pages)
            yield document.problem(steps, "unknown-page", message, hint=hint)
        if page in seen:
            yield document.problem(steps, "repeated-page", f'the page "{page}" stands twice')
        seen.add(page)
    for steps, competency in document.texts("pages", ANY, "competencies", ANY):
        if competency not in ids:
            message = f'there is no competency "{competency}"'
            hint = did_you_mean(competency, ids)
            yield document.problem(steps, "unknown-id", message, hint=hint)


def _left_out(document: Document, framework: Framework, pages: set[str]) -> Iterator[Problem]:
    """Yield competencies without guidance and pages without a competency."""
    helped = {competency for _, competency in document.texts("pages", ANY, "competencies", ANY)}
    listed = {page for _, page in document.texts("pages", ANY, "page")}
    for what, missing in (
        ("competency", _missing(_ids(framework), helped)),
        ("page", _missing(sorted(pages), listed)),
    ):
        for one in missing:
            message = f'the {what} "{one}" stands nowhere'
            hint = "each competency needs guidance, and each page says what it helps with"
            yield document.problem(("pages",), "left-out", message, hint=hint)


def _missing(all_of: Iterable[str], named: set[str]) -> list[str]:
    return [one for one in all_of if one not in named]
