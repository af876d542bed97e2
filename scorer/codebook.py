"""Reading the codebook: JSON text to the dataclasses of ``scorer.framework``.

The dataclasses are the format. A field's type says what the JSON must hold, and a key
that no field names is an error.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from scorer.framework import AnyInstrument, Framework, Item, fingerprint
from scorer.jsontext import show

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "CodebookError",
    "class_of",
    "default",
    "default_text",
    "keys_of",
    "load",
]

FORMAT = "partnership-intelligence/framework"
FORMAT_VERSION = 1
# "self" cannot name a field of a dataclass.
_KEYS = {(Item, "self_wording"): "self", (Item, "other_wording"): "other"}
_NAMES = {str: "text", int: "a whole number", bool: "true or false"}


class CodebookError(ValueError):
    """A text is not a codebook that this scorer can use."""


def load(text: str) -> Framework:
    """Return the framework of a codebook text.

    Raises CodebookError when the text is not JSON, has another format or format version,
    does not match its own fingerprint, or misses, mistypes or adds a key.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CodebookError(f"the codebook is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise CodebookError(f"expected an object, got {show(data)}")
    _expect(data, "format", FORMAT)
    _expect(data, "format_version", FORMAT_VERSION)
    _check_fingerprint(data)
    rest = {key: value for key, value in data.items() if key not in ("format", "format_version")}
    return cast("Framework", _record(Framework, rest, ""))


def default_text() -> str:
    """Return the text of the codebook that comes with the scorer."""
    return files("scorer").joinpath("framework.json").read_text(encoding="utf-8")


@cache
def default() -> Framework:
    """Return the framework that comes with the scorer."""
    return load(default_text())


def _expect(data: dict[str, Any], key: str, expected: str | int) -> None:
    actual = data.get(key)
    # True equals 1, so the type is compared too.
    if type(actual) is not type(expected) or actual != expected:
        raise CodebookError(f"{key}: expected {show(expected)}, got {show(actual)}")


def _check_fingerprint(data: dict[str, Any]) -> None:
    try:
        actual = fingerprint(data)
    except UnicodeEncodeError:
        raise CodebookError("the text holds half a character, so it is damaged") from None
    if data.get("sha256") != actual:
        raise CodebookError(
            f"sha256: the codebook was changed after it was built; "
            f"expected {show(actual)[1:13]}…, got {show(data.get('sha256'))}"
        )


def _build(kind: Any, value: object, path: str) -> object:  # noqa: ANN401 -- a type expression
    if is_dataclass(kind):
        return _record(cast("type", kind), value, path)
    if get_origin(kind) is tuple:
        return _sequence(get_args(kind), value, path)
    if get_origin(kind) is UnionType:
        (inner,) = (option for option in get_args(kind) if option is not NoneType)
        return None if value is None else _build(inner, value, path)
    if kind is AnyInstrument:
        return _instrument(value, path)
    if kind is Decimal:
        return _decimal(value, path)
    # bool is a subclass of int, so the exact type is asked for.
    if type(value) is not kind:
        raise CodebookError(f"{path}: expected {_NAMES[kind]}, got {show(value)}")
    return value


def _instrument(value: object, path: str) -> object:
    """Build the class of instrument that ``kind`` names."""
    if not isinstance(value, dict):
        raise CodebookError(f"{path}: expected an object, got {show(value)}")
    found = class_of(value.get("kind"))
    if found is None:
        known = [kind for option in _CLASSES for kind in option.KINDS]
        shown = show(value["kind"]) if "kind" in value else "nothing"
        raise CodebookError(f"{path}.kind: expected one of {', '.join(known)}, got {shown}")
    return _record(found, value, path)


_CLASSES: tuple[type[AnyInstrument], ...] = get_args(AnyInstrument.__value__)


def class_of(kind: object) -> type[AnyInstrument] | None:
    """Return the class that stands for a kind of instrument; None when there is none."""
    return next((option for option in _CLASSES if kind in option.KINDS), None)


def _record(kind: type, value: object, path: str) -> object:
    if not isinstance(value, dict):
        raise CodebookError(f"{path}: expected an object, got {show(value)}")
    keys = keys_of(kind)
    for key in (*keys, *value):
        if key not in value:
            raise CodebookError(f"{_join(path, key)}: this key is missing")
        if key not in keys:
            raise CodebookError(f"{_join(path, key)}: there is no such key")
    return kind(
        **{name: _build(hint, value[key], _join(path, key)) for key, (name, hint) in keys.items()}
    )


@cache
def keys_of(kind: Any) -> dict[str, tuple[str, Any]]:  # noqa: ANN401 -- a dataclass
    """Return JSON key -> (field name, type)."""
    hints = get_type_hints(kind)
    return {
        _KEYS.get((kind, field.name), field.name): (field.name, hints[field.name])
        for field in fields(kind)
    }


def _sequence(kinds: tuple[Any, ...], value: object, path: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise CodebookError(f"{path}: expected an array, got {show(value)}")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise CodebookError(f"{path}: expected {len(kinds)} entries, got {len(value)}")
    return tuple(
        _build(kind, entry, f"{path}[{position}]")
        for position, (kind, entry) in enumerate(zip(kinds, value, strict=True))
    )


def _decimal(value: object, path: str) -> Decimal:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return Decimal(value)
    raise CodebookError(f'{path}: expected a number in quotes such as "0.42", got {show(value)}')


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
