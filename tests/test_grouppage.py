"""The page for meetings as it is built: what stands on it without its script."""

import json
from pathlib import Path

import pytest
from lxml import etree

from scorer import codebook
from scorer.framework import HealthCheck
from scorer.questions import MEETING, asked
from sitegen.grouppage import render, title
from sitegen.questionnaire import Addresses

MANIFEST = json.dumps(
    {
        "worker": "assets/worker.js",
        "framework": {"url": "a</script>&<b>", "sha256": "", "bytes": 51_596},
        "files": {"wasm": {"url": "w", "sha256": "", "bytes": 9_598_218}},
    }
)
FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "health.json").read_text(encoding="utf-8")
)
CHECK = FRAMEWORK.one_of(HealthCheck, "health")


@pytest.fixture(scope="module")
def page():
    return etree.fromstring(render(FRAMEWORK, CHECK, MANIFEST, Addresses(privacy="privacy.html")))


def ids(page):
    return page.xpath("//@id")


def test_every_question_of_a_meeting_stands_on_the_page_in_its_order(page):
    wanted = [question.id for question in asked(FRAMEWORK, CHECK, MEETING)]
    assert page.xpath("//@data-item") == wanted
    assert page.xpath("string(//input[@data-only-form='meeting']/@data-items)").split() == wanted


def test_no_id_stands_twice_and_every_reference_leads_somewhere(page):
    known = ids(page)
    assert len(known) == len(set(known))
    named = page.xpath("//@for | //@aria-labelledby | //@aria-describedby")
    assert {one for each in named for one in each.split()} <= set(known)


def test_each_item_has_its_states_the_disagreement_and_room_to_write(page):
    [item] = page.xpath("//section[@data-meeting-item='hpu-01']")
    labels = [one.text for one in item.xpath(".//label")]
    states = [f"State {n} of shared purpose 1." for n in range(1, 6)]
    assert labels == [*states, "We do not agree", "Note", "Action", "Who", "By when"]
    assert item.get("data-title") == "Shared purpose 1"
    assert item.xpath("string(.//legend)").strip() == CHECK.dimensions[0].items[0].question


def test_a_dimension_is_named_once_before_its_items(page):
    named = [one.text for one in page.xpath("//section[@data-meeting-item]/h2[@data-step-title]")]
    assert named == [one.title for one in (*CHECK.dimensions, CHECK.outcome_evidence)]


def test_the_page_says_how_many_members_it_takes_and_that_it_is_confidential(page):
    said = " ".join(page.itertext())
    assert "at least 5 members" in said
    assert "confidential, not anonymous" in said
    assert "python -m scorer merge FILE…" in said


def test_members_files_are_chosen_many_at_once(page):
    [chooser] = page.xpath("//input[@data-member-files]")
    assert (chooser.get("type"), chooser.get("multiple")) == ("file", "multiple")


def test_no_style_and_no_script_stands_in_the_page_and_the_manifest_is_inert(page):
    assert page.xpath("//@style | //@onclick | //style") == []
    [script] = page.xpath("//script")
    assert script.get("type") == "application/json"
    assert json.loads(script.text)["framework"]["url"] == "a</script>&<b>"
    assert not set("<>&") & set(script.text)


def test_nothing_that_is_typed_is_completed_or_sent_to_a_spelling_service(page):
    [form] = page.xpath("//form")
    assert (form.get("autocomplete"), form.get("spellcheck")) == ("off", "false")
    assert form.get("method") == "dialog"


def test_every_button_does_what_the_script_knows(page):
    script = Path("sitegen/theme/js/group/main.mjs")
    known = (Path(__file__).parents[1] / script).read_text(encoding="utf-8")
    for action in set(page.xpath("//@data-action")):
        assert f'"{action}":' in known or f"    {action}:" in known


def test_the_text_has_no_blank_line_that_would_end_the_block():
    assert "\n\n" not in render(FRAMEWORK, CHECK, MANIFEST)


def test_the_page_has_a_title_of_its_own():
    assert title(CHECK) == "Partnership health check: a meeting"
