"""The codebook for readers: all that is scored, with its key, as a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scorer.framework import HealthCheck, Placement, SelfAssessment
from scorer.questions import question_id
from sitegen import coderules
from sitegen.pagecontent import forms_by_item
from sitegen.pages import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scorer.framework import (
        Area,
        Competency,
        Dimension,
        Feature,
        Framework,
        Item,
        LadderStep,
        Scale,
        StateItem,
    )
    from sitegen.coderules import RuleTable
    from sitegen.inserts import Maker

__all__ = [
    "CSV",
    "JSON",
    "STATES",
    "CodebookView",
    "as_csv",
    "maker",
    "publish",
    "states_as_csv",
    "view",
]

JSON: Final = "codebook.json"
CSV: Final = "codebook.csv"
STATES: Final = "codebook-states.csv"
"""Plain names: others cite and fetch these files, so their addresses stay."""

COLUMNS: Final = (
    *("id", "area", "area_title", "competency", "competency_title", "key"),
    *("self_wording", "other_wording", "forms", "pair"),
)
STATE_COLUMNS: Final = (
    *("instrument", "kind", "id", "title", "question", "part", "part_title"),
    *("value", "text", "asked_as", "forms"),
)


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
class StateRow:
    """A feature or an item with all its described states."""

    id: str
    title: str
    question: str | None
    states: tuple[tuple[str | None, str, str], ...]
    """A name, what a saved file holds, and the description."""
    asked_as: str
    """The ids of the questions; empty where the item's own id is the question's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StateTable:
    """The items of one dimension, or the features of a placement."""

    anchor: str
    title: str
    summary: str
    rows: tuple[StateRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StateInstrument:
    """An instrument whose answers are described states."""

    anchor: str
    title: str
    value: str
    """What stands over the stored values: ``Pattern`` or ``State``."""
    tables: tuple[StateTable, ...]


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
    states: str | None
    """The file of described states; None where no instrument has any."""
    areas: tuple[AreaRows, ...]
    described: tuple[StateInstrument, ...]
    scales: tuple[Scale, ...]
    ladder: tuple[LadderStep, ...]
    rules: tuple[RuleTable, ...]
    retired: tuple[str, ...]
    """Ids that must never be used again."""


def maker(framework: Framework) -> Maker:
    """Return what makes the insert ``codebook``."""

    def make(root: str) -> str:
        template = environment().get_template("inserts/codebook.md.j2")
        return template.render(page=view(framework, root))

    return make


def publish(framework: Framework, codebook_text: str, out: Path) -> None:
    """Write the files to download; ``codebook_text`` is the compiled codebook."""
    out.mkdir(parents=True, exist_ok=True)
    (out / JSON).write_text(codebook_text, encoding="utf-8", newline="\n")
    (out / CSV).write_text(as_csv(framework), encoding="utf-8", newline="")
    if _has_states(framework):
        (out / STATES).write_text(states_as_csv(framework), encoding="utf-8", newline="")


def as_csv(framework: Framework) -> str:
    """Return a row an item below a row of names, after RFC 4180 (lines end in CR LF)."""
    return _csv(
        COLUMNS,
        (
            (
                *(item.id, area.id, area.title, competency.id, competency.title),
                "reversed" if item.reverse else "as_answered",
                *(item.self_wording, item.other_wording),
                " ".join(_form_ids(framework, item)),
                " ".join(_partners(framework, item)),
            )
            for area, competency, item in _items(framework)
        ),
    )


def states_as_csv(framework: Framework) -> str:
    """Return a row a described state: of the features, then of the items with states."""
    return _csv(STATE_COLUMNS, (*_feature_cells(framework), *_item_cells(framework)))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def _feature_cells(framework: Framework) -> Iterator[tuple[str, ...]]:
    for placement in framework.all_of(Placement):
        forms = " ".join(f"{placement.id}:{form.id}" for form in placement.forms)
        for feature in placement.features:
            for each in feature.descriptions:
                yield (
                    *(placement.id, placement.kind, feature.id, feature.title, "", "", ""),
                    *(each.pattern, each.text, _asked_as(placement, feature), forms),
                )


def _item_cells(framework: Framework) -> Iterator[tuple[str, ...]]:
    for check, dimension in _dimensions(framework):
        for item in dimension.items:
            forms = " ".join(f"{check.id}:{one.id}" for one in check.forms if item.id in one.items)
            for value, state in enumerate(item.states, start=1):
                yield (
                    *(check.id, check.kind, item.id, item.title, item.question),
                    *(dimension.id, dimension.title, str(value), state, item.id, forms),
                )


def _has_states(framework: Framework) -> bool:
    return bool(framework.all_of(Placement) or framework.all_of(HealthCheck))


def _dimensions(framework: Framework) -> Iterator[tuple[HealthCheck, Dimension]]:
    for check in framework.all_of(HealthCheck):
        for dimension in (*check.dimensions, check.outcome_evidence):
            yield check, dimension


def _asked_as(placement: Placement, feature: Feature) -> str:
    return " ".join(question_id(feature.id, one.id) for one in placement.passes)


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
        for instrument in framework.all_of(SelfAssessment)
        for form in instrument.forms
        if item.id in form.items
    ]


def _partners(framework: Framework, item: Item) -> tuple[str, ...]:
    """Return the other halves of the pairs that hold the item, each once."""
    found = (
        one
        for instrument in framework.all_of(SelfAssessment)
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
        states=STATES if _has_states(framework) else None,
        areas=tuple(_area(framework, area) for area in framework.areas),
        described=tuple(_described(framework)),
        scales=framework.scales,
        ladder=framework.evidence_ladder,
        rules=coderules.tables(framework),
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


def _described(framework: Framework) -> Iterator[StateInstrument]:
    titles = (
        {one.id: one.title for one in framework.patterns.patterns} if framework.patterns else {}
    )
    for placement in framework.all_of(Placement):
        rows = tuple(_feature(placement, feature, titles) for feature in placement.features)
        table = StateTable(
            anchor=f"features-{placement.id}", title="Features", summary="", rows=rows
        )
        yield _state_instrument(placement, "Pattern", (table,))
    for check in framework.all_of(HealthCheck):
        tables = tuple(
            StateTable(
                anchor=f"dimension-{one.id}",
                title=one.title,
                summary=one.summary,
                rows=tuple(_item(item) for item in one.items),
            )
            for one in (*check.dimensions, check.outcome_evidence)
        )
        yield _state_instrument(check, "State", tables)


def _state_instrument(
    instrument: Placement | HealthCheck, value: str, tables: tuple[StateTable, ...]
) -> StateInstrument:
    return StateInstrument(
        anchor=f"states-{instrument.id}", title=instrument.title, value=value, tables=tables
    )


def _feature(placement: Placement, feature: Feature, titles: Mapping[str, str]) -> StateRow:
    return StateRow(
        id=feature.id,
        title=feature.title,
        question=None,
        states=tuple(
            (titles[each.pattern], each.pattern, each.text) for each in feature.descriptions
        ),
        asked_as=_asked_as(placement, feature),
    )


def _item(item: StateItem) -> StateRow:
    return StateRow(
        id=item.id,
        title=item.title,
        question=item.question,
        states=tuple((None, str(value), text) for value, text in enumerate(item.states, start=1)),
        asked_as="",
    )
