"""All works that the site cites: read, checked, set in Harvard form, and published."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.files import jsonsource
from sitegen.problems import Problem
from sitegen.works import harvard, referenceformats, workchecks

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from sitegen.inserts import Maker
    from sitegen.works.harvard import Entry, Short

__all__ = ["FOLDER", "Reference", "References", "load", "maker", "publish", "unlike", "unused"]

FOLDER: Final = "references"
"""Where the downloads lie, below the site's root."""

_DOWNLOADS: Final = {
    "references.bib": "BibTeX",
    "references.ris": "RIS, for EndNote, Zotero and others",
    "references.json": "CSL-JSON",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A work."""

    id: str
    line: int
    """Where its entry begins in the file, from 1; so does the column."""
    column: int
    short: Short
    entry: Entry
    csl: Mapping[str, Any]
    """The entry as the file has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class References:
    """Every work that can be cited, by id, in the order of a list of references."""

    path: str
    works: Mapping[str, Reference]


def load(file: Path, name: str) -> tuple[References, tuple[Problem, ...]]:
    """Read and check a CSL-JSON file; ``name`` is the path that problems show.

    With a problem, what is returned holds no works. OSError when there is no such file.
    """
    nothing = References(path=name, works={})
    found, problems = jsonsource.read(file, name)
    if found is None:
        return nothing, problems
    problems = (*problems, *workchecks.check(found))
    if problems:
        return nothing, tuple(sorted(problems))
    places = {work["id"]: found.place((number,)) for number, work in enumerate(found.data)}
    csl = {work["id"]: work for work in found.data}
    shorts = harvard.shorts(found.data)
    works = {
        key: Reference(
            id=key,
            line=places[key][0],
            column=places[key][1],
            short=shorts[key],
            entry=entry,
            csl=csl[key],
        )
        for key, entry in harvard.entries(found.data).items()
    }
    return References(path=name, works=works), ()


def unused(references: References, cited: Collection[str]) -> list[Problem]:
    """Return a problem for each work whose id is not in ``cited``."""
    return [
        Problem(
            path=references.path,
            line=work.line,
            column=work.column,
            code="unused-reference",
            message=f'no page cites "{work.id}"',
            hint="cite it, or take it out",
        )
        for work in references.works.values()
        if work.id not in cited
    ]


def unlike(references: References, sources: Mapping[str, str], path: str) -> list[Problem]:
    """Return a problem for each of the framework's sources that is worded otherwise here.

    ``sources`` gives each source's text by id, ``path`` the framework's file. A source
    that is not in the list of references may say what it likes.
    """
    return [
        Problem(
            path=path,
            code="source-text",
            message=f'the text of the source "{key}" is not the one of {references.path}',
            expected=references.works[key].entry.text,
        )
        for key, text in sources.items()
        if key in references.works and " ".join(text.split()) != references.works[key].entry.text
    ]


def publish(references: References, out: Path) -> None:
    """Write the downloads below ``out``, the site's root."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    works = [work.csl for work in references.works.values()]
    texts = (
        referenceformats.bibtex(works),
        referenceformats.ris(works),
        referenceformats.csl_json(works),
    )
    for name, text in zip(_DOWNLOADS, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="")


def maker(references: References) -> Maker:
    """Return what fills ``bibliography``: the downloads, and every work with its anchor."""

    def write(root: str) -> str:
        links = ", ".join(
            f'<a href="{root}{FOLDER}/{name}" download="{name}">{title}</a>'
            for name, title in _DOWNLOADS.items()
        )
        items = "\n".join(
            f'<li id="ref-{work.id}" data-entry="{html.escape(work.short.plain)}">'
            f"{work.entry.html}</li>"
            for work in references.works.values()
        )
        return (
            f'<p class="pi-downloads">Download all {len(references.works)} references: {links}.</p>'
            f'\n\n<ul class="pi-references">\n{items}\n</ul>'
        )

    return write
