import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.prose.prosetext import blocks
from sitegen.prose.sentences import STAND_IN


def texts(html):
    return [
        (block.kind, block.text.strip().replace(STAND_IN, "¤")) for block in blocks("x.md", html)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>two</b>\n  three</p>", [("paragraph", "One two three")]),
        ("<div>\nOne\n</div>", [("paragraph", "One")]),
        ("<p>One<br>two<br/>three</p>", [("paragraph", "One two three")]),
        (
            "<ul>\n<li>One<li><p>Two</p><p>Three</p>\n</ul>\n",
            [
                ("item", "One"),
                ("item", "Two"),
                ("item", "Three"),
            ],
        ),
        ("<dl><dt>One</dt><dd>Two</dd></dl>", [("caption", "One"), ("item", "Two")]),
        (
            "<table><caption>One</caption>\n<tr><th>Two</th><td>Three<td>Four</table>",
            [("caption", "One"), ("cell", "Two"), ("cell", "Three"), ("cell", "Four")],
        ),
        ("<h2>One</h2>", [("heading", "One")]),
        ("<blockquote><p>One</p></blockquote>", [("quotation", "One")]),
        ("> <p>One</p>", [("quotation", "One")]),
        ("- <p>One</p>", [("item", "One")]),
        ("<p>He said <q>one</q>.</p>", [("paragraph", "He said “one”.")]),
        ("<p>Run <code>teh <b>x</b></code>.</p>", [("paragraph", "Run ¤.")]),
        ("<p>One [@goss-2005] of @goss-2005.</p>", [("paragraph", "One of ¤.")]),
        ("<p>a &amp; b&#33; &rsquo;</p>", [("paragraph", "a & b! ’")]),
        ("<pre>\nteh\n</pre>\n\n<style>teh {}</style>", []),
        ("<div><svg><title>teh</title></svg><svg/>One</div>", [("paragraph", "One")]),
        ("<div><!-- teh -->One</div>", [("paragraph", "One")]),
        (
            "<figure title='One'><img alt=\"Two\" src='teh'><figcaption>Three</figcaption>",
            [("caption", "One"), ("caption", "Two"), ("caption", "Three")],
        ),
        ('<div markdown="1">\nSee [it](teh.md).\n</div>', [("paragraph", "See it.")]),
    ],
)
def test_html_becomes_blocks_of_text(html, expected):
    assert texts(html) == expected


@given(st.lists(st.sampled_from([
    *("<p>", "</p>", "<b>", "</b>", "<td>", "</td>", "<li>", "<code>", "</code>", "<svg>", "<q>"),
    *("a", " ", "\n", "&amp;", "&#1", "<", "</", "<!--", "-->", "<img alt='a\nb'/>", "> ", "@a-1"),
])))  # fmt: skip
def test_broken_html_gives_places_in_the_source(parts):
    html = "<div>" + "".join(parts)
    lines = html.split("\n")
    for block in blocks("x.md", html):
        for offset in range(len(block.text)):
            line, column = block.place(offset)
            assert 1 <= line <= len(lines)
            assert 1 <= column <= max(len(lines[line - 1]), 1)
