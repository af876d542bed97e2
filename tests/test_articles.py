from __future__ import annotations

import pytest

from sitegen import articles


@pytest.fixture
def docs(tmp_path):
    for name in ("about.md", "guidance/trust.md", "assets/a.svg", "data/glossary.yml"):
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: A title\n---\n\n{name}\n", encoding="utf-8")
    return tmp_path / "docs"


def write(docs, out):
    """Write the pages; return their problems."""
    return articles.write_articles(
        docs,
        out,
        makers={},
        competencies=lambda page, root: f"[{root}]({page})",
        cite=lambda text, _: (text, []),
    )


def written(out):
    return sorted(file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file())


def test_pages_are_written_and_what_is_no_page_is_copied(docs, tmp_path):
    out = tmp_path / "out"
    assert write(docs, out) == []
    assert written(out) == ["about.md", "assets/a.svg", "guidance/trust.md"]
    assert (out / "guidance" / "trust.md").read_text(encoding="utf-8").endswith("\n[../](trust)\n")
    assert [page.name for page in articles.pages(docs)] == ["about.md", "trust.md"]


@pytest.mark.parametrize("name", ["about.md~", ".about.md", ".about.md.swp", ".notes/a.md"])
def test_what_an_editor_keeps_beside_a_page_is_passed_over(docs, tmp_path, name):
    file = docs / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\xff")
    assert write(docs, tmp_path / "out") == []
    assert written(tmp_path / "out") == ["about.md", "assets/a.svg", "guidance/trust.md"]
    assert [page.name for page in articles.pages(docs)] == ["about.md", "trust.md"]


def test_a_page_in_another_encoding_is_a_problem(docs, tmp_path):
    (docs / "about.md").write_bytes(b"---\ntitle: A\n---\nCaf\xe9\n")
    assert [str(problem) for problem in write(docs, tmp_path / "out")] == [
        (
            "docs/about.md:4:4: encoding: the byte 0xE9 is not UTF-8\n"
            '    hint: save the file as "UTF-8"'
        )
    ]
    assert articles.title_of(docs / "about.md") == "about"
    assert articles.title_of(docs / "guidance" / "trust.md") == "A title"
