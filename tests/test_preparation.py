import dataclasses
import json

import pytest

from scorer import codebook, preparation, preparationreport
from scorer.answers import blank, read
from scorer.blocks import Bullets, Facts, Notice, Paragraph, Part, Quote, Table
from scorer.framework import Field, Workbook, WorkbookSection
from scorer.plain import as_text

FRAMEWORK = codebook.default()
TITLES = {each.id: each.title for area in FRAMEWORK.areas for each in area.competencies}


def saved(answers, form="quick", framework=FRAMEWORK, instrument="preparing"):
    data = json.loads(blank(framework, instrument, form)) | {"answers": answers}
    return read(json.dumps(data), framework)


def scored(answers, form="quick", framework=FRAMEWORK):
    return preparation.score(saved(answers, form, framework), framework)


def reported(answers, form="quick", framework=FRAMEWORK):
    return preparationreport.report(scored(answers, form, framework), framework)


def section(report, section_id):
    return next(each for each in report.sections if each.id == section_id)


def blocks(report, section_id, kind):
    found = section(report, section_id).blocks
    inner = [one for each in found if isinstance(each, Part) for one in each.blocks]
    return [each for each in (*found, *inner) if isinstance(each, kind)]


def bullets(report, section_id):
    return {
        part.title: part.blocks[0].items
        for part in section(report, section_id).blocks
        if isinstance(part, Part)
    }


def test_answers_of_another_framework_are_refused():
    other = dataclasses.replace(FRAMEWORK, sha256="0" * 64)
    with pytest.raises(ValueError, match="read with another framework"):
        preparation.score(saved({}), other)


def test_the_pattern_is_what_was_chosen_and_weighs_all_competencies():
    result = scored({"pattern": "competition"})
    assert result.pattern == "competition"
    assert [each.competency for each in result.weights] == list(TITLES)
    assert result.assumptions == {"weights": "author", "listed": "3"}


def test_weights_of_two_origins_are_told_apart():
    fit = FRAMEWORK.fit
    # Of what competition asks for most, community-outcomes comes first.
    rated = [
        dataclasses.replace(
            each, weights=tuple(dataclasses.replace(one, status="panel") for one in each.weights)
        )
        if each.competency == "community-outcomes"
        else each
        for each in fit.competencies
    ]
    mixed = dataclasses.replace(fit, competencies=tuple(rated))
    framework = dataclasses.replace(FRAMEWORK, fit=mixed)
    assert scored({"pattern": "competition"}, framework=framework).assumptions["weights"] == "mixed"
    report = reported({"pattern": "competition"}, framework=framework)
    table = blocks(report, "asks", Table)[0]
    assert table.caption == "Weight 3"
    assert [row[3] for row in table.rows] == ["a panel", *["the authors"] * 5]
    notice = blocks(report, "asks", Notice)[0]
    assert "Some were rated by a panel. The others are the authors’ judgement." in notice.items[0]


def test_the_plan_comes_first_and_fits_one_page():
    report = reported({"purpose": "Warm homes."})
    assert report.one_page
    assert report.sections[0].id == "plan"
    assert blocks(report, "plan", Quote)[0].text == "Warm homes."


@pytest.mark.parametrize(("length", "place"), [(300, "plan"), (301, "step-know")])
def test_a_long_purpose_stands_below_the_plan(length, place):
    report = reported({"purpose": "x" * length})
    found = [
        each.id
        for each in report.sections
        for one in each.blocks
        if isinstance(one, Quote) and one.text == "x" * length
    ]
    assert found == [place]


