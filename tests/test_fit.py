import json
import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from lxml import etree

from scorer import cli, codebook, kinds, render, samples, scoring
from scorer.answers import Answers
from scorer.blocks import Figure, Notice, Part
from scorer.fit import embedded, leader_answers, own_weight, score, weights
from scorer.fitreport import report, views
from scorer.framework import Placement, canonical, fingerprint

SMALL = json.loads((Path(__file__).parent / "data" / "partnership.json").read_text("utf-8"))
FRAMEWORK = codebook.load(canonical({**SMALL, "sha256": fingerprint(SMALL)}))
PATTERNS = {
    "m": "competition",
    "p": "cooperation",
    "d": "coordination",
    "v": "co-evolving",
}
# The weights of the small framework, in the order m, p, d, v:
# alpha 3 1 2 2, beta 1 3 2 2, gamma 1 2 3 3, delta 2 1 1 3.


def statements(alpha, beta, gamma, delta):
    """Return keyed answers to both statements of each competency; None leaves a gap."""
    pairs = {"aa-01": alpha, "aa-02": alpha, "aa-03": beta, "aa-04": beta}
    pairs |= {"bb-01": gamma, "bb-02": gamma, "bb-03": delta, "bb-04": delta}
    turned = {name: 6 - v if name.endswith("04") and v else v for name, v in pairs.items()}
    return {name: value for name, value in turned.items() if value is not None}


def fitted(values, *, now="", needs="", own=None, form="full", framework=FRAMEWORK):  # noqa: PLR0913 -- all that a fit is made of
    picks = {
        f"pt-0{number}-{pass_id}": PATTERNS[letter]
        for pass_id, letters in (("now", now), ("needs", needs))
        for number, letter in enumerate(letters, 1)
        if letter != "."
    }
    ratings = {f"importance-{name}": value for name, value in (own or {}).items()}
    return score(
        Answers(
            framework_id=framework.id,
            framework_version=framework.version,
            framework_sha256=FRAMEWORK.sha256,
            instrument="fit",
            form=form,
            values=values | ratings,
            picks=picks,
            reasons={},
        ),
        framework,
    )


def places(result, view=0):
    return {place.id: place for place in result.views[view].places}


def test_a_pure_pattern_weighs_with_its_own_weights():
    found = places(fitted(statements(3, 3, 3, 3), needs="vvvvvvvv"))
    assert {name: place.importance for name, place in found.items()} == {
        "alpha": "2",
        "beta": "2",
        "gamma": "3",
        "delta": "3",
    }


def test_a_mixed_profile_weighs_by_its_shares():
    found = places(fitted(statements(3, 3, 3, 3), needs="mmmmpppv"))
    # alpha (4x3 + 3x1 + 1x2)/8, beta (4x1 + 3x3 + 1x2)/8, and so on.
    assert {name: (p.importance, p.importance_shown) for name, p in found.items()} == {
        "alpha": ("17/8", "2.13"),
        "beta": ("15/8", "1.88"),
        "gamma": ("13/8", "1.63"),
        "delta": ("7/4", "1.75"),
    }


def test_what_the_purpose_needs_weighs_before_what_is_there_now():
    answers = statements(3, 3, 3, 3)
    assert fitted(answers, now="mmmmmmmm", needs="vvvvvv..").basis == "needs"
    assert fitted(answers, now="mmmmmmmm", needs="vvvvv...").basis == "now"
    result = fitted(answers, now="mmmmm...", needs="vvvvv...")
    assert (result.basis, result.views, result.importance) == (None, (), "none")


def test_the_four_cells_take_what_is_on_a_cut_as_above_it():
    # With v: importance alpha 2, beta 2, gamma 3, delta 3. A pair 3 and 4 makes 3.5.
    values = statements(4, 3, 4, 3) | {"bb-02": 3, "aa-01": 3}
    found = places(fitted(values, needs="vvvvvvvv"))
    assert {name: (p.strength_shown, p.cell) for name, p in found.items()} == {
        "alpha": ("3.5", "keep"),
        "beta": ("3.0", "leave"),
        "gamma": ("3.5", "lean_on"),
        "delta": ("3.0", "work_on"),
    }


