"""An instrument of a known kind takes YAML alone: here a whole framework of them, by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree

from scorer import codebook, kinds, samples
from scorer.answers import blank, read
from scorer.plain import as_text
from scorer.questions import MEETING, forms
from sitegen import console, framework, stages

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"


def lay(folder):
    """Lay the added instruments over a copy of the small framework."""
    shutil.copytree(DATA / "small", folder)
    shutil.copytree(DATA / "added", folder, dirs_exist_ok=True)
    return folder


with TemporaryDirectory() as kept:
    HALL = framework.load(lay(Path(kept) / "hall")).framework


def scored(instrument, form, answers):
    data = json.loads(blank(HALL, instrument, form)) | {"answers": answers}
    return kinds.score(read(json.dumps(data), HALL), HALL)


def words(result):
    return " ".join(as_text(kinds.report(result, HALL)).split())


def test_nothing_but_yaml_is_added():
    assert {file.suffix for file in (DATA / "added").rglob("*") if file.is_file()} == {".yml"}


def test_there_is_an_instrument_of_every_kind_and_none_has_an_id_of_the_real_framework():
    real = codebook.default().instruments
    assert {one.kind for one in HALL.instruments} == {one.kind for one in real}
    assert {one.id for one in HALL.instruments}.isdisjoint(one.id for one in real)
    kinds_of_hall = [one.kind for one in HALL.instruments]
    for kind in ("placement", "health-check", "reflection"):
        assert kinds_of_hall.count(kind) == 2


# Every number below was worked by hand.


def test_three_patterns_are_counted_with_the_limits_of_their_own_placement():
    result = scored(
        "who-sweeps",
        "two-looks",
        {
            "br-01-now": "turn-taking",
            "br-02-now": "turn-taking",
            "br-03-now": "all-at-once",
            "br-01-needs": "all-at-once",
            "br-02-needs": "all-at-once",
        },
    )
    now, needs = result.profiles
    assert [(each.pattern, each.count) for each in now.counts] == [
        ("turn-taking", 2),
        ("one-pair-of-hands", 0),
        ("all-at-once", 1),
    ]
    # Two of three are not the three that are clear, and one ahead is not the two for "mainly".
    assert (now.verdict, now.patterns) == ("mixed", ("turn-taking",))
    # Of 3 * 3 * 3 ways to pick, the three with one pattern alone are clear.
    assert now.chance.clear == "11.1"
    assert (needs.verdict, needs.patterns) == ("clear", ("all-at-once",))
    assert "Clearly All at once" in words(result)


def test_a_second_placement_has_its_own_limits():
    result = scored("what-for", "only", {"us-01-now": "one-pair-of-hands"})
    assert result.profiles[0].verdict == "clear"
    result = scored(
        "what-for", "only", {"us-01-now": "one-pair-of-hands", "us-02-now": "turn-taking"}
    )
    assert result.profiles[0].verdict == "mixed"
    assert set(result.profiles[0].patterns) == {"one-pair-of-hands", "turn-taking"}


def test_three_states_are_scored_in_two_dimensions_beside_a_ladder_of_three_steps():
    answers = {"wa-01": 3, "wa-02": 2, "fl-01": 1, "sh-01": 2}
    result = scored("hall-health", "walk-round", answers)
    # (3 + 2) / 2, and 0.3 each way; one of two floors is too few.
    assert [(each.id, each.value, each.low, each.high) for each in result.dimensions] == [
        ("walls", "2.5", "2.2", "2.8"),
        ("floors", None, None, None),
    ]
    assert result.evidence_counts == (0, 1, 0)
    assert "A dimension’s score is the mean of its states, from 1 to 3." in words(result)
    assert "Guests Tally" in words(result)


def test_a_second_health_check_has_its_own_forms_and_limits():
    result = scored("roof-health", "glance", {"ro-01": 2})
    assert [(each.id, each.value, each.low) for each in result.dimensions] == [
        ("tiles", "2.0", "1.4")
    ]
    result = scored("roof-health", "ladder", {"ro-01": 2, "ro-03": 3})
    assert result.dimensions[0].value is None
    assert result.evidence_counts == (0, 0, 1)
    assert [form for one in HALL.instruments for form in forms(one)].count(MEETING) == 2


NOW = {f"br-0{number}-now": "turn-taking" for number in (1, 2, 3)}
FIT = NOW | {"room-01": 3, "room-02": 2, "room-03": 1, "door-01": 1, "door-02": 1, "door-03": 2}


def test_weights_of_three_patterns_are_set_against_a_scale_of_three_points():
    result = scored("keeper-fit", "whole", FIT)
    # Turn taking asks 2 of tidy rooms and 1 of first visit. Strengths: (3 + 2 + 3) / 3 and
    # (1 + 1 + 2) / 3, of which the second is 2.5 - 4/3 = 7/6 short, times 1.
    assert [
        (each.id, each.importance, each.strength, each.cell, each.shortfall)
        for each in result.views[0].places
    ] == [
        ("tidy-rooms", "2", "8/3", "lean_on", "0"),
        ("first-visit", "1", "4/3", "leave", "7/6"),
    ]
    # Twice 8/3 and once 4/3 are 20/3, shared by 3; then 32/3 by 5, and 20/3 by 4.
    assert [(each.pattern, each.exact) for each in result.means] == [
        ("turn-taking", "20/9"),
        ("one-pair-of-hands", "32/15"),
        ("all-at-once", "5/3"),
    ]


def test_own_importance_comes_from_the_scale_that_the_workbook_names():
    result = scored("keeper-fit", "whole", FIT | {"needed-first-visit": 2})
    # The middle of three points is the middle of the weights from 1 to 3.
    assert [each.importance for each in result.views[-1].places] == ["2", "2"]
    said = words(result)
    assert "Your ratings from 1 to 3 are put on the scale of the weights, from 1 to 3." in said
    assert "These are your own scores in “Am I a keeper?”, from 1 (seldom) to 3 (mostly)." in said


def test_a_preparation_asks_for_own_patterns_competencies_and_statements():
    result = scored(
        "first-key",
        "chosen",
        {"sort": "one-pair-of-hands", "lean": ["first-visit"], "work": ["tidy-rooms"]},
    )
    assert result.pattern == "one-pair-of-hands"
    assert result.most_asked == ("tidy-rooms",)
    assert [(each.id, each.weight) for each in result.work_on] == [("tidy-rooms", 3)]
    result = scored("first-key", "answered", {"room-01": 3, "door-03": 3})
    assert [each.id for each in result.lean_on] == ["room-01"]
    assert [each.id for each in result.work_on] == ["door-03"]


def test_evidence_of_competencies_and_dimensions_stands_on_the_steps_of_the_own_ladder():
    result = scored(
        "what-we-have",
        "binder",
        {
            "keeper-proof-tidy-rooms": [
                {"says": "A tidy sheet", "outcome": "Two groups came back", "kind": "proof"},
                {"says": "A tally", "kind": "tally"},
            ],
            "hall-proof-walls": [{"where": "By the door", "gaps": "The other walls"}],
        },
    )
    assert (result.entries, result.with_outcome, result.steps) == (3, 1, (0, 1, 1))
    assert result.without == ("first-visit", "floors")
    assert "Hearsay Tally Proof" in words(result)


def test_a_reflection_counts_its_own_sorts_of_behaviour_by_its_own_components():
    result = scored(
        "looking-back",
        "by-the-stove",
        {
            "deeds": [
                {"deed": "Sang", "sort": "odd", "parts": ["good-cheer"]},
                {"deed": "Swept", "sort": "kind", "parts": ["patience", "good-cheer"]},
            ]
        },
    )
    # Kind, unkind, odd.
    assert [(each.id, each.counts) for each in result.components] == [
        ("patience", (1, 0, 0)),
        ("good-cheer", (1, 0, 1)),
    ]


def test_a_reflection_without_entries_keeps_what_was_said():
    answers = {"line": "It rained", "moods": ["sleepy"], "again": "never", "next": "2026-12-24"}
    result = scored("one-evening", "alone", answers)
    said = words(result)
    assert result.answered == result.of == 4
    for each in ("It rained", "sleepy", "never", "24 December 2026"):
        assert each in said


# The site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of the invented framework, built with every check and without any code."""
    root = tmp_path_factory.mktemp("hall")
    for folder in ("framework", "docs", "scorer"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / "sitegen").symlink_to(ROOT / "sitegen")
    for file in ("CITATION.cff", "CHANGELOG.md"):
        shutil.copyfile(ROOT / file, root / file)
    shutil.copytree(ROOT / ".cache", root / ".cache")
    lay(root / "hall")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "framework: framework\n" in config
    own = config.replace("framework: framework\n", "framework: hall\n")
    (root / "mkdocs.yml").write_text(own, encoding="utf-8")
    project = stages.Project.at(root)
    try:
        stages.build(project, console.Reporter(quiet=True))
    except stages.BuildError as error:
        pytest.fail("\n".join(str(problem) for problem in error.problems))
    return project.site


