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
    "text",
    ["`<!-- pi:map -->`", "a <!-- pi:map --> b", "    <!-- pi:map -->", "<!-- map -->"],
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
            "<!-- pi: -->",
            'docs/a.md:1:1: unknown-insert: there is no insert ""\n    expected: one of map, table',
        ),
    ],
)
def test_an_unknown_name_is_a_problem_with_its_line(text, message):
    _, problems = inserts.insert(text, "docs/a.md", MAKERS, "")
    assert [str(problem) for problem in problems] == [message]
