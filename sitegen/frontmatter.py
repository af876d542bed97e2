"""The front matter of the prose pages: what it may hold, and when a page is due for review."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.descriptions import LONGEST, SHORTEST
from sitegen.problems import Problem, did_you_mean
from sitegen.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["KNOWN", "Due", "FrontMatter", "check", "due", "read"]

KNOWN: Final = (
    *("title", "description", "reviewed", "next_review"),
    *("date", "cite", "authors", "keywords"),
    *("hide", "search"),
)
"""What each page has; what a page to be cited has; what the theme reads."""


MOST_MONTHS: Final = 24
CODE: Final = "front-matter"

_FENCED: Final = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """The front matter of one page, and the page without it."""

    path: str
    data: Mapping[str, Any]
    places: Mapping[str, tuple[int, int]]
    """Line and column of each value."""
    keys: Mapping[str, tuple[int, int]]
    body: str
    """The page with blank lines for the front matter, so that lines keep their numbers."""
    problems: tuple[Problem, ...] = ()

    def problem(
        self, key: str, message: str, *, expected: str = "", hint: str = "", code: str = CODE
    ) -> Problem:
        """Return a problem at a value, or at the top of the page when there is none."""
        line, column = self.places.get(key, (1, 1))
        return Problem(
            path=self.path,
            line=line,
            column=column,
            code=code,
            message=message,
            expected=expected,
            hint=hint,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A page whose next review lies in the past."""

    path: str
    line: int
    next_review: date

    def __str__(self) -> str:
        """Return a line for the terminal."""
        day = f"{self.next_review.day} {self.next_review:%B %Y}"
        return f"{self.path}:{self.line}: the review was due on {day}"


def read(path: str, text: str) -> FrontMatter:
    """Part a page into front matter and body; problems tell YAML that cannot be read."""
    fenced = _FENCED.match(text)
    if fenced is None:
        return FrontMatter(path=path, data={}, places={}, keys={}, body=text)
    body = "\n" * fenced[0].count("\n") + text[fenced.end() :]
    try:
        node = yaml.compose(fenced[1], Loader=yaml.SafeLoader)
        data = yaml.safe_load(fenced[1])
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        return FrontMatter(
            path=path,
            data={},
            places={},
            keys={},
            body=body,
            problems=(
                Problem(
                    path=path,
                    line=mark.line + 2 if mark else 1,
                    column=mark.column + 1 if mark else 1,
                    code=CODE,
                    message=f"this is not YAML: {getattr(error, 'problem', None) or error}",
                    hint="put a text with a colon in it into quotation marks",
                ),
            ),
        )
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return FrontMatter(
        path=path,
        data=data if isinstance(data, dict) else {},
        places={key.value: _place(value) for key, value in pairs},
        keys={key.value: _place(key) for key, _ in pairs},
        body=body,
    )


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 2, node.start_mark.column + 1


def check(front: FrontMatter, *, guidance: bool) -> Iterator[Problem]:
    """Yield what is wrong; a page of guidance needs the dates of its reviews as well."""
    if front.problems:
        yield from front.problems
        return
    yield from _unknown(front)
    yield from _texts(front)
    if guidance or "reviewed" in front.data or "next_review" in front.data:
        yield from _dates(front)


def _unknown(front: FrontMatter) -> Iterator[Problem]:
    for key, (line, column) in front.keys.items():
        if key not in KNOWN:
            yield Problem(
                path=front.path,
                line=line,
                column=column,
                code=CODE,
                message=f'the key "{key}" is unknown',
                expected="one of " + ", ".join(KNOWN),
                hint=did_you_mean(key, KNOWN) or "remove it",
            )


def _texts(front: FrontMatter) -> Iterator[Problem]:
    for key in ("title", "description"):
        value = front.data.get(key)
        if key not in front.data:
            yield front.problem(key, f'the key "{key}" is missing')
        elif not isinstance(value, str) or not value.strip():
            yield front.problem(key, f'"{key}" is no text')
    description = front.data.get("description")
    if not isinstance(description, str):
        return
    if not SHORTEST <= len(description) <= LONGEST:
        message = f'"description" has {len(description)} characters'
        yield front.problem("description", message, expected=f"{SHORTEST} to {LONGEST}")
    if (number := len(list(sentences(description)))) > 1:
        message = f'"description" has {number} sentences'
        yield front.problem("description", message, expected="one")


def _dates(front: FrontMatter) -> Iterator[Problem]:
    found = {}
    for key in ("reviewed", "next_review"):
        value = front.data.get(key)
        # A date with a time is a datetime, which is a date as well.
        if type(value) is date:
            found[key] = value
        elif key in front.data:
            yield front.problem(key, f'"{key}" is no date', expected="a date such as 2026-11-21")
        else:
            yield front.problem(key, f'the key "{key}" is missing')
    if len(found) == 2:
        first, last = found["reviewed"], found["next_review"]
        limit = _months_later(first, MOST_MONTHS)
        if not first < last <= limit:
            expected = f"after {first}, and {limit} at the latest"
            yield front.problem("next_review", f'"next_review" is {last}', expected=expected)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # The 29th of February becomes the 28th.
    last = 28 if month == 1 and day.day == 29 else day.day
    return date(year, month + 1, last)


def due(root: Path, today: date) -> list[Due]:
    """Return the pages below ``docs/`` whose next review is past, by their path."""
    found = []
    for file in sorted((root / "docs").rglob("*.md")):
        front = read(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
        day = front.data.get("next_review")
        if type(day) is date and day < today:
            line, _ = front.places["next_review"]
            found.append(Due(path=front.path, line=line, next_review=day))
    return found
