"""The report as a Word file: what it holds, and how the page comes by what writes it."""

from __future__ import annotations

import base64
import io
import itertools
import json
import posixpath
import zipfile
from pathlib import Path
from typing import get_args

import hosts
import pytest
from lxml import etree
from playwright.sync_api import expect

from scorer import blocks, codebook, kinds, samples
from scorer.answers import read
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
from sitegen import assets, policy

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
ENTRY = ROOT / "sitegen" / "theme" / "js" / "word" / "main.mjs"
FRAMEWORK = codebook.load((ROOT / "scorer" / "framework.json").read_text(encoding="utf-8"))
TYPES = ["text/html", "application/xhtml+xml"]
LOADING = 20_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TABLE = Table(caption="Counted", head=("What", "Often"), rows=(("Calls", "3"), ("Visits", "–")))
PAGE = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="{policy}" />
<title>Word</title>
</head>
<body><p>Word</p></body>
</html>
"""
# By the debugger, as a page may not use eval; the script itself runs under the page's policy.
LOAD = """async (url) => {
  globalThis.write = await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("pi-word", (event) => resolve(event.detail));
    script.addEventListener("error", () => reject(new Error("not loaded")));
    script.src = url;
    document.head.append(script);
  });
}"""
WRITE = """async (text) => {
  const bytes = new Uint8Array(await globalThis.write(JSON.parse(text)));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


@pytest.fixture(scope="module")
def word(browser, tmp_path_factory):
    """Writes the data of a report as a Word file, in a page with the site's policy."""
    site = tmp_path_factory.mktemp("word")
    script = assets.publish(site, "assets", "word", ".js", assets.bundle_script(ENTRY, "iife")).url
    text = PAGE.format(policy=policy.content(answers=True))
    (site / "index.html").write_text(text, encoding="utf-8")
    with hosts.serving(site) as host:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{host.url}/index.html")
        page.evaluate(LOAD, script)
        yield lambda data: base64.b64decode(page.evaluate(WRITE, json.dumps(data)))
        context.close()


def a_report(*parts, heading="Your plan", title="First"):
    """The data of a report with the parts in one section."""
    return blocks.as_data(
        Report(
            language="en-GB",
            instrument="Preparing",
            heading=heading,
            sections=(Section(id="first", title=title, blocks=parts),),
            footer=("Framework 1.0.0", "CC BY 4.0"),
            fingerprint="abc",
        )
    )


def part_of(file, name):
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(name))


def body(file):
    return part_of(file, "word/document.xml").find(f"{W}body")


def words(element):
    """The text of an element as Word shows it."""
    shown = {
        f"{W}t": lambda run: run.text or "",
        f"{W}br": lambda _: "\n",
        f"{W}tab": lambda _: "\t",
    }
    return "".join(shown[e.tag](e) for e in element.iter(*shown))


def style(paragraph):
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def outline(file):
    """The style and the text of each paragraph outside tables, between heading and footer."""
    found = [(style(p), words(p)) for p in body(file).findall(f"{W}p")]
    assert found[0] == ("Subtitle", "Preparing")
    assert found[-3:] == [
        ("Colophon", "Framework 1.0.0"),
        ("Colophon", "CC BY 4.0"),
        ("Colophon", "Fingerprint of the framework: abc"),
    ]
    return found[1:-3]


# What a file holds


