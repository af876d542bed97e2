from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from scorer import codebook
from scorer.framework import (
    Area,
    Competency,
    Development,
    Flags,
    Form,
    Framework,
    Instrument,
    Item,
    Minimum,
    Planning,
    Scale,
    ScalePoint,
    Why,
)
from sitegen.questionnaire import Addresses, render

MANIFEST = json.dumps(
    {
        "worker": "assets/worker.js",
        "framework": {"url": "a</script>&<b>", "sha256": "", "bytes": 51_596},
        "files": {
            "wasm": {"url": "w", "sha256": "", "bytes": 9_598_218},
            "stdlib": {"url": "s", "sha256": "", "bytes": 50_000_000},
            "packages": [{"url": "p", "sha256": "", "bytes": 50_000_000}],
        },
    }
)


def items(*specs):
    return tuple(
        Item(id=name, reverse=reverse, self_wording=f"I do {name} & <more>.", other_wording="")
        for name, reverse in specs
    )


def competency(name, *specs):
    return Competency(
        id=name,
        title=name.title(),
        definition="",
        poles=(),
        why=Why(text="", sources=()),
        development=Development(low=(), middle=(), high=()),
        evidence=(),
        emotional_intelligence=(),
        leadership_tasks=(),
        items=items(*specs),
    )


def area(name, *competencies):
    return Area(
        id=name,
        title=name.title(),
        also_known_as=None,
        summary=f"About {name}.",
        description="",
        source="",
        competencies=competencies,
    )


def form(name, ids, minimum):
    return Form(
        id=name,
        title=f"{name} version",
        minutes=2,
        items=tuple(ids.split()),
        minimum=minimum,
        planning=Planning(
            area_sem=Decimal("0.4"), competency_sem=None, smallest_difference=Decimal(1)
        ),
        longest_run=5,
    )


BRIEF = form(
    "brief", "ka-02 ka-01", Minimum(competency_items=None, area_competencies=None, area_items=1)
)
LONG = form(
    "long",
    "ka-01 ka-02 ka-03 la-01",
    Minimum(competency_items=1, area_competencies=2, area_items=3),
)
TEAM = Instrument(
    id="team",
    kind="self-assessment",
    title="Team check",
    purpose="See your part.",
    setting="This week, how true?",
    scale="truth",
    work_on_at_most=2,
    lean_on_at_least=3,
    forms=(BRIEF, LONG),
    pairs=(),
    flags=Flags(
        all_equal_minimum_answered=3,
        inconsistency=Decimal(1),
        acquiescence=Decimal(1),
        minimum_pairs=2,
    ),
)
SMALL = Framework(
    id="small",
    title="Small",
    version="2.3.4",
    licence="",
    language="en-GB",
    citation="",
    sha256="abc123",
    sources=(),
    scales=(
        Scale(
            id="truth",
            title="",
            points=(
                ScalePoint(value=0, word="false"),
                ScalePoint(value=1, word="mixed"),
                ScalePoint(value=2, word="true"),
            ),
            opt_out="No idea",
        ),
    ),
    emotional_intelligence=(),
    leadership_tasks=(),
    areas=(
        area(
            "kite",
            competency("string", ("ka-01", False), ("ka-02", True)),
            competency("tail", ("ka-03", False)),
        ),
        area("lamp", competency("wick", ("la-01", False))),
        area("unused", competency("none", ("un-01", False))),
    ),
    instruments=(TEAM,),
    retired=(),
)


def page(framework, instrument_id, addresses=None):
    text = render(framework, framework.instrument(instrument_id), MANIFEST, addresses)
    return etree.fromstring(text)


def leader():
    return page(codebook.default(), "leader")


def words(node):
    return " ".join("".join(node.itertext()).split())


BOTH = pytest.mark.parametrize(
    "make", [leader, lambda: page(SMALL, "team")], ids=["leader", "small"]
)


@BOTH
def test_every_item_is_a_fieldset_whose_first_child_is_its_legend(make):
    root = make()
    found = root.findall(".//*[@data-item]")
    assert found
    for item in found:
        assert item.tag == "fieldset"
        assert item[0].tag == "legend"
        assert item.get("id") == f"item-{item.get('data-item')}"


