from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from sitegen.works import bibliography, citations

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def references():
    file = ROOT / "docs" / "data" / "references.json"
    return bibliography.load(file, "docs/data/references.json")[0]


def words(text):
    """Return the page's own text without tags."""
    return re.sub(r"<[^>]+>", "", text.split("\n\n## References")[0])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("It grew [@passmore-2007].", "It grew (Passmore, 2007)."),
        ("It grew [@passmore-2007, p. 39].", "It grew (Passmore, 2007, p. 39)."),
        ("It grew [@passmore-2007, pp. 38-39].", "It grew (Passmore, 2007, pp. 38–39)."),
        ("[@goss-2005; @chesterman-horne-2002]", "(Chesterman and Horne, 2002; Goss, 2005)"),
        (
            "[see @goss-2005; also @chesterman-horne-2002]",
            "(see Goss, 2005; also Chesterman and Horne, 2002)",
        ),
        ("@passmore-2007 says so.", "Passmore (2007) says so."),
        ("@passmore-2007 [p. 39] says so.", "Passmore (2007, p. 39) says so."),
        ("as @wcag-2.2.", "as World Wide Web Consortium (2024)."),
        ("Goss [-@goss-2005] says so.", "Goss (2005) says so."),
        ("@saris-2010 compare", "Saris et al. (2010) compare"),
        ("the @care-act-2014 [s. 6]", "the Care Act 2014, s. 6"),
        ("[@care-act-2014]", "(Care Act 2014)"),
        ("[^1]: See @goss-2005.", "[^1]: See Goss (2005)."),
        ("**@goss-2005**, a tick ` and @goss-2005", "**Goss (2005)**, a tick ` and Goss (2005)"),
        ("“@goss-2005”, (@goss-2005)", "“Goss (2005)”, (Goss (2005))"),
        ("[@goss-2005;\n@kelly-1955]", "(Kelly, 1955; Goss, 2005)"),
        ("> [@goss-2005;\n> @kelly-1955]", "> (Kelly, 1955; Goss, 2005)"),
        ("[@goss-2005,\np. 3]", "(Goss, 2005, p. 3)"),
        ("[@goss-2005][^1]", "(Goss, 2005)[^1]"),
        ("[@goss-2005][@kelly-1955]", "(Goss, 2005)(Kelly, 1955)"),
        ("```a``` is code\n\n@goss-2005", "```a``` is code\n\nGoss (2005)"),
        ("```\nnever closed\n@goss-2005", "```\nnever closed\nGoss (2005)"),
        (
            "---  \ntitle: @kelly-1955\n--- \n@goss-2005",
            "---  \ntitle: @kelly-1955\n--- \nGoss (2005)",
        ),
        ("| @goss-2005 | b |\n|---|---|", "| Goss (2005) | b |\n|---|---|"),
        ("\\[@goss-2005\\]", "\\[Goss (2005)\\]"),
    ],
)
def test_a_citation_is_shown_in_harvard_form(references, written, shown):
    text, problems = citations.cite(written, "docs/a.md", references)
    assert (words(text), problems) == (shown, [])


@pytest.mark.parametrize(
    "text",
    [
        "No citation.",
        "Write to goss@goss-2005.example or <a@goss-2005.example>.",
        "---\ntitle: About @goss-2005\n---\n\nText.",
        "Write `@goss-2005` or ``[@goss-2005]``.",
        "```\n@goss-2005\n```",
        "~~~ text\n[@goss-2005]\n~~~\n",
        "- A list\n\n  ```\n  @goss-2005\n  ```\n",
        "<!-- @goss-2005\n[@goss-2005] -->",
        "<pre>@goss-2005</pre>",
        '<p title="@goss-2005">Text</p>',
        "[Write](mailto:@goss-2005) or [read](https://x.example/@goss-2005).",
        "https://x.example/@goss-2005",
        "[1]: https://x.example/ @goss-2005",
        "---\t\ntitle: About @goss-2005\n...\n\nText.",
        "## Write `@goss-2005`",
        "A colleague, @Team-alpha, @Kelly and a@Kelly-1955.",
        "https://x.example/@Kelly-1955",
    ],
)
def test_what_is_no_citation_stays_as_it_was_written(references, text):
    assert citations.cite(text, "docs/a.md", references) == (text, [])
    assert citations.keys(text) == set()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Write \\@goss-2005 or \\@Me.", "Write @goss-2005 or @Me."),
        ("# About \\@goss-2005 and `\\@b`", "# About @goss-2005 and `\\@b`"),
        ("`\\@goss-2005` and \\@ alone", "`\\@goss-2005` and \\@ alone"),
    ],
)
def test_a_backslash_keeps_a_sign_from_being_a_citation(references, written, shown):
    assert citations.cite(written, "docs/a.md", references) == (shown, [])
    assert citations.keys(written) == set()


@pytest.mark.parametrize(
    "text",
    ["`" * 3000, "a ``` b ` " * 1500, "```x\n" * 3000, "[@a " * 3000, "<!--" * 3000],
    ids=["ticks", "runs", "fences", "brackets", "comments"],
)
def test_a_page_of_signs_takes_no_time_to_speak_of(references, text):
    start = time.process_time()
    citations.check(text, "docs/a.md", references)
    assert time.process_time() - start < 2


