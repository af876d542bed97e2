import json
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import markdown
import pytest
from lxml import etree

from benchmarks import missing as simulation
from sitegen import figures, framework
from sitegen.figures import drawing, figuredata, figurepatterns
from sitegen.files import schemafaults

ROOT = Path(__file__).parent.parent
REAL = ROOT / "framework"
SMALL = Path(__file__).parent / "data" / "small"
STORED = ROOT / "docs" / "data" / "missing.json"
NAMES = ["figure-framework-map", "figure-patterns", "figure-precision", "figure-missing"]


@cache
def load(folder=REAL):
    return framework.load(folder).framework


def read_simulated(file=STORED):
    cases, problems = figuredata.simulated(file, "docs/data/missing.json")
    assert problems == ()
    return cases


def make(name, source=None, root="", simulated=None):
    """Return a figure and its table as an XML tree, through Markdown."""
    patterns, problems = figurepatterns.load(REAL / "patterns.yml", "framework/patterns.yml")
    assert problems == ()
    cases = read_simulated() if simulated is None else simulated
    text = figures.makers(source or load(), patterns, cases)[name](root)
    html = markdown.markdown(text, extensions=["attr_list", "tables"])
    return etree.fromstring(f"<body>{html}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def rows(tree):
    return [[words(cell) for cell in row] for row in tree.iterfind(".//tbody/tr")]


def drawn(tree):
    """Return the texts inside the pictures."""
    return [words(text) for text in tree.iterfind(".//svg//text")]


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_a_name_a_description_a_caption_and_a_table(name):
    tree = make(name)
    figure, box = tree.find("figure"), tree.find("div")
    assert figure.get("id") == name
    assert "pi-figure" in figure.get("class").split()
    pictures = [one for one in figure.iter("svg") if one.get("role") == "img"]
    assert pictures
    for one in pictures:
        assert [child.tag for child in one][:2] == ["title", "desc"]
        assert words(one.find("title"))
        assert words(one.find("desc")).endswith(".")
    assert figure[-1].tag == "figcaption"
    assert "pi-table" in box.get("class").split()
    assert words(box.find("table/caption"))
    assert all(cell.get("scope") for cell in box.iter("th"))


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_no_style_and_no_aria_on_its_pictures(name):
    for one in make(name).iter():
        assert one.get("style") is None
        assert one.tag != "svg" or not [key for key in one.attrib if key.startswith("aria-")]


def test_every_colour_of_the_figures_is_a_token_and_forced_colours_replace_each():
    css = (ROOT / "sitegen/theme/css/figures.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", css)
    used = set(re.findall(r"var\((--pi-[a-z-]+)\)", css)) - {"--pi-serif", "--pi-sans"}
    assert used == set(re.findall(r"(--pi-[a-z-]+): (?:Canvas|CanvasText);", css))


@pytest.mark.parametrize(
    ("square", "root"),
    [
        (Fraction(4), "2.00"),
        (Fraction(2), "1.41"),
        # 0.125 and 0.135 exactly: a half goes up, where binary floats would waver.
        (Fraction(15625, 1000000), "0.13"),
        (Fraction(18225, 1000000), "0.14"),
        (Fraction(0), "0.00"),
    ],
)
def test_a_root_is_rounded_once_half_up(square, root):
    assert str(drawing.rounded_root(square)) == root


def test_the_planning_values_are_those_that_how_it_is_scored_shows():
    # The table of "Planning values": correlation, items, SEM, 95 % of the time within.
    for correlation, items, sem, half in [
        ("0.25", 4, "0.43", "0.85"),
        ("0.25", 12, "0.25", "0.49"),
        ("0.30", 4, "0.42", "0.82"),
        ("0.30", 12, "0.24", "0.47"),
        ("0.30", 3, "0.48", "0.95"),
        ("0.35", 4, "0.40", "0.79"),
        ("0.35", 12, "0.23", "0.46"),
    ]:
        assert str(figuredata.sem(items, Decimal(correlation))) == sem
        assert str(figuredata.half_width(items, Decimal(correlation))) == half


@pytest.mark.parametrize(
    ("answered", "items", "error"),
    [(2, 4, "0.42"), (3, 4, "0.24"), (8, 12, "0.17"), (2, 3, "0.34"), (4, 4, "0.00")],
)
def test_the_typical_error_is_that_of_how_it_is_scored(answered, items, error):
    assert str(figuredata.missing_error(answered, items)) == error


def test_the_points_of_the_precision_figure_are_the_planning_values_of_the_forms():
    found = [(one.name, one.items, str(one.sem)) for one in figuredata.points(load())]
    assert found == [
        ("Full form, competency", 3, "0.48"),
        ("Short form, area", 4, "0.42"),
        ("Full form, area", 12, "0.24"),
    ]
    for one in figuredata.points(load()):
        assert one.sem == figuredata.sem(one.items, figuredata.CORRELATION)


def test_the_precision_table_has_the_numbers_of_the_curves():
    tree = make("figure-precision")
    table = rows(tree)
    assert [row[0] for row in table] == [str(items) for items in range(1, 17)]
    assert table[3] == [
        "4",
        "0.43",
        "0.42",
        "0.40",
        "0.85",
        "0.82",
        "0.79",
        "Short form, area: 0.42",
    ]
    # 240 pixels for 2 points, from 34 down: each bead stands at the table's 95 % for r = .30.
    beads = [int(one.get("cy")) for one in tree.iter("circle") if one.get("r") == "3"][:16]
    assert beads == [34 + round(240 - 120 * Decimal(row[5])) for row in table]
    lines = [one for one in tree.iter("line") if "pi-drawing__curve--line" in one.get("class")]
    ends = [int(one.get("y2")) for one in lines[:15]]
    assert ends == [34 + round(240 - 120 * Decimal(row[2])) for row in table[1:]]


def test_the_marks_of_the_precision_figure_stand_at_their_items_and_values():
    tree = make("figure-precision")
    marks = [
        (one.get("x"), one.get("y"))
        for one in tree.iter("svg")
        if one.get("class") == "pi-drawing__place"
    ]
    # 12 + 84 (k - 1) / 15 percent; 34 + 240 - 120 SEM pixels.
    assert marks == [("23.2%", "216"), ("28.8%", "224"), ("73.6%", "245")]


def test_the_missing_table_has_the_numbers_of_the_bars():
    tree = make("figure-missing")
    table = [row for row in rows(tree) if len(row) == 5]
    assert table[0] == ["2 of 3", "0.34", "yes, the least", "0.37", "+0.16"]
    assert table[1] == ["1 of 3", "0.68", "no", "–", "–"]
    bars = [one for one in tree.iter("rect") if one.get("x") == "27%"]
    assert [Decimal(one.get("width")[:-1]) for one in bars] == [
        66 * Decimal(row[1]) for row in table
    ]
    assert [one.get("class").endswith("--enough") for one in bars] == [
        row[2] != "no" for row in table
    ]
    texts = drawn(tree)
    assert [texts[texts.index(row[0]) + 1] for row in table] == [row[1] for row in table]


def test_the_least_that_a_score_needs_is_marked_in_the_missing_figure():
    tree = make("figure-missing")
    bold = [words(one) for one in tree.iter("text") if "pi-drawing__rule" in one.get("class", "")]
    assert bold == ["2 of 3", "0.34", "3 of 4", "0.24", "8 of 12", "0.17"]
    least = [row[0] for row in rows(tree) if "yes, the least" in row]
    assert least == ["2 of 3", "3 of 4", "8 of 12"]


def test_simulated_errors_stand_in_the_picture_where_the_table_has_them():
    tree = make("figure-missing")
    places = [
        Decimal(one.get("x")[:-1])
        for one in tree.iter("svg")
        if one.get("class") == "pi-drawing__place"
    ]
    table = [row for row in rows(tree) if len(row) == 5 and row[3] != "–"]
    assert [row[0] for row in table] == [
        "2 of 3",
        "3 of 4",
        "2 of 4",
        "9 of 12",
        "8 of 12",
        "6 of 12",
    ]
    assert places == [27 + 66 * Decimal(row[3]) for row in table]


def test_without_simulated_values_the_figure_does_not_mention_them():
    text = words(make("figure-missing", simulated=()))
    assert "imulat" not in text


def test_the_stored_simulation_agrees_with_a_shorter_run_of_the_script():
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert stored["seed"] == simulation.SEED
    assert stored["people"] == simulation.PEOPLE
    assert [(one["items"], one["missing"]) for one in stored["cases"]] == list(simulation.CASES)
    for found, kept in zip(simulation.simulate(10_000), stored["cases"], strict=True):
        # Rounding may take 0.005, and chance with 10,000 people about as much.
        assert found.error == pytest.approx(float(kept["error"]), abs=0.015)
        assert found.bias == pytest.approx(float(kept["bias"]), abs=0.015)


def test_the_same_seed_gives_the_same_simulation():
    assert simulation.simulate(50) == simulation.simulate(50)
    assert simulation.simulate(50) != simulation.simulate(50, seed=1)


def test_the_map_shows_every_area_and_competency_with_the_tasks_of_the_table():
    tree = make("figure-framework-map", root="../")
    source = load()
    pictures = [one for one in tree.iter("svg") if one.get("role") == "img"]
    assert len(pictures) == 4
    table = iter(rows(tree))
    for area, picture in zip(source.areas, pictures, strict=True):
        text = " ".join(words(one) for one in picture.iter("text"))
        assert area.title in text
        marks = [one for one in picture.iter("svg") if one.get("class") == "pi-drawing__place"]
        assert len(marks) == sum(len(one.leadership_tasks) for one in area.competencies)
        for one in area.competencies:
            assert one.title in text
            *_, title, items, tasks = next(table)
            assert (title, items) == (one.title, "3")
            assert len(tasks.split("; ")) == len(one.leadership_tasks)
    link = tree.find(".//tbody/tr/td/a")
    assert link.get("href") == "../framework/focus-on-purpose/shared-vision.html"


def test_the_map_has_a_shape_of_its_own_for_each_task():
    keys = make("figure-framework-map").findall("figure/ul/li")
    assert [words(one) for one in keys] == [
        "serves “Establishing shared objectives”",
        "serves “Constructing the capacity to act”",
    ]
    assert len({one.find(".//path").get("d") for one in keys}) == 2


def test_the_map_of_more_tasks_than_shapes_shows_none():
    source = load()
    tasks = tuple(replace(source.leadership_tasks[0], id=f"task-{n}") for n in range(5))
    tree = make("figure-framework-map", replace(source, leadership_tasks=tasks))
    assert tree.find("figure/ul") is None
    assert "our own reading" not in words(tree.find("figure/figcaption"))


def test_a_long_title_wraps_and_the_picture_grows():
    source = load()
    title = "A very long name of an area that no band of one line could ever hold"
    area = replace(source.areas[0], title=title)
    tree = make("figure-framework-map", replace(source, areas=(area,)))
    plain = make("figure-framework-map", replace(source, areas=source.areas[:1]))
    assert [len(text) <= 28 for text in drawn(tree)[:3]] == [True, True, True]
    assert " ".join(drawn(tree)[:3]) == title
    height = [int(one.find(".//svg").get("height")) for one in (tree, plain)]
    assert height[0] == height[1] + 2 * drawing.LINE


def test_eight_areas_of_eight_competencies_do_not_overlap():
    source = load()
    area = source.areas[0]
    crowd = tuple(replace(area.competencies[n % 4], id=f"one-{n}") for n in range(8))
    areas = tuple(replace(area, id=f"area-{n}", competencies=crowd) for n in range(8))
    tree = make("figure-framework-map", replace(source, areas=areas))
    for picture in [one for one in tree.iter("svg") if one.get("role") == "img"]:
        lines = [int(one.get("y")) for one in picture.iter("text")]
        assert all(b - a >= drawing.LINE for a, b in pairwise(lines))
        assert lines[-1] < int(picture.get("height"))
    assert len(rows(tree)) == 64


def test_other_frameworks_have_figures_with_their_own_numbers():
    source = load(SMALL)
    made = figures.makers(source, None, ())
    assert made["figure-patterns"]("") == ""
    assert "Keeping a village hall" in made["figure-framework-map"]("")
    precision = make("figure-precision", source, simulated=())
    assert "from 1 to 3" in words(precision.find("figure/figcaption"))
    assert [row[-1] for row in rows(precision)][1:3] == [
        "Quick form, area: 0.5",
        "Long form, area: 0.4; Long form, competency: 0.4",
    ]
    missing = [row[0] for row in rows(make("figure-missing", source, simulated=()))]
    assert missing == [
        "Quick form, area: 2 items",
        "1 of 2",
        "Long form, area: 3 items",
        "2 of 3",
        "1 of 3",
        "Long form, competency: 3 items",
        "2 of 3",
        "1 of 3",
    ]


def test_the_patterns_stand_in_their_cells_in_the_picture_and_in_the_table():
    tree = make("figure-patterns", root="../")
    assert [row[:3] for row in rows(tree)] == [
        ["Competition", "individual", "known"],
        ["Co-evolving", "collective", "emergent"],
        ["Cooperation", "individual", "emergent"],
        ["Coordination", "collective", "known"],
    ]
    names = [one for one in tree.iter("text") if "name--cell" in one.get("class", "")]
    assert [(words(one), one.get("x"), one.get("y")) for one in names] == [
        ("Competition", "24%", names[3].get("y")),
        ("Co-evolving", "75.8%", "55"),
        ("Cooperation", "24%", "55"),
        ("Coordination", "75.8%", names[3].get("y")),
    ]
    assert int(names[3].get("y")) > 55
    links = [one.get("href") for one in tree.iterfind(".//tbody//a")]
    assert links[0] == "../guidance/competition.html"
    assert words(tree.find("figure/svg/desc")) == (
        "Competition: goals individual, predictability known. "
        "Co-evolving: goals collective, predictability emergent. "
        "Cooperation: goals individual, predictability emergent. "
        "Coordination: goals collective, predictability known. The cells have no order."
    )


def test_the_caption_of_the_patterns_says_what_is_our_own_and_cites_the_axes():
    caption = words(make("figure-patterns").find("figure/figcaption"))
    assert "is our own placing" in caption
    assert "[@wholesystems-partnership]" in caption
    assert "not a ladder" in caption
    assert "no order" in caption


def test_the_picture_of_the_patterns_has_the_texts_of_the_table():
    tree = make("figure-patterns")
    picture = " ".join(drawn(tree))
    assert all(row[3] in picture for row in rows(tree))


GOOD = (REAL / "patterns.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "    page: competition\n",
            "",
            "19:5",
            'the key "page" is missing in entry 1 of "patterns"',
        ),
        (
            "across: low\n    up: low",
            "across: middle\n    up: low",
            "22:13",
            '"across" is "middle"',
        ),
        (
            "across:\n  title: Goals",
            "extra: x\nacross:\n  title: Goals",
            "10:1",
            'the key "extra" is unknown',
        ),
        (
            "    across: high\n    up: high",
            "    across: low\n    up: low",
            "25:5",
            '"Co-evolving" stands in the cell of "Competition"',
        ),
        (
            "source: wholesystems-partnership",
            "source: wholesystem",
            "9:9",
            'there is no reference "wholesystem"',
        ),
        (
            "page: cooperation",
            "page: co-operation",
            "33:11",
            'there is no page "co-operation" in docs/guidance/',
        ),
        (
            "- id: coordination",
            "- id: cooperation",
            "37:9",
            'the pattern "cooperation" is already at sets/own/patterns.yml:31:9',
        ),
    ],
)
def test_a_faulty_file_of_patterns_is_told_with_its_place(tmp_path, old, new, place, message):
    file = tmp_path / "patterns.yml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    patterns, problems = figurepatterns.load(
        file,
        "sets/own/patterns.yml",
        works={"wholesystems-partnership"},
        pages={"competition", "co-evolving", "cooperation", "coordination"},
    )
    assert patterns is None
    found = [(one.path, f"{one.line}:{one.column}", one.message) for one in problems]
    assert found == [("sets/own/patterns.yml", place, message)]


