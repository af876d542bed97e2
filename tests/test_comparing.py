import copy
import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from lxml import etree

from scorer import codebook, markdown, plain, render, serialise
from scorer.answers import AnswersError, Problem, blank, read
from scorer.blocks import Bars, Figure, Shift, Table
from scorer.comparing import compare
from scorer.comparingreport import report
from scorer.comparingresult import FeatureMove
from scorer.framework import canonical, fingerprint
from scorer.samples import filled

DATA = Path(__file__).parent / "data"
SMALL = json.loads((DATA / "partnership.json").read_text("utf-8"))
HEALTH = json.loads((DATA / "health.json").read_text("utf-8"))
PATTERNS = {"m": "competition", "p": "cooperation", "d": "coordination", "v": "co-evolving"}


def sealed(data):
    return codebook.load(canonical({**data, "sha256": fingerprint(data)}))


FRAMEWORK, CHECK, OWN = sealed(SMALL), sealed(HEALTH), codebook.default()


def edited(change, data=SMALL, version="1.1.0"):
    """Return another version of the framework."""
    found = copy.deepcopy(data) | {"version": version}
    change(found)
    return sealed(found)


def side(instrument, form, answers, framework=FRAMEWORK, **about):
    data = json.loads(blank(framework, instrument, form))
    data["answers"] = answers
    return read(json.dumps(data | {"about": about}), framework), framework


def leader(*values, form="full", framework=FRAMEWORK, **about):
    """Return a leader's answers: to aa-01 and so on, then bb-01; None where there is none."""
    ids = ("aa-01", "aa-02", "aa-03", "aa-04", "bb-01", "bb-02", "bb-03", "bb-04")
    given = {each: v for each, v in zip(ids, values, strict=False) if v is not None}
    return side("leader", form, given, framework, **about)


def placed(now, needs=None):
    """Return picks: a letter for each feature, a full stop where there is none."""
    picks = {
        f"pt-0{number}-{name}": PATTERNS[letter]
        for name, letters in (("now", now), ("needs", needs or ""))
        for number, letter in enumerate(letters, 1)
        if letter != "."
    }
    return side("partnership-type", "now" if needs is None else "both", picks)


def told(scores):
    return {each.id: (each.before, each.after, each.change, each.move) for each in scores}


def test_areas_and_competencies_are_compared_when_both_forms_score_them():
    # First area: (2 + 3)/2 = 2.5, then (3.5 + 2.5)/2 = 3.0; aa-04 counts as 6 less its answer.
    (part,) = compare(leader(2, 2, 3, 3), leader(4, 3, 3, 4)).parts
    assert told(part.scores) == {
        "first": ("2.5", "3.0", "0.5", "level"),
        "alpha": ("2.0", "3.5", "1.5", "up"),
        "beta": ("3.0", "2.5", "-0.5", "level"),
        "second": (None, None, None, None),
        "gamma": (None, None, None, None),
        "delta": (None, None, None, None),
    }
    # A competency needs .6 x .48/.24 = 1.2.
    assert {(each.level, each.smallest) for each in part.scores} == {
        ("area", "0.6"),
        ("competency", "1.2"),
    }


def test_only_items_that_both_files_answer_count():
    # aa-02 is answered once: alpha is aa-01 alone, 2 and then 4.
    (part,) = compare(leader(2, None, 3, 3), leader(4, 1, 3, 3)).parts
    assert told(part.scores)["alpha"] == ("2.0", "4.0", "2.0", "up")
    assert told(part.scores)["first"] == ("2.5", "3.5", "1.0", "up")
    assert [(each.answered, each.of) for each in part.scores[:3]] == [(3, 4), (1, 2), (2, 2)]
    assert part.only_answered == ((), ("aa-02",))
    assert (part.answered, part.asked) == (3, 8)


