import copy
import re
from pathlib import Path

import pytest
import yaml

from sitegen import placements
from sitegen.files import structure, yamlsource

REAL = Path(__file__).parent.parent / "framework"
PATTERNS = ("club", "market")
GOOD = """\
id: hall
passes:
  - id: now
  - id: needs
forms:
  - id: both
    passes: [now, needs]
  - id: now
    passes: [now]
minimum: 3
clarity:
  - answered: 4
    clear: 4
    mainly: 3
    lead: 2
  - answered: 3
    clear: 3
    lead: 1
within: 1
features:
  - id: ha-01
    descriptions:
      - pattern: club
      - pattern: market
  - id: ha-02
    descriptions:
      - pattern: market
      - pattern: club
  - id: ha-03
    descriptions:
      - pattern: club
      - pattern: market
  - id: ha-04
    descriptions:
      - pattern: club
      - pattern: market
"""


def problems(tmp_path, text):
    file = tmp_path / "hall.yml"
    file.write_text(text, encoding="utf-8")
    document, faults = yamlsource.read(file, "hall.yml")
    assert faults == ()
    return [str(problem) for problem in placements.check(document, PATTERNS)]


def test_a_sound_instrument_has_no_problem(tmp_path):
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "- pattern: market\n      - pattern: club",
            "- pattern: markt\n      - pattern: club",
            [
                (
                    'hall.yml:27:18: unknown-id: there is no pattern "markt"\n'
                    "    expected: one of club, market\n"
                    '    hint: did you mean "market"?'
                )
            ],
        ),
        (
            "- pattern: market\n      - pattern: club\n",
            "- pattern: market\n",
            ['hall.yml:26:5: missing-id: the pattern "club" is missing in the feature "ha-02"'],
        ),
        (
            "- pattern: market\n      - pattern: club\n",
            "- pattern: market\n      - pattern: club\n      - pattern: market\n",
            [
                (
                    'hall.yml:29:18: duplicate-id: the pattern "market" is already at '
                    "hall.yml:27:18\n"
                    "    expected: each pattern once"
                )
            ],
        ),
        (
            "id: ha-03",
            "id: ha-02",
            ['hall.yml:29:9: duplicate-id: the feature "ha-02" is already at hall.yml:25:9'],
        ),
        (
            "- id: both",
            "- id: now",
            ['hall.yml:8:9: duplicate-id: the form "now" is already at hall.yml:6:9'],
        ),
        (
            "  - id: needs\n",
            "  - id: needs\n  - id: now\n",
            ['hall.yml:5:9: duplicate-id: the pass "now" is already at hall.yml:3:9'],
        ),
        (
            "[now, needs]",
            "[now, need]",
            [
                (
                    'hall.yml:7:19: unknown-id: there is no pass "need"\n'
                    "    expected: one of now, needs\n"
                    '    hint: did you mean "needs"?'
                )
            ],
        ),
        (
            "[now, needs]",
            "[now]",
            [
                (
                    'hall.yml:4:9: unused-pass: the pass "needs" is in no form\n'
                    "    hint: add it to a form, or remove it"
                )
            ],
        ),
        (
            "minimum: 3",
            "minimum: 5",
            [
                (
                    'hall.yml:10:10: limit: "minimum" is 5, but there are 4 features\n'
                    "    expected: at most 4"
                )
            ],
        ),
        (
            "within: 1",
            "within: 4",
            [
                (
                    'hall.yml:19:9: limit: "within" is 4, but there are 4 features\n'
                    "    expected: at most 3"
                )
            ],
        ),
        (
            "minimum: 3",
            "minimum: 2",
            ["hall.yml:11:1: clarity: there are no limits for 2 answered features"],
        ),
        (
            "minimum: 3",
            "minimum: 4",
            [
                (
                    "hall.yml:16:15: clarity: the limits are for 3 answered features\n"
                    "    expected: 4 to 4, from the minimum to all"
                )
            ],
        ),
        (
            "answered: 3",
            "answered: 5",
            [
                (
                    "hall.yml:16:15: clarity: the limits are for 5 answered features\n"
                    "    expected: 3 to 4, from the minimum to all"
                ),
            ],
        ),
        (
            "answered: 3\n    clear: 3\n    lead: 1",
            "answered: 4\n    clear: 3\n    lead: 1",
            [
                "hall.yml:16:15: clarity: the limits for 4 answered features are already at 12:15",
                "hall.yml:11:1: clarity: there are no limits for 3 answered features",
            ],
        ),
        (
            (
                "  - answered: 4\n    clear: 4\n    mainly: 3\n    lead: 2\n"
                "  - answered: 3\n    clear: 3\n    lead: 1\n"
            ),
            (
                "  - answered: 3\n    clear: 3\n    lead: 1\n"
                "  - answered: 4\n    clear: 4\n    mainly: 3\n    lead: 2\n"
            ),
            [
                (
                    "hall.yml:15:15: clarity: the limits for 4 answered features stand after "
                    "those for 3\n"
                    "    expected: the highest number first"
                )
            ],
        ),
        (
            "clear: 4",
            "clear: 5",
            ['hall.yml:13:12: limit: "clear" is 5 of 4 answered features\n    expected: 3 to 4'],
        ),
        (
            "clear: 4\n    mainly: 3",
            "clear: 2",
            [
                (
                    'hall.yml:13:12: limit: "clear" is 2 of 4 answered features\n'
                    "    expected: 3 to 4\n"
                    "    hint: more than half, so that no two patterns reach it"
                )
            ],
        ),
        (
            "mainly: 3",
            "mainly: 4",
            ['hall.yml:14:13: limit: "mainly" is 4 of 4 answered features\n    expected: 3'],
        ),
        (
            "clear: 4\n    mainly: 3",
            "clear: 3\n    mainly: 3",
            [
                (
                    'hall.yml:14:13: limit: "mainly" is 3 of 4 answered features\n'
                    "    expected: no such key, since every such number is clear"
                )
            ],
        ),
        (
            "lead: 2",
            "lead: 5",
            ['hall.yml:15:11: limit: "lead" is 5 of 4 answered features\n    expected: 1 to 4'],
        ),
    ],
)
def test_a_broken_rule_is_told_with_its_place(tmp_path, old, new, expected):
    assert old in GOOD
    assert problems(tmp_path, GOOD.replace(old, new, 1)) == expected


