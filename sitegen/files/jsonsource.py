"""JSON files as plain data with the place of every key and value."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import yaml

from sitegen.files import texts
from sitegen.files.yamlfaults import character_faults, syntax_fault
from sitegen.files.yamlsource import Document
from sitegen.files.yamltree import Tree
from sitegen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.files.yamltree import Place, Steps

__all__ = ["JsonFile", "read"]


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonFile:
    """A file that could be read."""

    path: str
    data: Any
    values: Mapping[Steps, Place]
    keys: Mapping[Steps, Place]
    refused: frozenset[Steps]
    """Where ``data`` holds a stand-in or lacks a key, because of a problem already told."""

    def document(self) -> Document:
        """Return the file as the checks of YAML files take it, for use with a JSON Schema."""
        return Document(
            path=self.path,
            data=self.data,
            values=self.values,
            keys=self.keys,
            refused=self.refused,
        )

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
    text, faults = texts.decode(name, file.read_bytes(), "json-encoding")
    if text is None or faults:
        return None, faults
    # Tabs are as good as spaces here; the YAML reader keeps places, but knows no tabs.
    text = text.replace("\t", " ")
    if faults := (*map(_renamed, character_faults(name, text)), *_syntax(text, name)):
        return None, faults
    tree = Tree(name)
    try:
        whole = tree.grow(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        return None, (replace(syntax_fault(name, error), code="json-syntax"),)
    found = JsonFile(
        path=name,
        data=tree.root,
        values=tree.values,
        keys=tree.keys,
        refused=frozenset(tree.refused),
    )
    return (found if whole else None), tuple(map(_renamed, tree.problems))


def _syntax(text: str, name: str) -> Iterator[Problem]:
    """Yield what keeps the text from being JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        message = error.msg[0].lower() + error.msg[1:]
        yield _problem(name, error.lineno, error.colno, message)
    except (RecursionError, ValueError):
        yield _problem(name, 1, 1, "a list is too deep, or a number too long")


def _renamed(problem: Problem) -> Problem:
    return replace(problem, code=problem.code.replace("yaml-", "json-"))


def _problem(name: str, line: int, column: int, message: str) -> Problem:
    return Problem(path=name, line=line, column=column, code="json-syntax", message=message)
