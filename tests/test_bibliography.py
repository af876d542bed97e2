from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import citeproc
import pytest
from citeproc.source.bibtex import BibTeX
from citeproc.source.json import CiteProcJSON

from sitegen.works import bibliography, harvard, referenceformats

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "data" / "references.json"

KELLY = """\
  {
    "id": "kelly-1955",
    "type": "book",
    "author": [{ "family": "Kelly", "given": "George A." }],
    "issued": { "date-parts": [[1955]] },
    "title": "The psychology of personal constructs",
    "publisher": "Norton"
  }"""


@pytest.fixture(scope="module")
def references():
    found, problems = bibliography.load(FILE, "docs/data/references.json")
    assert problems == ()
    return found


def load(tmp_path, text):
    file = tmp_path / "references.json"
    file.write_text(text, encoding="utf-8")
    return bibliography.load(file, "references.json")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "passmore-2007",
            (
                "Passmore, J. (2007) ‘Leading in partnership: using a competency approach for "
                "public service leaders’, International Journal of Leadership in Public Services, "
                "3(4), pp. 38–43."
            ),
        ),
        (
            "kelly-1955",
            (
                "Kelly, G.A. (1955) The psychology of personal constructs (2 vols). New York: "
                "Norton. Cited as reported in Passmore (2007)."
            ),
        ),
        (
            "crime-and-disorder-act-1998",
            (
                "Crime and Disorder Act 1998, c. 37. Available at: "
                "https://www.legislation.gov.uk/ukpga/1998/37."
            ),
        ),
        (
            "opm-pi-2007",
            (
                "OPM (about 2007) Partnership intelligence (Pi). Web page that introduced the "
                "framework and its questionnaire; no longer online."
            ),
        ),
    ],
)
def test_a_work_is_set_in_harvard_form(references, key, text):
    assert references.works[key].entry.text == text


def test_html_keeps_italics_and_links_the_address(references):
    assert references.works["weiss-anderson-lasker-2002"].entry.html == (
        "Weiss, E.S., Anderson, R.M. and Lasker, R.D. (2002) ‘Making the most of collaboration: "
        "exploring the relationship between partnership synergy and partnership functioning’, "
        "<i>Health Education &amp; Behavior</i>, 29(6), pp. 683–698. Available at: "
        '<a href="https://doi.org/10.1177/109019810202900602">'
        "https://doi.org/10.1177/109019810202900602</a>."
    )


def test_the_list_runs_by_author_then_year(references):
    keys = list(references.works)
    assert keys[:2] == ["ansell-gash-2008", "antonakis-2003"]
    assert keys.index("huxham-vangen-2000") + 1 == keys.index("huxham-vangen-2005")
    assert keys[-1] == "wcag-2.2"


@pytest.mark.parametrize(
    ("key", "within", "narrative"),
    [
        ("goss-2005", "Goss, 2005", "Goss (2005)"),
        (
            "weiss-anderson-lasker-2002",
            "Weiss, Anderson and Lasker, 2002",
            "Weiss, Anderson and Lasker (2002)",
        ),
        ("saris-2010", "Saris <i>et al.</i>, 2010", "Saris <i>et al.</i> (2010)"),
        ("opm-pi-2007", "OPM, about 2007", "OPM (about 2007)"),
        ("care-act-2014", "Care Act 2014", "Care Act 2014"),
        ("wholesystems-partnership", "Working Whole Systems, no date", None),
    ],
)
def test_a_sentence_names_a_work_shortly(references, key, within, narrative):
    short = references.works[key].short
    assert short.within == within
    assert narrative in {None, short.narrative}


def test_short_forms_are_those_of_the_style(references):
    works = [
        {key: value for key, value in work.csl.items() if key != "note"}
        for work in references.works.values()
        if work.csl["type"] != "legislation"
    ]
    style = citeproc.CitationStylesStyle(harvard.STYLE, locale="en-GB", validate=False)
    made = citeproc.CitationStylesBibliography(style, CiteProcJSON(works))
    for work in works:
        citation = citeproc.Citation([citeproc.CitationItem(work["id"])])
        made.register(citation)
        found = str(made.cite(citation, None))
        assert found == f"({references.works[work['id']].short.within})"


