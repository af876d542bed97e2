import copy
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from sitegen import weights
from sitegen.files import structure, yamlsource

REAL = Path(__file__).parent.parent / "framework"
GOOD = """\
importance_cut: "2.5"
competencies:
  - competency: tidy-rooms
    weights:
      - pattern: club
        weight: 1
      - pattern: market
        weight: 3
  - competency: open-doors
    weights:
      - pattern: market
        weight: 1
      - pattern: club
        weight: 2
"""


def problems(tmp_path, text):
    file = tmp_path / "fit.yml"
    file.write_text(text, encoding="utf-8")
    document, faults = yamlsource.read(file, "fit.yml")
    assert faults == ()
    found = weights.check(document, ("tidy-rooms", "open-doors"), ("club", "market"))
    return [str(problem) for problem in found]


def test_a_whole_table_has_no_problem(tmp_path):
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "competency: open-doors",
            "competency: open-door",
            [
                (
                    'fit.yml:9:17: unknown-id: there is no competency "open-door"\n'
                    "    expected: one of open-doors, tidy-rooms\n"
                    '    hint: did you mean "open-doors"?'
                )
            ],
        ),
        (
            "competency: open-doors",
            "competency: tidy-rooms",
            [
                (
                    'fit.yml:9:17: duplicate-id: the competency "tidy-rooms" is already at '
                    "fit.yml:3:17\n"
                    "    expected: each competency once"
                ),
                'fit.yml:2:1: missing-id: the competency "open-doors" is missing in "competencies"',
            ],
        ),
        (
            "      - pattern: market\n        weight: 3\n",
            "",
            [
                (
                    'fit.yml:4:5: missing-id: the pattern "market" is missing in the weights of '
                    '"tidy-rooms"'
                )
            ],
        ),
        (
            "pattern: market\n        weight: 3",
            "pattern: club\n        weight: 3",
            [
                (
                    'fit.yml:7:18: duplicate-id: the pattern "club" is already at fit.yml:5:18\n'
                    "    expected: each pattern once"
                ),
                (
                    'fit.yml:4:5: missing-id: the pattern "market" is missing in the weights of '
                    '"tidy-rooms"'
                ),
            ],
        ),
        (
            "pattern: market\n        weight: 3",
            "pattern: markets\n        weight: 3",
            [
                (
                    'fit.yml:7:18: unknown-id: there is no pattern "markets"\n'
                    "    expected: one of club, market\n"
                    '    hint: did you mean "market"?'
                )
            ],
        ),
        (
            '"2.5"',
            '"3.5"',
            [
                (
                    'fit.yml:1:17: limit: "importance_cut" is 3.5, and weights go from 1 to 3\n'
                    "    expected: more than 1 and at most 3"
                )
            ],
        ),
        (
            '"2.5"',
            '"1"',
            [
                (
                    'fit.yml:1:17: limit: "importance_cut" is 1, and weights go from 1 to 3\n'
                    "    expected: more than 1 and at most 3"
                )
            ],
        ),
        ('"2.5"', '"3"', []),
        ('"2.5"', '"nan"', []),
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


@pytest.mark.parametrize("odd", ["x", 0, [], [["x"]], {"pattern": ["x"]}, [{"competency": {}}]])
def test_a_misshapen_file_is_left_to_the_schema(tmp_path, odd):
    for data in changed(yaml.safe_load(GOOD), odd):
        found = problems(tmp_path, yaml.safe_dump(data))
        assert all(re.match(r"fit\.yml:\d+:\d+: [a-z-]+: .", problem) for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("weight: 1", "weight: 0", '"weight" is 0\n    expected: at least 1'),
        ("weight: 1", "weight: 4", '"weight" is 4\n    expected: at most 3'),
        (
            "weight: 1",
            'weight: "1"',
            (
                '"weight" is the text "1"\n    expected: a whole number\n'
                "    hint: write it without quotes"
            ),
        ),
        (
            "status: author",
            "status: expert",
            '"status" is "expert"\n    expected: author or panel',
        ),
    ],
)
def test_a_weight_out_of_range_is_told_by_the_schema(tmp_path, old, new, expected):
    file = tmp_path / "fit.yml"
    text = (REAL / "fit.yml").read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    document, _ = yamlsource.read(file, "fit.yml")
    (problem,) = structure.check(document, "fit").problems
    assert str(problem).split(": ", 2)[2] == expected


def real():
    document, faults = yamlsource.read(REAL / "fit.yml", "fit.yml")
    assert faults == ()
    return document


def cells():
    for one in real().data["competencies"]:
        for cell in one["weights"]:
            yield one["competency"], cell


def ids(file, *pattern):
    document, _ = yamlsource.read(file, file.name)
    return [found for _, found in document.texts(*pattern, yamlsource.ANY, "id")]


def test_the_real_table_has_a_weight_for_each_competency_and_pattern():
    areas = sorted((REAL / "areas").glob("*.yml"))
    competencies = [found for area in areas for found in ids(area, "competencies")]
    assert len(competencies) == 16
    assert structure.check(real(), "fit").problems == ()
    assert list(weights.check(real(), competencies, ids(REAL / "patterns.yml", "patterns"))) == []


def test_every_real_weight_has_a_reason_of_its_own_in_one_short_sentence():
    reasons = [cell["reason"] for _, cell in cells()]
    assert len(set(reasons)) == 64
    assert [reason for reason in reasons if len(reason.split()) > 20] == []
    assert all(reason.endswith(".") and reason.count(".") == 1 for reason in reasons)


def test_no_pattern_seems_more_demanding_while_the_weights_are_the_authors():
    if any(cell["status"] != "author" for _, cell in cells()):
        pytest.skip("a panel has rated weights: their sums are its finding")
    counts = {}
    for _, cell in cells():
        counts.setdefault(cell["pattern"], Counter())[cell["weight"]] += 1
    sums = [sum(weight * number for weight, number in one.items()) for one in counts.values()]
    assert max(sums) - min(sums) <= 4
    assert all(one[1] >= 4 and one[3] >= 4 for one in counts.values())


def test_each_real_competency_is_asked_more_by_one_pattern_than_by_another():
    told = {}
    for competency, cell in cells():
        told.setdefault(competency, set()).add(cell["weight"])
    assert [competency for competency, seen in told.items() if len(seen) == 1] == []
