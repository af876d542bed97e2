import pytest

from sitegen import itemlint
from sitegen.files import yamlsource


def lint(tmp_path, *pairs):
    """Lint items given as (self, other), and return code, message, expected and hint of each."""
    lines = ["competencies:", "  - items:"]
    for self_wording, other in pairs:
        lines += [f"      - self: {self_wording}", f"        other: {other}"]
    file = tmp_path / "area.yml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    document, problems = yamlsource.read(file, "area.yml")
    assert problems == ()
    return list(itemlint.check([document]))


def test_good_item_has_no_problem(tmp_path):
    pair = (
        "I ask what my own part was when I am told that work was late.",
        "They ask what their own part was when they are told that work was late.",
    )
    assert lint(tmp_path, pair) == []


LONG = "ask each of you to say what you think of the new plan when we next meet in the hall."


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        (
            LONG,
            "area.yml:3:15: item-length: the statement has 21 words\n    expected: at most 20",
        ),
        (
            "ring and/or write to partners.",
            (
                'area.yml:3:15: item-either: the statement has "and/or"\n'
                "    hint: choose one of the two, or write two items"
            ),
        ),
        (
            "always ring back.",
            (
                'area.yml:3:15: item-always: the statement has "always"\n'
                "    hint: leave it out: how often is what the answer says"
            ),
        ),
        (
            "ask each stakeholder first.",
            (
                'area.yml:3:15: item-jargon: "stakeholder" is on the list of jargon\n'
                "    hint: say it in words that everyone uses"
            ),
        ),
        (
            "demonstrate organisational responsibility.",
            (
                "area.yml:3:15: item-grade: the statement has a reading grade of 33.2\n"
                "    expected: at most 8\n"
                "    hint: use shorter words; the longest is organisational"
            ),
        ),
    ],
)
def test_fault_of_a_wording_is_told_with_its_place(tmp_path, behaviour, expected):
    problems = lint(tmp_path, (f"I {behaviour}", f"They {behaviour}"))
    # The wording for others has the same fault, a line below.
    assert [problem.line for problem in problems] == [3, 4]
    assert str(problems[0]) == expected


@pytest.mark.parametrize(
    "negation",
    [
        "not",
        "never",
        "no",
        "none",
        "without",
        "nor",
        "neither",
        "cannot",
        "fail to",
        "don't",
        "won’t",
        "Nothing",
        "nobody",
    ],
)
def test_every_negation_is_told(tmp_path, negation):
    problems = lint(tmp_path, (f"I {negation} share.", f"They {negation} share."))
    assert [problem.code for problem in problems] == ["item-negation", "item-negation"]
    assert problems[0].message == f'the statement is negated by "{negation}"'


def test_words_that_only_hold_a_negation_are_fine(tmp_path):
    assert lint(tmp_path, ("I know and note it now.", "They know and note it now.")) == []


@pytest.mark.parametrize(
    ("wording", "other"),
    [
        ("I trust myself.", "They trust themselves."),
        ("I say what is mine.", "They say what is theirs."),
        ("I ask you to tell me, and I act.", "They ask you to tell them, and they act."),
        ("I wait while the talk was slow.", "They wait while the talk was slow."),
        ("I say so when I was late.", "They say so when they were late."),
        ("I see partners’ plans when I’m back.", "They see partners’ plans when they’re back."),
    ],
)
def test_pronoun_and_its_verb_may_differ(tmp_path, wording, other):
    assert lint(tmp_path, (wording, other)) == []


@pytest.mark.parametrize(
    ("wording", "other", "expected"),
    [
        ("I share my plans.", "They share my plans.", "They share their plans."),
        ("I share plans.", "They share some plans.", "They share plans."),
        ("I share plans.", "They shares plans.", "They share plans."),
        ("I act when I am asked.", "They act when they am asked.", "They act when they are asked."),
    ],
)
def test_other_difference_is_told_with_the_wording_that_would_fit(
    tmp_path, wording, other, expected
):
    (problem,) = lint(tmp_path, (wording, other))
    assert (problem.line, problem.column, problem.code) == (4, 16, "item-other")
    assert problem.expected == expected


def test_wording_that_stands_twice_is_told_with_its_first_place(tmp_path):
    problems = lint(
        tmp_path,
        ("I share plans.", "They share plans."),
        ("I  share, plans.", "They share plans."),
    )
    assert ("item-repeated", 5, "the statement is already at area.yml:3:15") in [
        (problem.code, problem.line, problem.message) for problem in problems
    ]


def test_wording_for_others_is_made_from_the_first_person():
    assert itemlint.for_others("I am sure of my part, and of me.") == (
        "They are sure of their part, and of them."
    )


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("people", 2),
        ("partnership", 3),
        ("even", 2),
        ("shared", 1),
        ("wanted", 2),
        ("serious", 3),
        ("organisation", 5),
        ("places", 2),
        ("times", 1),
        ("the", 1),
        ("I", 1),
    ],
)
def test_syllables_are_counted(word, number):
    assert itemlint.syllables(word) == number


def test_reading_grade_follows_the_formula():
    # Six words of eight syllables: 0.39 * 6 + 11.8 * 8 / 6 - 15.59.
    assert itemlint.reading_grade("I help partners agree what counts.") == pytest.approx(
        2.48, abs=0.01
    )
    assert itemlint.reading_grade("") == 0