def page(site, name):
    return etree.parse(site / name)


def test_the_site_has_every_page_of_every_instrument(site):
    made = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    for one in HALL.instruments:
        assert {f"{one.id}.html", f"questionnaires/{one.id}.html"} <= made
        assert {f"print/{one.id}-{form.id}.html" for form in one.forms} <= made
        assert (f"{one.id}-group.html" in made) == (one.kind == "health-check")
    assert not made & {"leader.html", "health.html", "print/reflection-alone.html"}


def test_the_report_of_the_checks_has_no_finding(site):
    report = json.loads((site / "validation.json").read_text(encoding="utf-8"))
    found = {file["path"]: file["findings"] for file in report["files"]}
    assert {f"{one.id}.html": found[f"{one.id}.html"] for one in HALL.instruments} == {
        f"{one.id}.html": 0 for one in HALL.instruments
    }


def test_the_navigation_leads_to_every_instrument_in_the_order_of_the_framework(site):
    nav = page(site, "questionnaires.html").findall(".//{*}nav//{*}a")
    links = [link.get("href") for link in nav]
    ways = [f"{one.id}.html" for one in HALL.instruments]
    assert list(dict.fromkeys(each for each in links if each in ways)) == ways
    assert "hall-health-group.html" in links


@pytest.mark.parametrize("one", HALL.instruments, ids=lambda one: one.id)
def test_a_page_asks_every_question_of_its_forms(site, one):
    asks = {
        each
        for form in one.forms
        for each in json.loads(samples.filled(HALL, one.id, form.id))["answers"]
    }
    shown = page(site, f"{one.id}.html").findall(".//*[@data-item]")
    assert {each.get("data-item") for each in shown} == asks


def test_the_figure_of_the_patterns_counts_and_shows_those_of_the_framework(site):
    figure = page(site, "guidance/patterns.html").find(".//*[@id='figure-patterns']")
    text = " ".join("".join(figure.itertext()).split())
    assert "Three patterns of partnership on two axes" in text
    for one in HALL.patterns.patterns:
        assert one.title in text


def test_the_codebook_lists_what_each_instrument_asks(site):
    data = json.loads((site / "codebook.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in data["instruments"]] == [one.id for one in HALL.instruments]
    text = "".join(page(site, "codebook.html").getroot().itertext())
    assert "wa-01" in text
    assert "A sheep looks in now and then through a gap." in text
    assert "fp-01" not in text


def test_no_page_of_an_instrument_speaks_of_the_real_framework(site):
    for one in HALL.instruments:
        for name in (f"{one.id}.html", f"questionnaires/{one.id}.html"):
            main = page(site, name).find(".//{*}main")
            for script in main.findall(".//{*}script"):
                script.text = ""
            text = " ".join("".join(main.itertext()).split())
            for word in ("Competition", "Passmore", "SOLACE", "fp-01", "Shared vision"):
                assert word not in text, (name, word)
