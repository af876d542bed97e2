"""The JSON Schema of saved files, made from what the forms ask.

A file that the page saves is valid, and what the scorer refuses for its structure is not.
A schema cannot see everything: a key that stands twice, a text of spaces alone, a day that the
calendar does not have and a number written as ``3.0`` are left to the scorer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from scorer.answerfaults import LONGEST, REASONS
from scorer.problems import FORMAT, FORMAT_VERSION, KEYS, LABELS, LONGEST_LABEL
from scorer.questions import asked, forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scorer.framework import AnyInstrument, Framework
    from scorer.questions import Question

__all__ = ["NAME", "publish", "schema"]

NAME: Final = "saved-file.schema.json"
"""A plain name: others refer to the file, so its address stays."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY: Final = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_ID: Final = "^[0-9a-f]{32}$"
_WRITTEN: Final = r"\S"

type _Schema = dict[str, Any]


def publish(framework: Framework, out: Path, lasting_url: str = "") -> None:
    """Write the schema to download; ``lasting_url`` is the site's address, or "" ."""
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(schema(framework, lasting_url), ensure_ascii=False, indent=2)
    (out / NAME).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def schema(framework: Framework, lasting_url: str = "") -> _Schema:
    """Return the schema of the files that this version of the framework can score.

    Each form's answers follow from the framework; ``if`` and ``then`` choose among them, so
    that a validator names the fault in the form that the file is about.
    """
    return {
        "$schema": _DIALECT,
        **({"$id": f"{lasting_url.rstrip('/')}/{NAME}"} if lasting_url else {}),
        "title": f"Saved answers: {framework.title} {framework.version}",
        "description": "Answers that a questionnaire saved on its reader’s own machine. "
        "Files of other versions name another version, and their questions can differ.",
        **_object(_envelope(framework), required=KEYS),
        "allOf": [_of_instrument(each) for each in framework.instruments],
        "$defs": {"missing": _missing(), **dict(_forms(framework))},
    }


def _forms(framework: Framework) -> Iterator[tuple[str, _Schema]]:
    for instrument in framework.instruments:
        for form in forms(instrument):
            yield _name(instrument, form), _answers(asked(framework, instrument, form))


def _name(instrument: AnyInstrument, form: str) -> str:
    return f"{instrument.id}.{form}"


def _envelope(framework: Framework) -> _Schema:
    """Return what every file has, whatever it asks."""
    return {
        "format": {"const": FORMAT},
        "format_version": {"const": FORMAT_VERSION},
        "framework": _object(
            {
                "id": {"const": framework.id},
                "version": {"const": framework.version},
                "sha256": {"const": framework.sha256},
            },
            required=("id", "version", "sha256"),
        ),
        "instrument": {"enum": [each.id for each in framework.instruments]},
        "form": {"type": "string"},
        "about": _about(),
        "answers": {"type": "object"},
    }


def _about() -> _Schema:
    label = {"type": "string", "maxLength": LONGEST_LABEL, "pattern": _WRITTEN}
    return _object(
        {
            **dict.fromkeys(LABELS, label),
            "date": {"type": "string", "pattern": _DAY, "maxLength": 10},
            "id": {"type": "string", "pattern": _ID, "maxLength": 32},
        }
    )


def _of_instrument(instrument: AnyInstrument) -> _Schema:
    """Return the forms of an instrument, each with its answers."""
    return {
        **_if("instrument", instrument.id),
        "then": {
            "properties": {"form": {"enum": list(forms(instrument))}},
            "allOf": [
                {
                    **_if("form", form),
                    "then": {
                        "properties": {"answers": {"$ref": f"#/$defs/{_name(instrument, form)}"}}
                    },
                }
                for form in forms(instrument)
            ],
        },
    }


def _if(key: str, value: str) -> _Schema:
    return {"if": {"properties": {key: {"const": value}}, "required": [key]}}


def _answers(questions: Iterable[Question]) -> _Schema:
    """Return the answers of a form: any question may be left out, and no other named."""
    return _object(
        {each.id: {"anyOf": [_answer(each), {"$ref": "#/$defs/missing"}]} for each in questions}
    )


def _missing() -> _Schema:
    """Return the reason that stands where there is no answer."""
    return _object(
        {"value": {"type": "null"}, "reason": {"enum": list(REASONS)}},
        required=("value", "reason"),
    )


def _answer(question: Question) -> _Schema:
    if question.type == "choice":
        return {"enum": [option.value for option in question.options]}
    if question.type == "choices":
        names = [str(option.value) for option in question.options]
        return {"type": "array", "items": {"enum": names}, "minItems": 1, "uniqueItems": True}
    if question.type == "date":
        return {"type": "string", "pattern": _DAY, "maxLength": 10}
    if question.type == "entries":
        return {
            "type": "array",
            "items": _object({field.id: _answer(field) for field in question.fields}),
            "minItems": 1,
            "maxItems": question.at_most,
        }
    return {"type": "string", "maxLength": LONGEST[question.type], "pattern": _WRITTEN}


def _object(properties: _Schema, required: Iterable[str] = ()) -> _Schema:
    """Return an object with these keys and no others."""
    needed = {"required": list(required)} if required else {}
    return {
        "type": "object",
        "properties": properties,
        **needed,
        "additionalProperties": False,
    }
