"""The built site, read as XML: what each page says of itself, and whether its links agree."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import yaml
from lxml import etree

from scorer import codebook
from sitegen import answerpages

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
H = "{http://www.w3.org/1999/xhtml}"
TREES = {
    file.relative_to(SITE).as_posix(): etree.fromstring(file.read_bytes())
    for file in sorted(SITE.rglob("*.html"))
}
CONFIG = {
    key: re.search(rf"^\s*{key}: (\S+)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[1]
    for key in ("site_url", "repo_url", "edit_uri", "report_errors")
}
ANSWERING = answerpages.addresses(codebook.default())
LINKED = yaml.safe_load((ROOT / "framework/guidance.yml").read_text("utf-8"))["pages"]
BY_PAGE = {f"guidance/{one['page']}.html": one["competencies"] for one in LINKED}
COMPETENCIES = {
    Path(name).stem: name for name in TREES if re.match(r"framework/[^/]+/(?!index)", name)
}
CITING = [
    name for name, page in TREES.items() if page.findall(f".//{H}span[@class='pi-backlinks']")
]


def words(element):
    return " ".join("".join(element.itertext()).split())


def head(name):
    return TREES[name].find(f"{H}head")


def links(element):
    return {one.get("href"): words(one) for one in element.iter(f"{H}a")}


def resolved(name, href):
    """Return the page of the site that a link on a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), href.partition("#")[0]))


def edit_link(name):
    return next((h for h, text in links(TREES[name]).items() if text == "Edit this page"), None)


@pytest.mark.parametrize("name", TREES)
def test_a_page_has_a_title_a_description_and_one_lasting_address(name):
    top = head(name)
    assert top.findtext(f"{H}title").strip()
    assert 50 <= len(top.find(f"{H}meta[@name='description']").get("content")) <= 160
    found = [link.get("href") for link in top.findall(f"{H}link[@rel='canonical']")]
    assert found == ([] if name == "404.html" else [CONFIG["site_url"] + name])


def test_no_two_pages_share_a_title_or_a_description():
    titles = [head(name).findtext(f"{H}title") for name in TREES if name != "404.html"]
    about = [
        head(name).find(f"{H}meta[@name='description']").get("content")
        for name in TREES
        if name != "404.html"
    ]
    assert len(set(titles)) == len(titles)
    assert len(set(about)) == len(about)


def test_previous_and_next_lead_through_the_whole_menu_and_back():
    def step(name, rel):
        link = head(name).find(f"{H}link[@rel='{rel}']")
        return None if link is None else resolved(name, link.get("href"))

    order, name = [], "index.html"
    while name is not None:
        assert name not in order
        order.append(name)
        following = step(name, "next")
        assert following is None or step(following, "prev") == name
        name = following
    outside = {name for name in TREES if name.startswith("print/")} | {"404.html"}
    assert set(TREES) - set(order) == outside


@pytest.mark.parametrize("name", [name for name in TREES if name not in ANSWERING])
def test_the_foot_shows_the_same_previous_and_next_page_as_the_head(name):
    for rel in ("prev", "next"):
        top = head(name).find(f"{H}link[@rel='{rel}']")
        below = TREES[name].find(f".//{H}footer//{H}a[@rel='{rel}']")
        assert (below is None) == (top is None)
        assert below is None or below.get("href") == top.get("href")


@pytest.mark.parametrize("name", TREES)
def test_an_edit_link_leads_to_a_file_of_the_repository(name):
    address = edit_link(name)
    if name in {"404.html", "compare.html", "validation.html"}:
        assert address is None
        return
    root = f"{CONFIG['repo_url']}/{CONFIG['edit_uri']}".removesuffix("docs/")
    assert address.startswith(root)
    assert (ROOT / unquote(address.removeprefix(root))).is_file()


@pytest.mark.parametrize("name", TREES)
def test_whoever_reports_an_error_need_not_say_on_which_page(name):
    found = {text: href for href, text in links(TREES[name]).items()}
    subject = "Error on " + ("a missing page" if name == "404.html" else name)
    address = f"{CONFIG['report_errors']}?subject={quote(subject)}"
    assert found["Report an error on this page"] == address


