"""Every page of the built site, in the browser, under the policy that it carries."""

from __future__ import annotations

import json
from itertools import batched
from pathlib import Path

import hosts
import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
PAGES = sorted(file.relative_to(SITE).as_posix() for file in SITE.rglob("*.html"))
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

GUIDANCE = "guidance/trust-and-dialogue.html"
# Styles of ours and of the theme, inherited and not.
LOOK = """() => ["body", ".md-header", ".pi-brand", ".md-tabs__link", "h1", "p", ".pi-footer"]
  .map(part => getComputedStyle(document.querySelector(part)))
  .map(style => [style.fontFamily, style.fontSize, style.color, style.backgroundColor,
    style.position, style.display, style.textDecorationLine])"""
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


def violations(page):
    """Run axe, which came in through the debugger: the page's policy does not govern that."""
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})"
        ".then(result => result.violations.map(v => [v.id, v.nodes.map(n => n.html)]))",
        TAGS,
    )
    return json.dumps(found, indent=1)


def test_the_site_is_built():
    assert {"index.html", "leader.html", "404.html", "validation.html"} <= set(PAGES)


@pytest.fixture(scope="module")
def visit(browser, site_url):
    """What opens a page of the site; all pages in one tab, with one cache."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()

    def goto(name, size=WIDE):
        page.set_viewport_size(size)
        page.goto(f"{site_url}/{name}")
        return page

    yield goto
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wide_or_narrow_light_or_dark(visit, name):
    page = visit(name)
    # Its source weighs more than most pages, so it is read once for all settings.
    page.evaluate(AXE)
    found = {}
    # Layout and colours go their own ways: wide in both schemes, narrow in one of them.
    for size, scheme in ((WIDE, "light"), (WIDE, "dark"), (NARROW, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found[f"{size['width']} {scheme}"] = violations(page)
    faults = {setting: text for setting, text in found.items() if text != "[]"}
    assert not faults, "\n".join(f"{setting}: {text}" for setting, text in faults.items())


def test_no_page_breaks_its_policy_or_logs_an_error_or_asks_another_host(browser, site_url):
    context = browser.new_context()
    messages, requests = [], []
    context.on("console", lambda m: messages.append(m.text) if m.type != "log" else None)
    context.on("weberror", lambda e: messages.append(str(e.error)))
    context.on("request", lambda r: requests.append(r.url))
    # A network is idle after half a second, so several pages wait for it together.
    for few in batched(PAGES, 8):
        pages = [context.new_page() for _ in few]
        for page, name in zip(pages, few, strict=True):
            page.goto(f"{site_url}/{name}")
        for page in pages:
            page.wait_for_load_state("networkidle")
            page.close()
    context.close()
    assert len(requests) > len(PAGES)
    assert messages == []
    assert [url for url in requests if not url.startswith((site_url, "data:"))] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reflows_at_320_pixels(visit, name):
    page = visit(name, {"width": 320, "height": 256})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_search_works_where_storage_is_blocked(browser, site_url):
    context = browser.new_context(viewport=WIDE)
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {configurable: true,"
        " get() { throw new DOMException('blocked', 'SecurityError'); }});"
    )
    page = context.new_page()
    page.goto(f"{site_url}/index.html")
    page.get_by_role("textbox", name="Search this site").click()
    page.get_by_role("textbox", name="Search this site").press_sequentially("disagreement")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=10_000)
    context.close()


def test_menu_and_search_can_be_opened_by_keyboard_on_a_phone(browser, site_url):
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(f"{site_url}/index.html")
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu.get_by_role("link", name="Questionnaires")).to_be_in_viewport()
    context.close()


def test_the_site_works_below_a_path(browser, tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "y").symlink_to(SITE)
    with hosts.serving(tmp_path) as host:
        assert misses(browser, f"{host.url}/x/y") == []


def misses(browser, root):
    context = browser.new_context()
    page = context.new_page()
    bad = []
    page.on("response", lambda r: bad.append(r.url) if r.status >= 400 else None)
    for name in ("index.html", "framework/index.html", "leader.html", GUIDANCE):
        page.goto(f"{root}/{name}")
        page.wait_for_load_state("networkidle")
    context.close()
    return bad


@pytest.mark.parametrize("name", ["index.html", GUIDANCE, "framework/index.html"])
def test_a_page_opened_from_disk_looks_the_same_and_its_links_lead_on(browser, site_url, name):
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    lost = []
    page.goto(f"{site_url}/{name}", wait_until="networkidle")
    served = page.evaluate(LOOK)
    page.on("requestfailed", lambda r: lost.append(r.url))
    page.goto((SITE / name).as_uri())
    assert page.evaluate(LOOK) == served
    page.get_by_role("navigation", name="Sections").get_by_role(
        "link", name="Questionnaires"
    ).click()
    expect(page).to_have_url((SITE / "questionnaires.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Questionnaires")
    context.close()
    assert lost == []


def test_a_page_reads_the_same_as_xhtml(browser, site_url, monkeypatch):
    monkeypatch.setitem(hosts.TYPES, ".html", "application/xhtml+xml")
    context = browser.new_context()
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    for name in PAGES:
        page.goto(f"{site_url}/{name}", wait_until="domcontentloaded")
        assert page.evaluate("document.contentType") == "application/xhtml+xml"
        expect(page.locator("h1").first).to_be_visible()
    context.close()
    assert errors == []


def test_a_page_prints_without_menus(browser, site_url):
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(f"{site_url}/scoring.html")
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    context.close()
