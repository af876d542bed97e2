import dataclasses
import json

import pytest

from scorer import codebook, evidence, evidencereport
from scorer.answers import blank, read
from scorer.blocks import Bullets, Facts, Figure, Paragraph, Part, Quote, Table
from scorer.framework import Workbook
from scorer.plain import as_text
from scorer.taking import take

FRAMEWORK = codebook.default()
VISION, SUCCESS = "evidence-shared-vision", "evidence-shared-success"
TITLES = {each.id: each.title for area in FRAMEWORK.areas for each in area.competencies}
STEPS = {step.id: step.title for step in FRAMEWORK.evidence_ladder}
WORKBOOK = FRAMEWORK.instrument("evidence")


def saved(answers, form="person", framework=FRAMEWORK, instrument="evidence"):
    data = json.loads(blank(framework, instrument, form)) | {"answers": answers}
    return read(json.dumps(data), framework)


def scored(answers, form="person", framework=FRAMEWORK):
    return evidence.score(saved(answers, form, framework), framework)


def reported(answers, form="person", framework=FRAMEWORK):
    return evidencereport.report(scored(answers, form, framework), framework)


def section(report, section_id):
    return next(each for each in report.sections if each.id == section_id)


def parts(report, question):
    found = section(report, f"about-{question}").blocks
    return [each for each in found if isinstance(each, Part)]


def figure(report):
    return next(each for each in section(report, "gaps").blocks if isinstance(each, Figure))


def with_fields(*kept, at_most=5):
    """Return the framework with entries of fewer fields."""

    def fewer(field):
        fields = tuple(each for each in field.fields if each.id in kept)
        return dataclasses.replace(field, fields=fields, at_most=at_most)

    sections = tuple(
        dataclasses.replace(each, fields=tuple(fewer(field) for field in each.fields))
        for each in WORKBOOK.sections
    )
    values = {each.name: getattr(WORKBOOK, each.name) for each in dataclasses.fields(Workbook)}
    small = Workbook(**(values | {"sections": sections}))
    rest = tuple(each for each in FRAMEWORK.instruments if each.id != "evidence")
    return dataclasses.replace(FRAMEWORK, instruments=(*rest, small))


def test_answers_of_another_framework_are_refused():
    other = dataclasses.replace(FRAMEWORK, sha256="0" * 64)
    with pytest.raises(ValueError, match="read with another framework"):
        evidence.score(saved({}), other)


def test_the_strongest_step_is_the_highest_on_the_ladder():
    result = scored({VISION: [{"strength": "output"}, {"strength": "outcome-tracked"}, {}]})
    subject = next(each for each in result.subjects if each.id == "shared-vision")
    assert (subject.entries, subject.strongest) == (2, "outcome-tracked")
    assert subject.steps == (0, 0, 1, 1, 0)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Waits fell.", True),
        ("not known yet", False),
        (' "Not known yet." ', False),
        ("Not known yet for two of three towns", True),
    ],
)
def test_not_known_yet_is_no_outcome(text, outcome):
    assert scored({VISION: [{"outcome": text}]}).with_outcome == outcome


def test_entries_with_an_outcome_come_first_and_others_say_that_there_is_none():
    report = reported(
        {VISION: [{"claim": "We met."}, {"claim": "We moved.", "outcome": "Waits fell."}]}
    )
    first, second = parts(report, VISION)
    assert (first.title, second.title) == ("We moved.", "We met.")
    assert Paragraph(text="No outcome yet.") not in first.blocks
    assert second.blocks[0] == Paragraph(text="No outcome yet.")


