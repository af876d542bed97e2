"""How the built pages look where a reader changes what they look like: spacing, colours, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
H = "{http://www.w3.org/1999/xhtml}"
PAGES = sorted(file.relative_to(SITE).as_posix() for file in SITE.rglob("*.html"))
COMPETENCIES = [
    name for name in PAGES if name.startswith("framework/") and not name.endswith("index.html")
]
COMPETENCY = COMPETENCIES[0]
GUIDANCE = [name for name in PAGES if name.startswith("guidance/")]
SOME = ["index.html", COMPETENCY, "scoring.html", "leader.html"]
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
MENU = "nav[aria-label=Menu] a[aria-current=page]"

# WCAG 2.2, 1.4.12. The page's policy blocks a style element, but no adopted sheet.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element);
  const hides = [style.overflowX, style.overflowY].some(o => o === "hidden" || o === "clip");
  const shown = element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  return hides && shown && element.textContent.trim()
    && !element.closest(".pi-visually-hidden, .md-search, .md-sidebar, .md-dialog")
    && (element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap(element =>
  [null, "::before", "::after"].map(part => getComputedStyle(element, part))
).filter(style => /[1-9]/.test(style.transitionDuration + style.animationDuration)).length"""
# The middle of what the window shows of it must belong to what has the focus.
COVERED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const name = element.outerHTML.slice(0, 120);
  return there && (element.contains(there) || there.contains(element)) ? "" : name;
}"""


def opened(browser, site_url, name, size=WIDE, **settings):
    page = browser.new_context(viewport=size, **settings).new_page()
    page.goto(f"{site_url}/{name}")
    return page


def tree(name):
    return etree.fromstring((SITE / name).read_bytes())


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("name", SOME)
def test_text_with_more_space_is_neither_cut_off_nor_wider_than_the_window(
    browser, site_url, name, size
):
    page = opened(browser, site_url, name, size)
    page.evaluate(SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
    page.context.close()


def test_in_forced_colours_lines_mark_the_open_section_the_open_page_and_the_focus(
    browser, site_url
):
    page = opened(browser, site_url, COMPETENCY, forced_colors="active")
    tab = page.locator(".md-tabs__link[aria-current]")
    expect(tab).to_have_css("border-bottom-style", "solid")
    expect(page.locator(MENU).last).to_have_css("border-left-style", "solid")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")
    page.context.close()


def test_in_forced_colours_the_next_step_looks_like_a_button(browser, site_url):
    page = opened(browser, site_url, "index.html", forced_colors="active")
    ground = "element => getComputedStyle(element).backgroundColor"
    around = page.locator("body").evaluate(ground)
    assert page.locator(".pi-action").first.evaluate(ground) != around
    page.context.close()


@pytest.mark.parametrize("name", SOME)
def test_nothing_moves_for_a_reader_who_asked_for_less_motion(browser, site_url, name):
    page = opened(browser, site_url, name, reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0
    page.context.close()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("name", [*SOME, COMPETENCIES[-1]])
def test_nothing_covers_what_has_the_focus(browser, site_url, name, size):
    page = opened(browser, site_url, name, size, reduced_motion="reduce")
    covered = []
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 25:
        page.keyboard.press(key)
        if page.evaluate(COVERED):
            # The theme's script fits the menus to the window after it has scrolled.
            page.wait_for_timeout(200)
            covered.append(page.evaluate(COVERED))
    page.context.close()
    assert [name for name in covered if name] == []


def test_nothing_covers_what_has_the_focus_in_the_open_drawer(browser, site_url):
    page = opened(browser, site_url, COMPETENCY, NARROW, reduced_motion="reduce")
    page.get_by_role("button", name="Menu").press("Enter")
    page.locator(".pi-brand").focus()
    covered, reached = [], []
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(".md-sidebar--primary :focus").count():
            reached.append(page.locator(":focus").inner_text())
            covered.append(page.evaluate(COVERED))
    page.context.close()
    assert len(reached) > 5
    assert set(covered) == {""}


def test_the_sections_lead_on_from_a_questionnaire_page_without_scripts(browser, site_url):
    page = opened(browser, site_url, "leader.html", java_script_enabled=False)
    sections = page.get_by_role("navigation", name="Sections")
    expect(sections.locator("[aria-current=true], [aria-current=page]")).to_have_count(1)
    sections.get_by_role("link").first.click()
    expect(page).to_have_url(f"{site_url}/index.html")
    page.context.close()


def test_on_a_phone_the_drawer_stands_for_the_sections(browser, site_url):
    page = opened(browser, site_url, "index.html", NARROW)
    expect(page.locator(".md-tabs")).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    page.context.close()


def test_on_paper_there_are_no_menus_and_the_references_stay(browser, site_url):
    page = opened(browser, site_url, COMPETENCY)
    page.emulate_media(media="print")
    for part in (".md-header", ".md-tabs", ".pi-path", ".md-sidebar--primary", ".md-footer"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".pi-references li").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_but_the_first_says_where_it_stands(name):
    crumbs = tree(name).findall(f".//{H}nav[@aria-label='Breadcrumb']/{H}ol/{H}li")
    if name in {"index.html", "404.html"}:
        assert crumbs == []
        return
    assert len(crumbs) >= 2
    assert [crumb.get("aria-current") for crumb in crumbs][-1] == "page"
    assert all(crumb.find(f"{H}a") is not None for crumb in crumbs[:-1])


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_title_description_icons_and_an_address_for_errors(name):
    page = tree(name)
    head = page.find(f"{H}head")
    assert head.findtext(f"{H}title").strip()
    assert head.find(f"{H}meta[@name='description']").get("content")
    icons = [link.get("href") for link in head.findall(f"{H}link[@rel='icon']")]
    assert len(icons) == 2
    if name != "404.html":
        assert all((SITE / name).parent.joinpath(icon).is_file() for icon in icons)
        assert head.find(f"{H}meta[@property='og:title']").get("content")
    links = page.findall(f".//{H}footer[@class='md-footer']//{H}a")
    assert "Report an error on this page" in [link.text for link in links]


@pytest.mark.parametrize("name", GUIDANCE)
def test_every_guidance_page_says_when_it_was_reviewed(name):
    foot = tree(name).find(f".//{H}article/{H}footer[@class='pi-meta']")
    text = " ".join("".join(foot.itertext()).split())
    assert text.startswith("Last reviewed ")
    assert "Next review by " in text


def test_the_same_links_stand_at_the_foot_of_every_page_in_the_same_order():
    feet = {
        tuple(
            link.text
            for link in tree(name).findall(f".//{H}div[@class='pi-footer md-grid']//{H}li/{H}a")
        )
        for name in PAGES
    }
    assert len(feet) == 1
