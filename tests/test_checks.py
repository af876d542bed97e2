from __future__ import annotations

import json

import pytest

from sitegen import checks


def page(body: str, head: str = "<title>t</title>") -> str:
    return (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">'
        f'<head><meta charset="utf-8"/>{head}</head><body>{body}</body></html>\n'
    )


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def write(site, name, text):
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def places(problems):
    return [(p.path, p.code, p.message) for p in problems]


def test_a_fault_of_each_kind_is_found_in_one_run(site, tmp_path):
    faulty = write(site, "faulty.html", page("<p><div>x</div></p><img src='a.png'/>"))
    clean = write(site, "clean.html", page("<h1>x</h1>"))
    checker = checks.Checker.find(tmp_path / "cache.json")
    found = checker.check(site, [faulty, clean], "html")
    assert {(p.path, p.message) for p in found} == {
        ("site/faulty.html", "No “p” element in scope but a “p” end tag seen."),
        (
            "site/faulty.html",
            (
                "An “img” element must have an “alt” attribute, except under certain conditions. "
                "For details, consult guidance on providing text alternatives for images."
            ),
        ),
    }
    assert all(p.line == 2 and p.column > 1 and p.code == "nu-html" for p in found)


def test_xml_mode_finds_what_html_mode_forgives(site, tmp_path):
    file = write(site, "a.html", page("<svg xmlns='http://www.w3.org/2000/svg' aria-label='x'/>"))
    checker = checks.Checker.find(tmp_path / "cache.json")
    assert [p.code for p in checker.check(site, [file], "xml")] == ["nu-xml"]


def test_css_faults_have_their_line(site, tmp_path):
    sheet = write(site, "a.css", "p { color: red }\np { colour: red }\n")
    checker = checks.Checker.find(tmp_path / "cache.json")
    found = checker.check(site, [sheet], "css")
    assert [(p.path, p.line, p.code) for p in found] == [("site/a.css", 2, "nu-css")]
    assert "colour" in found[0].message


def test_only_clean_bytes_are_remembered_and_only_for_this_version(site, tmp_path, monkeypatch):
    faulty = write(site, "faulty.html", page("<p><div>x</div></p>"))
    clean = write(site, "clean.html", page("<h1>x</h1>"))
    cache = tmp_path / "cache.json"
    checker = checks.Checker.find(cache)
    assert checker.check(site, [faulty, clean], "html")
    key = f"{checker.version}:html:{checks.sha256(clean.read_bytes())}"
    assert json.loads(cache.read_text()) == [key]

    asked = []
    monkeypatch.setattr(
        checks.Checker, "_run", lambda _self, files, mode: asked.append((list(files), mode)) or []
    )
    checker.check(site, [faulty, clean], "html")
    checks.Checker(cache=cache, version="another").check(site, [clean], "html")
    assert asked == [([faulty], "html"), ([clean], "html")]


def test_links_and_fragments_must_lead_somewhere(site):
    good = write(site, "a.html", page('<h1 id="x">x</h1><a href="b/c.html#y">ok</a>'))
    bad = write(
        site, "b/c.html", page('<p id="y"><a href="../a.html#z">f</a><a href="d.html">g</a></p>')
    )
    assert sorted(places(checks.links(site, [good, bad]))) == [
        ("site/b/c.html", "link", "Cannot find fragment: a.html#z"),
        (
            "site/b/c.html",
            "link",
            "File not found. Check if file exists and path is correct: b/d.html",
        ),
    ]


def test_nothing_is_loaded_from_elsewhere_and_no_address_starts_at_the_root(site):
    head = (
        '<title>t</title><link rel="canonical" href="https://pi.example/"/>'
        '<link rel="stylesheet" href="https://cdn.example/a.css"/>'
    )
    body = (
        '<script src="/a.js"></script><img src="data:image/png;base64,AA" alt=""/>'
        '<a href="https://doi.org/10.1000/1">to another site</a><a href="/b.html">root</a>'
    )
    file = write(site, "a.html", page(body, head))
    write(site, "a.css", "p { background: url(https://cdn.example/x.png) }")
    assert [p.message for p in checks.addresses(site, [file])] == [
        "<link> has the address https://cdn.example/a.css",
        "<script> has the address /a.js",
        "<a> has the address /b.html",
        "<style sheet> has the address url(https:",
    ]


def test_only_the_not_found_page_may_use_addresses_from_the_root(site):
    file = write(site, "404.html", page('<a href="/index.html">start</a>'))
    assert checks.addresses(site, [file]) == []


def test_a_page_that_is_no_xml_is_named_with_its_place(site):
    file = write(site, "a.html", page("<p>x<br></p>"))
    (found,) = checks.well_formed(site, [file])
    assert (found.path, found.line, found.code) == ("site/a.html", 2, "xml")
    assert found.message.startswith("Opening and ending tag mismatch: br")


def test_a_policy_that_only_a_file_address_breaks_is_no_finding(site, tmp_path):
    head = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'self'\"/><title>t</title>"
        '<link rel="stylesheet" href="a.css"/>'
    )
    file = write(site, "a.html", page('<script type="application/json">{}</script>', head))
    checker = checks.Checker.find(tmp_path / "cache.json")
    assert checker.check(site, [file], "html") == []


def test_an_inline_script_that_the_policy_blocks_is_a_finding(site, tmp_path):
    head = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"/>'
        "<title>t</title><script>a()</script>"
    )
    checker = checks.Checker.find(tmp_path / "cache.json")
    (found,) = checker.check(site, [write(site, "a.html", page("", head))], "html")
    assert found.message.startswith("Inline script violates Content Security Policy")
