"""The page that compares two saved files, as the build makes it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from sitegen import comparepage, framework
from sitegen.prose.descriptions import LONGEST, SHORTEST
from sitegen.questionnaire import Addresses

ROOT = Path(__file__).parents[1]
REAL = framework.load(ROOT / "framework").framework
SMALL = framework.load(ROOT / "tests" / "data" / "small").framework
MANIFEST = json.dumps(
    {"framework": {"bytes": 400_000}, "files": {"wasm": {"bytes": 1_700_000}, "x<": {"bytes": 1}}}
)


def page(source=REAL, **addresses):
    text = comparepage.render(source, MANIFEST, Addresses(**addresses))
    assert "\n\n" not in text
    return etree.fromstring(text)


def words(element):
    return " ".join("".join(element.itertext()).split())


def one(tree, xpath):
    (found,) = tree.xpath(xpath)
    return found


def test_the_page_has_one_heading_which_the_skip_link_leads_to():
    tree = page()
    assert words(one(tree, "//h1")) == "Compare two times"
    assert one(tree, "//h1").get("id") == "questionnaire"
    assert SHORTEST <= len(comparepage.DESCRIPTION) <= LONGEST


@pytest.mark.parametrize(("name", "label"), [("earlier", "The earlier"), ("later", "The later")])
def test_each_file_has_an_input_with_a_label_and_a_hint(name, label):
    tree = page()
    field = one(tree, f"//input[@id='{name}']")
    assert (field.get("type"), field.get("data-file")) == ("file", name)
    assert words(one(tree, f"//label[@for='{name}']")) == f"{label} file"
    assert words(one(tree, f"//*[@id='{field.get('aria-describedby')}']"))


def test_without_script_the_page_says_what_it_does_and_names_the_command():
    tree = page()
    static = words(one(tree, "//*[@data-static]"))
    assert "python -m scorer compare EARLIER LATER" in static
    shown = [each for each in tree.xpath("//button") if not each.xpath("ancestor::*[@hidden]")]
    assert shown == []


def test_the_page_names_the_instruments_with_something_to_compare_and_no_others():
    assert [each.id for each in comparepage.comparable(REAL)] == [
        *("leader", "partnership-type", "fit", "health", "evidence"),
    ]
    fact = "“Partnership health check” or “Evidence of what changed”."
    assert fact in words(page())
    assert "Preparing to join" not in words(page())
    assert "It can be “Am I a keeper?”." in words(page(SMALL))


def test_a_framework_with_nothing_to_compare_names_no_instrument():
    alone = [each for each in REAL.instruments if each.kind == "reflection"]
    text = words(page(replace(REAL, instruments=tuple(alone))))
    assert "Both files must come from one questionnaire. They may" in text


def test_the_manifest_is_in_the_page_and_no_sign_in_it_can_end_the_script():
    script = one(page(), "//script[@id='pi-runtime']")
    assert json.loads(script.text) == json.loads(MANIFEST)
    assert "<" not in script.text
    assert "up to 3 MB" in words(page())


def test_addresses_are_those_that_the_build_gives():
    tree = page(root="..", finish="start.html", privacy="p.html")
    root = one(tree, "self::div")
    assert (root.get("data-root"), root.get("data-finish-url")) == ("..", "start.html")
    assert "p.html" in tree.xpath("//a/@href")
    assert page().xpath("//a/@href") == []


def test_nothing_is_remembered_by_the_browser_and_no_id_stands_twice():
    tree = page()
    assert one(tree, "//form").get("autocomplete") == "off"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
