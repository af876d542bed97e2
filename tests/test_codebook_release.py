"""The codebook that is released may not change behind the back of saved answers."""

import copy
import json
from pathlib import Path

import pytest

from sitegen import framework

ROOT = Path(__file__).parent.parent
RELEASES = ROOT / "framework" / "releases"


def version(text):
    return tuple(int(part) for part in text.split("."))


def newest_release():
    file = max(RELEASES.glob("*.json"), key=lambda file: version(file.stem))
    return json.loads(file.read_text(encoding="utf-8"))


def ids(codebook):
    """Return every id that a saved file, a link or a citation may name."""
    found = {part["id"] for part in (*codebook["areas"], *codebook["instruments"])}
    for part in ("sources", "scales", "emotional_intelligence", "leadership_tasks"):
        found.update(entry["id"] for entry in codebook[part])
    for area in codebook["areas"]:
        for competency in area["competencies"]:
            found.add(competency["id"])
            found.update(item["id"] for item in competency["items"])
    return found


def fixed(codebook):
    """Return, by name, all that gives an answer its meaning and a score its rule."""
    parts = {
        f"item {item['id']}": (item, area["id"], competency["id"])
        for area in codebook["areas"]
        for competency in area["competencies"]
        for item in competency["items"]
    }
    parts |= {f"scale {scale['id']}": scale for scale in codebook["scales"]}
    for instrument in codebook["instruments"]:
        rules = {**instrument, "title": None, "purpose": None, "forms": None}
        parts[f"instrument {instrument['id']}"] = rules
        for form in instrument["forms"]:
            rules = {**form, "title": None, "minutes": None}
            parts[f"form {instrument['id']} {form['id']}"] = rules
    return parts


def silent_changes(old, new):
    """Return what changed without a word: one sentence each."""
    retired = {entry["id"] for entry in new["retired"]}
    changes = [
        f"{gone} is gone and not in the list of retired ids"
        for gone in sorted(ids(old) - ids(new) - retired)
    ]
    changes += [
        f"{back['id']} is no longer in the list of retired ids"
        for back in old["retired"]
        if back["id"] not in retired
    ]
    if version(new["version"]) < version(old["version"]):
        changes.append(f"the version {new['version']} is before {old['version']}")
    if new["version"] == old["version"]:
        before, now = fixed(old), fixed(new)
        changes += [
            f"{name} is not as version {old['version']} has it"
            for name in sorted(before.keys() | now.keys())
            if before.get(name) != now.get(name)
        ]
    before, now = fixed(old), fixed(new)
    for name in sorted(before.keys() & now.keys()):
        if name.startswith("item ") and before[name][1:] != now[name][1:]:
            changes.append(f"{name} moved to another competency: it needs a new id")
        elif name.startswith("item ") and before[name][0]["reverse"] != now[name][0]["reverse"]:
            changes.append(f"{name} was turned round: it needs a new id")
    return changes


def test_framework_has_no_silent_change_since_the_last_release():
    new = json.loads(framework.load(ROOT / "framework").codebook)
    assert silent_changes(newest_release(), new) == []


def test_a_released_version_keeps_its_content():
    """Saved answers name version and fingerprint: one version with two would lock them out."""
    old, new = newest_release(), json.loads(framework.load(ROOT / "framework").codebook)
    assert new["version"] != old["version"] or new["sha256"] == old["sha256"]


def test_committed_codebook_is_the_one_that_the_framework_compiles_to():
    committed = (ROOT / "scorer" / "framework.json").read_text(encoding="utf-8")
    assert committed == framework.load(ROOT / "framework").codebook


def test_each_release_is_named_by_its_version():
    for file in RELEASES.glob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["version"] == file.stem


def reword(codebook):
    codebook["areas"][0]["competencies"][0]["items"][0]["self"] = "I do something else."


def drop(codebook):
    del codebook["areas"][0]["competencies"][0]["items"][0]


def turn(codebook):
    item = codebook["areas"][0]["competencies"][0]["items"][0]
    item["reverse"] = not item["reverse"]


def move(codebook):
    first, second, *_ = codebook["areas"][0]["competencies"]
    second["items"].append(first["items"].pop())


def shorten(codebook):
    codebook["instruments"][0]["forms"][0]["items"].pop()


def relabel(codebook):
    codebook["scales"][0]["points"][0]["word"] = "hardly ever"


def loosen(codebook):
    codebook["instruments"][0]["forms"][0]["minimum"]["area_items"] = 1


def bump(codebook):
    codebook["version"] = "99.0.0"


def retire(codebook):
    codebook["retired"].append(
        {"id": "room-01", "version": "99.0.0", "replaced_by": None, "reason": "Told."}
    )


def small():
    return json.loads(framework.load(ROOT / "tests" / "data" / "small").codebook)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], []),
        ([reword], ["item room-01 is not as version 0.3.0 has it"]),
        ([reword, bump], []),
        ([relabel], ["scale how-much is not as version 0.3.0 has it"]),
        ([shorten], ["form keeper quick is not as version 0.3.0 has it"]),
        ([loosen], ["form keeper quick is not as version 0.3.0 has it"]),
        (
            [drop],
            [
                "room-01 is gone and not in the list of retired ids",
                "item room-01 is not as version 0.3.0 has it",
            ],
        ),
        ([drop, bump], ["room-01 is gone and not in the list of retired ids"]),
        ([drop, retire, bump], []),
        ([turn, bump], ["item room-01 was turned round: it needs a new id"]),
        (
            [lambda codebook: codebook["retired"].clear()],
            ["room-99 is no longer in the list of retired ids"],
        ),
        (
            [lambda codebook: codebook.update(version="0.2.9")],
            ["the version 0.2.9 is before 0.3.0"],
        ),
    ],
)
def test_silent_change_is_found(edits, expected):
    new = small()
    for edit in edits:
        edit(new)
    assert silent_changes(small(), new) == expected


def test_item_that_moves_to_another_competency_is_found():
    old = small()
    old["areas"][0]["competencies"].append(
        {**copy.deepcopy(old["areas"][0]["competencies"][0]), "id": "second", "items": []}
    )
    new = copy.deepcopy(old)
    move(new)
    bump(new)
    assert silent_changes(old, new) == [
        "item room-03 moved to another competency: it needs a new id"
    ]