def test_a_score_needs_as_many_common_answers_as_the_form_asks_for():
    # Two common answers of the first area, and three are needed.
    (part,) = compare(leader(2, None, 3), leader(2, 5, 3)).parts
    assert told(part.scores)["first"] == (None, None, None, None)
    assert told(part.scores)["alpha"] == ("2.0", "2.0", "0.0", "level")


def test_a_short_form_compares_items_and_takes_the_larger_difference():
    short = dict.fromkeys(FRAMEWORK.instrument("leader").form("short").items, 2)
    full = dict.fromkeys(FRAMEWORK.instrument("leader").form("full").items, 3)
    result = compare(side("leader", "short", short), side("leader", "full", full))
    (part,) = result.parts
    assert told(part.scores) == {
        "first": ("2.0", "3.0", "1.0", "up"),
        "second": ("2.0", "3.0", "1.0", "up"),
    }
    assert {each.smallest for each in part.scores} == {"1.0"}
    assert [len(each) for each in part.only_asked] == [0, 4]


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [((2, 2), (3, 3), "up"), ((3, 3), (2, 2), "down"), ((2, 2), (2, 3), "level")],
)
def test_a_move_is_at_least_the_smallest_difference(before, after, move):
    first, second = FRAMEWORK.instrument("leader").form("short").items[:2]
    runs = [side("leader", "short", {first: one, second: two}) for one, two in (before, after)]
    (part,) = compare(*runs).parts
    assert [each.move for each in part.scores if each.move] == [move]


def test_a_smallest_difference_of_nought_still_needs_a_difference():
    def change(data):
        for form in data["instruments"][0]["forms"]:
            form["planning"]["smallest_difference"] = "0.0"

    framework = edited(change)
    runs = [leader(2, 2, 3, 3, framework=framework)] * 2
    assert {each.move for each in compare(*runs).parts[0].scores} == {"level", None}


def drop(data):
    """Leave out aa-02."""
    data["areas"][0]["competencies"][0]["items"].pop()
    for form in data["instruments"][0]["forms"]:
        form["items"] = [each for each in form["items"] if each != "aa-02"]


def turn(data):
    item = data["areas"][0]["competencies"][1]["items"][0]
    item["reverse"] = not item["reverse"]


def move(data):
    first, second = data["areas"][0]["competencies"]
    second["items"].append(first["items"].pop())


def relabel(data):
    data["scales"][0]["points"][0]["word"] = "hardly ever"


def reword(data):
    data["areas"][0]["competencies"][0]["items"][0]["self"] = "I say it better."


@pytest.mark.parametrize(
    ("change", "changed", "only_earlier", "asked"),
    [
        (reword, (), (), 8),
        (drop, (), ("aa-02",), 7),
        (turn, ("aa-03",), (), 7),
        (move, ("aa-02",), (), 7),
    ],
)
def test_an_earlier_version_is_compared_on_common_items(change, changed, only_earlier, asked):
    newer = edited(change)
    earlier, later = leader(2, 2, 3, 3), leader(3, None, 3, 3, framework=newer)
    result = compare(earlier, later)
    (part,) = result.parts
    assert (part.changed, part.only_asked, part.asked) == (changed, (only_earlier, ()), asked)
    assert told(part.scores)["alpha"] == ("2.0", "3.0", "1.0", "level")
    assert (result.earlier.framework_version, result.framework_version) == ("1.0.0", "1.1.0")
    assert result.framework_sha256 == newer.sha256


def test_the_larger_smallest_difference_of_two_versions_holds():
    def change(data):
        data["instruments"][0]["forms"][1]["planning"]["smallest_difference"] = "0.4"

    newer = edited(change)
    for runs in (
        (leader(2, 2, 3, 3), leader(2, 3, 3, 3, framework=newer)),
        (leader(2, 2, 3, 3, framework=newer), leader(2, 3, 3, 3)),
    ):
        assert compare(*runs).parts[0].scores[0].smallest == "0.6"


