from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import healthchecks
from sitegen.files import structure, yamlsource

ROOT = Path(__file__).parent.parent
LADDER = ("nothing", "a-count", "a-change")

GOOD = """\
id: hall
kind: health-check
title: How the hall is doing
purpose: See how the hall is doing, state by state.
setting: Which description comes closest?
opt_out: I cannot say
scoring:
  - Each item has three states.
limits:
  - It cannot see the cellar.
forms:
  - id: quick
    title: Quick
    minutes: 2
    items: [rf-01, dr-01]
    minimum: 1
    sem: "0.50"
    smallest_difference: "1.0"
  - id: whole
    title: Whole
    minutes: 5
    items: [rf-02, rf-01, dr-01, dr-02, ev-01]
    minimum: 2
    sem: "0.40"
    smallest_difference: "0.8"
spread:
  close: "0.40"
  some: "0.60"
  split_low: 1
  split_high: 3
  split_share: "0.25"
group:
  members: 4
  organisation: 3
  item: 4
  means_differ: "0.3"
  icc_organisations: 3
  icc_members: 2
dimensions:
  - id: the-roof
    title: The roof
    summary: Whether the roof keeps rain out.
    description: The roof and its gutters. All of it is ours.
    questions:
      - Who has been on the roof?
    evidence:
      - {kind: outcome, prompt: "Which room has stayed dry?"}
      - {kind: outcome, prompt: "Which room has got wet?"}
      - {kind: process, prompt: "Who looks at the gutters?"}
    items:
      - id: rf-01
        title: Slates
        question: How many slates are there?
        states: [Few slates lie there., Half the slates lie there., All slates lie there.]
      - id: rf-02
        title: Gutters
        question: How clear are the gutters?
        states: [The gutters are full., The gutters are half full., The gutters are clear.]
  - id: the-doors
    title: The doors
    summary: Whether the doors open for visitors.
    description: The doors and their keys. All of it is ours.
    questions:
      - Who has a key to the hall?
    evidence:
      - {kind: outcome, prompt: "Who can come in?"}
      - {kind: outcome, prompt: "Who is left outside?"}
      - {kind: process, prompt: "Who oils the hinges?"}
    items:
      - id: dr-01
        title: Keys
        question: Who holds a key?
        states: [One person holds a key., Two people hold keys., Each group holds a key.]
      - id: dr-02
        title: Hinges
        question: How do the hinges sound?
        states: [The hinges shriek loudly., The hinges creak a little., The hinges are quiet.]
outcome_evidence:
  id: visitors
  title: Visitors
  summary: What the hall can show about visitors.
  description: Counts of visitors and what they say. All of it is ours.
  questions:
    - Who came, and who came back?
  evidence:
    - {kind: outcome, prompt: "Who enjoyed the visit?"}
    - {kind: outcome, prompt: "Who stayed away?"}
    - {kind: process, prompt: "Who keeps the book?"}
  items:
    - id: ev-01
      title: Visitors
      question: What is known about visitors?
      states: [There are no records., A book counts the visitors., More visitors come back.]
"""


def document(tmp_path, *edits):
    """Read the small health check, with a text replaced once for each edit."""
    text = GOOD
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    file = tmp_path / "hall.yml"
    file.write_text(text, encoding="utf-8")
    found, faults = yamlsource.read(file, "hall.yml")
    assert faults == ()
    return found


def problems(document, ladder=LADDER):
    return [str(problem) for problem in healthchecks.check(document, ladder)]


def test_small_health_check_has_no_problem(tmp_path):
    good = document(tmp_path)
    assert structure.check(good, "health-check").problems == ()
    assert problems(good) == []


