from datetime import date

import pytest
from mkdocs.utils import meta

from sitegen.prose import frontmatter

GOOD = (
    "title: Trust\n"
    "description: How trust grows between partners, and what you can do when it is gone.\n"
)
DATES = "reviewed: 2026-11-21\nnext_review: 2027-11-21\n"


def lint(matter, *, guidance=False):
    front = frontmatter.read("docs/x.md", f"---\n{matter}---\n# Trust\n")
    return [str(problem) for problem in frontmatter.check(front, guidance=guidance)]


@pytest.mark.parametrize("guidance", [True, False])
def test_good_front_matter_has_no_problem(guidance):
    assert lint(GOOD + DATES, guidance=guidance) == []


def test_body_keeps_its_line_numbers():
    front = frontmatter.read("docs/x.md", f"---\n{GOOD}---\n# Trust\n---\n")
    assert front.body == "\n\n\n\n# Trust\n---\n"


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        (
            "",
            [
                'docs/x.md:1:1: front-matter: the key "title" is missing',
                'docs/x.md:1:1: front-matter: the key "description" is missing',
            ],
        ),
        (
            GOOD.replace("Trust", "[a]") + "titel: x\nmade: up\n",
            [
                (
                    'docs/x.md:4:1: front-matter: the key "titel" is unknown\n'
                    "    expected: one of title, description, reviewed, next_review, "
                    "date, cite, authors, keywords, hide, search, source\n"
                    '    hint: did you mean "title"?'
                ),
                (
                    'docs/x.md:5:1: front-matter: the key "made" is unknown\n'
                    "    expected: one of title, description, reviewed, next_review, "
                    "date, cite, authors, keywords, hide, search, source\n"
                    "    hint: remove it"
                ),
                'docs/x.md:2:8: front-matter: "title" is no text',
            ],
        ),
        (
            "title: Trust\ndescription: It is short. So short.\n",
            [
                (
                    'docs/x.md:3:14: front-matter: "description" has 22 characters\n'
                    "    expected: 50 to 160"
                ),
                'docs/x.md:3:14: front-matter: "description" has 2 sentences\n    expected: one',
            ],
        ),
        (
            GOOD.replace("Trust", "Trust: a start"),
            [
                (
                    "docs/x.md:2:13: front-matter: this colon cannot begin a value here\n"
                    "    hint: put the whole text in quotes if the colon belongs to it; "
                    "otherwise check the indentation"
                )
            ],
        ),
        (
            GOOD + "reviewed: 2026-02-30\n",
            [
                "docs/x.md:4:11: front-matter: this is not YAML: day is out of range for month",
            ],
        ),
        (
            GOOD + "hide: [2026-02-28, '2026-02-30', 2026-02-30]\n",
            [
                "docs/x.md:4:34: front-matter: this is not YAML: day is out of range for month",
            ],
        ),
        (
            GOOD + "hide: [toc\n",
            [
                (
                    "docs/x.md:4:7: front-matter: the list or mapping that begins here "
                    'is not closed with "]"\n'
                    '    hint: separate its parts with commas and end it with "]"'
                )
            ],
        ),
        (
            GOOD + "hide: !x y\n",
            [
                "docs/x.md:4:7: front-matter: could not determine a constructor for the tag '!x'",
            ],
        ),
        (
            GOOD + "search:\n  boost: 1\n  boost: 2\ntitle: Other\n",
            [
                (
                    'docs/x.md:7:1: front-matter: the key "title" is already there\n'
                    "    hint: keep one of the two"
                ),
                (
                    'docs/x.md:6:3: front-matter: the key "boost" is already there\n'
                    "    hint: keep one of the two"
                ),
            ],
        ),
        (
            GOOD + "reviewed: soon\n",
            [
                (
                    'docs/x.md:4:11: front-matter: "reviewed" is no date\n'
                    "    expected: a date such as 2026-11-21"
                ),
                'docs/x.md:1:1: front-matter: the key "next_review" is missing',
            ],
        ),
        (
            GOOD + "reviewed: 2026-11-21\nnext_review: 2026-11-21\n",
            [
                (
                    'docs/x.md:5:14: front-matter: "next_review" is 2026-11-21\n'
                    "    expected: after 2026-11-21, and 2028-11-21 at the latest"
                )
            ],
        ),
        (
            GOOD + "reviewed: 2028-02-29\nnext_review: 2030-03-01\n",
            [
                (
                    'docs/x.md:5:14: front-matter: "next_review" is 2030-03-01\n'
                    "    expected: after 2028-02-29, and 2030-02-28 at the latest"
                )
            ],
        ),
    ],
)
def test_fault_is_told_with_its_place(matter, expected):
    assert lint(matter) == expected