def test_the_plan_names_the_pattern_the_lists_and_the_tables():
    report = reported(
        {
            "pattern": "cooperation",
            "lean": ["living-the-values"],
            "work": ["shared-vision"],
            "conversations": [{"who": "The treasurer", "by": "2026-12-01"}],
            "steps": [{"step": "Read the minutes", "by": "2027-01-31"}],
            "stop": "One board",
            "review": "2027-05-02",
        }
    )
    facts = blocks(report, "plan", Facts)
    assert (facts[0].rows[0].term, facts[0].rows[0].word) == ("Pattern", "Cooperation")
    assert bullets(report, "plan") == {
        "Lean on": (TITLES["living-the-values"],),
        "Work on": (TITLES["shared-vision"],),
    }
    assert [table.rows for table in blocks(report, "plan", Table)] == [
        (("The treasurer", "–", "1 December 2026"),),
        (("Read the minutes", "31 January 2027"),),
    ]
    assert [row.text for row in facts[1].rows] == ["One board", "2 May 2027"]


def test_a_tie_is_named_whole_and_said():
    lean = ["community-outcomes", "beyond-boundaries", "at-ease-with-disagreement"]
    report = reported({"pattern": "competition", "lean": [*lean, "seeing-the-network"]})
    # Weights 3, 3, 2 and 2: the fourth ties with the third.
    part = next(each for each in section(report, "plan").blocks if isinstance(each, Part))
    assert part.blocks[0].items == tuple(TITLES[each] for each in [*lean, "seeing-the-network"])
    assert part.blocks[1].text == "Some have the same weight, so all of those are named."


def test_without_a_pattern_it_says_so_and_shows_no_weight():
    chosen = ["shared-vision", "means-to-ends", "shared-success", "living-the-values"]
    report = reported({"lean": chosen})
    assert (
        section(report, "asks").blocks[0].text.startswith("You chose no pattern, so nothing here")
    )
    assert len(section(report, "asks").blocks) == 1
    assert "weight" not in " ".join(bullets(report, "stand")["You can lean on"])
    assert [each.text for each in blocks(report, "plan", Paragraph)] == [
        "All are named, because without weights none comes first."
    ]


def test_a_pattern_without_weights_lists_nothing():
    framework = dataclasses.replace(FRAMEWORK, fit=None)
    report = reported({"pattern": "competition", "lean": ["shared-vision"]}, framework=framework)
    assert section(report, "asks").blocks == (
        Paragraph(text="There are no weights for this pattern, so nothing is listed here."),
    )


def test_each_most_asked_competency_has_its_reason_its_origin_and_its_list():
    report = reported(
        {
            "pattern": "cooperation",
            "lean": ["range-of-contributions", "living-the-values"],
            "work": ["living-the-values", "getting-to-know-others"],
        }
    )
    table = blocks(report, "asks", Table)[0]
    reasons = {
        each.competency: one.reason
        for each in FRAMEWORK.fit.competencies
        for one in each.weights
        if one.pattern == "cooperation"
    }
    assert table.caption == "Weight 3, rated by the authors"
    assert [(row[0], row[2]) for row in table.rows] == [
        (TITLES["range-of-contributions"], "to lean on"),
        (TITLES["openness-about-interests"], "–"),
        (TITLES["living-the-values"], "both lists"),
        (TITLES["getting-to-know-others"], "to work on"),
    ]
    assert table.rows[0][1] == reasons["range-of-contributions"]
    assert len(blocks(report, "asks", Table)[1].rows) == 12
    assert f"In neither of your lists: {TITLES['openness-about-interests']}." in as_text(report)


def test_the_weights_carry_their_caution():
    notice = blocks(reported({"pattern": "co-evolving"}), "asks", Notice)[0]
    assert notice.lead == "Nobody has tested whether these weights are right."
    assert notice.items[0].endswith("They are the judgement of this framework’s authors.")


def test_bring_and_hope_are_quoted():
    report = reported({"bring": "Two vans\nand a <b>room</b>", "hope": "A say"})
    quotes = blocks(report, "step-bring", Quote)
    assert [each.text for each in quotes] == ["Two vans\nand a <b>room</b>", "A say"]