def test_an_entry_shows_every_field_and_what_is_missing():
    report = reported(
        {
            VISION: [
                {
                    "claim": "One list",
                    "outcome": "From 9\nto 4 weeks",
                    "source": "Records",
                    "strength": "outcome-changed",
                }
            ]
        }
    )
    (part,) = parts(report, VISION)
    labels = {each.id: each.label for each in WORKBOOK.sections[1].fields[0].fields}
    assert part.title == "One list"
    assert part.blocks[0] == Quote(label=labels["outcome"], text="From 9\nto 4 weeks")
    assert isinstance(part.blocks[1], Facts)
    assert [(row.term, row.text) for row in part.blocks[1].rows] == [
        (labels["source"], "Records"),
        (labels["strength"], STEPS["outcome-changed"]),
    ]
    assert part.blocks[2].text == (
        f"Not filled in: “{labels['how']}”, “{labels['date']}” and “{labels['gaps']}”."
    )


def test_an_entry_without_a_claim_is_numbered():
    report = reported({VISION: [{"source": "Minutes"}]})
    assert [part.title for part in parts(report, VISION)] == ["Piece of evidence 1"]


def test_the_document_has_its_own_title_and_says_whom_it_is_for():
    report = reported({"title": "Our year", "for-whom": "The board", "people": "Carers"})
    assert report.heading == "Our year"
    facts, quote = section(report, "step-about").blocks
    assert [row.text for row in facts.rows] == ["Our year", "The board"]
    assert quote.text == "Carers"


def test_the_picture_has_a_row_for_each_competency_and_a_column_for_each_step():
    found = figure(
        reported({VISION: [{"strength": "output", "gaps": "No count"}, {"claim": "We met."}]})
    )
    assert found.chart.columns == (*STEPS.values(), "No step chosen")
    assert [row.label for row in found.chart.rows] == list(TITLES.values())
    assert found.chart.rows[0].counts == (0, 0, 1, 0, 0, 1)
    assert found.table.rows[0] == (TITLES["shared-vision"], "0", "0", "1", "0", "0", "1", "1")
    assert found.table.head[-1] == "Gaps named"


def test_the_column_for_no_step_is_left_out_where_every_entry_has_one():
    found = figure(reported({VISION: [{"strength": "none"}]}))
    assert found.chart.columns == tuple(STEPS.values())


def test_subjects_without_evidence_are_named_and_not_blamed():
    report = reported({VISION: [{"claim": "We met."}]})
    blocks = section(report, "gaps").blocks
    assert blocks[-2].text == (
        "These competencies have no entry here. It does not mean that nothing was done."
    )
    assert isinstance(blocks[-1], Bullets)
    assert TITLES["shared-vision"] not in blocks[-1].items
    assert len(blocks[-1].items) == 15


@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        ({}, ["Nothing is written yet about any of the 16 competencies."]),
        (
            {VISION: [{"outcome": "Waits fell."}]},
            [
                "There is 1 piece of evidence, about 1 of 16 competencies.",
                "1 of 1 names an outcome. Entries with an outcome come first.",
            ],
        ),
        (
            {VISION: [{"claim": "We met."}], SUCCESS: [{"claim": "We shared."}]},
            [
                "There are 2 pieces of evidence, about 2 of 16 competencies.",
                "0 of 2 name an outcome. Entries with an outcome come first.",
            ],
        ),
    ],
)
def test_the_document_says_in_short_what_there_is(answers, lines):
    assert [each.text for each in section(reported(answers), "short").blocks] == lines


def test_a_partnership_is_documented_by_dimension():
    report = reported({"dimension-evidence-shared-purpose": [{"claim": "One"}]}, "partnership")
    assert figure(report).table.head[0] == "Dimension"
    assert "1 of 6 dimensions" in as_text(report)
    assert [part.title for part in parts(report, "dimension-evidence-shared-purpose")] == ["One"]


def test_what_did_not_change_follows_the_evidence():
    report = reported({VISION: [{"claim": "We met."}], "not-changed": "The nights"})
    ids = [each.id for each in report.sections]
    assert ids == ["short", f"about-{VISION}", "gaps", "step-rest", "open", "limits"]


def test_entries_with_a_claim_alone_have_a_table_and_no_picture():
    framework = with_fields("claim")
    report = reported({VISION: [{"claim": "We met."}]}, framework=framework)
    table = section(report, "gaps").blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0] == (TITLES["shared-vision"], "1")
    assert "No outcome yet." not in as_text(report)
    assert "names an outcome" not in as_text(report)


