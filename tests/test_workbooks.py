import json
from pathlib import Path

import pytest
import yaml

from sitegen import workbooks
from sitegen.files import structure, yamlsource

ROOT = Path(__file__).parent.parent
SUBJECTS = {
    "competencies": ("tidy-rooms", "first-visit"),
    "components": ("empathy",),
    "dimensions": ("the-roof",),
    "ladder": ("nothing", "a-count"),
    "patterns": (),
}
FORMS = {"keeper": ("quick", "whole"), "handover": ("brief", "group")}

GOOD = """\
id: handover
kind: preparation
title: Handing over the keys
purpose: Write down what the next keeper needs.
scoring:
  - Nothing is scored.
limits:
  - It cannot find the keys.
forms:
  - id: brief
    title: Brief
    minutes: 5
  - id: group
    title: With others
    minutes: 30
sections:
  - id: rooms
    title: The rooms
    summary: What the rooms need.
    forms: [group]
    split: true
    facilitator:
      minutes: 20
      text: Walk through the rooms together.
    fields:
      - id: care
        type: entries
        label: What have you done?
        for_each: competencies
        entry: task
        at_most: 3
        fields:
          - id: what
            type: text
            label: What
          - id: how-well
            type: choice
            label: How well
            options_from: ladder
  - id: you
    title: About you
    summary: What you do yourself.
    instrument: keeper
    uses:
      - form: brief
        of: quick
      - form: group
        of: whole
  - id: plan
    title: The plan
    summary: What comes next.
    facilitator:
      minutes: 10
      text: Agree who does what.
    fields:
      - id: mood
        type: choice
        label: How do you leave?
        options:
          - id: glad
            label: Glad
          - id: sad
            label: Sad
      - id: rating
        type: scale
        label: How much does it matter?
        scale: how-much
      - id: last-day
        type: date
        label: Your last day
        optional: true
"""


def read(tmp_path, text):
    file = tmp_path / "handover.yml"
    file.write_text(text, encoding="utf-8")
    document, problems = yamlsource.read(file, "handover.yml")
    assert problems == ()
    return document


def found(document, *, scales=("how-much",), subjects=SUBJECTS, forms=FORMS):
    checked = workbooks.check(document, scales=scales, subjects=subjects, forms=forms)
    return [str(problem) for problem in checked]


def edited(tmp_path, *edits):
    """Read the good workbook with each text replaced once."""
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read(tmp_path, text)


def test_good_workbook_has_no_problem_and_fits_its_schema(tmp_path):
    document = read(tmp_path, GOOD)
    assert structure.check(document, "workbook").problems == ()
    assert found(document) == []


