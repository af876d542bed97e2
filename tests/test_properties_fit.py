"""Laws that hold for every placement and every fit."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scorer import codebook, fit, placement
from scorer.answers import Answers
from scorer.framework import canonical, fingerprint

SMALL = json.loads((Path(__file__).parent / "data" / "partnership.json").read_text("utf-8"))
FRAMEWORK = codebook.load(canonical({**SMALL, "sha256": fingerprint(SMALL)}))
OWN = codebook.default()
PATTERNS = [pattern.id for pattern in FRAMEWORK.patterns.patterns]
FEATURES = [feature.id for feature in FRAMEWORK.instrument("partnership-type").features]
COMPETENCIES = [each.competency for each in FRAMEWORK.fit.competencies]
ITEMS = FRAMEWORK.instrument("leader").form("full").items
TURNED = {"aa-04", "bb-04"}

law = settings(max_examples=150, derandomize=True, deadline=None, database=None)
points = st.integers(1, 5)


def passes(pass_id):
    """Draw picks for a pass: few gaps as often as many."""
    questions = [f"{feature}-{pass_id}" for feature in FEATURES]
    return st.tuples(
        st.fixed_dictionaries(dict.fromkeys(questions, st.sampled_from(PATTERNS))),
        st.one_of(
            st.sets(st.sampled_from(questions), max_size=2), st.sets(st.sampled_from(questions))
        ),
    ).map(lambda drawn: {name: pick for name, pick in drawn[0].items() if name not in drawn[1]})


picks = st.tuples(passes("now"), passes("needs")).map(lambda both: both[0] | both[1])
statements = st.tuples(
    st.fixed_dictionaries(dict.fromkeys(ITEMS, points)), st.sets(st.sampled_from(ITEMS), max_size=3)
).map(lambda drawn: {item: value for item, value in drawn[0].items() if item not in drawn[1]})
ratings = st.dictionaries(st.sampled_from([f"importance-{c}" for c in COMPETENCIES]), points)
forms = st.sampled_from(("short", "full"))


def answered(instrument, form, values, picked):
    return Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=FRAMEWORK.sha256,
        instrument=instrument,
        form=form,
        values=values,
        picks=picked,
        reasons={},
    )


def placed(picked):
    return placement.score(answered("partnership-type", "both", {}, picked), FRAMEWORK)


def fitted(form, values, picked, own=None):
    return fit.score(answered("fit", form, values | (own or {}), picked), FRAMEWORK)


def shuffled(random, mapping):
    pairs = list(mapping.items())
    random.shuffle(pairs)
    return dict(pairs)


@law
@given(picks)
def test_shares_sum_to_one_and_counts_to_the_answers(picked):
    for profile in placed(picked).profiles:
        assert sum(each.count for each in profile.counts) == profile.answered
        assert profile.answered + sum(profile.missing.values()) == profile.of
        assert profile.across.low + profile.across.high == profile.answered
        if profile.verdict != "too_few":
            assert sum(Fraction(each.share) for each in profile.counts) == 1


@law
@given(picks)
def test_whatever_ties_with_a_named_pattern_is_named_too(picked):
    for profile in placed(picked).profiles:
        count = {each.pattern: each.count for each in profile.counts}
        floor = min((count[each] for each in profile.patterns), default=None)
        assert (floor is None) == (profile.verdict == "too_few") == (profile.answered < 6)
        if floor is not None:
            named = [each for each in PATTERNS if count[each] >= floor]
            assert list(profile.patterns) == named
            assert max(count.values()) == max(count[each] for each in named)


@law
@given(picks, st.randoms(use_true_random=False))
def test_a_profile_follows_how_often_and_not_where_a_pattern_was_picked(picked, random):
    now = [picked.get(f"{feature}-now") for feature in FEATURES]
    random.shuffle(now)
    moved = {f"{f}-now": pick for f, pick in zip(FEATURES, now, strict=True) if pick is not None}
    first, second = placed(picked).profiles[0], placed(moved).profiles[0]
    assert first == second


@law
@given(picks)
def test_the_table_of_two_passes_holds_each_feature_answered_in_both_once(picked):
    comparison = placed(picked).comparison
    both = [f for f in FEATURES if f"{f}-now" in picked and f"{f}-needs" in picked]
    assert sum(sum(row.counts) for row in comparison.table) == comparison.answered == len(both)
    diagonal = sum(row.counts[place] for place, row in enumerate(comparison.table))
    assert diagonal == comparison.same == len(both) - len(comparison.differ)


@law
@given(forms, statements, picks, ratings, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(form, values, picked, own, random):
    mixed = fitted(form, shuffled(random, values), shuffled(random, picked), shuffled(random, own))
    assert mixed == fitted(form, values, picked, own)


@law
@given(forms, statements, picks, ratings)
def test_the_cells_part_the_places_and_a_shortfall_is_never_negative(form, values, picked, own):
    for view in fitted(form, values, picked, own).views:
        assert sum(view.cells.values()) == len(view.places)
        for place in view.places:
            assert (place.cell == "not_answered") == (place.shortfall is None)
            if place.shortfall is None:
                assert None in {place.importance, place.strength}
                continue
            important = Fraction(place.importance) >= Fraction(5, 2)
            strong = Fraction(place.strength_shown) >= Fraction(7, 2)
            expected = {
                (True, True): "lean_on",
                (True, False): "work_on",
                (False, True): "keep",
                (False, False): "leave",
            }
            assert place.cell == expected[important, strong]
            assert Fraction(place.shortfall) >= 0
            assert (Fraction(place.shortfall) == 0) == strong


@law
@given(forms, statements, picks, ratings)
def test_no_place_left_out_of_the_list_has_a_shortfall_as_large_as_one_in_it(
    form, values, picked, own
):
    for view in fitted(form, values, picked, own).views:
        shortfall = {place.id: Fraction(place.shortfall or 0) for place in view.places}
        inside = [shortfall[name] for name in view.shortfalls]
        outside = [value for name, value in shortfall.items() if name not in view.shortfalls]
        assert inside == sorted(inside, reverse=True)
        assert all(value > 0 for value in inside)
        if len(inside) < 3:
            assert set(outside) <= {0}
        else:
            assert max(outside, default=0) < inside[-1]
            # More than three only by ties with the third.
            assert set(inside[3:]) <= {inside[2]}


@law
@given(forms, statements, picks, st.data())
def test_raising_a_strength_never_raises_a_shortfall(form, values, picked, data):
    assume(values)
    item = data.draw(st.sampled_from(sorted(values)))
    keyed = 6 - values[item] if item in TURNED else values[item]
    raised = data.draw(st.integers(keyed, 5))
    higher = values | {item: 6 - raised if item in TURNED else raised}
    before, after = fitted(form, values, picked), fitted(form, higher, picked)
    for old, new in zip(before.views, after.views, strict=True):
        for low, high in zip(old.places, new.places, strict=True):
            assert low.importance == high.importance
            if low.shortfall is not None:
                assert Fraction(high.shortfall) <= Fraction(low.shortfall)


@law
@given(passes("needs"), st.data())
def test_a_tie_causes_no_jump_in_importance(picked, data):
    assume(len(picked) >= 6)
    question = data.draw(st.sampled_from(sorted(picked)))
    other = picked | {question: data.draw(st.sampled_from(PATTERNS))}
    one, two = (
        {place.id: place for place in fitted("full", {}, each).views[0].places}
        for each in (picked, other)
    )
    # One pick of n moves a weight by (new weight - old weight)/n, whatever it does to the top.
    weights = fit.weights(FRAMEWORK.fit)
    for name in COMPETENCIES:
        step = weights[other[question]][name] - weights[picked[question]][name]
        moved = Fraction(two[name].importance) - Fraction(one[name].importance)
        assert moved == Fraction(step, len(picked))
        assert 1 <= Fraction(one[name].importance) <= 3


areas_of_four = st.lists(st.integers(1, 3), min_size=16, max_size=16)


def areas_weighed(weight):
    """Return each area's importance in our own framework, weighed so by every pattern."""
    key = zip(OWN.fit.competencies, weight, strict=True)
    changed = tuple(
        replace(each, weights=tuple(replace(one, weight=number) for one in each.weights))
        for each, number in key
    )
    answers = Answers(
        framework_id=OWN.id,
        framework_version=OWN.version,
        framework_sha256=OWN.sha256,
        instrument="fit",
        form="short",
        values={},
        picks={
            f"{feature.id}-needs": PATTERNS[0]
            for feature in OWN.instrument("partnership-type").features
        },
        reasons={},
    )
    framework = replace(OWN, fit=replace(OWN.fit, competencies=changed))
    places = fit.score(answers, framework).views[0].places
    return {place.id: Fraction(place.importance) for place in places}


