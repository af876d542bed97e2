"""The page for meetings: files in, report, item by item, minutes out and in again."""

from __future__ import annotations

import json
from pathlib import Path

import hosts
import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CODEBOOK = json.loads((ROOT / "scorer" / "framework.json").read_text(encoding="utf-8"))
HEALTH = next(one for one in CODEBOOK["instruments"] if one["id"] == "health")
ITEMS = HEALTH["forms"][0]["items"]
LOADING = 20_000
SPLIT = "ht-02"
CANARY = "Zanzibar-Quokka"


def saved(answers, form="full", framework=None, **about):
    """The text of a saved file."""
    named = {key: CODEBOOK[key] for key in ("id", "version", "sha256")}
    return json.dumps(
        {
            "format": "partnership-intelligence/answers",
            "format_version": 1,
            "framework": named | (framework or {}),
            "instrument": "health",
            "form": form,
            "about": about,
            "answers": answers,
        }
    )


def member(number, partnership="Harbour Board"):
    """A member's file: all chose state 3, but for one item on which they are split."""
    answers = dict.fromkeys(ITEMS, 3) | {SPLIT: 1 if number % 2 else 5}
    about = {"partnership": partnership, "organisation": "Council", "id": f"{number:032x}"}
    return saved(answers, **about)


def file(name, text):
    data = text if isinstance(text, bytes) else text.encode()
    return {"name": name, "mimeType": "application/json", "buffer": data}


def members(count, first=1):
    return [file(f"member-{n}.json", member(n)) for n in range(first, first + count)]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text, timeout=LOADING)


def start(page, url):
    page.goto(f"{url}/health-group.html")
    press(page, "Start")
    heading(page, "Members’ files")


def choose(page, files, button="Choose files"):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button, exact=True).first.click()
    chooser.value.set_files(files)


def drop(page, texts):
    page.locator("[data-drop]").evaluate(
        """(drop, texts) => {
            const dataTransfer = new DataTransfer();
            texts.forEach((text, n) => dataTransfer.items.add(new File([text], `m${n}.json`)));
            drop.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }""",
        texts,
    )


def counted(page, text):
    expect(page.locator("[data-count]")).to_have_text(text, timeout=LOADING)


def to_meeting(page):
    press(page, "See the report on the group")
    heading(page, "Report on the group")
    press(page, "Start the meeting")
    expect(page.get_by_text("Item 1 of 28")).to_be_visible()


def record(page, item, state, **parts):
    page.locator(f"#{item}-agreed-{state}").check()
    for part, text in parts.items():
        page.locator(f"#q-{item}-{part}").fill(text)


def downloaded(page, name):
    with page.expect_download() as download:
        press(page, name)
    path = Path(download.value.path())
    return download.value.suggested_filename, path.read_text(encoding="utf-8")


def title_of(item):
    dimensions = [*HEALTH["dimensions"], HEALTH["outcome_evidence"]]
    return next(
        one["title"] for dimension in dimensions for one in dimension["items"] if one["id"] == item
    )


# The way through


def test_a_group_opens_its_files_talks_and_leaves_with_minutes(page, site_url):
    start(page, site_url)
    counted(page, "No file is open yet. A report needs the files of at least 5 members.")
    choose(page, members(6))
    counted(page, "6 files are open: 6 used, 0 set aside.")
    to_meeting(page)

    # The item that members see most differently comes first, with how they answered.
    heading(page, title_of(SPLIT))
    assert page.title().startswith("Item 1 of 28 – ")
    step = page.locator(f"[data-meeting-item='{SPLIT}']")
    expect(step.locator(".pi-group__number")).to_have_text(["3", "0", "0", "0", "3"])
    expect(step).to_contain_text("The answers are split")
    record(page, SPLIT, "disagreement", note="Ask the two boards.", action="Hold a talk")
    record(page, SPLIT, "disagreement", who="The chair", by="2027-01-31")
    press(page, "Next item")
    heading(page, title_of(ITEMS[0]))
    record(page, ITEMS[0], "4")
    expect(page.locator("[data-places] li").first).to_contain_text("(recorded)")
    page.get_by_role("link", name=title_of("oe-04")).click()
    heading(page, title_of("oe-04"))
    press(page, "Minutes")
    heading(page, "Minutes")
    report = page.locator("[data-step='minutes'] .pi-report")
    expect(report).to_contain_text("Hold a talk", timeout=LOADING)
    expect(report).to_contain_text("31 January 2027")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    name, text = downloaded(page, "Save the minutes")
    assert name == "health-minutes.json"
    kept = json.loads(text)
    assert (kept["form"], kept["answers"][f"{SPLIT}-agreed"]) == ("meeting", "disagreement")
    name, text = downloaded(page, "Download the minutes")
    assert name == "health-minutes.html"
    assert "Hold a talk" in text
    name, text = downloaded(page, "Download the minutes as plain text (Markdown)")
    assert name == "health-minutes.md"
    assert "Hold a talk" in text


