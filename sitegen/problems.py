"""What is wrong with a source file: where, what was expected, and what to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Problem", "Problems", "as_github", "as_json", "as_text", "did_you_mean"]


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One fault of one file. Problems sort by file, then by place."""

    path: str
    """The file, relative to the repository, with forward slashes."""
    line: int = 1
    """From 1; a finding of a whole file stands at its start."""
    column: int = 1
    """From 1, in characters."""
    code: str
    """A short permanent name of the kind of fault: ``unknown-key``."""
    message: str
    expected: str = ""
    """What would have been right; empty when the message says it."""
    hint: str = ""
    """What to do next; empty when that is plain."""

    def __str__(self) -> str:
        """Return ``file:line:column: code: message``, then expected and hint, indented."""
        text = f"{self.path}:{self.line}:{self.column}: {self.code}: {self.message}"
        if self.expected:
            text += f"\n    expected: {self.expected}"
        if self.hint:
            text += f"\n    hint: {self.hint}"
        return text


class Problems:
    """Collects problems; a problem that is already there is not added again."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._found = dict.fromkeys(problems)

    def add(self, problem: Problem) -> None:
        """Add one."""
        self._found[problem] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several."""
        self._found.update(dict.fromkeys(problems))

    def __iter__(self) -> Iterator[Problem]:
        """Iterate in order of file and place."""
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)


def as_text(problems: Iterable[Problem]) -> str:
    """Return all problems for a terminal, a line or more each, and no final line end."""
    return "\n".join(str(problem) for problem in sorted(problems))


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list of objects with the fields of :class:`Problem`."""
    return json.dumps([asdict(problem) for problem in sorted(problems)], ensure_ascii=False)


def as_github(problems: Iterable[Problem]) -> str:
    """Return a workflow command a line, which GitHub shows beside the source."""
    return "\n".join(_annotation(problem) for problem in sorted(problems))


def _annotation(problem: Problem) -> str:
    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    head = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    parts = [problem.message]
    if problem.expected:
        parts.append(f"expected: {problem.expected}")
    if problem.hint:
        parts.append(f"hint: {problem.hint}")
    return f"::error {head}::{_escape('; '.join(parts))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "…"?`` for the nearest known word, or an empty text."""
    near = get_close_matches(word, sorted(known), n=1)
    return f'did you mean "{near[0]}"?' if near else ""
