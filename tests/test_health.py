import json
from pathlib import Path

import pytest

from scorer import blocks, codebook
from scorer.answers import Answers
from scorer.health import lowest_first, score
from scorer.healthreport import questions_lead, report

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "health.json").read_text(encoding="utf-8")
)
FORM = FRAMEWORK.instrument("health").form("full")


def answered(values, reasons=None, sha256=FRAMEWORK.sha256, instrument="health"):
    return Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=sha256,
        instrument=instrument,
        form="full",
        values=values,
        reasons=reasons or {},
    )


def scored(values, reasons=None):
    return score(answered(values, reasons), FRAMEWORK)


def states(prefix, *chosen):
    return {f"{prefix}-{n:02}": state for n, state in enumerate(chosen, 1) if state is not None}


def everywhere(state):
    return dict.fromkeys(FORM.items, state)


def dimension(result, name):
    return next(each for each in result.dimensions if each.id == name)


def texts(section):
    """Return all paragraphs and facts of a section, one string."""
    found = []
    for block in section.blocks:
        if isinstance(block, blocks.Paragraph):
            found.append(block.text)
        if isinstance(block, blocks.Facts):
            found += [f"{row.term} {row.word} {row.value} {row.text}" for row in block.rows]
    return "\n".join(found)


def section(result, name):
    return next(each for each in report(result, FRAMEWORK).sections if each.id == name)


def test_a_dimension_is_the_mean_of_its_answers_with_the_planning_interval():
    found = dimension(scored(states("hpu", 2, 3, 4, None)), "purpose")

    # 9/3 = 3; 3 ± .42 = 2.58 to 3.42.
    assert (found.exact, found.value, found.low, found.high) == ("3", "3.0", "2.6", "3.4")
    assert (found.answered, found.of, found.lowest, found.highest) == (3, 4, 2, 4)
    assert found.counts == (0, 1, 1, 1, 0)


def test_a_half_goes_up_and_the_interval_stays_among_the_states():
    found = dimension(scored(states("hpu", 5, 5, 5, 4)), "purpose")

    # 19/4 = 4.75, shown as 4.8; 4.75 + .42 is above 5, and 4.75 - .42 = 4.33.
    assert (found.exact, found.value, found.low, found.high) == ("19/4", "4.8", "4.3", "5.0")


def test_two_of_four_answers_are_too_few():
    found = dimension(scored(states("hpu", 2, 3, None, None)), "purpose")

    assert (found.rule, found.value, found.exact, found.low) == ("too_few_items", None, None, None)
    assert found.answered == 2


def test_a_dimension_that_does_not_apply_at_all_says_so_and_leaves_the_others():
    reasons = {f"hpu-0{n}": "not_applicable" for n in range(1, 5)}
    result = scored(states("htr", 4, 4, 4, 4), reasons)

    assert dimension(result, "purpose").rule == "all_not_applicable"
    assert dimension(result, "trust").value == "4.0"
    assert result.missing == {"skipped": 20, "not_applicable": 4, "not_seen": 0}
    assert "You marked every question “Cannot say”." in texts(section(result, "in-short"))


def test_evidence_of_outcomes_is_counted_and_never_averaged():
    low = scored(everywhere(3) | states("hev", 1, 1, 2, 5))
    high = scored(everywhere(3) | states("hev", 5, 5, 5, 5))

    assert low.evidence_counts == (2, 1, 0, 0, 1)
    assert low.dimensions == high.dimensions
    assert not any(item.counted for item in low.items if item.id.startswith("hev"))
    assert not any(item.startswith("hev") for item in low.talk_about)


def test_dimensions_differ_from_the_smallest_difference_on():
    result = scored(
        states("hpu", 4, 4, 4, 4) | states("htr", 3, 3, 3, 3) | states("hpo", 3, 3, 3, 4)
    )

    # 4.0 - 3.0 = 1.0 is enough; 4.0 - 3.3 (13/4 = 3.25, half up) is not.
    assert [(each.higher, each.lower, each.difference) for each in result.comparisons] == [
        ("purpose", "trust", "1.0")
    ]