@pytest.mark.parametrize("name", TREES)
def test_every_page_says_what_it_was_checked_with(name):
    foot = TREES[name].find(f".//{H}div[@class='pi-footer md-grid']")
    assert "checked as HTML and as XHTML with Nu Html Checker" in words(foot)
    assert "validation report" in links(foot).values()


@pytest.mark.parametrize("name", BY_PAGE)
def test_a_guidance_page_shows_the_dates_of_its_source(name):
    source = ROOT / "docs" / name.replace(".html", ".md")
    front = yaml.safe_load(source.read_text("utf-8").split("---\n")[1])
    foot = TREES[name].find(f".//{H}footer[@class='pi-meta']")
    shown = [time.get("datetime") for time in foot.iter(f"{H}time")]
    assert shown == [str(front["reviewed"]), str(front["next_review"])]


@pytest.mark.parametrize("name", BY_PAGE)
def test_guidance_and_competencies_link_both_ways(name):
    there = {resolved(name, href) for href in links(TREES[name]) if ":" not in href}
    for competency in BY_PAGE[name]:
        page = COMPETENCIES[competency]
        assert page in there
        assert name in {resolved(page, href) for href in links(TREES[page]) if ":" not in href}


@pytest.mark.parametrize("competency", COMPETENCIES)
def test_a_competency_links_to_the_guidance_that_names_it_and_to_no_other(competency):
    page = COMPETENCIES[competency]
    found = {
        resolved(page, href)
        for href in links(TREES[page].find(f".//{H}article"))
        if ":" not in href
    }
    named = {name for name, ids in BY_PAGE.items() if competency in ids}
    assert named
    assert {name for name in found if name in BY_PAGE} == named


@pytest.mark.parametrize("name", CITING)
def test_every_citation_leads_to_its_entry_and_every_entry_back(name):
    article = TREES[name].find(f".//{H}article")
    entries = {one.get("id"): one for one in article.iter(f"{H}li") if one.get("id")}
    cited = {}
    for one in article.iter(f"{H}a"):
        if re.match(r"cite-.+-\d+$", one.get("id") or ""):
            cited.setdefault(one.get("href").removeprefix("#"), []).append(f"#{one.get('id')}")
    assert cited
    back = {
        key: [link.get("href") for link in entry.iter(f"{H}a") if link.get("aria-label")]
        for key, entry in entries.items()
        if key.startswith("ref-")
    }
    # The overview lists every work that the framework rests on, cited there or not.
    if name == "framework/index.html":
        back = {key: links for key, links in back.items() if links}
    assert back == cited


def test_every_cited_work_stands_in_the_bibliography():
    whole = TREES["research/references.html"]
    known = {one.get("id") for one in whole.iter(f"{H}li")}
    for name in CITING:
        ids = {one.get("id") or "" for one in TREES[name].find(f".//{H}article").iter(f"{H}li")}
        assert {one for one in ids if one.startswith("ref-")} <= known


def test_the_write_up_tells_machines_what_the_citation_file_says():
    file = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    (script,) = TREES["research/index.html"].findall(f".//{H}script[@type='application/ld+json']")
    record = json.loads(script.text)
    assert record["@context"] == "https://schema.org"
    assert record["headline"] == file["title"]
    assert record["abstract"] == " ".join(file["abstract"].split())
    assert [author["name"] for author in record["author"]] == [a["name"] for a in file["authors"]]
    assert record["datePublished"] == str(file["date-released"])
    assert record["version"] == file["version"]
    assert record["keywords"] == file["keywords"]
    assert words(TREES["research/index.html"].find(f".//{H}h1")) == file["title"]


def test_no_other_page_says_that_it_is_the_work():
    for name in set(TREES) - {"research/index.html"}:
        assert TREES[name].find(f".//{H}script[@type='application/ld+json']") is None
        assert head(name).find(f"{H}meta[@name='citation_title']") is None
