"""What a JSON Schema's keyword has to say about a file, in plain English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps

__all__ = ["PATTERNS", "Fault", "plain"]

PATTERNS: Final = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": 'small letters, digits and hyphens, such as "shared-vision"',
    r"^\S[^\n]*\S$": "a text without a line break or a space at its ends",
    r"^\S(.*\S)?$": "a text without a line break or a space at its ends",
    r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$": 'a version such as "1.0.0"',
    r"^[A-Za-z0-9][A-Za-z0-9.+-]*$": 'the SPDX id of a licence, such as "CC-BY-4.0"',
    r"^[a-z]{2,3}(-[A-Z]{2})?$": 'a language tag such as "en-GB"',
    r"^https://[^\s]+$": 'an address that begins with "https://" and has no spaces',
    r"^[a-z]{2,4}-[0-9]{2,4}$": 'two to four small letters, a hyphen and a number, such as "fp-01"',
    r"^I [^\n]*\.$": 'a sentence that begins with "I" and ends with a full stop',
    r"^They [^\n]*\.$": 'a sentence that begins with "They" and ends with a full stop',
    r"^(0|[1-9][0-9]?)(\.[0-9]{1,4})?$": 'a decimal number in quotes, such as "0.42"',
    r"^-?(0|[1-9][0-9]?)(\.[0-9]{1,4})?$": 'a decimal number in quotes, such as "-0.42"',
}
"""What the schemas' patterns mean. A test holds that each pattern has its words."""

