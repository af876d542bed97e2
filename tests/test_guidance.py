from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import framework, guidance

SMALL = Path(__file__).parent / "data" / "small"


def read(tmp_path, text):
    """Load the small framework's guidance with this text, beside two pages."""
    folder, pages = tmp_path / "own", tmp_path / "docs" / "guidance"
    folder.mkdir()
    pages.mkdir(parents=True)
    # An editor's hidden file is no page.
    for name in ("index", "tidying", "visiting", ".tidying"):
        (pages / f"{name}.md").write_text("# A\n", encoding="utf-8")
    if text is not None:
        (folder / "guidance.yml").write_text(text, encoding="utf-8")
    source = framework.load(SMALL).framework
    name = "sets/own/guidance.yml"
    return guidance.load(folder / "guidance.yml", name, source, tmp_path / "docs")


def test_a_page_names_its_competencies_and_a_competency_finds_its_pages(tmp_path):
    found, problems = read(
        tmp_path,
        "pages:\n"
        "  - page: visiting\n    competencies: [first-visit, tidy-rooms]\n"
        "  - page: tidying\n    competencies: [tidy-rooms]\n",
    )
    assert problems == ()
    assert found.competencies == {
        "visiting": ("first-visit", "tidy-rooms"),
        "tidying": ("tidy-rooms",),
    }
    assert found.pages("tidy-rooms") == ("visiting", "tidying")
    assert found.pages("first-visit") == ("visiting",)


def test_a_framework_may_do_without_guidance(tmp_path):
    found, problems = read(tmp_path, None)
    assert (found.competencies, problems) == ({}, ())


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "pages:\n  - page: tidyin\n    competencies: [tidy-rooms, first-visits]\n",
            [
                (
                    'sets/own/guidance.yml:2:3: left-out: the competency "first-visit" '
                    "stands nowhere\n"
                    "    hint: each competency needs guidance, and each page says what it helps "
                    "with"
                ),
                (
                    'sets/own/guidance.yml:2:3: left-out: the page "tidying" stands nowhere\n'
                    "    hint: each competency needs guidance, and each page says what it helps "
                    "with"
                ),
                (
                    'sets/own/guidance.yml:2:3: left-out: the page "visiting" stands nowhere\n'
                    "    hint: each competency needs guidance, and each page says what it helps "
                    "with"
                ),
                (
                    'sets/own/guidance.yml:2:11: unknown-page: there is no page "tidyin" in '
                    "docs/guidance/\n"
                    '    hint: did you mean "tidying"?'
                ),
                (
                    "sets/own/guidance.yml:3:32: unknown-id: there is no competency "
                    '"first-visits"\n'
                    '    hint: did you mean "first-visit"?'
                ),
            ],
        ),
        (
            (
                "pages:\n"
                "  - page: tidying\n    competencies: [tidy-rooms]\n"
                "  - page: visiting\n    competencies: [first-visit]\n"
                "  - page: tidying\n    competencies: [tidy-rooms]\n"
            ),
            ['sets/own/guidance.yml:6:11: repeated-page: the page "tidying" stands twice'],
        ),
        (
            "pages:\n  - page: tidying\n    competences: [tidy-rooms]\n",
            [
                (
                    'sets/own/guidance.yml:2:5: missing-key: the key "competencies" is missing in '
                    'entry 1 of "pages"\n'
                    "    expected: Ids of the competencies that the page helps with, the most "
                    "helped first."
                ),
                (
                    'sets/own/guidance.yml:3:5: unknown-key: the key "competences" is unknown\n'
                    "    expected: one of page, competencies\n"
                    '    hint: did you mean "competencies"?'
                ),
            ],
        ),
        ("pages: [\n", None),
    ],
)
def test_every_problem_of_the_file_is_told_at_its_place(tmp_path, text, messages):
    found, problems = read(tmp_path, text)
    assert found.competencies == {}
    if messages is None:
        assert [problem.code for problem in problems] == ["yaml-syntax"]
    else:
        assert [str(problem) for problem in problems] == messages
