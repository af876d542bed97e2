from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import markdown
import pytest
from lxml import etree

from sitegen import statement
from sitegen.files import schemafaults

ROOT = Path(__file__).parent.parent
NAME = "docs/data/accessibility.yml"
TEXT = (ROOT / NAME).read_text(encoding="utf-8")
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc"]


def load(tmp_path, text):
    file = tmp_path / "accessibility.yml"
    file.write_text(text, encoding="utf-8")
    return statement.load(file, NAME)


def page(made, contact="mailto:a@b.example"):
    html = markdown.markdown(statement.maker(made, contact)(""), extensions=EXTENSIONS)
    return etree.fromstring(f"<body>{html}</body>")


def words(element):
    return " ".join("".join(element.itertext()).split())


def without(key):
    """Return the text without a key and all that is below it."""
    return re.sub(rf"^{key}:.*\n(?:[ #].*\n|\n)*", "", TEXT, flags=re.MULTILINE)


def test_the_page_has_every_part_of_the_model_statement(tmp_path):
    made, problems = load(tmp_path, TEXT)
    assert problems == ()
    assert [one.get("id") for one in page(made).iter("h2", "h3")] == [
        *("scope", "compliance", "not-accessible"),
        *("non-compliance", "disproportionate-burden", "outside-scope"),
        *("alternatives", "feedback", "enforcement", "method", "dates"),
    ]


def test_the_page_says_how_compliant_the_site_is_and_what_was_not_tested(tmp_path):
    text = words(page(load(tmp_path, TEXT)[0]))
    assert "partially compliant with the Web Content Accessibility Guidelines" in text
    assert "has not yet been audited by a person" in text
    assert "No disabled people have tried the site in a test yet." in text
    assert "No pass with a screen reader has been recorded." in text
    assert "We do not claim this for anything." in text
    assert "prepared on 21 November 2026. It will be reviewed by 21 November 2027." in text


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("mailto:a@b.example", "a@b.example"),
        ("https://b.example/contact", "https://b.example/contact"),
    ],
)
def test_the_contact_address_and_the_enforcing_bodies_are_links(tmp_path, contact, shown):
    tree = page(load(tmp_path, TEXT)[0], contact)
    assert [(one.get("href"), words(one)) for one in tree.iter("a")] == [
        (contact, shown),
        (
            "https://www.equalityadvisoryservice.com/",
            "Equality Advisory and Support Service (EASS)",
        ),
        ("https://www.equalityni.org/", "Equality Commission for Northern Ireland"),
    ]


@pytest.mark.parametrize("key", ["not_accessible", "alternatives", "feedback", "enforcement"])
def test_the_schema_asks_for_the_four_statutory_parts(tmp_path, key):
    made, problems = load(tmp_path, without(key))
    assert made is None
    assert [problem.message for problem in problems] == [f'the key "{key}" is missing']
    assert "Statutory" in problems[0].expected or key == "enforcement"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'review: "2027-11-21"',
            'review: "2027-11-22"',
            (
                "wrong-date: the review is on 22 November 2027\n"
                "    expected: a day after 21 November 2026 and at latest 21 November 2027"
            ),
        ),
        (
            'review: "2027-11-21"',
            'review: "2026-11-21"',
            (
                "wrong-date: the review is on 21 November 2026\n"
                "    expected: a day after 21 November 2026 and at latest 21 November 2027"
            ),
        ),
        (
            'prepared: "2026-11-21"',
            'prepared: "2026-02-30"',
            'wrong-form: "prepared" is "2026-02-30"\n    expected: a date such as "2026-11-21"',
        ),
        (
            "compliance: partially",
            "compliance: partly",
            (
                'wrong-value: "compliance" is "partly"\n'
                "    expected: fully or partially or not\n"
                '    hint: did you mean "partially"?'
            ),
        ),
        (
            "compliance: partially",
            "compliance: fully",
            (
                "wrong-count: the list and the verdict contradict each other\n"
                '    expected: an empty list for "fully", at least 1 entry for any other verdict'
            ),
        ),
        (
            "reason: outside-scope",
            "reason: too-dear",
            (
                'wrong-value: "reason" is "too-dear"\n'
                "    expected: non-compliance or disproportionate-burden or outside-scope"
            ),
        ),
        (
            "https://www.equalityni.org/",
            "www.equalityni.org",
            (
                'wrong-form: "url" is "www.equalityni.org"\n'
                '    expected: an address that begins with "https://" and has no spaces'
            ),
        ),
    ],
)
def test_each_problem_is_told(tmp_path, old, new, message):
    made, problems = load(tmp_path, TEXT.replace(old, new))
    assert made is None
    assert [re.sub(r"^\S+:\d+:\d+: ", "", str(problem)) for problem in problems] == [message]
    line = problems[0].line
    assert problems[0].path == NAME
    assert line == 1 or line > 20


def test_a_leap_day_has_a_last_day_of_review(tmp_path):
    text = TEXT.replace("2026-11-21", "2028-02-29").replace("2027-11-21", "2029-02-28")
    made, problems = load(tmp_path, text)
    assert problems == ()
    assert made is not None
    assert made.review == date(2029, 2, 28)


def test_a_review_past_due_is_a_warning_and_the_statement_stays(tmp_path):
    made, _ = load(tmp_path, TEXT)
    assert made is not None
    assert statement.overdue(made, NAME, date(2027, 11, 21)) is None
    line = TEXT[: TEXT.index("\nreview: ")].count("\n") + 2
    assert str(statement.overdue(made, NAME, date(2027, 11, 22))) == (
        f"{NAME}:{line}:9: review-overdue: the review was due on 21 November 2027\n"
        '    hint: look the statement over, then set "prepared" and "review" anew'
    )


def test_every_pattern_of_the_schema_has_plain_words():
    text = Path(f"{statement.SCHEMA}.schema.json").read_text(encoding="utf-8")
    found = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text)
    assert {json.loads(one) for one in found} <= set(schemafaults.PATTERNS)
