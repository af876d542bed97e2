"""The page that compares two saved files: files in, what moved out, and what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CODEBOOK = json.loads((ROOT / "scorer" / "framework.json").read_text(encoding="utf-8"))
LOADING = 20_000
CANARY = "Zanzibar-Quokka"


def asked(instrument, form):
    (found,) = (one for one in CODEBOOK["instruments"] if one["id"] == instrument)
    return next(one["items"] for one in found["forms"] if one["id"] == form)


def saved(value, form="short", instrument="leader", **about):
    """The text of a file in which every answer is the same."""
    named = {key: CODEBOOK[key] for key in ("id", "version", "sha256")}
    return json.dumps(
        {
            "format": "partnership-intelligence/answers",
            "format_version": 1,
            "framework": named,
            "instrument": instrument,
            "form": form,
            "about": about,
            "answers": dict.fromkeys(asked(instrument, form), value),
        }
    )


def file(name, text):
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def choose(page, earlier=None, later=None):
    for label, chosen in (("The earlier file", earlier), ("The later file", later)):
        if chosen is not None:
            page.get_by_label(label, exact=True).set_input_files(chosen)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def problems(page):
    return page.locator("[data-messages]")


def report(page):
    return page.locator("[data-report]")


def compare(page, earlier, later):
    choose(page, file("earlier.json", earlier), file("later.json", later))
    press(page, "Compare")
    expect(report(page)).to_contain_text("What moved", timeout=LOADING)


def faults(page):
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]


@pytest.fixture
def comparing(page, site_url):
    page.goto(f"{site_url}/compare.html")
    return page


def test_two_files_give_what_moved_and_the_focus_goes_there(comparing):
    early = saved(3, date="2026-01-10", partnership=f"{CANARY} Board")
    compare(comparing, early, saved(4, date="2026-10-10", partnership=f"{CANARY} Board"))
    # One of the four items of an area is reversed: (4 + 4 + 4 + 2) / 4 = 3.5.
    expect(report(comparing)).to_contain_text("3.0 → 3.5")
    expect(report(comparing)).to_contain_text("16 of the 16 questions")
    expect(comparing.locator("#comparison")).to_be_focused()
    assert CANARY not in comparing.url


def test_both_downloads_are_named_after_the_partnership(comparing):
    compare(comparing, saved(3, partnership="Harbour Board"), saved(4, partnership="Harbour Board"))
    for button, ending in (
        ("Download the comparison", "html"),
        ("Download the comparison as plain text (Markdown)", "md"),
    ):
        with comparing.expect_download() as download:
            press(comparing, button)
        assert download.value.suggested_filename == f"comparison-harbour-board.{ending}"
        assert "Focus on purpose" in Path(download.value.path()).read_text(encoding="utf-8")


def test_files_in_the_wrong_order_can_be_swapped(comparing):
    compare(comparing, saved(4, date="2026-10-10"), saved(3, date="2026-01-10"))
    expect(report(comparing)).to_contain_text("The days are the wrong way round")
    press(comparing, "Swap the two files")
    expect(report(comparing)).to_contain_text("3.0 → 3.5")
    expect(report(comparing)).not_to_contain_text("wrong way round")
    expect(comparing.get_by_text("The two files were swapped.")).to_be_visible()


def test_a_file_that_is_missing_is_asked_for_and_linked(comparing):
    choose(comparing, earlier=file("a.json", saved(3)))
    press(comparing, "Compare")
    expect(problems(comparing).get_by_role("listitem")).to_have_text(["Choose the later file"])
    problems(comparing).get_by_role("link").click()
    expect(comparing.get_by_label("The later file", exact=True)).to_be_focused()
    assert faults(comparing) == []


@pytest.mark.parametrize(
    ("text", "title", "message"),
    [
        ("{", "“later.json” cannot be used", "JSON"),
        ("[" * 20 + "]" * 20, "There is a problem", "more than 16 deep"),
        ("x" * 300_000, "There is a problem", "larger than 256 KB"),
        (
            saved(3, form="full", instrument="health"),
            "These two files cannot be compared",
            "two questionnaires",
        ),
    ],
    ids=["damaged", "deep", "large", "other"],
)
def test_a_file_that_cannot_be_used_is_told_in_words(comparing, text, title, message):
    choose(comparing, file("earlier.json", saved(3)), file("later.json", text))
    press(comparing, "Compare")
    expect(problems(comparing)).to_contain_text(title, timeout=LOADING)
    expect(problems(comparing)).to_contain_text(message)
    expect(report(comparing)).to_be_hidden()


def test_another_file_takes_the_old_comparison_away(comparing):
    compare(comparing, saved(3), saved(4))
    choose(comparing, later=file("later.json", saved(5)))
    expect(report(comparing)).to_be_hidden()
    assert report(comparing).inner_html() == ""


def test_no_request_goes_out_while_files_are_compared(comparing):
    choose(comparing, file("earlier.json", saved(3)), file("later.json", saved(4)))
    status = comparing.locator("[data-status]")
    expect(status).to_have_text("The scoring tool is ready.", timeout=LOADING)
    requests = []
    comparing.on("request", lambda request: requests.append(request.url))
    press(comparing, "Compare")
    expect(report(comparing)).to_contain_text("What moved")
    assert requests == []


def test_finishing_clears_the_page_and_leaves_it(comparing, site_url):
    compare(comparing, saved(3), saved(4))
    press(comparing, "Finish and clear")
    comparing.wait_for_url(f"{site_url}/index.html")
    comparing.go_back()
    expect(report(comparing)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_has_no_fault_that_axe_finds_before_and_after(comparing, width):
    comparing.set_viewport_size({"width": width, "height": 900})
    assert faults(comparing) == []
    compare(comparing, saved(3, date="2026-01-10"), saved(5, date="2026-10-10"))
    assert faults(comparing) == []
    assert comparing.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_page_names_the_command(browser, site_url):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site_url}/compare.html")
    expect(page.get_by_text("python -m scorer compare EARLIER LATER")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.close()