def test_two_works_of_one_author_and_year_get_letters_in_both_places(tmp_path):
    second = KELLY.replace("kelly-1955", "kelly-1955-b").replace("The psych", "A psych")
    found, problems = load(tmp_path, f"[\n{KELLY},\n{second}\n]")
    assert problems == ()
    works = found.works
    assert works["kelly-1955-b"].short.within == "Kelly, 1955a"
    assert works["kelly-1955"].short.within == "Kelly, 1955b"
    assert works["kelly-1955"].entry.text.startswith("Kelly, G.A. (1955b) The")


def test_special_characters_stay_what_they_are(tmp_path):
    text = KELLY.replace("The psychology of", "<b>1 & 2</b>")
    found, _ = load(tmp_path, f"[{text}]")
    assert found.works["kelly-1955"].entry.text == (
        "Kelly, G.A. (1955) <b>1 & 2</b> personal constructs. Norton."
    )
    assert "<i>&lt;b&gt;1 &amp; 2&lt;/b&gt; personal constructs</i>" in (
        found.works["kelly-1955"].entry.html
    )


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            '[\n  { "id" "a" }\n]',
            ["references.json:2:10: json-syntax: expecting ':' delimiter"],
        ),
        (
            "{}",
            ["references.json:1:1: wrong-type: the file is no list\n    expected: a list of works"],
        ),
        (
            f"[\n{KELLY},\n{KELLY}\n]",
            [
                (
                    "references.json:11:11: repeated-id: "
                    'the id "kelly-1955" is already there, in line 3\n    hint: keep one of the two'
                )
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace('"kelly-1955"', '"Kelly 1955"'),
            [
                (
                    'references.json:3:11: wrong-form: "id" is "Kelly 1955"\n    expected: small '
                    'letters, digits, hyphens and full stops, such as "kelly-1955"'
                )
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace('"book"', '"bok"'),
            [
                (
                    'references.json:4:13: wrong-value: "type" is "bok"\n    expected: one of '
                    "article-journal, book, chapter, report, webpage, speech, legislation\n"
                    '    hint: did you mean "book"?'
                )
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace('"publisher"', '"publishr"'),
            [
                'references.json:2:3: missing-key: the key "publisher" is missing in this book',
                (
                    'references.json:8:5: unknown-key: the key "publishr" is unknown in this book\n'
                    '    hint: did you mean "publisher"?'
                ),
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace(
                '"publisher": "Norton"',
                '"publisher": "Norton",\n    "DOI": "https://doi.org/10.1/x",\n'
                '    "URL": "www.example.org",\n    "note": "A note."',
            ),
            [
                (
                    'references.json:9:12: wrong-form: "DOI" is "https://doi.org/10.1/x"\n'
                    '    expected: a DOI without the address before it, such as "10.1234/abc"'
                ),
                (
                    'references.json:10:12: wrong-form: "URL" is "www.example.org"\n    expected: '
                    'an address that begins with "https://" and has no spaces'
                ),
                (
                    'references.json:11:13: wrong-form: "note" is "A note."\n    expected: '
                    "a text without a full stop at its end"
                ),
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace('"given": "George A."', '"giv": "George A."').replace(
                "[[1955]]", "[[55]]"
            ),
            [
                (
                    'references.json:5:16: wrong-form: entry 1 of "author" is no name\n'
                    '    expected: { "family": "Kelly", "given": "George A." } or '
                    '{ "literal": "OPM" }'
                ),
                (
                    'references.json:6:15: wrong-form: "issued" is no date\n    expected: '
                    '{ "date-parts": [[2007]] } or { "literal": "about 2007" }'
                ),
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace('"Norton"', "7").replace(
                '[{ "family": "Kelly", "given": "George A." }]', '"Kelly"'
            ),
            [
                'references.json:5:15: wrong-type: "author" is no list of names',
                (
                    'references.json:8:18: wrong-type: "publisher" is no text\n'
                    "    hint: put it in quotation marks"
                ),
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace("Norton", "Nor\x92ton\x7f"),
            [
                (
                    "references.json:8:22: json-character: the character U+0092 cannot be seen and "
                    "is refused\n    hint: delete it and type the line again"
                ),
                (
                    "references.json:8:26: json-character: the character U+007F cannot be seen and "
                    "is refused\n    hint: delete it and type the line again"
                ),
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace('"book"', '["book"]'),
            [
                (
                    'references.json:4:13: wrong-value: "type" is no text\n    expected: one of '
                    "article-journal, book, chapter, report, webpage, speech, legislation"
                )
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace(
                '"Norton"', '"Norton",\n    "URL": "https://example.org/\\"onclick=\\"alert(1)"'
            ),
            [
                (
                    'references.json:9:12: wrong-form: "URL" is "https://example.org/"onclick='
                    '"alert(1)"\n    expected: an address that begins with "https://" and has '
                    "no spaces"
                )
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace("[[1955]]", "[[1955, 13]]").replace(
                '"Norton"', '"Norton",\n    "accessed": { "date-parts": [[2026, 1, 45]] }'
            ),
            [
                (
                    'references.json:6:15: wrong-form: "issued" is no date\n    expected: '
                    '{ "date-parts": [[2007]] } or { "literal": "about 2007" }'
                ),
                (
                    'references.json:9:17: wrong-form: "accessed" is no date\n    expected: '
                    '{ "date-parts": [[2007]] } or { "literal": "about 2007" }'
                ),
            ],
        ),
        (
            f"[\n{KELLY}\n]".replace('"George A."', '"George\\n\\nA."'),
            [
                (
                    'references.json:5:16: wrong-form: entry 1 of "author" is no name\n'
                    '    expected: { "family": "Kelly", "given": "George A." } or '
                    '{ "literal": "OPM" }'
                )
            ],
        ),
        (
            '[\n  7,\n  { "type": "book" }\n]',
            [
                (
                    "references.json:2:3: wrong-type: entry 1 is no work\n"
                    "    expected: keys with values"
                ),
                'references.json:3:3: missing-key: the key "author" is missing in this book',
                (
                    'references.json:3:3: missing-key: the key "id" is missing\n'
                    "    expected: a permanent id"
                ),
                'references.json:3:3: missing-key: the key "issued" is missing in this book',
                'references.json:3:3: missing-key: the key "publisher" is missing in this book',
                'references.json:3:3: missing-key: the key "title" is missing in this book',
            ],
        ),
    ],
)
def test_every_problem_of_a_file_is_told_with_its_place(tmp_path, text, messages):
    found, problems = load(tmp_path, text)
    assert [str(problem) for problem in problems] == messages
    assert found.works == {}


def test_an_address_ends_no_attribute():
    work = {"id": "a", "type": "webpage", "title": "T", "author": [{"literal": "A"}]}
    made = harvard.entries([{**work, "URL": 'https://example.org/"onclick="alert(1)'}])
    assert 'href="https://example.org/&quot;onclick=&quot;alert(1)"' in made["a"].html
    assert " onclick" not in made["a"].html


def test_a_file_may_be_indented_with_tabs(tmp_path):
    found, problems = load(tmp_path, f"[\n{KELLY}\n]".replace("  ", "\t"))
    assert problems == ()
    assert (found.works["kelly-1955"].line, found.works["kelly-1955"].column) == (2, 2)


def test_a_file_in_another_encoding_is_a_problem(tmp_path):
    file = tmp_path / "references.json"
    file.write_bytes('["é"]'.encode("latin-1"))
    _, problems = bibliography.load(file, "references.json")
    assert [str(problem) for problem in problems] == [
        (
            "references.json:1:3: json-encoding: the byte 0xE9 is not UTF-8\n"
            '    hint: save the file as "UTF-8"'
        )
    ]


def test_a_work_that_nobody_cites_is_a_problem(tmp_path):
    found, _ = load(tmp_path, f"[\n{KELLY}\n]")
    assert bibliography.unused(found, {"kelly-1955"}) == []
    assert [str(problem) for problem in bibliography.unused(found, set())] == [
        (
            'references.json:2:3: unused-reference: no page cites "kelly-1955"\n'
            "    hint: cite it, or take it out"
        )
    ]


def test_a_source_of_the_framework_reads_as_it_does_in_the_list(tmp_path):
    found, _ = load(tmp_path, f"[\n{KELLY}\n]")
    right = "Kelly, G.A. (1955) The psychology of\n personal constructs. Norton."
    same = {"kelly-1955": right, "own-2020": "Something else."}
    assert bibliography.unlike(found, same, "framework/framework.yml") == []
    problems = bibliography.unlike(found, {"kelly-1955": "Kelly."}, "framework/framework.yml")
    assert [str(problem) for problem in problems] == [
        (
            "framework/framework.yml:1:1: source-text: the text of the source "
            '"kelly-1955" is not the one of references.json\n'
            "    expected: Kelly, G.A. (1955) The psychology of personal constructs. Norton."
        )
    ]


def test_the_insert_lists_every_work_with_an_anchor_and_links_the_files(references):
    text = bibliography.maker(references)("../")
    assert re.findall(r'<li id="ref-([^"]+)" data-entry="[^"<>]+">', text) == list(references.works)
    assert re.findall(r'href="(\.\./[^"]+)"', text) == [
        "../references/references.bib",
        "../references/references.ris",
        "../references/references.json",
    ]
    assert f"Download all {len(references.works)} references" in text


def test_files_for_reference_managers_are_published(references, tmp_path):
    bibliography.publish(references, tmp_path)
    folder = tmp_path / "references"
    assert sorted(file.name for file in folder.iterdir()) == [
        "references.bib",
        "references.json",
        "references.ris",
    ]
    works = json.loads((folder / "references.json").read_text(encoding="utf-8"))
    assert works == [dict(work.csl) for work in references.works.values()]
    assert b"\r\nER  - \r\n" in (folder / "references.ris").read_bytes()


def test_bibtex_reads_back_as_the_same_works(references, tmp_path):
    file = tmp_path / "references.bib"
    file.write_text(
        referenceformats.bibtex([work.csl for work in references.works.values()]),
        encoding="utf-8",
    )
    with warnings.catch_warnings():
        # Its reader warns about addresses, which it passes over.
        warnings.simplefilter("ignore")
        found = BibTeX(str(file), encoding="utf-8")
    assert set(found) == set(references.works)
    work = found["heidemeier-moser-2009"]
    assert [str(name["family"]) for name in work["author"]] == ["Heidemeier", "Moser"]
    assert str(work["volume"]) == "94"
    assert str(work["container_title"]) == "Journal of Applied Psychology"


def test_bibtex_keeps_capitals_and_what_means_something_to_latex():
    work = {
        "id": "a-2001",
        "type": "report",
        "author": [{"literal": "Health and Care"}, {"family": "Li", "given": "A. B."}],
        "issued": {"date-parts": [[2001, 2, 3]]},
        "title": "R&D: 50 % of {x_y}",
        "publisher": "Office",
        "DOI": "10.1000/a_b",
    }
    assert referenceformats.bibtex([work]) == (
        "@techreport{a-2001,\n"
        "  author = {{Health and Care} and Li, A. B.},\n"
        "  year = {2001},\n"
        "  title = {{R\\&D: 50 \\% of \\{x\\_y\\}}},\n"
        "  institution = {Office},\n"
        "  doi = {10.1000/a_b},\n"
        "}\n"
    )


def test_ris_names_each_field_by_its_tag(references):
    assert referenceformats.ris([references.works["goleman-1998"].csl]).split("\r\n") == [
        "TY  - JOUR",
        "ID  - goleman-1998",
        "AU  - Goleman, Daniel",
        "PY  - 1998",
        "TI  - What makes a leader?",
        "T2  - Harvard Business Review",
        "VL  - 76",
        "IS  - 6",
        "SP  - 93",
        "EP  - 102",
        "ER  - ",
        "",
    ]


def test_a_year_in_words_becomes_a_note(references):
    work = references.works["opm-pi-2007"].csl
    note = "About 2007. Web page that introduced the framework and its questionnaire; no longer"
    assert f"  note = {{{note} online}},\n" in referenceformats.bibtex([work])
    assert f"N1  - {note} online\r\n" in referenceformats.ris([work])
    assert "year" not in referenceformats.bibtex([work])
    assert "PY" not in referenceformats.ris([work])


def test_every_ris_line_has_the_form_that_readers_expect(references):
    text = referenceformats.ris([work.csl for work in references.works.values()])
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    starts = [line for line in lines if line.startswith("TY")]
    assert len(starts) == len(references.works) == lines.count("ER  - ")