WRONG = [
    (
        ("    minutes: 30\n", "    minutes: 30\n  - {id: brief, title: Again, minutes: 5}\n"),
        ['handover.yml:16:10: duplicate-id: the form "brief" is already at handover.yml:10:9'],
    ),
    (
        ("  - id: plan", "  - id: rooms"),
        [
            'handover.yml:49:9: duplicate-id: the section "rooms" is already at handover.yml:17:9',
        ],
    ),
    (
        ("forms: [group]", "forms: [group, breif]"),
        [
            (
                'handover.yml:20:20: unknown-id: there is no form "breif"\n'
                "    expected: one of brief, group\n"
                '    hint: did you mean "brief"?'
            )
        ],
    ),
    (
        ("    instrument: keeper\n", "    instrument: keepr\n"),
        [
            (
                'handover.yml:43:17: unknown-id: there is no instrument to ask "keepr"\n'
                "    expected: one of keeper\n"
                '    hint: did you mean "keeper"?'
            )
        ],
    ),
    (
        ("    instrument: keeper\n", "    instrument: handover\n"),
        [
            (
                'handover.yml:43:17: unknown-id: there is no instrument to ask "handover"\n'
                "    expected: one of keeper"
            ),
            (
                'handover.yml:46:13: unknown-id: there is no form of handover "quick"\n'
                "    expected: one of brief, group"
            ),
            (
                'handover.yml:48:13: unknown-id: there is no form of handover "whole"\n'
                "    expected: one of brief, group"
            ),
        ],
    ),
    (
        ("of: quick", "of: quik"),
        [
            (
                'handover.yml:46:13: unknown-id: there is no form of keeper "quik"\n'
                "    expected: one of quick, whole\n"
                '    hint: did you mean "quick"?'
            )
        ],
    ),
    (
        ("      - form: group\n        of: whole\n", ""),
        ['handover.yml:44:5: section-uses: "uses" does not say what the form "group" asks'],
    ),
    (
        ("      - form: group\n        of: whole\n", "      - form: brief\n        of: whole\n"),
        [
            'handover.yml:47:15: duplicate-id: the form "brief" is already at handover.yml:45:15',
            'handover.yml:44:5: section-uses: "uses" does not say what the form "group" asks',
        ],
    ),
    (
        ("    summary: What you do yourself.\n", "    summary: Yourself.\n    forms: [group]\n"),
        [
            (
                'handover.yml:46:15: unknown-id: the section "you" is not shown in a form "brief"\n'
                "    expected: one of group"
            )
        ],
    ),
    (
        (
            "    summary: What you do yourself.\n",
            (
                "    summary: Yourself.\n    fields:\n"
                "      - {id: who, type: text, label: Who are you}\n"
            ),
        ),
        [
            (
                'handover.yml:40:5: section-content: the section "you" has both fields and an '
                "instrument\n"
                '    expected: "fields", or "instrument" with "uses"'
            )
        ],
    ),
    (
        (
            (
                "    instrument: keeper\n    uses:\n      - form: brief\n        of: quick\n"
                "      - form: group\n        of: whole\n"
            ),
            "",
        ),
        [
            (
                'handover.yml:40:5: section-content: the section "you" has neither fields nor an '
                "instrument\n"
                '    expected: "fields", or "instrument" with "uses"'
            )
        ],
    ),
    (
        ("        for_each: competencies\n", ""),
        [
            (
                'handover.yml:21:12: section-split: the section "rooms" is split, but shares no '
                '"for_each"\n'
                '    expected: the same "for_each" in each of its fields'
            )
        ],
    ),
    (
        (
            "            options_from: ladder\n",
            (
                "            options_from: ladder\n"
                "      - {id: roof, type: text, label: The roof, for_each: dimensions}\n"
            ),
        ),
        [
            (
                'handover.yml:21:12: section-split: the section "rooms" is split, but shares no '
                '"for_each"\n'
                '    expected: the same "for_each" in each of its fields'
            )
        ],
    ),
    (
        ("            options_from: ladder\n", ""),
        [
            (
                'handover.yml:36:13: field-key: a field of type choice has no "options" and no '
                '"options_from"\n'
                "    expected: one of the two"
            )
        ],
    ),
    (
        (
            "        label: How do you leave?\n",
            "        label: Leaving\n        options_from: ladder\n",
        ),
        [
            (
                'handover.yml:56:9: field-key: a field of type choice has both "options" and '
                '"options_from"\n'
                "    expected: one of the two"
            )
        ],
    ),
    (
        (
            "        label: Your last day\n",
            "        label: Your last day\n        scale: how-much\n",
        ),
        [
            (
                'handover.yml:71:9: field-key: a field of type date has "scale"\n'
                "    hint: remove it, or make the type scale"
            )
        ],
    ),
    (
        (
            "            label: What\n",
            "            label: What\n            options_from: ladder\n",
        ),
        [
            (
                'handover.yml:36:13: field-key: a field of type text has "options_from"\n'
                "    hint: remove it, or make the type choice or choices"
            )
        ],
    ),
    (
        ("        entry: task\n        at_most: 3\n", ""),
        [
            'handover.yml:26:9: field-key: a field of type entries has no "entry"',
            'handover.yml:26:9: field-key: a field of type entries has no "at_most"',
        ],
    ),
    (
        ("        scale: how-much\n", ""),
        ['handover.yml:64:9: field-key: a field of type scale has no "scale"'],
    ),
    (
        ("        scale: how-much\n", "        scale: how-mush\n"),
        [
            (
                'handover.yml:67:16: unknown-id: there is no scale "how-mush"\n'
                "    expected: one of how-much\n"
                '    hint: did you mean "how-much"?'
            )
        ],
    ),
    (
        ("options_from: ladder", "options_from: patterns"),
        [
            (
                'handover.yml:39:27: no-subjects: "options_from" takes patterns, but the framework '
                "has none"
            )
        ],
    ),
    (
        ("          - id: sad", "          - id: glad"),
        ['handover.yml:62:17: duplicate-id: the option "glad" is already at handover.yml:60:17'],
    ),
    (
        ("          - id: how-well", "          - id: what"),
        ['handover.yml:36:17: duplicate-id: the field "what" is already at handover.yml:33:17'],
    ),
    (
        ("      - id: last-day", "      - id: mood"),
        ['handover.yml:68:13: duplicate-id: the question "mood" is already at handover.yml:56:13'],
    ),
    (
        ("      - id: last-day", "      - id: care-first-visit"),
        [
            (
                'handover.yml:68:13: duplicate-id: the question "care-first-visit" is already at '
                "handover.yml:26:13"
            )
        ],
    ),
    (
        (
            "  - id: group\n    title: With",
            "  - id: silent\n    title: Silence\n    minutes: 1\n  - id: group\n    title: With",
        ),
        ['handover.yml:47:5: section-uses: "uses" does not say what the form "silent" asks'],
    ),
    (
        ("      minutes: 10\n", "      minutes: 15\n"),
        [
            (
                'handover.yml:15:14: facilitator-minutes: the form "group" takes 30 minutes, the '
                "facilitator 35\n"
                "    hint: the facilitator's minutes of all sections add up to those of the "
                "longest form"
            )
        ],
    ),
]


