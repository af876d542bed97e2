"""Whether each entry of a CSL-JSON file says what its kind of work must say."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sitegen.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.files.jsonsource import JsonFile
    from sitegen.files.yamltree import Steps

__all__ = ["KEY", "check"]

KEY: Final = r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*"
"""The id of a work, by which pages cite it."""

_ALWAYS: Final = ("id", "type")
_MAY: Final = ("issued", "note", "URL", "accessed", "language")
_FIELDS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "article-journal": (
        ("author", "issued", "title", "container-title", "volume"),
        ("issue", "page", "DOI"),
    ),
    "book": (
        ("author", "issued", "title", "publisher"),
        ("publisher-place", "edition", "number-of-volumes", "DOI"),
    ),
    "chapter": (
        ("author", "issued", "title", "container-title", "editor", "publisher"),
        ("publisher-place", "page", "edition", "DOI"),
    ),
    "report": (
        ("author", "issued", "title"),
        ("genre", "number", "publisher", "publisher-place", "DOI"),
    ),
    "webpage": (("author", "title"), ()),
    "speech": (("author", "event"), ("title",)),
    "legislation": (("issued", "title", "number", "URL"), ()),
}
"""By type of work: the fields that an entry must have, and those that it may have."""

_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "DOI": (r"10\.\d{4,9}/\S+", 'a DOI without the address before it, such as "10.1234/abc"'),
    "URL": (
        r"https?://[\w.-]+(?::\d+)?(?:[/?#][^\s\"<>\\^`{|}]*)?",
        'an address that begins with "https://" and has no spaces',
    ),
    "page": (
        r"[\w.]+(–[\w.]+)?",
        'a page, or two with an en dash between, such as "38–43"',
    ),
    "issue": (r"\d[\w–/-]*", 'digits in quotation marks, such as "4"'),
    "volume": (r"\d[\w–/-]*", 'digits in quotation marks, such as "12"'),
    "edition": (r"\d+", 'digits in quotation marks, such as "2"'),
    "number-of-volumes": (r"\d+", 'digits in quotation marks, such as "2"'),
    "note": (r"\S(.*[^\s.])?", "a text without a full stop at its end"),
}
_NAME: Final = ({"family", "given"}, {"literal"})
_LINE: Final = r"\S(.*\S)?"


class _Entry:
    """One entry of the file, and what is wrong with it."""

    def __init__(self, file: JsonFile, number: int) -> None:
        self.file, self.number = file, number
        self.data: Any = file.data[number]

    def problem(
        self,
        code: str,
        message: str,
        *steps: str | int,
        expected: str = "",
        hint: str = "",
        key: bool = False,
    ) -> Problem:
        where: Steps = (self.number, *steps)
        line, column = self.file.place(where, key=key)
        return Problem(
            path=self.file.path,
            line=line,
            column=column,
            code=code,
            message=message,
            expected=expected,
            hint=hint,
        )


def check(file: JsonFile) -> Iterator[Problem]:
    """Yield every problem of every entry."""
    if not isinstance(file.data, list):
        yield Problem(
            path=file.path,
            code="wrong-type",
            message="the file is no list",
            expected="a list of works",
        )
        return
    places: dict[str, int] = {}
    for number in range(len(file.data)):
        entry = _Entry(file, number)
        if not isinstance(entry.data, dict):
            yield entry.problem(
                "wrong-type", f"entry {number + 1} is no work", expected="keys with values"
            )
            continue
        yield from _identity(entry, places)
        yield from _fields(entry)


def _identity(entry: _Entry, places: dict[str, int]) -> Iterator[Problem]:
    """Check the id; ``places`` holds the line of each id so far."""
    found = entry.data.get("id")
    if found is None:
        yield entry.problem("missing-key", 'the key "id" is missing', expected="a permanent id")
    elif not isinstance(found, str) or not re.fullmatch(KEY, found):
        yield entry.problem(
            "wrong-form",
            f'"id" is {_shown(found)}',
            "id",
            expected='small letters, digits, hyphens and full stops, such as "kelly-1955"',
        )
    elif found in places:
        yield entry.problem(
            "repeated-id",
            f'the id "{found}" is already there, in line {places[found]}',
            "id",
            hint="keep one of the two",
        )
    else:
        places[found] = entry.file.place((entry.number, "id"))[0]


def _fields(entry: _Entry) -> Iterator[Problem]:
    kind = entry.data.get("type")
    if not isinstance(kind, str) or kind not in _FIELDS:
        missing = "type" not in entry.data
        yield entry.problem(
            "missing-key" if missing else "wrong-value",
            'the key "type" is missing' if missing else f'"type" is {_shown(kind)}',
            "type",
            expected="one of " + ", ".join(_FIELDS),
            hint=did_you_mean(kind, _FIELDS) if isinstance(kind, str) else "",
        )
        return
    required, optional = _FIELDS[kind]
    for field in required:
        if field not in entry.data:
            yield entry.problem("missing-key", f'the key "{field}" is missing in this {kind}')
    known = [*_ALWAYS, *required, *optional, *_MAY]
    for field, value in entry.data.items():
        if field not in known:
            yield entry.problem(
                "unknown-key",
                f'the key "{field}" is unknown in this {kind}',
                field,
                hint=did_you_mean(field, known) or "remove it",
                key=True,
            )
        elif field not in _ALWAYS:
            yield from _value(entry, field, value)


def _value(entry: _Entry, field: str, value: object) -> Iterator[Problem]:
    if field in {"author", "editor"}:
        yield from _names(entry, field, value)
    elif field in {"issued", "accessed"}:
        if not _is_date(value):
            expected = '{ "date-parts": [[2007]] } or { "literal": "about 2007" }'
            yield entry.problem("wrong-form", f'"{field}" is no date', field, expected=expected)
    elif not isinstance(value, str):
        yield entry.problem(
            "wrong-type", f'"{field}" is no text', field, hint="put it in quotation marks"
        )
    else:
        form, expected = _FORMS.get(field, (_LINE, "a text without a space at its ends"))
        if not re.fullmatch(form, value):
            yield entry.problem(
                "wrong-form", f'"{field}" is {_shown(value)}', field, expected=expected
            )


def _names(entry: _Entry, field: str, names: object) -> Iterator[Problem]:
    expected = '{ "family": "Kelly", "given": "George A." } or { "literal": "OPM" }'
    if not isinstance(names, list) or not names:
        yield entry.problem("wrong-type", f'"{field}" is no list of names', field)
        return
    for number, name in enumerate(names):
        texts = isinstance(name, dict) and all(
            isinstance(part, str) and re.fullmatch(_LINE, part) for part in name.values()
        )
        if not texts or set(name) not in _NAME:
            message = f'entry {number + 1} of "{field}" is no name'
            yield entry.problem("wrong-form", message, field, number, expected=expected)


def _is_date(value: object) -> bool:
    match value:
        case {"literal": str(text), **rest}:
            return bool(re.fullmatch(_LINE, text)) and not rest
        case {"date-parts": [[*parts]], **rest}:
            return not rest and _is_day(parts)
    return False


def _is_day(parts: Sequence[object]) -> bool:
    """Say whether these are a year, a month of a year or a day."""
    match parts:
        case [int(year), *more] if year >= 1000 and len(more) <= 2:
            month, day = (*more, 1, 1)[:2]
            # True is an int as well.
            if type(month) is not int or type(day) is not int:
                return False
            try:
                date(year, month, day)
            except (ValueError, OverflowError):
                return False
            return True
    return False


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else "no text"
