from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from scorer import codebook
from scorer.rounding import clip, one_decimal, word

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
)
SCALE = FRAMEWORK.scale("frequency")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("4", "4.0"),
        ("11/3", "3.7"),
        ("10/3", "3.3"),
        ("9/4", "2.3"),
        ("15/4", "3.8"),
        ("69/20", "3.5"),
        ("3449/1000", "3.4"),
        ("0", "0.0"),
        ("-6/5", "-1.2"),
        ("-5/4", "-1.3"),
        ("-1/20", "-0.1"),
        ("-1/21", "0.0"),
    ],
)
def test_half_moves_away_from_zero(value, shown):
    assert str(one_decimal(Fraction(value))) == shown


def test_rounding_equals_the_decimal_module_on_every_hundredth():
    for hundredths in range(-600, 601):
        exact = Decimal(hundredths).scaleb(-2)
        expected = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        assert one_decimal(Fraction(hundredths, 100)) == expected


def test_a_value_just_below_a_half_is_not_rounded_twice():
    assert str(one_decimal(Fraction(345, 100) - Fraction(1, 10**40))) == "3.4"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1/2", "1"), ("1", "1"), ("7/2", "7/2"), ("5", "5"), ("27/5", "5")],
)
def test_a_value_is_kept_on_the_scale(value, expected):
    assert clip(Fraction(value), SCALE) == Fraction(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.0", "never"),
        ("1.4", "never"),
        ("1.5", "rarely"),
        ("2.4", "rarely"),
        ("2.5", "sometimes"),
        ("3.4", "sometimes"),
        ("3.5", "often"),
        ("4.4", "often"),
        ("4.5", "almost always"),
        ("5.0", "almost always"),
    ],
)
def test_on_the_edge_the_higher_word_holds(value, expected):
    assert word(Decimal(value), SCALE) == expected


def test_the_word_follows_the_rounded_value():
    assert word(one_decimal(Fraction("3.45")), SCALE) == "often"
