from pathlib import Path

import pytest

from sitegen import validation
from sitegen.prose import lexicon, lint

ROOT = Path(__file__).parents[1]
WORDS = lexicon.Lexicon(
    jargon={"end user": "say who uses it"},
    spelling={"program": "of a computer", "license": "the verb"},
    american={"aging": "ageing", "a license": "a licence"},
    common={"NHS": "known to all", "LICENSE": "a file"},
)
FRONT = (
    "---\ntitle: Trust\n"
    "description: How trust grows between partners, and what you can do when it is gone.\n---\n"
)
LONG = "Word " * 24 + "word."


def findings(text, path="README.md"):
    return [str(problem) for problem in lint.check_page(path, text, WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} Two. Three.\n\n{LONG}\n",
        f"- {LONG} Two. Three.\n- {LONG} Two. Three.\n",
        "| A |\n| - |\n| One. Two. Three. Four. |\n",
        "<table><caption>One. Two. Three. Four.</caption></table>\n",
        f"<p>{LONG} Two. Three.</p>\n",
        "<p>They call it <q>robust</q>, and <code>teh</code> is <b>it</b>.</p>\n",
        "<blockquote>A stakeholder wrote teh behavior.</blockquote>\n",
        "We license it, see the LICENSE. A LICENSE is a file.\n",
        "They call it “robust” or ‘best practice’, and 'teh' is `teh` in [it](teh.md).\n",
        "> A stakeholder wrote teh behavior.\n",
        "A program of the NHS. The facilitator came.\n",
        f"## References\n\n{LONG} word. Two. Three. Four.\n",
        "```sh\nteh stakeholder\n```\n",
    ],
)
def test_text_that_keeps_the_rules_has_no_problem(text):
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"One.\n{LONG[:-1]} word.\n",
            "README.md:2:1: prose-sentence: the sentence has 26 words\n    expected: at most 25",
        ),
        (
            f"> - Yes. {LONG[:-1]} [word](a.md).\n",
            "README.md:1:10: prose-sentence: the sentence has 26 words\n    expected: at most 25",
        ),
        (
            "One.\n\n  Two.\nThree. **Four.** Five.\n",
            (
                "README.md:3:3: prose-paragraph: the paragraph has 4 sentences\n"
                "    expected: at most 3"
            ),
        ),
        (
            "1. One. Two.\n   Three. `four` is.\n",
            (
                "README.md:1:4: prose-paragraph: the paragraph has 4 sentences\n"
                "    expected: at most 3"
            ),
        ),
        (
            "One.\nAsk the *Stakeholders*.\n",
            (
                'README.md:2:10: prose-jargon: "Stakeholders" is on the list of jargon\n'
                "    hint: say it in words that everyone uses"
            ),
        ),
        (
            "## Each end user\n",
            (
                'README.md:1:9: prose-jargon: "end user" is on the list of jargon\n'
                "    hint: say who uses it"
            ),
        ),
        (
            "| A |\n| - |\n| all teh |\n",
            'README.md:3:7: prose-spelling: "teh" is misspelt\n    expected: the',
        ),
        (
            "| A stakeholder |\n| - |\n",
            (
                'README.md:1:5: prose-jargon: "stakeholder" is on the list of jargon\n'
                "    hint: say it in words that everyone uses"
            ),
        ),
        (
            f"# {LONG[:-1]} word\n",
            "README.md:1:3: prose-sentence: the sentence has 26 words\n    expected: at most 25",
        ),
        (
            f"<div>\n<table><tr><td>Yes. {LONG[:-1]} word</td></tr></table></div>\n",
            "README.md:2:21: prose-sentence: the sentence has 26 words\n    expected: at most 25",
        ),
        (
            "<ul>\n<li>One. Two. Three.\n  Four.</li></ul>\n",
            (
                "README.md:2:5: prose-paragraph: the paragraph has 4 sentences\n"
                "    expected: at most 3"
            ),
        ),
        (
            "<p>We &amp;\n  the <b>stakeholder</b></p>\n",
            (
                'README.md:2:10: prose-jargon: "stakeholder" is on the list of jargon\n'
                "    hint: say it in words that everyone uses"
            ),
        ),
        (
            '!!! note "Teh"\n    It.\n',
            'README.md:1:11: prose-spelling: "Teh" is misspelt\n    expected: the',
        ),
        (
            '[a](b.md "is teh")\n',
            'README.md:1:14: prose-spelling: "teh" is misspelt\n    expected: the',
        ),
        (
            '<img src="a.png" alt="is teh">\n',
            'README.md:1:26: prose-spelling: "teh" is misspelt\n    expected: the',
        ),
        (
            "Aging.\n",
            'README.md:1:1: prose-spelling: "Aging" is American spelling\n    expected: ageing',
        ),
        (
            "With a license.\n",
            (
                'README.md:1:6: prose-spelling: "a license" is American spelling\n'
                "    expected: a licence"
            ),
        ),
        (
            "Their\n[behavior](x.md).\n",
            (
                'README.md:2:2: prose-spelling: "behavior" is American spelling\n'
                "    expected: behaviour"
            ),
        ),
        (
            "An XYZ.\n",
            (
                'README.md:1:4: prose-acronym: the acronym "XYZ" is unknown\n'
                '    hint: give its words in docs/data/prose.yml, under "acronyms"'
            ),
        ),
    ],
)
def test_fault_is_told_with_its_place(text, expected):
    assert findings(text) == [expected]


