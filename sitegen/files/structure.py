"""Whether a file has the keys and types that its JSON Schema asks for, in plain English."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from sitegen.files.schemafaults import Fault, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["SCHEMAS", "Structure", "check"]

SCHEMAS: Final = Path(__file__).resolve().parents[2] / "framework" / "schema"


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """A file's problems, and where a part that others may refer to is missing."""

    problems: tuple[Problem, ...]
    lost: frozenset[Steps]


def check(document: Document, schema: str) -> Structure:
    """Compare a document with ``framework/schema/<schema>.schema.json``.

    ``schema`` may also be a path without its ending.
    """
    problems: list[Problem] = []
    lost = set(document.refused)
    faults = [_fault(schema, error) for error in _validator(schema).iter_errors(document.data)]
    empty = {fault.steps for fault in faults if fault.keyword == "minLength"}
    for fault in faults:
        # A text that is too short has told all with its length.
        told = fault.keyword == "pattern" and fault.steps in empty
        if told or fault.steps in document.refused:
            continue
        if fault.keyword == "required":
            lost.update((*fault.steps, key) for key in fault.missing)
        elif fault.keyword in {"type", "minItems"}:
            lost.add(fault.steps)
        problems.extend(plain(document, fault))
    return Structure(problems=tuple(dict.fromkeys(problems)), lost=frozenset(lost))


def _fault(schema: str, error: ValidationError) -> Fault:
    steps = tuple(error.absolute_path)
    return Fault(
        keyword=str(error.validator),
        wanted=error.validator_value,
        value=error.instance,
        schema=error.schema if isinstance(error.schema, dict) else {},
        steps=steps,
        description=_description(schema, steps),
    )


@cache
def _schema(name: str) -> dict[str, Any]:
    text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def _validator(name: str) -> Any:  # noqa: ANN401 - jsonschema makes the class at run time
    whole = extend(Draft202012Validator, {"pattern": _whole_pattern})  # type: ignore[no-untyped-call]
    return whole(_schema(name))


def _whole_pattern(
    _validator: object, pattern: str, instance: object, _schema: object
) -> Iterator[ValidationError]:
    """Hold ``$`` to the very end: Python's also stands before a final line break."""
    whole = re.sub(r"\$$", r"\\Z", pattern)
    if isinstance(instance, str) and not re.search(whole, instance):
        yield ValidationError("pattern")


def _description(name: str, steps: Steps) -> str:
    """Return the description that a schema gives for a value, or an empty text."""
    root = _schema(name)
    part: dict[str, Any] = root
    description = ""
    for step in steps:
        inner = part.get("items") if isinstance(step, int) else part.get("properties", {}).get(step)
        if inner is None:
            return ""
        description = inner.get("description", "")
        while "$ref" in inner:
            inner = root["$defs"][inner["$ref"].rsplit("/", 1)[-1]]
        part = inner
    return description
