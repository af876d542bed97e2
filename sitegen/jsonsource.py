"""JSON files as plain data with the place of every key and value."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import yaml

from sitegen.problems import Problem
from sitegen.yamlfaults import syntax_fault
from sitegen.yamltree import Tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.yamltree import Place, Steps

__all__ = ["JsonFile", "read"]


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonFile:
    """A file that could be read."""

    path: str
    data: Any
    values: Mapping[Steps, Place]
    keys: Mapping[Steps, Place]

    def place(self, steps: Steps, *, key: bool = False) -> Place:
        """Return where a value, or its key, begins: the nearest that the file has."""
        places = self.keys if key and steps in self.keys else self.values
        while steps not in places:
            steps = steps[:-1]
        return places[steps]


def read(file: Path, name: str) -> tuple[JsonFile | None, tuple[Problem, ...]]:
    """Read one file; ``name`` is the path that problems show.

    Returns no file when it is not JSON; OSError when it cannot be opened.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None, (_problem(name, 1, 1, "the file is not UTF-8"),)
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        message = error.msg[0].lower() + error.msg[1:]
        return None, (_problem(name, error.lineno, error.colno, message),)
    # JSON is YAML but for tabs, and the YAML reader keeps places.
    text = text.replace("\t", " ")
    tree = Tree(name)
    try:
        tree.grow(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        return None, (replace(syntax_fault(name, error), code="json-syntax"),)
    problems = tuple(
        replace(problem, code=problem.code.replace("yaml-", "json-")) for problem in tree.problems
    )
    found = JsonFile(path=name, data=tree.root, values=tree.values, keys=tree.keys)
    return found, problems


def _problem(name: str, line: int, column: int, message: str) -> Problem:
    return Problem(path=name, line=line, column=column, code="json-syntax", message=message)