def test_pages_of_the_site_have_front_matter_and_its_lines_count():
    assert findings(FRONT + "\nSee teh.\n", "docs/x.md") == [
        'docs/x.md:6:5: prose-spelling: "teh" is misspelt\n    expected: the'
    ]
    assert findings("See.\n", "docs/x.md") == [
        'docs/x.md:1:1: front-matter: the key "title" is missing',
        'docs/x.md:1:1: front-matter: the key "description" is missing',
    ]
    assert findings(FRONT, "docs/guidance/x.md") == [
        'docs/guidance/x.md:1:1: front-matter: the key "reviewed" is missing',
        'docs/guidance/x.md:1:1: front-matter: the key "next_review" is missing',
    ]


def test_title_and_description_are_read_for_words():
    assert findings(FRONT.replace("Trust", "Robust trust").replace("gone", "teh"), "docs/x.md") == [
        (
            'docs/x.md:2:8: prose-jargon: "Robust" is on the list of jargon\n'
            "    hint: say it in words that everyone uses"
        ),
        'docs/x.md:3:79: prose-spelling: "teh" is misspelt\n    expected: the',
    ]


def test_title_and_description_have_no_room_to_explain_an_acronym():
    front = FRONT.replace("Trust", "The NHS").replace("partners,", "XYZs,")
    assert findings(front, "docs/x.md") == [
        (
            'docs/x.md:3:38: prose-acronym: there is no room here to explain "XYZ"\n'
            "    hint: write its words out"
        )
    ]


def test_page_among_the_data_is_no_page_of_the_site():
    assert findings("See.\n", "docs/data/README.md") == []


def test_texts_of_the_framework_are_read_for_words_but_references_are_not(tmp_path):
    file = tmp_path / "area.yml"
    file.write_text(
        "id: teh\n"
        "sources:\n  - text: teh behavior\n"
        "citation: teh behavior\n"
        "why:\n  text: >-\n    Each stakeholder\n    knows teh.\n"
        "name: Teh\nkind: teh-1\n",
        encoding="utf-8",
    )
    (tmp_path / "b.yml").write_text("teh: [\n", encoding="utf-8")
    assert [str(problem) for problem in lint.check_data(tmp_path, [tmp_path])] == [
        (
            'area.yml:7:10: prose-jargon: "stakeholder" is on the list of jargon\n'
            "    hint: say it in words that everyone uses"
        ),
        'area.yml:8:11: prose-spelling: "teh" is misspelt\n    expected: the',
        'area.yml:9:7: prose-spelling: "Teh" is misspelt\n    expected: the',
    ]


def test_what_pages_show_of_the_settings_and_the_citation_is_read(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Teh\nsite_description: Of XYZ\ncopyright: By XYZ\nrepo_name: the teh\n"
        "x: !!python/name:y.z\n",
        encoding="utf-8",
    )
    (tmp_path / "CITATION.cff").write_text(
        "abstract: >-\n  An\n  XYZ.\nkeywords:\n  - robust\n", encoding="utf-8"
    )
    found = [str(problem).split("\n")[0] for problem in lint.check_data(tmp_path, [])]
    assert found == [
        'CITATION.cff:3:3: prose-acronym: there is no room here to explain "XYZ"',
        'CITATION.cff:5:5: prose-jargon: "robust" is on the list of jargon',
        'mkdocs.yml:1:12: prose-spelling: "Teh" is misspelt',
        'mkdocs.yml:2:22: prose-acronym: there is no room here to explain "XYZ"',
    ]


def test_file_that_is_not_utf_8_is_a_problem(tmp_path):
    (tmp_path / "README.md").write_bytes(b"One.\nTw\xff\n")
    assert [str(problem) for problem in lint.check(tmp_path)] == [
        'README.md:2:3: encoding: the byte 0xFF is not UTF-8\n    hint: save the file as "UTF-8"'
    ]


def test_byte_order_mark_is_told_and_its_front_matter_read(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("\ufeff" + FRONT + "Good.\n", encoding="utf-8")
    (problem,) = lint.check(tmp_path)
    assert problem.message == "the file begins with a byte order mark"


def test_repository_is_read_as_a_whole_or_file_by_file(tmp_path):
    for name in ("docs/b.md", "docs/a/c.md", "docs/data/README.md", "README.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("See teh.\n" if name == "README.md" else FRONT + "Teh.\n", encoding="utf-8")
    found = [(problem.path, problem.line) for problem in lint.check(tmp_path)]
    assert found == [("README.md", 1), ("docs/a/c.md", 5), ("docs/b.md", 5)]
    (problem,) = lint.check(tmp_path, [tmp_path / "README.md"])
    assert problem.path == "README.md"


def test_own_pages_keep_the_rules():
    assert lint.check(ROOT) == []


def test_own_page_of_the_validation_keeps_the_rules():
    words, _ = lexicon.load(ROOT)
    assert list(lint.check_page("docs/validation.md", validation.SOURCE, words)) == []


def test_own_data_keep_the_rules():
    assert lint.check_data(ROOT, [ROOT / "framework", ROOT / "docs" / "data"]) == []


def test_command_prints_the_findings_of_the_named_pages(capsys):
    assert lint.main([str(ROOT / "docs" / "scoring.md")]) == 0
    assert capsys.readouterr().out == ""
