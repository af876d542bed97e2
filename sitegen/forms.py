"""Rules that a self-assessment's forms, pairs and limits must keep."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.files.yamlsource import ANY
from sitegen.references import SELF_ASSESSMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem
    from sitegen.references import Sources

__all__ = ["check"]

MOST_REVERSED: Final = 4
"""Reversed items of a short form: more of them would form a factor of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """What a form's rules ask of an item."""

    area: str
    competency: int
    reverse: object


@dataclass(frozen=True, kw_only=True, slots=True)
class _Form:
    """A form's items that are known, with their paths."""

    steps: Steps
    name: str
    items: tuple[tuple[Steps, str], ...]
    whole: bool
    """Whether all that the form lists is known."""


def check(sources: Sources) -> Iterator[Problem]:
    """Yield problems of every instrument that could be read."""
    items = dict(_items(sources))
    for instrument in sources.documents(SELF_ASSESSMENTS):
        forms = [_form(instrument, steps, items) for steps, _ in instrument.find("forms", ANY)]
        yield from _repeated_ids(instrument)
        yield from _short_forms(instrument, forms, items)
        for form in forms:
            yield from _area_order(instrument, form, items, _order(sources))
            yield from _minima(instrument, form, items)
        yield from _pairs(instrument, items)
        yield from _limits(instrument, forms)
        yield from _scale_limits(instrument, sources.framework)
    yield from _unused(sources)


def _items(sources: Sources) -> Iterator[tuple[str, _Item]]:
    for stem, area in sources.areas.items():
        if area is None:
            continue
        for steps, found in area.texts("competencies", ANY, "items", ANY, "id"):
            reverse = area.at((*steps[:-1], "reverse"))
            yield found, _Item(area=stem, competency=int(steps[1]), reverse=reverse)


def _order(sources: Sources) -> list[str]:
    if sources.framework is None:
        return []
    return [found for _, found in sources.framework.texts("areas", ANY)]


def _form(instrument: Document, steps: Steps, items: Mapping[str, _Item]) -> _Form:
    listed = [
        (place, found)
        for place, found in instrument.texts("forms", ANY, "items", ANY)
        if place[: len(steps)] == steps
    ]
    known = tuple((place, found) for place, found in listed if found in items)
    name = str(instrument.at((*steps, "id")))
    return _Form(steps=steps, name=name, items=known, whole=len(known) == len(listed))


def _repeated_ids(instrument: Document) -> Iterator[Problem]:
    seen: dict[str, Steps] = {}
    for steps, found in instrument.texts("forms", ANY, "id"):
        first = seen.setdefault(found, steps)
        if first != steps:
            line, column = instrument.place(first)
            message = f'the form "{found}" is already at {instrument.path}:{line}:{column}'
            yield instrument.problem(steps, "duplicate-id", message)


def _short_forms(
    instrument: Document, forms: list[_Form], items: Mapping[str, _Item]
) -> Iterator[Problem]:
    """Hold every form but the longest inside it, with few reversed items."""
    longest = max(forms, key=lambda form: len(form.items), default=None)
    for form in forms:
        if longest is None or form is longest:
            continue
        whole = {found for _, found in longest.items}
        for steps, found in form.items:
            if found not in whole:
                message = f'the item "{found}" is not in the form "{longest.name}"'
                hint = "a shorter form is a part of the longest one"
                yield instrument.problem(steps, "short-form", message, hint=hint)
        reversed_items = [found for _, found in form.items if items[found].reverse is True]
        if len(reversed_items) > MOST_REVERSED:
            yield instrument.problem(
                (*form.steps, "items"),
                "short-form",
                f'the form "{form.name}" has {len(reversed_items)} reversed items',
                expected=f"at most {MOST_REVERSED}",
                hint="they are " + ", ".join(reversed_items),
            )


def _area_order(
    instrument: Document, form: _Form, items: Mapping[str, _Item], order: list[str]
) -> Iterator[Problem]:
    """Hold items to one step an area, the steps in the order of ``framework.yml``."""
    done: list[str] = []
    for steps, found in form.items:
        area = items[found].area
        if done and done[-1] == area:
            continue
        if area in done:
            message = f'the item "{found}" of {area} stands after items of {done[-1]}'
            expected = "all items of an area together"
            yield instrument.problem(steps, "item-order", message, expected=expected)
            continue
        if done and {area, done[-1]} <= set(order) and order.index(area) < order.index(done[-1]):
            message = f"{area} comes after {done[-1]}"
            expected = "areas in the order of framework.yml: " + ", ".join(order)
            yield instrument.problem(steps, "item-order", message, expected=expected)
        done.append(area)


