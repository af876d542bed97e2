from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from jsonschema import Draft7Validator

import scorer
from sitegen.files import yamlsource
from sitegen.prose import frontmatter
from sitegen.works import citethis

ROOT = Path(__file__).parent.parent
PARTIALS = ROOT / "sitegen" / "theme" / "overrides" / "partials"
SITE = "https://pi.example.org/"

SMALL = """\
cff-version: "1.2.0"
message: Cite it.
title: A & B
abstract: About "A" <and> B.
authors:
  - family-names: Li
    given-names: Ann
  - name: The Office
version: "2.0.0"
date-released: "2027-01-05"
license: CC-BY-4.0
keywords: [a, b]
"""


@pytest.fixture(scope="module")
def ours():
    found, problems = citethis.load(ROOT / "CITATION.cff", "CITATION.cff")
    assert problems == ()
    return found


def load(tmp_path, text):
    file = tmp_path / "CITATION.cff"
    file.write_text(text, encoding="utf-8")
    return citethis.load(file, "CITATION.cff")


def head(found, url):
    """Return what the partial writes."""
    environment = Environment(loader=FileSystemLoader(PARTIALS), autoescape=False)  # noqa: S701
    environment.filters["url"] = lambda address: f"../{address}"
    pi = {"citation": citethis.metadata(found, url)}
    return environment.get_template("citation.html").render(config={"extra": {"pi": pi}})


def test_our_file_keeps_to_the_citation_file_format():
    schema = json.loads(
        (ROOT / "sitegen" / "schema" / "cff-1.2.0.schema.json").read_text(encoding="utf-8")
    )
    document, _ = yamlsource.read(ROOT / "CITATION.cff", "CITATION.cff")
    assert list(Draft7Validator(schema).iter_errors(document.data)) == []


def test_our_file_agrees_with_the_package_and_the_write_up(ours):
    text = (ROOT / "docs" / "research" / "index.md").read_text(encoding="utf-8")
    page = frontmatter.read("docs/research/index.md", text)
    assert page.data["cite"] is True
    assert citethis.check(ours, version=scorer.__version__, page=page) == []


