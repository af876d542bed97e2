"""Made-up answers: always the same, and right for every question."""

import json
from itertools import pairwise

import pytest

from scorer import codebook
from scorer.samples import filled

FRAMEWORK = codebook.default()


def answers(instrument, form):
    return json.loads(filled(FRAMEWORK, instrument, form))["answers"]


def test_choices_go_through_their_options_in_turn():
    given = list(answers("leader", "full").values())
    assert given[:6] == [1, 2, 3, 4, 5, 1]
    assert all(after == before % 5 + 1 for before, after in pairwise(given))


def test_each_type_of_question_has_an_answer_of_its_type():
    given = answers("preparing", "quick")
    assert given["purpose"] == "Made up."
    assert given["review"] == "2026-11-21"
    assert isinstance(given["pattern"], str)
    assert isinstance(given["lean"], list)
    (entry,) = given["conversations"]
    assert entry == {"who": "Made up.", "about": "Made up.", "by": "2026-11-21"}


def test_the_same_form_gives_the_same_text():
    assert filled(FRAMEWORK, "fit", "full") == filled(FRAMEWORK, "fit", "full")


@pytest.mark.parametrize(("instrument", "form"), [("none", "short"), ("leader", "none")])
def test_what_is_not_there_is_a_key_error(instrument, form):
    with pytest.raises(KeyError, match="none"):
        filled(FRAMEWORK, instrument, form)
