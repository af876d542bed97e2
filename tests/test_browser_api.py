import json
from pathlib import Path

import pytest

from scorer import answers, browser, codebook, report, scoring, serialise

TEXT = (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
FRAMEWORK = codebook.load(TEXT)


@pytest.fixture(autouse=True)
def started():
    browser.start(TEXT)


def saved(given, form="short"):
    return json.dumps(
        {
            "format": "partnership-intelligence/answers",
            "format_version": 1,
            "framework": {
                "id": "partnership-intelligence",
                "version": "1.0.0",
                "sha256": FRAMEWORK.sha256,
            },
            "instrument": "leader",
            "form": form,
            "answers": given,
        }
    )


def ask(**message):
    return json.loads(browser.handle(json.dumps(message)))


def test_reading_gives_the_answers_back_for_the_page_to_show():
    text = saved({"fp-01": 4, "fp-04": {"value": None, "reason": "not_applicable"}})
    assert ask(kind="read", text=text) == {
        "kind": "read",
        "instrument": "leader",
        "form": "short",
        "answers": {"fp-01": 4, "fp-04": {"value": None, "reason": "not_applicable"}},
    }


def test_scoring_gives_what_the_command_line_gives():
    text = saved({"fp-01": 4, "fp-04": 3, "fp-09": 2, "fp-10": 5})
    result = scoring.score(answers.read(text, FRAMEWORK), FRAMEWORK)
    assert ask(kind="score", text=text) == {
        "kind": "scored",
        "report": report.fragment(result, FRAMEWORK),
        "document": report.document(result, FRAMEWORK),
        "result": serialise.to_json(result),
    }


@pytest.mark.parametrize("kind", ["read", "score"])
def test_bad_answers_are_refused_with_every_problem(kind):
    reply = ask(kind=kind, text=saved({"fp-01": 9, "fp-02": 3}))
    assert reply["kind"] == "refused"
    assert [problem["path"] for problem in reply["problems"]] == [
        'answers["fp-01"]',
        'answers["fp-02"]',
    ]
    assert all(problem["message"] for problem in reply["problems"])


@pytest.mark.parametrize(
    ("request_text", "path", "message"),
    [
        ("", "", "The request is not JSON."),
        ("{", "", "The request is not JSON."),
        ("[" * 100_000, "", "The request is not JSON."),
        (None, "", "The request is not JSON."),
        ("[]", "kind", 'Expected the kind "read" or "score".'),
        ("{}", "kind", 'Expected the kind "read" or "score".'),
        ('{"kind": "delete", "text": ""}', "kind", 'Expected the kind "read" or "score".'),
        ('{"kind": ["read"], "text": ""}', "kind", 'Expected the kind "read" or "score".'),
        ('{"kind": "score"}', "text", "Expected the text of an answers file."),
        ('{"kind": "score", "text": {}}', "text", "Expected the text of an answers file."),
    ],
)
def test_a_bad_request_is_refused(request_text, path, message):
    assert json.loads(browser.handle(request_text)) == {
        "kind": "refused",
        "problems": [{"path": path, "message": message}],
    }


@pytest.mark.parametrize(
    "text", ["", "null", "[[[[", "{" * 5000, '"\\ud800"', "\ud800", "\0", saved({"\ud800": 1})]
)
def test_no_text_makes_it_raise(text):
    assert ask(kind="score", text=text)["kind"] == "refused"


def test_a_fault_of_the_scorer_is_a_reply_too(monkeypatch):
    def fail(_answers, _framework):
        raise ZeroDivisionError

    monkeypatch.setattr(scoring, "score", fail)
    assert ask(kind="score", text=saved({"fp-01": 4})) == {
        "kind": "refused",
        "problems": [
            {
                "path": "",
                "message": "The scorer failed: ZeroDivisionError. Your answers are safe.",
            }
        ],
    }


def test_nothing_is_scored_before_a_framework_is_there(monkeypatch):
    monkeypatch.setattr(browser._Runtime, "framework", None)  # noqa: SLF001
    assert ask(kind="score", text=saved({})) == {
        "kind": "refused",
        "problems": [{"path": "", "message": "The scorer was not started with a framework."}],
    }


def test_a_damaged_framework_is_not_taken():
    with pytest.raises(codebook.CodebookError):
        browser.start(TEXT.replace("Shared vision", "Shared vista"))
    assert ask(kind="read", text=saved({}))["kind"] == "read"


def test_replies_are_plain_ascii():
    assert browser.handle(json.dumps({"kind": "score", "text": saved({"fp-01": 4})})).isascii()