def test_an_importance_of_exactly_the_cut_is_important():
    # beta: (4x3 + 4x2)/8 = 2.5; with one cooperation less (3x3 + 4x2 + 1x1)/8 = 2.25.
    answers = statements(3, 3, 3, 3)
    assert places(fitted(answers, needs="ppppdddd"))["beta"].cell == "work_on"
    assert places(fitted(answers, needs="pppddddm"))["beta"].cell == "leave"


def test_the_shortfall_is_importance_times_what_is_missing_up_to_the_cut():
    found = places(fitted(statements(5, 2, 3, 1), needs="vvvvvvvv"))
    assert {name: (p.shortfall, p.shortfall_shown) for name, p in found.items()} == {
        "alpha": ("0", "0.00"),
        "beta": ("3", "3.00"),
        "gamma": ("3/2", "1.50"),
        "delta": ("15/2", "7.50"),
    }


def test_the_largest_shortfalls_come_first_and_those_of_nought_are_not_listed():
    result = fitted(statements(5, 2, 3, 1), needs="vvvvvvvv")
    assert result.views[0].shortfalls == ("delta", "beta", "gamma")
    result = fitted(statements(5, 2, 4, 4), needs="vvvvvvvv")
    assert result.views[0].shortfalls == ("beta",)
    assert fitted(statements(4, 4, 4, 4), needs="vvvvvvvv").views[0].shortfalls == ()


def test_a_tie_for_the_last_place_is_named_whole():
    # Shortfalls with v: alpha 2x.5, beta 2x.5, gamma 3x1.5, delta 3x1.5.
    values = statements(3, 3, 2, 2)
    assert fitted(values, needs="vvvvvvvv").views[0].shortfalls == (
        "gamma",
        "delta",
        "alpha",
        "beta",
    )


def test_a_competency_without_a_score_is_not_answered_and_has_no_shortfall():
    result = fitted(statements(1, None, 3, 3), needs="vvvvvvvv")
    beta = places(result)["beta"]
    assert (beta.cell, beta.strength, beta.shortfall) == ("not_answered", None, None)
    assert beta.importance == "2"
    assert "beta" not in result.views[0].shortfalls
    assert result.views[0].cells == {
        "lean_on": 0,
        "work_on": 2,
        "keep": 0,
        "leave": 1,
        "not_answered": 1,
    }


@pytest.mark.parametrize(
    ("rating", "weight"), [(1, "1"), (2, "3/2"), (3, "2"), (4, "5/2"), (5, "3")]
)
def test_an_own_rating_from_one_to_five_becomes_a_weight_from_one_to_three(rating, weight):
    assert own_weight(rating, FRAMEWORK.scale("importance")) == Fraction(weight)


def test_own_ratings_replace_the_weights_where_they_are_given():
    result = fitted(statements(3, 3, 3, 3), needs="vvvvvvvv", own={"alpha": 5, "gamma": 1})
    assert [view.id for view in result.views] == ["pattern", "own"]
    assert {name: (p.importance, p.basis) for name, p in places(result, 1).items()} == {
        "alpha": ("3", "own"),
        "beta": ("2", "pattern"),
        "gamma": ("1", "own"),
        "delta": ("3", "pattern"),
    }
    assert {place.basis for place in places(result).values()} == {"pattern"}
    assert (result.importance, result.own_answered, result.own_of) == ("own", 2, 4)