@pytest.mark.parametrize(("edit", "messages"), WRONG)
def test_broken_rule_is_told_at_its_place(tmp_path, edit, messages):
    assert found(edited(tmp_path, edit)) == messages


def test_form_without_a_section_is_told(tmp_path):
    document = edited(
        tmp_path,
        ("    summary: What you do yourself.\n", "    summary: Yourself.\n    forms: [group]\n"),
        ("      - form: brief\n        of: quick\n", ""),
        ("    summary: What comes next.\n", "    summary: What next.\n    forms: [group]\n"),
    )
    assert found(document) == [
        'handover.yml:10:9: empty-form: no section is shown in the form "brief"'
    ]


def test_minutes_of_a_section_that_the_longest_form_leaves_out_do_not_count(tmp_path):
    document = edited(
        tmp_path,
        ("forms: [group]", "forms: [brief]"),
        ("      minutes: 10\n", "      minutes: 30\n"),
    )
    assert found(document) == []


def test_workbook_without_a_facilitator_may_take_any_time(tmp_path):
    document = edited(
        tmp_path,
        ("    facilitator:\n      minutes: 20\n      text: Walk through the rooms together.\n", ""),
        ("    facilitator:\n      minutes: 10\n      text: Agree who does what.\n", ""),
    )
    assert found(document) == []


def test_names_of_what_could_not_be_read_are_passed_over(tmp_path):
    document = edited(
        tmp_path,
        ("instrument: keeper", "instrument: lost"),
        ("scale: how-much", "scale: lost"),
        ("options_from: ladder", "options_from: patterns"),
    )
    unread = dict.fromkeys(SUBJECTS)
    assert found(document, scales=None, subjects=unread, forms=None) == []


def test_subjects_that_a_framework_lacks_are_told(tmp_path):
    without = {name: ids for name, ids in SUBJECTS.items() if name != "competencies"}
    assert found(read(tmp_path, GOOD), subjects=without) == [
        (
            'handover.yml:29:19: no-subjects: "for_each" takes competencies, but the framework has '
            "none"
        )
    ]