def test_the_larger_smallest_difference_of_a_competency_holds_too():
    def change(data):
        data["instruments"][0]["forms"][1]["planning"]["competency_sem"] = "0.36"

    newer = edited(change)
    for runs in (
        (leader(2, 2, 3, 3), leader(2, 3, 3, 3, framework=newer)),
        (leader(2, 2, 3, 3, framework=newer), leader(2, 3, 3, 3)),
    ):
        assert compare(*runs).parts[0].scores[1].smallest == "1.2"
    # .6 x .36/.24
    runs = [leader(2, 2, 3, 3, framework=newer)] * 2
    assert compare(*runs).parts[0].scores[1].smallest == "0.9"


def test_the_lower_minimum_of_two_versions_holds():
    def change(data):
        data["instruments"][0]["forms"][1]["minimum"]["competency_items"] = 2

    newer = edited(change)
    for runs in (
        (leader(2), leader(4, framework=newer)),
        (leader(2, framework=newer), leader(4)),
    ):
        assert told(compare(*runs).parts[0].scores)["alpha"] == ("2.0", "4.0", "2.0", "up")


@pytest.mark.parametrize(
    ("key", "value", "values", "expected"),
    [
        # Two common answers, and one of the versions needs no more.
        ("minimum", 2, {"hpu-01": 2, "hpu-02": 2}, ("2.0", "1.0")),
        ("smallest_difference", "0.5", {"hpu-01": 2, "hpu-02": 2, "hpu-03": 2}, ("2.0", "1.0")),
    ],
)
def test_of_two_versions_of_a_health_check_the_same_holds(key, value, values, expected):
    newer = edited(lambda data: data["instruments"][0]["forms"][0].update({key: value}), HEALTH)
    for first, second in ((CHECK, newer), (newer, CHECK)):
        runs = [side("health", "full", values, framework) for framework in (first, second)]
        score = compare(*runs).parts[0].scores[0]
        assert (score.after, score.smallest) == expected


def test_a_placement_gives_counts_over_the_features_that_both_answer():
    (part,) = compare(placed("ddddmmm.", "vvvvvvvv"), placed("dddvmmmm", "vvvvvvvp")).parts
    now, needs = part.passes
    assert (now.answered, now.of) == (7, 8)
    assert dict(zip(now.patterns, now.before, strict=True)) == {
        "competition": 3,
        "cooperation": 0,
        "coordination": 4,
        "co-evolving": 0,
    }
    assert dict(zip(now.patterns, now.after, strict=True)) == {
        "competition": 3,
        "cooperation": 0,
        "coordination": 3,
        "co-evolving": 1,
    }
    assert now.moved == (FeatureMove(id="pt-04-now", before="coordination", after="co-evolving"),)
    assert needs.moved == (
        FeatureMove(id="pt-08-needs", before="co-evolving", after="cooperation"),
    )
    assert (part.scores, part.steps) == ((), ())


def test_a_pass_that_one_form_leaves_out_is_not_compared():
    (part,) = compare(placed("dddddddd", "vvvvvvvv"), placed("dddddddd")).parts
    assert [each.id for each in part.passes] == ["now"]
    assert [len(each) for each in part.only_asked] == [8, 0]


def test_another_description_of_a_pattern_leaves_its_feature_out():
    def change(data):
        data["instruments"][1]["features"][2]["descriptions"][0]["text"] = "Quite another."

    newer = edited(change)
    picks = {f"pt-0{number}-now": "cooperation" for number in range(1, 9)}
    earlier, later = (
        side("partnership-type", "now", picks, framework) for framework in (FRAMEWORK, newer)
    )
    (part,) = compare(earlier, later).parts
    assert part.changed == ("pt-03-now",)
    assert part.passes[0].of == 7


def test_the_order_in_which_descriptions_are_shown_changes_nothing():
    newer = edited(lambda data: data["instruments"][1].update(seed=1))
    picks = {f"pt-0{number}-now": "cooperation" for number in range(1, 9)}
    earlier, later = (
        side("partnership-type", "now", picks, framework) for framework in (FRAMEWORK, newer)
    )
    assert compare(earlier, later).parts[0].changed == ()