def test_the_report_on_the_group_can_be_kept_in_three_ways(page, site_url):
    start(page, site_url)
    choose(page, members(5))
    counted(page, "5 files are open: 5 used, 0 set aside.")
    press(page, "See the report on the group")
    names = {}
    for button in (
        "Download the report",
        "Download the report as plain text (Markdown)",
        "Download the technical data",
    ):
        name, names[name] = downloaded(page, button)
    assert list(names) == [
        "health-group-report.html",
        "health-group-report.md",
        "health-group-results.json",
    ]
    assert "member-1" not in names["health-group-results.json"]


def test_minutes_are_opened_again_and_continued_or_set_beside_a_new_meeting(page, site_url):
    page.goto(f"{site_url}/health-group.html")
    old = saved(
        {f"{ITEMS[0]}-agreed": "2", f"{ITEMS[0]}-action": "Write to partners"},
        "meeting",
        date="2026-05-03",
        partnership="Harbour Board",
    )
    choose(page, file("may.json", old), "Open minutes")
    press(page, "Continue them")
    heading(page, "Minutes")
    press(page, "Change the minutes")
    expect(page.locator(f"#{ITEMS[0]}-agreed-2")).to_be_checked()

    page.reload()
    choose(page, file("may.json", old), "Open minutes")
    press(page, "Keep them beside a new meeting")
    heading(page, "Members’ files")
    press(page, "Continue without members’ files")
    step = page.locator(f"[data-meeting-item='{ITEMS[0]}']")
    expect(step.locator("[data-then]")).to_contain_text("Write to partners")
    expect(step.locator("[data-members]")).to_be_hidden()
    record(page, ITEMS[0], "3")
    press(page, "Go to the minutes")
    report = page.locator("[data-step='minutes'] .pi-report")
    expect(report).to_contain_text("minutes saved on 3 May 2026", timeout=LOADING)
    expect(report).to_contain_text("Agreed, on another state")
    press(page, "Put the earlier minutes away")
    expect(report).not_to_contain_text("3 May 2026", timeout=LOADING)


def test_a_members_file_is_refused_as_minutes(page, site_url):
    page.goto(f"{site_url}/health-group.html")
    choose(page, file("member.json", member(1)), "Open minutes")
    expect(page.get_by_role("alert")).to_contain_text(
        "It holds a member’s answers, and no minutes.", timeout=LOADING
    )
    expect(page.locator("[data-messages] > div")).to_be_focused()


def test_the_same_page_works_when_it_is_served_as_xhtml(page, site_url):
    def serve(route):
        response = route.fetch()
        kind = {"content-type": "application/xhtml+xml"}
        route.fulfill(response=response, headers={**response.headers, **kind})

    page.route("**/health-group.html", serve)
    start(page, site_url)
    assert page.evaluate("document.contentType") == "application/xhtml+xml"
    # Playwright knows no input of an XHTML document as one, so it can choose no file.
    drop(page, [member(n) for n in range(1, 6)])
    counted(page, "5 files are open: 5 used, 0 set aside.")
    to_meeting(page)
    press(page, "Go to the minutes")
    expect(page.locator("[data-step='minutes'] .pi-report")).to_be_visible(timeout=LOADING)


# Files


