from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
import yaml
from lxml import etree

from scorer.framework import (
    Axis,
    Clarity,
    Component,
    Description,
    EntryField,
    Facilitation,
    Feature,
    Field,
    FieldOption,
    Form,
    Pass,
    Pattern,
    Patterns,
    Placement,
    PlacementForm,
    Workbook,
    WorkbookSection,
)
from sitegen import framework, printable

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "data" / "small"
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]


def load(folder=SMALL):
    return framework.load(folder).framework


def tree(made):
    _, front, body = made.text.split("---\n", 2)
    html = markdown.markdown(body, extensions=EXTENSIONS)
    return yaml.safe_load(front), etree.fromstring(f"<body>{html}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def classed(root, name):
    return [one for one in root.iter() if name in (one.get("class") or "").split()]


def test_there_is_a_page_for_each_form_of_each_questionnaire():
    made = printable.render(load())
    assert [page.path for page in made] == ["print/keeper-quick.md", "print/keeper-long.md"]
    assert [page.title for page in made] == [
        "Am I a keeper?, quick form, on paper",
        "Am I a keeper?, long form, on paper",
    ]
    front, _ = tree(made[0])
    assert front == {
        "title": "Am I a keeper?, quick form, on paper",
        "description": "Am I a keeper?, quick form, on paper: 4 statements with boxes to tick, "
        "and a scoring sheet.",
        "form_css": True,
        "source": "instruments/keeper.yml",
        "hide": ["toc"],
        "search": {"exclude": True},
    }


def test_a_page_has_each_statement_of_its_form_with_a_box_a_word_and_one_for_none():
    quick, _ = printable.render(load())
    _, body = tree(quick)
    items = classed(body, "pi-paper__item")
    assert [one.get("id") for one in items] == ["room-01", "room-02", "door-01", "door-03"]
    for item in items:
        boxes = [words(box) for box in item.iter("li")]
        assert boxes == ["seldom", "at times", "mostly", "I cannot tell"]


def test_a_page_has_the_instructions_the_period_and_the_areas():
    _, body = tree(printable.render(load())[1])
    assert "In the last month, how much was each of these true of you?" in words(body)
    assert "tick “I cannot tell”" in words(body)
    assert "Long form: 6 statements, about 2 minutes." in words(body)
    assert [words(one) for one in body.iter("h2")] == [
        "Before you start",
        "The *rooms*",
        "The people",
        "Hand-scoring sheet",
    ]


def test_the_sheet_is_of_this_form_alone_with_key_minimum_and_words():
    quick, long = printable.render(load())
    _, body = tree(long)
    assert [one.get("id") for one in classed(body, "pi-q__sheet-title")] == [
        "sheet-long",
        "sheet-words",
    ]
    text = words(body)
    assert "room-03 reverse: 4 minus your answer" in text
    assert "sum divided by answered, if at least 2 of 3 are answered" in text
    assert "may be off by about 0.4 points either way" in text
    assert "if their rounded scores differ by 0.8 or more" in text
    ranges = [words(row) for row in classed(body, "pi-q__table--words")[0].iter("tr")]
    assert ranges[1:] == ["1.0 to 1.4seldom", "1.5 to 2.4at times", "2.5 to 3.0mostly"]
    assert "differ by 1 or more" in words(tree(quick)[1])


def test_nothing_on_the_page_takes_an_answer():
    for made in printable.render(load(ROOT / "framework")):
        _, body = tree(made)
        assert not [one.tag for one in body.iter("input", "button", "form", "script")]


def test_ids_are_unique_and_every_label_names_one():
    for made in printable.render(load(ROOT / "framework")):
        ids = re.findall(r'\bid="([^"]+)"', made.text)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'aria-labelledby="([^"]+)"', made.text)) <= set(ids)


def test_descriptions_fit_a_search_result():
    for made in printable.render(load(ROOT / "framework")):
        assert 50 <= len(made.description) <= 160


@pytest.mark.parametrize("root", ["", "../"])
def test_the_list_links_to_each_form(root):
    made = printable.maker(load())(root)
    body = etree.fromstring(f"<body>{markdown.markdown(made, extensions=EXTENSIONS)}</body>")
    assert words(next(body.iter("h3"))) == "Am I a keeper?"
    assert [(one.get("href"), words(one)) for one in body.iter("a")] == [
        (f"{root}print/keeper-quick.html", "Quick form"),
        (f"{root}print/keeper-long.html", "Long form"),
    ]


def field(name, kind, label, **more):
    blank = dict.fromkeys(("hint", "for_each", "scale", "options_from", "entry", "at_most"))
    given = {"optional": False, "options": (), "fields": (), **blank, **more}
    return Field(id=name, type=kind, label=label, **given)


def entry_field(name, kind, label, *options, hint=None):
    return EntryField(
        id=name, type=kind, label=label, hint=hint, options=options, options_from=None
    )