def test_each_block_becomes_paragraphs_of_a_style_that_word_lists(word):
    bars = Bars(title="T", description="Three calls.", most=3, series=("A",), rows=(
        BarsRow(label="Calls", values=(3,)),
    ))  # fmt: skip
    file = word(
        a_report(
            Paragraph(text="One."),
            Quote(label="Why?", text="Because."),
            Facts(
                rows=(
                    FactsRow(term="Pattern", word="Coordination", value="5 of 8", text="Shared."),
                    FactsRow(term="When", word=None, value=None, text="Soon"),
                    FactsRow(term="How many", word=None, value="4", text=""),
                )
            ),
            Notice(lead="Mind this.", items=("And that.",)),
            Part(title="Within", blocks=(Bullets(items=("a", "b")),)),
            Figure(chart=bars, table=TABLE),
        )
    )
    assert outline(file) == [
        ("Heading1", "Your plan"),
        ("Heading2", "First"),
        ("Normal", "One."),
        *(("Label", "Why?"), ("Quote", "Because.")),
        *(("Term", "Pattern"), ("TermValue", "Coordination (5 of 8)"), ("Normal", "Shared.")),
        *(("Term", "When"), ("Normal", "Soon")),
        *(("Term", "How many"), ("TermValue", "4")),
        *(("Notice", "Mind this."), ("ListBullet", "And that.")),
        *(("Heading3", "Within"), ("ListBullet", "a"), ("ListBullet", "b")),
        *(("PictureText", "Three calls."), ("Caption", "Counted")),
    ]
    styles = part_of(file, "word/styles.xml").findall(f"{W}style")
    names = {each.get(f"{W}styleId"): each.find(f"{W}name").get(f"{W}val") for each in styles}
    assert [names[f"Heading{level}"] for level in (1, 2, 3)] == [
        *("Heading 1", "Heading 2", "Heading 3"),
    ]
    assert {style(p) for p in body(file).iter(f"{W}p")} <= set(names)


def test_every_kind_of_block_that_a_report_can_hold_is_known(word):
    made = {
        Paragraph: Paragraph(text="t"),
        Bullets: Bullets(items=("t",)),
        Quote: Quote(label=None, text="t"),
        Facts: Facts(rows=()),
        Notice: Notice(lead="t"),
        Table: TABLE,
        Figure: Figure(
            chart=Bars(title="t", description="t", most=1, series=(), rows=()), table=TABLE
        ),
        Part: Part(title="t", blocks=()),
    }
    word(a_report(*(made[kind] for kind in get_args(blocks.Block.__value__))))


def test_a_table_repeats_its_head_and_sets_numbers_to_the_right(word):
    (table,) = body(word(a_report(TABLE))).findall(f"{W}tbl")
    rows = table.findall(f"{W}tr")
    assert [[words(cell) for cell in row.findall(f"{W}tc")] for row in rows] == [
        ["What", "Often"],
        ["Calls", "3"],
        ["Visits", "–"],
    ]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    sides = [[jc.get(f"{W}val") for jc in row.iter(f"{W}jc")] for row in rows]
    assert sides == [["right"], ["right"], ["right"]]
    widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    # A4 is 210 mm wide and the margins are 20 mm each: 170 mm in twentieths of a point.
    assert sum(widths) == 11906 - 2 * 1134


def test_two_tables_in_a_row_stay_two(word):
    children = body(word(a_report(TABLE, TABLE)))
    tags = [child.tag for child in children if child.tag in {f"{W}p", f"{W}tbl"}]
    assert (f"{W}tbl", f"{W}tbl") not in itertools.pairwise(tags)
    assert tags.count(f"{W}tbl") == 2


