from pathlib import Path

import pytest

from scorer import codebook
from scorer.answers import Answers
from scorer.scoring import score

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
)
SHORT, FULL = (form.items for form in FRAMEWORK.instrument("leader").forms)
PAIRS = FRAMEWORK.instrument("leader").pairs


def flags(form, values):
    answers = Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=FRAMEWORK.sha256,
        instrument="leader",
        form=form,
        values=values,
        reasons={},
    )
    found = score(answers, FRAMEWORK).flags
    return [(flag.id, flag.value, flag.limit, flag.pairs) for flag in found]


def pairs(*answers):
    """Return answers to as many pairs as are given."""
    chosen = zip(PAIRS, answers, strict=False)
    return {item: value for pair, both in chosen for item, value in zip(pair, both, strict=True)}


def test_eight_equal_answers_are_flagged():
    assert flags("short", dict.fromkeys(SHORT[:8], 4)) == [("all_equal", "4", "8", None)]


@pytest.mark.parametrize(
    "values", [dict.fromkeys(SHORT[:7], 4), dict.fromkeys(SHORT[:8], 4) | {SHORT[9]: 3}]
)
def test_fewer_or_different_answers_are_not_flagged_as_equal(values):
    assert flags("short", values) == []


@pytest.mark.parametrize(
    ("form", "items", "limit"), [("short", SHORT, 12), ("full", FULL[12:], 15)]
)
def test_a_run_is_flagged_from_the_limit_of_the_form_on(form, items, limit):
    run = dict.fromkeys(items[:limit], 2)
    run[items[limit]] = 4
    assert ("longest_run", str(limit), str(limit), None) in flags(form, run)
    run[items[0]] = 4
    assert "longest_run" not in [flag[0] for flag in flags(form, run)]


def test_a_missing_answer_ends_a_run():
    values = dict.fromkeys(SHORT, 2) | {SHORT[0]: 1}
    assert flags("short", values) == [("longest_run", "15", "12", None)]
    del values[SHORT[8]]
    assert flags("short", values) == []


def test_a_run_follows_the_order_shown_and_not_that_of_the_file():
    values = dict.fromkeys(SHORT, 2) | {SHORT[8]: 4}
    assert flags("short", dict(sorted(values.items(), key=lambda pair: pair[1]))) == []


def test_inconsistent_pairs_are_flagged_from_the_limit_on():
    # An answer of 2 to the reversed item agrees with 4 to the positive one.
    # The six distances are 2, 2, 2, 2, 1 and 0: 9/6 is the limit.
    nine = pairs((5, 3), (5, 3), (5, 3), (1, 3), (4, 3), (2, 4))
    assert flags("full", nine) == [("inconsistency", "1.5", "1.5", 6)]
    eight = nine | {PAIRS[4][0]: 3}
    assert flags("full", eight) == []


def test_inconsistency_is_the_mean_over_all_answered_pairs():
    # The eight distances add up to 13, and 13/8 is 1.625.
    thirteen = pairs((5, 3), (5, 3), (1, 3), (1, 3), (5, 3), (4, 3), (5, 3), (3, 3))
    assert flags("full", thirteen) == [("inconsistency", "1.6", "1.5", 8)]


@pytest.mark.parametrize(
    ("answers", "value"),
    [((4, 4), "1.0"), ((5, 4), "1.5"), ((2, 2), "-1.0"), ((1, 2), "-1.5")],
)
def test_acquiescence_is_flagged_on_both_sides_with_its_sign(answers, value):
    found = flags("full", pairs(*[answers] * 6))
    assert found[-1] == ("acquiescence", value, "1", 6)


def test_flags_of_pairs_need_six_pairs():
    assert flags("full", pairs(*[(5, 4)] * 5)) == []


def test_flags_come_in_a_fixed_order():
    assert [flag[0] for flag in flags("full", dict.fromkeys(FULL, 5))] == [
        "all_equal",
        "longest_run",
        "inconsistency",
        "acquiescence",
    ]


def test_the_short_form_has_no_pairs():
    assert flags("short", {item: 4 + n % 2 for n, item in enumerate(SHORT)}) == []
