"""Rules that a workbook's forms, sections and fields must keep beyond their schema.

A saved answer is kept by the id of its question alone, so two questions of a workbook
never share one: neither two fields, nor a field and what ``for_each`` makes of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scorer.questions import question_id
from sitegen.files.yamlsource import ANY
from sitegen.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

    Subjects = Mapping[str, Collection[str] | None]
    Forms = Mapping[str, Collection[str]]

__all__ = ["check"]

_CHOICES: Final = ("choice", "choices")
_BELONGS: Final[Mapping[str, tuple[str, ...]]] = {
    "options": _CHOICES,
    "options_from": _CHOICES,
    "scale": ("scale",),
    "entry": ("entries",),
    "at_most": ("entries",),
    "fields": ("entries",),
}
"""Keys of a field that only some types have."""
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "scale": ("scale",),
    "entries": ("entry", "at_most", "fields"),
}
"""Keys that a type cannot do without. A choice needs one of two."""


def check(
    document: Document, *, scales: Collection[str] | None, subjects: Subjects, forms: Forms | None
) -> Iterator[Problem]:
    """Yield problems of one workbook.

    ``subjects`` has the ids of the framework's competencies, components, dimensions, ladder
    and patterns, under these names; ``forms`` has the ids of the forms of each instrument
    that a section can ask. None stands for ids that may be in a damaged file: what names
    one of them is passed over.
    """
    yield from _repeated(document, "form", "forms", ANY, "id")
    yield from _repeated(document, "section", "sections", ANY, "id")
    for steps, section in document.find("sections", ANY):
        if isinstance(section, dict):
            yield from _section_forms(document, steps)
            yield from _content(document, steps, section)
            yield from _split(document, steps, section)
            yield from _embedded(document, steps, forms)
    yield from _fields(document, scales, subjects)
    yield from _question_ids(document, subjects)
    yield from _unshown(document)
    yield from _facilitator_minutes(document)


def _repeated(document: Document, kind: str, *pattern: str | int) -> Iterator[Problem]:
    seen: dict[str, Steps] = {}
    for steps, found in document.texts(*pattern):
        first = seen.setdefault(found, steps)
        if first != steps:
            yield _already(document, steps, f'the {kind} "{found}"', first)


def _already(document: Document, steps: Steps, what: str, first: Steps) -> Problem:
    line, column = document.place(first)
    message = f"{what} is already at {document.path}:{line}:{column}"
    return document.problem(steps, "duplicate-id", message)


def _own_forms(document: Document) -> list[str]:
    return list(dict.fromkeys(found for _, found in document.texts("forms", ANY, "id")))


def _shown_in(document: Document, section: Steps) -> list[str]:
    """Return the forms that show a section."""
    named = document.at((*section, "forms"))
    own = _own_forms(document)
    return [found for found in own if not isinstance(named, list) or found in named]


def _below(document: Document, steps: Steps, *pattern: str | int) -> Iterator[tuple[Steps, str]]:
    """Yield the texts below one place."""
    wider = tuple(ANY if isinstance(step, int) else step for step in steps)
    for place, found in document.texts(*wider, *pattern):
        if place[: len(steps)] == steps:
            yield place, found


def _section_forms(document: Document, steps: Steps) -> Iterator[Problem]:
    for place, found in _below(document, steps, "forms", ANY):
        yield from _unknown(document, place, "form", found, _own_forms(document))


def _unknown(
    document: Document, steps: Steps, kind: str, found: str, known: Collection[str]
) -> Iterator[Problem]:
    if found not in known:
        message = f'there is no {kind} "{found}"'
        expected = "one of " + ", ".join(known) if known else ""
        hint = did_you_mean(found, known)
        yield document.problem(steps, "unknown-id", message, expected=expected, hint=hint)


def _content(document: Document, steps: Steps, section: Mapping[str, Any]) -> Iterator[Problem]:
    own, other = "fields" in section, "instrument" in section or "uses" in section
    if own == other:
        has = "both fields and an instrument" if own else "neither fields nor an instrument"
        message = f"the section {_name(document, steps)} has {has}"
        expected = '"fields", or "instrument" with "uses"'
        yield document.problem(steps, "section-content", message, expected=expected)


def _name(document: Document, steps: Steps) -> str:
    return f'"{document.at((*steps, "id"))}"'


def _split(document: Document, steps: Steps, section: Mapping[str, Any]) -> Iterator[Problem]:
    fields = section.get("fields")
    if section.get("split") is not True or not isinstance(fields, list):
        return
    subjects = [field.get("for_each") if isinstance(field, dict) else None for field in fields]
    if subjects and (subjects[0] is None or subjects != subjects[:1] * len(subjects)):
        message = f'the section {_name(document, steps)} is split, but shares no "for_each"'
        expected = 'the same "for_each" in each of its fields'
        yield document.problem((*steps, "split"), "section-split", message, expected=expected)


def _embedded(document: Document, steps: Steps, forms: Forms | None) -> Iterator[Problem]:
    """Hold a section that asks another instrument to one of its forms for each own form."""
    instrument = document.at((*steps, "instrument"))
    if isinstance(instrument, str) and forms is not None:
        place = (*steps, "instrument")
        others = [found for found in forms if found != document.at(("id",))]
        yield from _unknown(document, place, "instrument to ask", instrument, others)
        for place, found in _below(document, steps, "uses", ANY, "of"):
            if instrument in forms:
                kind = f"form of {instrument}"
                yield from _unknown(document, place, kind, found, forms[instrument])
    yield from _uses(document, steps)


def _uses(document: Document, steps: Steps) -> Iterator[Problem]:
    if not isinstance(document.at((*steps, "uses")), list):
        return
    shown = _shown_in(document, steps)
    seen: dict[str, Steps] = {}
    for place, found in _below(document, steps, "uses", ANY, "form"):
        first = seen.setdefault(found, place)
        if first != place:
            yield _already(document, place, f'the form "{found}"', first)
        elif found not in shown:
            message = f'the section {_name(document, steps)} is not shown in a form "{found}"'
            expected = "one of " + ", ".join(shown) if shown else ""
            yield document.problem(place, "unknown-id", message, expected=expected)
    for found in shown:
        if found not in seen:
            message = f'"uses" does not say what the form "{found}" asks'
            yield document.problem((*steps, "uses"), "section-uses", message, key=True)


def _fields(
    document: Document, scales: Collection[str] | None, subjects: Subjects
) -> Iterator[Problem]:
    place = ("sections", ANY, "fields", ANY)
    for pattern in (place, (*place, "fields", ANY)):
        for steps, field in document.find(*pattern):
            if isinstance(field, dict):
                yield from _keys(document, steps, field)
                yield from _options(document, steps, field)
                yield from _subjects(document, steps, subjects)
    for steps, found in document.texts(*place, "scale"):
        if scales is not None:
            yield from _unknown(document, steps, "scale", found, scales)
    for steps, fields in document.find(*place, "fields"):
        if isinstance(fields, list):
            yield from _entry_ids(document, steps)


def _keys(document: Document, steps: Steps, field: Mapping[str, Any]) -> Iterator[Problem]:
    """Hold a field to the keys of its type."""
    found = field.get("type")
    for key, types in _BELONGS.items():
        if key in field and isinstance(found, str) and found not in types:
            message = f'a field of type {found} has "{key}"'
            hint = f"remove it, or make the type {' or '.join(types)}"
            yield document.problem((*steps, key), "field-key", message, hint=hint, key=True)
    for key in _NEEDED.get(str(found), ()):
        if key not in field:
            message = f'a field of type {found} has no "{key}"'
            yield document.problem(steps, "field-key", message)


def _options(document: Document, steps: Steps, field: Mapping[str, Any]) -> Iterator[Problem]:
    own, taken = "options" in field, "options_from" in field
    if field.get("type") in _CHOICES and own == taken:
        has = 'both "options" and "options_from"' if own else 'no "options" and no "options_from"'
        message = f"a field of type {field['type']} has {has}"
        yield document.problem(steps, "field-key", message, expected="one of the two")
    seen: dict[str, Steps] = {}
    for place, found in _below(document, steps, "options", ANY, "id"):
        first = seen.setdefault(found, place)
        if first != place:
            yield _already(document, place, f'the option "{found}"', first)


def _subjects(document: Document, steps: Steps, subjects: Subjects) -> Iterator[Problem]:
    """Tell a list of the framework that a field needs and that holds nothing."""
    for key in ("for_each", "options_from"):
        found = document.at((*steps, key))
        ids = subjects.get(found, ()) if isinstance(found, str) else None
        if ids is not None and not ids:
            message = f'"{key}" takes {found}, but the framework has none'
            yield document.problem((*steps, key), "no-subjects", message)


def _entry_ids(document: Document, steps: Steps) -> Iterator[Problem]:
    seen: dict[str, Steps] = {}
    for place, found in _below(document, steps, ANY, "id"):
        first = seen.setdefault(found, place)
        if first != place:
            yield _already(document, place, f'the field "{found}"', first)


def _question_ids(document: Document, subjects: Subjects) -> Iterator[Problem]:
    seen: dict[str, Steps] = {}
    for steps, field in document.texts("sections", ANY, "fields", ANY, "id"):
        for question in _questions(document, steps, field, subjects):
            first = seen.setdefault(question, steps)
            if first != steps:
                yield _already(document, steps, f'the question "{question}"', first)


def _questions(document: Document, steps: Steps, field: str, subjects: Subjects) -> Iterator[str]:
    """Yield the ids of the questions that a field stands for."""
    subject = document.at((*steps[:-1], "for_each"))
    if isinstance(subject, str):
        yield from (question_id(field, one) for one in subjects.get(subject) or ())
    else:
        yield field


def _unshown(document: Document) -> Iterator[Problem]:
    shown = {
        found for steps, _ in document.find("sections", ANY) for found in _shown_in(document, steps)
    }
    for steps, found in document.texts("forms", ANY, "id"):
        if found not in shown:
            message = f'no section is shown in the form "{found}"'
            yield document.problem(steps, "empty-form", message)


def _facilitator_minutes(document: Document) -> Iterator[Problem]:
    """Hold the facilitator's minutes, where there are any, to those of the longest form."""
    lengths = {
        found: (minutes, steps)
        for steps, minutes in document.find("forms", ANY, "minutes")
        if type(minutes) is int and isinstance(found := document.at((*steps[:-1], "id")), str)
    }
    if not lengths:
        return
    form, (whole, place) = max(lengths.items(), key=lambda pair: pair[1][0])
    given = [
        minutes
        for steps, minutes in document.find("sections", ANY, "facilitator", "minutes")
        if type(minutes) is int and form in _shown_in(document, steps[:-2])
    ]
    if given and sum(given) != whole:
        message = f'the form "{form}" takes {whole} minutes, the facilitator {sum(given)}'
        hint = "the facilitator's minutes of all sections add up to those of the longest form"
        yield document.problem(place, "facilitator-minutes", message, hint=hint)
