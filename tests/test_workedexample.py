import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import markdown
from lxml import etree

from scorer import answers, scoring
from sitegen import framework, workedexample

REAL = Path(__file__).parent.parent / "framework"
SMALL = Path(__file__).parent / "data" / "small"


@cache
def load(folder=REAL):
    return framework.load(folder).framework


@cache
def make(folder=REAL):
    """Return the example as an XML tree, through Markdown."""
    html = markdown.markdown(
        workedexample.maker(load(folder))(""), extensions=["attr_list", "tables"]
    )
    return etree.fromstring(f"<body>{html}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def table(tree, caption):
    """Return the cells of a table's body."""
    found = next(one for one in tree.iter("table") if words(one.find("caption")) == caption)
    return [[words(cell) for cell in row] for row in found.iterfind("tbody/tr")]


def given(folder=REAL):
    return json.loads(workedexample.example_answers(load(folder)))["answers"]


def scored(folder=REAL):
    source = load(folder)
    return scoring.score(answers.read(workedexample.example_answers(source), source), source)


def test_the_answers_go_down_the_scale_and_every_seventh_is_left_out():
    found = [one if isinstance(one, int) else one["reason"] for one in given().values()]
    assert found == [5, 4, 3, 2, 1, 5, "not_applicable", 3, 2, 1, 5, 4, 3, "not_applicable", 1, 5]


def test_another_framework_uses_its_own_scale_and_order():
    assert list(given(SMALL).items()) == [
        ("room-01", 3),
        ("room-02", 2),
        ("door-01", 1),
        ("door-03", 3),
    ]
    text = words(make(SMALL))
    assert "from “mostly” (3) down to “seldom” (1)" in text
    assert "Every seventh" not in text
    assert "1 + 3 − answer, or 4 − answer" in text


def test_the_keyed_answers_are_worked_out():
    rows = [
        row[1:]
        for area in load().areas
        for row in table(make(), f"{area.title}: answers and keyed answers")
    ]
    assert rows == [
        ["almost always (5)", "no", "5"],
        ["often (4)", "no", "4"],
        ["sometimes (3)", "yes", "3"],
        ["rarely (2)", "no", "2"],
        ["never (1)", "no", "1"],
        ["almost always (5)", "no", "5"],
        ["Does not apply, or I cannot say", "yes", "none"],
        ["sometimes (3)", "no", "3"],
        ["rarely (2)", "no", "2"],
        ["never (1)", "no", "1"],
        ["almost always (5)", "yes", "1"],
        ["often (4)", "no", "4"],
        ["sometimes (3)", "no", "3"],
        ["Does not apply, or I cannot say", "no", "none"],
        ["never (1)", "yes", "5"],
        ["almost always (5)", "no", "5"],
    ]


def test_the_scores_are_worked_out_from_fraction_to_word_and_range():
    assert table(make(), "From exact mean to score, word and range") == [
        # (5 + 4 + 3 + 2) ÷ 4: exactly on an edge, so the higher word holds.
        [
            "Focus on purpose",
            "4 of 4",
            "7/2 = 3.5",
            "3.5",
            "often",
            "3.08 to 3.92, shown as 3.1 to 3.9",
        ],
        ["Managing self", "3 of 4", "3", "3.0", "sometimes", "2.58 to 3.42, shown as 2.6 to 3.4"],
        [
            "Working with others",
            "4 of 4",
            "2",
            "2.0",
            "rarely",
            "1.58 to 2.42, shown as 1.6 to 2.4",
        ],
        # 13/3 = 4.3333…; less 0.42 is 3.9133…, and with it 4.7533….
        [
            "Understanding organisations",
            "3 of 4",
            "13/3 = 4.333…",
            "4.3",
            "often",
            "3.913… to 4.753…, shown as 3.9 to 4.8",
        ],
    ]


def test_each_mean_is_shown_as_arithmetic():
    steps = [words(one) for one in make().iter("li")]
    assert steps[3] == (
        "Understanding organisations: (3 + 5 + 5) ÷ 3 = 13/3 = 4.333…, shown as 4.3, often. "
        "Interval: 3.913… to 4.753…, shown as 3.9 to 4.8."
    )


def test_every_pair_of_areas_is_compared():
    assert table(make(), "Every pair of areas with a score") == [
        ["Focus on purpose and Managing self", "0.5", "about level"],
        ["Focus on purpose and Working with others", "1.5", "Focus on purpose is higher"],
        ["Focus on purpose and Understanding organisations", "0.8", "about level"],
        # Exactly the smallest difference.
        ["Managing self and Working with others", "1.0", "Managing self is higher"],
        [
            "Managing self and Understanding organisations",
            "1.3",
            "Understanding organisations is higher",
        ],
        [
            "Working with others and Understanding organisations",
            "2.3",
            "Understanding organisations is higher",
        ],
    ]


def test_the_lists_group_the_items_by_keyed_answer():
    steps = [words(one) for one in make().iter("li")]
    assert "Keyed answer 1 (never): ms-01, wo-04 and wo-09." in steps
    assert "Keyed answer 5 (almost always): fp-01, ms-04, uo-09 and uo-10." in steps
    text = words(make())
    assert "never goes above 3 (sometimes)" in text
    assert "never goes below 4 (often)" in text


def test_the_checks_say_what_they_saw():
    steps = [words(one) for one in make().iter("li")]
    assert steps[-4:] == [
        "All answers equal: the answers are on 5 points of the scale.",
        "Longest run: 1 answer. The check speaks from 12 on.",
        (
            "Inconsistency, and agreeing throughout: 0 whole pairs answered, "
            "too few for these two checks, which need 6."
        ),
        "So no check speaks.",
    ]


def test_the_example_shows_what_the_scorer_says():
    for folder in (REAL, SMALL):
        page, result = workedexample.worked_example(load(folder)), scored(folder)
        shown = [(one.exact, one.value, one.word) for one in page.areas]
        assert shown == [(one.exact, one.value, one.word) for one in result.areas]
        apart = [one for one in page.differences if one.verdict != "about level"]
        assert sorted(one.difference for one in apart) == sorted(
            one.difference for one in result.comparisons
        )
        smallest = Decimal(page.smallest)
        assert all(
            (Decimal(one.difference) >= smallest) == (one in apart) for one in page.differences
        )


def test_a_check_that_speaks_is_named():
    source = load()
    flags = replace(source.instruments[0].flags, all_equal_minimum_answered=1)
    form = replace(source.instruments[0].forms[0], items=("fp-01", "fp-04"), longest_run=1)
    instrument = replace(source.instruments[0], flags=flags, forms=(form,))
    page = workedexample.worked_example(replace(source, instruments=(instrument,)))
    assert page.checks[-1] == ("A check speaks: You gave the same answer to 1 statements in a row.")
    assert page.areas[0].why == "No score: you answered 2 of 2, and at least 3 are needed."
    assert page.differences == ()


def test_a_first_form_that_scores_competencies_shows_their_steps_too():
    source = load()
    instrument = replace(source.instruments[0], forms=source.instruments[0].forms[1:])
    page = workedexample.worked_example(replace(source, instruments=(instrument,)))
    assert page.minimum == (
        "A competency needs 2 answers. An area needs 3 scored competencies and 8 answers."
    )
    assert len(page.working[0].steps) == 5
    text = workedexample.maker(replace(source, instruments=(instrument,)))("")
    assert "Shared vision: (" in text


def test_every_step_has_a_heading_with_an_id_of_its_own():
    found = [(words(one), one.get("id")) for one in make().iter("h3")]
    assert found == [
        ("Key the answers", "worked-example-answers"),
        ("Work out the scores", "worked-example-scores"),
        ("Compare the areas", "worked-example-comparisons"),
        ("Make the two lists", "worked-example-lists"),
        ("Look at how the answers were given", "worked-example-checks"),
    ]
