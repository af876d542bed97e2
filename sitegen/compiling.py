"""Source data as codebook data: what a source file may leave out is there, and empty."""

from __future__ import annotations

from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin

from scorer import codebook
from scorer.framework import AnyInstrument

__all__ = ["filled"]


def filled(kind: Any, value: Any) -> Any:  # noqa: ANN401 -- types and YAML data
    """Return the value with every key of the dataclass ``kind``, and of those within it.

    A key that is not there becomes null, an empty list or false, as its type says; any other
    type is left to the schema, which demands the key.
    """
    if get_origin(kind) is UnionType:
        (kind,) = (option for option in get_args(kind) if option is not NoneType)
    if kind is AnyInstrument:
        kind = codebook.class_of(value["kind"])
    if get_origin(kind) is tuple and isinstance(value, list):
        kinds = get_args(kind)
        inner = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
        return [filled(one, part) for one, part in zip(inner, value, strict=True)]
    if not is_dataclass(kind) or not isinstance(value, dict):
        return value
    known = codebook.keys_of(cast("type", kind))
    there = {key: filled(known[key][1], part) for key, part in value.items() if key in known}
    absent = {key: hint for key, (_, hint) in known.items() if key not in value}
    return {**{key: _empty(hint) for key, hint in absent.items() if _optional(hint)}, **there}


def _optional(hint: Any) -> bool:  # noqa: ANN401 -- a type expression
    return hint is bool or get_origin(hint) is tuple or get_origin(hint) is UnionType


def _empty(hint: Any) -> Any:  # noqa: ANN401 -- a type expression
    if hint is bool:
        return False
    return [] if get_origin(hint) is tuple else None
