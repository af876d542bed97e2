from decimal import Decimal
from fractions import Fraction

import pytest

from scorer import agreement

# Shrout and Fleiss 1979, table 2: six targets, four ratings each. ICC(1,1) is .17 there, and
# .165742 in the R package psych 2.2.9.
SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
# Data set "cohesion" of the R package multilevel 2.7, item COH01: the answers of two units.
# Its functions give the expected values.
UNIT_B = [4, 3, 2, 3, 4, 3]
UNIT_C = [3, 3, 3, 2, 1]
# Answers 1 to 5 of those who answered all five items, item by item.
ITEMS_B = [[0, 1, 2, 2, 0], [0, 0, 2, 2, 1], [0, 1, 3, 0, 1], [0, 1, 1, 2, 1], [1, 0, 1, 2, 1]]
ITEMS_C = [[1, 1, 3, 0, 0], [2, 1, 2, 0, 0], [1, 1, 2, 1, 0], [0, 0, 5, 0, 0], [0, 1, 3, 1, 0]]


def counts(answers):
    return [answers.count(number) for number in range(1, 6)]


@pytest.mark.parametrize(
    ("index", "unit_b", "unit_c"),
    [
        (agreement.within_group, 0.7166667, 0.6),
        (agreement.mean_deviation, 0.5555556, 0.72),
        (agreement.within_group_of_range, 0.7622378, 0.6483516),
    ],
)
def test_indices_of_one_item_are_those_of_the_r_package(index, unit_b, unit_c):
    assert float(index(counts(UNIT_B))) == pytest.approx(unit_b, abs=5e-8)
    assert float(index(counts(UNIT_C))) == pytest.approx(unit_c, abs=5e-8)


@pytest.mark.parametrize(("items", "expected"), [(ITEMS_B, 0.7539683), (ITEMS_C, 0.8988764)])
def test_agreement_over_items_is_that_of_the_r_package(items, expected):
    variances = [agreement.variance(each) for each in items]

    assert float(agreement.within_group_of_items(variances, 5)) == pytest.approx(expected, abs=5e-8)


def test_icc_of_two_units_has_the_mean_squares_of_the_r_package():
    found = agreement.intraclass([UNIT_B, UNIT_C])

    assert float(found.between) == pytest.approx(1.603, abs=5e-4)
    assert float(found.within) == pytest.approx(0.6704, abs=5e-5)
    # k0 = 11 - 61/11 = 60/11; with the mean size of 5.5, the package gives .2019.
    assert found.size == Fraction(60, 11)
    assert float(found.value) == pytest.approx(0.2032, abs=5e-5)


def test_icc_of_equal_groups_is_that_of_shrout_and_fleiss():
    found = agreement.intraclass(SHROUT_FLEISS)

    assert found.size == 4
    assert float(found.value) == pytest.approx(0.165742, abs=5e-7)


def test_icc_of_fractions_is_that_of_the_same_scores_in_whole_numbers():
    quarters = [[Fraction(score, 4) for score in group] for group in SHROUT_FLEISS]

    assert agreement.intraclass(quarters).value == agreement.intraclass(SHROUT_FLEISS).value


def test_icc_is_negative_where_groups_are_more_alike_than_their_members():
    # Mean squares: between 0, within 2. (0 - 2) / (0 + 2) = -1.
    assert agreement.intraclass([[1, 3], [1, 3]]).value == -1


def test_icc_is_undefined_when_all_scores_are_equal():
    assert agreement.intraclass([[3, 3], [3, 3]]).value is None


@pytest.mark.parametrize("groups", [[], [[1, 2, 3]], [[1], [2], [3]]])
def test_icc_needs_two_groups_and_a_group_of_two(groups):
    assert agreement.intraclass(groups) is None


def test_members_who_all_agree_have_no_deviation_and_full_agreement():
    assert agreement.mean_deviation([0, 0, 0, 7, 0]) == 0
    assert agreement.within_group([0, 0, 0, 7, 0]) == 1
    assert agreement.within_group_of_items([Fraction()] * 4, 5) == 1
    assert agreement.within_group_of_range([0, 0, 0, 7, 0]) == 1


def test_answers_spread_wider_than_evenly_agree_by_nought_and_not_by_less():
    # Half at each end: variance 4 · 6/5 = 4.8, and evenly spread answers have 2.
    assert agreement.variance([3, 0, 0, 0, 3]) == Fraction(24, 5)
    assert agreement.within_group([3, 0, 0, 0, 3]) == 0
    assert agreement.within_group_of_items([Fraction(24, 5)], 5) == 0


def test_agreement_by_range_is_not_given_where_the_mean_leaves_no_room():
    # Five members: the mean must lie from (1·4 + 5)/5 = 1.8 to 4.2.
    assert agreement.within_group_of_range([4, 1, 0, 0, 0]) is None
    assert agreement.within_group_of_range([4, 0, 0, 0, 1]) is not None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(-1, 201), "0.00"),
        (Fraction(5, 6), "0.83"),
        (Fraction(3), "3.00"),
    ],
)
def test_two_decimals_round_a_half_away_from_nought(value, expected):
    assert agreement.two_decimals(value) == Decimal(expected)
    assert str(agreement.two_decimals(value)) == expected
