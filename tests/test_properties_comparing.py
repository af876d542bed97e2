"""Laws that hold for every comparison."""

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scorer import codebook, scoring
from scorer.answers import Answers, AnswersError
from scorer.comparing import compare
from scorer.framework import canonical, fingerprint

SMALL = json.loads((Path(__file__).parent / "data" / "partnership.json").read_text("utf-8"))
FRAMEWORK = codebook.load(canonical({**SMALL, "sha256": fingerprint(SMALL)}))
ITEMS = FRAMEWORK.instrument("leader").form("full").items
FEATURES = [f"{feature.id}-now" for feature in FRAMEWORK.instrument("partnership-type").features]
PATTERNS = [pattern.id for pattern in FRAMEWORK.patterns.patterns]
OPPOSITE = {"up": "down", "down": "up", "level": "level", None: None}

law = settings(max_examples=150, derandomize=True, deadline=None, database=None)
full = st.fixed_dictionaries(dict.fromkeys(ITEMS, st.integers(1, 5)))
some = st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 5), min_size=1)
picks = st.dictionaries(st.sampled_from(FEATURES), st.sampled_from(PATTERNS), min_size=1)


def leader(values, form="full"):
    return side("leader", form, values, {})


def placed(picked):
    return side("partnership-type", "now", {}, picked)


def side(instrument, form, values, picked):
    answers = Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=FRAMEWORK.sha256,
        instrument=instrument,
        form=form,
        values=values,
        picks=picked,
        reasons={},
    )
    return answers, FRAMEWORK


def part_of(earlier, later):
    """Return the only part, or turn to another example when nothing is in common."""
    try:
        (part,) = compare(earlier, later).parts
    except AnswersError:
        assume(condition=False)
    return part


@law
@given(full, full)
def test_files_that_answer_everything_give_the_scores_of_their_own_reports(first, second):
    part = part_of(leader(first), leader(second))
    for place, values in enumerate((first, second)):
        result = scoring.score(leader(values)[0], FRAMEWORK)
        own = {each.id: each.exact for area in result.areas for each in (area, *area.competencies)}
        shown = {each.id: (each.exact_before, each.exact_after)[place] for each in part.scores}
        assert shown == own


@law
@given(some, some)
def test_turning_the_files_round_turns_every_move_round(first, second):
    there, back = (
        part_of(leader(first), leader(second)).scores,
        part_of(leader(second), leader(first)).scores,
    )
    for one, other in zip(there, back, strict=True):
        assert (one.before, one.after) == (other.after, other.before)
        assert one.move == OPPOSITE[other.move]


@law
@given(some)
def test_nothing_moves_between_a_file_and_itself(values):
    part = part_of(leader(values), leader(values))
    assert {each.move for each in part.scores} <= {"level", None}
    assert {each.change for each in part.scores} <= {"0.0", None}


@law
@given(some, some)
def test_what_one_file_alone_answers_changes_no_score(first, second):
    part = part_of(leader(first), leader(second))
    common = {each: value for each, value in first.items() if each in second}
    alone = part_of(leader(common), leader(second))
    assert alone == replace(part, only_answered=((), alone.only_answered[1]))
    assert set(alone.only_answered[1]) == set(second) - set(first)


@law
@given(some, some)
def test_every_answered_question_is_counted_once(first, second):
    part = part_of(leader(first), leader(second))
    assert part.answered + len(part.only_answered[0]) == len(first)
    assert part.answered + len(part.only_answered[1]) == len(second)


@law
@given(full, full)
def test_a_short_form_knows_only_its_own_items(first, second):
    short = FRAMEWORK.instrument("leader").form("short").items
    own = {each: value for each, value in first.items() if each in short}
    crossed = part_of(leader(own, "short"), leader(second)).scores
    other = {each: value for each, value in second.items() if each in short}
    assert crossed == part_of(leader(own, "short"), leader(other, "short")).scores


@law
@given(picks, picks)
def test_counts_of_both_files_sum_to_the_features_that_both_answer(first, second):
    part = part_of(placed(first), placed(second))
    (now,) = part.passes
    assert sum(now.before) == sum(now.after) == now.answered == part.answered
    kept = now.answered - len(now.moved)
    assert sum(min(pair) for pair in zip(now.before, now.after, strict=True)) >= kept
    for move in now.moved:
        assert (first[move.id], second[move.id]) == (move.before, move.after)
        assert move.before != move.after