@BOTH
def test_every_radio_has_a_label_and_its_item_as_name(make):
    root = make()
    labels = [label.get("for") for label in root.iter("label")]
    radios = root.findall(".//input[@type='radio']")
    assert labels == [radio.get("id") for radio in radios]
    assert len(set(labels)) == len(labels)
    for item in root.findall(".//*[@data-item]"):
        assert {r.get("name") for r in item.iter("input")} == {item.get("data-item")}


@BOTH
def test_no_answer_is_chosen_beforehand_and_nothing_is_a_slider_or_required(make):
    root = make()
    for control in root.iter("input"):
        assert control.get("type") in {"radio", "file"}
        assert control.get("checked") is None
        assert control.get("required") is None


@BOTH
def test_no_table_holds_a_control_and_nothing_needs_noscript(make):
    root = make()
    assert root.findall(".//table//input") == []
    assert root.findall(".//noscript") == []


@BOTH
def test_nothing_typed_or_chosen_is_left_to_the_browser_to_keep_or_send(make):
    (form,) = make().iter("form")
    assert form.get("autocomplete") == "off"
    assert form.get("spellcheck") == "false"
    assert form.get("method") == "dialog", "submitting must not lead anywhere, even without script"
    assert form.get("action") is None
    assert form.get("novalidate") is not None


@BOTH
def test_ids_are_unique_and_no_style_or_handler_is_inline(make):
    root = make()
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert sorted(ids) == sorted(set(ids))
    for node in root.iter():
        for name in node.attrib:
            assert name != "style"
            assert not name.startswith("on")


@BOTH
def test_buttons_that_need_the_script_are_hidden_until_it_runs(make):
    for button in make().iter("button"):
        hidden = [node for node in button.iterancestors() if node.get("hidden") is not None]
        closed = [node for node in button.iterancestors() if node.tag == "dialog"]
        assert hidden or closed, words(button)


def test_a_choice_without_a_number_follows_the_scale_after_or():
    choices = leader().find(".//*[@data-item='fp-01']/div")
    assert [words(choice) for choice in choices] == [
        "never",
        "rarely",
        "sometimes",
        "often",
        "almost always",
        "or",
        "Does not apply, or I cannot say",
    ]
    assert [radio.get("value") for radio in choices.iter("input")] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "not_applicable",
    ]


def test_the_leader_page_shows_all_items_of_the_full_form_by_area_in_the_order_shown():
    root = leader()
    sections = [node for node in root.iter("section") if node.get("id", "").startswith("section-")]
    shown = [[item.get("data-item") for item in s.findall(".//*[@data-item]")] for s in sections]
    order = ["01", "04", "07", "10", "02", "05", "09", "11", "03", "06", "08", "12"]
    assert shown == [[f"{area}-{number}" for number in order] for area in ("fp", "ms", "wo", "uo")]


def test_items_of_the_short_form_are_marked():
    root = leader()
    marked = [
        item.get("data-item")
        for item in root.findall(".//*[@data-item]")
        if "Also in: Short form" in words(item[0])
    ]
    assert sorted(marked) == [
        f"{area}-{number}"
        for area in ("fp", "ms", "uo", "wo")
        for number in ("01", "04", "09", "10")
    ]


def test_each_form_says_its_statements_minutes_and_order():
    root = page(SMALL, "team")
    choices = root.findall(".//input[@name='pi-form']")
    assert [(c.get("value"), c.get("data-items")) for c in choices] == [
        ("brief", "ka-02 ka-01"),
        ("long", "ka-01 ka-02 ka-03 la-01"),
    ]
    assert words(root.find(".//*[@id='pi-form-brief-hint']")) == "2 statements, about 2 minutes"


def test_the_size_named_is_that_of_a_start_from_the_snapshot_in_whole_megabytes_upwards():
    assert "up to 10 MB" in words(page(SMALL, "team"))


def test_the_manifest_reads_alike_in_html_and_xhtml():
    text = render(SMALL, TEAM, MANIFEST)
    script = text.split('id="pi-runtime">')[1].split("</script>")[0]
    assert not set("<>&") & set(script)
    assert json.loads(script) == json.loads(MANIFEST)


def test_the_content_is_one_block_without_blank_lines_for_markdown():
    text = render(SMALL, TEAM, MANIFEST)
    assert text.startswith("<div ")
    assert text.endswith("</div>\n")
    assert "\n\n" not in text


