"""The framework as a map: each area with its competencies, and the tasks that each serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.figures.drawing import LINE, SHAPES, Key, Line, Mark, lines
from sitegen.pagecontent import counted
from sitegen.pageviews import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scorer.framework import Area, Competency, Framework, Task

__all__ = ["AreaDrawing", "Branch", "FrameworkMap", "MapArea", "MapRow", "framework_map"]

# Text that fits a width of 270 pixels, beside the marks and across.
_BRANCH_CHARACTERS = 24
_TITLE_CHARACTERS = 28
_MARK_PITCH = 22
_MARK_CHARACTERS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """A competency: its name, where its branch leaves the stem, and a mark for each task."""

    lines: tuple[Line, ...]
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaDrawing:
    """An area with its branches."""

    title: str
    description: str
    height: int
    head: int
    """The height of the band that holds the area's name."""
    lines: tuple[Line, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MapRow:
    """A competency in the table."""

    competency: Link
    tasks: str
    items: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MapArea:
    """An area in the table."""

    area: Link
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameworkMap:
    """``framework-map.md.j2``."""

    name: str
    counted: str
    """``Four areas, 16 competencies, 48 statements``."""
    areas: tuple[AreaDrawing, ...]
    keys: tuple[Key, ...]
    table: tuple[MapArea, ...]


def framework_map(framework: Framework, root: str) -> FrameworkMap:
    """Return the map for a page; ``root`` is the way to the site's root."""
    shapes = _shapes(framework)
    tasks = {task.id: task for task in framework.leadership_tasks}
    return FrameworkMap(
        name=framework.title,
        counted=_counted(framework),
        areas=tuple(_area(area, shapes, tasks) for area in framework.areas),
        keys=tuple(
            Key(sample=shape, text=f"serves “{tasks[task].title}”")
            for task, shape in shapes.items()
        ),
        table=tuple(_rows(area, tasks, f"{root}framework/{area.id}") for area in framework.areas),
    )


def _shapes(framework: Framework) -> dict[str, str]:
    """Give each task a shape of its own; none where there are more tasks than shapes."""
    tasks = [task.id for task in framework.leadership_tasks]
    return dict(zip(tasks, SHAPES, strict=False)) if len(tasks) <= len(SHAPES) else {}


def _counted(framework: Framework) -> str:
    competencies = [one for area in framework.areas for one in area.competencies]
    items = sum(len(one.items) for one in competencies)
    areas = counted(len(framework.areas), "area", "areas")
    return (
        f"{areas[:1].upper()}{areas[1:]}, "
        f"{counted(len(competencies), 'competency', 'competencies')}, "
        f"{counted(items, 'statement', 'statements')}"
    )


def _area(area: Area, shapes: Mapping[str, str], tasks: Mapping[str, Task]) -> AreaDrawing:
    title = lines(area.title, _TITLE_CHARACTERS, 25)
    head = title[-1].y + 14
    top = head + 8
    branches = []
    for competency in area.competencies:
        y = top + LINE - 5
        marks = tuple(
            Mark(x="100%", dx=-14 - _MARK_PITCH * (len(shapes) - 1 - place), y=y, shape=shape)
            for place, (task, shape) in enumerate(shapes.items())
            if task in competency.leadership_tasks
        )
        # Where the nearest marks are missing, the name may be longer.
        places = [place for place, task in enumerate(shapes) if task in competency.leadership_tasks]
        room = _BRANCH_CHARACTERS + _MARK_CHARACTERS * min(places, default=len(shapes))
        name = lines(competency.title, room, top + LINE)
        branches.append(Branch(lines=name, y=y, marks=marks))
        top = name[-1].y + 9
    return AreaDrawing(
        title=f"{area.title}: {counted(len(area.competencies), 'competency', 'competencies')}",
        description=" ".join(
            f"{one.title} serves {_named(one, tasks)}." for one in area.competencies
        ),
        height=top + 4,
        head=head,
        lines=title,
        branches=tuple(branches),
    )


def _named(competency: Competency, tasks: Mapping[str, Task]) -> str:
    """Name the tasks in the framework's order."""
    return " and ".join(
        f"“{task.title}”" for task in tasks.values() if task.id in competency.leadership_tasks
    )


def _rows(area: Area, tasks: Mapping[str, Task], folder: str) -> MapArea:
    return MapArea(
        area=Link(text=area.title, url=f"{folder}/index.html"),
        rows=tuple(
            MapRow(
                competency=Link(text=one.title, url=f"{folder}/{one.id}.html"),
                tasks="; ".join(
                    task.title for task in tasks.values() if task.id in one.leadership_tasks
                ),
                items=len(one.items),
            )
            for one in area.competencies
        ),
    )
