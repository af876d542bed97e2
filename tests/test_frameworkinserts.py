"""The inserts that list the questionnaires."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import markdown
from lxml import etree

from sitegen import framework, frameworkinserts

ROOT = Path(__file__).parents[1]
REAL = framework.load(ROOT / "framework").framework
SMALL = framework.load(ROOT / "tests" / "data" / "small").framework


def insert(name, source=REAL, root=""):
    text = frameworkinserts.makers(source)[name](root)
    return etree.fromstring(f"<body>{markdown.markdown(text, extensions=['attr_list'])}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def links(tree):
    return [one.get("href") for one in tree.iter("a")]


def test_instruments_stand_by_need_and_each_stands_once():
    tree = insert("instruments")
    assert [(one.tag, one.get("id")) for one in tree.iter("h2", "h3")] == [
        ("h2", "need-about-you"),
        ("h3", "leader"),
        ("h2", "need-about-the-partnership"),
        ("h3", "partnership-type"),
        ("h3", "health"),
        ("h2", "need-how-they-fit"),
        ("h3", "fit"),
        ("h2", "need-before-you-join"),
        ("h3", "preparing"),
        ("h2", "need-evidence-of-change"),
        ("h3", "evidence"),
        ("h2", "need-looking-back"),
        ("h3", "reflection"),
        ("h2", "need-compare"),
    ]


def test_each_instrument_has_purpose_length_and_two_ways_and_a_health_check_a_third():
    tree = insert("instruments", root="../")
    assert links(tree)[:2] == ["../questionnaires/leader.html", "../leader.html"]
    assert "../health-group.html" in links(tree)
    assert len(links(tree)) == 2 * len(REAL.instruments) + 1 + 1
    text = words(tree)
    assert "Short form: 16 statements, about four minutes." in text
    assert all(one.purpose in text for one in REAL.instruments)


def test_needs_that_a_framework_has_no_instrument_for_are_left_out():
    tree = insert("instruments", SMALL)
    assert [one.get("id") for one in tree.iter("h2", "h3")] == [
        *("need-about-you", "keeper", "need-compare"),
    ]


def test_comparing_is_offered_only_where_something_can_be_compared():
    alone = tuple(one for one in REAL.instruments if one.kind == "reflection")
    assert "compare.html" in links(insert("instruments"))
    assert "compare.html" not in links(insert("instruments", replace(REAL, instruments=alone)))


def test_the_way_in_leads_to_the_first_instrument_and_then_to_the_others():
    tree = insert("answer")
    assert links(tree) == [f"{one.id}.html" for one in REAL.instruments]
    assert [words(one) for one in tree.iter("a") if one.get("class") == "pi-action"] == [
        "Answer “Leader self-assessment”"
    ]
    assert links(insert("answer", SMALL)) == ["keeper.html"]