def test_a_fit_is_its_two_parts():
    picks = {f"pt-0{number}-now": "cooperation" for number in range(1, 9)}
    statements = {"aa-01": 2, "aa-02": 2, "aa-03": 3, "aa-04": 3}
    runs = [
        side("fit", "full", statements | picks),
        side("fit", "full", statements | {"aa-01": 5} | picks | {"pt-01-now": "competition"}),
    ]
    result = compare(*runs)
    first, second = result.parts
    assert (first.instrument, first.forms) == ("leader", ("full", "full"))
    assert told(first.scores)["alpha"] == ("2.0", "3.5", "1.5", "up")
    assert second.instrument == "partnership-type"
    assert [each.id for each in second.passes[0].moved] == ["pt-01-now"]
    assert (result.instrument, result.answered) == ("fit", 12)


def test_a_fit_says_that_importance_is_not_compared():
    said = "Your own view of what is important is not compared here."
    assert said in everything(report(compare(own("fit", "short"), own("fit", "short")), OWN))
    assert said not in everything(report(compare(leader(2), leader(3)), FRAMEWORK))


def test_a_fit_without_the_partnership_is_compared_on_the_leader_alone():
    statements = {"aa-01": 2, "aa-02": 2, "aa-03": 3, "aa-04": 3}
    result = compare(side("fit", "full", statements), side("fit", "leader-only", statements))
    assert [part.instrument for part in result.parts] == ["leader"]


def checked(**values):
    return side("health", "full", {key.replace("_", "-"): v for key, v in values.items()}, CHECK)


def test_a_health_check_compares_dimensions_and_leaves_evidence_apart():
    # Purpose: (2 + 2 + 3)/3 = 2.333, then (3 + 3 + 4)/3 = 3.333: 2.3 and 3.3.
    earlier = checked(hpu_01=2, hpu_02=2, hpu_03=3, hca_01=1, hev_01=1, hev_02=4, hev_03=2)
    later = checked(hpu_01=3, hpu_02=3, hpu_03=4, hca_01=5, hev_01=3, hev_02=3, hev_03=2, hev_04=5)
    (part,) = compare(earlier, later).parts
    assert told(part.scores)["purpose"] == ("2.3", "3.3", "1.0", "up")
    assert told(part.scores)["capacity"] == (None, None, None, None)
    assert {each.level for each in part.scores} == {"dimension"}
    assert "evidence" not in told(part.scores)
    assert [(each.id, each.before, each.after, each.move) for each in part.steps] == [
        ("hev-01", 1, 3, "up"),
        ("hev-02", 4, 3, "down"),
        ("hev-03", 2, 2, "level"),
        ("hev-04", None, 5, None),
    ]


def test_an_item_with_other_states_is_left_out():
    def change(data):
        data["instruments"][0]["dimensions"][0]["items"][0]["states"][2] = "Another state."

    newer = edited(change, HEALTH)
    values = {"hpu-01": 2, "hpu-02": 2, "hpu-03": 3, "hpu-04": 3}
    earlier, later = (side("health", "full", values, framework) for framework in (CHECK, newer))
    (part,) = compare(earlier, later).parts
    assert part.changed == ("hpu-01",)
    assert part.scores[0].of == 3


def evidence(**steps):
    """Return entries: for each competency the steps that its entries name."""
    answers = {
        f"evidence-{subject.replace('_', '-')}": [
            {"claim": "Something."} | ({"strength": step} if step else {}) for step in given
        ]
        for subject, given in steps.items()
    }
    return side("evidence", "person", answers, OWN)