def changed(value, odd):
    """Yield every structure with one key or entry replaced."""
    for step in list(value) if isinstance(value, dict) else range(len(value)):
        again = copy.deepcopy(value)
        again[step] = odd
        yield again
        if isinstance(value[step], dict | list):
            for inner in changed(value[step], odd):
                again = copy.deepcopy(value)
                again[step] = inner
                yield again


@pytest.mark.parametrize("odd", ["x", 0, 7, [], [["x"]], {"id": ["x"]}, [{"pattern": {}}]])
def test_a_misshapen_file_is_left_to_the_schema(tmp_path, odd):
    for data in changed(yaml.safe_load(GOOD), odd):
        found = problems(tmp_path, yaml.safe_dump(data))
        assert all(re.match(r"hall\.yml:\d+:\d+: [a-z-]+: .", problem) for problem in found)


def real():
    document, faults = yamlsource.read(REAL / "instruments" / "partnership-type.yml", "type.yml")
    assert faults == ()
    return document


def pattern_ids():
    document, _ = yamlsource.read(REAL / "patterns.yml", "patterns.yml")
    return [found for _, found in document.texts("patterns", yamlsource.ANY, "id")]


def test_the_real_instrument_keeps_schema_and_rules():
    assert structure.check(real(), "placement").problems == ()
    assert list(placements.check(real(), pattern_ids())) == []


def test_the_real_features_are_the_eight_in_their_order():
    titles = [feature["title"] for feature in real().data["features"]]
    assert titles == [
        "Goals",
        "Rules",
        "Cost and resources",
        "Decisions",
        "Information",
        "Time horizon",
        "Difference",
        "Change",
    ]


def test_descriptions_of_a_feature_are_alike_in_length_and_name_no_pattern():
    naming = re.compile(r"compet|co-?operat|co-?ordinat|co-?evol", re.IGNORECASE)
    texts = []
    for feature in real().data["features"]:
        own = [one["text"] for one in feature["descriptions"]]
        words = [len(text.split()) for text in own]
        assert min(words) >= 12
        assert max(words) <= 25
        assert max(words) - min(words) <= 3, feature["id"]
        assert not any(naming.search(text) for text in own)
        assert all(text.endswith(".") and text.count(".") == 1 for text in own)
        texts += own
    assert len(set(texts)) == 32
