import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.prose.prosetext import blocks
from sitegen.prose.sentences import STAND_IN


def texts(markdown):
    return [(block.kind, block.text.replace(STAND_IN, "¤")) for block in blocks("x.md", markdown)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# One *two*\n", [("heading", "One two")]),
        ("One\ntwo\n\nthree\n", [("paragraph", "One two"), ("paragraph", "three")]),
        ("- One\n  two\n- three\n", [("item", "One two"), ("item", "three")]),
        ("> One\n", [("quotation", "One")]),
        ("| A | B |\n| - | - |\n| c | |\n", [("cell", "A"), ("cell", "B"), ("cell", "c")]),
        ("Run `make\nsite` or ``a`b``.\n", [("paragraph", "Run ¤ or ¤.")]),
        ("```sh\nrun it\n```\n\n    code\n", []),
        ("<!-- pi:glossary -->\n", []),
        ("A <var>b</var><br>c\n", [("paragraph", "A b c")]),
        (
            'See [the *page*](a(b).md#c "t"), [it][ref].\n\n[ref]: x.md\n',
            [("paragraph", "See the page, it."), ("caption", "t")],
        ),
        ("![A chart](a.png){ width=300 .wide }\n", [("paragraph", "A chart{ width=300 .wide }")]),
        ("[Go](a.md){ .pi-action }\n", [("paragraph", "Go")]),
        ("See <https://a.example> or https://b.example/c.\n", [("paragraph", "See ¤ or ¤")]),
        ("So it is [@goss-2005, p. 3; @kelly-1955].\n", [("paragraph", "So it is.")]),
        (
            "As @goss-2005 says.[^1]\n\n[^1]: A note.\n",
            [("paragraph", "As ¤ says."), ("item", "A note.")],
        ),
        ("Write to a@b.example.\n", [("paragraph", "Write to a@b.example.")]),
        ("Five \\* six &amp; seven.\n", [("paragraph", "Five * six & seven.")]),
        ("Term\n:   Its meaning.\n", [("paragraph", "Term"), ("item", "Its meaning.")]),
        (
            '!!! note "Title"\n    Inside.\n\n    More.\n\nAfter.\n',
            [
                ("caption", "Title"),
                ("paragraph", "Inside."),
                ("paragraph", "More."),
                ("paragraph", "After."),
            ],
        ),
        (
            '- One\n\n    !!! x\n        Two\n\n        !!! x "T"\n            Three\n\n    Four\n',
            [
                ("item", "One"),
                ("item", "Two"),
                ("caption", "T"),
                ("item", "Three"),
                ("item", "Four"),
            ],
        ),
        ('```\n!!! note "Title"\n```\n\nOne\n', [("paragraph", "One")]),
        (
            'A ![b](c.png "d") <img alt="e" src="f">\n',
            [
                ("paragraph", "A b "),
                ("caption", "d"),
                ("caption", "e"),
            ],
        ),
        ('[a][b]\n\n[b]: c.md "d"\n', [("paragraph", "a"), ("caption", "d")]),
    ],
)
def test_markdown_becomes_blocks_of_text(markdown, expected):
    assert texts(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("# A teh\n", (1, 5)),
        ("One\ntwo teh\n", (2, 5)),
        ("- One\n  two\n\n  three **teh**\n", (4, 11)),
        ("> - a [b](teh.md) teh\n", (1, 19)),
        ("| teh2 | teh |\n| - | - |\n", (1, 10)),
        ("| A | B |\n| - | - |\n| `teh` x | a teh |\n", (3, 15)),
        ("a `teh` \\* &amp; teh\n", (1, 18)),
        ("a [@teh] @teh-1 teh\n", (1, 17)),
        ("a <b title='the'> teh\n", (1, 19)),
        ('a ![x](teh.png "the") teh\n', (1, 23)),
        ('a ![x](teh.png "a teh") b\n', (1, 19)),
        ('a [x](teh.png "a teh") b\n', (1, 18)),
        ("a <b title='a teh'> b\n", (1, 15)),
        ('!!! note "A teh"\n    b\n', (1, 13)),
        ("<p>a\n  b teh</p>\n", (2, 5)),
        ("<p>&amp; <b>a</b> teh</p>\n", (1, 19)),
        ("- a\n\n  <p>\n  a teh</p>\n", (4, 5)),
        ('!!! note "x"\n    <p>a teh</p>\n', (2, 10)),
        ("<div><img\n  alt='a\n  teh'></div>\n", (3, 3)),
        ("<table>\n<tr><td>a<td>a teh</table>\n", (2, 16)),
        ("a <https://teh.example> teh\n", (1, 25)),
        ('!!! note "x"\n    a teh\n', (2, 7)),
        ("Term\n:   a teh\n", (2, 7)),
    ],
)
def test_word_knows_its_place_in_the_source(markdown, place):
    found = [
        block.place(block.text.index("teh", -3))
        for block in blocks("x.md", markdown)
        if block.text.endswith("teh")
    ]
    assert found == [place]


@given(st.text(alphabet='ab .\n*_`[]()<>!|-#:>@{}&;\\\t"1', max_size=80))
def test_places_always_point_into_the_source(markdown):
    lines = markdown.split("\n")
    for block in blocks("x.md", markdown):
        for offset in range(len(block.text)):
            line, column = block.place(offset)
            assert 1 <= line <= len(lines)
            assert 1 <= column <= max(len(lines[line - 1]), 1)


INLINE = st.sampled_from(
    ["word", "*em*", "**strong**", "`code`", "[link](to.md#x)", "[@a-1]", "@a-1", "<b>b</b>", "\\*"]
)


@given(
    st.sampled_from(["", "- ", "> ", "1. ", "## ", "| "]),
    st.lists(INLINE, max_size=6),
    st.lists(INLINE, max_size=6),
)
def test_word_is_found_where_it_stands(start, before, after):
    line = start + " ".join([*before, "zebra", *after])
    markdown = f"Some text.\n\n{line}\n" + ("| - |\n" if start == "| " else "")
    places = [
        block.place(block.text.index("zebra"))
        for block in blocks("x.md", markdown)
        if "zebra" in block.text
    ]
    assert places == [(3, line.index("zebra") + 1)]


def test_only_letters_stand_at_the_place_of_a_letter():
    markdown = "1. One **two** [three](x.md), `code`\n   four &lt; five @a-b six.\n"
    lines = markdown.split("\n")
    for block in blocks("x.md", markdown):
        for offset, character in enumerate(block.text):
            if character in string.ascii_letters:
                line, column = block.place(offset)
                assert lines[line - 1][column - 1] == character
