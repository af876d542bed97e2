"""Everything that can be wrong with the data of a saved answers file.

Each problem says where it is, what was expected, what was found and what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from scorer.answerfaults import (
    REASONS,
    Problem,
    Reason,
    answer_problems,
    either,
    hint,
    is_day,
    is_right,
    keys,
    member,
)
from scorer.jsontext import JsonObject, show
from scorer.questions import asked, forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scorer.framework import AnyInstrument, Framework
    from scorer.questions import Question

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "KEYS",
    "LABELS",
    "LONGEST_LABEL",
    "REASONS",
    "Problem",
    "Reason",
    "by_id",
    "problems_of",
]

FORMAT = "partnership-intelligence/answers"
FORMAT_VERSION = 1
KEYS: Final = ("format", "format_version", "framework", "instrument", "form", "answers")
LABELS: Final = ("person", "partnership", "organisation")
LONGEST_LABEL = 80
_CHOOSE = "Choose a file that you saved from a questionnaire."
_VERSION = "Score these answers with the codebook that they were given to."


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
    yield from keys(data, KEYS, "", optional=("about",))
    if "framework" in data:
        yield from _framework(data["framework"], framework)
    yield from _choice(data, "instrument", [each.id for each in framework.instruments])
    instrument = next((x for x in framework.instruments if x.id == data.get("instrument")), None)
    # Without the instrument nobody knows its forms, its scale and its items.
    if instrument is not None:
        yield from _choice(data, "form", list(forms(instrument)))
        if "about" in data:
            yield from _about(data["about"])
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


def _framework(data: object, framework: Framework) -> Iterator[Problem]:
    if not isinstance(data, JsonObject):
        yield Problem("framework", f"Expected an object, got {show(data)}. {_CHOOSE}")
        return
    yield from keys(data, ("id", "version", "sha256"), "framework")
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
            f"Expected {either(choices)}, got {show(data[key])}.{hint(data[key], choices)}"
            f" {_CHOOSE}",
        )


def _about(data: object) -> Iterator[Problem]:
    if not isinstance(data, JsonObject):
        yield Problem("about", f"Expected an object, got {show(data)}. Remove it or mend it.")
        return
    yield from keys(data, (), "about", optional=(*LABELS, "date", "id"))
    for key, value in data.items():
        path = member("about", key)
        if key in LABELS and not _short(value):
            yield Problem(
                path,
                f"Expected a text of 1 to {LONGEST_LABEL} characters, got {show(value)}. "
                "Shorten or remove it.",
            )
        elif key == "date" and not is_day(value):
            yield Problem(path, f'Expected a day such as "2026-11-21", got {show(value)}.')
        elif key == "id" and not (isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value)):
            yield Problem(
                path, f"Expected 32 digits from 0 to f, got {show(value)}. Remove it or mend it."
            )


def _short(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_LABEL


def _answers(
    data: JsonObject, framework: Framework, instrument: AnyInstrument
) -> Iterator[Problem]:
    given = data["answers"]
    if not isinstance(given, JsonObject):
        yield Problem("answers", f"Expected an object, got {show(given)}. {_CHOOSE}")
        return
    # An unknown form is a problem already; the answers are then checked for any form.
    all_forms = {form: by_id(framework, instrument.id, form) for form in forms(instrument)}
    form = data.get("form")
    own = all_forms.get(form) if isinstance(form, str) else None
    questions = dict(chain(*(each.items() for each in all_forms.values()))) if own is None else own
    for item, answer in given.items():
        # A path is made for faults alone: a group's merge reads thousands of right answers.
        if item not in questions:
            message = _stranger(item, str(form), all_forms, framework)
            yield Problem(member("answers", item), message)
        elif not is_right(answer, questions[item]):
            yield from answer_problems(answer, questions[item], member("answers", item))
        if item in given.repeated:
            yield Problem(
                member("answers", item), "This item is answered more than once. Keep one answer."
            )


def _stranger(
    item: str, form: str, all_forms: Mapping[str, Mapping[str, Question]], framework: Framework
) -> str:
    """Return what is wrong with an id that the form does not ask."""
    for retired in framework.retired:
        if retired.id == item:
            instead = (
                f"; its successor is {show(retired.replaced_by)}" if retired.replaced_by else ""
            )
            return f"This item was retired in version {retired.version}{instead}. {_VERSION}"
    with_it = [each for each, questions in all_forms.items() if item in questions]
    if with_it:
        return (
            f"This item is not in the form {show(form)} but in {show(with_it[0])}. "
            "Remove it or name that form."
        )
    known = [one for questions in all_forms.values() for one in questions]
    return f"There is no such item.{hint(item, known)} Rename or remove it."


@dataclass(frozen=True, slots=True)
class _Same:
    """A framework as a key of a cache: only the very same object is equal."""

    framework: Framework

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.framework is other.framework

    def __hash__(self) -> int:
        return id(self.framework)


def by_id(framework: Framework, instrument_id: str, form_id: str) -> Mapping[str, Question]:
    """Return what a form asks, by id in the order shown; made once for each form."""
    return _by_id(_Same(framework), instrument_id, form_id)


@lru_cache(maxsize=64)
def _by_id(key: _Same, instrument_id: str, form_id: str) -> Mapping[str, Question]:
    framework = key.framework
    found = asked(framework, framework.instrument(instrument_id), form_id)
    return {question.id: question for question in found}