def test_the_short_form_shows_areas_and_statements():
    # A 5 to fp-01, and a 1 to fp-09, which is reversed and so counts as 5; all else is 3.
    items = FRAMEWORK.instrument("leader").form("short").items
    answers = dict.fromkeys(items, 3) | {"fp-01": 5, "fp-09": 1, "uo-10": 1}
    report = reported({"pattern": "co-evolving"} | answers, "short")
    table = blocks(report, "stand", Table)[0]
    # (5 + 3 + 5 + 3)/4; weights 3, 2, 1 and 3, so 9/4.
    assert table.rows[0][1:] == ("4.0", "often", "3.6 to 4.4", "2.25")
    # (3 + 3 + 3 + 1)/4 = 2.5; weights 3, 2, 1 and 1, so 7/4.
    assert table.rows[3][1:] == ("2.5", "sometimes", "2.1 to 2.9", "1.75")
    lean = bullets(report, "plan")["Lean on"]
    assert lean[0].endswith("(almost always)")
    assert lean[1].endswith("(never, which is the strength)")
    assert "The opposite of " in bullets(report, "stand")["You can lean on"][1]
    assert bullets(report, "stand")["To work on"][-1].endswith("weight 1.")


def test_the_short_form_without_a_pattern_has_no_mean_weights():
    items = FRAMEWORK.instrument("leader").form("short").items
    report = reported(dict.fromkeys(items, 4), "short")
    assert "Mean weight" not in blocks(report, "stand", Table)[0].head
    notice = blocks(report, "stand", Notice)[0]
    assert notice.items[0] == "You gave every statement the same answer."


def test_an_area_with_two_answers_has_no_score():
    report = reported({"fp-01": 4, "fp-04": 4}, "short")
    assert blocks(report, "stand", Table)[0].rows[0][1:] == ("–", "too few answers", "–")


def test_nothing_about_yourself_is_said_to_be_nothing():
    for form in ("quick", "short"):
        assert section(reported({}, form), "stand").blocks == (
            Paragraph(text="You gave no answers about yourself, so there is nothing to list."),
        )


def test_what_may_stay_open_is_not_asked_for_again():
    open_ = blocks(reported({"members": "A clinic"}), "open", Bullets)[0].items
    labels = {
        field.id: field.label
        for each in FRAMEWORK.instrument("preparing").sections
        for field in each.fields
    }
    assert open_ == tuple(
        labels[each] for each in ("purpose", "lean", "work", "bring", "hope", "steps")
    )


def field(field_id, kind, **more):
    values = {each.name: None for each in dataclasses.fields(Field)}
    values |= {"optional": False, "options": (), "fields": (), "label": f"The {field_id}"}
    return Field(**(values | {"id": field_id, "type": kind} | more))


def workbook(*fields):
    section = WorkbookSection(
        id="one",
        title="One step",
        summary="All of it.",
        forms=(),
        split=False,
        facilitator=None,
        fields=fields,
        instrument=None,
        uses=(),
    )
    preparing = FRAMEWORK.instrument("preparing")
    forms = (dataclasses.replace(preparing.forms[0], id="only"),)
    values = {each.name: getattr(preparing, each.name) for each in dataclasses.fields(Workbook)}
    small = Workbook(**(values | {"forms": forms, "sections": (section,)}))
    rest = tuple(each for each in FRAMEWORK.instruments if each.id != "preparing")
    return dataclasses.replace(FRAMEWORK, instruments=(*rest, small))


@pytest.mark.parametrize(
    ("fields", "answers", "shown"),
    [
        ((field("keys", "text"),), {"keys": "Under the mat"}, "Under the mat"),
        ((field("day", "date"),), {"day": "2026-12-24"}, "24 December 2026"),
        (
            (field("how", "scale", scale="importance", for_each="competencies"),),
            {"how-shared-vision": 5},
            "Shared vision: The how\n  essential",
        ),
        (
            (field("strong", "choices", options_from="competencies"),),
            {"strong": ["means-to-ends"]},
            "Means to ends",
        ),
    ],
)
def test_a_workbook_with_one_field_has_a_report(fields, answers, shown):
    assert shown in as_text(reported(answers, "only", workbook(*fields)))
