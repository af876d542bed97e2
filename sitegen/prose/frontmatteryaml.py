"""The YAML of a page's front matter, which begins on the page's second line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import yaml

from sitegen.files.yamlfaults import syntax_fault
from sitegen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CODE", "parse", "place_of", "repeated"]

CODE: Final = "front-matter"


def parse(path: str, matter: str) -> tuple[yaml.Node | None, object, tuple[Problem, ...]]:
    """Return the text between the lines that fence it as nodes and as data, or a problem."""
    # As in sitegen.yamlsource: libyaml is fast, and errors come from the other.
    for loader in (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader):
        node: yaml.Node | None = None
        try:
            node = yaml.compose(matter, Loader=loader)
            return node, yaml.load(matter, Loader=loader), ()  # noqa: S506 - both are safe
        except yaml.MarkedYAMLError as error:
            problem = replace(syntax_fault(path, error), code=CODE)
            if isinstance(error, yaml.constructor.ConstructorError):
                # Indentation and quotes are right.
                problem = replace(problem, hint="")
            problem = replace(problem, line=problem.line + 1)
        except (yaml.YAMLError, ValueError) as error:
            problem = _fault(path, node, error)
    return None, None, (problem,)


def _fault(path: str, node: yaml.Node | None, error: Exception) -> Problem:
    """Return a problem at the value that cannot be what its form says, such as 2026-02-30."""
    line, column = 1, 1
    for one in _nodes(node):
        if isinstance(one, yaml.ScalarNode) and one.tag.endswith(":timestamp"):
            try:
                yaml.safe_load(one.value)
            except ValueError:
                line, column = place_of(one)
                break
    message = f"this is not YAML: {error}"
    return Problem(path=path, line=line, column=column, code=CODE, message=message)


def _nodes(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield a node and all that is inside it, from the outside."""
    waiting = [node] if node else []
    # An alias can make a list hold itself.
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, yaml.MappingNode):
            waiting += [inner for pair in one.value for inner in pair]
        elif isinstance(one, yaml.SequenceNode):
            waiting += one.value


def repeated(path: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Yield each key that stands twice; YAML would take the last without a word."""
    for one in _nodes(node):
        seen = set()
        for key, _ in one.value if isinstance(one, yaml.MappingNode) else ():
            if key.value in seen:
                line, column = place_of(key)
                message = f'the key "{key.value}" is already there'
                yield Problem(
                    path=path,
                    line=line,
                    column=column,
                    code=CODE,
                    message=message,
                    hint="keep one of the two",
                )
            seen.add(key.value)


def place_of(node: yaml.Node) -> tuple[int, int]:
    """Return the line and column in the page, both from 1."""
    return node.start_mark.line + 2, node.start_mark.column + 1
