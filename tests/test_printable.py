from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
import yaml
from lxml import etree

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