def test_each_numbered_list_starts_from_one_and_bullets_are_bullets(word):
    numbered = [Bullets(items=items, numbered=True) for items in (("a", "b"), ("c",))]
    file = word(a_report(numbered[0], Paragraph(text="x"), numbered[1], Bullets(items=("d",))))
    numbers = [n.get(f"{W}val") for n in body(file).iter(f"{W}numId")]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 3
    numbering = part_of(file, "word/numbering.xml")
    kinds = []
    for number in numbers:
        (listed,) = numbering.iterfind(f"{W}num[@{W}numId='{number}']")
        abstract = listed.find(f"{W}abstractNumId").get(f"{W}val")
        (found,) = numbering.iterfind(f"{W}abstractNum[@{W}abstractNumId='{abstract}']")
        kinds.append(found.find(f"{W}lvl/{W}numFmt").get(f"{W}val"))
        starts = listed.findall(f"{W}lvlOverride/{W}startOverride")
        assert [start.get(f"{W}val") for start in starts] in ([], ["1"])
    assert kinds == ["decimal", "decimal", "decimal", "bullet"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<w:b/> & ]]> &amp;", "<w:b/> & ]]> &amp;"),
        ("one\ntwo\r\n\r\nfour\rfive", "one\ntwo\n\nfour\nfive"),
        ("a\tb", "a\tb"),
        ("a\x00b\x0bc\x1bd\x7fe\x85f", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"),
        ("half \ud83d of one", "half \ufffd of one"),
        ("\ufdd0 \uffff \U0001fffe", "\ufffd \ufffd \ufffd"),
        # The library's own signs for the number of a list, one of them with our name for it.
        ("{numbers-1} {\ufdd0numbers-1}", "{numbers-1} {\ufffdnumbers-1}"),
        ("emoji 🎉 and é", "emoji 🎉 and é"),
        ("  spaces   kept", "  spaces   kept"),
    ],
)
def test_what_a_reader_typed_stays_text(word, typed, shown):
    file = word(a_report(Bullets(items=("one",), numbered=True), Paragraph(text=typed)))
    assert outline(file)[-1] == ("Normal", shown)


def test_a_heading_is_one_line_whatever_was_typed(word):
    file = word(a_report(heading=" A\n<b>\tplan ", title="B\r\nC"))
    assert outline(file) == [("Heading1", "A <b> plan"), ("Heading2", "B C")]
    core = part_of(file, "docProps/core.xml")
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == "A <b> plan"


def test_a_text_from_right_to_left_is_laid_out_so(word):
    texts = ("«مرحبا»", "Salaam مرحبا")
    file = word(a_report(*(Paragraph(text=text) for text in texts)))
    paragraphs = body(file).findall(f"{W}p")[3:5]
    assert tuple(words(p) for p in paragraphs) == texts
    assert [p.find(f"{W}pPr/{W}bidi") is not None for p in paragraphs] == [True, False]
    assert [p.find(f"{W}r/{W}rPr/{W}rtl") is not None for p in paragraphs] == [True, False]


def test_the_file_is_british_on_a4_and_says_neither_who_made_it_nor_when(word):
    file = word(a_report(Paragraph(text="x")))
    size = body(file).find(f"{W}sectPr/{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    language = part_of(file, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert language.get(f"{W}val") == "en-GB"
    core = part_of(file, "docProps/core.xml")
    assert [(etree.QName(each).localname, each.text) for each in core] == [
        ("title", "Your plan"),
        ("creator", None),
        ("language", "en-GB"),
    ]
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        # The times before each file's bytes, which the list at the end repeats.
        assert {file[i.header_offset + 10 : i.header_offset + 14] for i in archive.infolist()} == {
            b"\0\0\x21\0"
        }


def test_the_footer_of_each_page_counts_the_pages(word):
    file = word(a_report())
    footer = part_of(file, "word/footer1.xml")
    instructions = [each.text for each in footer.iter(f"{W}instrText")]
    assert instructions == ["PAGE", "NUMPAGES"]
    assert words(footer) == "Page  of "


FORMS = [
    (instrument.id, form.id)
    for instrument in FRAMEWORK.instruments
    if instrument.kind in {"preparation", "evidence", "reflection"}
    for form in instrument.forms
]


@pytest.mark.parametrize(("instrument", "form"), FORMS)
def test_a_report_of_each_form_is_a_whole_file_and_the_same_each_time(word, instrument, form):
    data = report_data(samples.filled(FRAMEWORK, instrument, form))
    file = word(data)
    assert word(data) == file
    found = [(style(p), words(p)) for p in body(file).iter(f"{W}p")]
    assert [text for name, text in found if name == "Heading2"] == [
        section["title"] for section in data["sections"]
    ]
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        for name in names:
            etree.fromstring(archive.read(name))
        for name in names:
            if name.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(name))
                links = etree.fromstring(archive.read(name)).iter(f"{RELATIONSHIPS}Relationship")
                targets = {
                    posixpath.normpath(f"{folder}/{a.get('Target')}").lstrip("/") for a in links
                }
                assert targets <= names


