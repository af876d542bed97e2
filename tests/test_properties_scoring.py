"""Laws that hold for every set of answers."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scorer import codebook
from scorer.answers import Answers
from scorer.scoring import score
from scorer.serialise import to_json
from scorer.sheet import reverse

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "framework.json").read_text(encoding="utf-8")
)
SCALE = FRAMEWORK.scale("frequency")
FORMS = FRAMEWORK.instrument("leader").forms
REVERSED = {
    item.id
    for area in FRAMEWORK.areas
    for competency in area.competencies
    for item in competency.items
    if item.reverse
}

law = settings(max_examples=100, derandomize=True, deadline=None, database=None)
points = st.integers(1, 5)
complete = st.sampled_from(FORMS).flatmap(
    lambda form: st.tuples(st.just(form), st.fixed_dictionaries(dict.fromkeys(form.items, points)))
)
# Few gaps as often as many, so that scores are shown and withheld alike.
gappy = complete.flatmap(
    lambda drawn: st.tuples(
        st.just(drawn[0]),
        st.one_of(
            st.sets(st.sampled_from(drawn[0].items), max_size=5),
            st.sets(st.sampled_from(drawn[0].items)),
        ).map(lambda gaps: {item: v for item, v in drawn[1].items() if item not in gaps}),
    )
)


def scored(form, values, framework=FRAMEWORK):
    answers = Answers(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument="leader",
        form=form.id,
        values=values,
        reasons={},
    )
    return score(answers, framework)


def scores(result):
    """Return every area and competency by id."""
    return {each.id: each for area in result.areas for each in (area, *area.competencies)}


def turned(item, keyed):
    """Return the answer that a person must give for this keyed answer."""
    return 6 - keyed if item in REVERSED else keyed


def filled(form, values, keyed):
    """Return complete answers: every gap gets the same keyed answer."""
    return {item: turned(item, keyed) for item in form.items} | values


def possible(form, values):
    """Return the lowest and highest score that each id can still get, given these answers."""
    lowest = scores(scored(form, filled(form, values, 1)))
    highest = scores(scored(form, filled(form, values, 5)))
    return {name: (Fraction(lowest[name].exact), Fraction(highest[name].exact)) for name in lowest}


@law
@given(gappy)
def test_every_score_lies_on_the_scale_inside_its_interval_and_its_answers(drawn):
    for each in scores(scored(*drawn)).values():
        assert sum(each.counts) == each.answered <= each.of
        if each.rule is None:
            low, value, high = (float(text) for text in (each.low, each.value, each.high))
            assert 1 <= low <= value <= high <= 5
            assert each.lowest <= Fraction(each.exact) <= each.highest
            assert abs(Fraction(each.value) - Fraction(each.exact)) <= Fraction(1, 20)


@law
@given(gappy, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(drawn, random):
    form, values = drawn
    shuffled = list(values.items())
    random.shuffle(shuffled)
    assert to_json(scored(form, dict(shuffled))) == to_json(scored(form, values))


@law
@given(gappy, st.data())
def test_more_is_never_less(drawn, data):
    form, values = drawn
    assume(values)
    item = data.draw(st.sampled_from(sorted(values)))
    keyed = turned(item, values[item])
    higher = values | {item: turned(item, data.draw(st.integers(keyed, 5)))}
    before, after = scores(scored(form, values)), scores(scored(form, higher))
    for name, each in before.items():
        assert after[name].rule == each.rule
        if each.rule is None:
            assert Fraction(after[name].exact) >= Fraction(each.exact)
            assert float(after[name].value) >= float(each.value)


@law
@given(points)
def test_reversing_twice_is_nothing(value):
    assert reverse(reverse(value, SCALE), SCALE) == value
    assert 1 <= reverse(value, SCALE) <= 5


@law
@given(gappy)
def test_a_framework_keyed_the_other_way_gives_opposite_answers_the_same_scores(drawn):
    form, values = drawn
    opposite = replace(
        FRAMEWORK,
        areas=tuple(
            replace(
                area,
                competencies=tuple(
                    replace(
                        competency,
                        items=tuple(
                            replace(item, reverse=not item.reverse) for item in competency.items
                        ),
                    )
                    for competency in area.competencies
                ),
            )
            for area in FRAMEWORK.areas
        ),
    )
    mirrored = {item: 6 - value for item, value in values.items()}
    assert scored(form, mirrored, opposite).areas == scored(form, values).areas


@law
@given(gappy, st.data())
def test_with_fewer_answers_no_withheld_score_comes_back(drawn, data):
    form, values = drawn
    assume(values)
    fewer = dict(values)
    del fewer[data.draw(st.sampled_from(sorted(values)))]
    before, after = scores(scored(form, values)), scores(scored(form, fewer))
    assert {name for name in before if before[name].rule} <= {
        name for name in after if after[name].rule
    }


@law
@given(gappy, st.data())
def test_a_missing_answer_only_widens_what_the_full_score_could_be(drawn, data):
    form, values = drawn
    assume(values)
    fewer = dict(values)
    del fewer[data.draw(st.sampled_from(sorted(values)))]
    narrow, wide = possible(form, values), possible(form, fewer)
    for name, (low, high) in narrow.items():
        assert wide[name][0] <= low <= high <= wide[name][1]


@law
@given(gappy)
def test_a_score_that_used_every_answer_could_be_the_full_score(drawn):
    form, values = drawn
    could_be = possible(form, values)
    result = scored(form, values)
    for area in result.areas:
        # An area may leave out a competency with one answer, and then it may leave this range.
        unused = [each for each in area.competencies if each.rule and each.answered]
        for each in (*area.competencies, *([] if unused else [area])):
            if each.rule is None:
                low, high = could_be[each.id]
                assert low <= Fraction(each.exact) <= high


@law
@given(complete)
def test_in_complete_answers_the_mean_of_means_is_the_mean_of_the_items(drawn):
    form, values = drawn
    prefixes = ("fp", "ms", "wo", "uo")
    for prefix, area in zip(prefixes, scored(form, values).areas, strict=True):
        keyed = [turned(item, values[item]) for item in form.items if item.startswith(prefix)]
        assert Fraction(area.exact) == Fraction(sum(keyed), len(keyed))


@law
@given(gappy)
def test_flags_never_change_a_score(drawn):
    form, values = drawn
    instrument = FRAMEWORK.instrument("leader")
    strict = replace(instrument, flags=replace(instrument.flags, all_equal_minimum_answered=1))
    other = replace(FRAMEWORK, instruments=(strict,))
    assert scored(form, values, other).areas == scored(form, values).areas