def _minima(instrument: Document, form: _Form, items: Mapping[str, _Item]) -> Iterator[Problem]:
    """Hold each minimum to what every area and competency of the form has."""
    shown = [items[found] for _, found in form.items]
    competencies = {(item.area, item.competency) for item in shown}
    counts = {
        "competency_items": Counter((item.area, item.competency) for item in shown).values(),
        "area_competencies": Counter(area for area, _ in competencies).values(),
        "area_items": Counter(item.area for item in shown).values(),
    }
    for key, numbers in counts.items():
        steps = (*form.steps, "minimum", key)
        wanted = instrument.at(steps)
        least = min(numbers, default=0)
        if form.whole and type(wanted) is int and numbers and wanted > least:
            message = f'"{key}" asks for {wanted}, but the form has {least} somewhere'
            yield instrument.problem(steps, "minimum", message, expected=f"at most {least}")
    scored = instrument.at((*form.steps, "minimum", "competency_items"))
    precision = instrument.at((*form.steps, "planning", "competency_sem"))
    if (scored is None) != (precision is None):
        message = "a form that scores competencies has both competency_items and competency_sem"
        yield instrument.problem((*form.steps, "planning"), "minimum", message, key=True)


def _pairs(instrument: Document, items: Mapping[str, _Item]) -> Iterator[Problem]:
    for steps, pair in instrument.find("pairs", ANY):
        ids = [one for one in pair if isinstance(one, str)] if isinstance(pair, list) else []
        if len(ids) != 2 or not all(one in items for one in ids):
            continue
        positive, turned = items[ids[0]], items[ids[1]]
        if (positive.area, positive.competency) != (turned.area, turned.competency):
            message = f"{ids[0]} and {ids[1]} belong to two competencies"
            yield instrument.problem(steps, "pair", message, expected="two items of one competency")
        if positive.reverse is True:
            message = f"{ids[0]} is reversed"
            expected = "a statement, then its reversed statement"
            yield instrument.problem((*steps, 0), "pair", message, expected=expected)
        if turned.reverse is False:
            message = f"{ids[1]} is not reversed"
            expected = "a statement, then its reversed statement"
            yield instrument.problem((*steps, 1), "pair", message, expected=expected)


def _limits(instrument: Document, forms: Iterable[_Form]) -> Iterator[Problem]:
    """Hold limits to what can happen at all."""
    pairs = instrument.at(("pairs",))
    needed = instrument.at(("flags", "minimum_pairs"))
    if isinstance(pairs, list) and pairs and type(needed) is int and needed > len(pairs):
        message = f'"minimum_pairs" asks for {needed}, but there are {len(pairs)} pairs'
        place = ("flags", "minimum_pairs")
        yield instrument.problem(place, "limit", message, expected=f"at most {len(pairs)}")
    for form in forms:
        listed = instrument.at((*form.steps, "items"))
        run = instrument.at((*form.steps, "longest_run"))
        if isinstance(listed, list) and type(run) is int and run > len(listed):
            message = f'"longest_run" is {run}, but the form has {len(listed)} items'
            expected = f"at most {len(listed)}"
            steps = (*form.steps, "longest_run")
            yield instrument.problem(steps, "limit", message, expected=expected)
        difference = (*form.steps, "planning", "smallest_difference")
        text = instrument.at(difference)
        if isinstance(text, str) and not text.strip("0."):
            message = f'"smallest_difference" is {text}'
            yield instrument.problem(difference, "limit", message, expected="more than 0")


def _scale_limits(instrument: Document, framework: Document | None) -> Iterator[Problem]:
    """Hold what is listed as strength or as work to points of the scale, and apart."""
    work, lean = instrument.at(("work_on_at_most",)), instrument.at(("lean_on_at_least",))
    if type(work) is int and type(lean) is int and work >= lean:
        message = f'"lean_on_at_least" is {lean}, and "work_on_at_most" is {work}'
        expected = f"at least {work + 1}"
        yield instrument.problem(("lean_on_at_least",), "limit", message, expected=expected)
    values = _scale_values(framework, instrument.at(("scale",))) if framework else set()
    for key, value in (("work_on_at_most", work), ("lean_on_at_least", lean)):
        if type(value) is int and values and value not in values:
            message = f'"{key}" is {value}, which is no point of the scale'
            expected = "one of " + ", ".join(str(point) for point in sorted(values))
            yield instrument.problem((key,), "limit", message, expected=expected)


def _scale_values(framework: Document, scale: object) -> set[int]:
    for steps, found in framework.texts("scales", ANY, "id"):
        if found == scale:
            points = framework.at((*steps[:-1], "points"))
            points = points if isinstance(points, list) else []
            values = [point.get("value") for point in points if isinstance(point, dict)]
            return {value for value in values if type(value) is int}
    return set()


def _unused(sources: Sources) -> Iterator[Problem]:
    """Tell items that no form shows, if all forms could be read."""
    complete = sources.complete(SELF_ASSESSMENTS, ("forms", ANY, "items", ANY))
    if not sources.instruments or not complete:
        return
    shown = {
        found
        for instrument in sources.documents(SELF_ASSESSMENTS)
        for _, found in instrument.texts("forms", ANY, "items", ANY)
    }
    for area in sources.documents("areas"):
        for steps, found in area.texts("competencies", ANY, "items", ANY, "id"):
            if found not in shown:
                message = f'the item "{found}" is in no form'
                hint = "add it to a form, or retire it"
                yield area.problem(steps, "unused-item", message, hint=hint)
