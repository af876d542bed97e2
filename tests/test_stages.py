from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sitegen import checks, console, stages

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path):
    """A copy of the sources, so that a test may spoil them; the cache is the real one."""
    for folder in ("framework", "docs", "scorer"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "sitegen").symlink_to(ROOT / "sitegen")
    for file in ("mkdocs.yml", "CITATION.cff", "CHANGELOG.md"):
        shutil.copyfile(ROOT / file, tmp_path / file)
    shutil.copytree(ROOT / ".cache", tmp_path / ".cache")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("old", encoding="utf-8")
    return stages.Project.at(tmp_path)


def build(project, *, checked=True):
    return stages.build(project, console.Reporter(quiet=True), checked=checked)


def append(file, text):
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def tree(folder):
    return {
        file.relative_to(folder).as_posix(): checks.sha256(file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_checked_build_replaces_the_old_site_and_reports_every_page(project):
    summary = build(project)
    names = {file.relative_to(project.site).as_posix() for file in project.site.rglob("*.html")}
    report = json.loads((project.site / "validation.json").read_text(encoding="utf-8"))
    listed = {f["path"]: f for f in report["files"] if f["path"].endswith(".html")}
    assert "old.html" not in names
    assert set(listed) == names
    assert summary.pages == len(names)
    assert summary.items == 48
    for name, entry in listed.items():
        data = (project.site / name).read_bytes()
        assert entry["sha256"] == checks.sha256(data)
        assert entry["findings"] == 0
        assert b"This page was checked as HTML and as XHTML" in data


def test_two_builds_give_the_same_bytes(project):
    build(project)
    first = tree(project.site)
    build(project)
    assert tree(project.site) == first


def test_a_site_with_an_address_is_the_same_on_any_day(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    build(project, checked=False)
    first = tree(project.site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    build(project, checked=False)
    assert "sitemap.xml" in first
    assert tree(project.site) == first


def test_the_preview_claims_no_check(project):
    build(project, checked=False)
    page = (project.site / "index.html").read_text(encoding="utf-8")
    assert "was checked" not in page


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            "docs/index.md",
            "\n<p>a <font>b</font></p>\n",
            ("site/index.html", "nu-html"),
        ),
        ("docs/index.md", "\n[x](#nowhere)\n", ("docs/index.md", "mkdocs")),
        ("docs/index.md", '\n<p style="color:red">x</p>\n', ("site/index.html", "xhtml")),
        (
            "docs/index.md",
            '\n<img src="https://cdn.example/a.png" alt="">\n',
            ("site/index.html", "address"),
        ),
        ("docs/index.md", "\n<a href='nothing.html'>x</a>\n", ("site/index.html", "link")),
        ("framework/framework.yml", "\nextra: 1\n", ("framework/framework.yml", "unknown-key")),
    ],
)
def test_a_fault_stops_the_build_and_leaves_the_old_site(project, file, text, expected):
    append(project.root / file, text)
    with pytest.raises(stages.BuildError) as caught:
        build(project)
    assert expected in {(p.path, p.code) for p in caught.value.problems}
    assert tree(project.site) == {"old.html": checks.sha256(b"old")}


def test_a_fault_of_a_page_is_told_with_its_line_and_the_rule(project):
    append(project.root / "docs" / "privacy.md", "\n<p>a <font>b</font></p>\n")
    with pytest.raises(stages.BuildError) as caught:
        build(project)
    problems = {problem.code: problem for problem in caught.value.problems}
    assert set(problems) == {"nu-html", "nu-xml"}
    page = (project.work / "site" / "privacy.html").read_text(encoding="utf-8").splitlines()
    for problem in problems.values():
        assert problem.path == "site/privacy.html"
        assert page[problem.line - 1] == "<p>a <font>b</font></p>"
        assert problem.message == "The “font” element is obsolete. Use CSS instead."


def test_a_second_build_checks_no_page_again(project, monkeypatch):
    build(project)
    asked = []
    monkeypatch.setattr(checks.Checker, "_run", lambda _, files, mode: asked.append((files, mode)))
    build(project)
    assert asked == []


def test_missing_prose_is_a_wrong_configuration(project):
    shutil.rmtree(project.docs)
    with pytest.raises(stages.BuildError) as caught:
        build(project, checked=False)
    (problem,) = caught.value.problems
    assert caught.value.configuration
    assert (problem.path, problem.message) == ("docs", "there is no such folder")


def make_it_your_own(project):
    """Change YAML alone: name, addresses, colours and the framework of the site."""
    shutil.copytree(ROOT / "tests" / "data" / "small", project.root / "own")
    text = project.config.read_text(encoding="utf-8")
    for old, new in (
        ("site_name: Partnership intelligence", "site_name: Keeping a hall"),
        ("https://partnership-intelligence.example/", "https://hall.cy/pi/"),
        ("https://code.partnership-intelligence.example", "https://code.hall.cy"),
        ("mailto:contact@partnership-intelligence.example", "mailto:us@hall.cy"),
        ("mailto:errors@partnership-intelligence.example", "https://hall.cy/errors"),
        ("framework: framework\n", "framework: own\n"),
        ("colours: {}", "colours: {light: {accent: '#5b2a86'}}"),
    ):
        assert old in text
        text = text.replace(old, new)
    project.config.write_text(text, encoding="utf-8")


def test_a_site_becomes_your_own_by_editing_yaml_alone(project, capsys):
    make_it_your_own(project)
    summary = build(project)
    pages = {file.relative_to(project.site).as_posix() for file in project.site.rglob("*.html")}
    assert summary.items == 6
    assert {"keeper.html", "framework/the-rooms/index.html", "print/keeper-long.html"} <= pages
    assert "leader.html" not in pages
    start = (project.site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://hall.cy/pi/' in start
    assert 'href="https://hall.cy/errors"' in start
    assert "Answer “Am I a keeper?”" in start
    assert "us@hall.cy" in (project.site / "accessibility.html").read_text(encoding="utf-8")
    codebook = (project.site / "codebook.csv").read_text(encoding="utf-8")
    assert "fp-01" not in codebook
    (css,) = (project.site / "assets" / "pi").glob("site.*.css")
    assert "--pi-accent: #5b2a86" in css.read_text(encoding="utf-8")
    every = "".join(
        file.read_text(encoding="utf-8")
        for file in project.site.rglob("*.html")
        if file.name != "validation.html"
    )
    assert "partnership-intelligence.example" not in every
    assert "example address" not in capsys.readouterr().err


def test_a_wrong_configuration_is_told_apart_from_a_finding(project):
    append(project.config, "\nplugins: [no-such-plugin]\n")
    with pytest.raises(stages.BuildError) as caught:
        build(project)
    assert caught.value.configuration


def test_the_error_link_of_a_page_names_the_page(project):
    build(project, checked=False)
    page = (project.site / "framework" / "index.html").read_text(encoding="utf-8")
    address = "mailto:errors@partnership-intelligence.example"
    assert f'href="{address}?subject=Error%20on%20framework/index.html"' in page


def test_example_addresses_are_pointed_out(project, capsys):
    build(project, checked=False)
    said = " ".join(capsys.readouterr().err.split())
    assert (
        "Note: mkdocs.yml still has the example address of site_url, repo_url, "
        "extra.report_errors, extra.contact."
    ) in said