def test_evidence_is_compared_by_the_strongest_step_of_each_subject():
    earlier = evidence(
        shared_vision=["activity", "output"], community_outcomes=["output"], means_to_ends=[None]
    )
    later = evidence(shared_vision=["outcome-tracked"], shared_success=["none"], means_to_ends=[""])
    steps = {each.id: each for each in compare(earlier, later).parts[0].steps}
    assert [
        (each.before, each.after, each.move)
        for each in (
            steps["evidence-shared-vision"],
            steps["evidence-community-outcomes"],
            steps["evidence-shared-success"],
            steps["evidence-means-to-ends"],
        )
    ] == [(3, 4, "up"), (3, None, None), (None, 1, None), (None, None, None)]


def test_evidence_where_there_was_none_is_news():
    result = compare(evidence(shared_vision=["output"]), evidence(shared_success=["output"]))
    assert result.answered == 0
    assert "only in the later file" in plain.as_text(report(result, OWN))


def own(instrument, form):
    return read(filled(OWN, instrument, form), OWN), OWN


NOTHING = (
    "No question is answered in both files, so there is nothing to compare. "
    "Choose two files of one questionnaire."
)


def other_kind(data):
    data["instruments"][1] = {**data["instruments"][0], "id": "partnership-type"}
    data["instruments"] = data["instruments"][:2]


@pytest.mark.parametrize(
    ("earlier", "later", "path", "message"),
    [
        (
            leader(2),
            placed("dddddddd"),
            "instrument",
            (
                'The files belong to two questionnaires, "leader" and "partnership-type". '
                "Choose two files of one questionnaire."
            ),
        ),
        (
            leader(2),
            leader(2, framework=edited(lambda data: data.update(id="other"))),
            "framework.id",
            "The files belong to two frameworks.",
        ),
        (
            placed("dddddddd"),
            side("partnership-type", "short", {}, edited(other_kind)),
            "instrument",
            '"partnership-type" is another kind of questionnaire in the later version.',
        ),
        (leader(2), leader(None, 2), "answers", NOTHING),
        (leader(2), leader(2, framework=edited(relabel)), "answers", NOTHING),
        (leader(), leader(), "answers", NOTHING),
        (evidence(), evidence(), "answers", NOTHING),
        (checked(hev_01=2), checked(hev_02=2, hpu_01=2), "answers", NOTHING),
        (own("evidence", "person"), own("evidence", "partnership"), "answers", NOTHING),
        (
            own("preparing", "quick"),
            own("preparing", "quick"),
            "instrument",
            'There is no score to compare in "Preparing to join". Open both files.',
        ),
        (
            own("reflection", "alone"),
            own("reflection", "group"),
            "instrument",
            (
                'There is no score to compare in "Reflecting on a powerful partnership". '
                "Open both files."
            ),
        ),
        (
            own("health", "full"),
            own("health", "meeting"),
            "form",
            (
                "The minutes of a meeting have no scores. "
                "Open the later minutes, and name the earlier ones there."
            ),
        ),
    ],
    ids=[str(number) for number in range(12)],
)
def test_files_that_cannot_be_compared_are_refused(earlier, later, path, message):
    with pytest.raises(AnswersError) as caught:
        compare(earlier, later)
    assert caught.value.problems == (Problem(path, message),)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"partnership": "B", "person": "C"}, ()),
        ({"partnership": " The  Hall "}, {"partnership": "the hall"}, ()),
        ({"partnership": "A"}, {"partnership": "B"}, ("partnership",)),
        (
            {"person": "A", "organisation": "A", "partnership": "A"},
            {"person": "B", "organisation": "B", "partnership": "A"},
            ("person", "organisation"),
        ),
    ],
)
def test_labels_that_differ_are_noticed(before, after, expected):
    assert compare(leader(2, **before), leader(3, **after)).other == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"date": "2026-02-01"}, {"date": "2026-01-31"}, True),
        ({"date": "2026-02-01"}, {"date": "2026-02-01"}, False),
        ({"date": "2026-01-01"}, {"date": "2026-02-01"}, False),
        ({"date": "2026-02-01"}, {}, False),
        ({}, {"date": "2026-02-01"}, False),
    ],
)
def test_a_later_file_that_is_older_is_noticed(before, after, expected):
    assert compare(leader(2, **before), leader(3, **after)).out_of_order is expected


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (leader(2, 3), leader(2, 3), True),
        (leader(2, 3, date="2026-01-01"), leader(2, 3, date="2026-02-01"), True),
        (leader(2, 3), leader(2, 4), False),
        (leader(2, 3), leader(2, 3, 1), False),
        (leader(2), leader(2, form="short"), False),
    ],
)
def test_the_same_answers_twice_are_noticed(earlier, later, expected):
    assert compare(earlier, later).same_answers is expected


