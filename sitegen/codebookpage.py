"""The codebook for readers: every item with its key, as a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.pagecontent import forms_by_item
from sitegen.pages import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorer.framework import Area, Competency, Form, Framework, Instrument, Item, Scale
    from sitegen.inserts import Maker

__all__ = ["CSV", "JSON", "CodebookView", "as_csv", "maker", "publish", "view"]

JSON: Final = "codebook.json"
CSV: Final = "codebook.csv"
"""Plain names: others cite and fetch these files, so their addresses stay."""

COLUMNS: Final = (
    *("id", "area", "area_title", "competency", "competency_title", "key"),
    *("self_wording", "other_wording", "forms", "pair"),
)
NONE: Final = "none"
"""Stands in a cell where a form has no such rule."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemRow:
    """One item as the page shows it."""

    id: str
    self_wording: str
    other_wording: str
    key: str
    """``as answered`` or ``reversed``."""
    forms: str
    pair: tuple[str, ...]
    """The ids of the items that it is paired with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetencyRows:
    """A competency's table."""

    anchor: str
    title: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaRows:
    """An area with a table a competency."""

    anchor: str
    title: str
    competencies: tuple[CompetencyRows, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A row of a table of limits: its name and a value a column."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class InstrumentRules:
    """The scoring values of one questionnaire."""

    title: str
    forms: tuple[str, ...]
    by_form: tuple[Rule, ...]
    overall: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CodebookView:
    """``inserts/codebook.md.j2``: the whole codebook in reading order."""

    title: str
    version: str
    licence: str
    sha256: str
    root: str
    """The way from the page to the site's root."""
    json: str
    csv: str
    areas: tuple[AreaRows, ...]
    scales: tuple[Scale, ...]
    instruments: tuple[InstrumentRules, ...]
    retired: tuple[str, ...]
    """Ids that must never be used again."""


def maker(framework: Framework) -> Maker:
    """Return what makes the insert ``codebook``."""

    def make(root: str) -> str:
        template = environment().get_template("inserts/codebook.md.j2")
        return template.render(page=view(framework, root))

    return make


def publish(framework: Framework, codebook_text: str, out: Path) -> None:
    """Write the two files to download; ``codebook_text`` is the compiled codebook."""
    out.mkdir(parents=True, exist_ok=True)
    (out / JSON).write_text(codebook_text, encoding="utf-8", newline="\n")
    (out / CSV).write_text(as_csv(framework), encoding="utf-8", newline="")


def as_csv(framework: Framework) -> str:
    """Return a row an item below a row of names, after RFC 4180 (lines end in CR LF)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for area, competency, item in _items(framework):
        cells = (
            *(item.id, area.id, area.title, competency.id, competency.title),
            "reversed" if item.reverse else "as_answered",
            *(item.self_wording, item.other_wording),
            " ".join(_form_ids(framework, item)),
            " ".join(_partners(framework, item)),
        )
        writer.writerow([_guarded(cell) for cell in cells])
    return text.getvalue()


def _guarded(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _items(framework: Framework) -> Iterator[tuple[Area, Competency, Item]]:
    for area in framework.areas:
        for competency in area.competencies:
            for item in competency.items:
                yield area, competency, item


def _form_ids(framework: Framework, item: Item) -> list[str]:
    return [
        f"{instrument.id}:{form.id}"
        for instrument in framework.instruments
        for form in instrument.forms
        if item.id in form.items
    ]


def _partners(framework: Framework, item: Item) -> tuple[str, ...]:
    """Return the other halves of the pairs that hold the item, each once."""
    found = (
        one
        for instrument in framework.instruments
        for pair in instrument.pairs
        if item.id in pair
        for one in pair
        if one != item.id
    )
    return tuple(dict.fromkeys(found))


def view(framework: Framework, root: str) -> CodebookView:
    """Gather what the page shows."""
    return CodebookView(
        title=framework.title,
        version=framework.version,
        licence=framework.licence,
        sha256=framework.sha256,
        root=root,
        json=JSON,
        csv=CSV,
        areas=tuple(_area(framework, area) for area in framework.areas),
        scales=framework.scales,
        instruments=tuple(_instrument(one) for one in framework.instruments),
        retired=tuple(one.id for one in framework.retired),
    )


def _area(framework: Framework, area: Area) -> AreaRows:
    forms = forms_by_item(framework)
    return AreaRows(
        anchor=f"area-{area.id}",
        title=area.title,
        competencies=tuple(
            CompetencyRows(
                anchor=f"competency-{one.id}",
                title=one.title,
                rows=tuple(
                    ItemRow(
                        id=item.id,
                        self_wording=item.self_wording,
                        other_wording=item.other_wording,
                        key="reversed" if item.reverse else "as answered",
                        forms=", ".join(forms.get(item.id, ())),
                        pair=_partners(framework, item),
                    )
                    for item in one.items
                ),
            )
            for one in area.competencies
        ),
    )


def _instrument(instrument: Instrument) -> InstrumentRules:
    forms, flags = instrument.forms, instrument.flags
    return InstrumentRules(
        title=instrument.title,
        forms=tuple(form.title for form in forms),
        by_form=_by_form(forms),
        overall=(
            _rule("Listed as something to work on, at most", instrument.work_on_at_most),
            _rule("Listed as a strength, at least", instrument.lean_on_at_least),
            _rule("All answers equal: answers needed", flags.all_equal_minimum_answered),
            _rule("Pairs: answered pairs needed", flags.minimum_pairs),
            _rule("Pairs: mean difference from", flags.inconsistency),
            _rule("Pairs: distance from the midpoint from", flags.acquiescence),
        ),
    )


def _by_form(forms: tuple[Form, ...]) -> tuple[Rule, ...]:
    least, plans = [form.minimum for form in forms], [form.planning for form in forms]
    return (
        _rule("Statements", *(len(form.items) for form in forms)),
        _rule("Minutes, about", *(form.minutes for form in forms)),
        _rule("Competency: answers needed", *(one.competency_items for one in least)),
        _rule("Area: answers needed", *(one.area_items for one in least)),
        _rule("Area: scored competencies needed", *(one.area_competencies for one in least)),
        _rule("Competency: planning SEM", *(one.competency_sem for one in plans)),
        _rule("Area: planning SEM", *(one.area_sem for one in plans)),
        _rule("Areas: smallest difference", *(one.smallest_difference for one in plans)),
        _rule("Run of equal answers from", *(form.longest_run for form in forms)),
    )


def _rule(name: str, *values: object) -> Rule:
    return Rule(name=name, values=tuple(NONE if one is None else str(one) for one in values))