GOOD = FieldOption(id="good", label="good")
NOTES = Workbook(
    id="notes",
    kind="reflection",
    title="Notes on the hall",
    purpose="Write it down.",
    scoring=(),
    limits=(),
    forms=(
        Form(id="alone", title="Alone", minutes=5),
        Form(id="group", title="In a group", minutes=9),
    ),
    sections=(
        WorkbookSection(
            id="story",
            title="The story",
            summary="On what happened.",
            forms=(),
            split=False,
            facilitator=Facilitation(minutes=4, text="Keep time."),
            fields=(
                field("story", "long-text", "What happened?", hint="Begin anywhere."),
                field("who", "text", "Who was there?"),
                field("day", "date", "When?"),
                field("parts", "choices", "Which parts?", options_from="components"),
                field(
                    "acts",
                    "entries",
                    "What did people do?",
                    entry="behaviour",
                    at_most=3,
                    fields=(
                        entry_field("what", "long-text", "What?", hint="No names."),
                        entry_field("kind", "choice", "Which kind?", GOOD),
                    ),
                ),
            ),
            instrument=None,
            uses=(),
        ),
    ),
)
WHICH = Placement(
    id="which",
    kind="placement",
    title="Which way?",
    purpose="See the way.",
    scoring=(),
    limits=(),
    forms=(PlacementForm(id="now", title="Now only", minutes=2, passes=("now",)),),
    # It shows "b" before "a" in "wf-01".
    seed=1,
    opt_out="Neither",
    passes=(Pass(id="now", title="As it is", question="Which is it now?"),),
    minimum=1,
    clarity=(Clarity(answered=1, clear=1, mainly=None, lead=1),),
    within=1,
    features=(
        Feature(
            id="wf-01",
            title="Steering",
            descriptions=(
                Description(pattern="a", text="By the map, drawn before the walk begins."),
                Description(pattern="b", text="By the stars, read as the walk goes on."),
            ),
        ),
    ),
)
AXIS = Axis(title="", low="", high="")


def pages(instrument):
    wide = replace(
        load(),
        emotional_intelligence=(
            Component(id="calm", title="Calm", definition="Keeps still.", source=""),
        ),
        patterns=Patterns(
            across=AXIS,
            up=AXIS,
            patterns=tuple(
                Pattern(id=name, title=title, text="", across="low", up="low")
                for name, title in (("a", "By map"), ("b", "By stars"))
            ),
        ),
        instruments=(instrument,),
    )
    return [tree(made) for made in printable.render(wide)]


def of(body, name):
    return next(one for one in body.iter() if one.get("id") == name)


@pytest.mark.parametrize(
    ("question", "lines", "text"),
    [
        ("story", 6, "What happened? Begin anywhere."),
        ("who", 1, "Who was there?"),
        ("day", 1, "When?"),
    ],
)
def test_what_is_written_has_lines_by_its_length(question, lines, text):
    (_, alone), _ = pages(NOTES)
    one = of(alone, question)
    (place,) = classed(one, "pi-paper__lines")
    assert len(place) == lines
    assert words(one) == text


def test_several_boxes_can_be_ticked_with_their_hints_beside_them():
    (_, alone), _ = pages(NOTES)
    assert [words(box) for box in of(alone, "parts").iter("li")] == ["Calm Keeps still."]


def test_a_list_has_two_blank_entries():
    (_, alone), _ = pages(NOTES)
    entries = classed(of(alone, "acts"), "pi-paper__entry")
    assert [words(one) for one in entries] == [
        "Behaviour 1 What? No names. Which kind? good",
        "Behaviour 2 What? No names. Which kind? good",
    ]
    assert [len(lines) for one in entries for lines in classed(one, "pi-paper__lines")] == [3, 3]


def test_a_step_with_several_lists_has_one_blank_entry_of_each_to_copy():
    section = NOTES.sections[0]
    (acts,) = [one for one in section.fields if one.id == "acts"]
    several = replace(section, fields=(acts, replace(acts, id="words", at_most=1)))
    (_, alone), _ = pages(replace(NOTES, sections=(several,)))
    entry = "What did people do? Behaviour 1 What? No names. Which kind? good"
    assert words(of(alone, "acts")) == f"{entry} Copy this sheet for more."
    assert words(of(alone, "words")) == entry


def test_the_form_for_a_group_alone_says_what_a_facilitator_does():
    (_, alone), (_, group) = pages(NOTES)
    assert not classed(alone, "pi-q__facilitator")
    assert [words(one) for one in classed(group, "pi-q__facilitator")] == [
        "For the facilitator 4 minutes. Keep time."
    ]


def test_a_form_without_a_score_has_room_to_write_and_no_sheet():
    (front, alone), _ = pages(NOTES)
    assert (
        front["description"]
        == "Notes on the hall, alone, on paper: 5 questions with room to write."
    )
    assert not classed(alone, "pi-q__sheets")
    text = words(alone)
    assert "Alone: 5 questions, about 5 minutes." in text
    assert "write where there are lines" in text
    assert "Do not name people who could be recognised. A role is enough." in text
    assert "statement" not in text


def test_letters_are_put_before_descriptions_and_explained_behind_them_only():
    ((_, body),) = pages(WHICH)
    (boxes,) = classed(of(body, "wf-01-now"), "pi-paper__boxes--lettered")
    assert [words(box) for box in boxes] == [
        "By the stars, read as the walk goes on.",
        "By the map, drawn before the walk begins.",
        "Neither",
    ]
    (table,) = body.iter("table")
    assert [[words(cell) for cell in row] for row in table.iter("tr")] == [
        ["Feature", "By map", "By stars"],
        ["Steering", "B", "A"],
        ["Count", "", ""],
    ]
    text = words(body)
    assert text.index("By map") > text.index("Hand-scoring sheet")
    assert "If a question does not fit, tick “Neither”. It is left out of the profile." in text