_TYPES: Final = {
    "object": "keys with values",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One validation error: a keyword of the schema that a value does not meet."""

    keyword: str
    wanted: Any
    """What the schema gives for the keyword."""
    value: Any
    schema: dict[str, Any]
    steps: Steps
    description: str
    """What the schema says about the value; empty when it says nothing."""

    @property
    def missing(self) -> list[str]:
        """The keys that are required and not there."""
        return [key for key in self.wanted if key not in self.value]


def plain(document: Document, fault: Fault) -> Iterator[Problem]:
    """Yield the problems that one fault amounts to."""
    if fault.keyword in _WORDS:
        yield from _WORDS[fault.keyword](document, fault)
    else:
        message = f"{_label(fault.steps)} breaks the schema's rule {fault.keyword}"
        yield document.problem(fault.steps, "schema", message, expected=fault.description)


def _wrong_type(document: Document, fault: Fault) -> Iterator[Problem]:
    yield document.problem(
        fault.steps,
        "wrong-type",
        f"{_label(fault.steps)} is {_kind(fault.value)}",
        expected=_TYPES.get(str(fault.wanted), str(fault.wanted)),
        hint=_type_hint(fault.wanted, fault.value),
    )


def _wrong_choice(document: Document, fault: Fault) -> Iterator[Problem]:
    choices = [str(choice) for choice in fault.wanted]
    yield document.problem(
        fault.steps,
        "wrong-value",
        f"{_label(fault.steps)} is {_shown(fault.value)}",
        expected=" or ".join(choices),
        hint=did_you_mean(str(fault.value), choices),
    )


def _wrong_form(document: Document, fault: Fault) -> Iterator[Problem]:
    message = f"{_label(fault.steps)} is {_shown(fault.value)}"
    expected = PATTERNS.get(fault.wanted, f"a text that matches {fault.wanted}")
    yield document.problem(fault.steps, "wrong-form", message, expected=expected)


def _repeated_entries(document: Document, fault: Fault) -> Iterator[Problem]:
    for again, entry in enumerate(fault.value):
        if (first := fault.value.index(entry)) < again:
            message = f"entry {again + 1} of {_label(fault.steps)} repeats entry {first + 1}"
            yield document.problem((*fault.steps, again), "repeated-entry", message)


def _label(steps: Steps) -> str:
    """Name a value by its key, or by its number in the list that holds it."""
    if not steps:
        return "the file"
    last = steps[-1]
    return f'"{last}"' if isinstance(last, str) else f"entry {last + 1} of {_label(steps[:-1])}"


def _missing_keys(document: Document, fault: Fault) -> Iterator[Problem]:
    for key in fault.missing:
        message = f'the key "{key}" is missing'
        if fault.steps:
            message += f" in {_label(fault.steps)}"
        inner = fault.schema["properties"].get(key, {})
        yield document.problem(
            fault.steps, "missing-key", message, expected=inner.get("description", ""), key=True
        )


def _missing_companions(document: Document, fault: Fault) -> Iterator[Problem]:
    for key, companions in fault.wanted.items():
        for companion in companions:
            if key in fault.value and companion not in fault.value:
                message = f'{_label(fault.steps)} has "{key}" but not "{companion}"'
                yield document.problem(
                    (*fault.steps, key),
                    "missing-key",
                    message,
                    expected="both, or neither",
                    key=True,
                )


def _unknown_keys(document: Document, fault: Fault) -> Iterator[Problem]:
    known = list(fault.schema["properties"])
    free = [key for key in known if key not in fault.value]
    for key in fault.value:
        if key not in known:
            yield document.problem(
                (*fault.steps, key),
                "unknown-key",
                f'the key "{key}" is unknown',
                expected="one of " + ", ".join(known),
                hint=did_you_mean(key, free) or "remove it",
                key=True,
            )


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {_shown(value)}"
    return "a list" if isinstance(value, list) else "keys with values"


def _shown(value: object) -> str:
    text = str(value).replace("\n", "\\n")
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}…"'


def _type_hint(wanted: object, value: object) -> str:
    if wanted == "string" and isinstance(value, bool | int):
        return f'write "{str(value).lower()}" with its quotes'
    if wanted in {"integer", "boolean"} and isinstance(value, str):
        return "write it without quotes"
    if wanted == "array" and not isinstance(value, dict):
        return 'begin each entry with "- " on its own line'
    return ""


_SIZES: Final = {
    "minItems": "at least",
    "maxItems": "at most",
    "minLength": "at least",
    "maxLength": "at most",
    "minimum": "at least",
    "maximum": "at most",
}


def _size(document: Document, fault: Fault) -> Iterator[Problem]:
    keyword, value = fault.keyword, fault.value
    bound = _SIZES[keyword]
    if keyword.endswith("Items"):
        amount, code = f"has {_count(len(value), 'entry', 'entries')}", "wrong-count"
        if fault.schema.get("minItems") == fault.schema.get("maxItems"):
            bound = "exactly"
    elif keyword.endswith("Length"):
        amount, code = f"has {_count(len(value), 'character', 'characters')}", "wrong-length"
    else:
        amount, code = f"is {value}", "wrong-value"
    yield document.problem(
        fault.steps, code, f"{_label(fault.steps)} {amount}", expected=f"{bound} {fault.wanted}"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _too_few(document: Document, fault: Fault) -> Iterator[Problem]:
    """Tell that a list holds too few entries with the values that ``contains`` names."""
    wanted = {
        key: inner["const"]
        for key, inner in fault.schema.get("contains", {}).get("properties", {}).items()
        if "const" in inner
    }
    fitting = [
        entry
        for entry in fault.value
        if isinstance(entry, dict) and all(entry.get(key) == wanted[key] for key in wanted)
    ]
    named = " and ".join(f'{key} "{value}"' for key, value in wanted.items())
    number = _count(len(fitting), "entry", "entries")
    yield document.problem(
        fault.steps,
        "wrong-count",
        f"{_label(fault.steps)} has {number} with {named}",
        expected=f"at least {fault.schema.get('minContains', 1)}",
        hint=fault.description,
    )


_WORDS: Final[Mapping[str, Callable[[Document, Fault], Iterator[Problem]]]] = {
    "additionalProperties": _unknown_keys,
    "contains": _too_few,
    "minContains": _too_few,
    "dependentRequired": _missing_companions,
    "enum": _wrong_choice,
    "pattern": _wrong_form,
    "required": _missing_keys,
    "type": _wrong_type,
    "uniqueItems": _repeated_entries,
    **dict.fromkeys(_SIZES, _size),
}
