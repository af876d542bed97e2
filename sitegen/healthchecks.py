"""Rules that a health check's items, forms and limits must keep beyond their schema.

That no id is used twice is told by ``references``: item ids must differ across files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from scorer.questions import MEETING
from sitegen.files.yamlsource import ANY
from sitegen.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["check"]

_DIMENSIONS: Final = (("dimensions", ANY), ("outcome_evidence",))
"""Where dimensions stand, in the order shown."""
_RISING: Final[tuple[tuple[Steps, Steps], ...]] = (
    (("spread", "close"), ("spread", "some")),
    (("spread", "split_low"), ("spread", "split_high")),
)
"""Limits of which the second must be higher."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Items:
    """The items of the file: where each stands, and the place of its dimension in the order."""

    places: Mapping[str, Steps]
    ranks: Mapping[str, int]
    dimensions: tuple[str, ...]
    """Ids in the order shown, with outcome evidence at the end."""
    complete: bool
    """Whether the id of every item could be read."""

    def scored(self, item: str) -> bool:
        """Whether the item is of a dimension that has a score."""
        return self.places[item][0] == "dimensions"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Form:
    """A form's items that are known, with their paths."""

    steps: Steps
    name: str
    items: tuple[tuple[Steps, str], ...]
    whole: bool
    """Whether all that the form lists, and all that it could list, is known."""


def check(document: Document, ladder: Collection[str] | None = None) -> Iterator[Problem]:
    """Yield problems of one health check.

    ``ladder`` has the steps of the framework's evidence ladder; None stands for steps that
    may be damaged, and items are not compared with them.
    """
    items = _items(document)
    forms = [_form(document, steps, items) for steps, _ in document.find("forms", ANY)]
    yield from _form_ids(document)
    yield from _unknown(document, items)
    for form in forms:
        yield from _order(document, form, items)
        yield from _minimum(document, form, items)
    yield from _longest(document, forms, items)
    yield from _states(document)
    yield from _ladder(document, ladder)
    yield from _outcomes_first(document)
    yield from _limits(document)


def _items(document: Document) -> _Items:
    dimensions = [steps for where in _DIMENSIONS for steps, _ in document.find(*where)]
    places: dict[str, Steps] = {}
    ranks: dict[str, int] = {}
    complete = True
    for rank, dimension in enumerate(dimensions):
        items = document.at((*dimension, "items"))
        listed = range(len(items)) if isinstance(items, list) else ()
        complete = complete and bool(listed)
        for steps in ((*dimension, "items", index) for index in listed):
            found = document.at((*steps, "id"))
            if isinstance(found, str):
                places.setdefault(found, steps)
                ranks.setdefault(found, rank)
            else:
                complete = False
    names = tuple(str(document.at((*steps, "id"))) for steps in dimensions)
    return _Items(places=places, ranks=ranks, dimensions=names, complete=complete)


def _form(document: Document, steps: Steps, items: _Items) -> _Form:
    listed = [
        (place, found)
        for place, found in document.texts("forms", ANY, "items", ANY)
        if place[: len(steps)] == steps
    ]
    known = tuple((place, found) for place, found in listed if found in items.places)
    name = str(document.at((*steps, "id")))
    whole = document.at((*steps, "items"))
    complete = isinstance(whole, list) and len(known) == len(whole)
    return _Form(steps=steps, name=name, items=known, whole=complete and items.complete)


def _form_ids(document: Document) -> Iterator[Problem]:
    seen: dict[str, Steps] = {}
    for steps, found in document.texts("forms", ANY, "id"):
        first = seen.setdefault(found, steps)
        if first != steps:
            line, column = document.place(first)
            message = f'the form "{found}" is already at {document.path}:{line}:{column}'
            yield document.problem(steps, "duplicate-id", message)
        if found == MEETING:
            message = f"{MEETING} is the name of the form that every health check has for a group"
            yield document.problem(steps, "reserved-id", message, expected="another id")


def _unknown(document: Document, items: _Items) -> Iterator[Problem]:
    if not items.complete:
        return
    for steps, found in document.texts("forms", ANY, "items", ANY):
        if found not in items.places:
            message = f'there is no item "{found}"'
            hint = did_you_mean(found, items.places)
            yield document.problem(steps, "unknown-id", message, hint=hint)


def _order(document: Document, form: _Form, items: _Items) -> Iterator[Problem]:
    """Hold items to one step a dimension, the steps in the order of the dimensions."""
    done: list[int] = []
    for steps, found in form.items:
        rank = items.ranks[found]
        if done and done[-1] == rank:
            continue
        own = items.dimensions[rank]
        if rank in done:
            before = items.dimensions[done[-1]]
            message = f'the item "{found}" of {own} stands after items of {before}'
            expected = "all items of a dimension together"
            yield document.problem(steps, "item-order", message, expected=expected)
            continue
        if done and rank < done[-1]:
            message = f"{own} comes after {items.dimensions[done[-1]]}"
            expected = "dimensions in their own order, outcome evidence last"
            yield document.problem(steps, "item-order", message, expected=expected)
        done.append(rank)