def test_the_page_names_what_a_saved_file_belongs_to_and_where_its_links_lead():
    root = page(SMALL, "team", Addresses(root="..", finish="../index.html", privacy="../p.html"))
    named = {name: root.get(f"data-{name}") for name in ("questionnaire", "framework", "version")}
    assert named == {"questionnaire": "team", "framework": "small", "version": "2.3.4"}
    assert root.get("data-sha256") == "abc123"
    assert root.get("data-root") == ".."
    assert root.get("data-finish-url") == "../index.html"
    assert root.find(".//a[@href='../p.html']") is not None


def test_an_area_without_items_in_the_instrument_is_left_out():
    root = page(SMALL, "team")
    titles = [
        s.get("data-title") for s in root.iter("section") if s.get("id") and s.get("data-step")
    ]
    assert titles == ["Kite", "Lamp"]


def test_wordings_are_escaped():
    item = page(SMALL, "team").find(".//*[@data-item='ka-01']")
    assert words(item.find(".//*[@data-wording]")) == "I do ka-01 & <more>."


def rows(table):
    return [[words(cell) for cell in row if words(cell)] for row in table.iter("tr")]


def test_a_sheet_of_a_form_that_scores_whole_areas_sums_the_area():
    sheet = page(SMALL, "team").find(".//*[@data-sheet='brief']")
    (table,) = sheet.iter("table")
    assert rows(table) == [
        ["Statement", "How to count it", "Counts as"],
        ["ka-02", "reverse: 2 minus your answer"],
        ["ka-01", "your answer"],
        ["Sum", "add the numbers above"],
        ["Answered", "how many of 2"],
        ["Score", "sum divided by answered, if at least 1 of 2 are answered"],
    ]


def test_a_sheet_of_a_form_that_scores_competencies_gives_each_its_sum_and_both_minimum_rules():
    sheet = page(SMALL, "team").find(".//*[@data-sheet='long']")
    kite, _lamp = sheet.iter("table")
    assert rows(kite)[1:] == [
        ["String"],
        ["ka-01", "your answer"],
        ["ka-02", "reverse: 2 minus your answer"],
        ["Sum", "add the numbers above"],
        ["Answered", "how many of 2"],
        ["Score", "sum divided by answered, if at least 1 of 2 are answered"],
        ["Tail"],
        ["ka-03", "your answer"],
        ["Sum", "add the numbers above"],
        ["Answered", "how many of 1"],
        ["Score", "sum divided by answered, if at least 1 of 1 are answered"],
        ["Kite as a whole"],
        [
            "Score",
            (
                "mean of the scores above, if there are at least 2 of 2, "
                "and at least 3 of the 3 statements are answered"
            ),
        ],
    ]


def test_the_leader_sheets_state_the_specified_minimum_rules():
    root = leader()
    short = words(root.find(".//*[@data-sheet='short']"))
    full = words(root.find(".//*[@data-sheet='full']"))
    assert short.count("sum divided by answered, if at least 3 of 4 are answered") == 4
    assert full.count("sum divided by answered, if at least 2 of 3 are answered") == 16
    whole = "if there are at least 3 of 4, and at least 8 of the 12 statements are answered"
    assert full.count(whole) == 4
    assert short.count("reverse: 6 minus your answer") == 4
    assert full.count("reverse: 6 minus your answer") == 8


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (
            leader,
            [
                ["1.0 to 1.4", "never"],
                ["1.5 to 2.4", "rarely"],
                ["2.5 to 3.4", "sometimes"],
                ["3.5 to 4.4", "often"],
                ["4.5 to 5.0", "almost always"],
            ],
        ),
        (
            lambda: page(SMALL, "team"),
            [["0.0 to 0.4", "false"], ["0.5 to 1.4", "mixed"], ["1.5 to 2.0", "true"]],
        ),
    ],
)
def test_the_sheet_turns_rounded_scores_into_the_words_of_the_scale(make, expected):
    (table,) = make().findall(".//*[@aria-labelledby='sheet-words']/table")
    assert rows(table)[1:] == expected


def test_a_form_with_items_that_the_longest_form_lacks_cannot_be_laid_out():
    stray = replace(BRIEF, items=("un-01",))
    message = "team: form 'brief' holds un-01, which the longest form, 'long', does not"
    with pytest.raises(ValueError, match=message):
        render(SMALL, replace(TEAM, forms=(stray, LONG)), MANIFEST)