def test_our_own_health_check_has_no_problem():
    own, faults = yamlsource.read(ROOT / "framework" / "instruments" / "health.yml", "health.yml")
    assert faults == ()
    assert structure.check(own, "health-check").problems == ()
    assert problems(own, ("none", "activity", "output", "tracked", "changed")) == []


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (
            [("id: whole", "id: quick")],
            ['hall.yml:19:9: duplicate-id: the form "quick" is already at hall.yml:12:9'],
        ),
        (
            [("id: quick", "id: meeting")],
            [
                (
                    "hall.yml:12:9: reserved-id: meeting is the name of the form that every health "
                    "check has for a group\n    expected: another id"
                )
            ],
        ),
        (
            [("items: [rf-01, dr-01]", "items: [rf-011, dr-01]")],
            [
                (
                    'hall.yml:15:13: unknown-id: there is no item "rf-011"\n'
                    '    hint: did you mean "rf-01"?'
                )
            ],
        ),
        (
            [("[rf-02, rf-01, dr-01, dr-02, ev-01]", "[rf-02, dr-01, rf-01, dr-02, ev-01]")],
            [
                (
                    'hall.yml:22:27: item-order: the item "rf-01" of the-roof stands after items '
                    "of the-doors\n    expected: all items of a dimension together"
                ),
            ],
        ),
        (
            [("[rf-01, dr-01]", "[dr-01, rf-01]")],
            [
                (
                    "hall.yml:15:20: item-order: the-roof comes after the-doors\n"
                    "    expected: dimensions in their own order, outcome evidence last"
                )
            ],
        ),
        (
            [("dr-01, dr-02, ev-01]", "ev-01, dr-01, dr-02]")],
            [
                (
                    "hall.yml:22:34: item-order: the-doors comes after visitors\n"
                    "    expected: dimensions in their own order, outcome evidence last"
                )
            ],
        ),
        (
            [("minimum: 2", "minimum: 3")],
            [
                (
                    'hall.yml:23:14: minimum: "minimum" asks for 3, but the form has 2 in a '
                    "dimension\n"
                    "    expected: at most 2"
                )
            ],
        ),
        (
            [("dr-01, dr-02, ev-01]", "dr-01, ev-01]"), ("minimum: 2", "minimum: 1")],
            [
                (
                    'hall.yml:74:13: unused-item: the item "dr-02" is not in the form "whole"\n'
                    "    hint: the longest form has all items; add it there, or retire it"
                )
            ],
        ),
        (
            [("[The gutters are full., The gutters", "[The gutters")],
            [
                (
                    "hall.yml:58:17: states: the item has 2 states, and others have 3\n"
                    "    expected: 3 states"
                )
            ],
        ),
        (
            [("split_high: 3", "split_high: 4")],
            [
                (
                    'hall.yml:30:15: limit: "split_high" is 4, and the items have 3 states\n'
                    "    expected: at most 3"
                )
            ],
        ),
        (
            [("split_low: 1", "split_low: 3")],
            [
                (
                    'hall.yml:30:15: limit: "split_high" is 3, and "split_low" is 3\n'
                    "    expected: more than 3"
                )
            ],
        ),
        (
            [('close: "0.40"', 'close: "0.60"')],
            [
                (
                    'hall.yml:28:9: limit: "some" is 0.60, and "close" is 0.60\n'
                    "    expected: more than 0.60"
                )
            ],
        ),
        (
            [('split_share: "0.25"', 'split_share: "0.51"')],
            [
                (
                    'hall.yml:31:16: limit: "split_share" is 0.51\n'
                    "    expected: at most 0.5: low and high"
                )
            ],
        ),
        (
            [('split_share: "0.25"', 'split_share: "0"')],
            ['hall.yml:31:16: limit: "split_share" is 0\n    expected: more than 0'],
        ),
        (
            [('smallest_difference: "0.8"', 'smallest_difference: "0.0"')],
            ['hall.yml:25:26: limit: "smallest_difference" is 0.0\n    expected: more than 0'],
        ),
        (
            [
                ('{kind: outcome, prompt: "Who is left', '{kind: process, prompt: "Who is left'),
                ('{kind: process, prompt: "Who oils', '{kind: outcome, prompt: "Who oils'),
            ],
            [
                (
                    "hall.yml:68:16: evidence-order: an outcome stands after a process\n"
                    "    expected: all outcomes first"
                )
            ],
        ),
    ],
)
def test_fault_has_its_own_message_and_place(tmp_path, edits, expected):
    assert problems(document(tmp_path, *edits)) == expected


def test_outcome_evidence_has_a_state_for_each_step_of_the_ladder(tmp_path):
    assert problems(document(tmp_path), ("nothing", "a-change")) == [
        (
            "hall.yml:93:15: ladder: the item has 3 states, and the ladder has 2 steps\n"
            "    expected: a state for each step: nothing, a-change"
        )
    ]


def test_ladder_that_cannot_be_read_is_not_compared(tmp_path):
    assert problems(document(tmp_path), None) == []


def test_items_that_cannot_be_read_make_no_item_unknown(tmp_path):
    damaged = document(tmp_path, ("      - id: rf-01\n", "      - di: rf-01\n"))
    assert problems(damaged) == []
    damaged = document(tmp_path, ("items: [rf-02, rf-01,", "items: [rf-02, 1,"))
    assert problems(damaged) == []


def test_even_number_of_states_leaves_none_in_the_middle(tmp_path):
    third = (
        (", All slates lie there.]", "]"),
        (", The gutters are clear.]", "]"),
        (", Each group holds a key.]", "]"),
        (", The hinges are quiet.]", "]"),
        (", More visitors come back.]", "]"),
        ("split_high: 3", "split_high: 2"),
    )
    assert problems(document(tmp_path, *third), ("nothing", "a-count")) == [
        (
            "hall.yml:54:17: states: the items have 2 states, so that none stands in the middle\n"
            "    expected: an odd number of states"
        )
    ]


def test_damaged_numbers_and_lists_are_left_to_the_schema(tmp_path):
    damaged = document(
        tmp_path,
        ('close: "0.40"', 'close: "much"'),
        ("split_low: 1", "split_low: true"),
        ('means_differ: "0.3"', "means_differ: []"),
        ("minimum: 2", 'minimum: "9"'),
    )
    assert problems(damaged) == []


def paths(value, steps=()):
    """Yield the path of every key and entry of a structure."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in inside:
        yield (*steps, step)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*steps, step))


ODD = [None, True, -1, 10**30, "", "no", ".", "0", [], {}, [[]], [None], {"": {"a": [1]}}]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.sampled_from(list(paths(yaml.safe_load(GOOD)))), value=st.sampled_from(ODD))
def test_any_change_gives_problems_with_places_and_no_exception(tmp_path_factory, steps, value):
    data = yaml.safe_load(GOOD)
    inner = data
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    file = tmp_path_factory.mktemp("changed") / "hall.yml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    changed, _ = yamlsource.read(file, "hall.yml")
    lines = file.read_text(encoding="utf-8").split("\n")
    for problem in healthchecks.check(changed, LADDER):
        assert lines[problem.line - 1][problem.column - 1 :].strip()