def _minimum(document: Document, form: _Form, items: _Items) -> Iterator[Problem]:
    """Hold the minimum to what every scored dimension of the form has."""
    numbers = Counter(items.ranks[found] for _, found in form.items if items.scored(found))
    steps = (*form.steps, "minimum")
    wanted, least = document.at(steps), min(numbers.values(), default=0)
    if form.whole and type(wanted) is int and numbers and wanted > least:
        message = f'"minimum" asks for {wanted}, but the form has {least} in a dimension'
        yield document.problem(steps, "minimum", message, expected=f"at most {least}")


def _longest(document: Document, forms: list[_Form], items: _Items) -> Iterator[Problem]:
    """Hold the longest form to all items: it is what shorter ones are parts of."""
    longest = max(forms, key=lambda form: len(form.items), default=None)
    if longest is None or not longest.whole:
        return
    shown = {found for _, found in longest.items}
    for found, steps in items.places.items():
        if found not in shown:
            message = f'the item "{found}" is not in the form "{longest.name}"'
            hint = "the longest form has all items; add it there, or retire it"
            yield document.problem((*steps, "id"), "unused-item", message, hint=hint)


def _states(document: Document) -> Iterator[Problem]:
    """Hold all items to one number of states, the most frequent."""
    numbers = {
        steps: len(states)
        for where in _DIMENSIONS
        for steps, states in document.find(*where, "items", ANY, "states")
        if isinstance(states, list)
    }
    if not numbers:
        return
    usual = Counter(numbers.values()).most_common(1)[0][0]
    for steps, number in numbers.items():
        if number != usual:
            message = f"the item has {number} states, and others have {usual}"
            yield document.problem(steps, "states", message, expected=f"{usual} states")
    if usual % 2 == 0:
        message = f"the items have {usual} states, so that none stands in the middle"
        expected = "an odd number of states"
        yield document.problem(next(iter(numbers)), "states", message, expected=expected)
    high = document.at(("spread", "split_high"))
    if type(high) is int and high > usual:
        message = f'"split_high" is {high}, and the items have {usual} states'
        steps = ("spread", "split_high")
        yield document.problem(steps, "limit", message, expected=f"at most {usual}")


def _ladder(document: Document, ladder: Collection[str] | None) -> Iterator[Problem]:
    """Hold the items of outcome evidence to one state for each step of the ladder."""
    if ladder is None:
        return
    for steps, states in document.find("outcome_evidence", "items", ANY, "states"):
        if isinstance(states, list) and len(states) != len(ladder):
            message = f"the item has {len(states)} states, and the ladder has {len(ladder)} steps"
            expected = "a state for each step: " + ", ".join(ladder)
            yield document.problem(steps, "ladder", message, expected=expected)


def _outcomes_first(document: Document) -> Iterator[Problem]:
    for where in _DIMENSIONS:
        for steps, prompts in document.find(*where, "evidence"):
            entries = range(len(prompts)) if isinstance(prompts, list) else ()
            kinds = [document.at((*steps, index, "kind")) for index in entries]
            for index, kind in enumerate(kinds):
                if kind == "outcome" and "process" in kinds[:index]:
                    message = "an outcome stands after a process"
                    place, expected = (*steps, index, "kind"), "all outcomes first"
                    yield document.problem(place, "evidence-order", message, expected=expected)


def _limits(document: Document) -> Iterator[Problem]:
    """Hold limits to what can happen at all, and apart from one another."""
    positive: list[Steps] = [("spread", "split_share"), ("group", "means_differ")]
    positive += [(*steps, "smallest_difference") for steps, _ in document.find("forms", ANY)]
    for steps in positive:
        if _number(document, steps) == 0:
            message = f'"{steps[-1]}" is {document.at(steps)}'
            yield document.problem(steps, "limit", message, expected="more than 0")
    share = _number(document, ("spread", "split_share"))
    # Two shares that are together more than the whole would leave no item split.
    if share is not None and share > Decimal("0.5"):
        message = f'"split_share" is {share}'
        yield document.problem(
            ("spread", "split_share"), "limit", message, expected="at most 0.5: low and high"
        )
    for lower, higher in _RISING:
        low, high = _number(document, lower), _number(document, higher)
        if low is not None and high is not None and low >= high:
            message = f'"{higher[-1]}" is {high}, and "{lower[-1]}" is {low}'
            yield document.problem(higher, "limit", message, expected=f"more than {low}")


def _number(document: Document, steps: Steps) -> Decimal | None:
    """Return a whole number or a decimal text; None for what the schema refuses."""
    value = document.at(steps)
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, str) and value.replace(".", "", 1).isdecimal():
        return Decimal(value)
    return None
