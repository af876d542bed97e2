"""The patterns of partnership on two axes: ``framework/patterns.yml`` and its drawing.

The codebook has the patterns as well; which page tells of one is the site's alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.figures.drawing import LINE, Line, lines
from sitegen.files import structure, yamlsource
from sitegen.files.yamlsource import ANY
from sitegen.guidance import FOLDER
from sitegen.pagecontent import counted
from sitegen.pageviews import Link
from sitegen.problems import Problems, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["Axis", "Cell", "Pattern", "PatternMap", "PatternRow", "Patterns", "load", "pattern_map"]

# Text that fits half of a width of 270 pixels.
_CHARACTERS: Final = 16
_TOP: Final = 28
# The gap between the rows holds the axis across with its words.
_GAP: Final = 44


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """What an axis shows, and the words at its ends."""

    title: str
    low: str
    high: str

    def end(self, name: str) -> str:
        """Return the word at the end ``low`` or ``high``."""
        return self.low if name == "low" else self.high


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """A pattern and its cell; ``across`` and ``up`` are ``low`` or ``high``."""

    id: str
    title: str
    page: str
    across: str
    up: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Patterns:
    """Patterns, at most one in each cell of two axes."""

    source: str
    """The key of the work that the axes come from."""
    across: Axis
    up: Axis
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A pattern as a box: ``x`` is its left edge, ``middle`` where its text is centred."""

    x: str
    middle: str
    y: int
    name: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternRow:
    """A pattern in the table."""

    link: Link
    across: str
    up: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternMap:
    """``patterns.md.j2``."""

    count: str
    """``four patterns``."""
    description: str
    source: str
    across: Axis
    up: Axis
    height: int
    box: int
    """The height of a cell."""
    axis_y: int
    top: int
    bottom: int
    cells: tuple[Cell, ...]
    rows: tuple[PatternRow, ...]


def load(
    file: Path,
    name: str,
    *,
    works: Collection[str] | None = None,
    pages: Collection[str] | None = None,
) -> tuple[Patterns | None, tuple[Problem, ...]]:
    """Read ``patterns.yml`` with every problem in it; None where there is none to show.

    ``name`` is the path that problems show, ``works`` the ids that can be cited, ``pages``
    the names of the guidance pages; what is None is not checked.
    """
    if not file.is_file():
        return None, ()
    document, faults = yamlsource.read(file, name)
    problems = Problems(faults)
    if document is None:
        return None, tuple(problems)
    problems.extend(structure.check(document, "patterns").problems)
    if not problems:
        problems.extend(_repeated(document))
        problems.extend(_unknown(document, works, pages))
    return (None, tuple(problems)) if problems else (_patterns(document.data), ())


def _unknown(
    document: Document, works: Collection[str] | None, pages: Collection[str] | None
) -> Iterator[Problem]:
    """Yield a source that no list has, and each page that is not there."""
    for steps, source in document.texts("source"):
        if works is not None and source not in works:
            message, hint = f'there is no reference "{source}"', did_you_mean(source, works)
            yield document.problem(steps, "unknown-reference", message, hint=hint)
    for steps, page in document.texts("patterns", ANY, "page"):
        if pages is not None and page not in pages:
            message = f'there is no page "{page}" in docs/{FOLDER}/'
            yield document.problem(steps, "unknown-page", message, hint=did_you_mean(page, pages))


def _repeated(document: Document) -> Iterator[Problem]:
    """Yield each pattern with the id, or in the cell, that another has."""
    ids: dict[str, Steps] = {}
    for steps, found in document.texts("patterns", ANY, "id"):
        first = ids.setdefault(found, steps)
        if first != steps:
            line, column = document.place(first)
            message = f'the pattern "{found}" is already at {document.path}:{line}:{column}'
            hint = "give it an id of its own"
            yield document.problem(steps, "duplicate-id", message, hint=hint)
    seen: dict[tuple[str, str], str] = {}
    for steps, one in document.find("patterns", ANY):
        other = seen.setdefault((one["across"], one["up"]), one["title"])
        if other != one["title"]:
            message = f'"{one["title"]}" stands in the cell of "{other}"'
            hint = "each cell of the two axes has at most one pattern"
            yield document.problem(steps, "repeated-cell", message, hint=hint)


def _patterns(data: Mapping[str, Any]) -> Patterns:
    return Patterns(
        source=data["source"],
        across=Axis(**data["across"]),
        up=Axis(**data["up"]),
        patterns=tuple(Pattern(**one) for one in data["patterns"]),
    )


def pattern_map(patterns: Patterns, root: str) -> PatternMap:
    """Return the figure for a page; ``root`` is the way to the site's root."""
    most = max(len(lines(one.text, _CHARACTERS, 0)) for one in patterns.patterns)
    box = 36 + LINE * most + 12
    bottom = _TOP + 2 * box + _GAP
    return PatternMap(
        count=counted(len(patterns.patterns), "pattern", "patterns"),
        description=" ".join(_described(patterns, one) for one in patterns.patterns)
        + " The cells have no order.",
        source=patterns.source,
        across=patterns.across,
        up=patterns.up,
        height=bottom + 28,
        box=box,
        axis_y=_TOP + box + _GAP // 2,
        top=_TOP,
        bottom=bottom,
        cells=tuple(_cell(one, box) for one in patterns.patterns),
        rows=tuple(
            PatternRow(
                link=Link(text=one.title, url=f"{root}{FOLDER}/{one.page}.html"),
                across=patterns.across.end(one.across),
                up=patterns.up.end(one.up),
                text=one.text,
            )
            for one in patterns.patterns
        ),
    )


def _cell(pattern: Pattern, box: int) -> Cell:
    left, upper = pattern.across == "low", pattern.up == "high"
    y = _TOP if upper else _TOP + box + _GAP
    return Cell(
        x="0.2%" if left else "52%",
        middle="24%" if left else "75.8%",
        y=y,
        name=Line(y=y + 27, text=pattern.title),
        lines=lines(pattern.text, _CHARACTERS, y + 50),
    )


def _described(patterns: Patterns, one: Pattern) -> str:
    across, up = patterns.across, patterns.up
    return (
        f"{one.title}: {across.title.lower()} {across.end(one.across)}, "
        f"{up.title.lower()} {up.end(one.up)}."
    )
