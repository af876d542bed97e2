import pytest

from scorer.days import day_text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-01-05", "5 January 2026"),
        ("2026-07-31", "31 July 2026"),
        ("2026-08-01", "1 August 2026"),
        ("2028-02-29", "29 February 2028"),
        ("2026-12-10", "10 December 2026"),
    ],
)
def test_a_day_reads_as_words(day, text):
    assert day_text(day) == text
