import json
import re
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from lxml import etree

from scorer import codebook, render
from scorer.answers import Answers
from scorer.framework import Clarity, canonical, fingerprint
from scorer.placement import by_chance, score, verdict
from scorer.placementreport import report
from scorer.placementresult import AxisCounts, PatternRow

SMALL = json.loads((Path(__file__).parent / "data" / "partnership.json").read_text("utf-8"))
FRAMEWORK = codebook.load(canonical({**SMALL, "sha256": fingerprint(SMALL)}))
PATTERNS = {
    "m": "competition",
    "p": "cooperation",
    "d": "coordination",
    "v": "co-evolving",
}
EIGHT = Clarity(answered=8, clear=6, mainly=5, lead=3)
SEVEN = Clarity(answered=7, clear=5, mainly=None, lead=3)
SIX = Clarity(answered=6, clear=5, mainly=None, lead=3)


def picks(pass_id, letters):
    """Return a pick for each feature: one letter each, a full stop where there is none."""
    return {
        f"pt-0{number}-{pass_id}": PATTERNS[letter]
        for number, letter in enumerate(letters, 1)
        if letter != "."
    }


def placed(now, needs=None, reasons=None, framework=FRAMEWORK):
    return score(
        Answers(
            framework_id=framework.id,
            framework_version=framework.version,
            framework_sha256=FRAMEWORK.sha256,
            instrument="partnership-type",
            form="now" if needs is None else "both",
            values={},
            picks=picks("now", now) | picks("needs", needs or ""),
            reasons=reasons or {},
        ),
        framework,
    )


@pytest.mark.parametrize(
    ("letters", "found", "named"),
    [
        ("dddddddd", "clear", ["coordination"]),
        ("ddddddmp", "clear", ["coordination"]),
        ("dddddmpv", "mainly", ["coordination"]),
        ("dddddmmm", "mainly", ["coordination"]),
        ("ddddmpvv", "mixed", ["coordination"]),
        ("ddddmmpv", "mixed", ["coordination"]),
        ("ddddmmmv", "mixed", ["competition", "coordination"]),
        ("ddddmmmm", "mixed", ["competition", "coordination"]),
        ("mppddvvv", "mixed", ["cooperation", "coordination", "co-evolving"]),
        ("vvddppmm", "mixed", ["competition", "cooperation", "coordination", "co-evolving"]),
        ("ddddd.mp", "clear", ["coordination"]),
        ("ddddm.pv", "mainly", ["coordination"]),
        ("ddddmm.p", "mixed", ["coordination"]),
        ("ddddd..m", "clear", ["coordination"]),
        ("dddd..mp", "mainly", ["coordination"]),
        ("dddd..mm", "mixed", ["coordination"]),
        ("ddd...mm", "too_few", []),
        ("........", "too_few", []),
    ],
)
def test_a_profile_names_its_patterns_and_how_plainly_they_lead(letters, found, named):
    profile = placed(letters).profiles[0]
    assert (profile.verdict, list(profile.patterns)) == (found, named)


def test_counts_and_shares_stand_in_the_order_shown():
    profile = placed("vvdpppp.").profiles[0]
    assert [(each.pattern, each.count, each.share) for each in profile.counts] == [
        ("competition", 0, "0"),
        ("cooperation", 4, "4/7"),
        ("coordination", 1, "1/7"),
        ("co-evolving", 2, "2/7"),
    ]
    assert (profile.answered, profile.of) == (7, 8)


def test_with_five_answers_the_counts_stay_and_the_shares_go():
    profile = placed("ddddd...").profiles[0]
    assert [each.count for each in profile.counts] == [0, 0, 5, 0]
    assert {each.share for each in profile.counts} == {None}
    assert profile.chance is None


def test_the_two_axes_count_the_ends_of_the_chosen_patterns():
    # Across: competition and cooperation low. Up: competition and coordination low.
    profile = placed("mmmppdvv").profiles[0]
    assert profile.across == AxisCounts(low=5, high=3)
    assert profile.up == AxisCounts(low=4, high=4)


def test_missing_picks_are_counted_by_their_reason():
    reasons = {"pt-01-now": "not_applicable", "pt-02-now": "not_seen"}
    result = placed("...ddddd", reasons=reasons)
    assert result.profiles[0].missing == {"skipped": 1, "not_applicable": 1, "not_seen": 1}
    assert [each.picks[0].reason for each in result.features[:4]] == [
        "not_applicable",
        "not_seen",
        "skipped",
        None,
    ]
    assert (result.answered, result.of) == (5, 8)


