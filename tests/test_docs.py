"""What the documentation says: commands, links, and the numbers of the scoring page."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from pathlib import Path

import pytest

from scorer import answers, codebook, scoring
from scorer.placement import by_chance
from sitegen import project, sources, staging

ROOT = Path(__file__).parents[1]
PROSE = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    ROOT / "framework" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
SCORING = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")


def named(file):
    return file.relative_to(ROOT).as_posix()


def rows(heading):
    """Return the cells of the first table after a text, without its head."""
    lines = SCORING.partition(heading)[2].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("| ---"))
    found = []
    for line in lines[start + 1 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip().replace("**", "") for cell in line.strip("|").split("|")])
    return found


@pytest.mark.parametrize("file", PROSE, ids=named)
def test_every_make_target_that_a_text_names_exists(file):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    text = file.read_text(encoding="utf-8")
    called = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE))
    assert called <= targets


@pytest.mark.parametrize("file", PROSE, ids=named)
def test_every_link_within_the_repository_leads_to_a_file(file):
    text = file.read_text(encoding="utf-8")
    links = re.findall(r"(?<!!)\[[^\]]+\]\((?!https?:|#|mailto:)([^)#]+)", text)
    # The build makes these.
    made = {"validation.md", "validation.json", "codebook.json", "codebook.csv"}
    made.add("saved-file.schema.json")
    missing = [link for link in links if not (file.parent / link).exists()]
    assert [
        link
        for link in missing
        if link not in made and not link.removeprefix("../").startswith("framework/")
    ] == []


def test_the_scoring_page_gives_the_limits_that_the_framework_sets():
    leader = codebook.default().instrument("leader")
    short, full = leader.form("short"), leader.form("full")
    run = f"{short.longest_run} times in a row (short form) or {full.longest_run} times (full form)"
    pairs = f"with at least {leader.flags.minimum_pairs} of the {len(leader.pairs)} pairs answered"
    sems = [f"{short.planning.area_sem} for an area of the short form"]
    sems += [f"{full.planning.area_sem} for an area of the full form"]
    sems += [f"{full.planning.competency_sem} for a competency"]
    for words in (
        f"The SEM is {sems[0]}, {sems[1]} and {sems[2]}.",
        f"| Short | {short.planning.smallest_difference} |",
        f"| Full | {full.planning.smallest_difference} |",
        f"**at least {full.minimum.competency_items} of the 3 answers**",
        f"**at least {short.minimum.area_items} of the 4 answers**",
        f"**at least {full.minimum.area_competencies} of the 4 competency scores**",
        f"**at least {full.minimum.area_items} of the 12 answers**",
        f"The same answer {run}",
        f"At least {leader.flags.all_equal_minimum_answered} answers, all the same",
        f"| {leader.flags.inconsistency} or more, {pairs} |",
        f"| {leader.flags.acquiescence} or more either way, {pairs} |",
        f"we never go above {leader.work_on_at_most}.",
        f"never go below {leader.lean_on_at_least}.",
    ):
        assert words in SCORING


@pytest.mark.parametrize("row", rows("## Planning values"), ids=" ".join)
def test_the_planning_values_follow_from_their_formulas(row):
    r, k = float(row[0]), int(re.match(r"\d+", row[1])[0])
    sem = math.sqrt((1 - r) / k)
    reliability = k * r / (1 + (k - 1) * r)
    assert row[2:] == [
        f"{reliability:.2f}".lstrip("0"),
        f"{sem:.2f}",
        f"± {1.96 * sem:.2f}",
        f"{1.645 * math.sqrt(2) * sem:.2f}",
    ]


def test_the_scoring_page_gives_the_limits_of_the_partnership_type_and_what_chance_does():
    framework = codebook.default()
    placement = framework.instrument("partnership-type")
    least = f"**at least {placement.minimum} of the {len(placement.features)} features**"
    assert least in SCORING
    assert [row[0] for row in rows("### The profile")] == [
        str(one.answered) for one in placement.clarity
    ]
    for row, one in zip(rows("### The profile"), placement.clarity, strict=True):
        assert row[1] == f"One pattern has {one.clear} or more"
        lead = f"{one.lead} more than any other"
        has = f"It has {one.mainly}, or {lead}" if one.mainly else f"It has {lead}"
        assert row[2] == has
    chance = {
        str(one.answered): by_chance(one, len(framework.patterns.patterns))
        for one in placement.clarity
    }
    assert rows("### What chance does") == [
        [answered, f"{one.clear} %", f"{one.clear_or_mainly} %"] for answered, one in chance.items()
    ]


def test_the_scoring_page_gives_the_limits_of_fit():
    fit = codebook.default().fit
    for words in (
        f"| Importance | Strength {fit.strength_cut} or more | Strength below {fit.strength_cut} |",
        f"| {fit.importance_cut} or more | Lean on | Work on |",
        f"<var>importance</var> × ({fit.strength_cut} − <var>strength</var>)",
        f"less than {fit.no_difference} apart are called “no difference”",
    ):
        assert words in SCORING


def test_the_scoring_page_gives_the_limits_of_the_health_check():
    check = codebook.default().instrument("health")
    (form,), spread, group = check.forms, check.spread, check.group
    assert f"**at least {form.minimum} of its 4 answers**" in SCORING
    assert f"is {form.sem} points either way" in SCORING
    assert f"rounded scores are {form.smallest_difference} or more apart" in SCORING
    assert f"differ by {group.means_differ} or more" in SCORING
    assert rows("### Spread") == [
        [f"below {spread.close}", "close"],
        [f"{spread.close} to {spread.some - Decimal('0.01')}", "some"],
        [f"{spread.some} and above", "wide"],
    ]
    assert rows("### What is left out") == [
        ["A report on the group", f"{group.members} members"],
        ["An organisation on its own", f"{group.organisation} members"],
        ["The answers to one item", f"{group.item} members"],
    ]


def test_the_scoring_page_gives_the_ladder_and_what_counts_as_a_move():
    framework = codebook.default()
    titles = [step.title for step in framework.evidence_ladder]
    assert [row[0] for row in rows("### The evidence ladder")] == titles
    leader, health = framework.instrument("leader"), framework.instrument("health")
    short, full = (leader.form(each).planning for each in ("short", "full"))
    assert [row[1] for row in rows("## Comparing two files\n")] == [
        str(full.smallest_difference),
        str(short.smallest_difference),
        str(
            (full.smallest_difference * full.competency_sem / full.area_sem).quantize(
                Decimal("0.1")
            )
        ),
        str(health.form("full").smallest_difference),
    ]


def test_the_scorer_finds_what_the_example_by_hand_finds():
    framework = codebook.default()
    example = json.loads(answers.blank(framework, "leader", "short"))
    for area, *given, _keyed, _mean in rows("## An example by hand"):
        prefix = re.search(r"\((\w+)\)", area)[1]
        for number, value in zip(("01", "04", "09", "10"), given, strict=True):
            answer = {"value": None, "reason": "not_applicable"} if value == "–" else int(value)
            example["answers"][f"{prefix}-{number}"] = answer
    result = scoring.score(answers.read(json.dumps(example), framework), framework)
    shown = [
        [
            area.title,
            str(score.value),
            str(score.word),
            f"shown as {score.low} to {score.high}" if score.value else "None",
        ]
        for area, score in zip(framework.areas, result.areas, strict=True)
    ]
    table = [[*row[:3], row[3].partition(", ")[2] or row[3]] for row in rows("Now we round")]
    assert shown == table
    assert [(c.higher, c.lower, str(c.difference)) for c in result.comparisons] == [
        ("focus-on-purpose", "working-with-others", "1.8"),
        ("managing-self", "working-with-others", "1.2"),
    ]
    assert list(result.work_on) == ["wo-04", "wo-09", "ms-04", "wo-01", "wo-10"]
    assert list(result.lean_on) == ["fp-04", "fp-01", "fp-09", "fp-10", "ms-01", "ms-09"]
    assert list(result.flags) == []


def test_the_guide_for_maintainers_lists_every_insert():
    guide = (ROOT / "docs" / "maintaining.md").read_text(encoding="utf-8")
    table = guide.partition("stands for what the build makes.")[2].partition("An unknown name")[0]
    listed = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
    made = staging.makers(sources.read(project.Project.at(ROOT)))
    assert sorted(listed) == sorted(made)
