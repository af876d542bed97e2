import pytest

from scorer.suppression import betrays, shown

ITEMS = ("a", "b", "c", "d")
ALL = frozenset(ITEMS)
WITHOUT_D = frozenset("abc")


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        # Nobody is left, or three.
        ({"a": 3, "b": 3}, ("a", "b")),
        ({"a": 5, "b": 2, "c": 1}, ("a",)),
        # One and two are left: the smallest shown one is hidden as well.
        ({"a": 4, "b": 3, "c": 1}, ("a",)),
        ({"a": 4, "b": 3, "c": 2}, ("a",)),
        ({"a": 3, "b": 2}, ()),
        # Of equals, the last one.
        ({"a": 3, "b": 3, "c": 1}, ("a",)),
        ({"a": 1, "b": 1, "c": 1}, ()),
        ({}, ()),
    ],
)
def test_groups_are_shown_when_the_rest_is_nobody_or_enough(sizes, expected):
    assert shown(sizes, 3) == expected


def answered(*members):
    """Return (cell, items) pairs from (number of members, cell, items)."""
    return [(cell, items) for number, cell, items in members for _ in range(number)]


def test_complete_answers_betray_nobody():
    assert not betrays(answered((5, "x", ALL), (4, "y", ALL)), ITEMS, ITEMS, 3, 3)


@pytest.mark.parametrize("few", [1, 2])
def test_one_or_two_who_left_an_item_open_are_betrayed(few):
    # 4 times the sum of the scores, less the sum of all answers, is a third of their answers.
    assert betrays(answered((8, "x", ALL), (few, "x", WITHOUT_D)), ITEMS, ITEMS, 3, 3)


def test_three_who_left_an_item_open_are_enough():
    assert not betrays(answered((8, "x", ALL), (3, "x", WITHOUT_D)), ITEMS, ITEMS, 3, 3)


def test_one_who_has_no_score_is_betrayed_by_the_items_alone():
    assert betrays(answered((8, "x", ALL), (1, "x", frozenset("a"))), ITEMS, ITEMS, 3, 3)


def test_an_item_that_is_not_shown_cannot_be_subtracted():
    shown_items = ("a", "b", "c")

    assert not betrays(answered((4, "x", ALL), (1, "x", WITHOUT_D)), ITEMS, shown_items, 3, 3)


def test_two_complete_members_among_many_who_left_one_item_open_are_betrayed():
    shown_items = ("a", "b", "c")

    assert betrays(answered((2, "x", ALL), (8, "x", WITHOUT_D)), ITEMS, shown_items, 3, 3)


def test_a_cell_that_is_shown_can_be_subtracted_in_its_own_way():
    # All of y left an item open, so their mean takes them out; one member of x remains.
    found = answered((8, "x", ALL), (1, "x", WITHOUT_D), (3, "y", WITHOUT_D))

    assert betrays(found, ITEMS, ITEMS, 3, 3)


def test_where_two_members_can_share_no_item_every_open_item_counts_as_telling():
    half = frozenset("ab")

    assert betrays(answered((8, "x", ALL), (5, "x", half)), ITEMS, ITEMS, 2, 3)
    assert not betrays(answered((8, "x", ALL)), ITEMS, ITEMS, 2, 3)