def test_two_passes_are_set_side_by_side_over_the_features_answered_in_both():
    comparison = placed("mmmpdd.v", "mppvd.dv").comparison
    assert (comparison.first, comparison.second) == ("now", "needs")
    assert (comparison.answered, comparison.same) == (6, 3)
    assert comparison.differ == ("pt-02", "pt-03", "pt-04")
    assert comparison.table == (
        PatternRow(pattern="competition", counts=(1, 2, 0, 0)),
        PatternRow(pattern="cooperation", counts=(0, 0, 0, 1)),
        PatternRow(pattern="coordination", counts=(0, 0, 1, 0)),
        PatternRow(pattern="co-evolving", counts=(0, 0, 0, 1)),
    )


def test_one_pass_has_nothing_to_be_compared_with():
    result = placed("dddddddd")
    assert result.comparison is None
    assert [profile.id for profile in result.profiles] == ["now"]
    assert result.of == 8


def test_each_pass_stands_on_its_own():
    result = placed("dddd....", "vvvvvvvv")
    assert [profile.verdict for profile in result.profiles] == ["too_few", "clear"]
    assert (result.answered, result.of) == (12, 16)


@pytest.mark.parametrize(
    ("clarity", "clear", "clear_or_mainly"),
    [(EIGHT, "1.7", "10.9"), (SEVEN, "5.2", "10.3"), (SIX, "1.9", "10.6")],
)
def test_the_chance_of_a_verdict_is_the_one_of_the_specification(clarity, clear, clear_or_mainly):
    found = by_chance(clarity, 4)
    assert (found.clear, found.clear_or_mainly) == (clear, clear_or_mainly)


@pytest.mark.parametrize("clarity", [EIGHT, SEVEN, SIX])
def test_the_chance_of_a_verdict_is_that_of_going_through_every_way_to_pick(clarity):
    found = [
        verdict([way.count(pattern) for pattern in range(4)], clarity)
        for way in product(range(4), repeat=clarity.answered)
    ]
    clear, named = found.count("clear"), found.count("clear") + found.count("mainly")
    chance = by_chance(clarity, 4)
    for shown, ways in ((chance.clear, clear), (chance.clear_or_mainly, named)):
        assert abs(Fraction(shown) - Fraction(100 * ways, len(found))) <= Fraction(1, 20)


def test_a_quarter_of_random_profiles_tie_at_the_top_and_every_tie_is_named():
    tied = 0
    for way in product("mpdv", repeat=8):
        counts = sorted((way.count(letter) for letter in "mpdv"), reverse=True)
        tied += counts[0] == counts[1]
    assert round(tied / 4**8, 2) == 0.25