@pytest.mark.parametrize(("first", "last"), [("---  ", "--- "), ("---", "..."), ("---", "...\t")])
def test_fences_are_those_that_mkdocs_knows(first, last):
    text = f"{first}\n{GOOD}{last}\n# Trust\n"
    front = frontmatter.read("docs/x.md", text)
    assert list(frontmatter.check(front, guidance=False)) == []
    assert meta.get_data(text) == (front.body.lstrip("\n"), front.data)


def test_front_matter_that_is_not_closed_is_told_alone():
    front = frontmatter.read("docs/x.md", f"---\n{GOOD}# Trust\n")
    assert [str(problem) for problem in frontmatter.check(front, guidance=True)] == [
        (
            "docs/x.md:1:1: front-matter: the front matter that begins here is never closed\n"
            '    expected: a line "---" after it'
        )
    ]


def test_byte_order_mark_hides_no_front_matter():
    front = frontmatter.read("docs/x.md", f"\ufeff---\n{GOOD}---\n# Trust\n")
    assert front.data["title"] == "Trust"
    assert front.body == "\n\n\n\n# Trust\n"


@pytest.mark.parametrize("text", ["title: a teh", 'title: "a\n  teh"', "title: >-\n  Teha\n  teh"])
def test_word_of_a_text_knows_its_place(text):
    front = frontmatter.read("docs/x.md", f"---\n{text}\n---\n")
    line, column = front.word("title", front.data["title"].index("teh"), "teh")
    assert f"---\n{text}".split("\n")[line - 1][column - 1 :].startswith("teh")


def test_list_that_holds_itself_is_no_hindrance():
    assert lint(GOOD + "hide: &a [*a]\n") == []


def test_guidance_needs_the_dates_of_its_reviews():
    assert lint(GOOD, guidance=True) == [
        'docs/x.md:1:1: front-matter: the key "reviewed" is missing',
        'docs/x.md:1:1: front-matter: the key "next_review" is missing',
    ]


@pytest.mark.parametrize("text", ["# Trust\n", "", "---\ntitle: x\n", "---\nA rule.\n"])
def test_page_without_front_matter_is_all_body(text):
    front = frontmatter.read("docs/x.md", text)
    assert (front.body, front.data) == (text, {})


def test_page_is_due_the_day_after_its_next_review(tmp_path):
    folder = tmp_path / "docs" / "guidance"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(f"---\n{GOOD}{DATES}---\n", encoding="utf-8")
    (folder / "b.md").write_text(f"---\n{GOOD}---\n", encoding="utf-8")
    assert frontmatter.due(tmp_path, date(2027, 11, 21)) == []
    (late,) = frontmatter.due(tmp_path, date(2027, 11, 22))
    assert str(late) == "docs/guidance/a.md:5: the review was due on 21 November 2027"


def test_review_in_the_future_is_to_be_known_and_no_problem(tmp_path):
    page = tmp_path / "docs" / "data" / "README.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"---\n{GOOD}{DATES}---\n", encoding="utf-8")
    (tmp_path / "docs" / "a.md").write_text(f"---\n{GOOD}{DATES}---\n", encoding="utf-8")
    (early,) = frontmatter.due(tmp_path, date(2026, 11, 20))
    assert str(early) == "docs/a.md:4: the review lies in the future, on 21 November 2026"
    assert frontmatter.due(tmp_path, date(2026, 11, 21)) == []


def test_page_that_is_not_text_is_not_due(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_bytes(b"---\nnext_review: 2001-01-01\n---\n\xff")
    assert frontmatter.due(tmp_path, date(2026, 11, 21)) == []