def test_own_ratings_stand_without_a_profile_too():
    result = fitted(statements(3, 3, 3, 3), own={"alpha": 5})
    assert [view.id for view in result.views] == ["own"]
    found = places(result)
    assert (found["alpha"].cell, found["beta"].cell) == ("work_on", "not_answered")
    assert (found["beta"].importance, found["beta"].basis) == (None, None)
    assert result.means == ()


def test_an_area_of_the_short_form_matters_as_the_more_important_half_of_it_does():
    values = {"aa-01": 5, "aa-03": 4, "bb-01": 3, "bb-03": 2}
    result = fitted(values, needs="mmmmpppv", form="short")
    found = places(result)
    assert result.level == "area"
    # First 17/8 and 15/8, second 13/8 and 14/8; of two, one counts. Strengths 4.5 and 2.5.
    assert {name: (p.importance, p.strength, p.shortfall) for name, p in found.items()} == {
        "first": ("17/8", "9/2", "0"),
        "second": ("7/4", "5/2", "7/4"),
    }
    assert (result.means, result.differences) == ((), ())


OWN = codebook.default()


def importance(answers, instruments=OWN):
    """Return the importance of each area of our own framework, the reader's own last."""
    found = score(
        Answers(
            framework_id=OWN.id,
            framework_version=OWN.version,
            framework_sha256=OWN.sha256,
            instrument="fit",
            form="short",
            values={name: value for name, value in answers.items() if isinstance(value, int)},
            picks={name: value for name, value in answers.items() if isinstance(value, str)},
            reasons={},
        ),
        instruments,
    )
    return [[place.importance for place in view.places] for view in found.views]


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        # Ratings of 1 to 5 weigh 1, 1.5, 2, 2.5 and 3.
        ((5, 1, 1, 5), "3"),
        ((4, 4, 4, 4), "5/2"),
        ((2, 4, 5, 3), "11/4"),
        ((1, 4, 3, 1), "9/4"),
        # Half of three, rounded up, is two.
        ((5, None, 3, 2), "5/2"),
        ((5, None, 5, None), None),
    ],
)
def test_half_of_the_known_competencies_of_an_area_count(ratings, expected):
    first = OWN.areas[0].competencies
    own = {
        f"importance-{each.id}": rating
        for each, rating in zip(first, ratings, strict=True)
        if rating is not None
    }
    assert importance(own) == [[expected, None, None, None]]


def test_how_many_profiles_have_an_important_area_is_as_the_rules_say():
    # The documentation of the scores gives both numbers, as the reason for the rule.
    page = (Path(__file__).parents[1] / "docs" / "scoring.md").read_text("utf-8")
    weight = weights(OWN.fit)
    features = [each.id for each in OWN.instrument("partnership-type").features]
    found = Counter()
    for counts in product(range(9), repeat=4):
        if sum(counts) != 8:
            continue
        picked = [p for p, count in zip(weight, counts, strict=True) for _ in range(count)]
        picks = {f"{feature}-needs": p for feature, p in zip(features, picked, strict=True)}
        (areas,) = importance(picks)
        means = [
            Fraction(sum(weight[p][c.id] for p in picked for c in area.competencies), 8 * 4)
            for area in OWN.areas
        ]
        found["profiles"] += 1
        found["rule"] += any(Fraction(each) >= Fraction(5, 2) for each in areas)
        found["mean"] += any(each >= Fraction(5, 2) for each in means)
    assert found == {"profiles": 165, "rule": 143, "mean": 25}
    assert (
        "Eight features can be shared among four patterns in 165 ways.\n"
        "The mean of all four would find an important area in 25 of them, and this rule in 143.\n"
    ) in page


def test_an_area_says_when_its_importance_is_partly_the_readers():
    values = {"aa-01": 5, "aa-03": 4, "bb-01": 3, "bb-03": 2}
    own = {"alpha": 5, "gamma": 5, "delta": 5}
    result = fitted(values, needs="vvvvvvvv", own=own, form="short")
    found = places(result, 1)
    assert (found["first"].basis, found["first"].importance) == ("both", "3")
    assert (found["second"].basis, found["second"].importance) == ("own", "3")


