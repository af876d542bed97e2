"""The scoring values as tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sitegen import coderules, framework

ROOT = Path(__file__).parents[1]
REAL = framework.load(ROOT / "framework").framework


def test_each_instrument_with_limits_has_its_tables_in_the_order_shown():
    assert [one.caption.partition(":")[0] for one in coderules.tables(REAL)] == [
        *["Leader self-assessment"] * 2,
        *["Partnership type"] * 2,
        "You and your partnership",
        *["Partnership health check"] * 2,
    ]


def test_every_row_has_a_value_for_each_column():
    for table in coderules.tables(REAL):
        assert {len(rule.values) for rule in table.rules} == {len(table.columns)}


def test_without_weights_there_are_no_limits_of_fit():
    captions = [one.caption for one in coderules.tables(replace(REAL, fit=None))]
    assert not any("importance" in caption for caption in captions)
