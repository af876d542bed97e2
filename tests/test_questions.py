"""Every instrument as sections of questions."""

import hashlib

import pytest

from scorer import codebook
from scorer.questions import MEETING, asked, forms, sections, shuffled

FRAMEWORK = codebook.default()


def questions(instrument, form):
    return asked(FRAMEWORK, FRAMEWORK.instrument(instrument), form)


def by_id(instrument, form):
    return {each.id: each for each in questions(instrument, form)}


@pytest.mark.parametrize(
    ("instrument", "form", "count"),
    [
        ("leader", "short", 16),
        ("leader", "full", 48),
        ("partnership-type", "now", 8),
        # Eight features, twice.
        ("partnership-type", "both", 16),
        # 16 statements, 16 features, and importance of 16 competencies.
        ("fit", "short", 48),
        ("fit", "full", 80),
        # Six dimensions and outcome evidence, four items each.
        ("health", "full", 28),
        # State, note, action, who and by when.
        ("health", MEETING, 140),
        # Four fields and as many competencies or dimensions; two at the end.
        ("evidence", "person", 22),
        ("evidence", "partnership", 12),
    ],
)
def test_a_form_asks_so_many_questions_each_under_its_own_id(instrument, form, count):
    ids = [each.id for each in questions(instrument, form)]
    assert len(ids) == len(set(ids)) == count


def test_all_sections_together_ask_what_the_forms_ask():
    for one in FRAMEWORK.instruments:
        shown = [each.id for step in sections(FRAMEWORK, one) for each in step.questions]
        of_forms = {each.id for form in one.forms for each in asked(FRAMEWORK, one, form.id)}
        assert set(shown) == of_forms
        assert len(shown) == len(of_forms)


def test_the_descriptions_of_a_feature_stand_in_the_order_of_their_fingerprints():
    placement = FRAMEWORK.instrument("partnership-type")
    feature = placement.features[0]
    keys = {
        hashlib.sha256(f"2007/pt-01/{one.id}".encode()).hexdigest(): one.id
        for one in FRAMEWORK.patterns.patterns
    }
    order = [keys[each] for each in sorted(keys)]
    assert list(shuffled(placement, feature)) == order
    for pass_id in ("now", "needs"):
        options = by_id("partnership-type", "both")[f"pt-01-{pass_id}"].options
        assert [option.value for option in options] == order


def test_a_position_says_nothing_of_a_pattern():
    placement = FRAMEWORK.instrument("partnership-type")
    first = {shuffled(placement, feature)[0] for feature in placement.features}
    assert len(first) > 1


def test_a_question_about_each_competency_has_its_title_its_words_and_its_prompts():
    question = by_id("evidence", "person")["evidence-shared-vision"]
    competency = FRAMEWORK.areas[0].competencies[0]
    assert (question.wording, question.hint) == (competency.title, competency.definition)
    assert question.prompts == tuple(each.prompt for each in competency.evidence)
    assert (question.type, question.at_most, question.optional) == ("entries", 5, True)
    strength = next(each for each in question.fields if each.id == "strength")
    assert [option.value for option in strength.options] == [
        *("none", "activity", "output", "outcome-tracked", "outcome-changed"),
    ]


def test_an_embedded_step_keeps_its_questions_and_names_its_part():
    steps = sections(FRAMEWORK, FRAMEWORK.instrument("fit"))
    leader = sections(FRAMEWORK, FRAMEWORK.instrument("leader"))
    assert [step.group for step in steps[:4]] == ["About you"] * 4
    assert [step.questions for step in steps[:4]] == [step.questions for step in leader]


def test_a_meeting_agrees_on_a_state_or_on_none_and_must_say_nothing():
    meeting = by_id("health", MEETING)
    agreed = meeting["hp-01-agreed"]
    assert [option.value for option in agreed.options] == ["1", "2", "3", "4", "5", "disagreement"]
    assert [meeting[f"hp-01-{name}"].type for name in ("note", "action", "who", "by")] == [
        *("long-text", "text", "text", "date"),
    ]
    assert all(each.optional for each in meeting.values())


def test_only_health_checks_have_the_form_of_a_meeting():
    assert {one.id for one in FRAMEWORK.instruments if MEETING in forms(one)} == {"health"}
    with pytest.raises(KeyError, match=MEETING):
        questions("leader", MEETING)


def test_the_facilitators_minutes_stand_before_the_words():
    steps = {
        step.id: step.facilitator
        for step in sections(FRAMEWORK, FRAMEWORK.instrument("reflection"))
    }
    assert steps["powerful"].startswith("10 minutes. Bring everyone together.")
