"""YAML files as plain data with the place of every key and value.

A strict part of YAML is read: mappings with text keys, lists, text, whole numbers,
``true`` and ``false``. Refused are what YAML turns into something else behind the
writer's back (``no``, dates, ``12:30``, ``017``), what can explode (anchors, aliases,
merge keys) and what can run code (tags). PyYAML constructs nothing: its parser gives
events and the data is built from them, so depth is known before anything nests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.files import texts
from sitegen.files.yamlfaults import character_faults, syntax_fault
from sitegen.files.yamltree import Place, Steps, Tree
from sitegen.problems import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["ANY", "Document", "Place", "Steps", "read"]

ANY: Final = -1
"""Stands for every index of a list in :meth:`Document.find`."""

MAXIMUM_BYTES: Final = 256 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file that could be read, perhaps with values that were refused."""

    path: str
    data: dict[str, Any]
    values: Mapping[Steps, Place]
    keys: Mapping[Steps, Place]
    refused: frozenset[Steps]
    """Where ``data`` holds a stand-in or lacks a key, because of a problem already told."""

    def find(self, *pattern: str | int) -> Iterator[tuple[Steps, Any]]:
        """Yield every (path, value) that matches; what is missing or misplaced is passed over."""
        found: list[tuple[Steps, Any]] = [((), self.data)]
        for part in pattern:
            found = [inner for outer in found for inner in _inside(*outer, part)]
        return iter(found)

    def texts(self, *pattern: str | int) -> Iterator[tuple[Steps, str]]:
        """Yield every (path, text) that matches and was not refused."""
        for steps, value in self.find(*pattern):
            if isinstance(value, str) and steps not in self.refused:
                yield steps, value

    def at(self, steps: Steps) -> Any:  # noqa: ANN401 - whatever the file holds
        """Return the value at a path, or None when there is none or it was refused."""
        if steps in self.refused:
            return None
        value: Any = self.data
        for step in steps:
            try:
                value = value[step]
            except (LookupError, TypeError):
                return None
        return value

    def place(self, steps: Steps, *, key: bool = False) -> Place:
        """Return where a value, or its key, begins: the nearest that the file has."""
        places = self.keys if key and steps in self.keys else self.values
        while steps not in places:
            steps = steps[:-1]
        return places[steps]

    def problem(  # noqa: PLR0913 - the parts of a problem, all but two optional
        self,
        steps: Steps,
        code: str,
        message: str,
        *,
        expected: str = "",
        hint: str = "",
        key: bool = False,
    ) -> Problem:
        """Return a problem at a value of this file, or at its key."""
        line, column = self.place(steps, key=key)
        return Problem(
            path=self.path,
            line=line,
            column=column,
            code=code,
            message=message,
            expected=expected,
            hint=hint,
        )


def _inside(steps: Steps, value: object, part: str | int) -> Iterator[tuple[Steps, Any]]:
    if part == ANY:
        if isinstance(value, list):
            for index, inner in enumerate(value):
                yield (*steps, index), inner
    elif isinstance(value, dict) and part in value:
        yield (*steps, part), value[part]


def read(file: Path, name: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one file; ``name`` is the path that problems show.

    Returns no document when the file cannot be read to its end; OSError when it
    cannot be opened.
    """
    with file.open("rb") as stream:
        raw = stream.read(MAXIMUM_BYTES + 1)
    if len(raw) > MAXIMUM_BYTES:
        return None, (
            _at_start(name, "yaml-size", "the file is larger than 256 KB", hint="split it"),
        )
    text, faults = texts.decode(name, raw, "yaml-encoding")
    if text is None:
        return None, faults
    problems = Problems(faults)
    problems.extend(character_faults(name, text))
    if any(problem.code in {"yaml-tab", "yaml-character"} for problem in problems):
        return None, tuple(problems)
    document, more = _parse(text, name)
    problems.extend(more)
    return document, tuple(problems)


def _at_start(name: str, code: str, message: str, *, expected: str = "", hint: str = "") -> Problem:
    return Problem(path=name, code=code, message=message, expected=expected, hint=hint)


def _parse(text: str, name: str) -> tuple[Document | None, Problems]:
    # libyaml is some ten times faster, but words and places of its errors differ. Errors
    # always come from the parser that every installation has.
    for loader in (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader):
        tree = Tree(name)
        try:
            whole = tree.grow(yaml.parse(text, Loader=loader))
        except yaml.MarkedYAMLError as error:
            tree.problems.add(syntax_fault(name, error))
            continue
        return (_document(tree) if whole else None), tree.problems
    return None, tree.problems


def _document(tree: Tree) -> Document | None:
    if isinstance(tree.root, dict):
        return Document(
            path=tree.path,
            data=tree.root,
            values=tree.values,
            keys=tree.keys,
            refused=frozenset(tree.refused),
        )
    if tree.root in (None, ""):
        tree.problems = Problems([_at_start(tree.path, "yaml-empty", "the file is empty")])
    elif () not in tree.refused:
        message = (
            "the file holds a list" if isinstance(tree.root, list) else "the file holds a text"
        )
        expected = "keys with values"
        tree.problems.add(_at_start(tree.path, "yaml-top", message, expected=expected))
    return None