def test_what_differs_is_told_where_it_stands(ours):
    text = "---\ntitle: Other\ndate: 2020-01-01\nkeywords: [a]\n---\n"
    page = frontmatter.read("docs/a.md", text)
    problems = citethis.check(ours, version="9.9.9", page=page)
    assert [str(problem) for problem in problems] == [
        (
            'CITATION.cff:14:10: citation-differs: "version" is "1.0.0"\n'
            '    expected: "9.9.9", as in scorer/__init__.py'
        ),
        (
            'docs/a.md:2:8: citation-differs: "title" is not what CITATION.cff says\n'
            "    expected: Partnership intelligence: a competency framework and self-assessment "
            "for leading in public-service partnerships"
        ),
        (
            'docs/a.md:3:7: citation-differs: "date" is not what CITATION.cff says\n'
            "    expected: 2026-11-21"
        ),
        (
            'docs/a.md:1:1: citation-differs: "authors" is not what CITATION.cff says\n'
            "    expected: Partnership intelligence contributors"
        ),
        (
            'docs/a.md:4:11: citation-differs: "keywords" is not what CITATION.cff says\n'
            "    expected: partnership working, public services, leadership, "
            "competency framework, repertory grid, self-assessment, measurement error"
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (
            "abstract: About",
            "abstrct: About",
            [
                (
                    'CITATION.cff:4:1: unknown-key: the key "abstrct" is unknown\n'
                    "    expected: one of abstract, authors, cff-version, commit, contact, "
                    "date-released, doi, identifiers, keywords, license, license-url, message, "
                    "preferred-citation, references, repository, repository-artifact, "
                    "repository-code, title, type, url, version\n"
                    '    hint: did you mean "abstract"?'
                ),
                'CITATION.cff:1:1: missing-key: the key "abstract" is missing',
            ],
        ),
        (
            'version: "2.0.0"',
            "version: true",
            [
                (
                    'CITATION.cff:9:10: wrong-type: "version" is true\n'
                    "    expected: a text\n"
                    '    hint: write "true" with its quotes'
                )
            ],
        ),
        (
            "license: CC-BY-4.0",
            "license: [CC-BY-4.0, CC-BY-4]",
            [
                (
                    'CITATION.cff:11:22: wrong-value: entry 2 of "license" is "CC-BY-4"\n'
                    '    expected: the SPDX id of a licence, such as "CC-BY-4.0"\n'
                    '    hint: did you mean "CC-BY-4.0"?'
                )
            ],
        ),
        (
            "2027-01-05",
            "5.1.2027",
            [
                (
                    'CITATION.cff:10:16: wrong-form: "date-released" is "5.1.2027"\n'
                    '    expected: a date such as "2026-11-21"'
                )
            ],
        ),
        (
            "2027-01-05",
            "2027-02-30",
            ['CITATION.cff:10:16: wrong-form: "2027-02-30" is no day'],
        ),
        (
            "license: CC-BY-4.0",
            "license: MIT",
            [
                (
                    "CITATION.cff:11:10: wrong-value: the text's licence is unknown\n"
                    "    expected: first the licence of the text: CC-BY-4.0"
                )
            ],
        ),
        (
            "    given-names: Ann\n",
            "",
            [
                (
                    "CITATION.cff:6:5: missing-key: author 1 has no name\n"
                    '    expected: "name", or "family-names" and "given-names"'
                )
            ],
        ),
        (
            "title: A & B",
            "title: [A",
            None,
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_place(tmp_path, old, new, messages):
    assert old in SMALL
    found, problems = load(tmp_path, SMALL.replace(old, new))
    assert found is None
    if messages is None:
        assert problems
    else:
        assert [str(problem) for problem in problems] == messages


def test_structured_data_says_what_the_file_says(ours):
    document, _ = yamlsource.read(ROOT / "CITATION.cff", "CITATION.cff")
    file = document.data
    record = json.loads(ours.json_ld(SITE))
    assert record["@type"] == "ScholarlyArticle"
    assert record["headline"] == file["title"]
    assert record["datePublished"] == file["date-released"]
    assert record["version"] == file["version"]
    assert record["author"] == [{"@type": "Organization", "name": file["authors"][0]["name"]}]
    assert record["keywords"] == file["keywords"]
    assert record["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert record["url"] == "https://pi.example.org/research/index.html"
    assert "url" not in json.loads(ours.json_ld(""))


def test_structured_data_is_safe_within_html_and_xhtml(tmp_path):
    found, _ = load(tmp_path, SMALL.replace("title: A & B", "title: A </script> ]]> & B"))
    text = found.json_ld("")
    assert not re.search(r"[<>&]", text)
    assert json.loads(text)["headline"] == "A </script> ]]> & B"


def test_the_head_has_a_tag_for_each_author(tmp_path):
    found, _ = load(tmp_path, SMALL)
    text = head(found, SITE)
    assert re.findall(r'<meta name="(citation_\w+)" content="([^"]*)" />', text) == [
        ("citation_title", "A &amp; B"),
        ("citation_author", "Ann Li"),
        ("citation_author", "The Office"),
        ("citation_publication_date", "2027/01/05"),
        ("citation_language", "en-GB"),
        ("citation_keywords", "a; b"),
        ("citation_public_url", "https://pi.example.org/research/index.html"),
        ("citation_fulltext_html_url", "https://pi.example.org/research/index.html"),
    ]
    assert re.findall(r'<link rel="([\w-]+)"', text) == ["cite-as", "license", "describedby"]
    assert 'type="application/vnd.citationstyles.csl+json" href="../research/citation.json"' in text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(block[1]) == json.loads(found.json_ld(SITE))


def test_a_site_without_an_address_names_none(tmp_path):
    found, _ = load(tmp_path, SMALL)
    text = head(found, "")
    assert "cite-as" not in text
    assert "_url" not in text
    assert "URL" not in found.csl("")


def test_the_head_is_empty_without_a_record():
    environment = Environment(loader=FileSystemLoader(PARTIALS), autoescape=False)  # noqa: S701
    environment.filters["url"] = str
    text = environment.get_template("citation.html").render(config={"extra": {"pi": {}}})
    assert text.strip() == ""


def test_the_line_below_the_title_names_authors_day_and_version(tmp_path):
    found, _ = load(tmp_path, SMALL)
    assert citethis.byline(found)("../") == (
        '<p class="pi-byline">Ann Li, The Office, 5 January 2027. Version 2.0.0.</p>'
    )


def test_the_box_shows_how_to_cite(tmp_path):
    found, _ = load(tmp_path, SMALL)
    assert citethis.maker(found, SITE)("../") == (
        '<div class="pi-cite-this">\n'
        '<p class="pi-cite-this__reference">Li, A. and The Office (2027) <i>A &amp; B</i>. '
        'Version 2.0.0. Available at: <a href="https://pi.example.org/research/index.html">'
        "https://pi.example.org/research/index.html</a>.</p>\n"
        "<p>Version 2.0.0, 5 January 2027.</p>\n"
        '<p><a href="../research/citation.bib" download="citation.bib">Download BibTeX</a></p>\n'
        '<pre class="pi-cite-this__code"><code>@techreport{partnership-intelligence,\n'
        "  author = {Li, Ann and {The Office}},\n"
        "  year = {2027},\n"
        "  title = {{A \\&amp; B}},\n"
        "  number = {2.0.0},\n"
        "  type = {Version},\n"
        "  url = {https://pi.example.org/research/index.html},\n"
        "}</code></pre>\n"
        '<p><a href="../research/citation.ris" download="citation.ris">Download RIS</a></p>\n'
        '<pre class="pi-cite-this__code"><code>TY  - RPRT\n'
        "ID  - partnership-intelligence\n"
        "AU  - Li, Ann\n"
        "AU  - The Office\n"
        "PY  - 2027\n"
        "TI  - A &amp; B\n"
        "M1  - 2.0.0\n"
        "UR  - https://pi.example.org/research/index.html\n"
        "ER  -</code></pre>\n"
        '<p><a href="../research/citation.json" download="citation.json">Download CSL-JSON</a>'
        "</p>\n"
        "</div>"
    )


def test_the_works_own_reference_is_published(ours, tmp_path):
    citethis.publish(ours, SITE, tmp_path)
    folder = tmp_path / "research"
    assert sorted(file.name for file in folder.iterdir()) == [
        "citation.bib",
        "citation.json",
        "citation.ris",
    ]
    (work,) = json.loads((folder / "citation.json").read_text(encoding="utf-8"))
    assert work["issued"] == {"date-parts": [[2026, 11, 21]]}
    assert work["title"] == ours.title
