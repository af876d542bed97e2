from __future__ import annotations

from datetime import date

import pytest

from sitegen import dates


def test_a_day_is_shown_in_words():
    assert dates.shown(date(2027, 1, 5)) == "5 January 2027"


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2026, 11, 21), 1, date(2027, 11, 21)),
        (date(2026, 8, 31), 2, date(2028, 8, 31)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 28), 2, date(2026, 2, 28)),
    ],
)
def test_the_same_day_of_a_later_year(day, years, later):
    assert dates.years_later(day, years) == later
