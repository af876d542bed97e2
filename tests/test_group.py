import json
from dataclasses import asdict
from pathlib import Path

import pytest

from scorer import blocks, codebook, group
from scorer.groupreport import report

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "health.json").read_text(encoding="utf-8")
)
FORM = FRAMEWORK.instrument("health").form("full")


def states(prefix, *chosen):
    return {f"{prefix}-{n:02}": state for n, state in enumerate(chosen, 1) if state is not None}


def everywhere(state):
    return dict.fromkeys(FORM.items, state)


def file(name, values, about=None, **changes):
    data = {
        "format": "partnership-intelligence/answers",
        "format_version": 1,
        "framework": {
            "id": FRAMEWORK.id,
            "version": FRAMEWORK.version,
            "sha256": FRAMEWORK.sha256,
        },
        "instrument": "health",
        "form": "full",
        "about": about or {},
        "answers": values,
    }
    return name, json.dumps(data | changes)


def members(*groups):
    """Return a file for each member of (organisation, number of members, answers)."""
    return [
        file(f"{organisation}-{n}.json", values, {"organisation": organisation})
        for organisation, number, values in groups
        for n in range(number)
    ]


def merged(files):
    return group.merge(files, FRAMEWORK)


def dimension(result, name="purpose"):
    return next(each for each in result.dimensions if each.id == name)


def item(result, name):
    return next(each for each in (*result.items, *result.evidence) if each.id == name)


def strips(result):
    return [(each.organisation, each.members, each.value) for each in dimension(result).strips]