def test_an_area_needs_three_in_four_of_its_importances():
    values = {"aa-01": 5, "aa-03": 4, "bb-01": 3, "bb-03": 2}
    found = places(fitted(values, own={"alpha": 5, "gamma": 5, "delta": 5}, form="short"))
    assert (found["first"].cell, found["first"].importance) == ("not_answered", None)
    assert found["second"].cell == "work_on"


def test_the_weighted_mean_of_each_pattern_is_a_detail_of_the_full_form():
    result = fitted(statements(5, 1, 3, 3), needs="vvvvvvvv")
    # Competition makes 15 + 1 + 3 + 6 over a weight of 7, cooperation 5 + 3 + 6 + 3 over 7,
    # coordination 10 + 2 + 9 + 3 over 8 and co-evolving 10 + 2 + 9 + 9 over 10.
    assert [(mean.pattern, mean.exact, mean.value) for mean in result.means] == [
        ("competition", "25/7", "3.57"),
        ("cooperation", "17/7", "2.43"),
        ("coordination", "3", "3.00"),
        ("co-evolving", "3", "3.00"),
    ]
    assert [(c.higher, c.lower, c.difference) for c in result.differences] == [
        ("competition", "cooperation", "1.14"),
        ("competition", "coordination", "0.57"),
        ("competition", "co-evolving", "0.57"),
        ("coordination", "cooperation", "0.57"),
        ("co-evolving", "cooperation", "0.57"),
    ]


def test_weighted_means_need_three_scores_in_four_and_leave_out_the_rest():
    result = fitted(statements(5, None, 3, 3), needs="vvvvvvvv")
    # As above without the second summand, over weights of 6, 4, 6 and 8.
    assert [mean.exact for mean in result.means] == ["4", "7/2", "11/3", "7/2"]
    assert fitted(statements(5, None, 3, None), needs="vvvvvvvv").means == ()


def test_weighted_means_that_differ_by_less_than_a_quarter_are_not_told_apart():
    result = fitted(statements(3, 3, 3, 3), needs="vvvvvvvv")
    assert {mean.value for mean in result.means} == {"3.00"}
    assert result.differences == ()


def test_a_form_without_the_partnership_leaves_the_strengths_alone():
    result = fitted(statements(3, 3, 3, 3), form="leader-only")
    assert (result.profiles, result.views, result.importance) == ((), (), "none")
    assert [area.value for area in result.areas] == ["3.0", "3.0"]


def test_the_answers_about_the_leader_score_as_they_do_on_their_own():
    values = statements(4, 3, 2, 1)
    answers = Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=FRAMEWORK.sha256,
        instrument="leader",
        form="full",
        values=values,
        reasons={},
    )
    result = fitted(values, needs="vvvvvvvv", own={"alpha": 4})
    leader = scoring.score(answers, FRAMEWORK)
    assert (result.areas, result.flags) == (leader.areas, leader.flags)
    assert (result.answered, result.of) == (16, 24)


def test_an_embedded_instrument_keeps_its_own_id_and_form():
    answers = Answers(
        framework_id=FRAMEWORK.id,
        framework_version=FRAMEWORK.version,
        framework_sha256=FRAMEWORK.sha256,
        instrument="fit",
        form="short",
        values={},
        reasons={},
    )
    assert (leader_answers(answers, FRAMEWORK).instrument, answers.form) == ("leader", "short")
    found = embedded(answers, FRAMEWORK, Placement)
    assert (found.instrument, found.form) == ("partnership-type", "both")
    alone = replace(answers, form="leader-only")
    assert embedded(alone, FRAMEWORK, Placement) is None
    assert leader_answers(alone, FRAMEWORK).form == "full"


