import pytest

from sitegen import completeness
from sitegen.files import yamlsource


def problems(tmp_path, text, known, parent=("fruit",)):
    file = tmp_path / "shop.yml"
    file.write_text(text, encoding="utf-8")
    document, faults = yamlsource.read(file, "shop.yml")
    assert faults == ()
    found = completeness.check(document, parent, "name", known, kind="fruit", inside="the shop")
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fruit:\n  - name: pear\n  - name: apple\n", []),
        (
            "fruit:\n  - name: pear\n  - name: peer\n",
            [
                (
                    'shop.yml:3:11: unknown-id: there is no fruit "peer"\n'
                    "    expected: one of apple, pear\n"
                    '    hint: did you mean "pear"?'
                )
            ],
        ),
        (
            "fruit:\n  - name: pear\n  - name: apple\n  - name: pear\n",
            [
                (
                    'shop.yml:4:11: duplicate-id: the fruit "pear" is already at shop.yml:2:11\n'
                    "    expected: each fruit once"
                )
            ],
        ),
        (
            "fruit:\n  - name: pear\n",
            ['shop.yml:1:1: missing-id: the fruit "apple" is missing in the shop'],
        ),
        (
            "fruit: []\n",
            [
                'shop.yml:1:1: missing-id: the fruit "apple" is missing in the shop',
                'shop.yml:1:1: missing-id: the fruit "pear" is missing in the shop',
            ],
        ),
    ],
)
def test_each_known_id_has_one_entry(tmp_path, text, expected):
    assert problems(tmp_path, text, ["pear", "apple"]) == expected


@pytest.mark.parametrize(
    "text", ["fruit: pear\n", "other: 1\n", "fruit:\n  - name: 1\n", "fruit:\n  - price: 1\n"]
)
def test_what_the_schema_tells_is_not_told_as_missing(tmp_path, text):
    assert problems(tmp_path, text, ["pear"]) == []


def test_many_known_ids_are_not_all_listed(tmp_path):
    known = [f"sort-{number}" for number in range(13)]
    assert problems(tmp_path, "fruit:\n  - name: plum\n", known) == [
        'shop.yml:2:11: unknown-id: there is no fruit "plum"'
    ]
