"""What can be wrong with one answer of a saved file, by the type of its question.

Each problem says where it is, what was expected, what was found and what to do.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal

from scorer.jsontext import JsonObject, Token, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.questions import Question

__all__ = [
    "LONGEST",
    "REASONS",
    "Problem",
    "Reason",
    "answer_problems",
    "either",
    "hint",
    "is_day",
    "is_right",
    "keys",
    "member",
]

Reason = Literal["skipped", "not_applicable", "not_seen"]
REASONS: tuple[Reason, ...] = ("skipped", "not_applicable", "not_seen")
"""Why an item has no answer, in the order of every list of reasons."""

LONGEST: Final = {"text": 200, "long-text": 4000}
"""Characters; the page's own fields take no more."""
_SHORT_LABEL: Final = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file."""

    path: str
    """The place, as ``answers["fp-01"]`` or ``line 2, column 7``; "" is the whole file."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def is_right(answer: object, question: Question) -> bool:
    """Whether an answer is plainly one of a choice's numbers; other answers are looked into."""
    # True equals 1, so the type is asked for.
    return type(answer) is int and any(answer == option.value for option in question.options)


def answer_problems(answer: object, question: Question, path: str) -> Iterator[Problem]:
    """Find the problems of an answer, or of the reason in its place."""
    if isinstance(answer, JsonObject):
        yield from _missing(answer, path)
    else:
        yield from _given(answer, question, path)


def _given(answer: object, question: Question, path: str) -> Iterator[Problem]:
    if answer is None:
        yield Problem(path, _NULL)
    elif question.type == "choice":
        yield from _choice(answer, question, path)
    elif question.type == "choices":
        yield from _choices(answer, question, path)
    elif question.type == "entries":
        yield from _entries(answer, question, path)
    elif question.type == "date":
        if not is_day(answer):
            yield Problem(path, f'Expected a day such as "2026-11-21", got {show(answer)}.')
    else:
        yield from _text(answer, LONGEST[question.type], path)


def _choice(answer: object, question: Question, path: str) -> Iterator[Problem]:
    values = [option.value for option in question.options]
    if isinstance(values[0], int):
        # True equals 1, so the type is asked for.
        if type(answer) is not int or answer not in values:
            yield Problem(path, _number(answer, question))
    elif answer not in values:
        names = [str(value) for value in values]
        yield Problem(path, f"Expected {either(names)}, got {show(answer)}.{hint(answer, names)}")


def _choices(answer: object, question: Question, path: str) -> Iterator[Problem]:
    if not isinstance(answer, list) or not answer:
        yield Problem(path, f"Expected a list with at least one choice, got {_found(answer)}.")
        return
    names = [str(option.value) for option in question.options]
    for position, one in enumerate(answer):
        place = f"{path}[{position}]"
        if one not in names:
            yield Problem(place, f"Expected {either(names)}, got {show(one)}.{hint(one, names)}")
        elif one in answer[:position]:
            yield Problem(place, f"{show(one)} is chosen already. Remove it.")


def _entries(answer: object, question: Question, path: str) -> Iterator[Problem]:
    if not isinstance(answer, list) or not answer:
        yield Problem(path, f"Expected a list with at least one entry, got {_found(answer)}.")
        return
    if len(answer) > question.at_most:
        yield Problem(path, f"Expected at most {question.at_most} entries, got {len(answer)}.")
    fields = {field.id: field for field in question.fields}
    for position, entry in enumerate(answer):
        place = f"{path}[{position}]"
        if not isinstance(entry, JsonObject):
            yield Problem(place, f"Expected an object, got {show(entry)}.")
            continue
        yield from keys(entry, (), place, optional=tuple(fields))
        for key, value in entry.items():
            if key in fields:
                yield from _given(value, fields[key], member(place, key))


def _text(answer: object, longest: int, path: str) -> Iterator[Problem]:
    if not isinstance(answer, str):
        yield Problem(path, f"Expected a text, got {show(answer)}. Put it in quotation marks.")
    elif not answer.strip():
        yield Problem(path, "The text is empty. Remove it.")
    elif len(answer) > longest:
        yield Problem(
            path,
            f"Expected at most {longest:,} characters, got {len(answer):,}. Shorten the text.",
        )


