"""Answers that were given once are taken over where the same question is asked again."""

import copy
import json
from pathlib import Path

import pytest

from scorer import codebook
from scorer.answers import read
from scorer.framework import canonical, fingerprint
from scorer.problems import by_id
from scorer.samples import filled
from scorer.taking import take

OWN = codebook.default()
SMALL = json.loads((Path(__file__).parent / "data" / "partnership.json").read_text("utf-8"))
HEALTH = json.loads((Path(__file__).parent / "data" / "health.json").read_text("utf-8"))


def sealed(data):
    return codebook.load(canonical({**data, "sha256": fingerprint(data)}))


FRAMEWORK = sealed(SMALL)


def edited(change, data=SMALL):
    found = copy.deepcopy(data) | {"version": "1.1.0"}
    change(found)
    return sealed(found)


def saved(instrument, form, framework, answers=None):
    data = json.loads(filled(framework, instrument, form))
    return read(json.dumps(data if answers is None else data | {"answers": answers}), framework)


def test_a_file_of_the_same_version_is_taken_as_it_is():
    skipped = {"value": None, "reason": "skipped"}
    given = {"aa-01": 4, "bb-01": skipped}
    taken = take(saved("leader", "full", FRAMEWORK, given), FRAMEWORK, "leader", FRAMEWORK)
    assert (taken.form, taken.answers) == ("full", given)


@pytest.mark.parametrize(
    ("instrument", "form", "target", "expected"),
    [
        ("leader", "full", "fit", "full"),
        ("leader", "short", "fit", "short"),
        ("leader", "short", "preparing", "short"),
        ("partnership-type", "both", "fit", "short"),
        ("fit", "full", "leader", "full"),
        ("fit", "short", "leader", "short"),
        ("fit", "short", "partnership-type", "both"),
        ("partnership-type", "now", "partnership-type", "now"),
    ],
)
def test_an_instrument_takes_the_questions_that_it_shares(instrument, form, target, expected):
    answers = saved(instrument, form, OWN)
    taken = take(answers, OWN, target, OWN)
    shared = [each for each in by_id(OWN, target, expected) if each in by_id(OWN, instrument, form)]
    assert taken.form == expected
    assert list(taken.answers) == shared
    assert shared


def test_nothing_shared_is_nothing_taken():
    taken = take(saved("partnership-type", "now", OWN), OWN, "leader", OWN)
    assert (taken.form, taken.answers) == ("short", {})


def test_an_unknown_instrument_is_a_key_error():
    with pytest.raises(KeyError, match="unknown"):
        take(saved("leader", "short", OWN), OWN, "unknown", OWN)


def drop(data):
    """Leave out aa-02."""
    data["areas"][0]["competencies"][0]["items"].pop()
    for form in data["instruments"][0]["forms"]:
        form["items"] = [each for each in form["items"] if each != "aa-02"]


def relabel(data):
    data["scales"][0]["points"][0]["word"] = "hardly ever"


def reword(data):
    data["areas"][0]["competencies"][0]["items"][0]["self"] = "I say it better."


FOUR = {"aa-01": 1, "aa-02": 2, "aa-03": {"value": None, "reason": "not_applicable"}, "aa-04": 5}


@pytest.mark.parametrize(
    ("change", "gone"),
    [(reword, []), (drop, ["aa-02"]), (relabel, ["aa-01"])],
)
def test_an_earlier_version_gives_what_still_fits(change, gone):
    newer = edited(change)
    taken = take(saved("leader", "full", FRAMEWORK, FOUR), FRAMEWORK, "leader", newer)
    assert taken.answers == {each: value for each, value in FOUR.items() if each not in gone}


def test_an_earlier_version_keeps_its_form_even_when_a_shorter_one_would_do():
    newer = edited(reword)
    short = FRAMEWORK.instrument("leader").form("short").items
    answers = saved("leader", "full", FRAMEWORK, dict.fromkeys(short, 3))
    assert take(answers, FRAMEWORK, "leader", newer).form == "full"


def test_a_form_that_is_gone_gives_its_answers_to_another():
    def change(data):
        data["instruments"][0]["forms"].pop(0)

    newer = edited(change)
    taken = take(saved("leader", "short", FRAMEWORK), FRAMEWORK, "leader", newer)
    assert taken.form == "full"
    assert list(taken.answers) == list(by_id(FRAMEWORK, "leader", "short"))


def test_another_state_of_the_same_number_is_not_taken():
    def change(data):
        data["instruments"][0]["dimensions"][0]["items"][0]["states"][2] = "Another state."

    check, newer = sealed(HEALTH), edited(change, HEALTH)
    answers = saved("health", "full", check, {"hpu-01": 3, "hpu-02": 3})
    assert take(answers, check, "health", newer).answers == {"hpu-02": 3}
    answers = saved("health", "full", check, {"hpu-01": 4, "hpu-02": 3})
    assert take(answers, check, "health", newer).answers == {"hpu-01": 4, "hpu-02": 3}


def test_minutes_of_an_earlier_version_stay_minutes():
    check = sealed(HEALTH)
    newer = edited(lambda data: data.update(title="New"), HEALTH)
    taken = take(saved("health", "meeting", check), check, "health", newer)
    assert taken.form == "meeting"
    assert list(taken.answers) == list(by_id(check, "health", "meeting"))


def test_a_scored_questionnaire_becomes_claims_to_give_evidence_for():
    given = dict.fromkeys(by_id(OWN, "leader", "short"), 3) | {"fp-01": 5}
    taken = take(saved("leader", "short", OWN, given), OWN, "evidence", OWN)
    assert taken.form == "person"
    (claim,) = taken.answers["evidence-shared-vision"]
    assert list(claim) == ["claim"]
    wording = by_id(OWN, "leader", "short")["fp-01"].wording
    assert claim["claim"] == f"{wording} (Answer: almost always)"


def test_a_health_check_becomes_claims_about_the_partnership():
    taken = take(saved("health", "full", OWN), OWN, "evidence", OWN)
    assert taken.form == "partnership"
    dimensions = [each.id for each in OWN.instrument("health").dimensions]
    assert list(taken.answers) == [f"dimension-evidence-{each}" for each in dimensions]
