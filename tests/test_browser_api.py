import json
from pathlib import Path

import pytest

from scorer import (
    answers,
    browser,
    codebook,
    group,
    kinds,
    markdown,
    render,
    report,
    samples,
    scoring,
    serialise,
)
from scorer.blocks import as_data
from scorer.questions import forms

TEXT = (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
FRAMEWORK = codebook.load(TEXT)

KINDS = 'Expected the kind "read", "score", "blocks", "compare", "merge" or "minutes".'


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
        "about": {},
        "answers": {"fp-01": 4, "fp-04": {"value": None, "reason": "not_applicable"}},
        "from": "leader",
        "version": "1.0.0",
        "taken": 2,
        "minutes": False,
    }


def test_scoring_gives_what_the_command_line_gives():
    text = saved({"fp-01": 4, "fp-04": 3, "fp-09": 2, "fp-10": 5})
    result = scoring.score(answers.read(text, FRAMEWORK), FRAMEWORK)
    assert ask(kind="score", text=text) == {
        "kind": "scored",
        "report": report.fragment(result, FRAMEWORK),
        "document": report.document(result, FRAMEWORK),
        "result": serialise.to_json(result),
        "markdown": None,
        "views": [],
        "view": None,
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
        ("[]", "kind", KINDS),
        ("{}", "kind", KINDS),
        ('{"kind": "delete", "text": ""}', "kind", KINDS),
        ('{"kind": ["read"], "text": ""}', "kind", KINDS),
        ('{"kind": "score"}', "text", "Expected the text of an answers file."),
        ('{"kind": "score", "text": {}}', "text", "Expected the text of an answers file."),
        ('{"kind": "blocks"}', "text", "Expected the text of an answers file."),
        ('{"kind": "compare"}', "texts", "Expected the texts of two saved files."),
        ('{"kind": "compare", "texts": "ab"}', "texts", "Expected the texts of two saved files."),
        ('{"kind": "compare", "texts": [""]}', "texts", "Expected the texts of two saved files."),
        (
            '{"kind": "compare", "texts": [1, 2]}',
            "text",
            "Expected the text of an answers file.",
        ),
        ('{"kind": "merge"}', "files", "Expected a list of files."),
        ('{"kind": "merge", "files": {}}', "files", "Expected a list of files."),
        ('{"kind": "merge", "files": [{}]}', "text", "Expected the text of an answers file."),
        ('{"kind": "merge", "files": ["a"]}', "files", "Expected a list of files."),
        ('{"kind": "minutes"}', "text", "Expected the text of an answers file."),
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

    monkeypatch.setattr(kinds, "score", fail)
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
    monkeypatch.setattr(browser._Runtime, "frameworks", ())  # noqa: SLF001
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


OWN = codebook.default()
FORMS = [(one.id, form) for one in OWN.instruments for form in forms(one)]
NAMES = [f"{instrument} {form}" for instrument, form in FORMS]


@pytest.fixture
def whole():
    """Start the scorer with every instrument."""
    browser.start(codebook.default_text())


def made(instrument, form, **about):
    return json.dumps(json.loads(samples.filled(OWN, instrument, form)) | {"about": about})


def refusal(**message):
    reply = ask(**message)
    assert reply["kind"] == "refused"
    return [(problem["path"], problem["message"]) for problem in reply["problems"]]


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(("instrument", "form"), FORMS, ids=NAMES)
def test_every_form_is_read_back_as_it_was_saved(instrument, form):
    text = made(instrument, form, person="Me", date="2026-11-21")
    reply = ask(kind="read", text=text, instrument=instrument)
    given = json.loads(text)["answers"]
    assert (reply["form"], reply["answers"]) == (form, given)
    assert reply["about"] == {"person": "Me", "date": "2026-11-21"}
    assert reply["taken"] == len(given)
    assert reply["minutes"] is (form == "meeting")


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(("instrument", "form"), FORMS, ids=NAMES)
def test_every_form_is_scored_to_a_document(instrument, form):
    reply = ask(kind="score", text=made(instrument, form))
    assert reply["kind"] == "scored"
    assert reply["document"].startswith("<!DOCTYPE html>")
    assert json.loads(reply["result"])["form"] == form
    assert (reply["markdown"] is None) == (instrument == "leader")


@pytest.mark.usefixtures("whole")
def test_a_report_of_blocks_is_what_the_command_line_gives():
    text = made("partnership-type", "both")
    blocks = kinds.report(kinds.score(answers.read(text, OWN), OWN), OWN)
    reply = ask(kind="score", text=text)
    assert (reply["report"], reply["document"]) == render.both(blocks)
    assert reply["markdown"] == markdown.as_markdown(blocks)
    assert ask(kind="blocks", text=text) == {"kind": "blocks", "report": as_data(blocks)}


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (None, "both"),
        ("pattern", "pattern"),
        ("own", "own"),
        ("none", "none"),
        # The page keeps the reader's choice while the answers change.
        ("mine", "both"),
        (["own"], "both"),
    ],
)
def test_a_fit_is_shown_in_the_view_that_is_asked_for(asked, shown):
    text = made("fit", "full")
    reply = ask(kind="score", text=text, view=asked)
    expected = kinds.report(kinds.score(answers.read(text, OWN), OWN), OWN, shown)
    assert reply["view"] == shown
    assert [view["id"] for view in reply["views"]] == ["both", "pattern", "own", "none"]
    assert (reply["report"], reply["document"]) == render.both(expected)
    assert reply["markdown"] == markdown.as_markdown(expected)
    assert ask(kind="blocks", text=text, view=asked)["report"] == as_data(expected)