def test_the_result_is_json_with_one_order():
    data = json.loads(serialise.to_json(compare(leader(2, 2), leader(3, 3))))
    assert list(data) == [
        *("format", "format_version", "framework", "instrument", "form", "answered", "of"),
        *("earlier", "later", "same_answers", "other", "out_of_order", "parts"),
    ]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def sections(made):
    return {section.id: section for section in made.sections}


def everything(made):
    return " ".join(strings(made.sections))


def figures(value):
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from figures(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures(getattr(value, field.name))


def test_the_report_says_what_moved_and_shows_it():
    days = {"date": "2026-01-05"}, {"date": "2026-11-21"}
    result = compare(leader(2, 2, 3, 3, **days[0]), leader(4, 3, 3, 4, **days[1]))
    made = report(result, FRAMEWORK)
    assert (made.heading, made.fingerprint) == ("What moved between two files", FRAMEWORK.sha256)
    assert list(sections(made)) == ["in-short", "scores", "left-out", "limits"]
    text = everything(made)
    assert "“Alpha” went from 2.0 to 3.5: 1.5 higher." in text
    assert "The rest stayed about level, which means less than 1.2 apart: “Beta”." in text
    assert "These stayed about level, which means less than 0.6 apart: " in text
    assert "Both files answer 4 of the 8 questions that they share." in text
    areas, competencies = figures(made.sections)
    assert isinstance(areas.chart, Shift)
    assert areas.chart.names == ("5 January 2026", "21 November 2026")
    assert [(row.before, row.after) for row in areas.chart.rows] == [("2.5", "3.0"), (None, None)]
    assert competencies.table.rows[0] == ("Alpha", "2.0", "3.5", "Higher", "2 of 2")


def test_a_move_downwards_is_said_without_a_sign():
    result = compare(leader(4, 3, 3, 3), leader(2, 2, 3, 3))
    assert "“Alpha” went from 3.5 to 2.0: 1.5 lower." in everything(report(result, FRAMEWORK))


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        (
            leader(2, partnership="A"),
            leader(3, partnership="B"),
            "Two partnerships The files name “A” and “B”.",
        ),
        (
            leader(2, person="A"),
            leader(3, person="B"),
            "Two people The files name “A” and “B”.",
        ),
        (leader(2), leader(2), "Both files hold the same answers."),
        (
            leader(2, date="2026-02-01"),
            leader(3, date="2026-01-01"),
            "was saved on the later day.",
        ),
    ],
)
def test_what_to_mind_stands_at_the_top(earlier, later, said):
    made = report(compare(earlier, later), FRAMEWORK)
    assert said in " ".join(strings(made.sections[0].blocks[0]))
    without = report(compare(leader(2), leader(3)), FRAMEWORK)
    assert said not in everything(without)


def test_two_files_of_one_day_are_told_apart_by_their_place():
    runs = leader(2, date="2026-01-05"), leader(3, date="2026-01-05")
    made = report(compare(*runs), FRAMEWORK)
    assert next(figures(made.sections)).chart.names == ("Earlier file", "Later file")


