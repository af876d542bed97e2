from __future__ import annotations

import json
import re
from pathlib import Path

import markdown
import pytest
from lxml import etree

from sitegen import glossary
from sitegen.files import schemafaults

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "data" / "glossary.yml"
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]

GOOD = """\
languages:
  - tag: cy
    name: Welsh
    note: Nobody has checked these.
terms:
  - id: trust
    term: Trust
    definition: Relying on someone else.
    translations:
      cy: ymddiriedaeth
    see: [area]
  - id: area
    term: Area
    also: [group, part]
    definition: A group of *things*.
    source: kelly-1955
"""


def load(tmp_path, text, works=("kelly-1955",)):
    file = tmp_path / "glossary.yml"
    file.write_text(text, encoding="utf-8")
    return glossary.load(file, "docs/data/glossary.yml", works)


def page(made):
    html = markdown.markdown(glossary.maker(made)(""), extensions=EXTENSIONS)
    return etree.fromstring(f"<body>{html}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_terms_stand_in_alphabetical_order_whatever_their_order_in_the_file(tmp_path):
    made, problems = load(tmp_path, GOOD)
    assert problems == ()
    assert [term.id for term in made.terms] == ["area", "trust"]
    assert [(one.tag, one.get("id"), words(one)) for one in page(made).iter("h2", "h3")] == [
        ("h2", "letter-a", "A"),
        ("h3", "area", "Area"),
        ("h2", "letter-t", "T"),
        ("h3", "trust", "Trust"),
        ("h2", "languages", "Words in other languages"),
    ]


def test_a_source_becomes_a_citation_before_the_full_stop(tmp_path):
    made, _ = load(tmp_path, GOOD)
    text = glossary.maker(made)("")
    assert "\nA group of *things* [@kelly-1955].\n" in text
    assert "\nRelying on someone else.\n" in text


def test_other_names_translations_and_related_terms_stand_below(tmp_path):
    made, _ = load(tmp_path, GOOD)
    tree = page(made)
    assert [words(one) for one in tree.iter("li")] == [
        "Also called: group; part.",
        "Welsh: ymddiriedaeth.",
        "See also: Area.",
    ]
    (word,) = tree.iter("span")
    assert word.get("lang") == "cy"
    assert "Welsh: Nobody has checked these." in words(tree)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "id: area",
            "id: Trust",
            (
                '12:9: wrong-form: "id" is "Trust"\n'
                '    expected: small letters, digits and hyphens, such as "shared-vision"'
            ),
        ),
        (
            "    see: [area]\n  - id: area",
            "  - id: trust",
            '11:9: repeated-term: the id "trust" stands twice',
        ),
        ("term: Area", "term: trust", '13:11: repeated-term: the term "trust" stands twice'),
        (
            "see: [area]",
            "see: [aera]",
            '11:11: unknown-term: there is no term "aera"\n    hint: did you mean "area"?',
        ),
        ("see: [area]", "see: [trust]", '11:11: unknown-term: "trust" refers to itself'),
        (
            "kelly-1955",
            "kelly-1956",
            (
                '16:13: unknown-work: there is no work "kelly-1956" in references.json\n'
                '    hint: did you mean "kelly-1955"?'
            ),
        ),
        (
            "cy: ymddiriedaeth",
            "gd: earbsa",
            '10:7: unknown-language: the language "gd" does not stand under "languages"',
        ),
        (
            "    definition: Relying on someone else.\n",
            "",
            (
                '6:5: missing-key: the key "definition" is missing in entry 1 of "terms"\n'
                "    expected: What it means, in one or two plain sentences."
            ),
        ),
        (
            "also: [group, part]",
            "aslo: [group, part]",
            (
                '14:5: unknown-key: the key "aslo" is unknown\n'
                "    expected: one of id, term, also, definition, source, see, translations\n"
                '    hint: did you mean "also"?'
            ),
        ),
        (
            "tag: cy",
            "tag: Welsh",
            '2:10: wrong-form: "tag" is "Welsh"\n    expected: a language tag such as "en-GB"',
        ),
    ],
)
def test_each_problem_is_told_with_its_place(tmp_path, old, new, message):
    made, problems = load(tmp_path, GOOD.replace(old, new, 1))
    assert made == glossary.EMPTY
    assert [str(problem).removeprefix("docs/data/glossary.yml:") for problem in problems] == [
        message
    ]


def test_sources_stay_unchecked_where_no_works_are_given(tmp_path):
    made, problems = load(tmp_path, GOOD, works=None)
    assert (len(made.terms), problems) == (2, ())


def test_the_real_glossary_loads_and_keeps_to_two_short_sentences():
    made, problems = glossary.load(FILE, "docs/data/glossary.yml")
    assert problems == ()
    assert 35 <= len(made.terms) <= 70
    for term in made.terms:
        sentences = re.split(r"(?<=[.?!])\s+", term.definition)
        assert len(sentences) <= 2, term.id
        assert max(len(sentence.split()) for sentence in sentences) <= 25, term.id


def test_every_pattern_of_the_schema_has_plain_words():
    text = Path(f"{glossary.SCHEMA}.schema.json").read_text(encoding="utf-8")
    found = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text)
    assert {json.loads(one) for one in found} <= set(schemafaults.PATTERNS)
