import re

import html5lib
import markdown as python_markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scorer.blocks import (
    Bars,
    BarsRow,
    Bullets,
    Facts,
    FactsRow,
    Figure,
    Notice,
    Paragraph,
    Part,
    Quote,
    Report,
    Section,
    Table,
)
from scorer.characters import allowed
from scorer.markdown import as_markdown, escaped

COMMON = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = st.text(st.sampled_from(list("ab1 \n\t\\`*_{}[]()<>#+-.!|&~$^@:=?/\"';x")), max_size=30)
TEXTS = st.one_of(HOSTILE, st.text(max_size=30))


def report(*blocks):
    return Report(
        language="en-GB",
        instrument="Instrument",
        heading="Heading",
        sections=(Section(id="one", title="One", blocks=blocks),),
        footer=("First line.", "Second line."),
        fingerprint="0123",
    )


def body(*blocks):
    """Return what stands between the section's heading and the rule before the footer."""
    text = as_markdown(report(*blocks))
    return text.removeprefix("# Heading\n\nInstrument\n\n## One\n\n").split("\n\n---\n\n")[0]


def read(markdown):
    """Return the page that each of two readers makes of it."""
    pages = (
        python_markdown.markdown(markdown, extensions=["tables"]),
        COMMON.render(markdown),
    )
    return [
        html5lib.parseFragment(page, treebuilder="lxml", namespaceHTMLElements=False)
        for page in pages
    ]


def text_of(nodes):
    return " ".join(
        " ".join(
            node if isinstance(node, str) else "".join(node.itertext()) for node in nodes
        ).split()
    )


def tags(nodes):
    return [node.tag for top in nodes if not isinstance(top, str) for node in top.iter()]


def test_a_report_is_headings_paragraphs_and_a_footer_below_a_rule():
    part = Part(title="Part", blocks=(Paragraph(text="Inside."),))
    assert as_markdown(report(Paragraph(text="First\nparagraph."), part)) == (
        "# Heading\n\nInstrument\n\n## One\n\nFirst paragraph.\n\n### Part\n\nInside.\n\n"
        "---\n\nFirst line.\n\nSecond line.\n\nFingerprint of the framework: 0123\n"
    )


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Bullets(items=("a", "b")), "- a\n- b"),
        (Bullets(items=("a", "b"), numbered=True), "1. a\n2. b"),
        (Quote(label="You wrote", text="a\nb\n\nc"), "**You wrote**\n\n> a  \n> b\n>\n> c"),
        (Quote(label=None, text="# a"), "> \\# a"),
        (Notice(lead="Mind this", items=("a",)), "**Mind this**\n\n- a"),
        (Notice(lead="Mind this"), "**Mind this**"),
        (
            Facts(
                rows=(
                    FactsRow(term="Now", word="clear", value="6 of 8", text="So it is."),
                    FactsRow(term="Needs", word=None, value="3", text=""),
                    FactsRow(term="Gap", word=None, value=None, text="None."),
                )
            ),
            "- **Now**: clear (6 of 8). So it is.\n- **Needs**: 3\n- **Gap**. None.",
        ),
        (
            Table(caption="Counts", head=("What", "n|m"), rows=(("a|b", "1"), ("c\nd", ""))),
            "**Counts**\n\n| What | n\\|m |\n| --- | ---: |\n| a\\|b | 1 |\n| c d |  |",
        ),
    ],
)
def test_each_block_has_its_form(block, expected):
    assert body(block) == expected


def test_a_picture_stands_as_its_table():
    bars = Bars(
        title="T", description="D", most=1, series=("s",), rows=(BarsRow(label="a", values=(1,)),)
    )
    table = Table(caption="Counts", head=("What", "n"), rows=(("a", "1"),))
    assert body(Figure(chart=bars, table=table)) == body(table)


def test_lists_and_quotations_do_not_run_on_into_the_next():
    found = body(
        Bullets(items=("a",)), Bullets(items=("b",), numbered=True), Quote(label=None, text="c")
    )
    assert found == "- a\n\n<!-- -->\n\n1. b\n\n<!-- -->\n\n> c"
    for page in read(found):
        assert [node.tag for node in page if isinstance(node.tag, str)] == [
            "ul",
            "ol",
            "blockquote",
        ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<b>a</b> & c", "&lt;b&gt;a&lt;/b&gt; &amp; c"),
        ("[a](https://b.example)", r"\[a\](https&#58;//b.example)"),
        ("see www.b.example", r"see www\.b.example"),
        ("*a* _b_ `c` ~d~ $e$", r"\*a\* \_b\_ \`c\` &#126;d&#126; &#36;e&#36;"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("===", "&#61;=="),
        ("at 10:30, he said: no", "at 10&#58;30, he said: no"),
        ("  a \t b\nc ", "a b c"),
        ("a\x1b[31mb", r"a�\[31mb"),
    ],
)
def test_signs_of_markup_are_escaped(typed, expected):
    assert escaped(typed) == expected


@given(TEXTS)
@example("a\n---\n| b | c |\n| - | - |")
@example("```\ncode\n```")
@example("&amp; <!-- x --> \\")
def test_a_paragraph_reads_back_as_what_was_typed(typed):
    for page in read(escaped(typed)):
        assert text_of(page) == " ".join(allowed(typed).split())
        assert set(tags(page)) <= {"p"}


@given(TEXTS)
@example("- a\n    code\n1. b\n> c\n\n\n# d")
def test_a_quotation_reads_back_as_what_was_typed(typed):
    for page in read(body(Quote(label="Label", text=typed))):
        assert text_of(page) == " ".join(["Label", *allowed(typed).split()])
        assert set(tags(page)) <= {"p", "strong", "blockquote", "br"}


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
@example([("a|b", "\\|"), ("\\", "`|`")])
def test_cells_read_back_as_what_was_typed(rows):
    for page in read(body(Table(caption="Caption", head=("A", "B"), rows=tuple(rows)))):
        cells = [node for top in page for node in top.iter("td")]
        expected = [" ".join(allowed(cell).split()) for row in rows for cell in row]
        assert [text_of([cell]) for cell in cells] == expected
        assert not re.search("em|a|img|code|del", " ".join(node.tag for c in cells for node in c))


@given(TEXTS, TEXTS)
def test_lists_and_facts_read_back_as_what_was_typed(one, two):
    row = FactsRow(term="T", word=one, value=None, text=two)
    for block, before, after in (
        (Bullets(items=("x" + one, "y" + two)), "x", "y"),
        (Facts(rows=(row,)), "", ""),
    ):
        for page in read(body(block)):
            found = re.sub(r"[\s:.]", "", text_of(page)).removeprefix("T")
            assert found == re.sub(r"[\s:.]", "", before + allowed(one) + after + allowed(two))
            assert set(tags(page)) <= {"ul", "li", "strong", "p"}