def report_data(text):
    found = read(text, FRAMEWORK)
    return blocks.as_data(kinds.report(kinds.score(found, FRAMEWORK), FRAMEWORK))


def test_the_script_runs_no_text_as_code_and_weighs_little():
    script = assets.bundle_script(ENTRY, "iife")
    assert b"eval(" not in script
    assert b"Function(" not in script
    assert len(script) < 300_000


# How the page comes by it


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def see_reflection(page, url, happened="A van was shared."):
    """Answer one question of the reflection, call the partnership a name and see the report."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{url}/reflection.html")
    page.locator("#about-partnership").fill("Hafen-Börd")
    page.locator("#pi-form-alone").check()
    press(page, "Start")
    while not page.url.endswith("#check"):
        before = page.url
        if page.locator("#q-story").is_visible():
            page.locator("#q-story").fill(happened)
        press(page, "Continue")
        page.wait_for_url(lambda url, before=before: url != before)
    press(page, "See your reflection")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your reflection", timeout=LOADING)


def word_file(page, label="Download the reflection for Word"):
    with page.expect_download() as download:
        press(page, label)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def word_script():
    (script,) = (SITE / "assets" / "pi").glob("word.*.js")
    return f"/assets/pi/{script.name}"


@pytest.mark.parametrize("kind", TYPES)
def test_a_press_fetches_the_script_once_and_nothing_else(page, monkeypatch, kind):
    monkeypatch.setitem(hosts.TYPES, ".html", kind)
    with hosts.serving(SITE) as host:
        see_reflection(page, host.url, "Ask <b> first.\nThen act.")
        assert page.evaluate("document.contentType") == kind
        before = list(host.log)
        assert word_script() not in before
        name, file = word_file(page)
        assert word_file(page) == (name, file)
        assert host.log == [*before, word_script()]
    assert name == "reflection-alone-report-hafen-bord.docx"
    found = [(style(p), words(p)) for p in body(file).findall(f"{W}p")]
    assert found[1] == ("Heading1", "Your reflection")
    assert ("Quote", "Ask <b> first.\nThen act.") in found
    expect(page.locator("[data-word-status]")).to_have_text(
        f"The file “{name}” is among your downloads."
    )
    assert page.locator("head script[integrity]").count() == 0


def test_without_a_network_the_page_says_so_and_offers_its_own_file(page, site_url):
    see_reflection(page, site_url)
    page.context.set_offline(True)
    press(page, "Download the reflection for Word")
    failure = page.locator("[data-word-failure] .pi-q__message")
    expect(failure).to_be_focused()
    expect(failure).to_contain_text("could not be downloaded")
    name, file = word_file(page, "Download the reflection as a page instead")
    assert name == "reflection-alone-report-hafen-bord.html"
    assert b"<h1" in file
    page.context.set_offline(False)
    name, _ = word_file(page, "Try again")
    assert name.endswith(".docx")
    expect(failure).to_have_count(0)
    expect(page.get_by_role("button", name="Download the reflection for Word")).to_be_focused()


def test_a_damaged_script_is_not_run(page):
    with hosts.serving(SITE) as host:
        see_reflection(page, host.url)
        whole = (SITE / word_script().lstrip("/")).read_bytes()
        host.replaced[word_script().lstrip("/")] = b"document.title='x';" + whole[19:]
        press(page, "Download the reflection for Word")
        expect(page.locator("[data-word-failure]")).to_contain_text("arrived damaged")
        assert page.title() != "x"


def test_what_is_said_of_a_file_goes_with_the_answers(page, site_url):
    see_reflection(page, site_url)
    word_file(page)
    press(page, "Delete my answers")
    press(page, "Delete them")
    expect(page.locator("[data-word-status]")).to_have_text("")