def _found(answer: object) -> str:
    return "an empty array" if answer == [] else show(answer)


def is_day(value: object) -> bool:
    """Whether a value is a day of the calendar, written as ``2026-11-21``."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def keys(
    data: JsonObject, needed: tuple[str, ...], path: str, optional: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Find keys that are missing, unknown or repeated."""
    known = (*needed, *optional)
    for key in needed:
        if key not in data:
            yield Problem(member(path, key), "This key is missing. Open another copy of the file.")
    for key in data:
        if key not in known:
            yield Problem(
                member(path, key), f"There is no such key.{hint(key, known)} Rename or remove it."
            )
    for key in data.repeated:
        yield Problem(member(path, key), "This key stands more than once. Keep one of them.")


def _missing(answer: JsonObject, path: str) -> Iterator[Problem]:
    """Find the problems of an item that has a reason in place of an answer."""
    if "value" not in answer:
        yield Problem(f"{path}.value", "This key is missing. Write null beside the reason.")
    elif answer["value"] is not None:
        yield Problem(
            f"{path}.value",
            f"Expected null beside a reason, got {show(answer['value'])}. "
            "Write an answer alone, without braces.",
        )
    if "reason" not in answer:
        yield Problem(f"{path}.reason", f"The reason is missing. Write {either(REASONS)}.")
    elif answer["reason"] not in REASONS:
        got = answer["reason"]
        yield Problem(
            f"{path}.reason",
            f"Expected {either(REASONS)}, got {show(got)}.{hint(got, REASONS)}",
        )
    yield from keys(answer, (), path, optional=("value", "reason"))


_NULL: Final = (
    "null alone does not say why there is no answer. "
    'Write {"value": null, "reason": "skipped"} or remove the item.'
)


def _number(answer: object, question: Question) -> str:
    """Say why something that is no reason object is no answer either."""
    first, last = question.options[0], question.options[-1]
    ends = [f"{each.value}{_word(each.label)}" for each in (first, last)]
    expected = f"Expected a whole number from {ends[0]} to {ends[1]}, got {show(answer)}."
    if isinstance(answer, bool):
        return f"{expected} true and false are not answers."
    written = answer.text if isinstance(answer, Token) else answer
    if written in ("NaN", "Infinity", "-Infinity"):
        return f"{expected} JSON has no such number."
    if isinstance(written, str) and (whole := re.fullmatch(r"\s*([0-9])(?:\.0+)?\s*", written)):
        return f"{expected} Write {whole[1]} alone, without quotes or decimals."
    return expected


def _word(label: str) -> str:
    # A described state is a sentence, and would bury the message.
    return f" ({label})" if len(label) <= _SHORT_LABEL else ""


def member(path: str, key: str) -> str:
    """Return the path of a key below another path."""
    # Item ids hold a hyphen, so they stand in brackets, as in most languages.
    if re.fullmatch(r"[a-z_0-9]{1,40}", key):
        return f"{path}.{key}" if path else key
    return f"{path}[{show(key)}]"


def either(choices: Iterable[str]) -> str:
    """Return choices in quotation marks, the last after "or"."""
    *most, last = (f'"{choice}"' for choice in choices)
    return f"{', '.join(most)} or {last}" if most else last


def hint(key: object, known: Iterable[str]) -> str:
    """Return a question about what may have been meant, or ""."""
    # Only a short name can be a slip; a long one would cost a long comparison.
    if not isinstance(key, str) or len(key) > 40:
        return ""
    known = list(known)
    # "FP_1" is "fp-01", though "fp-12" looks no less like it.
    tidy = re.sub(r"\b([0-9])$", r"0\1", key.strip().lower().replace("_", "-"))
    close = [tidy] if tidy in known else get_close_matches(key.lower(), known, n=1, cutoff=0.7)
    return f" Did you mean {show(close[0])}?" if close else ""