def test_the_report_names_what_only_one_file_has():
    newer = edited(turn)
    runs = leader(2, 2, 3, 3, 1), leader(3, None, 3, 3, None, 2, framework=newer)
    left = " ".join(strings(sections(report(compare(*runs), newer))["left-out"]))
    wording = {
        item["id"]: item["self"]
        for area in SMALL["areas"]
        for competency in area["competencies"]
        for item in competency["items"]
    }
    assert f"Earlier file alone answers: {wording['aa-02']} {wording['bb-01']}" in left
    assert f"Later file alone answers: {wording['bb-02']}" in left
    assert f"aa-03: {wording['aa-03']}" in left


def test_the_report_of_a_placement_has_bars_and_no_position():
    made = report(compare(placed("ddddmmm."), placed("dddvmmmm")), FRAMEWORK)
    (figure,) = figures(made.sections)
    assert isinstance(figure.chart, Bars)
    assert figure.chart.most == 8
    assert "1 of 7 features went to another pattern." in everything(made)
    tables = [each for each in _blocks(made) if isinstance(each, Table)]
    assert len(tables) == 1
    assert [row[1:] for row in tables[0].rows] == [("Coordination", "Co-evolving")]


def test_where_no_feature_is_answered_twice_nothing_is_counted():
    made = everything(
        report(compare(placed("dddddddd", "vvvv"), placed("dddddddd", "....vvvv")), FRAMEWORK)
    )
    assert "no feature is answered in both files." in made
    assert "of 0 features" not in made


def test_a_single_feature_that_kept_its_pattern_is_one():
    made = everything(report(compare(placed("ddd....."), placed("..dddd..")), FRAMEWORK))
    assert "none of 1 feature went to another pattern." in made
    assert "The one feature that both answer kept its pattern." in made


def test_titles_with_commas_cannot_be_taken_for_several():
    dimension = OWN.instrument("health").dimensions[3]
    items = [item.id for item in dimension.items]
    assert dimension.title.count(",") == 1
    runs = [side("health", "full", dict.fromkeys(items, value), OWN) for value in (2, 4)]
    moved = everything(report(compare(*runs), OWN))
    assert f"“{dimension.title}” went from 2.0 to 4.0: 2.0 higher." in moved
    level = everything(report(compare(runs[0], runs[0]), OWN))
    assert f"less than 1.0 apart: “{dimension.title}”." in level


def _blocks(made):
    for section in made.sections:
        for block in section.blocks:
            yield from getattr(block, "blocks", (block,))


def test_evidence_says_when_nothing_is_written():
    result = compare(
        evidence(shared_vision=["output"]),
        evidence(shared_vision=["activity"], means_to_ends=["none"]),
    )
    text = everything(report(result, OWN))
    assert "nothing written 1. Nothing to show yet Only in one file" in text
    assert "Neither file has anything on the other 14." in text
    assert "Evidence: 0 on a higher step, 1 on a lower one and 1 only in the later file." in text


@pytest.mark.parametrize(
    "result",
    [
        compare(leader(2, 2, 3, 3), leader(4, 3, 3, 4)),
        compare(placed("ddddmmm.", "vvvvvvvv"), placed("dddvmmmm")),
        compare(own("fit", "short"), own("fit", "full")),
        compare(own("health", "full"), own("health", "full")),
        compare(own("leader", "full"), own("leader", "short")),
        compare(own("evidence", "person"), own("evidence", "person")),
    ],
    ids=range(6),
)
def test_the_report_can_be_laid_out_in_every_way(result):
    framework = OWN if result.framework_sha256 == OWN.sha256 else FRAMEWORK
    made = report(result, framework)
    document = render.both(made)[1]
    assert made.heading in "".join(etree.fromstring(document.encode()).itertext())
    assert made.heading in markdown.as_markdown(made)
    assert made.heading in plain.as_text(made)
    for text in strings(made.sections):
        for sentence in re.split(r"(?<=[.!?:;])\s", text):
            assert len(sentence.split()) <= 25
