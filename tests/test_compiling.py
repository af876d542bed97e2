"""What a source file may leave out is in the codebook, and empty."""

from __future__ import annotations

import pytest

from scorer.framework import Clarity, EntryField, Field, Source, Workbook, WorkbookSection
from sitegen.compiling import filled

EMPTY_FIELD = {
    "hint": None,
    "optional": False,
    "for_each": None,
    "scale": None,
    "options": [],
    "options_from": None,
    "entry": None,
    "at_most": None,
    "fields": [],
}
NAME = {"id": "who", "type": "text", "label": "Who"}
SECTION = {"id": "day", "title": "The day", "summary": "Say when."}
EMPTY_SECTION = {
    "forms": [],
    "split": False,
    "facilitator": None,
    "fields": [],
    "instrument": None,
    "uses": [],
}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Source, {"id": "a", "short": "A", "text": "B"}, {"url": None}),
        (Clarity, {"answered": 8, "clear": 6, "lead": 3}, {"mainly": None}),
        (Field, NAME, EMPTY_FIELD),
        (EntryField, NAME, {"hint": None, "options": [], "options_from": None}),
        (WorkbookSection, SECTION, EMPTY_SECTION),
    ],
)
def test_what_is_left_out_is_null_an_empty_list_or_false(kind, value, expected):
    assert filled(kind, value) == value | expected


def test_what_is_there_stays():
    assert filled(Source, {"id": "a", "short": "A", "text": "B", "url": "C"})["url"] == "C"
    assert filled(Field, NAME | {"optional": True})["optional"] is True
    assert filled(Field, NAME | {"at_most": 3})["at_most"] == 3


def test_parts_within_parts_are_filled_too():
    field = NAME | {"fields": [NAME]}
    found = filled(WorkbookSection, SECTION | {"fields": [field]})
    inner = NAME | {"hint": None, "options": [], "options_from": None}
    assert found["fields"] == [field | EMPTY_FIELD | {"fields": [inner]}]
    note = {"minutes": 5, "text": "Pour the tea."}
    assert filled(WorkbookSection, SECTION | {"facilitator": note})["facilitator"] == note


def test_a_key_that_has_no_empty_value_is_left_to_the_schema():
    assert "title" not in filled(Workbook, {"id": "a"})
    assert filled(Workbook, {"id": "a"})["sections"] == []


def test_a_key_that_only_the_site_reads_is_not_in_the_codebook():
    assert "page" not in filled(Source, {"id": "a", "short": "A", "text": "B", "page": "c"})
