from __future__ import annotations

import pytest

from sitegen import inserts

MAKERS = {"map": lambda root: f"<p>[{root}]</p>\n", "table": lambda _: "| a |"}


def test_a_mark_on_a_line_of_its_own_becomes_what_its_maker_returns():
    text = "# A\n\n<!-- pi:map -->\n\nB\n\n<!-- pi:table -->\n"
    assert inserts.insert(text, "docs/a.md", MAKERS, "../") == (
        "# A\n\n<p>[../]</p>\n\nB\n\n| a |\n",
        [],
    )


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- pi:map --> ",
        "<!-- pi:map -->\t",
        "   <!-- pi:map -->",
        "<!-- pi: map -->",
        "<!-- pi : map -->",
        "<!-- PI:map -->",
        "<!--pi:map-->",
        "<!-- pi:map\n-->",
        "```a``` is code\n\n<!-- pi:map -->",
        "```\nnever closed\n\n<!-- pi:map -->",
    ],
)
def test_a_mark_need_not_be_written_to_the_letter(mark):
    text, problems = inserts.insert(f"A\n\n{mark}\n\nB\n", "docs/a.md", MAKERS, "")
    assert problems == []
    assert text.endswith("\n\n<p>[]</p>\n\nB\n")


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- pi:map -->`",
        "    <!-- pi:map -->",
        "<!-- map -->",
        "<!-- pi is a number -->",
        "```html\n<!-- pi:map -->\n```",
        "~~~\n```\n<!-- pi:map -->\n~~~\n",
        "- a\n\n  ```\n  <!-- pi:map -->\n  ```\n",
        "Two lines of `code\n<!-- pi:map --> x`",
    ],
)
def test_anything_else_stays_as_it_was_written(text):
    assert inserts.insert(text, "docs/a.md", MAKERS, "") == (text, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# A\n\n<!-- pi:mop -->",
            (
                'docs/a.md:3:1: unknown-insert: there is no insert "mop"\n'
                "    expected: one of map, table\n"
                '    hint: did you mean "map"?'
            ),
        ),
        (
            "<!-- pi:worked example -->",
            (
                'docs/a.md:1:1: unknown-insert: there is no insert "worked example"\n'
                "    expected: one of map, table"
            ),
        ),
        (
            "a <!-- pi:map --> b",
            (
                "docs/a.md:1:3: insert-place: the mark of an insert shares its line\n"
                "    hint: give it a line of its own, with a blank line on either side"
            ),
        ),
        (
            "- <!-- pi:map -->",
            (
                "docs/a.md:1:3: insert-place: the mark of an insert shares its line\n"
                "    hint: give it a line of its own, with a blank line on either side"
            ),
        ),
        (
            "<!-- pi: -->",
            'docs/a.md:1:1: unknown-insert: there is no insert ""\n    expected: one of map, table',
        ),
    ],
)
def test_a_mark_that_cannot_be_replaced_is_a_problem_with_its_place(text, message):
    _, problems = inserts.insert(text, "docs/a.md", MAKERS, "")
    assert [str(problem) for problem in problems] == [message]
