"""Everything that can be wrong with the data of a saved answers file.

Each problem says where it is, what was expected, what was found and what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from scorer.jsontext import JsonObject, Token, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.framework import Form, Framework, Instrument, Scale

__all__ = ["FORMAT", "FORMAT_VERSION", "REASONS", "Problem", "Reason", "problems_of"]

FORMAT = "partnership-intelligence/answers"
FORMAT_VERSION = 1
Reason = Literal["skipped", "not_applicable", "not_seen"]
REASONS: tuple[Reason, ...] = ("skipped", "not_applicable", "not_seen")
"""Why an item has no answer, in the order of every list of reasons."""

_KEYS = ("format", "format_version", "framework", "instrument", "form", "answers")
_CHOOSE = "Choose a file that you saved from a questionnaire."
_VERSION = "Score these answers with the codebook that they were given to."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file."""

    path: str
    """The place, as ``answers["fp-01"]`` or ``line 2, column 7``; "" is the whole file."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def problems_of(data: object, framework: Framework) -> Iterator[Problem]:
    """Find every problem, in the order of the file format; none when the data can be scored."""
    if not isinstance(data, JsonObject):
        yield Problem("", f"Expected an object, got {show(data)}. {_CHOOSE}")
        return
    stranger = list(_format(data))
    if stranger:
        # Whatever else is in a file of another kind would only be noise.
        yield from stranger
        return
    yield from _keys(data, _KEYS, "")
    if "framework" in data:
        yield from _framework(data["framework"], framework)
    yield from _choice(data, "instrument", [each.id for each in framework.instruments])
    instrument = next((x for x in framework.instruments if x.id == data.get("instrument")), None)
    # Without the instrument nobody knows its forms, its scale and its items.
    if instrument is not None:
        yield from _choice(data, "form", [each.id for each in instrument.forms])
        if "answers" in data:
            yield from _answers(data, framework, instrument)


def _format(data: JsonObject) -> Iterator[Problem]:
    if "format" not in data:
        yield Problem("format", f'This key is missing; expected "{FORMAT}". {_CHOOSE}')
    elif data["format"] != FORMAT:
        yield Problem("format", f'Expected "{FORMAT}", got {show(data["format"])}. {_CHOOSE}')
    elif "format_version" not in data:
        yield Problem(
            "format_version", f"This key is missing; expected {FORMAT_VERSION}. {_CHOOSE}"
        )
    # True equals 1, so the type is compared too.
    elif type(data["format_version"]) is not int or data["format_version"] != FORMAT_VERSION:
        yield Problem(
            "format_version",
            f"Expected {FORMAT_VERSION}, got {show(data['format_version'])}. "
            "Use a scorer of the same age as the file.",
        )


def _keys(data: JsonObject, keys: tuple[str, ...], path: str) -> Iterator[Problem]:
    for key in keys:
        if key not in data:
            yield Problem(_member(path, key), "This key is missing. Open another copy of the file.")
    for key in data:
        if key not in keys:
            yield Problem(
                _member(path, key), f"There is no such key.{_hint(key, keys)} Rename or remove it."
            )
    for key in data.repeated:
        yield Problem(_member(path, key), "This key stands more than once. Keep one of them.")


def _framework(data: object, framework: Framework) -> Iterator[Problem]:
    if not isinstance(data, JsonObject):
        yield Problem("framework", f"Expected an object, got {show(data)}. {_CHOOSE}")
        return
    yield from _keys(data, ("id", "version", "sha256"), "framework")
    # Another framework has another version and another fingerprint: one problem, not three.
    for key, expected, reason in (
        ("id", framework.id, "The answers belong to another framework."),
        ("version", framework.version, "The answers were given to another version."),
        ("sha256", framework.sha256, "The same version has another content there."),
    ):
        if key in data and data[key] != expected:
            yield Problem(
                f"framework.{key}",
                f"{reason} Expected {show(expected)}, got {show(data[key])}. {_VERSION}",
            )
            return


def _choice(data: JsonObject, key: str, choices: list[str]) -> Iterator[Problem]:
    if key in data and data[key] not in choices:
        yield Problem(
            key,
            f"Expected {_either(choices)}, got {show(data[key])}.{_hint(data[key], choices)}"
            f" {_CHOOSE}",
        )


def _answers(data: JsonObject, framework: Framework, instrument: Instrument) -> Iterator[Problem]:
    given = data["answers"]
    if not isinstance(given, JsonObject):
        yield Problem("answers", f"Expected an object, got {show(given)}. {_CHOOSE}")
        return
    scale = framework.scale(instrument.scale)
    # An unknown form is a problem already; the answers are then checked for any form.
    form = next((each for each in instrument.forms if each.id == data.get("form")), None)
    for item, answer in given.items():
        path = _member("answers", item)
        message = _item(item, form, instrument, framework)
        if message:
            yield Problem(path, message)
        elif isinstance(answer, JsonObject):
            yield from _missing(answer, path)
        elif type(answer) is not int or not scale.minimum <= answer <= scale.maximum:
            yield Problem(path, _value(answer, scale))
        if item in given.repeated:
            yield Problem(path, "This item is answered more than once. Keep one answer.")


def _item(item: str, form: Form | None, instrument: Instrument, framework: Framework) -> str | None:
    """Return what is wrong with an item id, if anything is."""
    with_it = [each for each in instrument.forms if item in each.items]
    if (form is None and with_it) or form in with_it:
        return None
    for retired in framework.retired:
        if retired.id == item:
            instead = (
                f"; its successor is {show(retired.replaced_by)}" if retired.replaced_by else ""
            )
            return f"This item was retired in version {retired.version}{instead}. {_VERSION}"
    if with_it and form is not None:
        return (
            f"This item is not in the form {show(form.id)} but in {show(with_it[0].id)}. "
            "Remove it or name that form."
        )
    known = [one for each in instrument.forms for one in each.items]
    return f"There is no such item.{_hint(item, known)} Rename or remove it."


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
        yield Problem(f"{path}.reason", f"The reason is missing. Write {_either(REASONS)}.")
    elif answer["reason"] not in REASONS:
        got = answer["reason"]
        yield Problem(
            f"{path}.reason",
            f"Expected {_either(REASONS)}, got {show(got)}.{_hint(got, REASONS)}",
        )
    for problem in _keys(answer, ("value", "reason"), path):
        if not problem.message.startswith("This key is missing"):
            yield problem


def _value(answer: object, scale: Scale) -> str:
    """Say why something that is no reason object is no answer either."""
    if answer is None:
        return (
            "null alone does not say why there is no answer. "
            'Write {"value": null, "reason": "skipped"} or remove the item.'
        )
    first, last = scale.points[0], scale.points[-1]
    expected = (
        f"Expected a whole number from {first.value} ({first.word}) to {last.value} ({last.word}), "
        f"got {show(answer)}."
    )
    if isinstance(answer, bool):
        return f"{expected} true and false are not answers."
    written = answer.text if isinstance(answer, Token) else answer
    if written in ("NaN", "Infinity", "-Infinity"):
        return f"{expected} JSON has no such number."
    if isinstance(written, str) and (whole := re.fullmatch(r"\s*([0-9])(?:\.0+)?\s*", written)):
        return f"{expected} Write {whole[1]} alone, without quotes or decimals."
    return expected


def _member(path: str, key: str) -> str:
    # Item ids hold a hyphen, so they stand in brackets, as in most languages.
    if re.fullmatch(r"[a-z_0-9]{1,40}", key):
        return f"{path}.{key}" if path else key
    return f"{path}[{show(key)}]"


def _either(choices: Iterable[str]) -> str:
    *most, last = (f'"{choice}"' for choice in choices)
    return f"{', '.join(most)} or {last}" if most else last


def _hint(key: object, known: Iterable[str]) -> str:
    # Only a short name can be a slip; a long one would cost a long comparison.
    if not isinstance(key, str) or len(key) > 40:
        return ""
    known = list(known)
    # "FP_1" is "fp-01", though "fp-12" looks no less like it.
    tidy = re.sub(r"\b([0-9])$", r"0\1", key.strip().lower().replace("_", "-"))
    close = [tidy] if tidy in known else get_close_matches(key.lower(), known, n=1, cutoff=0.7)
    return f" Did you mean {show(close[0])}?" if close else ""
