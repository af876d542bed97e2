from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from scorer import codebook
from scorer.framework import (
    Area,
    Axis,
    Clarity,
    Competency,
    CompetencyWeights,
    Component,
    Description,
    Development,
    Dimension,
    Embedded,
    EntryField,
    EvidencePrompt,
    Facilitation,
    Feature,
    Field,
    FieldOption,
    Fit,
    Flags,
    Form,
    Framework,
    Group,
    HealthCheck,
    HealthCheckForm,
    Item,
    LadderStep,
    Minimum,
    Pass,
    Pattern,
    Patterns,
    Placement,
    PlacementForm,
    Planning,
    Scale,
    ScalePoint,
    SelfAssessment,
    SelfAssessmentForm,
    Spread,
    StateItem,
    Weight,
    Why,
    Workbook,
    WorkbookSection,
)
from sitegen.formwords import MANNERS
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
    return SelfAssessmentForm(
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
TEAM = SelfAssessment(
    id="team",
    kind="self-assessment",
    title="Team check",
    purpose="See your part.",
    scoring=(),
    limits=(),
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
    evidence_ladder=(),
    patterns=None,
    fit=None,
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


WHICH = Placement(
    id="which",
    kind="placement",
    title="Which way?",
    purpose="See the way.",
    scoring=(),
    limits=(),
    forms=(
        PlacementForm(id="both", title="Both", minutes=3, passes=("now", "needs")),
        PlacementForm(id="now", title="Now only", minutes=2, passes=("now",)),
    ),
    # It shows "b" before "a" in "wf-01", and "a" before "b" in "wf-02".
    seed=1,
    opt_out="Neither",
    passes=(
        Pass(id="now", title="As it is", question="Which is it now?"),
        Pass(id="needs", title="As it should be", question="Which does it need?"),
    ),
    minimum=1,
    clarity=(
        Clarity(answered=2, clear=2, mainly=1, lead=1),
        Clarity(answered=1, clear=1, mainly=None, lead=1),
    ),
    within=1,
    features=tuple(
        Feature(
            id=name,
            title=title,
            descriptions=(
                Description(pattern="a", text=f"{title} by the map, drawn before the walk begins."),
                Description(pattern="b", text=f"{title} by the stars, read as the walk goes on."),
            ),
        )
        for name, title in (("wf-01", "Steering"), ("wf-02", "Pace"))
    ),
)


def dimension(name, *ids):
    return Dimension(
        id=name,
        title=name.title(),
        summary=f"About {name}.",
        description="",
        questions=(),
        evidence=(EvidencePrompt(kind="outcome", prompt=f"What changed by {name}?"),),
        items=tuple(
            StateItem(
                id=one,
                title=f"Title {one}",
                question=f"How is {one}?",
                states=("Bad", "Poor", "Fair", "Good", "Fine"),
            )
            for one in ids
        ),
    )


WELL = HealthCheck(
    id="well",
    kind="health-check",
    title="All well?",
    purpose="See how it is.",
    scoring=(),
    limits=(),
    forms=(
        HealthCheckForm(
            id="full",
            title="Full",
            minutes=1,
            items=("we-01", "we-02", "wo-01"),
            minimum=1,
            sem=Decimal("0.4"),
            smallest_difference=Decimal("1.0"),
        ),
    ),
    setting="Which is nearest?",
    opt_out="Cannot say",
    dimensions=(dimension("warmth", "we-01", "we-02"),),
    outcome_evidence=dimension("results", "wo-01"),
    spread=Spread(
        close=Decimal("0.5"), some=Decimal("0.8"), split_low=2, split_high=4, split_share=Decimal(1)
    ),
    group=Group(
        members=5,
        organisation=3,
        item=5,
        means_differ=Decimal("0.3"),
        icc_organisations=5,
        icc_members=2,
    ),
)


def field(name, kind, label, **more):
    blank = dict.fromkeys(("hint", "for_each", "scale", "options_from", "entry", "at_most"))
    given = {"optional": False, "options": (), "fields": (), **blank, **more}
    return Field(id=name, type=kind, label=label, **given)


def section(name, *fields, **more):
    given = {
        "forms": (),
        "split": False,
        "facilitator": None,
        "instrument": None,
        "uses": (),
        **more,
    }
    return WorkbookSection(
        id=name, title=name.title(), summary=f"On {name}.", fields=fields, **given
    )


NOTES = Workbook(
    id="notes",
    kind="reflection",
    title="Notes",
    purpose="Write it down.",
    scoring=(),
    limits=(),
    forms=(
        Form(id="alone", title="Alone", minutes=5),
        Form(id="group", title="In a group", minutes=9),
    ),
    sections=(
        section("rules", field("agreed", "text", "What is agreed?"), forms=("group",)),
        section(
            "story",
            field("story", "long-text", "What happened?", hint="Begin & end."),
            field("day", "date", "When?"),
            field(
                "mood",
                "choice",
                "Which mood?",
                options=(FieldOption(id="glad", label="glad"), FieldOption(id="sad", label="sad")),
            ),
            field("parts", "choices", "Which parts?", hint="Any.", options_from="components"),
            facilitator=Facilitation(minutes=4, text="Keep time."),
        ),
        section(
            "acts",
            field(
                "acts",
                "entries",
                "What did people do?",
                entry="behaviour",
                at_most=3,
                fields=(
                    EntryField(
                        id="what",
                        type="text",
                        label="What?",
                        hint="No names.",
                        options=(),
                        options_from=None,
                    ),
                    EntryField(
                        id="kind",
                        type="choice",
                        label="Which kind?",
                        hint=None,
                        options=(FieldOption(id="good", label="good"),),
                        options_from=None,
                    ),
                ),
            ),
        ),
    ),
)
SURE = Workbook(
    id="sure",
    kind="evidence",
    title="Sure?",
    purpose="Show it.",
    scoring=(),
    limits=(),
    forms=(Form(id="only", title="Only", minutes=5),),
    sections=(
        section(
            "shown",
            field(
                "shown",
                "entries",
                "What can you show?",
                for_each="dimensions",
                at_most=1,
                fields=(
                    EntryField(
                        id="claim",
                        type="text",
                        label="Claim",
                        hint=None,
                        options=(),
                        options_from=None,
                    ),
                ),
            ),
            split=True,
        ),
    ),
)
MATCH = Workbook(
    id="match",
    kind="fit",
    title="Match",
    purpose="Set them side by side.",
    scoring=(),
    limits=(),
    forms=(
        Form(id="brief", title="Brief", minutes=5),
        Form(id="long", title="Long", minutes=9),
    ),
    sections=(
        section(
            "you",
            instrument="team",
            uses=(Embedded(form="brief", of="brief"), Embedded(form="long", of="long")),
        ),
        section(
            "way",
            instrument="which",
            uses=(Embedded(form="brief", of="now"), Embedded(form="long", of="both")),
        ),
        section(
            "weight",
            field(
                "weight",
                "scale",
                "How much?",
                scale="truth",
                for_each="competencies",
                optional=True,
            ),
        ),
    ),
)


def weights(name, a, b):
    return CompetencyWeights(
        competency=name,
        weights=(
            Weight(pattern="a", weight=a, reason="", status="author"),
            Weight(pattern="b", weight=b, reason="", status="author"),
        ),
    )


AXIS = Axis(title="", low="", high="")
WIDE = replace(
    SMALL,
    emotional_intelligence=(
        Component(id="calm", title="Calm", definition="Keeps still.", source=""),
        Component(id="care", title="Care", definition="Looks after.", source=""),
    ),
    evidence_ladder=tuple(
        LadderStep(id=name, title=name.title(), text="")
        for name in ("none", "some", "much", "most", "all")
    ),
    patterns=Patterns(
        across=AXIS,
        up=AXIS,
        patterns=tuple(
            Pattern(id=name, title=title, text="", across="low", up="low")
            for name, title in (("a", "By map"), ("b", "By stars"))
        ),
    ),
    fit=Fit(
        importance_cut=Decimal("2.5"),
        strength_cut=Decimal("1.5"),
        no_difference=Decimal("0.25"),
        listed=3,
        competencies=(
            weights("string", 1, 3),
            weights("tail", 2, 3),
            weights("wick", 3, 1),
            weights("none", 1, 1),
        ),
    ),
    instruments=(TEAM, WHICH, WELL, NOTES, SURE, MATCH),
)


def page(framework, instrument_id, addresses=None):
    text = render(framework, framework.instrument(instrument_id), MANIFEST, addresses)
    return etree.fromstring(text)


def leader():
    return page(codebook.default(), "leader")


def item(instrument_id, question_id):
    return page(WIDE, instrument_id).find(f".//*[@data-item='{question_id}']")


def flat(node):
    """Return the element's markup without the spaces between tags."""
    text = etree.tostring(node, encoding="unicode", with_tail=False)
    return re.sub(r">\s+<", "><", text)


def words(node):
    return " ".join("".join(node.itertext()).split())


PAGES = [
    *((codebook.default(), one.id) for one in codebook.default().instruments),
    *((WIDE, one.id) for one in WIDE.instruments),
]
EVERY = pytest.mark.parametrize(
    "make",
    [lambda framework=framework, name=name: page(framework, name) for framework, name in PAGES],
    ids=[f"{framework.id}-{name}" for framework, name in PAGES],
)


@EVERY
def test_every_question_is_a_fieldset_with_its_legend_first_or_has_its_label_first(make):
    root = make()
    found = root.findall(".//*[@data-item]")
    assert found
    for one in found:
        choice = one.get("data-type") in {"choice", "choices", "entries"}
        assert one.tag == ("fieldset" if choice else "div")
        assert one[0].tag == ("legend" if choice else "label")
        assert one.get("id") == f"item-{one.get('data-item')}"
        assert one.find(".//*[@data-wording]") is not None


@EVERY
def test_every_control_that_is_seen_has_one_label(make):
    root = make()
    labels = [label.get("for") for label in root.iter("label")]
    controls = [
        one for one in root.iter("input", "textarea") if one.get("type") not in {"file", "hidden"}
    ]
    assert labels == [control.get("id") for control in controls]
    assert len(set(labels)) == len(labels)


@EVERY
def test_the_controls_of_a_question_are_named_by_it(make):
    for one in make().findall(".//*[@data-item]"):
        name = one.get("data-item")
        found = {control.get("name") for control in one.iter("input", "textarea")}
        if one.get("data-type") == "entries":
            fields = [field.get("data-field") for field in one.findall(".//*[@data-field]")]
            assert found == {f"{name}.0.{field}" for field in fields}
        else:
            assert found == {name}


@EVERY
def test_no_answer_is_given_beforehand_and_nothing_is_a_slider_or_required(make):
    for control in make().iter("input", "textarea"):
        assert control.get("type") in {
            "radio",
            "checkbox",
            "text",
            "date",
            "file",
            "hidden",
            None,
        }
        assert control.get("type") not in {"text", "date"} or control.get("value") is None
        assert control.text is None
        for name in ("checked", "required", "placeholder"):
            assert control.get(name) is None


@EVERY
def test_no_table_holds_a_control_and_nothing_needs_noscript(make):
    root = make()
    assert root.findall(".//table//input") == []
    assert root.findall(".//noscript") == []


@EVERY
def test_nothing_typed_or_chosen_is_left_to_the_browser_to_keep_or_send(make):
    (form,) = make().iter("form")
    assert form.get("autocomplete") == "off"
    assert form.get("spellcheck") == "false"
    assert form.get("method") == "dialog", "submitting must not lead anywhere, even without script"
    assert form.get("action") is None
    assert form.get("novalidate") is not None


@EVERY
def test_ids_are_unique_and_no_style_or_handler_is_inline(make):
    root = make()
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert sorted(ids) == sorted(set(ids))
    for node in root.iter():
        for name in node.attrib:
            assert name != "style"
            assert not name.startswith("on")


@EVERY
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


def test_a_form_that_asks_what_no_step_has_cannot_be_laid_out():
    stray = replace(BRIEF, items=("un-01",))
    message = "team: form 'brief' asks un-01, which no step of the page has"
    with pytest.raises(ValueError, match=message):
        render(SMALL, replace(TEAM, forms=(stray, LONG)), MANIFEST)


def test_a_choice_between_words_has_radios_and_one_between_numbers_says_so():
    assert flat(item("notes", "mood")) == (
        '<fieldset class="pi-q__item" id="item-mood" data-item="mood" data-type="choice">'
        '<legend class="pi-q__legend">'
        '<span class="pi-q__wording" data-wording="">Which mood?</span></legend>'
        '<div class="pi-q__choices">'
        '<div class="pi-q__choice">'
        '<input class="pi-q__radio" type="radio" id="mood-glad" name="mood" value="glad"/>'
        '<label class="pi-q__label" for="mood-glad">glad</label></div>'
        '<div class="pi-q__choice">'
        '<input class="pi-q__radio" type="radio" id="mood-sad" name="mood" value="sad"/>'
        '<label class="pi-q__label" for="mood-sad">sad</label></div>'
        "</div></fieldset>"
    )
    assert item("well", "we-01").get("data-numbers") == ""
    assert item("team", "ka-01").get("data-numbers") == ""
    assert item("which", "wf-01-now").get("data-numbers") is None


def test_a_choice_of_several_has_boxes_and_hints_that_belong_to_them():
    assert flat(item("notes", "parts")) == (
        '<fieldset class="pi-q__item" id="item-parts" data-item="parts" data-type="choices" '
        'data-optional="" aria-describedby="q-parts-hint">'
        '<legend class="pi-q__legend">'
        '<span class="pi-q__wording" data-wording="">Which parts?</span></legend>'
        '<p class="pi-q__hint pi-q__help" id="q-parts-hint">Any.</p>'
        '<div class="pi-q__choices pi-q__choices--stacked">'
        '<div class="pi-q__choice">'
        '<input class="pi-q__radio pi-q__radio--many" type="checkbox" id="parts-calm" '
        'name="parts" value="calm" aria-describedby="parts-calm-hint"/>'
        '<label class="pi-q__label" for="parts-calm">Calm</label>'
        '<p class="pi-q__hint" id="parts-calm-hint">Keeps still.</p></div>'
        '<div class="pi-q__choice">'
        '<input class="pi-q__radio pi-q__radio--many" type="checkbox" id="parts-care" '
        'name="parts" value="care" aria-describedby="parts-care-hint"/>'
        '<label class="pi-q__label" for="parts-care">Care</label>'
        '<p class="pi-q__hint" id="parts-care-hint">Looks after.</p></div>'
        "</div></fieldset>"
    )


def test_a_text_has_its_label_above_and_its_hint_between_label_and_box():
    assert flat(item("notes", "story")) == (
        '<div class="pi-q__item" id="item-story" data-item="story" data-type="long-text" '
        'data-optional="">'
        '<label class="pi-q__legend pi-q__wording" for="q-story" data-wording="">'
        "What happened?</label>"
        '<p class="pi-q__hint pi-q__help" id="q-story-hint">Begin &amp; end.</p>'
        '<textarea class="pi-q__input pi-q__input--long" id="q-story" name="story" rows="6" '
        'maxlength="4000" aria-describedby="q-story-hint"/></div>'
    )


@pytest.mark.parametrize(
    ("question", "control"),
    [
        (
            "agreed",
            '<input class="pi-q__input" type="text" id="q-agreed" name="agreed" maxlength="200"/>',
        ),
        (
            "day",
            '<input class="pi-q__input pi-q__input--date" type="date" id="q-day" name="day"/>',
        ),
    ],
)
def test_a_line_and_a_day_have_boxes_of_their_own_width(question, control):
    assert flat(item("notes", question)[-1]) == control


def test_entries_have_one_blank_entry_to_copy_and_a_second_on_paper_without_controls():
    acts = item("notes", "acts")
    assert (acts.get("data-most"), acts.get("data-entry-name")) == ("3", "behaviour")
    (listed,) = acts.findall(".//*[@data-entries]")
    assert flat(listed) == (
        '<div class="pi-q__entries" data-entries="">'
        '<fieldset class="pi-q__entry" data-entry="">'
        '<legend class="pi-q__entry-name">Behaviour 1</legend>'
        '<div class="pi-q__field" data-field="what" data-type="text">'
        '<label class="pi-q__field-name" for="q-acts.0.what" data-wording="">What?</label>'
        '<p class="pi-q__hint pi-q__help" id="q-acts.0.what-hint">No names.</p>'
        '<input class="pi-q__input" type="text" id="q-acts.0.what" name="acts.0.what" '
        'maxlength="200" aria-describedby="q-acts.0.what-hint"/></div>'
        '<fieldset class="pi-q__field" data-field="kind" data-type="choice">'
        '<legend class="pi-q__field-name" data-wording="">Which kind?</legend>'
        '<div class="pi-q__choices"><div class="pi-q__choice">'
        '<input class="pi-q__radio" type="radio" id="q-acts.0.kind-good" name="acts.0.kind" '
        'value="good"/><label class="pi-q__label" for="q-acts.0.kind-good">good</label></div>'
        "</div></fieldset>"
        '<p class="pi-q__actions" data-js="" hidden="hidden">'
        '<button class="pi-q__button pi-q__button--secondary" type="button" '
        'data-action="remove-entry">Remove</button></p>'
        "</fieldset></div>"
    )
    (second,) = acts.findall("./div[@class='pi-q__paper-entry pi-paper']")
    assert words(second) == "Behaviour 2 What? No names. Which kind? good"
    assert list(second.iter("input", "textarea", "label")) == []
    assert words(acts[-1]) == "Add another behaviour"


def test_a_list_of_one_entry_cannot_be_made_longer():
    shown = item("sure", "shown-warmth")
    assert shown.get("data-most") == "1"
    assert shown.find(".//*[@data-action='add-entry']") is None
    assert words(shown.find(".//*[@data-entry]/legend")) == "Entry 1"


def test_prompts_stand_above_the_entries_and_belong_to_the_question():
    shown = item("sure", "shown-warmth")
    assert shown.get("aria-describedby") == "q-shown-warmth-hint q-shown-warmth-prompts"
    assert words(shown.find("./*[@id='q-shown-warmth-hint']")) == "About warmth."
    prompts = shown.find("./*[@id='q-shown-warmth-prompts']")
    assert [words(one) for one in prompts.iter("li")] == ["What changed by warmth?"]
    assert prompts.getnext().get("data-entries") == ""


def test_a_described_state_has_a_title_a_question_and_its_states_as_labels():
    one = item("well", "we-01")
    assert words(one[0]) == "we-01 Title we-01 How is we-01?"
    assert words(one.find(".//*[@data-wording]")) == "How is we-01?"
    assert [(words(label)) for label in one.iter("label")] == [
        "Bad",
        "Poor",
        "Fair",
        "Good",
        "Fine",
        "Cannot say",
    ]
    values = [radio.get("value") for radio in one.iter("input")]
    assert values == ["1", "2", "3", "4", "5", "not_applicable"]


def test_descriptions_of_patterns_stand_in_the_shuffled_order_and_get_letters_on_paper():
    steering, pace = item("which", "wf-01-now"), item("which", "wf-02-now")
    assert [radio.get("value") for radio in steering.iter("input")] == ["b", "a", "not_applicable"]
    assert [radio.get("value") for radio in pace.iter("input")] == ["a", "b", "not_applicable"]
    assert steering[-1].get("class") == (
        "pi-q__choices pi-q__choices--stacked pi-q__choices--lettered"
    )
    assert steering.find(".//*[@class='pi-q__code']") is None


def test_a_step_says_which_forms_have_it_where_not_all_do():
    def said(instrument_id):
        return [
            [words(one) for one in step.findall("./p[@class='pi-q__only']")]
            for step in page(WIDE, instrument_id).iter("section")
            if step.get("id", "").startswith("section-")
        ]

    assert said("which") == [["Also in: Now only"], []]
    assert said("notes") == [[], ["Also in: Alone"], ["Also in: Alone"]]
    assert said("well") == [[], []]
    assert said("team") == [[], []]


def test_a_step_that_no_form_shares_says_whose_it_is():
    apart = replace(
        NOTES,
        sections=(
            replace(NOTES.sections[0], forms=("group",)),
            replace(NOTES.sections[2], forms=("alone",)),
        ),
    )
    root = etree.fromstring(render(replace(WIDE, instruments=(apart,)), apart, MANIFEST))
    said = [words(one) for one in root.iter("p") if one.get("class") == "pi-q__only"]
    assert said == ["Only in: In a group", "Only in: Alone"]


def test_what_a_facilitator_does_names_the_form_that_shows_it():
    root = page(WIDE, "notes")
    (note,) = root.findall(".//*[@data-facilitator]")
    assert note.get("data-facilitator") == "group"
    assert words(note) == "For the facilitator 4 minutes. Keep time."


def test_choices_that_may_stay_open_are_said_to_once_a_step():
    root = page(WIDE, "match")
    said = [words(one) for one in root.iter("p") if "leave any of these open" in words(one)]
    assert said == ["You can leave any of these open."]
    assert item("match", "weight-string").get("data-optional") == ""


def test_an_embedded_instrument_is_named_and_its_statements_keep_their_codes():
    root = page(WIDE, "match")
    parts = [words(one) for one in root.iter("p") if one.get("class") == "pi-q__part"]
    assert parts == ["Part: You", "Part: You", "Part: Way", "Part: Way"]
    assert words(item("match", "ka-01")[0]).startswith("ka-01 ")
    assert item("match", "weight-string").find(".//*[@class='pi-q__code']") is None


def test_one_form_alone_is_no_question():
    root = page(WIDE, "well")
    assert root.find(".//input[@name='pi-form']") is None
    (only,) = root.findall(".//input[@data-only-form]")
    assert (only.get("type"), only.get("data-only-form")) == ("hidden", "full")
    assert only.get("data-items") == "we-01 we-02 wo-01"


@pytest.mark.parametrize(
    ("instrument_id", "noun", "button", "labels", "tool"),
    [
        ("team", "statement", "See your report", ["partnership"], "scoring tool"),
        ("which", "question", "See your report", ["partnership"], "scoring tool"),
        ("well", "question", "See your report", ["partnership", "organisation"], "scoring tool"),
        ("match", "question", "See your report", ["partnership"], "scoring tool"),
        ("notes", "question", "See your reflection", ["partnership"], "writing tool"),
        ("sure", "question", "See your document", ["partnership", "person"], "writing tool"),
    ],
)
def test_each_kind_has_its_words(instrument_id, noun, button, labels, tool):
    root = page(WIDE, instrument_id)
    product = button.removeprefix("See your ")
    assert (root.get("data-noun"), root.get("data-product")) == (noun, product)
    assert button in [words(one) for one in root.iter("button")]
    found = root.findall(".//*[@data-about]")
    assert [one.get("data-about") for one in found] == labels
    assert {one.get("maxlength") for one in found} == {"80"}
    assert f"the page downloads its {tool} from" in words(root)
    assert ("statement" in words(root)) == (instrument_id in {"team", "match"})
    markdown = root.find(".//*[@data-action='download-markdown']")
    assert (markdown is None) == (instrument_id == "team")


def test_every_kind_of_instrument_has_its_words():
    kinds = {
        kind for one in (SelfAssessment, Placement, HealthCheck, Workbook) for kind in one.KINDS
    }
    assert set(MANNERS) == kinds


def facts(instrument_id):
    listed = page(WIDE, instrument_id).find(".//ul[@class='pi-q__facts']")
    return [words(one) for one in listed]


def test_what_is_said_before_the_start_is_true_of_the_kind():
    names = (
        "Where you write in your own words, do not name people who could be recognised. "
        "A role is enough."
    )
    assert names in facts("notes")
    assert names not in facts("which")
    about_you = "You answer about yourself, for yourself. No answer is right or wrong."
    assert [
        one for one in ("team", "which", "well", "match", "notes") if about_you in facts(one)
    ] == ["team"]
    assert "The question for each question is: Which is nearest?" not in facts("which")
    assert "The question for each statement is: This week, how true?" in facts("team")
    neither = "If a question does not fit, choose “Neither”. It is left out of the profile."
    assert neither in facts("which")
    assert not [one for one in facts("notes") if "does not fit" in one]
    two = (
        "If a question does not fit, choose the answer after “or”. "
        "It is left out of the scores and of the profile."
    )
    assert two in facts("match")


def test_files_of_instruments_with_the_same_questions_are_offered():
    def offered(instrument_id):
        paragraphs = [words(one) for one in page(WIDE, instrument_id).iter("p")]
        return [one for one in paragraphs if one.startswith("You can also open")]

    taken = (
        "Answers to questions that are the same are taken over, so that you do not give them twice."
    )
    assert offered("match") == [
        f"You can also open a file that you saved from “Team check” or “Which way?”. {taken}"
    ]
    assert offered("team") == [f"You can also open a file that you saved from “Match”. {taken}"]
    assert offered("well") == []


def test_drafts_have_a_list_that_the_script_fills():
    (drafts,) = page(WIDE, "notes").findall(".//*[@data-drafts]")
    assert (drafts.tag, len(drafts)) == ("ul", 0)
    assert drafts.getparent().get("hidden") == "hidden"


def test_only_a_page_with_entries_asks_before_one_is_removed():
    assert page(WIDE, "notes").find(".//dialog[@data-dialog='remove-entry']") is not None
    assert page(WIDE, "which").find(".//dialog[@data-dialog='remove-entry']") is None


def test_without_a_score_there_is_no_sheet_and_the_page_promises_none():
    root = page(WIDE, "notes")
    assert root.find(".//*[@data-sheets]") is None
    assert "scor" not in words(root.find(".//*[@data-static]"))
    assert "Print the form with room to write." in words(root)


def tables(instrument_id, form_id):
    sheet = page(WIDE, instrument_id).find(f".//*[@data-sheet='{form_id}']")
    return [rows(table) for table in sheet.iter("table")]


def test_the_sheet_of_a_placement_says_which_letter_is_which_pattern():
    now, needs = tables("which", "both")
    assert now == [
        ["Feature", "By map", "By stars"],
        ["Steering", "B", "A"],
        ["Pace", "A", "B"],
        ["Count"],
    ]
    assert needs == now
    assert tables("which", "now") == [now]


def test_the_rules_of_a_profile_are_said_in_words():
    rules = page(WIDE, "which").find(".//*[@aria-labelledby='sheet-profile']")
    assert [words(one) for one in rules.iter("li")] == [
        (
            "With 2 answered: “clear” if one pattern has 2 or more. “Mainly” that pattern "
            "if it has 1, or has at least 1 more than any other. Otherwise “mixed”."
        ),
        (
            "With 1 answered: “clear” if one pattern has 1 or more. “Mainly” that pattern if it "
            "has at least 1 more than any other. Otherwise “mixed”."
        ),
        (
            "A mixed profile names the top pattern and every pattern at most 1 behind it. Patterns "
            "with the same count are named together."
        ),
    ]
    assert "With fewer than 1 of 2 there is no profile." in words(rules)


def test_the_sheet_of_a_health_check_sums_dimensions_and_lists_the_evidence():
    warmth, results = tables("well", "full")
    assert warmth == [
        ["Question", "How to count it", "Counts as"],
        ["we-01", "Title we-01: your answer"],
        ["we-02", "Title we-02: your answer"],
        ["Sum", "add the numbers above"],
        ["Answered", "how many of 2"],
        ["Score", "sum divided by answered, if at least 1 of 2 are answered"],
    ]
    assert results == [
        ["Question", "About", "Step, 1 to 5"],
        ["wo-01", "Title wo-01"],
        ["Steps", "1 None; 2 Some; 3 Much; 4 Most; 5 All. Do not add them up or take a mean."],
    ]
    bear = words(page(WIDE, "well").find(".//*[@aria-labelledby='sheet-states']"))
    assert "a dimension’s score may be off by about 0.4 points either way" in bear
    assert "if their rounded scores differ by 1.0 or more" in bear


def test_the_sheet_of_fit_has_the_parts_and_weighs_what_the_form_scores():
    *parts, fit = tables("match", "long")
    assert [table[0][0] for table in parts] == ["Statement", "Statement", "Feature", "Feature"]
    assert fit == [
        [
            "Competency",
            "By map",
            "By stars",
            "Importance",
            "Strength",
            "Cell",
            "Shortfall",
        ],
        ["String", "1", "3"],
        ["Tail", "2", "3"],
        ["Wick", "3", "1"],
        ["None", "1", "1"],
    ]
    *_, areas = tables("match", "brief")
    # Of kite: (1 + 2)/2 and (3 + 3)/2.
    assert areas[1] == ["Kite", "1.5", "3"]
    assert areas[0][0] == "Area"


def test_the_rules_of_fit_say_the_cuts_and_what_own_importance_counts_as():
    rules = page(WIDE, "match").find(".//*[@aria-labelledby='sheet-fit']")
    text = words(rules)
    # The scale runs from 0 to 2: its ends count as 1 and 3.
    assert "false = 1, mixed = 2, true = 3." in text
    assert "Importance is high from 2.5, and strength from 1.5." in text
    assert "the shortfall is 1.5 minus strength, times importance" in text
    assert "Mark the 3 largest shortfalls, and all that tie with them." in text