def test_files_that_cannot_be_used_are_named_and_the_rest_is_used(page, site_url):
    start(page, site_url)
    bad = {
        "damaged.json": member(7)[:500],
        "other-version.json": saved(
            {ITEMS[0]: 1}, framework={"version": "9.9.9", "sha256": "0" * 64}
        ),
        "copy.json": member(1),
        "huge.json": b" " * 20_000_000,
        "photo.json": b"\xff\xd8\xff\xe0",
        "deep.json": "[" * 100,
        "empty.json": "",
        "note.json": "Hello",
        "minutes.json": saved({f"{ITEMS[0]}-agreed": "2"}, "meeting"),
    }
    choose(page, [*members(4), *(file(name, text) for name, text in bad.items())])
    counted(
        page,
        "13 files are open: 4 used, 9 set aside. A report needs 5 members, so 1 more.",
    )
    rows = page.locator(".pi-group__files").first.locator(".pi-group__file")
    said = {
        row.locator(".pi-group__name").inner_text(): row.locator(".pi-q__hint").inner_text()
        for row in rows.all()
    }
    assert set(said) == set(bad)
    assert "larger than 256 KB" in said["huge.json"]
    assert "not a text file" in said["photo.json"]
    assert "lists inside lists" in said["deep.json"]
    assert "empty" in said["empty.json"]
    assert "another version" in said["other-version.json"]
    assert "member-1.json" in said["copy.json"]

    page.get_by_role("button", name="Remove damaged.json").click()
    counted(
        page,
        "12 files are open: 4 used, 8 set aside. A report needs 5 members, so 1 more.",
    )
    # Another of the same name is another file, and another partnership is told.
    choose(page, file("member-1.json", member(9, "Hill Board")))
    counted(page, "13 files are open: 5 used, 8 set aside.")
    expect(page.locator("[data-warned]")).to_contain_text("Hill Board")
    expect(page.get_by_role("button", name="Remove member-1.json (2)")).to_be_visible()


def test_fewer_than_five_members_have_a_meeting_without_distributions(page, site_url):
    start(page, site_url)
    choose(page, members(4))
    counted(page, "4 files are open: 4 used, 0 set aside. A report needs 5 members, so 1 more.")
    to_meeting(page)
    heading(page, title_of(ITEMS[0]))
    expect(page.locator(f"[data-meeting-item='{ITEMS[0]}']")).to_contain_text(
        "Too few members answered"
    )
    expect(page.locator(".pi-group__number")).to_have_count(0)


def test_three_hundred_files_are_dropped_at_once(page, site_url):
    start(page, site_url)
    drop(page, [member(n) for n in range(1, 301)])
    counted(page, "300 files are open: 300 used, 0 set aside.")
    to_meeting(page)
    expect(page.locator(f"[data-meeting-item='{SPLIT}'] .pi-group__number")).to_have_text(
        ["150", "0", "0", "0", "150"]
    )


# Nothing leaves, nothing is lost


def meeting_run(browser, canary):
    """Return what a host and a browser saw of a meeting, and what the browser kept."""
    seen = []
    with hosts.serving(SITE) as host:
        context = browser.new_context()
        context.on("request", lambda r: seen.append((r.method, r.url.replace(host.url, ""))))
        page = context.new_page()
        start(page, host.url)
        choose(page, [*members(5), file(f"{canary}.json", member(6, canary))])
        counted(page, "6 files are open: 6 used, 0 set aside.")
        to_meeting(page)
        record(page, SPLIT, "2", note=canary, action=canary, who=canary)
        press(page, "Go to the minutes")
        expect(page.locator("[data-step='minutes'] .pi-report")).to_contain_text(
            canary, timeout=LOADING
        )
        kept = page.evaluate(
            "[Object.entries(localStorage), Object.entries(sessionStorage), document.cookie,"
            " JSON.stringify(history.state), location.href]"
        )
        context.close()
        return [one for one in seen if not one[1].startswith(("blob:", "data:"))], kept, host.log


def test_no_name_and_no_note_leaves_the_page_or_is_stored(browser):
    seen, kept, log = meeting_run(browser, CANARY)
    other, _, _ = meeting_run(browser, "Mombasa")
    assert sorted(seen) == sorted(other)
    assert {method for method, _ in seen} == {"GET"}
    assert [path for path in log if not (SITE / path.lstrip("/")).is_file()] == []
    assert CANARY not in json.dumps([seen, kept, log])
    assert kept[:4] == [[], [], "", "null"]


def test_a_page_with_unsaved_minutes_asks_before_it_is_left(page, site_url):
    start(page, site_url)
    press(page, "Continue without members’ files")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    record(page, ITEMS[0], "3", note="Keep this")
    downloaded(page, "Save to a file")
    page.reload()
    assert asked == []
    press(page, "Start")
    press(page, "Continue without members’ files")
    expect(page.locator(f"#q-{ITEMS[0]}-note")).to_have_value("")
    record(page, ITEMS[0], "3")
    page.reload()
    assert asked == ["beforeunload"]


def test_finish_clears_the_page_and_leaves_it(page, site_url):
    start(page, site_url)
    choose(page, members(5))
    counted(page, "5 files are open: 5 used, 0 set aside.")
    press(page, "Finish and clear")
    page.get_by_role("dialog").get_by_role("button", name="Finish and clear").click()
    page.wait_for_url("**/index.html")