def strings(value):
    """Yield every text in a report, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def words(result):
    return "\n".join(strings(asdict(report(result, FRAMEWORK))))


def test_the_partnership_is_the_mean_of_its_organisations_beside_the_mean_of_members():
    result = merged(
        members(("Arts", 3, states("hpu", 2, 2, 2, 2)), ("Board", 6, states("hpu", 4, 4, 4, 4)))
    )
    found = dimension(result)

    # (2 + 4)/2 = 3; (3·2 + 6·4)/9 = 30/9 = 3.33.
    assert (found.value, found.members_value, found.members) == ("3.0", "3.3", 9)
    assert strips(result) == [("Arts", 3, "2.0"), ("Board", 6, "4.0")]
    assert found.others is None


def test_means_that_differ_by_the_limit_say_who_counts_more():
    result = merged(
        members(("Arts", 3, states("hpu", 2, 2, 2, 2)), ("Board", 6, states("hpu", 4, 4, 4, 4)))
    )

    # 3.3 - 3.0 is exactly the limit of 0.3.
    assert dimension(result).differ
    assert dimension(result).largest == ("Board",)
    assert (
        "The two differ by 0.3 or more in “Shared purpose”. There, Board counts most in the mean "
        "of members."
    ) in words(result)


def test_means_of_equal_organisations_do_not_differ():
    result = merged(
        members(("Arts", 3, states("hpu", 2, 2, 2, 2)), ("Board", 3, states("hpu", 4, 4, 4, 4)))
    )

    assert not dimension(result).differ
    assert "counts most in" not in words(result)


def test_organisations_that_are_not_shown_count_with_their_joint_mean():
    result = merged(
        members(
            ("Arts", 4, states("hpu", 3, 3, 3, 3)),
            ("Board", 2, states("hpu", 5, 5, 5, 5)),
            ("Council", 1, states("hpu", 2, 2, 2, 2)),
        )
    )
    found = dimension(result)

    # The other three: (5 + 5 + 2)/3 = 4; partnership (3 + 2·4)/3 = 3.67, members (12 + 12)/7.
    # With its own mean each, it would be (3 + 5 + 2)/3 = 3.3, and both would follow.
    assert (found.value, found.members_value) == ("3.7", "3.4")
    assert strips(result) == [("Arts", 4, "3.0")]
    assert (found.others.members, found.others.value) == (3, "4.0")
    assert "Board" not in words(result)


def test_the_next_smallest_organisation_is_hidden_with_one_that_could_be_worked_out():
    result = merged(
        members(
            ("Arts", 5, states("hpu", 3, 3, 3, 3)),
            ("Board", 3, states("hpu", 4, 4, 4, 4)),
            ("Council", 1, states("hpu", 1, 1, 1, 1)),
        )
    )

    assert strips(result) == [("Arts", 5, "3.0")]
    assert dimension(result).others.members == 4


def test_who_is_shown_follows_who_answered_the_dimension():
    rows = members(
        ("Arts", 4, states("hpu", 3, 3, 3, 3) | states("htr", 3, 3, 3, 3)),
        ("Board", 3, states("hpu", 4, 4, 4, 4)),
    )
    result = merged(rows)

    assert [each.organisation for each in dimension(result).strips] == ["Arts", "Board"]
    assert [each.organisation for each in dimension(result, "trust").strips] == ["Arts"]
    # Four members have a mean and no spread of an item.
    assert dimension(result, "trust").value == "3.0"
    assert item(result, "htr-01").counts is None


def test_names_of_organisations_are_compared_without_capitals_and_spaces():
    files = [
        file(f"{n}.json", everywhere(3), {"organisation": name, "id": f"{n:032x}"})
        for n, name in enumerate(["Arts", " arts", "ARTS ", "Arts", "arts"])
    ]
    result = merged(files)

    assert result.organisations == 1
    assert [each.organisation for each in dimension(result).strips] == ["Arts"]


def test_members_without_an_organisation_stand_together():
    files = members(("Arts", 3, everywhere(3))) + [
        file(f"{n}.json", everywhere(4), {"id": f"{n:032x}"}) for n in range(3)
    ]
    result = merged(files)

    assert strips(result) == [("Arts", 3, "3.0"), (None, 3, "4.0")]
    assert "Organisation not given" in words(result)


def test_the_answers_of_one_who_left_an_item_open_are_left_out_of_the_dimension():
    result = merged(
        members(
            ("Arts", 7, states("hpu", 3, 3, 3, 3) | states("htr", 3, 3, 3, 3)),
            ("Arts", 1, states("hpu", 5, 5, 5, None) | states("htr", 3, 3, 3, 3)),
        )
    )

    assert (dimension(result).members, dimension(result).left_out) == (7, 1)
    assert dimension(result).value == "3.0"
    assert item(result, "hpu-01").counts == (0, 0, 7, 0, 0)
    assert dimension(result, "trust").members == 8
    assert "1 other member left a question open and cannot be counted here." in words(result)


def test_three_who_left_an_item_open_are_kept():
    result = merged(
        members(("Arts", 7, states("hpu", 3, 3, 3, 3)), ("Arts", 3, states("hpu", 5, 5, 5, None)))
    )

    # (7·3 + 3·5)/10 = 3.6.
    assert (dimension(result).members, dimension(result).left_out) == (10, 0)
    assert dimension(result).members_value == "3.6"
    assert item(result, "hpu-04").counts == (0, 0, 7, 0, 0)


def test_where_too_few_would_remain_the_spreads_are_left_out_instead():
    result = merged(
        members(("Arts", 2, states("hpu", 3, 3, 3, 3)), ("Arts", 8, states("hpu", 4, 4, 4, None)))
    )

    # (2·3 + 8·4)/10 = 3.8.
    assert (dimension(result).members, dimension(result).members_value) == (10, "3.8")
    assert item(result, "hpu-01").counts is None
    assert dimension(result).deviation is None
    assert "Not shown: Shared purpose 1; Shared purpose 2;" in words(result)


def test_spread_close_some_and_wide():
    #  AD of hpu-01: all 3, 0. hpu-02: 2, 3, 3, 3, 4 (mean 3), 2/5. hpu-03: 2, 2, 3, 4, 4, 4/5.
    #  hpu-04: 1, 1, 3, 5, 5, 8/5. Mean of the four: 2.8/4 = .70.
    rows = [(3, 2, 2, 1), (3, 3, 2, 1), (3, 3, 3, 3), (3, 3, 4, 5), (3, 4, 4, 5)]
    result = merged(
        [row for n, r in enumerate(rows) for row in members((f"O{n}", 1, states("hpu", *r)))]
    )
    found = [item(result, f"hpu-0{n}") for n in range(1, 5)]

    assert [each.deviation for each in found] == ["0.00", "0.40", "0.80", "1.60"]
    assert [each.closeness for each in found] == ["close", "close", "some", "wide"]
    # Two of five stand at 2 or lower and two at 4 or higher: 40 % each.
    assert [each.split for each in found] == [False, False, True, True]
    assert result.split == ("hpu-04", "hpu-03")
    assert (dimension(result).deviation, dimension(result).closeness) == ("0.70", "some")


@pytest.mark.parametrize(
    ("lows", "highs", "others", "split"),
    [(2, 2, 4, True), (2, 2, 5, False), (1, 6, 1, False), (2, 5, 1, True), (4, 4, 0, True)],
)
def test_an_item_is_split_from_a_quarter_on_either_side(lows, highs, others, split):
    result = merged(
        members(
            ("Arts", lows, {"hpu-01": 2}),
            ("Board", highs, {"hpu-01": 4}),
            ("Council", others, {"hpu-01": 3}),
        )
    )

    assert item(result, "hpu-01").split is split


def test_evidence_of_outcomes_has_a_distribution_and_no_mean():
    result = merged(members(("Arts", 3, states("hev", 1, 2)), ("Board", 2, states("hev", 5))))

    assert item(result, "hev-01").counts == (3, 0, 0, 0, 2)
    assert item(result, "hev-01").value is None
    assert item(result, "hev-02").counts is None


def test_four_members_have_no_report_and_hear_how_many_are_missing():
    result = merged(members(("Arts", 4, everywhere(3))))

    assert not result.enough
    assert (result.dimensions, result.items, result.evidence) == ((), (), ())
    assert "4 files can be used, and a report needs 5. Add 1 more." in words(result)
    assert "3.0" not in words(result)


def test_no_files_make_an_empty_merge():
    result = merged([])

    assert (result.files, result.members, result.enough) == (0, 0, False)


ID = "0123456789abcdef0123456789abcdef"
OTHER = {"id": FRAMEWORK.id, "version": "9.9.9", "sha256": "0" * 64}


@pytest.mark.parametrize(
    ("bad", "reason", "message"),
    [
        (
            ("x.json", "{"),
            "damaged",
            (
                "This file cannot be read. line 1, column 2: This is not valid JSON from here on. "
                "Mend it here, or open another copy of the file."
            ),
        ),
        (
            file("x.json", everywhere(3), framework=OTHER),
            "other_framework",
            (
                "This file was saved with another version of the questionnaire. Files of two "
                "versions are never put together."
            ),
        ),
        (
            file("x.json", everywhere(3), instrument="leader"),
            "other_instrument",
            "This file belongs to another questionnaire, and not to “Partnership health check”.",
        ),
        (
            file("x.json", everywhere(3), form="tiny"),
            "other_form",
            "This file belongs to another form, and not to “Full form”.",
        ),
        (
            file("x.json", {"hpu-01": {"value": None, "reason": "skipped"}}),
            "no_answers",
            "This file holds no answers.",
        ),
        (
            file("x.json", everywhere(1), {"id": ID}),
            "duplicate",
            (
                "This file has the same submission number as “first.json”, so both come from one "
                "person. Only the first one is used."
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_rest_is_used(bad, reason, message):
    good = [file("first.json", everywhere(3), {"id": ID}), *members(("Arts", 4, everywhere(4)))]
    result = merged([*good, bad])

    assert [(each.name, each.reason) for each in result.set_aside] == [("x.json", reason)]
    assert group.summary(result, FRAMEWORK)["set_aside"] == [{"name": "x.json", "message": message}]
    assert (result.files, result.members) == (6, 5)
    # What names a file or quotes it is for whoever opened it.
    for shown in (words(result), group.technical(result)):
        assert message not in shown
        assert "x.json" not in shown
    assert result.dimensions == merged(good).dimensions


def test_a_damaged_value_is_named_with_its_place():
    found = merged([file("x.json", {"hpu-01": 6})]).set_aside[0]

    assert found.reason == "damaged"
    assert 'answers["hpu-01"]' in found.detail


def test_the_report_counts_the_files_set_aside_and_quotes_none_of_their_answers():
    # The message for whoever opened the file is: Expected a whole number …, got "2".
    bad = [file("anna.json", {"hpu-01": "2"}), file("ben.json", {"hpu-01": 9}), file("c.json", {})]
    found = report(merged([*members(("Arts", 5, everywhere(3))), *bad]), FRAMEWORK)
    (table,) = [
        block
        for section in found.sections
        for block in section.blocks
        if isinstance(block, blocks.Table)
    ]

    assert table.head == ("Why", "Files")
    assert table.rows == (("Cannot be read", "2"), ("Without an answer", "1"))
    shown = "\n".join(strings(asdict(found)))
    for told in ("anna", "ben.json", "c.json", "got", 'answers["hpu-01"]'):
        assert told not in shown


def test_same_answers_without_an_id_are_used_with_a_warning():
    result = merged([file("a.json", everywhere(3)), file("b.json", everywhere(3))])

    assert result.members == 2
    assert group.summary(result, FRAMEWORK)["warnings"] == [
        (
            "a.json and b.json hold the same answers and no submission number. Both are used. "
            "Check that they come from two people."
        )
    ]


def test_the_report_does_not_say_whose_answers_are_the_same():
    assert "Arts-0.json" not in words(merged(members(("Arts", 6, everywhere(3)))))


def test_same_answers_with_two_ids_are_two_people():
    files = [file(f"{n}.json", everywhere(3), {"id": f"{n:032x}"}) for n in range(2)]

    assert group.summary(merged(files), FRAMEWORK)["warnings"] == []


def test_files_that_name_another_partnership_are_named():
    files = [
        file(f"{n}.json", everywhere(3), {"partnership": name, "id": f"{n:032x}"})
        for n, name in enumerate(["Harbour", "harbour ", "Hills", "Harbour"])
    ]
    result = merged(files)

    assert result.partnerships == (("Harbour", 3), ("Hills", 1))
    assert group.summary(result, FRAMEWORK)["warnings"] == [
        (
            "Most files that name a partnership name “Harbour”. These name another: 2.json "
            "(“Hills”). They are used too."
        )
    ]
    assert "“Hills”: 1 file" in words(result)


def test_what_to_talk_about_starts_with_splits_and_goes_on_with_the_lowest_means():
    low = everywhere(4) | {"hpu-01": 1, "hpu-02": 2}
    result = merged(members(("Arts", 3, low | {"htr-01": 1}), ("Board", 3, low | {"htr-01": 5})))

    assert result.split == ("htr-01",)
    # Means 1.0, 2.0 and 3.0; the next is 4.0.
    assert result.talk_about == ("hpu-01", "hpu-02", "htr-01")
    # Shared purpose (1 + 2 + 4 + 4)/4 = 2.75; trust (3 + 4 + 4 + 4)/4 = 3.75.
    assert result.questions_for == ("purpose", "trust")
    assert "Start with the questions on which views split, above." in words(result)


def test_icc_needs_five_organisations_that_are_shown():
    scores = (1, 2, 3, 4, 5)
    rows = [(f"O{n}", 3, states("hpu", n, n, n, n)) for n in scores]
    found = dimension(merged(members(*rows))).intraclass

    # No variance within: ICC 1; k0 = (15 - 45/15)/4 = 3.
    assert (found.value, found.organisations, found.members, found.size) == ("1.00", 5, 15, "3.00")
    assert dimension(merged(members(*rows[:4]))).intraclass is None
    one_small = [*rows[:4], ("O5", 1, states("hpu", 5, 5, 5, 5))]
    assert dimension(merged(members(*one_small))).intraclass is None


@pytest.mark.parametrize(
    ("two", "three"), [((1, 1), (5, 5, 5)), ((1, 5), (1, 5, 5)), ((5, 5), (1, 1, 5))]
)
def test_the_technical_export_does_not_tell_how_two_members_of_one_organisation_answered(
    two, three
):
    # D and E are not shown. Whose ones and fives those are would follow from an ICC with them:
    # 0.85, below nought and 0.31.
    scores = {"A": (4, 3, 4, 4), "B": (3, 3, 4, 2), "C": (5, 4, 4, 4), "D": two, "E": three}
    rows = [(name, 1, states("hpu", s, s, s, s)) for name, own in scores.items() for s in own]
    same = {"A": (4, 3, 4, 4), "B": (3, 3, 4, 2), "C": (5, 4, 4, 4), "D": (1, 1), "E": (5, 5, 5)}
    others = [(name, 1, states("hpu", s, s, s, s)) for name, own in same.items() for s in own]

    assert group.technical(merged(members(*rows))) == group.technical(merged(members(*others)))


def test_only_organisations_that_are_shown_make_the_icc():
    rows = [(f"O{n}", 3, states("hpu", n, n, n, n)) for n in (1, 2, 3, 4, 5)]
    small = [(name, 2, states("hpu", 5, 5, 5, 5)) for name in ("Small", "Tiny")]
    found = dimension(merged(members(*rows, *small)))

    assert (len(found.strips), found.others.members) == (5, 4)
    assert (found.intraclass.organisations, found.intraclass.members) == (5, 15)


def test_a_negative_icc_is_given_as_nought_with_a_note():
    rows = [(f"O{n}", 1, states("hpu", s, s, s, s)) for n in range(5) for s in (1, 3, 5)]
    result = merged(members(*rows))

    assert dimension(result).intraclass.value == "0.00"
    assert dimension(result).intraclass.negative
    assert (
        "An ICC(1) below nought is given as 0.00, with negative true."
        in json.loads(group.technical(result))["notes"]
    )


def test_identical_members_have_no_spread_full_agreement_and_no_icc():
    result = merged(members(*[(f"O{n}", 3, everywhere(3)) for n in range(5)]))
    found = dimension(result)

    assert (found.deviation, found.closeness, found.agreement) == ("0.00", "close", "1.00")
    assert found.intraclass.value is None
    assert (
        "Where all scores are equal, the ICC(1) is not defined and its value is null."
        in (json.loads(group.technical(result))["notes"])
    )


def test_one_organisation_has_nothing_between_organisations():
    result = merged(members(("Arts", 6, everywhere(3))))

    assert dimension(result).intraclass is None
    assert "All members come from one organisation, so there is no comparison." in words(result)
    assert (
        "There is one organisation, so there is no figure between organisations."
        in (json.loads(group.technical(result))["notes"])
    )


def test_agreement_indices_stand_in_the_technical_export_alone():
    result = merged(members(("Arts", 3, everywhere(2)), ("Board", 3, everywhere(3))))
    data = json.loads(group.technical(result))

    # Variance of 2, 2, 2, 3, 3, 3: 6·.25/5 = .3; rWG 1 - .3/2 = .85.
    assert data["items"][0]["agreement"] == "0.85"
    assert data["format"] == "partnership-intelligence/group"
    for index in ("rWG", "ICC", "a_wg", "0.85"):
        assert index not in words(result)


def test_the_report_says_that_it_is_confidential_and_not_anonymous():
    result = merged(members(("Arts", 6, everywhere(3))))

    assert "confidential through whoever opened the files, and not anonymous" in words(result)


def test_an_unknown_health_check_or_form_is_refused():
    with pytest.raises(KeyError):
        group.merge([], FRAMEWORK, "leader")
    with pytest.raises(KeyError):
        group.merge([], FRAMEWORK, "health", "tiny")


def test_no_sentence_of_a_report_is_longer_than_25_words():
    rows = members(
        ("Arts", 5, everywhere(1) | {"hpu-01": 2}),
        ("Board", 3, everywhere(5)),
        ("Council", 1, states("hpu", 3, 3, 3)),
    )
    found = report(merged([*rows, ("x.json", "{")]), FRAMEWORK)
    prose = [
        block.text
        for section in found.sections
        for block in section.blocks
        if isinstance(block, blocks.Paragraph)
    ]

    assert [each for text in prose for each in text.split(". ") if len(each.split()) > 25] == []


def test_a_dimension_that_two_members_answered_has_no_score():
    result = merged(
        members(
            ("Arts", 2, states("hpu", 4, 4, 4, 4) | states("htr", 2, 2, 2, 2)),
            ("Arts", 4, states("htr", 2, 2, 2, 2)),
        )
    )
    found = dimension(result)

    assert (found.members, found.value, found.members_value, found.strips) == (2, None, None, ())
    assert "2 members gave enough answers, which is too few." in words(result)
    assert result.questions_for == ("trust",)


def test_members_who_named_no_organisation_are_none_in_the_icc():
    rows = [(f"O{n}", 3, states("hpu", n, n, n, n)) for n in (1, 2, 3, 4)]
    unnamed = [file(f"{n}.json", states("hpu", 5, 5, 5, 5)) for n in range(3)]
    found = dimension(merged([*members(*rows), *unnamed]))

    assert len(found.strips) == 5
    assert found.intraclass is None


def test_no_name_of_an_organisation_stands_for_all_that_are_not_shown():
    # Three whose organisation is a control character, of whom one left an item open, beside
    # others who are not shown: who is told apart must not depend on the name.
    def left_out(name):
        rows = [
            (name, 6, everywhere(4)),
            (name, 1, states("hpu", 4, 4, 4)),
            ("Board", 2, states("hpu", 4, 4, 4)),
            ("Council", 2, states("hpu", 4, 4, 4)),
        ]
        return dimension(merged(members(*rows))).left_out

    assert left_out("\N{NULL}") == left_out("Arts") == 5


def test_the_report_says_when_an_organisation_gives_its_members_away():
    # Three twos and three fours, and a mean of 2.0: each of Arts answered 2. No limit on
    # numbers prevents that, so it is said.
    result = merged(members(("Arts", 3, everywhere(2)), ("Board", 3, everywhere(4))))

    assert strips(result) == [("Arts", 3, "2.0"), ("Board", 3, "4.0")]
    assert item(result, "hpu-01").counts == (0, 3, 0, 3, 0)
    assert (
        "It is the same in an organisation whose mean is the lowest or the highest that the "
        "answers shown allow."
    ) in words(result)


def test_the_report_says_when_another_one_may_be_made():
    result = merged(members(("Arts", 6, everywhere(3))))

    assert (
        "If you must make another, wait for at least 5 new members, and 3 in each organisation "
        "shown."
    ) in words(result)


def test_members_who_named_no_organisation_are_not_said_to_come_from_one():
    unnamed = [file(f"{n}.json", everywhere(3)) for n in range(5)]
    none, some = merged(unnamed), merged([*unnamed, *members(("Arts", 4, everywhere(3)))])

    assert (none.organisations, none.unnamed) == (1, 5)
    assert "5 members answered. None of them named an organisation." in words(none)
    assert "No member named an organisation, so there is no comparison." in words(none)
    assert (
        "No organisation is named, so there is no figure between organisations."
        in (json.loads(group.technical(none))["notes"])
    )
    assert (some.organisations, some.unnamed) == (2, 5)
    assert (
        "9 members answered. 5 of them named no organisation, and the others named 1 organisation."
    ) in words(some)


def test_states_that_as_many_members_chose_are_named_together():
    result = merged(
        members(
            ("Arts", 3, everywhere(3) | {"hpu-01": 1}), ("Board", 3, everywhere(3) | {"hpu-01": 2})
        )
    )

    assert "Most often chosen: states 1 and 2 (3 of 6 each)." in words(result)


def test_nothing_is_said_of_splits_that_nobody_may_see():
    result = merged(members(("Arts", 6, {"hpu-01": 1})))
    hidden = merged(members(("Arts", 3, {"hpu-01": 1}), ("Arts", 3, {"htr-01": 1})))

    assert "On no question that is shown did many members stand low" in words(result)
    assert "No member gave enough answers." in words(result)
    assert "No question has enough answers to tell." in words(hidden)
    assert "These answers are not averaged" not in words(hidden)


def test_an_organisation_that_is_not_shown_is_said_to_count_with_the_others():
    said = "each one that is not shown counts once, with the mean of “All other members”."
    apart = members(("Arts", 4, everywhere(3)), ("Board", 4, everywhere(4)))
    small = members(("Council", 2, everywhere(2)), ("Depot", 2, everywhere(2)))

    assert said not in words(merged(apart))
    assert said in words(merged([*apart, *small]))
