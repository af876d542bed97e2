"""What a reader finds with the search box, under the policy that the page carries."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
AREAS = [
    yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "framework" / "areas").glob("*.yml"))
]
TITLES = {
    competency["title"]: f"framework/{area['id']}/{competency['id']}.html"
    for area in AREAS
    for competency in area["competencies"]
}
ITEMS = {
    item["id"]: item["self"]
    for area in AREAS
    for competency in area["competencies"]
    for item in competency["items"]
}
ITEM = "fp-06"

# What comes first: the page, and the place on it where that is what was meant.
FIRST = {
    **TITLES,
    ITEM: f"codebook.html#{ITEM}",
    ITEMS[ITEM]: f"codebook.html#{ITEM}",
    "how busy we have been": f"codebook.html#{ITEM}",
    "standard error": "glossary.html#standard-error-of-measurement",
    "integrated care system": "glossary.html#integrated-care-system",
    "LSP": "glossary.html#local-strategic-partnership",
    "Heidemeier": "research/references.html#ref-heidemeier-moser-2009",
    "Kelly 1955": "research/references.html#ref-kelly-1955",
    "Kelly, G.A. (1955)": "research/references.html#ref-kelly-1955",
    "Goleman": "research/references.html#ref-goleman-1998",
    "power": "guidance/power-and-resources.html",
    "voluntary sector": "guidance/voluntary-sector.html",
    "too many partnerships": "guidance/too-many-partnerships.html",
    "trust": "guidance/trust-and-dialogue.html",
    "accessibility": "accessibility.html",
    "licence": "licence.html",
    "privacy": "privacy.html",
    "print": "printable-forms.html",
    "self-assessment": "leader.html",
}
# Several pages have a claim; these are among the first three.
AMONG_THREE = {
    "reversed item": "glossary.html#reversed-item",
    "Passmore": "research/references.html#ref-passmore-2007",
    "co-evolving": "guidance/co-evolving.html",
    "report": "how-it-works.html",
    "(SEM)": "scoring.html#planning-values",
}

RESULTS = """() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 3)
  .map(item => [...item.querySelectorAll(".md-search-result__link")].map(link => ({
    address: new URL(link.href).pathname.slice(1) + new URL(link.href).hash,
    title: link.querySelector("h1, h2").textContent,
    teaser: [...link.querySelectorAll("p")].map(p => p.textContent).join("\\n")})))"""
NOTHING = "No matching documents"


@pytest.fixture(scope="module")
def search(browser, site_url):
    """What types a query, and returns the results of the first three pages."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults = []
    page.on("console", lambda m: faults.append(m.text) if m.type != "log" else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.goto(f"{site_url}/about.html")
    box = page.get_by_role("textbox", name="Search this site")
    meta = page.locator(".md-search-result__meta")
    box.click()

    def ask(query):
        # The theme listens for keys; a query without a result parts two answers.
        for text, nothing in (("qqqq", True), (query, False)):
            box.fill(text)
            box.press("End")
            told = expect(meta)
            (told.to_have_text if nothing else told.not_to_have_text)(NOTHING)
        page.locator(".md-search-result__link").first.wait_for()
        assert faults == []
        return page.evaluate(RESULTS)

    box.press_sequentially("qq")
    yield ask
    context.close()


@pytest.mark.parametrize(("query", "page"), FIRST.items())
def test_what_was_meant_comes_first(search, query, page):
    (first, *_) = search(query)
    assert first[0]["address"] == page.partition("#")[0]
    # Below the page stands the place on it that fits best.
    assert "#" not in page or first[1]["address"] == page


@pytest.mark.parametrize(("query", "page"), AMONG_THREE.items())
def test_what_was_meant_is_among_the_first_three(search, query, page):
    assert page in [result["address"] for found in search(query) for result in found]


@pytest.mark.parametrize("query", ["partner", "trust", "fp-04", "Passmore", "item", "figure"])
def test_results_read_as_text(search, query):
    for result in itertools.chain.from_iterable(search(query)):
        assert result["title"].strip()
        text = result["title"] + " " + result["teaser"]
        assert not re.search(r"[<>]|&\w+;|Skip to|Back to the text", text)
        # Two cells or blocks that run together.
        assert not re.search(r"[a-z][.?!][A-Z]", text)


def test_the_index_is_small_and_each_entry_leads_somewhere():
    file = SITE / "search" / "search_index.json"
    # A page for each of seven questionnaires, beside the page where it is answered.
    assert len(gzip.compress(file.read_bytes())) < 140_000
    for entry in json.loads(file.read_text(encoding="utf-8"))["docs"]:
        name, _, anchor = entry["location"].partition("#")
        page = (SITE / name).read_text(encoding="utf-8")
        assert entry["title"]
        assert not anchor or f' id="{anchor}"' in page


def test_forms_for_paper_and_lists_of_references_are_not_searched():
    text = (SITE / "search" / "search_index.json").read_text(encoding="utf-8")
    found = {entry["location"] for entry in json.loads(text)["docs"]}
    assert not [one for one in found if one.startswith(("print/", "404"))]
    assert not [one for one in found if one.endswith("#references")]
