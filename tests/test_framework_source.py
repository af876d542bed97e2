import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.framework import fingerprint
from sitegen import framework
from sitegen.files import schemafaults, structure

SMALL = Path(__file__).parent / "data" / "small"
REAL = Path(__file__).parent.parent / "framework"
ROOMS, PEOPLE, KEEPER = "areas/the-rooms.yml", "areas/the-people.yml", "instruments/keeper.yml"
MAIN = "framework.yml"


def copy(tmp_path, *edits):
    """Copy the small framework and replace a text once in each of some files."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    for name, old, new in edits:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def problems(folder):
    try:
        framework.load(folder)
    except framework.FrameworkError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_small_framework_loads_with_its_own_ids_numbers_and_words():
    loaded = framework.load(SMALL).framework
    assert loaded.id == "hall-keeping"
    assert [area.id for area in loaded.areas] == ["the-rooms", "the-people"]
    assert loaded.scale("how-much").maximum == 3
    assert loaded.areas[0].also_known_as == "Bricks & mortar"
    assert loaded.areas[1].also_known_as is None
    form = loaded.instrument("keeper").form("quick")
    assert form.minimum.competency_items is None
    assert form.planning.smallest_difference == Decimal(1)
    assert loaded.instrument("keeper").pairs == (("room-01", "room-03"), ("door-01", "door-03"))
    assert loaded.retired[0].replaced_by == "room-02"


def test_codebook_is_one_canonical_line_with_every_key_and_its_own_fingerprint():
    text = framework.load(SMALL).codebook
    data = json.loads(text)
    assert text == (
        json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    )
    assert data["format"] == "partnership-intelligence/framework"
    assert data["format_version"] == 1
    assert data["sha256"] == fingerprint(data)
    assert data["sources"][1]["url"] is None
    assert data["instruments"][0]["forms"][0]["planning"]["competency_sem"] is None


def test_real_framework_has_four_areas_sixteen_competencies_and_forty_eight_items():
    loaded = framework.load(REAL).framework
    assert [area.id for area in loaded.areas] == [
        "focus-on-purpose",
        "managing-self",
        "working-with-others",
        "understanding-organisations",
    ]
    assert [len(area.competencies) for area in loaded.areas] == [4, 4, 4, 4]
    leader = loaded.instrument("leader")
    assert [len(form.items) for form in leader.forms] == [16, 48]
    assert len(leader.pairs) == 8


STRUCTURE = [
    (
        (ROOMS, "title: The *rooms*", "titel: The rooms"),
        [
            (
                'small/areas/the-rooms.yml:2:1: missing-key: the key "title" is missing\n'
                "    expected: The name that readers see."
            ),
            (
                'small/areas/the-rooms.yml:3:1: unknown-key: the key "titel" is unknown\n'
                "    expected: one of id, title, also_known_as, summary, description, source, "
                "competencies\n"
                '    hint: did you mean "title"?'
            ),
        ],
    ),
    (
        (ROOMS, "    definition: Leaves a room as the next group would like to find it.\n", ""),
        [
            (
                'small/areas/the-rooms.yml:9:5: missing-key: the key "definition" is missing in '
                'entry 1 of "competencies"\n'
                "    expected: What the leader does, in one or two sentences."
            )
        ],
    ),
    (
        (ROOMS, "sources: [rota-1998, minutes-2001]", "sources: rota-1998"),
        [
            (
                'small/areas/the-rooms.yml:21:16: wrong-type: "sources" is the text "rota-1998"\n'
                "    expected: a list\n"
                '    hint: begin each entry with "- " on its own line'
            )
        ],
    ),
    (
        (ROOMS, "reverse: true", 'reverse: "true"'),
        [
            (
                'small/areas/the-rooms.yml:51:18: wrong-type: "reverse" is the text "true"\n'
                "    expected: true or false\n"
                "    hint: write it without quotes"
            )
        ],
    ),
    (
        (MAIN, "word: seldom", "word: 1"),
        [
            (
                'small/framework.yml:24:15: wrong-type: "word" is the number 1\n'
                "    expected: a text\n"
                '    hint: write "1" with its quotes'
            )
        ],
    ),
    (
        (ROOMS, "kind: process", "kind: proces"),
        [
            (
                'small/areas/the-rooms.yml:37:15: wrong-value: "kind" is "proces"\n'
                "    expected: outcome or process\n"
                '    hint: did you mean "process"?'
            )
        ],
    ),
    (
        (ROOMS, "kind: outcome", "kind: process"),
        [
            (
                'small/areas/the-rooms.yml:33:7: wrong-count: "evidence" has 1 entry with kind '
                '"outcome"\n'
                "    expected: at least 2\n"
                "    hint: Questions that lead to evidence: at least two about outcomes, "
                "which come "
                "first, then at least one about process."
            ),
            (
                "small/areas/the-rooms.yml:35:15: evidence-order: an outcome stands "
                "after a process\n"
                "    expected: all outcomes first"
            ),
        ],
    ),
    (
        (ROOMS, "- id: tidy-rooms", "- id: Tidy_rooms"),
        [
            (
                'small/areas/the-rooms.yml:9:9: wrong-form: "id" is "Tidy_rooms"\n'
                '    expected: small letters, digits and hyphens, such as "shared-vision"'
            )
        ],
    ),
    (
        (ROOMS, "title: Tidy rooms", "title: |\n      Tidy rooms"),
        [
            (
                'small/areas/the-rooms.yml:10:12: wrong-form: "title" is "Tidy rooms\\n"\n'
                "    expected: a text without a line break or a space at its ends"
            )
        ],
    ),
    (
        (ROOMS, "title: Tidy rooms", 'title: ""'),
        [
            (
                'small/areas/the-rooms.yml:10:12: wrong-length: "title" has 0 characters\n'
                "    expected: at least 2"
            )
        ],
    ),
    (
        (
            ROOMS,
            (
                "      - effective: Tells the committee what is broken.\n"
                "        ineffective: Hides what is broken behind a curtain.\n"
            ),
            "",
        ),
        [
            (
                'small/areas/the-rooms.yml:13:7: wrong-count: "poles" has 2 entries\n'
                "    expected: exactly 3"
            )
        ],
    ),
    (
        (ROOMS, "[rota-1998, minutes-2001]", "[rota-1998, rota-1998]"),
        ['small/areas/the-rooms.yml:21:28: repeated-entry: entry 2 of "sources" repeats entry 1'],
    ),
    (
        (KEEPER, "      area_competencies: 1\n", ""),
        [
            (
                'small/instruments/keeper.yml:26:7: missing-key: "minimum" has "competency_items" '
                'but not "area_competencies"\n'
                "    expected: both, or neither"
            )
        ],
    ),
    (
        (KEEPER, 'area_sem: "0.5"', 'area_sem: "half"'),
        [
            (
                'small/instruments/keeper.yml:18:17: wrong-form: "area_sem" is "half"\n'
                '    expected: a decimal number in quotes, such as "0.42"'
            )
        ],
    ),
    (
        (MAIN, 'version: "0.3.0"', 'version: "0.3"'),
        [
            (
                'small/framework.yml:7:10: wrong-form: "version" is "0.3"\n'
                '    expected: a version such as "1.0.0"'
            )
        ],
    ),
    (
        (MAIN, "value: 3", "value: 12"),
        [
            "small/framework.yml:27:16: scale: the value 12 follows the value 2\n    expected: 3",
            'small/framework.yml:27:16: wrong-value: "value" is 12\n    expected: at most 9',
            (
                'small/instruments/keeper.yml:9:19: limit: "lean_on_at_least" is 3, '
                "which is no point "
                "of the scale\n"
                "    expected: one of 1, 2, 12"
            ),
        ],
    ),
]

REFERENCES = [
    (
        (ROOMS, "source: rota-1998", "source: rota-1999"),
        [
            (
                'small/areas/the-rooms.yml:7:9: unknown-id: there is no source "rota-1999"\n'
                "    expected: one of rota-1998, minutes-2001\n"
                '    hint: did you mean "rota-1998"?'
            )
        ],
    ),
    (
        (ROOMS, "emotional_intelligence: [patience]", "emotional_intelligence: [zeal]"),
        [
            (
                'small/areas/the-rooms.yml:39:30: unknown-id: there is no component "zeal"\n'
                "    expected: one of patience"
            )
        ],
    ),
    (
        (KEEPER, "scale: how-much", "scale: how-many"),
        [
            (
                'small/instruments/keeper.yml:7:8: unknown-id: there is no scale "how-many"\n'
                "    expected: one of how-much\n"
                '    hint: did you mean "how-much"?'
            )
        ],
    ),
    (
        (KEEPER, "items: [room-01, room-02, door-01", "items: [room-01, room-20, door-01"),
        [
            (
                'small/instruments/keeper.yml:14:22: unknown-id: there is no item "room-20"\n'
                "    expected: one of door-01, door-02, door-03, room-01, room-02, room-03\n"
                '    hint: did you mean "room-03"?'
            ),
        ],
    ),
    (
        (PEOPLE, "id: door-02", "id: door-01"),
        [
            (
                'small/areas/the-people.yml:45:13: duplicate-id: the item "door-01" is already at '
                "small/areas/the-people.yml:41:13\n"
                "    hint: give it an id of its own"
            ),
            (
                'small/instruments/keeper.yml:24:49: unknown-id: there is no item "door-02"\n'
                "    expected: one of door-01, door-03, room-01, room-02, room-03\n"
                '    hint: did you mean "door-03"?'
            ),
        ],
    ),
    (
        (PEOPLE, "id: first-visit", "id: tidy-rooms"),
        [
            (
                "small/areas/the-rooms.yml:9:9: duplicate-id: the competency "
                '"tidy-rooms" is already '
                "at small/areas/the-people.yml:8:9\n"
                "    hint: give it an id of its own"
            )
        ],
    ),
    (
        (MAIN, "  - the-people\n", "  - the-poeple\n"),
        [
            (
                "small/areas/the-people.yml:2:1: not-listed: the area is not in the list "
                '"areas" of small/framework.yml\n'
                "    hint: add it where it belongs in the order shown, or delete the file"
            ),
            (
                "small/framework.yml:42:5: unknown-id: there is no file areas/the-poeple.yml\n"
                '    hint: did you mean "the-people"?'
            ),
        ],
    ),
    (
        (ROOMS, "id: the-rooms", "id: the-room"),
        [
            (
                'small/areas/the-rooms.yml:2:5: file-name: the id "the-room" is not the '
                "name of the "
                "file\n"
                "    expected: the-rooms\n"
                "    hint: rename the file to the-room.yml, or the id to the-rooms"
            )
        ],
    ),
    (
        (MAIN, "id: room-99", "id: room-03"),
        [
            (
                'small/areas/the-rooms.yml:50:13: retired-id: the id "room-03" was retired, at '
                "small/framework.yml:46:9\n"
                "    expected: an id that was never used"
            )
        ],
    ),
    (
        (MAIN, "replaced_by: room-02", "replaced_by: room-22"),
        [
            (
                'small/framework.yml:48:18: unknown-id: there is nothing with the id "room-22"\n'
                '    hint: did you mean "room-02"?'
            )
        ],
    ),
    (
        (MAIN, 'version: "0.2.0"', 'version: "0.4.0"'),
        [
            (
                "small/framework.yml:47:14: retired-version: the id is retired in 0.4.0, which is "
                "after this version\n"
                "    expected: 0.3.0 or earlier"
            )
        ],
    ),
]

RULES = [
    (
        (MAIN, "      - value: 3\n        word: mostly\n", ""),
        [
            (
                "small/framework.yml:23:7: scale: the scale has 2 points, so that no "
                "word stands in "
                "the middle\n"
                "    expected: an odd number of points"
            ),
            (
                'small/framework.yml:23:7: wrong-count: "points" has 2 entries\n'
                "    expected: at least 3"
            ),
            (
                'small/instruments/keeper.yml:9:19: limit: "lean_on_at_least" is 3, '
                "which is no point "
                "of the scale\n"
                "    expected: one of 1, 2"
            ),
        ],
    ),
    (
        (MAIN, "        word: at times\n", ""),
        [
            (
                'small/framework.yml:25:9: missing-key: the key "word" is missing in entry 2 of '
                '"points"\n'
                "    expected: The word that the reader chooses, and in which a mean is reported."
            )
        ],
    ),
    (
        (MAIN, "word: at times", "word: Seldom"),
        [
            (
                'small/framework.yml:26:15: scale: the word "Seldom" stands for two values\n'
                "    expected: a word for each value"
            )
        ],
    ),
    (
        (ROOMS, "id: room-03", "id: roof-03"),
        [
            (
                'small/areas/the-rooms.yml:50:13: item-prefix: the item "roof-03" does '
                "not have the "
                "prefix of its area\n"
                '    expected: "room-" and a number'
            ),
            (
                "small/areas/the-rooms.yml:50:13: unused-item: the item "
                '"roof-03" is in no form\n'
                "    hint: add it to a form, or retire it"
            ),
            (
                'small/instruments/keeper.yml:24:31: unknown-id: there is no item "room-03"\n'
                "    expected: one of door-01, door-02, door-03, room-01, room-02, roof-03\n"
                '    hint: did you mean "room-02"?'
            ),
            (
                'small/instruments/keeper.yml:35:15: unknown-id: there is no item "room-03"\n'
                "    expected: one of door-01, door-02, door-03, room-01, room-02, roof-03\n"
                '    hint: did you mean "room-02"?'
            ),
        ],
    ),
    (
        (KEEPER, "[room-01, room-03]", "[room-01, door-03]"),
        [
            (
                "small/instruments/keeper.yml:35:5: pair: room-01 and door-03 belong to two "
                "competencies\n"
                "    expected: two items of one competency"
            )
        ],
    ),
    (
        (KEEPER, "[room-01, room-03]", "[room-03, room-01]"),
        [
            (
                "small/instruments/keeper.yml:35:6: pair: room-03 is reversed\n"
                "    expected: a statement, then its reversed statement"
            ),
            (
                "small/instruments/keeper.yml:35:15: pair: room-01 is not reversed\n"
                "    expected: a statement, then its reversed statement"
            ),
        ],
    ),
    (
        (KEEPER, "items: [room-01, room-02, room-03, ", "items: [room-02, room-03, "),
        [
            (
                'small/instruments/keeper.yml:14:13: short-form: the item "room-01" is not in the '
                'form "long"\n'
                "    hint: a shorter form is a part of the longest one"
            ),
            (
                'small/instruments/keeper.yml:33:18: limit: "longest_run" is 6, but the form has 5 '
                "items\n"
                "    expected: at most 5"
            ),
        ],
    ),
    (
        (KEEPER, "[room-01, room-02, door-01, door-03]", "[door-01, door-03, room-01, room-02]"),
        [
            (
                "small/instruments/keeper.yml:14:31: item-order: the-rooms comes after the-people\n"
                "    expected: areas in the order of framework.yml: the-rooms, the-people"
            )
        ],
    ),
    (
        (KEEPER, "[room-01, room-02, door-01, door-03]", "[room-01, door-01, room-02, door-03]"),
        [
            (
                'small/instruments/keeper.yml:14:31: item-order: the item "room-02" of the-rooms '
                "stands after items of the-people\n"
                "    expected: all items of an area together"
            )
        ],
    ),
    (
        (KEEPER, "      area_items: 2\n    planning", "      area_items: 3\n    planning"),
        [
            (
                'small/instruments/keeper.yml:16:19: minimum: "area_items" asks for 3, '
                "but the form "
                "has 2 somewhere\n"
                "    expected: at most 2"
            )
        ],
    ),
    (
        (KEEPER, "area_competencies: 1", "area_competencies: 2"),
        [
            (
                'small/instruments/keeper.yml:27:26: minimum: "area_competencies" asks '
                "for 2, but the "
                "form has 1 somewhere\n"
                "    expected: at most 1"
            )
        ],
    ),
    (
        (KEEPER, '      competency_sem: "0.4"\n', ""),
        [
            (
                "small/instruments/keeper.yml:29:5: minimum: a form that scores "
                "competencies has both "
                "competency_items and competency_sem"
            )
        ],
    ),
    (
        (KEEPER, 'smallest_difference: "1"', 'smallest_difference: "0.0"'),
        [
            (
                'small/instruments/keeper.yml:19:28: limit: "smallest_difference" is 0.0\n'
                "    expected: more than 0"
            )
        ],
    ),
    (
        (KEEPER, "minimum_pairs: 2", "minimum_pairs: 3"),
        [
            (
                'small/instruments/keeper.yml:41:18: limit: "minimum_pairs" asks for 3, '
                "but there are "
                "2 pairs\n"
                "    expected: at most 2"
            )
        ],
    ),
    (
        (KEEPER, "work_on_at_most: 1", "work_on_at_most: 3"),
        [
            (
                'small/instruments/keeper.yml:9:19: limit: "lean_on_at_least" is 3, and '
                '"work_on_at_most" is 3\n'
                "    expected: at least 4"
            )
        ],
    ),
    (
        (PEOPLE, "I greet new people at the door.", "I do not greet new people at the door."),
        [
            (
                "small/areas/the-people.yml:43:15: item-negation: the statement is negated by "
                '"not"\n'
                "    hint: say what is done instead; reverse an item by the opposite behaviour"
            ),
            (
                "small/areas/the-people.yml:44:16: item-other: the wording for others differs from "
                '"self" in more than pronoun and verb\n'
                "    expected: They do not greet new people at the door."
            ),
        ],
    ),
]


@pytest.mark.parametrize(("edit", "expected"), STRUCTURE + REFERENCES + RULES)
def test_fault_has_its_own_message_and_place(tmp_path, edit, expected):
    assert problems(copy(tmp_path, edit)) == expected


def test_more_than_four_reversed_items_are_too_many_for_a_short_form(tmp_path):
    folder = copy(tmp_path)
    competency = (folder / ROOMS).read_text(encoding="utf-8").split("competencies:\n")[1]
    for number in (2, 3, 4, 5):
        more = competency.replace("tidy-rooms", f"tidy-{number}").replace(
            "room-0", f"room-{number}"
        )
        words = {"chairs": f"chairs in room {number}", "floor": f"floor of room {number}"}
        for old, new in words.items():
            more = more.replace(old, new)
        with (folder / ROOMS).open("a", encoding="utf-8") as stream:
            stream.write(more)
    every = ["room-01", "room-02", "room-03"]
    every += [f"room-{number}{item}" for number in (2, 3, 4, 5) for item in (1, 2, 3)]
    every += ["door-01", "door-02", "door-03"]
    text = (folder / KEEPER).read_text(encoding="utf-8")
    text = text.replace(
        "[room-01, room-02, door-01, door-03]",
        "[room-03, room-23, room-33, room-43, room-53, door-01, door-02]",
    ).replace("[room-01, room-02, room-03, door-01, door-02, door-03]", f"[{', '.join(every)}]")
    (folder / KEEPER).write_text(text, encoding="utf-8")
    assert problems(folder) == [
        (
            'small/instruments/keeper.yml:14:12: short-form: the form "quick" has 5 '
            "reversed items\n"
            "    expected: at most 4\n"
            "    hint: they are room-03, room-23, room-33, room-43, room-53"
        )
    ]


def test_every_problem_of_every_file_is_told_in_one_run(tmp_path):
    folder = copy(
        tmp_path,
        (MAIN, "word: seldom", "word: no"),
        (MAIN, "    title: Patience\n", ""),
        (ROOMS, "title: Tidy rooms", "titel: Tidy rooms"),
        (ROOMS, "[rota-1998, minutes-2001]", "[rota-1998, minutes-2002]"),
        (PEOPLE, "reverse: true", "reverse: yes"),
        (PEOPLE, "leadership_tasks: [open-doors]", "leadership_tasks: [open-windows]"),
        (KEEPER, "door-03]\n    minimum", "door-04]\n    minimum"),
        (KEEPER, "minimum_pairs: 2", "minimum_pairs: 2.5"),
    )
    (folder / "areas" / "notes.txt").write_text("later")
    where = re.compile(r"small/(\S+?):(\d+):\d+: ([a-z-]+)")
    assert [where.findall(text)[0] for text in problems(folder)] == [
        ("areas/notes.txt", "1", "unknown-file"),
        ("areas/the-people.yml", "39", "unknown-id"),
        ("areas/the-people.yml", "50", "yaml-value"),
        ("areas/the-rooms.yml", "9", "missing-key"),
        ("areas/the-rooms.yml", "10", "unknown-key"),
        ("areas/the-rooms.yml", "21", "unknown-id"),
        ("framework.yml", "24", "yaml-value"),
        ("framework.yml", "31", "missing-key"),
        ("instruments/keeper.yml", "14", "unknown-id"),
        ("instruments/keeper.yml", "41", "yaml-value"),
    ]


def test_references_into_a_file_that_cannot_be_read_are_not_told(tmp_path):
    folder = copy(tmp_path, (MAIN, "title: Keeping", "title: a: Keeping"))
    assert [text.split(" ", 2)[:2] for text in problems(folder)] == [
        ["small/framework.yml:6:9:", "yaml-syntax:"]
    ]
    folder = copy(tmp_path / "again", (ROOMS, "summary: Rooms", "\tsummary: Rooms"))
    assert [text.split(" ", 2)[:2] for text in problems(folder)] == [
        ["small/areas/the-rooms.yml:5:1:", "yaml-tab:"]
    ]


def test_missing_files_are_told(tmp_path):
    assert problems(tmp_path / "small") == [
        "small/framework.yml:1:1: missing-file: the file cannot be read: No such file or directory"
    ]
    folder = copy(tmp_path / "again")
    (folder / KEEPER).unlink()
    assert problems(folder) == [
        (
            "small/framework.yml:44:5: unknown-id: there is no file instruments/keeper.yml\n"
            "    hint: write the file, or remove the instrument"
        )
    ]


def test_files_that_an_editor_leaves_are_passed_over(tmp_path):
    folder = copy(tmp_path)
    (folder / "areas" / ".the-rooms.yml.swp").write_text("x")
    (folder / "areas" / "the-rooms.yml~").write_text("x")
    assert problems(folder) == []


def test_error_counts_its_problems(tmp_path):
    folder = copy(tmp_path, (MAIN, 'version: "0.3.0"', 'version: "0.3"'))
    with pytest.raises(framework.FrameworkError, match=r"^1 problem in the framework$"):
        framework.load(folder)


def patterns(part):
    if isinstance(part, dict):
        yield from [part["pattern"]] if isinstance(part.get("pattern"), str) else []
        for inner in part.values():
            yield from patterns(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from patterns(inner)


def test_every_pattern_of_the_schemas_has_its_words_and_no_words_are_left_over():
    used = set()
    more = REAL.parent / "docs" / "data" / "schema"
    for file in [*structure.SCHEMAS.glob("*.schema.json"), *more.glob("*.schema.json")]:
        used.update(patterns(json.loads(file.read_text(encoding="utf-8"))))
    assert used == set(schemafaults.PATTERNS)


def paths(value, steps=()):
    """Yield the path of every key and entry of a structure."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in inside:
        yield (*steps, step)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*steps, step))


PARTS = [
    (name, steps)
    for name in (MAIN, ROOMS, PEOPLE, KEEPER)
    for steps in paths(yaml.safe_load((SMALL / name).read_text(encoding="utf-8")))
]
# Without these the framework is still whole.
OPTIONAL = {"url", "also_known_as", "replaced_by", "retired", "pairs"}
ODD = [None, True, -1, 10**30, 0.5, "", "no", "x" * 2000, [], {}, [[]], [None], {"": {"a": [1]}}]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(part=st.sampled_from(PARTS), value=st.sampled_from(["delete", *ODD]))
def test_any_change_gives_problems_or_a_framework_and_no_other_exception(
    tmp_path_factory, part, value
):
    name, steps = part
    folder = copy(tmp_path_factory.mktemp("changed"))
    data = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    inner = data
    for step in steps[:-1]:
        inner = inner[step]
    if value == "delete":
        del inner[steps[-1]]
    else:
        inner[steps[-1]] = value
    (folder / name).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    found = problems(folder)
    if value == "delete" and isinstance(steps[-1], str) and steps[-1] not in OPTIONAL:
        assert found