def test_a_wrong_date_is_named_and_holds_the_item(page, site_url):
    start(page, site_url)
    press(page, "Continue without members’ files")
    page.locator(f"#q-{ITEMS[0]}-by").focus()
    page.keyboard.type("02")
    press(page, "Next item")
    expect(page.get_by_role("alert")).to_contain_text("Enter a whole date")
    heading(page, title_of(ITEMS[0]))


# For everyone


def test_the_keyboard_alone_is_enough(page, site_url):
    page.goto(f"{site_url}/health-group.html")
    page.get_by_label("Partnership", exact=True).focus()
    page.keyboard.press("Enter")
    heading(page, "Members’ files")
    page.get_by_role("button", name="Continue without members’ files").focus()
    page.keyboard.press("Enter")
    heading(page, title_of(ITEMS[0]))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(f"#{ITEMS[0]}-agreed-1")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("A note")
    page.keyboard.press("Tab")
    page.keyboard.type("An action")
    page.keyboard.press("Enter")
    heading(page, title_of(ITEMS[1]))
    page.go_back()
    expect(page.locator(f"#q-{ITEMS[0]}-note")).to_have_value("A note")


def test_without_script_the_page_is_a_sheet_to_print(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/health-group.html")
    expect(page.get_by_text("python -m scorer merge FILE…")).to_be_visible()
    expect(page.locator("[data-item]:visible")).to_have_count(5 * len(ITEMS))
    expect(page.locator(".pi-q").get_by_role("button")).to_have_count(0)
    expect(page.get_by_label("We do not agree")).to_have_count(len(ITEMS))
    context.close()


def test_paper_has_the_sheet_first_and_then_the_report_or_the_minutes(page, site_url):
    def on_paper():
        page.emulate_media(media="print")
        shown = [
            page.locator("[data-item]:visible").count(),
            page.locator("[data-step='report'] .pi-report:visible").count(),
            page.locator("[data-step='minutes'] .pi-report:visible").count(),
            page.locator(".pi-q button:visible, [data-drop]:visible").count(),
        ]
        page.emulate_media(media="screen")
        return shown

    start(page, site_url)
    assert on_paper() == [140, 0, 0, 0]
    choose(page, members(5))
    counted(page, "5 files are open: 5 used, 0 set aside.")
    press(page, "See the report on the group")
    heading(page, "Report on the group")
    assert on_paper() == [0, 1, 0, 0]
    press(page, "Start the meeting")
    assert on_paper() == [140, 0, 0, 0]
    press(page, "Go to the minutes")
    expect(page.locator("[data-step='minutes'] .pi-report")).to_be_visible(timeout=LOADING)
    assert on_paper() == [0, 0, 1, 0]


def violations(page):
    """Run axe through the debugger, which the page's policy does not govern."""
    page.evaluate(AXE)
    return page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})"
        ".then(result => result.violations.map(v => [v.id, v.nodes.map(n => n.html)]))",
        TAGS,
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_in_any_state_and_targets_are_large(browser, site_url, scheme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 700}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}

    def look(state):
        faults = violations(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        heights = page.locator(
            ".pi-q label[for]:visible, .pi-q button:visible, .pi-group__places a:visible"
        ).evaluate_all(
            "nodes => nodes.filter(node => !node.matches('.pi-q__legend'))"
            ".map(node => node.getBoundingClientRect().height)"
        )
        if faults or overflow > 0 or min(heights, default=44) < 44:
            found[state] = (faults, overflow, min(heights, default=44))

    page.goto(f"{site_url}/health-group.html")
    look("start")
    press(page, "Start")
    heading(page, "Members’ files")
    look("no files")
    choose(page, [*members(5), file("other.json", member(8, "Hill Board")), file("x", "{")])
    counted(page, "7 files are open: 6 used, 1 set aside.")
    look("files")
    press(page, "See the report on the group")
    look("report")
    press(page, "Start the meeting")
    look("item")
    record(page, SPLIT, "2", note=CANARY, action="Talk", by="2027-01-31")
    press(page, "Go to the minutes")
    expect(page.locator("[data-step='minutes'] .pi-report")).to_be_visible(timeout=LOADING)
    look("minutes")
    earlier = saved({f"{SPLIT}-agreed": "3", f"{SPLIT}-action": "Ask"}, "meeting")
    choose(page, file("may.json", earlier), "Open minutes")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=LOADING)
    look("dialog")
    press(page, "Keep them beside a new meeting")
    press(page, "Change the minutes")
    look("item with earlier minutes")
    context.close()
    assert not found, json.dumps(found, indent=1)