@law
@given(areas_of_four, areas_of_four)
def test_raising_a_weight_never_lowers_the_importance_of_an_area(weight, other):
    raised = [max(pair) for pair in zip(weight, other, strict=True)]
    before, after = areas_weighed(weight), areas_weighed(raised)
    assert all(after[area] >= before[area] for area in before)


@law
@given(areas_of_four)
def test_an_area_is_as_important_as_its_mean_at_least_and_its_highest_at_most(weight):
    given_ = dict(zip((each.competency for each in OWN.fit.competencies), weight, strict=True))
    found = areas_weighed(weight)
    for area in OWN.areas:
        own = [given_[each.id] for each in area.competencies]
        assert Fraction(sum(own), 4) <= found[area.id] <= max(own)
        if len(set(own)) == 1:
            assert found[area.id] == own[0]


@law
@given(forms, statements, picks, ratings)
def test_own_ratings_never_change_the_view_by_pattern_or_a_strength(form, values, picked, own):
    without, with_own = fitted(form, values, picked), fitted(form, values, picked, own)
    assert with_own.views[: len(without.views)] == without.views
    assert with_own.areas == without.areas
    assert [view.id for view in with_own.views].count("own") == bool(own)


@law
@given(statements, picks)
def test_equal_weights_make_every_weighted_mean_the_same(values, picked):
    equal = replace(
        FRAMEWORK.fit,
        competencies=tuple(
            replace(each, weights=tuple(replace(weight, weight=2) for weight in each.weights))
            for each in FRAMEWORK.fit.competencies
        ),
    )
    result = fit.score(answered("fit", "full", values, picked), replace(FRAMEWORK, fit=equal))
    assert len({mean.exact for mean in result.means}) <= 1
    assert result.differences == ()


@law
@given(statements, picks)
def test_a_weighted_mean_lies_between_the_lowest_and_the_highest_strength(values, picked):
    result = fitted("full", values, picked)
    scores = [
        Fraction(competency.exact)
        for area in result.areas
        for competency in area.competencies
        if competency.exact is not None
    ]
    for mean in result.means:
        assert min(scores) <= Fraction(mean.exact) <= max(scores)
