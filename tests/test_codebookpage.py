from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import markdown
from lxml import etree

from sitegen import codebookpage, framework

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "data" / "small"
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]


def page(folder=SMALL, root=""):
    text = codebookpage.maker(framework.load(folder).framework)(root)
    return etree.fromstring(f"<body>{markdown.markdown(text, extensions=EXTENSIONS)}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def table(tree, caption):
    (found,) = (one for one in tree.iter("table") if words(one.find("caption")) == caption)
    return [[words(cell) for cell in row] for row in found.iter("tr")]


def test_each_item_has_a_row_with_its_id_wordings_key_forms_and_pair():
    tree = page()
    rows = [row for row in tree.iter("tr") if row.get("id")]
    assert [row.get("id") for row in rows] == [
        *("room-01", "room-02", "room-03", "door-01", "door-02", "door-03"),
    ]
    own = framework.load(SMALL).framework.areas[0].competencies[0].items[0]
    assert [words(cell) for cell in rows[0]] == [
        f"room-01 {own.self_wording} {own.other_wording}",
        "as answered",
        "Quick form, Long form",
        "room-03",
    ]
    assert [words(cell) for cell in rows[2]][1:] == ["reversed", "Long form", "room-01"]


def test_headings_have_anchors_and_every_link_leads_to_a_row_or_a_download():
    tree = page(root="../")
    assert [one.get("id") for one in tree.iter("h2", "h3")] == [
        "version-and-downloads",
        "area-the-rooms",
        "competency-tidy-rooms",
        "area-the-people",
        "competency-first-visit",
        "answer-scales",
        "scoring-values",
    ]
    ids = {one.get("id") for one in tree.iter() if one.get("id")}
    links = {one.get("href") for one in tree.iter("a")}
    assert {one for one in links if one.removeprefix("#") not in ids} == {
        "../codebook.json",
        "../codebook.csv",
    }


def test_every_table_has_a_caption_and_heads_with_a_scope():
    tree = page(ROOT / "framework")
    tables = list(tree.iter("table"))
    # Competencies, features, dimensions, scales, the ladder and the scoring values.
    assert len(tables) == 16 + 1 + 7 + 2 + 1 + 7
    assert all(words(one.find("caption")) for one in tables)
    assert {head.get("scope") for head in tree.iter("th")} == {"col", "row", "rowgroup"}


def test_a_feature_has_a_description_for_each_pattern_and_says_what_it_is_asked_as():
    tree = page(ROOT / "framework")
    (body,) = (one for one in tree.iter("tbody") if one.get("id") == "pt-01")
    rows = [[words(cell) for cell in row] for row in body]
    assert rows[0] == [
        "pt-01 Goals Asked as pt-01-now, pt-01-needs",
        "Competition competition",
        "Each organisation has a target of its own, and tries to reach it ahead of the others.",
    ]
    assert [row[-2].split()[-1] for row in rows] == [
        *("competition", "cooperation", "coordination", "co-evolving"),
    ]


def test_an_item_of_the_health_check_has_its_five_states_below_its_question():
    tree = page(ROOT / "framework")
    (body,) = (one for one in tree.iter("tbody") if one.get("id") == "oe-01")
    rows = [[words(cell) for cell in row] for row in body]
    assert rows[0][0].startswith("oe-01 People served What can the partnership show")
    assert [row[-2] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[4][-1].startswith("Measures that others can check")


def test_the_limits_of_every_kind_stand_in_tables():
    tree = page(ROOT / "framework")
    assert table(tree, "Partnership type: when a profile is clear or mainly one pattern") == [
        ["Features answered", "Clear from", "Mainly from", "Mainly with a lead of"],
        ["8", "6", "5", "3"],
        ["7", "5", "none", "3"],
        ["6", "5", "none", "3"],
    ]
    assert table(tree, "You and your partnership: limits of importance and strength")[1:] == [
        ["Important from a weight of", "2.5"],
        ["A strength from a score of", "3.5"],
        ["Weighted means: no difference below", "0.25"],
        ["Largest shortfalls named", "3"],
    ]
    group = table(tree, "Partnership health check: limits of a report on a group")[1:]
    assert [row[1] for row in group] == [
        *("5", "3", "5", "0.3", "0.50", "0.83", "2", "4", "0.25", "5", "2"),
    ]


def test_a_framework_without_described_states_offers_no_file_of_them(tmp_path):
    loaded = framework.load(SMALL)
    codebookpage.publish(loaded.framework, loaded.codebook, tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["codebook.csv", "codebook.json"]
    assert "codebook-states.csv" not in {one.get("href") for one in page().iter("a")}


def test_the_file_of_states_has_a_row_a_description(tmp_path):
    loaded = framework.load(ROOT / "framework")
    codebookpage.publish(loaded.framework, loaded.codebook, tmp_path)
    raw = (tmp_path / "codebook-states.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 1 + 8 * 4 + 28 * 5
    rows = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    text = "Each organisation has a target of its own, and tries to reach it ahead of the others."
    assert rows[0] == {
        "instrument": "partnership-type",
        "kind": "placement",
        "id": "pt-01",
        "title": "Goals",
        "question": "",
        "part": "",
        "part_title": "",
        "value": "competition",
        "text": text,
        "asked_as": "pt-01-now pt-01-needs",
        "forms": "partnership-type:both partnership-type:now",
    }
    last = rows[-1]
    assert [last[key] for key in ("id", "part", "value", "asked_as", "forms")] == [
        *("oe-04", "outcome-evidence", "5", "oe-04", "health:full"),
    ]


def test_the_scale_and_the_scoring_values_are_those_of_the_framework():
    tree = page()
    assert table(tree, "How much: the words, and the number that each is stored as")[1:] == [
        ["seldom", "1"],
        ["at times", "2"],
        ["mostly", "3"],
        ["I cannot tell", "no number"],
    ]
    assert table(tree, "Am I a keeper?: values of each form") == [
        ["Value", "Quick form", "Long form"],
        ["Statements", "4", "6"],
        ["Minutes, about", "1", "2"],
        ["Competency: answers needed", "none", "2"],
        ["Area: answers needed", "2", "2"],
        ["Area: scored competencies needed", "none", "1"],
        ["Competency: planning SEM", "none", "0.4"],
        ["Area: planning SEM", "0.5", "0.4"],
        ["Areas: smallest difference", "1", "0.8"],
        ["Run of equal answers from", "4", "6"],
    ]
    limits = table(tree, "Am I a keeper?: limits of the lists and of the advice to look again")
    assert [row[1] for row in limits] == ["Value", "1", "3", "4", "2", "1", "0.5"]


def test_the_page_names_the_version_the_fingerprint_and_the_retired_ids():
    tree = page()
    small = framework.load(SMALL).framework
    assert "This is version 0.3.0 of Keeping a village hall" in words(tree)
    assert words(next(tree.iter("code"))) == small.sha256
    assert "will not be used again: room-99." in words(tree)


def test_the_downloads_are_the_compiled_codebook_and_a_row_an_item(tmp_path):
    loaded = framework.load(ROOT / "framework")
    codebookpage.publish(loaded.framework, loaded.codebook, tmp_path)
    data = (tmp_path / "codebook.json").read_bytes()
    assert data == loaded.codebook.encode()
    stated = json.loads(data).pop("sha256")
    rest = {key: value for key, value in json.loads(data).items() if key != "sha256"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == stated
    raw = (tmp_path / "codebook.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 49
    rows = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    assert len(rows) == 48
    assert {key: value for key, value in rows[8].items() if "wording" not in key} == {
        "id": "fp-09",
        "area": "focus-on-purpose",
        "area_title": "Focus on purpose",
        "competency": "means-to-ends",
        "competency_title": "Means to ends",
        "key": "reversed",
        "forms": "leader:short leader:full",
        "pair": "fp-07",
    }


def test_a_cell_that_a_spreadsheet_would_compute_is_guarded_and_a_comma_is_quoted():
    small = framework.load(SMALL).framework
    area = small.areas[0]
    for title, cell in (
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@now", "'@now"),
        ("A, b", '"A, b"'),
        ('A "b"', '"A ""b"""'),
        ("1=1", "1=1"),
    ):
        changed = replace(small, areas=(replace(area, title=title), *small.areas[1:]))
        line = codebookpage.as_csv(changed).split("\r\n")[1]
        assert line.startswith(f"room-01,the-rooms,{cell},tidy-rooms,")