def test_the_chance_figures_of_a_profile_follow_how_many_it_answered():
    assert placed("ddddd..m").profiles[0].chance == by_chance(SIX, 4)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sha256": "0" * 64}, "the answers were read with another framework"),
        ({"patterns": None}, "the framework has no patterns"),
    ],
)
def test_what_cannot_be_placed_says_why(change, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        placed("dddddddd", framework=replace(FRAMEWORK, **change))


def test_a_number_of_answers_without_a_rule_is_an_error_of_the_data():
    instrument = FRAMEWORK.instrument("partnership-type")
    other = replace(instrument, clarity=(EIGHT,))
    with pytest.raises(ValueError, match=r"^there is no rule for 7 answered features$"):
        placed("dddddd.d", framework=replace(FRAMEWORK, instruments=(other,)))


def laid(result, framework=FRAMEWORK):
    """Return a report's sections by their ids."""
    return {section.id: section for section in report(result, framework).sections}


def texts(part):
    """Find every text of a report or of a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


@pytest.mark.parametrize(
    ("letters", "words", "behind"),
    [
        ("dddddddd", "Clearly Coordination", "Coordination has 8 of the 8 features that you"),
        ("dddddmpv", "Mainly Coordination", "Coordination has 5 of the 8 features that you"),
        ("ddddmmpv", "Mixed, most often Coordination", "Coordination has 4 of the 8 features"),
        (
            "ddddmmm.",
            "Mixed: Competition and Coordination",
            "Competition has 3 and Coordination has 4 of the 7 features that you answered.",
        ),
        ("ddddd...", "Too few answers", "You answered 5 of 8 features, and a profile needs 6."),
    ],
)
def test_the_report_starts_with_the_verdict_and_what_it_rests_on(letters, words, behind):
    row = laid(placed(letters))["in-short"].blocks[0].rows[0]
    assert (row.term, row.word) == ("What it is like now", words)
    assert row.text.startswith(behind)


def test_the_report_of_two_passes_has_its_sections_in_order():
    sections = laid(placed("dddddddd", "vvvvvvvv"))
    assert list(sections) == ["in-short", "profile", "features", "differ", "axes", "next", "limits"]
    assert list(laid(placed("ddddd..."))) == ["in-short", "profile", "features", "next", "limits"]


def test_the_bars_and_their_table_hold_the_counts_of_both_passes():
    figure = laid(placed("dddddmpv", "vvvvvvv."))["profile"].blocks[0]
    assert figure.chart.most == 8
    assert figure.chart.series == ("What it is like now", "What its purpose needs")
    assert [(row.label, row.values) for row in figure.chart.rows] == [
        ("Competition", (1, 0)),
        ("Cooperation", (1, 0)),
        ("Coordination", (5, 0)),
        ("Co-evolving", (1, 7)),
    ]
    assert [row[1:] for row in figure.table.rows] == [
        ("1", "0"),
        ("1", "0"),
        ("5", "0"),
        ("1", "7"),
        ("8 of 8", "7 of 8"),
    ]


def test_the_report_says_how_often_chance_gives_a_verdict_for_the_answers_given():
    section = laid(placed("dddddddd", "vvvvvv.."))["profile"]
    said = " ".join(texts(section)).replace("\N{NO-BREAK SPACE}", " ")
    assert "1.7 % of profiles would be clear, and 10.9 % clear or mainly" in said
    assert "1.9 % of profiles would be clear, and 10.6 % clear or mainly" in said
    assert "5.2 %" not in said


def test_each_feature_shows_the_description_that_was_picked_or_why_there_is_none():
    result = placed("d.....mm", reasons={"pt-02-now": "not_applicable"})
    rows = laid(result)["features"].blocks[0].rows
    assert rows[:3] == (
        ("Goals", "Coordination: The goals of coordination."),
        ("Rules", "I cannot say"),
        ("Cost", "Left out"),
    )


def test_where_the_two_differ_is_a_table_and_a_count():
    said, table, figure = laid(placed("dddddddd", "ddddddvv"))["differ"].blocks
    assert said.text.endswith("in both passes, and picked the same pattern for 6 of them.")
    assert table.rows == (
        ("Difference", "Coordination", "Co-evolving"),
        ("Change", "Coordination", "Co-evolving"),
    )
    assert figure.chart.rows[2].counts == (0, 0, 6, 2)
    assert figure.table.rows[2] == ("Coordination", "0", "0", "6", "2")


def test_the_axes_are_marked_as_our_own_reading():
    said, table = laid(placed("mmmppdvv"))["axes"].blocks
    assert "our own reading" in said.text
    assert table.rows == (
        ("Goals", "5 individual, 3 collective"),
        ("Predictability", "4 known, 4 emergent"),
    )


@pytest.mark.parametrize(
    "result",
    [
        placed("........"),
        placed("ddddd...", "........"),
        placed("mmppddvv", "vvddppmm"),
        placed("dddddddd", "dddddddd"),
    ],
)
def test_a_report_is_laid_out_in_plain_sentences(result):
    found = report(result, FRAMEWORK)
    fragment, document = render.both(found)
    etree.fromstring(fragment.encode())
    etree.fromstring(document.encode())
    for text in texts(found):
        for sentence in re.split(r"(?<=[.?!]) ", text):
            assert len(sentence.split()) <= 25, sentence


def test_a_report_gives_no_position_mean_or_rank():
    said = " ".join(texts(report(placed("mmppddvv", "vvddppmm"), FRAMEWORK))).lower()
    for word in ("average", "percentile", "score", "stage", "level", "higher"):
        assert word not in said


def test_picks_that_are_all_the_same_in_both_passes_are_called_all():
    said = laid(placed("mmppddvv", "mmppddvv"))["differ"].blocks[0]
    assert said.text.endswith("and picked the same pattern for all of them.")


def test_a_placement_without_a_profile_is_not_sent_on_to_the_fit():
    nothing, enough = laid(placed("........"))["next"], laid(placed("ddddddmp"))["next"]
    assert "Answer at least 6 features to get a profile." in texts(nothing)
    assert not any("Save your answers" in each for each in texts(nothing))
    assert any("Save your answers" in each for each in texts(enough))