def test_no_weight_below_the_cut_of_importance_is_shown_on_it():
    # Competencies: shares of 6, 7 or 8, or own ratings in halves. Areas: the mean of two.
    cut = Fraction(5, 2)
    for answered, competencies in product((6, 7, 8), (1, 2)):
        step = Fraction(1, 2 * answered * competencies)
        below = (cut / step - 1).__ceil__() * step
        assert below < cut
        assert cut - below > Fraction(1, 200)


def test_the_status_of_the_weights_goes_with_the_result():
    assert fitted({}).assumptions == {
        "weights": "author",
        "importance_cut": "2.5",
        "strength_cut": "3.5",
        "no_difference": "0.25",
    }


def test_a_panel_that_rated_some_weights_makes_them_mixed():
    first, *rest = FRAMEWORK.fit.competencies
    rated = replace(first, weights=tuple(replace(w, status="panel") for w in first.weights))
    fit = replace(FRAMEWORK.fit, competencies=(rated, *rest))
    result = fitted({}, framework=replace(FRAMEWORK, fit=fit))
    assert result.assumptions["weights"] == "mixed"


def test_no_answers_at_all_are_valid():
    result = fitted({})
    assert (result.answered, result.of, result.views) == (0, 24, ())
    assert result.profiles[0].verdict == "too_few"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sha256": "0" * 64}, "the answers were read with another framework"),
        ({"fit": None}, "the framework has no weights"),
    ],
)
def test_what_cannot_be_scored_says_why(change, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        fitted({}, framework=replace(FRAMEWORK, **change))


def test_a_workbook_that_asks_nothing_about_the_leader_cannot_show_a_fit():
    workbook = FRAMEWORK.instrument("fit")
    bare = replace(workbook, sections=workbook.sections[1:])
    others = tuple(each for each in FRAMEWORK.instruments if each.id != "fit")
    with pytest.raises(ValueError, match=r"^the form does not ask about the leader$"):
        fitted({}, framework=replace(FRAMEWORK, instruments=(*others, bare)))


def laid(result, framework=FRAMEWORK, **options):
    """Return a report's sections by their ids."""
    found = report(result, framework, **options)
    return {section.id: section for section in found.sections}


def texts(part):
    """Find every text of a report or of a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def said(part):
    return " ".join(texts(part))


def parts(section):
    return {block.title: block for block in section.blocks if isinstance(block, Part)}


WHOLE = fitted(
    statements(5, 2, 3, 1), now="dddddddd", needs="vvvvvvvv", own={"alpha": 5, "beta": 1}
)


def test_the_readers_own_view_comes_before_that_of_the_pattern():
    assert list(laid(WHOLE)) == [
        "in-short",
        "about-you",
        "partnership",
        "fit-own",
        "fit-pattern",
        "means",
        "weights",
        "limits",
    ]


@pytest.mark.parametrize(
    ("view", "left"),
    [
        ("both", ["fit-own", "fit-pattern", "means", "weights"]),
        # Gamma and delta are not rated, so our weights count for them.
        ("own", ["fit-own", "weights"]),
        ("pattern", ["fit-pattern", "means", "weights"]),
        ("none", []),
    ],
)
def test_the_switch_leaves_one_view_of_importance_or_none(view, left):
    found = list(laid(WHOLE, view=view))
    assert found == ["in-short", "about-you", "partnership", *left, "limits"]


OWN_ALONE = fitted(
    statements(5, 2, 3, 1), needs="vvvvvvvv", own={"alpha": 5, "beta": 1, "gamma": 2, "delta": 3}
)


def test_where_every_rating_is_the_readers_our_weights_leave_the_report():
    found = laid(OWN_ALONE, view="own")
    assert "weights" not in found
    assert "judgement of this framework" not in said(found["in-short"])
    assert "Importance is as you see it." in said(found["in-short"])


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (WHOLE, ["both", "pattern", "own", "none"]),
        (fitted(statements(5, 2, 3, 1), needs="vvvvvvvv"), ["pattern", "none"]),
        (fitted(statements(5, 2, 3, 1), own={"alpha": 5}), ["own", "none"]),
        (fitted(statements(5, 2, 3, 1)), []),
    ],
)
def test_a_reader_switches_between_the_views_that_the_answers_allow(result, expected):
    assert [view for view, _ in views(result)] == expected


def test_the_views_are_named_as_the_switch_shows_them():
    assert dict(views(WHOLE)) == {
        "both": "Both: importance as you see it, then by pattern",
        "pattern": "Importance by pattern: our weights",
        "own": "Importance as you see it",
        "none": "Strengths only, without importance",
    }


def test_the_first_view_is_shown_where_none_is_asked_for():
    assert kinds.report(WHOLE, FRAMEWORK) == report(WHOLE, FRAMEWORK, "both")
    pattern = fitted(statements(5, 2, 3, 1), needs="vvvvvvvv")
    assert kinds.report(pattern, FRAMEWORK) == report(pattern, FRAMEWORK, "pattern")


def test_a_view_that_the_answers_do_not_allow_is_an_error():
    with pytest.raises(ValueError, match=r'^there is no view "own"$'):
        kinds.report(fitted(statements(5, 2, 3, 1), needs="vvvvvvvv"), FRAMEWORK, "own")


def scored(folder, capsys, file, view):
    """Run the command on made-up answers; return its exit code, output and messages."""
    saved = folder / "answers.json"
    saved.write_text(samples.filled(codebook.default(), *file), encoding="utf-8")
    code = cli.main(["score", str(saved), "--html", "-", "--view", view])
    return code, *capsys.readouterr()


def test_the_command_line_leaves_out_importance_on_request(tmp_path, capsys):
    code, out, _ = scored(tmp_path, capsys, ("fit", "full"), "none")
    assert code == 0
    assert "Importance is left out here" in out
    assert "importance by pattern" not in out


@pytest.mark.parametrize(
    ("file", "view", "message"),
    [
        (
            ("fit", "full"),
            "mine",
            'there is no view "mine"; choose one of: both, pattern, own, none',
        ),
        (("leader", "short"), "none", 'the report of "leader" has no views to choose from'),
        (("health", "full"), "none", 'the report of "health" has no views to choose from'),
    ],
)
def test_a_view_that_is_not_there_names_those_that_are(tmp_path, capsys, file, view, message):
    assert scored(tmp_path, capsys, file, view) == (2, "", f"error: {message}\n")


def test_without_importance_the_report_says_that_strengths_stand_alone():
    sections = laid(fitted(statements(3, 4, 3, 3)))
    assert list(sections) == ["in-short", "about-you", "partnership", "limits"]
    assert "no rating of your own" in said(sections["in-short"])
    assert "Importance is left out here" in said(laid(WHOLE, view="none")["in-short"])


def test_the_plane_and_its_table_hold_the_same_places():
    figure = next(b for b in laid(WHOLE)["fit-pattern"].blocks if isinstance(b, Figure))
    assert [(m.number, m.label, m.across, m.up) for m in figure.chart.marks] == [
        (1, "Alpha", "5.0", "2.00"),
        (2, "Beta", "2.0", "2.00"),
        (3, "Gamma", "3.0", "3.00"),
        (4, "Delta", "1.0", "3.00"),
    ]
    assert figure.chart.cells == ("Work on", "Lean on", "Leave", "Keep")
    assert (figure.chart.across.cut, figure.chart.up.cut) == ("3.5", "2.5")
    assert figure.table.rows == (
        ("Alpha", "1", "2.00", "Our weights", "5.0", "Keep", "0.00"),
        ("Beta", "2", "2.00", "Our weights", "2.0", "Leave", "3.00"),
        ("Gamma", "3", "3.00", "Our weights", "3.0", "Work on", "1.50"),
        ("Delta", "4", "3.00", "Our weights", "1.0", "Work on", "7.50"),
    )


def test_the_four_cells_stand_in_words_and_empty_ones_are_left_out():
    found = parts(laid(WHOLE)["fit-pattern"])
    assert [title for title in found if not title.startswith("What")] == [
        "Work on",
        "Keep",
        "Leave",
        "The largest shortfalls",
    ]
    assert found["Work on"].blocks[1].items == ("Gamma", "Delta")
    assert "less than 3.5" in found["Work on"].blocks[0].text


def test_own_importance_is_shown_as_the_readers():
    section = laid(WHOLE)["fit-own"]
    assert "Importance is yours for 2 of 4 competencies." in section.blocks[0].text
    assert "The others come from our weights" in section.blocks[0].text
    figure = next(b for b in section.blocks if isinstance(b, Figure))
    assert [row[3] for row in figure.table.rows] == ["You", "You", "Our weights", "Our weights"]


def test_the_largest_shortfalls_come_with_the_suggestions_that_fit_their_level():
    found = parts(laid(WHOLE)["fit-pattern"])
    assert list(found)[-3:] == [
        "What you could try: Delta",
        "What you could try: Beta",
        "What you could try: Gamma",
    ]
    assert found["What you could try: Delta"].blocks[0].items == (
        "Start with delta.",
        "Start again with delta.",
    )
    assert found["What you could try: Gamma"].blocks[0].items == ("Go on with gamma.",)
    rows = found["The largest shortfalls"].blocks[1].rows
    assert [(row.term, row.value, row.text) for row in rows] == [
        ("Delta", "7.50", "Importance 3.00, strength 1.0."),
        ("Beta", "3.00", "Importance 2.00, strength 2.0."),
        ("Gamma", "1.50", "Importance 3.00, strength 3.0."),
    ]


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (fitted(statements(4, 4, 4, 4), needs="vvvvvvvv"), "falls short of 3.5."),
        (fitted(statements(3, 3, 2, 2), needs="vvvvvvvv"), "Several are equal, so all of them"),
        (fitted(statements(4, None, 2, 4), needs="vvvvvvvv"), "1 competency without both numbers"),
        (fitted(statements(4, 1, 4, 4), needs="vvvvvvvv"), "stands under “Leave” is here"),
    ],
)
def test_the_list_of_shortfalls_says_what_it_holds(result, words):
    assert words in said(parts(laid(result)["fit-pattern"])["The largest shortfalls"])


def test_the_short_form_speaks_of_areas_and_gives_an_idea_for_each_competency():
    values = {"aa-01": 5, "aa-03": 4, "bb-01": 3, "bb-03": 2}
    sections = laid(fitted(values, needs="vvvvvvvv", form="short"))
    assert "means" not in sections
    section = sections["fit-pattern"]
    assert "This form compares areas, as one statement" in said(section)
    assert "importance is the mean of the more important half of its competencies" in said(section)
    assert parts(section)["What you could try: Second area"].blocks[1].items == (
        "Gamma: Go on with gamma.",
        "Delta: Go on with delta.",
    )


def test_all_weights_are_shown_and_those_of_the_named_patterns_with_reason_and_status():
    section = laid(fitted(statements(3, 3, 3, 3), needs="mmmmmmmv"))["weights"]
    table = section.blocks[1]
    assert table.head == ("Competency", "Competition", "Cooperation", "Coordination", "Co-evolving")
    assert table.rows[0] == ("Alpha", "3", "1", "2", "2")
    found = parts(section)
    assert list(found) == ["Reasons for “Competition”"]
    assert found["Reasons for “Competition”"].blocks[0].rows[0] == (
        "Alpha",
        "3",
        "Why competition asks 3 of alpha.",
        "the authors",
    )


def test_weighted_means_below_a_quarter_apart_are_called_no_difference():
    level = laid(fitted(statements(3, 3, 3, 3), needs="vvvvvvvv"))["means"]
    assert "No two of them differ by 0.25 or more. We call that no difference." in said(level)
    apart = laid(fitted(statements(5, 1, 3, 3), needs="vvvvvvvv"))["means"]
    assert "Competition and Cooperation differ by 1.14." in said(apart)


def test_the_caution_says_that_nobody_has_tested_the_weights():
    caution = next(b for b in laid(WHOLE)["in-short"].blocks if isinstance(b, Notice))
    assert "judgement of this framework’s authors. Nobody has tested" in caution.items[0]
    assert "no single number" in caution.items[1]


def test_an_area_has_a_range_and_a_competency_a_word_and_a_score_alone():
    section = laid(fitted(statements(4, 3, 2, 1), needs="vvvvvvvv"))["about-you"]
    assert "A competency rests on too few statements" in said(section)
    figure = next(block for block in section.blocks if isinstance(block, Figure))
    area, alpha = figure.chart.rows[:2]
    # (4 + 3)/2 = 3.5, and the small framework's margin for an area is 0.24.
    assert (area.label, area.value, area.low, area.high) == ("First area", "3.5", "3.3", "3.7")
    assert (alpha.label, alpha.value, alpha.low, alpha.high) == ("Alpha", "4.0", None, None)
    assert figure.table.rows[0] == ("First area", "often (3.5)", "3.3 to 3.7", "4 of 4")
    assert figure.table.rows[1] == ("Alpha", "often (4.0)", "–", "2 of 2")
    short = laid(fitted({"aa-01": 5, "aa-03": 4}, needs="vvvvvvvv", form="short"))["about-you"]
    assert "A competency rests on too few statements" not in said(short)


def test_a_flag_of_the_self_assessment_is_passed_on_as_advice():
    same = dict.fromkeys(FRAMEWORK.instrument("leader").form("full").items, 4)
    notice = laid(fitted(same, needs="vvvvvvvv"))["about-you"].blocks[0]
    assert isinstance(notice, Notice)
    assert notice.items[0].startswith("You gave the same answer to every statement")
    assert not isinstance(laid(WHOLE)["about-you"].blocks[0], Notice)


VECTORS = json.loads((Path(__file__).parent / "vectors" / "fit.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["name"])
def test_the_report_of_every_vector_is_laid_out_in_plain_sentences(vector):
    framework = codebook.default()
    given = vector["answers"]
    answers = Answers(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument="fit",
        form=vector["form"],
        values={name: value for name, value in given.items() if isinstance(value, int)},
        picks={name: value for name, value in given.items() if isinstance(value, str)},
        reasons={name: each["reason"] for name, each in given.items() if isinstance(each, dict)},
    )
    found = report(score(answers, framework), framework)
    fragment, document = render.both(found)
    etree.fromstring(fragment.encode())
    etree.fromstring(document.encode())
    for text in texts(found):
        for sentence in re.split(r"(?<=[.?!]) ", text):
            assert len(sentence.split()) <= 25, sentence


def test_where_nothing_has_both_numbers_no_strength_is_called_enough():
    listing = parts(laid(fitted({}, needs="vvvvvvvv"))["fit-pattern"])["The largest shortfalls"]
    assert "No competency has both numbers, so there is nothing to list." in said(listing)
    assert "falls short" not in said(listing)


def test_without_any_answer_no_strengths_are_promised():
    opening = said(laid(fitted({}))["in-short"])
    assert "You answered no statement about yourself either." in opening
    assert "shows your strengths" not in opening


def test_an_area_under_leave_can_hold_a_competency_that_matters():
    values = {"aa-01": 5, "aa-03": 4, "bb-01": 3, "bb-03": 2}
    section = said(laid(fitted(values, needs="vvvvvvvv", form="short"))["fit-pattern"])
    assert "An area below 2.5 can still hold a competency that matters a lot." in section
