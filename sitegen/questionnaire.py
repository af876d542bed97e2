"""The questionnaire page: one complete XHTML form, with its hand-scoring sheets."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from sitegen.pages import environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.framework import Area, Form, Framework, Instrument, Item, Scale

__all__ = [
    "NO_RUNTIME",
    "Addresses",
    "AreaView",
    "FormView",
    "ItemView",
    "QuestionnairePage",
    "Sheet",
    "SheetArea",
    "SheetGroup",
    "WordRange",
    "render",
    "view",
]

NO_RUNTIME: Final = json.dumps({"framework": {"bytes": 0}, "files": {}})
"""The manifest of a page that scores nothing, and so fetches nothing."""

# Fetched only where the snapshot cannot be used.
_FALL_BACK = ("packages", "stdlib")


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """Where the page's links lead, relative to the page."""

    root: str = "."
    """The root of the site, from which the manifest counts its own addresses."""
    finish: str = "index.html"
    """The page that "Finish and clear" goes to."""
    privacy: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FormView:
    """A form that the reader can choose."""

    id: str
    title: str
    minutes: int
    count: int
    items: str
    """The ids in the order shown, separated by spaces."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemView:
    """One statement with the titles of the other forms that hold it."""

    id: str
    wording: str
    also_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaView:
    """One section of the form."""

    number: int
    title: str
    summary: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetGroup:
    """Rows of a hand-scoring table that are summed together."""

    title: str | None
    """The competency; None where a form scores whole areas only."""
    items: tuple[Item, ...]
    least: int
    """Answers that the group needs for a score."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetArea:
    """One table of the hand-scoring sheet."""

    title: str
    groups: tuple[SheetGroup, ...]
    count: int
    least_items: int
    least_groups: int | None
    """Scored competencies that the area needs; None where a form scores whole areas only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The hand-scoring sheet of one form."""

    form: FormView
    areas: tuple[SheetArea, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WordRange:
    """The scores, rounded to one decimal, that one word stands for."""

    word: str
    low: str
    high: str


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionnairePage:
    """All that ``questionnaire.html`` shows."""

    framework: Framework
    instrument: Instrument
    scale: Scale
    forms: tuple[FormView, ...]
    longest: FormView
    """The form that the page is laid out by; it holds every item of the others."""
    areas: tuple[AreaView, ...]
    sheets: tuple[Sheet, ...]
    words: tuple[WordRange, ...]
    flip: int
    """A reversed answer counts as this number less the answer."""
    megabytes: int
    manifest: Markup
    addresses: Addresses


def render(
    framework: Framework,
    instrument: Instrument,
    manifest_json: str,
    addresses: Addresses | None = None,
) -> str:
    """Return the page's main content as well-formed XHTML without a namespace."""
    page = view(framework, instrument, manifest_json, addresses or Addresses())
    text = environment().get_template("questionnaire.html").render(page=page)
    # To Markdown, which carries the text to the shell, a blank line could end the block.
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def view(
    framework: Framework, instrument: Instrument, manifest_json: str, addresses: Addresses
) -> QuestionnairePage:
    """Gather what the page shows; ValueError when no form holds the items of all others."""
    scale = framework.scale(instrument.scale)
    longest = _longest(instrument)
    return QuestionnairePage(
        framework=framework,
        instrument=instrument,
        scale=scale,
        forms=tuple(_form(form) for form in instrument.forms),
        longest=_form(longest),
        areas=_areas(framework, instrument, longest),
        sheets=tuple(_sheet(framework, form) for form in instrument.forms),
        words=_words(scale),
        flip=scale.minimum + scale.maximum,
        megabytes=_megabytes(json.loads(manifest_json)),
        manifest=_inert(manifest_json),
        addresses=addresses,
    )


def _longest(instrument: Instrument) -> Form:
    longest = max(instrument.forms, key=lambda form: len(form.items))
    for form in instrument.forms:
        stray = [item for item in form.items if item not in longest.items]
        if stray:
            raise ValueError(
                f"{instrument.id}: form {form.id!r} holds {', '.join(stray)}, "
                f"which the longest form, {longest.id!r}, does not"
            )
    return longest


def _form(form: Form) -> FormView:
    return FormView(
        id=form.id,
        title=form.title,
        minutes=form.minutes,
        count=len(form.items),
        items=" ".join(form.items),
    )


def _areas(framework: Framework, instrument: Instrument, longest: Form) -> tuple[AreaView, ...]:
    shown = [area for area in framework.areas if _items(area, longest)]
    return tuple(
        AreaView(
            number=number,
            title=area.title,
            summary=area.summary,
            items=tuple(_item(item, instrument, longest) for item in _items(area, longest)),
        )
        for number, area in enumerate(shown, start=1)
    )


def _items(area: Area, form: Form) -> tuple[Item, ...]:
    """Return the area's items that the form holds, in the order shown."""
    own = {item.id: item for competency in area.competencies for item in competency.items}
    return tuple(own[item] for item in form.items if item in own)


def _item(item: Item, instrument: Instrument, longest: Form) -> ItemView:
    others = (form for form in instrument.forms if form is not longest)
    return ItemView(
        id=item.id,
        wording=item.self_wording,
        also_in=tuple(form.title for form in others if item.id in form.items),
    )


def _sheet(framework: Framework, form: Form) -> Sheet:
    areas = (area for area in framework.areas if _items(area, form))
    return Sheet(form=_form(form), areas=tuple(_sheet_area(area, form) for area in areas))


def _sheet_area(area: Area, form: Form) -> SheetArea:
    items = _items(area, form)
    return SheetArea(
        title=area.title,
        groups=_groups(area, form, items),
        count=len(items),
        least_items=form.minimum.area_items,
        least_groups=form.minimum.area_competencies,
    )


def _groups(area: Area, form: Form, items: Sequence[Item]) -> tuple[SheetGroup, ...]:
    least = form.minimum.competency_items
    if least is None:
        return (SheetGroup(title=None, items=tuple(items), least=form.minimum.area_items),)
    held = set(form.items)
    return tuple(
        SheetGroup(
            title=competency.title,
            items=tuple(item for item in competency.items if item.id in held),
            least=least,
        )
        for competency in area.competencies
    )


def _words(scale: Scale) -> tuple[WordRange, ...]:
    """Let a word reach from the midpoint below its number to just under the one above."""
    half, step = Decimal("0.5"), Decimal("0.1")
    return tuple(
        WordRange(
            word=point.word,
            low=str(max(point.value - half, Decimal(f"{scale.minimum}.0"))),
            high=str(min(point.value + half - step, Decimal(f"{scale.maximum}.0"))),
        )
        for point in scale.points
    )


def _megabytes(manifest: Mapping[str, Any]) -> int:
    """Return what a start from the snapshot fetches, uncompressed and rounded up."""
    files = [file for name, file in manifest["files"].items() if name not in _FALL_BACK]
    total: int = sum(file["bytes"] for file in [manifest["framework"], *files])
    return math.ceil(total / 1_000_000)


def _inert(manifest_json: str) -> Markup:
    r"""JSON that reads alike in HTML and XHTML: <, > and & as ``\u`` escapes."""
    text = json.dumps(json.loads(manifest_json), ensure_ascii=True, sort_keys=True)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - no character is left that markup gives a meaning