def paths(value, steps=()):
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in inside:
        yield (*steps, step)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*steps, step))


@pytest.mark.parametrize("odd", [True, 7, "x", [], {}, [[]], [{}], {"id": ["a"]}])
def test_odd_value_in_any_place_is_left_to_the_schema(tmp_path, odd):
    for steps in paths(yaml.safe_load(GOOD)):
        data = yaml.safe_load(GOOD)
        inner = data
        for step in steps[:-1]:
            inner = inner[step]
        inner[steps[-1]] = odd
        document = read(tmp_path, json.dumps(data))
        assert all(text.startswith("handover.yml:") for text in found(document))


SCHEMA = [
    (
        ("kind: preparation", "kind: preparing"),
        [
            (
                'handover.yml:2:7: wrong-value: "kind" is "preparing"\n'
                "    expected: fit or preparation or evidence or reflection\n"
                '    hint: did you mean "preparation"?'
            )
        ],
    ),
    (
        ("        type: date", "        type: day"),
        [
            (
                'handover.yml:69:15: wrong-value: "type" is "day"\n'
                "    expected: text or long-text or date or choice or choices or entries or scale"
            )
        ],
    ),
    (
        (
            "          - id: what\n            type: text",
            "          - id: what\n            type: scale",
        ),
        [
            (
                'handover.yml:34:19: wrong-value: "type" is "scale"\n'
                "    expected: text or long-text or date or choice or choices"
            )
        ],
    ),
    (
        ("    instrument: keeper\n", ""),
        [
            (
                'handover.yml:43:5: missing-key: entry 2 of "sections" has "uses" but not '
                '"instrument"\n'
                "    expected: both, or neither"
            )
        ],
    ),
    (
        ("        for_each: competencies", "        for_each: patterns"),
        [
            (
                'handover.yml:29:19: wrong-value: "for_each" is "patterns"\n'
                "    expected: competencies or dimensions"
            )
        ],
    ),
    (
        ("        optional: true", "        optoinal: true"),
        [
            (
                'handover.yml:71:9: unknown-key: the key "optoinal" is unknown\n'
                "    expected: one of id, type, label, hint, optional, for_each, scale, options, "
                "options_from, entry, at_most, fields\n"
                '    hint: did you mean "optional"?'
            )
        ],
    ),
]


@pytest.mark.parametrize(("edit", "messages"), SCHEMA)
def test_schema_tells_in_plain_english_what_is_wrong(tmp_path, edit, messages):
    checked = structure.check(edited(tmp_path, edit), "workbook")
    assert [str(problem) for problem in checked.problems] == messages


def ids(file, *pattern):
    document, problems = yamlsource.read(ROOT / "framework" / file, file)
    assert problems == ()
    return [found for _, found in document.texts(*pattern)]


ALL = yamlsource.ANY
REAL_SUBJECTS = {
    "competencies": ["shared-vision"],
    "components": ids("framework.yml", "emotional_intelligence", ALL, "id"),
    "dimensions": ["any"],
    "ladder": ids("framework.yml", "evidence_ladder", ALL, "id"),
    "patterns": ["any"],
}


@pytest.mark.parametrize("name", ["fit", "preparing", "evidence", "reflection"])
def test_each_workbook_of_the_framework_keeps_the_rules(name):
    file = f"instruments/{name}.yml"
    document, problems = yamlsource.read(ROOT / "framework" / file, file)
    assert problems == structure.check(document, "workbook").problems == ()
    checked = workbooks.check(
        document,
        scales=ids("framework.yml", "scales", ALL, "id"),
        subjects=REAL_SUBJECTS,
        forms={
            one: ids(f"instruments/{one}.yml", "forms", ALL, "id")
            for one in ("leader", "partnership-type")
        },
    )
    assert [str(problem) for problem in checked] == []


def test_evidence_ladder_has_the_five_steps_weakest_first():
    assert REAL_SUBJECTS["ladder"] == [
        "none",
        "activity",
        "output",
        "outcome-tracked",
        "outcome-changed",
    ]