def test_the_list_to_talk_about_names_all_equals_and_stops_at_three():
    result = scored(everywhere(5) | {"htr-02": 1, "hpu-01": 2, "hpu-03": 2, "hpo-01": 3})

    assert result.talk_about == ("htr-02", "hpu-01", "hpu-03")


def test_states_above_the_middle_are_not_listed():
    result = scored(everywhere(4) | {"hpo-01": 3})

    assert result.talk_about == ("hpo-01",)
    assert scored(everywhere(4)).talk_about == ()
    assert "You placed nothing at state 3 or lower." in texts(
        section(scored(everywhere(4)), "talk-about")
    )


def test_questions_are_asked_for_the_two_lowest_dimensions():
    result = scored(everywhere(4) | states("hpu", 2, 2, 2, 2) | states("htr", 3, 3, 3, 3))

    assert result.questions_for == ("purpose", "trust")
    titles = [each.title for each in section(result, "questions").blocks[1:]]
    assert titles == ["Shared purpose", "Trust and dialogue"]


def test_no_answers_give_a_report_that_says_so():
    result = scored({})

    assert result.answered == 0
    assert {each.value for each in result.dimensions} == {None}
    assert "You gave no answers, so there is nothing to list." in texts(
        section(result, "talk-about")
    )
    assert "You gave no answers here." in texts(section(result, "evidence"))
    assert "There are too few scores to compare dimensions." in texts(section(result, "in-short"))


def test_the_report_names_the_state_that_was_chosen():
    result = scored(everywhere(5) | {"htr-02": 1})

    assert "You chose state 1: “State 1 of trust and dialogue 2.”" in texts(
        section(result, "talk-about")
    )


def test_the_working_shows_the_arithmetic_of_each_dimension():
    working = section(scored(states("hpu", 2, 3, 3, None)), "working")
    line = working.blocks[1].blocks[1].text

    assert line == (
        "(2 + 3 + 3) ÷ 3 = 2.666…, shown as 2.7. Interval: 2.246… to 3.086…, shown as 2.2 to 3.1."
    )


def test_the_picture_of_evidence_has_a_column_for_each_step():
    picture = (
        section(scored(everywhere(3) | states("hev", 1, 2, 3, None)), "evidence").blocks[1].chart
    )

    assert picture.columns[0] == "No evidence"
    assert [row.counts for row in picture.rows[:2]] == [(1, 0, 0, 0, 0), (0, 1, 0, 0, 0)]


def test_no_sentence_of_a_report_is_longer_than_25_words():
    long = [
        sentence
        for part in report(scored(everywhere(3)), FRAMEWORK).sections
        for block in part.blocks
        if isinstance(block, blocks.Paragraph)
        for sentence in block.text.replace("? ", ". ").split(". ")
        if len(sentence.split()) > 25
    ]

    assert long == []


def test_lowest_first_names_equals_together():
    assert lowest_first({"a": 2, "b": 1, "c": 2, "d": 3}, 2) == ("b", "a", "c")


def test_answers_of_another_framework_or_instrument_are_refused():
    with pytest.raises(ValueError, match="the answers were read with another framework"):
        score(answered({}, sha256="0" * 64), FRAMEWORK)
    with pytest.raises(ValueError, match="there is no health check leader"):
        score(answered({}, instrument="leader"), FRAMEWORK)


def test_the_result_is_the_same_whatever_the_order_of_the_answers():
    values = everywhere(2) | states("hpu", 1, 5, 3, 4)
    backwards = dict(reversed(values.items()))

    assert json.dumps(repr(scored(values))) == json.dumps(repr(scored(backwards)))


def test_no_dimension_is_called_lowest_where_all_have_questions():
    level, apart = scored(everywhere(4)), scored(everywhere(4) | states("hpu", 2, 2, 2, 2))
    known = len([each for each in level.dimensions if each.value is not None])

    assert len(level.questions_for) == known
    assert "every dimension that has a score" in texts(section(level, "questions"))
    assert questions_lead(apart.questions_for[:1], known).startswith(
        "These questions belong to the dimensions with the lowest scores."
    )


def test_a_report_without_answers_counts_none_of_them():
    assert "You answered none of the" in texts(section(scored({}), "in-short"))
