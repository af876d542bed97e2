"""A YAML parser's events as plain data, with the place of every key and value.

Nothing here recurses, and nothing is expanded: an alias, an anchor, a tag or a merge key
is told and passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.files.yamlfaults import Refusal, plain_value, unprintable
from sitegen.problems import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Place", "Steps", "Tree"]

Steps = tuple[str | int, ...]
"""A path within a file: keys, and list indexes from 0."""

Place = tuple[int, int]
"""Line and column, both from 1; columns count characters."""

MAXIMUM_DEPTH: Final = 20


@dataclass(kw_only=True, slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    into: dict[str, Any] | list[Any]
    steps: Steps
    keep: bool
    """False inside what was refused as a whole: read for its problems alone."""
    key: str | None = None
    """In a mapping: the key that waits for its value."""
    key_place: Place = (1, 1)
    key_keep: bool = True


@dataclass(slots=True)
class Tree:
    """Grows by :meth:`grow`; afterwards ``root`` is the data of the first document."""

    path: str
    problems: Problems = field(default_factory=Problems)
    root: Any = None
    values: dict[Steps, Place] = field(default_factory=dict)
    keys: dict[Steps, Place] = field(default_factory=dict)
    refused: set[Steps] = field(default_factory=set)
    """Where ``root`` holds a stand-in, or lacks a key, because of a problem."""
    _open: list[_Open] = field(default_factory=list)

    def grow(self, events: Iterable[yaml.Event]) -> bool:
        """Take all events; False when the rest of the file was given up."""
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                self._directive(event)
                if documents > 1:
                    hint = "keep one document in a file"
                    self._tell(event, "yaml-document", "a second document begins here", hint=hint)
                    return False
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
                if len(self._open) > MAXIMUM_DEPTH:
                    message = f"this is more than {MAXIMUM_DEPTH} levels deep"
                    self._tell(event, "yaml-depth", message)
                    return False
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
        return True

    def _directive(self, event: yaml.DocumentStartEvent) -> None:
        if event.version or event.tags:
            self._tell(event, "yaml-directive", "lines that begin with % are refused")

    def _node(self, event: yaml.NodeEvent) -> None:
        self._refuse_references(event)
        inner = self._open[-1] if self._open else None
        if inner and isinstance(inner.into, dict) and inner.key is None:
            self._key(inner, event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._attach("", event, refused=True)
        else:
            into: dict[str, Any] | list[Any] = {}
            if isinstance(event, yaml.SequenceStartEvent):
                into = []
            steps, keep = self._attach(into, event)
            self._open.append(_Open(into=into, steps=steps, keep=keep))

    def _refuse_references(self, event: yaml.NodeEvent) -> None:
        hint = "write the text out, or put it in quotes if it begins with this character"
        if isinstance(event, yaml.AliasEvent):
            message = f"*{event.anchor} refers to another place, which is refused"
            self._tell(event, "yaml-alias", message, hint=hint)
            return
        if event.anchor is not None:
            message = f"&{event.anchor} names a place, which is refused"
            self._tell(event, "yaml-anchor", message, hint=hint)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            message = f"{event.tag} is a tag, which is refused"
            self._tell(event, "yaml-tag", message, hint=hint)

    def _key(self, inner: _Open, event: yaml.NodeEvent) -> None:
        """Take a key; one that is refused gets a value that is read and dropped."""
        inner.key, inner.key_keep, inner.key_place = "", False, _place(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._tell(event, "yaml-key", "a key must be a text")
            self.refused.add(inner.steps)
            if isinstance(event, yaml.CollectionStartEvent):
                empty: dict[str, Any] | list[Any] = {}
                if isinstance(event, yaml.SequenceStartEvent):
                    empty = []
                self._open.append(_Open(into=empty, steps=inner.steps, keep=False))
            return
        steps = (*inner.steps, event.value)
        if not event.style and event.value == "<<":
            hint = "write the keys out"
            self._tell(event, "yaml-merge", "<< merges mappings, which is refused", hint=hint)
            self.refused.add(inner.steps)
        elif not event.style and not isinstance(plain_value(event.value), str):
            message = f"{event.value or 'nothing'} cannot be a key without quotes"
            self._tell(event, "yaml-key", message, expected="a text")
            self.refused.add(inner.steps)
        elif inner.keep and steps in self.keys:
            line, column = self.keys[steps]
            message = f'"{event.value}" is already there, at {line}:{column}'
            self._tell(event, "yaml-duplicate", message, hint="keep one of the two")
        else:
            inner.key, inner.key_keep = event.value, True
            if inner.keep:
                self.keys[steps] = _place(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: str | int | bool | Refusal = event.value
        if not event.style and not event.tag:
            value = plain_value(event.value)
        if isinstance(value, Refusal):
            self._tell(event, "yaml-value", value.message, expected=value.expected, hint=value.hint)
            self._attach(event.value, event, refused=True)
        elif isinstance(value, str) and (name := unprintable(value)):
            self._tell(event, "yaml-character", f"the text holds {name}, which no page can hold")
            self._attach("", event, refused=True)
        else:
            self._attach(value, event, refused=bool(event.tag))

    def _attach(
        self, value: object, event: yaml.Event, *, refused: bool = False
    ) -> tuple[Steps, bool]:
        """Put a value where one is awaited; return its path and whether it is kept."""
        steps: Steps = ()
        keep = True
        if not self._open:
            self.root = value
        else:
            inner = self._open[-1]
            keep = inner.keep
            if isinstance(inner.into, list):
                steps = (*inner.steps, len(inner.into))
                inner.into.append(value)
            else:
                steps = (*inner.steps, inner.key or "")
                keep = keep and inner.key_keep
                if keep:
                    inner.into[inner.key or ""] = value
                inner.key = None
        if keep:
            self.values[steps] = _place(event)
            if refused:
                self.refused.add(steps)
        return steps, keep

    def _tell(
        self, event: yaml.Event, code: str, message: str, *, expected: str = "", hint: str = ""
    ) -> None:
        line, column = _place(event)
        self.problems.add(
            Problem(
                path=self.path,
                line=line,
                column=column,
                code=code,
                message=message,
                expected=expected,
                hint=hint,
            )
        )


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
