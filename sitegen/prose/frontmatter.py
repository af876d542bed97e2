"""The front matter of the prose pages: what it may hold, and what to know of its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.dates import shown, years_later
from sitegen.files import texts
from sitegen.problems import Problem, did_you_mean
from sitegen.prose import frontmatteryaml, wordplaces
from sitegen.prose.descriptions import LONGEST, SHORTEST
from sitegen.prose.frontmatteryaml import CODE, place_of
from sitegen.prose.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["KNOWN", "Due", "FrontMatter", "check", "due", "read"]

KNOWN: Final = (
    *("title", "description", "reviewed", "next_review"),
    *("date", "cite", "authors", "keywords"),
    *("hide", "search"),
    "source",
)
"""What each page has; what a page to be cited has; what the theme reads; the file to edit."""


MOST_YEARS: Final = 2

# As MkDocs has it: three dots close it as well.
_FENCED: Final = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_OPENED: Final = re.compile(r"---[ \t]*\n(?=[\w-]+:)")


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
    source: str = ""
    """The page up to its body."""
    unread: bool = False
    """Whether it is not YAML, so that nothing is known of its keys."""
    problems: tuple[Problem, ...] = ()

    def word(self, key: str, start: int, word: str) -> tuple[int, int]:
        """Return the place of a word that stands at ``start`` in a text."""
        lines = self.source.split("\n")
        return wordplaces.place(lines, self.places[key], self.data[key], start, word)

    def problem(  # noqa: PLR0913 - the parts of a problem, all but two optional
        self,
        key: str,
        message: str,
        *,
        expected: str = "",
        hint: str = "",
        code: str = CODE,
        place: tuple[int, int] | None = None,
    ) -> Problem:
        """Return a problem at a value, or at the top of the page when there is none.

        ``place`` is a place within the value.
        """
        line, column = place or self.places.get(key, (1, 1))
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
    """A date of a review that is past, or not yet past, and should not be."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return a line for the terminal."""
        return f"{self.path}:{self.line}: {self.message}"


def read(path: str, text: str) -> FrontMatter:
    """Part a page into front matter and body; problems tell YAML that cannot be read."""
    text = text.removeprefix("\ufeff")
    fenced = _FENCED.match(text)
    if fenced is None:
        return _without(path, text)
    body = "\n" * fenced[0].count("\n") + text[fenced.end() :]
    node, data, problems = frontmatteryaml.parse(path, fenced[1])
    if problems:
        return FrontMatter(
            path=path, data={}, places={}, keys={}, body=body, unread=True, problems=problems
        )
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return FrontMatter(
        path=path,
        data=data if isinstance(data, dict) else {},
        places={key.value: place_of(value) for key, value in pairs},
        keys={key.value: place_of(key) for key, _ in pairs},
        body=body,
        source=fenced[0],
        problems=tuple(frontmatteryaml.repeated(path, node)),
    )


def _without(path: str, text: str) -> FrontMatter:
    found = FrontMatter(path=path, data={}, places={}, keys={}, body=text)
    if not _OPENED.match(text):
        return found
    message = "the front matter that begins here is never closed"
    problem = found.problem("", message, expected='a line "---" after it')
    return replace(found, unread=True, problems=(problem,))


def check(front: FrontMatter, *, guidance: bool) -> Iterator[Problem]:
    """Yield what is wrong; a page of guidance needs the dates of its reviews as well."""
    yield from front.problems
    if front.unread:
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
        limit = years_later(first, MOST_YEARS)
        if not first < last <= limit:
            expected = f"after {first}, and {limit} at the latest"
            yield front.problem("next_review", f'"next_review" is {last}', expected=expected)


def due(root: Path, today: date) -> list[Due]:
    """Return what to know of reviews today, by the path of the page: no fault of the page.

    A next review is past, or a review that is said to be done lies in the future.
    """
    from sitegen import articles  # noqa: PLC0415 - it reads front matter itself

    found = []
    for file in articles.pages(root / "docs"):
        text, _ = texts.read(file, file.name)
        front = read(file.relative_to(root).as_posix(), text)
        for key, day in front.data.items():
            if type(day) is not date:
                continue
            if key == "reviewed" and day > today:
                message = "the review lies in the future, on"
            elif key == "next_review" and day < today:
                message = "the review was due on"
            else:
                continue
            line, _ = front.places[key]
            found.append(Due(path=front.path, line=line, message=f"{message} {shown(day)}"))
    return found
