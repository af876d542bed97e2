import json
from pathlib import Path

from scorer import codebook
from scorer.answers import blank, read
from scorer.scoring import score
from scorer.text import as_text

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
)


def text(form, values, **options):
    data = json.loads(blank(FRAMEWORK, "leader", form))
    answers = read(json.dumps(data | {"answers": values}), FRAMEWORK)
    return as_text(score(answers, FRAMEWORK), FRAMEWORK, **options)


def items(form):
    return FRAMEWORK.instrument("leader").form(form).items


def test_the_word_comes_before_the_number():
    shown = text("short", {"fp-01": 4, "fp-04": 3, "fp-09": 2, "fp-10": 5})
    assert (
        "Focus on purpose: often (4.0, interval 3.6 to 4.4)\n"
        "  You answered 4 of 4. Your answers count from “sometimes” to “almost always”.\n"
    ) in shown


def test_a_withheld_score_gives_its_reason_in_place_of_a_number():
    shown = text("short", {"fp-01": 4, "fp-04": 3})
    assert "Focus on purpose: No score: you answered 2 of 4, and at least 3 are needed.\n" in shown


def test_competencies_of_the_full_form_have_a_word_and_no_number():
    shown = text("full", dict.fromkeys(items("full"), 3))
    assert "\n    Shared vision: sometimes\n" in shown
    shown = text("full", {item: 3 for item in items("full") if item not in ("fp-01", "fp-02")})
    assert "\n    Shared vision: no score\n" in shown


def test_items_stand_with_the_answer_that_was_given():
    shown = text("short", dict.fromkeys(items("short"), 3) | {"fp-01": 5, "fp-04": 1})
    assert "  - “I do thing 1.” You said: almost always.\n" in shown
    assert "  - “I do thing 4.” You said: never.\n" in shown


def test_flags_are_advice_and_appear_only_when_there_are_any():
    heading = "You may want to look again\n--------------------------\n"
    assert heading in text("short", dict.fromkeys(items("short"), 3))
    assert heading not in text("short", {"fp-01": 3})


def test_working_shows_every_item_and_the_arithmetic():
    values = {"fp-01": 4, "fp-04": 3, "fp-09": 2}
    assert "\nThe working\n" not in text("short", values)
    shown = text("short", values, with_working=True)
    assert "  - fp-01 “I do thing 1.” often (4); counted\n" in shown
    assert "  - fp-09 “I do thing 9.” rarely (2), turned round: 4; counted\n" in shown
    assert "  - fp-10 “I do thing 10.” left out; not counted\n" in shown
    assert "(4 + 3 + 4) ÷ 3 = 11/3" in shown


def test_an_empty_record_has_a_report_too():
    shown = text("full", {})
    assert "You gave no answers, so there is nothing to list." in shown


def test_lines_fit_a_terminal():
    shown = text("full", dict.fromkeys(items("full"), 2), with_working=True)
    assert max(len(line) for line in shown.splitlines()) <= 80
