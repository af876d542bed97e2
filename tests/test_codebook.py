import json
from decimal import Decimal
from pathlib import Path

import pytest

from scorer import codebook
from scorer.codebook import CodebookError
from scorer.framework import fingerprint

TEXT = (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")


def changed(change):
    """Return the codebook's text after a change, sealed again."""
    data = json.loads(TEXT)
    change(data)
    data["sha256"] = fingerprint(data)
    return json.dumps(data)


def test_the_codebook_becomes_dataclasses():
    framework = codebook.load(TEXT)
    assert framework.version == "1.0.0"
    assert [area.id for area in framework.areas] == [
        "focus-on-purpose",
        "managing-self",
        "working-with-others",
        "understanding-organisations",
    ]
    item = framework.areas[0].competencies[1].items[2]
    assert (item.id, item.reverse) == ("fp-06", True)
    assert (item.self_wording, item.other_wording) == ("I do thing 6.", "They do thing 6.")
    short = framework.instrument("leader").form("short")
    assert short.planning.area_sem == Decimal("0.42")
    assert short.minimum.competency_items is None
    assert framework.instrument("leader").pairs[0] == ("fp-04", "fp-06")
    assert framework.scale("frequency").maximum == 5


def test_an_unknown_id_is_a_key_error():
    framework = codebook.load(TEXT)
    for find in (framework.instrument, framework.scale, framework.instrument("leader").form):
        with pytest.raises(KeyError, match="unknown"):
            find("unknown")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "expected an object, got an array"),
        ("{}", 'format: expected "partnership-intelligence/framework", got null'),
        (
            '{"format": "partnership-intelligence/framework", "format_version": true}',
            "format_version: expected 1, got true",
        ),
        (
            '{"format": "partnership-intelligence/framework", "format_version": 2}',
            "format_version: expected 1, got 2",
        ),
        (
            '{"format": "partnership-intelligence/framework", "format_version": 1, "a": "\\ud800"}',
            "the text holds half a character, so it is damaged",
        ),
    ],
)
def test_another_file_is_refused(text, message):
    with pytest.raises(CodebookError) as caught:
        codebook.load(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "9" * 5_000], ids=["empty", "open", "deep", "long"]
)
def test_a_text_that_is_not_json_is_refused(text):
    with pytest.raises(CodebookError, match="the codebook is not JSON"):
        codebook.load(text)


def test_a_changed_codebook_does_not_match_its_fingerprint():
    with pytest.raises(CodebookError) as caught:
        codebook.load(TEXT.replace("I do thing 1.", "I never do thing 1."))
    assert str(caught.value).startswith("sha256: the codebook was changed after it was built; ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.pop("title"), "title: this key is missing"),
        (lambda data: data.update(colour="red"), "colour: there is no such key"),
        (lambda data: data.update(areas={}), "areas: expected an array, got an object"),
        (lambda data: data.update(title=3), "title: expected text, got 3"),
        (lambda data: data["areas"].append("x"), 'areas[4]: expected an object, got "x"'),
        (
            lambda data: data["areas"][1]["competencies"][2]["items"][0].update(self=None),
            "areas[1].competencies[2].items[0].self: expected text, got null",
        ),
        (
            lambda data: data["areas"][0]["competencies"][0]["items"][0].update(reverse=1),
            "areas[0].competencies[0].items[0].reverse: expected true or false, got 1",
        ),
        (
            lambda data: data["scales"][0]["points"][0].update(value=True),
            "scales[0].points[0].value: expected a whole number, got true",
        ),
        (
            lambda data: data["instruments"][0]["pairs"][0].append("fp-12"),
            "instruments[0].pairs[0]: expected 2 entries, got 3",
        ),
        (
            lambda data: data["instruments"][0]["flags"].update(acquiescence=1),
            'instruments[0].flags.acquiescence: expected a number in quotes such as "0.42", got 1',
        ),
        (
            lambda data: data["instruments"][0]["flags"].update(acquiescence="NaN"),
            (
                "instruments[0].flags.acquiescence: "
                'expected a number in quotes such as "0.42", got "NaN"'
            ),
        ),
    ],
)
def test_a_wrong_key_or_type_is_named_with_its_path(change, message):
    with pytest.raises(CodebookError) as caught:
        codebook.load(changed(change))
    assert str(caught.value) == message


def test_the_scorer_brings_its_own_codebook():
    assert codebook.default() == codebook.load(codebook.default_text())