def test_entries_without_a_claim_still_show_what_they_hold():
    report = reported({VISION: [{"gaps": "No count"}]}, framework=with_fields("gaps", "strength"))
    assert parts(report, VISION)[0].blocks[0].text == "No count"


def test_a_self_assessment_gives_a_claim_for_each_listed_statement():
    items = FRAMEWORK.instrument("leader").form("short").items
    wording = {
        item.id: item.self_wording
        for area in FRAMEWORK.areas
        for each in area.competencies
        for item in each.items
    }
    answers = dict.fromkeys(items, 3) | {"fp-01": 5, "fp-04": 4, "wo-01": 4}
    answers |= {"uo-10": 1, "uo-09": 4}
    found = evidence.claims(saved(answers, "short", instrument="leader"), FRAMEWORK)
    assert found["evidence-shared-vision"] == [
        {"claim": f"{wording['fp-01']} (Answer: almost always)"}
    ]
    assert found["evidence-community-outcomes"] == [
        {"claim": f"{wording['fp-04']} (Answer: often)"}
    ]
    # uo-09 is reversed: 4 counts as 2, so it is listed with the answer as given.
    assert found["evidence-taking-the-work-seriously"] == [
        {"claim": f"{wording['uo-09']} (Answer: often)"}
    ]
    assert found["evidence-shared-success"] == [{"claim": f"{wording['uo-10']} (Answer: never)"}]


def test_a_health_check_gives_the_highest_and_the_lowest_state_of_each_dimension():
    dimension = FRAMEWORK.instrument("health").dimensions[0]
    one, two, three, four = dimension.items
    answers = {one.id: 2, two.id: 5, three.id: 3, four.id: 2}
    found = evidence.claims(saved(answers, "full", instrument="health"), FRAMEWORK)
    assert found == {
        f"dimension-evidence-{dimension.id}": [
            {"claim": f"{two.title}: {two.states[4]}"},
            {"claim": f"{one.title}: {one.states[1]}"},
            {"claim": f"{four.title}: {four.states[1]}"},
        ]
    }


@pytest.mark.parametrize(
    ("instrument", "form"),
    [("partnership-type", "both"), ("reflection", "alone"), ("health", "meeting")],
)
def test_other_files_give_no_claims(instrument, form):
    assert evidence.claims(saved({}, form, instrument=instrument), FRAMEWORK) == {}


def test_a_claim_that_is_too_long_is_cut():
    check = FRAMEWORK.instrument("health")
    first = check.dimensions[0]
    item = dataclasses.replace(first.items[0], states=("x" * 300, "b", "c", "d", "e"))
    longer = dataclasses.replace(first, items=(item, *first.items[1:]))
    framework = dataclasses.replace(
        FRAMEWORK,
        instruments=(
            dataclasses.replace(check, dimensions=(longer, *check.dimensions[1:])),
            WORKBOOK,
        ),
    )
    found = evidence.claims(saved({item.id: 1}, "full", framework, "health"), framework)
    ((entry,),) = found.values()
    assert len(entry["claim"]) == 200
    assert entry["claim"].endswith("xx…")


def test_no_more_claims_are_made_than_a_question_takes():
    framework = with_fields("claim", at_most=1)
    items = FRAMEWORK.instrument("leader").form("full").items
    answers = saved(dict.fromkeys(items, 3), "full", instrument="leader")
    assert max(map(len, evidence.claims(answers, FRAMEWORK).values())) > 1
    assert {len(each) for each in evidence.claims(answers, framework).values()} == {1}


def test_a_scored_questionnaire_opens_as_evidence():
    items = FRAMEWORK.instrument("leader").form("short").items
    answers = saved(dict.fromkeys(items, 5), "short", instrument="leader")
    taken = take(answers, FRAMEWORK, "evidence", FRAMEWORK)
    assert taken.form == "person"
    assert set(taken.answers) == set(evidence.claims(answers, FRAMEWORK))
