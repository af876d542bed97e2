import dataclasses
import json

import pytest

from scorer import codebook, reflection, reflectionreport
from scorer.answers import blank, read
from scorer.blocks import Facts, Figure, Part, Quote, Table
from scorer.framework import Workbook
from scorer.plain import as_text

FRAMEWORK = codebook.default()
WORKBOOK = FRAMEWORK.instrument("reflection")
COMPONENTS = {each.id: each.title for each in FRAMEWORK.emotional_intelligence}
RANG = {"what": "Rang <b>each</b> partner", "health": "healthy", "components": ["empathy"]}
LEFT = {"what": "Left early", "health": "unhealthy", "components": ["empathy", "motivation"]}
TEA = {"what": "Made tea"}


def saved(answers, form="alone", framework=FRAMEWORK):
    data = json.loads(blank(framework, "reflection", form)) | {"answers": answers}
    return read(json.dumps(data), framework)


def scored(answers, form="alone", framework=FRAMEWORK):
    return reflection.score(saved(answers, form, framework), framework)


def reported(answers, form="alone", framework=FRAMEWORK):
    return reflectionreport.report(scored(answers, form, framework), framework)


def section(report, section_id):
    return next(each for each in report.sections if each.id == section_id)


def ids(report):
    return [each.id for each in report.sections]


def without_fields(*dropped):
    """Return the framework with behaviours of fewer fields."""

    def fewer(field):
        kept = tuple(each for each in field.fields if each.id not in dropped)
        return dataclasses.replace(field, fields=kept)

    sections = tuple(
        dataclasses.replace(each, fields=tuple(fewer(field) for field in each.fields))
        for each in WORKBOOK.sections
    )
    values = {each.name: getattr(WORKBOOK, each.name) for each in dataclasses.fields(Workbook)}
    small = Workbook(**(values | {"sections": sections}))
    rest = tuple(each for each in FRAMEWORK.instruments if each.id != "reflection")
    return dataclasses.replace(FRAMEWORK, instruments=(*rest, small))


def test_answers_of_another_framework_are_refused():
    other = dataclasses.replace(FRAMEWORK, sha256="0" * 64)
    with pytest.raises(ValueError, match="read with another framework"):
        reflection.score(saved({}), other)


def test_behaviours_are_counted_by_component_and_mark():
    result = scored({"behaviours": [RANG, LEFT, TEA]})
    counts = {each.id: (*each.counts, each.not_marked) for each in result.components}
    assert counts == {
        "self-awareness": (0, 0, 0),
        "self-regulation": (0, 0, 0),
        "motivation": (0, 1, 0),
        "empathy": (1, 1, 0),
        "social-skill": (0, 0, 0),
    }
    assert (result.without_component, result.not_marked) == (1, (3,))


def test_the_lists_stand_apart_and_keep_what_was_typed():
    report = reported({"behaviours": [LEFT, RANG, TEA]})
    parts = [each for each in section(report, "behaviours").blocks if isinstance(each, Part)]
    assert [(part.title, part.blocks[0].rows) for part in parts] == [
        ("Healthy", (("Rang <b>each</b> partner", "Empathy", "–"),)),
        ("Unhealthy", (("Left early", "Motivation and Empathy", "–"),)),
        ("Not marked", (("Made tea", "–", "–"),)),
    ]


def test_a_list_without_behaviours_is_left_out():
    report = reported({"behaviours": [LEFT]})
    assert [each.title for each in section(report, "behaviours").blocks] == ["Unhealthy"]


def test_the_figure_and_its_table_hold_the_same_counts():
    figure = section(reported({"behaviours": [RANG, LEFT]}), "components").blocks[0]
    assert isinstance(figure, Figure)
    assert figure.chart.series == ("Healthy", "Unhealthy")
    assert figure.chart.most == 1
    assert figure.table.rows[3] == ("Empathy", "1", "1")
    for bar, row in zip(figure.chart.rows, figure.table.rows, strict=True):
        assert (bar.label, *map(str, bar.values)) == row


