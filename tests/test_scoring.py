from dataclasses import replace
from pathlib import Path

import pytest

from scorer import codebook
from scorer.answers import Answers
from scorer.scoring import score

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
)
FORMS = {form.id: form for form in FRAMEWORK.instrument("leader").forms}


def scored(form, values, reasons=None):
    answers = Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=FRAMEWORK.sha256,
        instrument="leader",
        form=form,
        values=values,
        reasons=reasons or {},
    )
    return score(answers, FRAMEWORK)


def area(prefix, *values):
    """Return answers to the items 1, 2, 3… of an area, without those that are None."""
    items = {f"{prefix}-{number:02}": value for number, value in enumerate(values, 1)}
    return {item: value for item, value in items.items() if value is not None}


def everywhere(form, value):
    return dict.fromkeys(FORMS[form].items, value)


def test_an_area_of_the_short_form_is_the_mean_of_its_items_with_reversed_ones_turned_round():
    found = scored("short", {"fp-01": 4, "fp-04": 3, "fp-09": 2, "fp-10": 5}).areas[0]
    assert (found.exact, found.value, found.word) == ("4", "4.0", "often")
    assert (found.low, found.high) == ("3.6", "4.4")
    assert (found.lowest, found.highest) == (3, 5)
    assert found.counts == (0, 0, 1, 2, 1)
    assert found.competencies == ()


def test_three_answers_of_four_are_enough_in_the_short_form():
    found = scored("short", {"fp-01": 4, "fp-04": 4, "fp-10": 3}).areas[0]
    assert (found.exact, found.value, found.answered, found.of) == ("11/3", "3.7", 3, 4)


def test_two_answers_of_four_are_too_few_but_stay_visible():
    found = scored("short", {"fp-01": 4, "fp-09": 4}).areas[0]
    assert found.rule == "too_few_items"
    assert {found.exact, found.value, found.word, found.low, found.high} == {None}
    assert (found.lowest, found.highest, found.counts) == (2, 4, (0, 1, 0, 1, 0))


def test_a_missing_area_leaves_the_others():
    values = everywhere("short", 3)
    for item in ("ms-01", "ms-04", "ms-09", "ms-10"):
        del values[item]
    assert [found.value for found in scored("short", values).areas] == ["3.0", None, "3.0", "3.0"]


def test_an_area_that_does_not_apply_says_so():
    reasons = dict.fromkeys(("fp-01", "fp-04", "fp-09", "fp-10"), "not_applicable")
    assert scored("short", {}, reasons).areas[0].rule == "all_not_applicable"
    del reasons["fp-09"]
    assert scored("short", {}, reasons).areas[0].rule == "too_few_items"


def test_an_empty_record_has_no_scores():
    result = scored("full", {})
    assert [found.rule for found in result.areas] == ["too_few_competencies"] * 4
    assert result.missing == {"skipped": 48, "not_applicable": 0, "not_seen": 0}
    assert (result.answered, result.of, result.counts) == (0, 48, (0, 0, 0, 0, 0))
    assert (result.comparisons, result.lean_on, result.work_on, result.flags) == ((), (), (), ())


def test_reasons_are_counted_and_an_absent_item_is_skipped():
    result = scored("short", {"fp-01": 3}, {"fp-04": "not_seen", "fp-09": "not_applicable"})
    assert result.missing == {"skipped": 13, "not_applicable": 1, "not_seen": 1}
    assert [working.reason for working in result.items[:4]] == [
        None,
        "not_seen",
        "not_applicable",
        "skipped",
    ]


def test_a_competency_needs_two_answers_of_three():
    found = scored("full", {"fp-01": 5, "fp-02": 4, "fp-04": 3}).areas[0]
    assert [each.rule for each in found.competencies] == [None] + ["too_few_items"] * 3
    first = found.competencies[0]
    assert (first.exact, first.value, first.word) == ("9/2", "4.5", "almost always")
    assert (first.low, first.high) == ("4.0", "5.0")


def test_a_competency_weighs_the_same_with_two_answers_as_with_three():
    values = area("fp", 5, 5, None, 1, 1, 5, 3, 3, 3, 3, 3, 3)
    found = scored("full", values).areas[0]
    # Items 6 and 9 are reversed: the competencies are 5, 1, 3 and 3.
    assert [each.exact for each in found.competencies] == ["5", "1", "3", "3"]
    assert found.exact == "3"


def test_an_area_of_the_full_form_needs_three_scored_competencies():
    found = scored("full", area("fp", 3, 3, 3, 3, 3, 3, 3, None, None, 3)).areas[0]
    assert (found.answered, found.rule) == (8, "too_few_competencies")


def test_an_area_of_the_full_form_needs_eight_answers():
    values = area("fp", 3, 3, None, 3, 3, None, 3, 3, None, 3)
    assert scored("full", values).areas[0].rule == "too_few_items"
    assert scored("full", values | {"fp-03": 3}).areas[0].value == "3.0"


def test_only_answers_that_entered_a_score_are_counted():
    result = scored("full", area("fp", 3, 3, 3, 3, 3, 3, 3, 3, None, 3) | {"ms-01": 2})
    counted = [working.id for working in result.items if working.counted]
    # fp-10 is the only answer of its competency, and ms-01 that of its area.
    assert counted == ["fp-01", "fp-04", "fp-07", "fp-02", "fp-05", "fp-03", "fp-06", "fp-08"]


def test_intervals_stay_on_the_scale():
    result = scored("short", {"fp-01": 5, "fp-04": 5, "fp-09": 1, "fp-10": 5})
    assert (result.areas[0].low, result.areas[0].high) == ("4.6", "5.0")


def test_areas_are_compared_by_the_values_shown():
    values = {"fp-01": 4, "fp-04": 4, "fp-10": 4, "ms-01": 3, "ms-04": 3, "ms-10": 3}
    found = scored("short", values).comparisons
    assert [(each.higher, each.lower, each.difference) for each in found] == [
        ("focus-on-purpose", "managing-self", "1.0")
    ]
    values = values | {"ms-09": 2}
    # Now 4.0 against 13/4, which is shown as 3.3.
    assert scored("short", values).comparisons == ()


def test_equal_items_are_listed_together_until_three_stand_in_the_list():
    values = everywhere("short", 3) | {"fp-01": 1, "fp-04": 2, "fp-10": 2, "uo-01": 5}
    result = scored("short", values)
    assert result.work_on == ("fp-01", "fp-04", "fp-10")
    assert result.lean_on == ("uo-01",)


def test_a_reversed_item_is_listed_by_its_keyed_answer():
    values = everywhere("short", 4) | {"fp-09": 1, "ms-09": 1, "wo-09": 2, "uo-09": 5}
    result = scored("short", values)
    assert result.work_on == ("uo-09",)
    # fp-09 and ms-09 stand at 5; the next value brings every item that stands at 4.
    assert result.lean_on[:2] == ("fp-09", "ms-09")
    assert len(result.lean_on) == 15


def test_assumptions_are_stated():
    assert scored("short", {}).assumptions == {
        "status": "planning",
        "area_sem": "0.42",
        "competency_sem": None,
        "smallest_difference": "1.0",
    }
    assert scored("full", {}).assumptions["competency_sem"] == "0.48"


def test_answers_to_another_framework_are_refused():
    other = replace(FRAMEWORK, sha256="0" * 64)
    answers = Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=FRAMEWORK.sha256,
        instrument="leader",
        form="short",
        values={},
        reasons={},
    )
    with pytest.raises(ValueError, match="the answers were read with another framework"):
        score(answers, other)
