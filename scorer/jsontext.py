"""Strict JSON reading for files that anyone may have edited.

The standard reader accepts duplicate keys and NaN, turns 1e999 into infinity, and
fails on long whole numbers. Here every such thing survives as it was written, so
that the caller can say what is wrong with it and where.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

__all__ = [
    "MAXIMUM_BYTES",
    "MAXIMUM_DEPTH",
    "JsonObject",
    "JsonTextError",
    "Token",
    "decode",
    "parse",
    "show",
]

MAXIMUM_BYTES = 262_144
MAXIMUM_DEPTH = 16
_MAXIMUM_DIGITS = 15
_SHOWN = 40
_CHOOSE = "Choose a file that you saved from a questionnaire."


class JsonTextError(ValueError):
    """The text cannot be read as JSON at all; ``where`` is "" or a line and column."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


@dataclass(frozen=True, slots=True)
class Token:
    """A number that is not a short whole number, as it was written: 3.0, 1e999, NaN."""

    text: str


class JsonObject(dict[str, Any]):
    """A JSON object that remembers which keys were repeated."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.repeated = tuple(key for key in self if counts[key] > 1)


def decode(data: bytes) -> str:
    """Return the text of a file's bytes; JsonTextError when it is too large or not UTF-8."""
    _check_size(len(data))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise JsonTextError(
            "This is not UTF-8 text from here on. Save the file as UTF-8.",
            f"byte {error.start + 1}",
        ) from None


def parse(text: str) -> object:
    """Return the data of a JSON text, with JsonObject for dict and Token for odd numbers.

    Raises JsonTextError when the text is empty, too large, too deep or not JSON.
    """
    _check_characters(text)
    _check_depth(text)
    try:
        return json.loads(
            text,
            object_pairs_hook=JsonObject,
            parse_int=_whole,
            parse_float=Token,
            parse_constant=Token,
        )
    except json.JSONDecodeError as error:
        # The wording of the standard library differs between Python versions.
        raise JsonTextError(
            "This is not valid JSON from here on. Mend it here, or open another copy of the file.",
            f"line {error.lineno}, column {error.colno}",
        ) from None


def show(value: object) -> str:
    """Return a short, printable name of a JSON value for a message."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Token):
        long = len(value.text) > _SHOWN
        return f"a number of {len(value.text):,} characters" if long else value.text
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    # null, true, false and whole numbers read as they do in JSON.
    return json.dumps(value)


def _quoted(text: str) -> str:
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    # Control characters, bidirectional marks and lone surrogates are shown as escapes.
    return json.dumps(short, ensure_ascii=not short.isprintable())


def _whole(digits: str) -> int | Token:
    return int(digits) if len(digits) <= _MAXIMUM_DIGITS else Token(digits)


def _check_characters(text: str) -> None:
    if not text.strip():
        raise JsonTextError(f"The file is empty. {_CHOOSE}")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise JsonTextError(
            "Half a character stands here, so the text is damaged. Open another copy of the file.",
            _place(text, error.start),
        ) from None
    _check_size(size)
    if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        raise JsonTextError(
            'The file starts with a byte order mark. Save it as "UTF-8", not "UTF-8 with BOM".'
        )


def _check_size(size: int) -> None:
    if size > MAXIMUM_BYTES:
        raise JsonTextError(
            f"The file is larger than {MAXIMUM_BYTES:,} bytes, "
            f"the most that an answers file may have. {_CHOOSE}"
        )


def _check_depth(text: str) -> None:
    depth = 0
    # A string is taken whole, so that brackets inside it do not count. One that never ends
    # is taken to the end of the text, else the search would start again at every quote in it.
    pattern = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]'
    for match in re.finditer(pattern, text, re.DOTALL):
        if match[0] in "[{":
            depth += 1
        elif match[0] in "]}":
            depth -= 1
        if depth > MAXIMUM_DEPTH:
            raise JsonTextError(
                f"Brackets are nested deeper than {MAXIMUM_DEPTH} levels here; "
                f"an answers file has 3. {_CHOOSE}",
                _place(text, match.start()),
            )


def _place(text: str, position: int) -> str:
    before = text[:position]
    return f"line {before.count('\n') + 1}, column {position - before.rfind('\n')}"
