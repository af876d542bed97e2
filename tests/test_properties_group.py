"""Laws of a merge. The main one: nobody can work out what one or two members answered."""

import json
from collections import Counter
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import codebook, group
from scorer.rounding import one_decimal

FRAMEWORK = codebook.load(
    (Path(__file__).parent / "data" / "health.json").read_text(encoding="utf-8")
)
CHECK = FRAMEWORK.instruments[0]
FORM = CHECK.forms[0]
PURPOSE = CHECK.dimensions[0]
ITEMS = [item.id for item in PURPOSE.items]
FLOOR = CHECK.group.organisation


def file(number, organisation, values):
    answers = {item: value for item, value in values.items() if value is not None}
    about = {"id": f"{number:032x}"} | ({"organisation": organisation} if organisation else {})
    data = {
        "format": "partnership-intelligence/answers",
        "format_version": 1,
        "framework": {
            "id": FRAMEWORK.id,
            "version": FRAMEWORK.version,
            "sha256": FRAMEWORK.sha256,
        },
        "instrument": CHECK.id,
        "form": FORM.id,
        "about": about,
        # An answer elsewhere, so that every file counts as a member.
        "answers": answers | {"hev-01": 1},
    }
    return f"{number}.json", json.dumps(data)


def merged(members):
    return group.merge([file(n, *member) for n, member in enumerate(members)], FRAMEWORK)


organisations = st.sampled_from(["Arts", "Board", "Council", "Drivers", None])
# Most members answer every question; the interesting cases are the few who do not.
full = st.tuples(*[st.integers(1, 5)] * 4)
partial = st.tuples(*[st.none() | st.integers(1, 5)] * 4)
answered = (full | full | full | partial).map(lambda row: dict(zip(ITEMS, row, strict=True)))
members_of_a_group = st.lists(st.tuples(organisations, answered), min_size=5, max_size=14)


def rank(rows):
    """Return the rank of a matrix of fractions, by elimination."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(found, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for r in range(found + 1, len(rows)):
            if rows[r][column]:
                times = rows[r][column] / rows[found][column]
                rows[r] = [a - times * b for a, b in zip(rows[r], rows[found], strict=True)]
        found += 1
    return found


def published(result, members):
    """Return every shown figure of the dimension as a row over all answers of all members.

    Each row says how much each answer weighs in the figure, before rounding; the row is
    compared with the figure that is shown. The spread of an item weighs each answer once.
    """
    columns = [(m, item) for m, (_, values) in enumerate(members) for item in ITEMS]
    given = {(m, item): members[m][1][item] for m, item in columns}
    found = result.dimensions[0]
    used = [m for m, (_, v) in enumerate(members) if not (found.left_out and None in v.values())]
    length = {m: sum(given[m, item] is not None for item in ITEMS) for m in used}
    own = {m: members[m][0] for m in used if length[m] >= FORM.minimum}
    rows = []

    def show(value, of):
        """Add a row that weighs the score of each member in ``of``."""
        total = sum(of.values())
        weights = {m: Fraction(weight) / total / length[m] for m, weight in of.items()}
        row = [weights.get(m, Fraction()) * (given[m, item] is not None) for m, item in columns]
        rows.append(row)
        exact = sum(w * (given[cell] or 0) for w, cell in zip(row, columns, strict=True))
        assert value == str(one_decimal(exact))

    for item in result.items[: len(ITEMS)]:
        if item.counts is not None:
            answers = {m: given[m, item.id] for m in used if given[m, item.id] is not None}
            assert item.counts == tuple(list(answers.values()).count(n) for n in range(1, 6))
            rows.append([Fraction(m in answers and each == item.id) for m, each in columns])
    if found.value is not None:
        sizes = Counter(own.values())
        apart = {strip.organisation for strip in found.strips}
        # A hidden organisation counts with the joint mean, so each of their members weighs
        # the same: the number of hidden organisations over the number of their members.
        hidden = [n for organisation, n in sizes.items() if organisation not in apart]
        joint = Fraction(len(hidden), sum(hidden) or 1)
        show(found.members_value, dict.fromkeys(own, 1))
        show(
            found.value, {m: Fraction(1, sizes[o]) if o in apart else joint for m, o in own.items()}
        )
        for strip in found.strips:
            assert strip.members == sizes[strip.organisation] >= FLOOR
            show(strip.value, {m: 1 for m, o in own.items() if o == strip.organisation})
        if found.others:
            assert found.others.members == sum(hidden) >= FLOOR
            show(found.others.value, {m: 1 for m, o in own.items() if o not in apart})
    return rows, columns


def betrayed(rows, columns, members):
    """Return sets of one or two members of whom some combination of figures tells alone.

    There is one exactly where the figures lose rank without these members' answers.
    """
    whole = rank(rows)
    for few in {frozenset(pair) for pair in product(range(members), repeat=2)}:
        rest = [[w for w, (m, _) in zip(row, columns, strict=True) if m not in few] for row in rows]
        if rank(rest) < whole:
            yield few


@settings(deadline=None, max_examples=150)
@given(members_of_a_group)
def test_no_combination_of_the_shown_figures_tells_of_one_or_two_members_alone(members):
    rows, columns = published(merged(members), members)

    assert list(betrayed(rows, columns, len(members))) == []


@settings(deadline=None, max_examples=50)
@given(members_of_a_group, st.integers())
def test_the_order_of_the_files_changes_nothing(members, seed):
    files = [file(n, *member) for n, member in enumerate(members)]
    shuffled = Random(seed).sample(files, len(files))

    assert group.merge(files, FRAMEWORK) == group.merge(shuffled, FRAMEWORK)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(organisations, full), min_size=5, max_size=14))
def test_all_means_lie_between_the_lowest_and_the_highest_answer(members):
    result = merged([(o, dict(zip(ITEMS, row, strict=True))) for o, row in members])
    scores = [Fraction(sum(row), len(row)) for _, row in members]
    found = result.dimensions[0]
    low, high = one_decimal(min(scores)), one_decimal(max(scores))

    for value in (found.value, found.members_value, *(strip.value for strip in found.strips)):
        assert str(low) <= value <= str(high)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.just("Arts"), full), min_size=5, max_size=14))
def test_with_one_organisation_both_means_are_one(members):
    result = merged([(o, dict(zip(ITEMS, row, strict=True))) for o, row in members])
    found = result.dimensions[0]

    assert found.value == found.members_value
    assert not found.differ