def test_links_lead_to_the_entry_and_back(references):
    page = "One [@goss-2005]. Two: @goss-2005 and @kelly-1955.\n"
    text, problems = citations.cite(page, "docs/a.md", references)
    assert problems == []
    assert text == (
        'One (<a class="pi-cite" id="cite-goss-2005-1" href="#ref-goss-2005">Goss, 2005</a>). '
        'Two: <a class="pi-cite" id="cite-goss-2005-2" href="#ref-goss-2005">Goss (2005)</a> and '
        '<a class="pi-cite" id="cite-kelly-1955-1" href="#ref-kelly-1955">Kelly (1955)</a>.\n'
        "\n"
        '## References { #references data-unsearched="" }\n'
        "\n"
        '<ul class="pi-references">\n'
        '<li id="ref-goss-2005">Goss, S. (2005) <i>Leadership in Local Strategic Partnerships: '
        "issues paper</i>. National Evaluation of Local Strategic Partnerships. Office of the "
        "Deputy Prime Minister. Cited as reported in Passmore (2007). "
        '<span class="pi-backlinks">Back to the text: '
        '<a href="#cite-goss-2005-1" aria-label="Back to citation 1 of Goss (2005)">1</a>, '
        '<a href="#cite-goss-2005-2" aria-label="Back to citation 2 of Goss (2005)">2</a>.'
        "</span></li>\n"
        '<li id="ref-kelly-1955">Kelly, G.A. (1955) <i>The psychology of personal constructs</i> '
        "(2 vols). New York: Norton. Cited as reported in Passmore (2007). "
        '<span class="pi-backlinks">Back to the text: '
        '<a href="#cite-kelly-1955-1" aria-label="Back to citation 1 of Kelly (1955)">1</a>.'
        "</span></li>\n"
        "</ul>\n"
    )


def test_every_link_of_a_page_has_its_target(references):
    page = " ".join(f"[@{key}] @{key}" for key in references.works)
    text, _ = citations.cite(page, "docs/a.md", references)
    anchors = re.findall(r' id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors)) == 3 * len(references.works)
    assert set(re.findall(r'href="#([^"]+)"', text)) == set(anchors)


def test_what_a_page_cites_is_known_without_the_list():
    assert citations.keys("A [see @a-1, p. 2; @b-2] and @c-3, not `@d-4`.") == {"a-1", "b-2", "c-3"}


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "A\n\nB [@kelly-1995, p. 3].",
            [
                (
                    'docs/a.md:3:4: unknown-reference: there is no reference "kelly-1995" in '
                    'docs/data/references.json\n    hint: did you mean "kelly-1955"?'
                )
            ],
        ),
        (
            "By @nobody-1 and [@goss-2005; @nobody-2].",
            [
                (
                    'docs/a.md:1:4: unknown-reference: there is no reference "nobody-1" in '
                    "docs/data/references.json"
                ),
                (
                    'docs/a.md:1:31: unknown-reference: there is no reference "nobody-2" in '
                    "docs/data/references.json"
                ),
            ],
        ),
        (
            "[@goss-2005, @kelly-1955]",
            [
                (
                    'docs/a.md:1:2: citation-form: "@goss-2005, @kelly-1955" is no citation\n'
                    '    hint: write "@key, p. 39", and ";" between two works'
                )
            ],
        ),
        (
            "[@goss-2005 p. 3]",
            [
                (
                    'docs/a.md:1:2: citation-form: "@goss-2005 p. 3" is no citation\n'
                    '    hint: write "@key, p. 39", and ";" between two works'
                )
            ],
        ),
        (
            "By @Kelly-1955, and [@KELLY-1955].",
            [
                (
                    'docs/a.md:1:4: unknown-reference: there is no reference "Kelly-1955" in '
                    'docs/data/references.json\n    hint: did you mean "kelly-1955"?'
                ),
                (
                    'docs/a.md:1:22: unknown-reference: there is no reference "KELLY-1955" in '
                    'docs/data/references.json\n    hint: did you mean "kelly-1955"?'
                ),
            ],
        ),
        (
            "[@goss-2005;\n  @nobody-1]",
            [
                (
                    'docs/a.md:2:3: unknown-reference: there is no reference "nobody-1" in '
                    "docs/data/references.json"
                )
            ],
        ),
        (
            "What @goss-2005 says\n====\n",
            ["docs/a.md:1:6: citation-place: a citation stands in a heading"],
        ),
        (
            "A\n\nWhat @goss-2005 says\n---",
            ["docs/a.md:3:6: citation-place: a citation stands in a heading"],
        ),
        (
            "[see @goss-2005][other]\n\n[other]: a.md",
            ["docs/a.md:1:6: citation-place: a citation stands in the text of a link"],
        ),
        (
            "[see\n@goss-2005](a.md)",
            ["docs/a.md:2:1: citation-place: a citation stands in the text of a link"],
        ),
        (
            "## What @goss-2005 says",
            ["docs/a.md:1:9: citation-place: a citation stands in a heading"],
        ),
        (
            "[see @goss-2005](a.md)",
            ["docs/a.md:1:6: citation-place: a citation stands in the text of a link"],
        ),
    ],
)
def test_a_problem_is_told_with_its_place(references, text, messages):
    done, problems = citations.cite(text, "docs/a.md", references)
    assert [str(problem) for problem in problems] == messages
    assert citations.check(text, "docs/a.md", references) == problems
    assert done == text