def test_sources_and_pages_of_the_patterns_are_checked_only_where_they_are_known(tmp_path):
    file = tmp_path / "patterns.yml"
    file.write_text(GOOD.replace("page: coordination", "page: other"), encoding="utf-8")
    assert figurepatterns.load(file, "a.yml")[1] == ()
    assert len(figurepatterns.load(file, "a.yml", works=set(), pages=set())[1]) == 5


def test_a_framework_without_patterns_has_no_problem(tmp_path):
    assert figurepatterns.load(tmp_path / "patterns.yml", "patterns.yml") == (None, ())


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (b"{", ["1:2: json-syntax: expecting property name enclosed in double quotes"]),
        (b"[" * 100_000, ["1:1: json-syntax: a list is too deep, or a number too long"]),
        (b"[" * 30 + b"]" * 30, ["1:21: json-depth: this is more than 20 levels deep"]),
        (b"\xff", ["1:1: json-encoding: the byte 0xFF is not UTF-8"]),
        (
            b"\xef\xbb\xbf{}",
            ["1:1: json-encoding: the file begins with a byte order mark"],
        ),
        (
            b'{"cases": [], "middle": "\x7f"}',
            ["1:26: json-character: the character U+007F cannot be seen and is refused"],
        ),
        (b"[]", ["1:1: wrong-type: the file is a list"]),
        (b"{}", ['1:1: missing-key: the key "cases" is missing']),
        (b'{"cases": null}', ["1:11: json-value: null stands for a missing value"]),
        (b'{"cases": [3]}', ['1:12: wrong-type: entry 1 of "cases" is the number 3']),
        (
            b'{"cases": [{"items": "3", "missing": 1, "error": "x", "bias": "-0.1"}]}',
            [
                '1:22: wrong-type: "items" is the text "3"',
                '1:50: wrong-form: "error" is "x"',
            ],
        ),
        (
            b'{"cases": [{"items": 3, "missing": 1, "error": "0.3", "bias": 0.1}]}',
            ["1:63: json-value: some programs read 0.1 without quotes as a number"],
        ),
    ],
)
def test_a_broken_file_of_the_simulation_is_told_with_its_place(tmp_path, text, messages):
    file = tmp_path / "missing.json"
    file.write_bytes(text)
    cases, problems = figuredata.simulated(file, "missing.json")
    assert cases == ()
    found = [f"{one.line}:{one.column}: {one.code}: {one.message}" for one in problems]
    assert [one.partition(", others")[0] for one in found] == messages
    assert {one.path for one in problems} == {"missing.json"}


def test_figures_are_numbered_in_the_order_of_the_page_and_only_once():
    page = '<span class="pi-figure__title">One.</span> x <span class="pi-figure__title">Two.</span>'
    numbered = (
        '<span class="pi-figure__title">Figure 1. One.</span> x '
        '<span class="pi-figure__title">Figure 2. Two.</span>'
    )
    assert figures.numbered(page) == numbered
    assert figures.numbered(numbered) == numbered


def test_every_pattern_of_the_simulations_schema_has_plain_words():
    text = Path(f"{figuredata.SCHEMA}.schema.json").read_text(encoding="utf-8")
    found = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text)
    assert {json.loads(one) for one in found} <= set(schemafaults.PATTERNS)