def test_behaviours_without_a_mark_have_a_bar_of_their_own():
    figure = section(
        reported({"behaviours": [RANG, {"components": ["empathy"]}]}), "components"
    ).blocks[0]
    assert figure.chart.series == ("Healthy", "Unhealthy", "Not marked")
    assert figure.table.rows[3] == ("Empathy", "1", "0", "1")


def test_components_that_nobody_named_are_a_question():
    text = section(reported({"behaviours": [RANG, LEFT]}), "components").blocks[1].text
    assert text.startswith(
        "Nothing here is related to Self-awareness, Self-regulation and Social skill. Was it"
    )
    every = reported({"behaviours": [RANG | {"components": list(COMPONENTS)}]})
    assert len(section(every, "components").blocks) == 1


@pytest.mark.parametrize(
    ("behaviours", "sentence"),
    [
        ([RANG, TEA], "1 behaviour is related to no component. Ask what it was about."),
        ([TEA, TEA], "2 behaviours are related to no component. Ask what they were about."),
    ],
)
def test_behaviours_without_a_component_are_said(behaviours, sentence):
    found = section(reported({"behaviours": behaviours}), "components").blocks
    assert found[-1].text == sentence


def test_named_competencies_are_listed_with_their_counts():
    behaviours = [RANG | {"competencies": ["shared-success", "shared-vision"]}]
    report = reported({"behaviours": [*behaviours, LEFT | {"competencies": ["shared-success"]}]})
    (table,) = section(report, "competencies").blocks
    assert isinstance(table, Table)
    assert table.rows == (("Shared vision", "1", "0"), ("Shared success", "1", "1"))


def test_without_named_competencies_there_is_no_such_section():
    assert "competencies" not in ids(reported({"behaviours": [RANG]}))


def test_the_story_is_quoted_with_its_lines():
    quotes = section(reported({"story": "It began.\n\nThen <i>she</i> rang."}), "step-story").blocks
    assert isinstance(quotes[0], Quote)
    assert quotes[0].text == "It began.\n\nThen <i>she</i> rang."


def test_the_report_follows_the_steps_and_leaves_open_ones_out():
    report = reported(
        {
            "agreed": "Nothing leaves.",
            "behaviours": [RANG],
            "action": "Ring",
            "action-by": "2027-03-01",
        },
        "group",
    )
    assert ids(report) == [
        "step-opening",
        "behaviours",
        "components",
        "step-action",
        "open",
        "limits",
    ]
    facts = section(report, "step-action").blocks[1]
    assert isinstance(facts, Facts)
    assert facts.rows[0].text == "1 March 2027"


def test_the_facilitator_s_words_stay_on_the_page():
    report = as_text(reported({"agreed": "Nothing leaves."}, "group"))
    assert not any(
        each.facilitator and each.facilitator.text[:40] in report for each in WORKBOOK.sections
    )


def test_behaviours_without_a_mark_or_a_component_are_one_table():
    framework = without_fields("health", "components")
    # Nothing sorts or relates them, so they are shown as they were written.
    report = reported({"behaviours": [{"what": "Rang"}]}, framework=framework)
    (table,) = section(report, "step-behaviours").blocks
    assert table.rows == (("Rang", "–"),)
    assert scored({"behaviours": [{"what": "Rang"}]}, framework=framework).behaviours == 0


def test_behaviours_that_nothing_sorts_are_counted_together():
    framework = without_fields("health")
    report = reported(
        {"behaviours": [{"what": "Rang", "components": ["empathy"]}]}, framework=framework
    )
    assert isinstance(section(report, "behaviours").blocks[0], Table)
    figure = section(report, "components").blocks[0]
    assert figure.table.head == ("Component", "Behaviours")
    assert figure.table.rows[3] == ("Empathy", "1")


def test_behaviours_without_components_are_still_sorted():
    report = reported(
        {"behaviours": [{"what": "Rang", "health": "healthy"}]},
        framework=without_fields("components"),
    )
    assert "components" not in ids(report)
    assert section(report, "behaviours").blocks[0].title == "Healthy"
