"""The page about each instrument."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
import yaml
from lxml import etree

from scorer.framework import HealthCheck
from scorer.questions import sections
from sitegen import framework, instrumentpages
from sitegen.prose.descriptions import LONGEST, SHORTEST

ROOT = Path(__file__).parents[1]
REAL = framework.load(ROOT / "framework").framework
SMALL = framework.load(ROOT / "tests" / "data" / "small").framework
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
INSTRUMENTS = [one.id for one in REAL.instruments]


def made(instrument, source=REAL):
    path = f"questionnaires/{instrument}.md"
    (page,) = (one for one in instrumentpages.render(source) if one.path == path)
    return page


def parsed(instrument, source=REAL):
    """Return a page's front matter and its body as an XML tree, through Markdown."""
    _, front, body = made(instrument, source).text.split("---\n", 2)
    html = markdown.markdown(body, extensions=EXTENSIONS)
    return yaml.safe_load(front), etree.fromstring(f"<body>{html}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def headings(tree):
    return [one.get("id") for one in tree.iter("h2", "h3")]


def table(tree, caption):
    (found,) = (one for one in tree.iter("table") if words(one.find("caption")) == caption)
    return [[words(cell) for cell in row] for row in found.iter("tr")]


def links(tree):
    return {one.get("href"): words(one) for one in tree.iter("a")}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_the_front_matter_differs_from_that_of_the_questionnaire_and_names_the_source(instrument):
    front, tree = parsed(instrument)
    title = REAL.instrument(instrument).title
    assert front["title"] == f"About “{title}”"
    assert front["source"] == f"instruments/{instrument}.yml"
    assert SHORTEST <= len(front["description"]) <= LONGEST
    (heading,) = tree.iter("h1")
    assert words(heading) == title


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_each_page_has_purpose_length_scoring_limits_and_the_way_to_answer(instrument):
    _, tree = parsed(instrument)
    one = REAL.instrument(instrument)
    text = words(tree)
    assert one.purpose in text
    for sentence in (*one.scoring, *one.limits):
        assert " ".join(sentence.split()) in text
    assert links(tree)[f"../{instrument}.html"] == f"Answer “{one.title}”"
    for form in one.forms:
        assert f"../print/{instrument}-{form.id}.html" in links(tree)
    assert {"length", "scoring", "limits", "questions"} <= set(headings(tree))


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_each_page_shows_every_question_with_each_of_its_answers(instrument):
    _, tree = parsed(instrument)
    text = words(tree)
    for step in sections(REAL, REAL.instrument(instrument)):
        for question in step.questions:
            shown = [question.wording, question.hint, question.opt_out, *question.prompts]
            shown += [option.label for option in question.options]
            shown += [field.wording for field in question.fields]
            assert [one for one in shown if one and " ".join(one.split()) not in text] == []


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_nothing_on_the_page_can_be_filled_in_and_no_id_stands_twice(instrument):
    _, tree = parsed(instrument)
    assert not list(tree.iter("input", "textarea", "select", "button"))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(words(one.find("caption")) for one in tree.iter("table"))
    assert all(head.get("scope") for head in tree.iter("th"))


def test_the_length_of_each_form_stands_in_questions_and_minutes():
    _, tree = parsed("leader")
    rows = table(tree, "Leader self-assessment: length, and forms to print")
    assert [row[:3] for row in rows] == [
        ["Form", "Statements", "Minutes, about"],
        ["Short form", "16", "4"],
        ["Full form", "48", "10"],
    ]


def test_only_a_page_with_a_score_promises_a_sheet_for_working_it_out():
    promise = "has a sheet for working them out by hand"
    promising = [one for one in INSTRUMENTS if promise in words(parsed(one)[1])]
    assert promising == ["leader", "partnership-type", "fit", "health", "preparing"]
    assert "What becomes of your answers" in words(parsed("evidence")[1])


def test_the_weights_stand_below_the_pattern_that_they_belong_to():
    _, tree = parsed("fit")
    rows = table(tree, "The weight of each competency in each pattern, from 1 to 3")
    titles = {one.id: one.title for one in REAL.patterns.patterns}
    assert rows[0] == ["Competency", *titles.values()]
    first = REAL.fit.competencies[0]
    given = {titles[one.pattern]: str(one.weight) for one in first.weights}
    (row,) = (row for row in rows if row[0] == "Shared vision")
    assert dict(zip(rows[0][1:], row[1:], strict=True)) == given
    # The source gives them in another order than the patterns are shown in.
    assert list(given) != rows[0][1:]
    assert len(rows) == 1 + 4 + 16


def test_each_weight_has_its_reason_and_the_status_that_nobody_has_tested_it():
    _, tree = parsed("fit")
    titles = {one.id: one.title for one in REAL.patterns.patterns}
    for one in REAL.fit.competencies:
        (title,) = (
            each.title
            for area in REAL.areas
            for each in area.competencies
            if each.id == one.competency
        )
        rows = table(tree, f"{title}: what each pattern asks, and why")[1:]
        assert sorted(rows) == sorted(
            [titles[w.pattern], str(w.weight), w.reason, "authors’ judgement, untested"]
            for w in one.weights
        )
    assert "nobody has tested them" in words(tree)


def test_weights_that_a_panel_has_rated_are_not_called_untested():
    rated = tuple(
        replace(one, weights=tuple(replace(w, status="panel") for w in one.weights))
        for one in REAL.fit.competencies
    )
    source = replace(REAL, fit=replace(REAL.fit, competencies=rated))
    _, tree = parsed("fit", source)
    assert "A panel of experts has rated each weight." in words(tree)
    assert "the judgement of this project’s authors, and nobody" not in words(tree)


def test_the_rules_of_a_clear_profile_come_from_the_data():
    _, tree = parsed("partnership-type")
    text = words(tree)
    assert (
        "With 8 answered, the profile is “clear” if one pattern has 6 or more. It is “mainly” that "
        "pattern if it has 5, or if it has at least 3 more than any other. Otherwise it is “mixed”."
    ) in text
    assert (
        "With 7 answered, the profile is “clear” if one pattern has 5 or more. It is “mainly” that "
        "pattern if it has at least 3 more than any other."
    ) in text
    assert "It needs at least 6 of 8." in text


def test_a_health_check_leads_to_the_page_of_its_group_and_says_what_a_report_needs():
    _, tree = parsed("health")
    assert "../health-group.html" in links(tree)
    text = words(tree)
    assert "needs the files of five members" in text
    assert "on its own from three members, and an item’s answers from five members" in text
    assert "confidential, and not anonymous" in text
    assert instrumentpages.group_page(REAL.one_of(HealthCheck, "health")) == "health-group.html"


@pytest.mark.parametrize("instrument", ["preparing", "evidence", "reflection"])
def test_a_workbook_says_what_its_document_holds(instrument):
    assert "document" in headings(parsed(instrument)[1])


def test_preparing_leads_to_the_weights_only_where_a_page_has_them():
    assert "fit.html#weights" in links(parsed("preparing")[1])
    source = replace(REAL, instruments=tuple(o for o in REAL.instruments if o.id != "fit"))
    assert "fit.html#weights" not in links(parsed("preparing", source)[1])


def test_the_facilitator_reads_each_step_with_its_minutes_and_their_sum():
    _, tree = parsed("reflection")
    (found,) = tree.iter("dl")
    steps = [words(one) for one in found.iter("dt")]
    minutes = [int(re.search(r": (\d+) minutes$", one)[1]) for one in steps]
    assert f"the steps below take {sum(minutes)} minutes in all" in words(tree)
    assert sum(minutes) == REAL.instrument("reflection").form("group").minutes


def test_a_step_that_some_forms_leave_out_says_which_show_it():
    _, tree = parsed("preparing")
    titles = [words(one) for one in tree.iter("summary")]
    assert "Where you stand (two questions; only in: Quick look)" in titles
    assert "What you bring and hope to get (three questions)" in titles


def test_questions_are_left_to_the_codebook_and_the_framework_in_the_search():
    _, tree = parsed("leader")
    (heading,) = (one for one in tree.iter("h2") if one.get("id") == "questions")
    assert heading.get("data-unsearched") == ""
    assert all(one.get("data-unsearched") == "" for one in tree.iter("details"))


def test_the_search_leaves_out_the_reasons_of_weights_and_what_a_facilitator_does():
    _, tree = parsed("fit")
    reasons = [one for one in tree.iter("details") if list(one.iter("table"))]
    assert len(reasons) == len(REAL.areas)
    assert all(one.get("data-unsearched") == "" for one in reasons)
    _, tree = parsed("reflection")
    assert [one.get("data-unsearched") for one in tree.iter("dl")] == [""]


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_a_page_that_only_mentions_a_subject_counts_less_in_the_search(instrument):
    assert 0 < parsed(instrument)[0]["search"]["boost"] < 1


def test_a_framework_of_ones_own_gets_a_page_from_its_yaml_alone():
    front, tree = parsed("keeper", SMALL)
    assert front["title"] == "About “Am I a keeper?”"
    assert table(tree, "Am I a keeper?: length, and forms to print")[1][:3] == [
        "Quick form",
        "4",
        "1",
    ]
    assert "Answers: seldom; at times; mostly. Or: I cannot tell." in words(tree)
    assert not {"clarity", "group", "document", "weights", "facilitator"} & set(headings(tree))
