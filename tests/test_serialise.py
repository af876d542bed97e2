import json
from pathlib import Path

from scorer import codebook
from scorer.answers import blank, read
from scorer.scoring import score
from scorer.serialise import to_json

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
)


def saved(form, answers):
    data = json.loads(blank(FRAMEWORK, "leader", form))
    return json.dumps(data | {"answers": answers})


def result_text(form, answers):
    return to_json(score(read(saved(form, answers), FRAMEWORK), FRAMEWORK))


def test_keys_stand_in_a_fixed_order():
    data = json.loads(result_text("full", {}))
    assert list(data) == [
        "format",
        "format_version",
        "framework",
        "instrument",
        "form",
        "answered",
        "of",
        "missing",
        "counts",
        "areas",
        "comparisons",
        "lean_on",
        "work_on",
        "flags",
        "assumptions",
        "items",
    ]
    assert list(data["framework"]) == ["id", "version", "sha256"]
    assert list(data["areas"][0]) == [
        "id",
        "answered",
        "of",
        "exact",
        "value",
        "word",
        "low",
        "high",
        "lowest",
        "highest",
        "counts",
        "rule",
        "competencies",
    ]
    assert list(data["areas"][0]["competencies"][0]) == list(data["areas"][0])[:-1]
    assert list(data["items"][0]) == ["id", "answer", "reason", "reverse", "keyed", "counted"]


def test_the_text_opens_with_its_format_and_ends_with_a_line_break():
    text = result_text("short", {})
    assert text.startswith(
        '{\n  "format": "partnership-intelligence/result",\n  "format_version": 1,\n'
    )
    assert text.endswith("\n}\n")


def test_the_order_of_the_file_changes_no_byte_of_the_result():
    answers = {"fp-01": 4, "fp-04": 2, "fp-09": 1, "fp-10": 5, "ms-01": 3}
    backwards = dict(reversed(answers.items()))
    assert result_text("short", answers) == result_text("short", backwards)