@pytest.mark.usefixtures("whole")
def test_a_self_assessment_has_no_report_of_blocks():
    assert refusal(kind="blocks", text=made("leader", "short")) == [
        ("text", '"leader" has no report made of blocks.')
    ]


@pytest.mark.usefixtures("whole")
def test_an_instrument_takes_over_what_another_asked():
    text = made("leader", "short", partnership="Ours")
    reply = ask(kind="read", text=text, instrument="fit")
    assert (reply["instrument"], reply["form"], reply["from"]) == ("fit", "short", "leader")
    assert reply["answers"] == json.loads(text)["answers"]
    assert (reply["taken"], reply["about"]) == (16, {"partnership": "Ours"})


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("instrument", ["lead", None, 3, []])
def test_an_instrument_that_is_not_there_takes_nothing(instrument):
    found = refusal(kind="read", text=made("leader", "short"), instrument=instrument)
    assert found == [("instrument", f'There is no instrument "{instrument}" here.')]


@pytest.mark.usefixtures("whole")
def test_two_files_are_compared():
    texts = [made("health", "full", date=day) for day in ("2026-01-05", "2026-11-21")]
    reply = ask(kind="compare", texts=texts)
    assert list(reply) == ["kind", "report", "document", "markdown"]
    assert reply["kind"] == "compared"
    assert reply["markdown"].startswith("# What moved between two files\n")
    assert "21 November 2026" in reply["report"]


@pytest.mark.usefixtures("whole")
def test_two_files_that_cannot_be_compared_are_refused():
    texts = [made("health", "full"), made("leader", "short")]
    assert refusal(kind="compare", texts=texts) == [
        (
            "instrument",
            (
                'The files belong to two questionnaires, "health" and "leader". '
                "Choose two files of one questionnaire."
            ),
        )
    ]


def members(number):
    return [
        {"name": f"{each}.json", "text": made("health", "full", id=f"{each:032x}")}
        for each in range(number)
    ]


@pytest.mark.usefixtures("whole")
def test_members_files_are_merged_and_a_bad_one_is_set_aside():
    files = [{"name": "bad.json", "text": "{"}, *members(5)]
    reply = ask(kind="merge", files=files)
    keys = ["kind", "report", "document", "markdown", "technical", "summary"]
    assert list(reply) == keys
    result = group.merge([(each["name"], each["text"]) for each in files], OWN)
    assert reply["technical"] == group.technical(result)
    assert reply["summary"] == group.summary(result, OWN)
    assert (reply["summary"]["members"], reply["summary"]["enough"]) == (5, True)
    assert [each["name"] for each in reply["summary"]["set_aside"]] == ["bad.json"]


@pytest.mark.usefixtures("whole")
def test_minutes_come_with_members_and_an_earlier_meeting():
    text = made("health", "meeting", date="2026-11-21")
    alone = ask(kind="minutes", text=text, files=[], earlier=None)
    assert list(alone) == ["kind", "report", "document", "markdown"]
    assert alone["kind"] == "minuted"
    earlier = made("health", "meeting", date="2026-05-04")
    both = ask(kind="minutes", text=text, files=members(5), earlier=earlier)
    assert "4 May 2026" in both["report"]
    assert "4 May 2026" not in alone["report"]


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("text", "earlier", "path", "message"),
    [
        (
            ("leader", "short"),
            None,
            "instrument",
            'Expected the minutes of a meeting, and this is a file of "leader".',
        ),
        (
            ("health", "full"),
            None,
            "form",
            'Expected the minutes of a meeting, and this is the form "full".',
        ),
        (
            ("health", "meeting"),
            ("leader", "short"),
            "earlier.instrument",
            'Expected minutes of "health", and this is a file of "leader".',
        ),
    ],
    ids=range(3),
)
def test_a_file_that_holds_no_minutes_is_refused(text, earlier, path, message):
    given = made(*earlier) if earlier else None
    assert refusal(kind="minutes", text=made(*text), earlier=given) == [(path, message)]


def test_warming_up_scores_every_form_of_the_page_once(monkeypatch):
    scored = []
    own = kinds.score
    monkeypatch.setattr(kinds, "score", lambda a, f: scored.append(a.form) or own(a, f))
    browser.start(codebook.default_text(), instrument="health")
    assert scored == ["full", "meeting"]
    browser.start(codebook.default_text())
    assert len(scored) == 2


def test_a_failure_while_warming_up_does_not_stop_the_start(monkeypatch):
    def fail(_answers, _framework):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(kinds, "score", fail)
        browser.start(codebook.default_text(), instrument="fit")
    assert ask(kind="score", text=made("fit", "short"))["kind"] == "scored"
