"""The minutes of a meeting: what is taken from the file, what changed, and what is said."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import answers, codebook, group, kinds, markdown, minutes, render, serialise
from scorer.blocks import Notice, Part, Quote, Table

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "health.json").read_text(encoding="utf-8")
)
CHECK = FRAMEWORK.instruments[0]


def text(given, form="meeting", **about):
    named = {"id": FRAMEWORK.id, "version": FRAMEWORK.version, "sha256": FRAMEWORK.sha256}
    return json.dumps(
        {
            "format": "partnership-intelligence/answers",
            "format_version": 1,
            "framework": named,
            "instrument": "health",
            "form": form,
            "about": about,
            "answers": given,
        }
    )


def read(given, form="meeting", **about):
    return answers.read(text(given, form, **about), FRAMEWORK)


def scored(given, *, members=None, earlier=None, **about):
    return minutes.score(read(given, **about), FRAMEWORK, members=members, earlier=earlier)


def merged(*values):
    """Members of one organisation who chose these states of hpu-01."""
    files = [
        (f"{n}.json", text({"hpu-01": value}, "full", id=f"{n:032x}"))
        for n, value in enumerate(values)
    ]
    return group.merge(files, FRAMEWORK)


def blocks(result, section):
    found = minutes.report(result, FRAMEWORK)
    return next(one.blocks for one in found.sections if one.id == f"minutes-{section}")


def tables(result, section):
    return [block for block in blocks(result, section) if isinstance(block, Table)]


def plain(result):
    return markdown.as_markdown(minutes.report(result, FRAMEWORK))


# What is taken


def test_items_are_counted_by_what_the_meeting_recorded_of_them():
    result = scored(
        {
            "hpu-01-agreed": "4",
            "hpu-02-agreed": "disagreement",
            "hpu-03-note": "We ran out of time.",
            "hca-01-who": "The chair",
            "hev-01-agreed": "2",
        }
    )
    assert (result.answered, result.of) == (5, 28)
    assert (result.agreed, result.disagreed) == (2, 1)
    assert [(item.id, item.outcome, item.state) for item in result.items] == [
        ("hpu-01", "agreed", 4),
        ("hpu-02", "disagreed", None),
        ("hpu-03", "open", None),
        ("hca-01", "open", None),
    ]
    assert [(item.id, item.state) for item in result.evidence] == [("hev-01", 2)]


def test_no_number_of_the_minutes_adds_states_up():
    low = scored({"hpu-01-agreed": "1", "hpu-02-agreed": "1"})
    high = scored({"hpu-01-agreed": "5", "hpu-02-agreed": "5"})
    numbers = [
        {key: value for key, value in json.loads(serialise.to_json(one)).items() if key != "items"}
        for one in (low, high)
    ]
    assert numbers[0] == numbers[1]


def test_actions_stand_by_day_and_those_without_one_come_last():
    result = scored(
        {
            "hpu-01-action": "Ask",
            "hpu-02-action": "Write",
            "hpu-02-by": "2027-01-31",
            "hpu-03-action": "Meet",
            "hpu-03-by": "2026-12-01",
            "hca-01-who": "The chair",
        },
    )
    assert [(each.item, each.action, each.by) for each in result.actions] == [
        ("hpu-03", "Meet", "2026-12-01"),
        ("hpu-02", "Write", "2027-01-31"),
        ("hpu-01", "Ask", ""),
        ("hca-01", "", ""),
    ]
    [table] = tables(result, "actions")
    assert table.rows == (
        ("Meet", "Not written down", "1 December 2026", "Shared purpose 3"),
        ("Write", "Not written down", "31 January 2027", "Shared purpose 2"),
        ("Ask", "Not written down", "No date", "Shared purpose 1"),
        ("Not written down", "The chair", "No date", "Capacity to act 1"),
    )


def test_members_answers_stand_beside_what_was_agreed():
    result = scored({"hpu-01-agreed": "3"}, members=merged(1, 1, 4, 4, 5))
    [item] = result.items
    assert (item.counts, item.split) == ((2, 0, 0, 2, 1), True)
    [part] = blocks(result, "items")
    [table] = [block for block in part.blocks if isinstance(block, Table)]
    assert [row[1] for row in table.rows] == ["2", "0", "0", "2", "1"]
    assert "were split" in plain(result)


def test_too_few_members_are_counted_and_not_shown():
    result = scored({"hpu-01-agreed": "3"}, members=merged(1, 1, 4, 4))
    assert (result.members, result.needed) == (4, 5)
    assert result.items[0].counts is None
    [notice] = [block for block in blocks(result, "in-short") if isinstance(block, Notice)]
    assert notice.items == (
        "The files of 4 members could be used, and it takes 5 for answers to be shown.",
    )


def test_minutes_without_members_files_say_nothing_of_members():
    result = scored({"hpu-01-agreed": "3"})
    assert result.members is None
    assert "Members" not in plain(result)


# What changed


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ("2", "3", "moved"),
        ("3", "3", "same"),
        ("disagreement", "3", "now_agreed"),
        ("3", "disagreement", "no_longer"),
        ("disagreement", "disagreement", "same"),
        (None, "3", "new"),
        (None, "disagreement", "new"),
        ("3", None, "not_again"),
        ("disagreement", None, "not_again"),
    ],
)
def test_each_way_in_which_an_outcome_changes_has_a_name(then, now, kind):
    before, after = ({} if state is None else {"hpu-01-agreed": state} for state in (then, now))
    result = scored(after, earlier=read(before))
    assert [change.kind for change in result.earlier.changes] == [kind]


def test_the_report_says_what_moved_and_lists_the_earlier_actions():
    earlier = read(
        {"hpu-01-agreed": "2", "hpu-02-agreed": "4", "hpu-01-action": "Ask partners"},
        date="2026-05-03",
    )
    result = scored({"hpu-01-agreed": "3", "hpu-02-agreed": "4"}, earlier=earlier)
    [table] = tables(result, "changed")
    assert table.rows == (
        (
            "Shared purpose 1",
            "Agreed, on another state",
            "State 2. State 2 of shared purpose 1.",
            "State 3. State 3 of shared purpose 1.",
        ),
    )
    said = plain(result)
    assert "minutes saved on 3 May 2026" in said
    assert "1 item has the same outcome in both" in said
    [table] = tables(result, "earlier-actions")
    assert table.rows[0][:3] == ("Ask partners", "Not written down", "No date")


@pytest.mark.parametrize(
    ("earlier", "now", "doubt"),
    [
        (
            {"id": "a" * 32},
            {"id": "a" * 32},
            "Both files belong to one set of minutes, saved at two times.",
        ),
        (
            {"date": "2026-11-22"},
            {"date": "2026-11-21"},
            "The minutes that you opened as the earlier ones bear a later date.",
        ),
        (
            {"partnership": "Harbour Board"},
            {"partnership": "Hill Board"},
            "The earlier minutes name another partnership: Harbour Board.",
        ),
    ],
)
def test_doubts_about_a_comparison_are_told(earlier, now, doubt):
    result = scored({"hpu-01-agreed": "3"}, earlier=read({}, **earlier), **now)
    [notice] = [block for block in blocks(result, "changed") if isinstance(block, Notice)]
    assert notice.items == (doubt,)


def test_a_name_in_other_capitals_is_no_other_partnership():
    result = scored({}, earlier=read({}, partnership="harbour  board"), partnership="Harbour Board")
    assert not [block for block in blocks(result, "changed") if isinstance(block, Notice)]


# What is refused


@pytest.mark.parametrize(
    ("given", "form", "message"),
    [
        (
            {"hpu-01": 3},
            "full",
            'form: Expected the minutes of a meeting, and this is the form "full".',
        ),
    ],
)
def test_a_file_that_holds_no_minutes_is_refused(given, form, message):
    with pytest.raises(answers.AnswersError) as error:
        minutes.score(read(given, form), FRAMEWORK)
    assert str(error.value) == message
    with pytest.raises(answers.AnswersError) as error:
        scored({}, earlier=read(given, form))
    assert str(error.value) == f"earlier.{message}"


# The report


def test_what_was_typed_is_quoted_and_never_markup():
    note = "<script>alert(1)</script>\nSecond *line*"
    result = scored({"hpu-01-agreed": "3", "hpu-01-note": note, "hpu-01-action": "<b>Act</b>"})
    [part] = blocks(result, "items")
    assert isinstance(part, Part)
    assert [block.text for block in part.blocks if isinstance(block, Quote)] == [note]
    inner, document = render.both(minutes.report(result, FRAMEWORK))
    for found in (inner, document):
        assert "<script>" not in found
        assert "&lt;b&gt;Act&lt;/b&gt;" in found


def test_evidence_of_outcomes_stands_apart():
    result = scored({"hpu-01-agreed": "3", "hev-01-agreed": "3"})
    titles = [part.title for part in blocks(result, "evidence") if isinstance(part, Part)]
    assert titles == ["Outcome evidence 1"]
    assert [part.title for part in blocks(result, "items")] == ["Shared purpose 1"]


def test_a_meeting_that_recorded_nothing_has_minutes_all_the_same():
    said = plain(scored({}))
    assert "Nothing has been recorded yet." in said
    assert "No action was written down." in said


def test_the_kind_of_a_meeting_is_minutes():
    kind = kinds.kind_of("health", "meeting", FRAMEWORK)
    assert (kind.score, kind.report) == (minutes.score, minutes.report)


# Laws

recorded = st.fixed_dictionaries(
    {},
    optional={
        f"{item}-{part}": value
        for item in ("hpu-01", "hca-02", "hev-03")
        for part, value in {
            "agreed": st.sampled_from(["1", "2", "3", "4", "5", "disagreement"]),
            "note": st.text(
                st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1
            ).filter(str.strip),
            "by": st.dates().map(str),
        }.items()
    },
)


@settings(max_examples=40)
@given(recorded, recorded)
def test_minutes_of_anything_can_be_written_and_compared(before, now):
    result = scored(now, earlier=read(before))
    inner, _ = render.both(minutes.report(result, FRAMEWORK))
    assert inner.startswith("<div")
    assert (
        result.agreed + result.disagreed <= result.answered == len(result.items + result.evidence)
    )
    back = scored(before, earlier=read(now))
    changed = [{change.item for change in one.earlier.changes} for one in (result, back)]
    assert changed[0] == changed[1]
