"""The questionnaire page of the built site: each step, each way out, each thing that can fail."""

from __future__ import annotations

import datetime as dt
import json
import re
from contextlib import contextmanager
from pathlib import Path

import hosts
import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CODEBOOK = json.loads((ROOT / "scorer" / "framework.json").read_text(encoding="utf-8"))
SHORT = [f"{area}-{n}" for area in ("fp", "ms", "wo", "uo") for n in ("01", "04", "09", "10")]
# Every failure shows within 15 seconds; the rest is the test machine's.
LOADING = 20_000
DRAFT = "partnership-intelligence/leader/draft"


def saved(answers, form="short", **others):
    """The text of a saved file."""
    return json.dumps(
        {
            "format": "partnership-intelligence/answers",
            "format_version": 1,
            "framework": {
                "id": CODEBOOK["id"],
                "version": CODEBOOK["version"],
                "sha256": CODEBOOK["sha256"],
            },
            "instrument": "leader",
            "form": form,
            **others,
            "answers": answers,
        }
    )


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, text):
    # The scoring tool may be loading on a busy machine.
    expect(page.get_by_role("heading", level=1)).to_have_text(text, timeout=LOADING)


def start(page, site_url, form="Short form"):
    page.goto(f"{site_url}/leader.html")
    page.get_by_role("radio", name=form).check()
    press(page, "Start")


def shown(page):
    return page.locator("[data-item]:visible")


def answer_section(page, value="4"):
    for item in shown(page).all():
        item.locator(f"input[value='{value}']").check()


def answer_all(page, value="4"):
    for _ in range(4):
        answer_section(page, value)
        press(page, "Continue")
    heading(page, "Check your answers")


def see_report(page):
    press(page, "See your report")
    heading(page, "Your report")


def choose_file(page, text, name="answers.json"):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file", exact=True).click()
    data = text if isinstance(text, bytes) else text.encode()
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": data})


def downloaded(page, name):
    with page.expect_download() as download:
        press(page, name)
    return (
        download.value.suggested_filename,
        Path(download.value.path()).read_text(encoding="utf-8"),
    )


def continue_draft(page):
    page.get_by_role("button", name="Continue the draft").click()


def storage(page):
    return page.evaluate(
        "({local: Object.keys(localStorage), session: Object.keys(sessionStorage),"
        " cookies: document.cookie, state: history.state, hash: location.hash})"
    )


# The way through


def test_a_leader_answers_the_short_form_and_reads_a_report_that_can_be_kept(page, site_url):
    start(page, site_url)
    heading(page, "Focus on purpose")
    assert page.title().startswith("Section 1 of 4 – Focus on purpose – Leader self-assessment")
    expect(page.get_by_text("Leader self-assessment · Section 1 of 4")).to_be_visible()
    answer_all(page)
    expect(page.get_by_text("You have answered 16 of 16 statements.")).to_be_visible()
    expect(page.get_by_text("The scoring tool is ready.")).to_be_visible(timeout=LOADING)
    see_report(page)
    expect(page.locator(".pi-report")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    name, result = downloaded(page, "Download the results as data")
    assert name == "leader-short-results.json"
    assert [area["value"] for area in json.loads(result)["areas"]] == ["3.5"] * 4
    name, document = downloaded(page, "Download the report")
    assert name == "leader-short-report.html"
    assert page.locator(".pi-report").inner_text().count("(3.5)") >= 4
    assert document.count("(3.5)") >= 4


def test_the_full_form_asks_all_statements_in_its_order(page, site_url):
    start(page, site_url, "Full form")
    order = [item.get_attribute("data-item") for item in shown(page).all()]
    assert order == [
        *("fp-01", "fp-04", "fp-07", "fp-10", "fp-02", "fp-05"),
        *("fp-09", "fp-11", "fp-03", "fp-06", "fp-08", "fp-12"),
    ]


def test_the_short_form_asks_its_own_statements_in_its_own_order(page, site_url):
    start(page, site_url)
    order = [item.get_attribute("data-item") for item in shown(page).all()]
    assert order == ["fp-01", "fp-04", "fp-09", "fp-10"]


def test_the_back_button_of_a_step_goes_back_and_keeps_the_answers(page, site_url):
    start(page, site_url)
    answer_section(page, "2")
    press(page, "Continue")
    heading(page, "Managing self")
    press(page, "Back")
    heading(page, "Focus on purpose")
    expect(page.locator("[data-item]:visible input:checked")).to_have_count(4)


def test_changing_the_form_keeps_the_answers_that_both_share(page, site_url):
    start(page, site_url)
    answer_section(page, "2")
    page.go_back()
    page.get_by_role("radio", name="Full form").check()
    press(page, "Start")
    expect(shown(page)).to_have_count(12)
    chosen = page.locator("[data-item]:visible input:checked")
    assert [radio.get_attribute("id") for radio in chosen.all()] == [
        "fp-01-2",
        "fp-04-2",
        "fp-10-2",
        "fp-09-2",
    ]


def serve_as(page, kind):
    """Have the host send the page with this type."""

    def serve(route):
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-type": kind})

    page.route("**/leader.html", serve)


def test_the_same_answers_give_the_same_result_when_the_page_is_served_as_xhtml(browser, site_url):
    results = []
    for kind in ("text/html", "application/xhtml+xml"):
        context = browser.new_context()
        page = context.new_page()
        serve_as(page, kind)
        start(page, site_url)
        assert page.evaluate("document.contentType") == kind
        answer_all(page, "2")
        see_report(page)
        results.append(downloaded(page, "Download the results as data"))
        context.close()
    assert results[0] == results[1]


# Errors


def test_start_without_a_form_says_so_and_moves_the_focus(page, site_url):
    page.goto(f"{site_url}/leader.html")
    press(page, "Start")
    expect(page.locator("[data-messages] > div")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Choose a form")
    page.get_by_role("link", name="Choose a form").click()
    expect(page.get_by_role("radio", name="Short form")).to_be_focused()
    heading(page, "Leader self-assessment")


def test_an_unanswered_statement_is_named_in_a_summary_that_has_the_focus(page, site_url):
    start(page, site_url)
    page.locator("#fp-04-3").check()
    press(page, "Continue")
    expect(page.locator("[data-messages] > div")).to_be_focused()
    assert page.title().startswith("Error: Section 1 of 4")
    links = page.get_by_role("alert").get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [
        "#fp-01-1",
        "#fp-09-1",
        "#fp-10-1",
    ]
    item = page.locator("#item-fp-01")
    expect(item).to_contain_text("Error: Choose an answer")
    assert item.get_attribute("aria-describedby") == "item-fp-01-error"
    expect(page.locator("#fp-04-3")).to_be_checked()
    links.first.click()
    expect(page.locator("#fp-01-1")).to_be_focused()
    assert page.url.endswith("#section-1")

    page.locator("#fp-01-2").check()
    expect(item).not_to_contain_text("Choose an answer")
    for name in ("fp-09-2", "fp-10-not_applicable"):
        page.locator(f"#{name}").check()
    press(page, "Continue")
    heading(page, "Managing self")
    assert page.title().startswith("Section 2 of 4")


def test_statements_can_be_left_out_on_purpose_and_are_not_asked_for_again(page, site_url):
    start(page, site_url)
    press(page, "Continue")
    press(page, "Continue without these answers")
    heading(page, "Managing self")
    page.go_back()
    press(page, "Continue")
    heading(page, "Managing self")
    for _ in range(3):
        answer_section(page)
        press(page, "Continue")
    expect(page.get_by_text("You have answered 12 of 16 statements.")).to_be_visible()
    expect(page.get_by_text("Not answered")).to_have_count(4)


def test_enter_continues(page, site_url):
    start(page, site_url)
    answer_section(page)
    page.locator("#fp-10-4").press("Enter")
    heading(page, "Managing self")


# Back, forward, change


def test_back_and_forward_move_between_steps_and_keep_the_answers(page, site_url):
    start(page, site_url)
    answer_section(page, "5")
    press(page, "Continue")
    answer_section(page, "1")
    page.go_back()
    heading(page, "Focus on purpose")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("#fp-01-5")).to_be_checked()
    page.go_forward()
    heading(page, "Managing self")
    expect(page.locator("#ms-01-1")).to_be_checked()
    page.go_back()
    page.go_back()
    heading(page, "Leader self-assessment")
    assert page.url == f"{site_url}/leader.html"


def test_a_change_from_the_check_step_returns_there_and_leaves_the_rest(page, site_url):
    start(page, site_url)
    answer_all(page)
    links = page.get_by_role("link", name="Change the answer to:")
    names = [link.inner_text() for link in links.all()]
    assert len(names) == len(set(names)) == 16
    links.nth(5).click()
    heading(page, "Managing self")
    expect(page.locator("#ms-04-4")).to_be_focused()
    page.locator("#ms-04-not_applicable").check()
    press(page, "Continue")
    heading(page, "Check your answers")
    given = page.locator(".pi-q__given")
    expect(given.nth(5)).to_have_text("Does not apply, or I cannot say")
    expect(given.filter(has_text="often")).to_have_count(15)


def test_a_report_of_other_answers_is_not_shown_again(page, site_url):
    start(page, site_url)
    answer_all(page)
    see_report(page)
    press(page, "Change your answers")
    page.get_by_role("link", name="Change the answer to:").first.click()
    page.locator("#fp-01-1").check()
    page.go_back()
    page.go_back()
    heading(page, "Check your answers")


def test_an_address_with_a_step_but_no_answers_begins_at_the_start(page, site_url):
    page.goto(f"{site_url}/leader.html#check")
    heading(page, "Leader self-assessment")
    assert page.url == f"{site_url}/leader.html"


# Keeping and deleting


def test_nothing_is_stored_and_no_address_holds_an_answer_unless_the_reader_asks(page, site_url):
    start(page, site_url)
    for step in ("section-1", "section-2", "section-3", "section-4"):
        answer_section(page)
        assert storage(page) == {
            "local": [],
            "session": [],
            "cookies": "",
            "state": None,
            "hash": f"#{step}",
        }
        press(page, "Continue")
    see_report(page)
    assert storage(page) == {
        "local": [],
        "session": [],
        "cookies": "",
        "state": None,
        "hash": "#report",
    }


def test_answers_saved_to_a_file_come_back_from_it_at_the_first_open_statement(page, site_url):
    start(page, site_url)
    answer_section(page, "2")
    page.locator("#fp-10-not_applicable").check()
    press(page, "Continue")
    page.locator("#ms-01-3").check()
    name, text = downloaded(page, "Save to a file")
    assert name == "leader-short-answers.json"
    about = json.loads(text)["about"]
    assert list(about) == ["date", "id"]
    assert about["date"] == dt.date.today().isoformat()  # noqa: DTZ011 -- the reader's own day
    assert re.fullmatch("[0-9a-f]{32}", about["id"])
    assert json.loads(text) == json.loads(
        saved(
            {
                "fp-01": 2,
                "fp-04": 2,
                "fp-09": 2,
                "fp-10": {"value": None, "reason": "not_applicable"},
                "ms-01": 3,
            },
            about=about,
        )
    )
    expect(page.get_by_text("are in the file “leader-short-answers.json”")).to_be_visible()
    page.goto(f"{site_url}/leader.html")
    choose_file(page, text)
    heading(page, "Managing self")
    expect(page.locator("#ms-01-3")).to_be_checked()
    page.go_back()
    page.go_forward()
    press(page, "Continue")
    press(page, "Continue without these answers")
    page.go_back()
    page.go_back()
    expect(page.locator("[data-notice]")).to_be_hidden()


def test_opening_a_file_over_answers_asks_first(page, site_url):
    start(page, site_url)
    page.locator("#fp-01-5").check()
    choose_file(page, saved({"fp-01": 1}))
    press(page, "Keep what is here")
    expect(page.locator("#fp-01-5")).to_be_checked()
    choose_file(page, saved({"fp-01": 1}))
    press(page, "Replace them")
    expect(page.locator("#fp-01-1")).to_be_checked()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (saved({"fp-01": 9, "xx-01": 1}), ['answers["fp-01"]', 'answers["xx-01"]']),
        ("[" * 5000, ["more than 16 deep"]),
        (b" " * 262_145, ["larger than 256 KB"]),
        (b"\xff\xfe\x00", ["is not a text file"]),
    ],
    ids=["wrong answers", "deep", "large", "binary"],
)
def test_a_file_that_is_refused_says_why_and_loses_nothing(page, site_url, data, expected):
    start(page, site_url)
    page.locator("#fp-01-5").check()
    choose_file(page, data)
    message = page.locator("[data-messages] > div")
    expect(message).to_contain_text("The file could not be opened")
    expect(message).to_be_focused()
    for part in expected:
        expect(message).to_contain_text(part)
    expect(page.locator("#fp-01-5")).to_be_checked()
    heading(page, "Focus on purpose")


def test_a_draft_survives_a_reload_follows_each_change_and_goes_when_deleted(page, site_url):
    start(page, site_url)
    page.locator("#fp-01-5").check()
    press(page, "Save on this device")
    expect(page.get_by_text("A draft is saved on this device, and each change")).to_be_visible()
    [key] = storage(page)["local"]
    assert re.fullmatch(f"{DRAFT}/[0-9a-f]{{32}}", key)
    page.locator("#fp-04-2").check()
    page.reload()
    heading(page, "Leader self-assessment")
    continue_draft(page)
    heading(page, "Focus on purpose")
    expect(page.locator("#fp-01-5")).to_be_checked()
    expect(page.locator("#fp-04-2")).to_be_checked()
    press(page, "Delete my answers")
    press(page, "Keep them")
    expect(page.locator("#fp-01-5")).to_be_checked()
    press(page, "Delete my answers")
    press(page, "Delete them")
    heading(page, "Leader self-assessment")
    expect(page.get_by_role("status").first).to_contain_text("Your answers were deleted")
    assert storage(page)["local"] == []
    assert page.locator("[data-item] input:checked").count() == 0
    expect(page.get_by_role("button", name="Continue the draft")).to_have_count(0)


def test_a_draft_that_the_scorer_refuses_can_be_saved_to_a_file(page, site_url):
    page.goto(f"{site_url}/leader.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DRAFT, '{"format": 1}'])
    page.reload()
    continue_draft(page)
    expect(page.get_by_role("alert")).to_contain_text("The draft could not be opened")
    assert downloaded(page, "Save the draft to a file") == ("leader-draft.json", '{"format": 1}')
    assert storage(page)["local"] == [DRAFT]


def test_another_draft_is_not_replaced_without_asking(page, site_url):
    key = f"{DRAFT}/{'5' * 32}"
    page.goto(f"{site_url}/leader.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, "old"])
    choose_file(page, saved({"fp-01": 5}, about={"id": "5" * 32}))
    heading(page, "Focus on purpose")
    press(page, "Save on this device")
    press(page, "Keep the draft")
    assert page.evaluate("key => localStorage.getItem(key)", key) == "old"
    press(page, "Save on this device")
    press(page, "Replace it")
    expect(page.get_by_text("A draft is saved on this device, and each change")).to_be_visible()
    assert json.loads(page.evaluate("key => localStorage.getItem(key)", key))["form"] == "short"


BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); }, configurable: true })"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("", "QuotaExceededError"); }"""


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (BLOCKED, "does not let the page keep anything"),
        (FULL, "storage for this site is full"),
    ],
    ids=["blocked", "full"],
)
def test_storage_that_fails_is_told_with_the_next_step(page, site_url, script, expected):
    page.add_init_script(script)
    start(page, site_url)
    page.locator("#fp-01-5").check()
    press(page, "Save on this device")
    expect(page.get_by_role("alert")).to_contain_text(expected)
    expect(page.locator("#fp-01-5")).to_be_checked()
    with page.expect_download():
        page.locator("[data-messages]").get_by_role("button", name="Save to a file").click()


def test_leaving_asks_only_while_answers_are_unsaved(page, site_url):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    start(page, site_url)
    page.reload()
    assert asked == []
    start(page, site_url)
    page.locator("#fp-01-5").check()
    page.reload()
    assert asked == ["beforeunload"]
    start(page, site_url)
    page.locator("#fp-01-5").check()
    downloaded(page, "Save to a file")
    page.reload()
    assert asked == ["beforeunload"]
    start(page, site_url)
    page.locator("#fp-01-5").check()
    press(page, "Save on this device")
    page.locator("#fp-04-5").check()
    page.reload()
    assert asked == ["beforeunload"]


def test_finish_and_clear_leaves_and_back_shows_no_answer(page, site_url):
    start(page, site_url)
    answer_all(page)
    see_report(page)
    press(page, "Finish and clear")
    press(page, "Stay on this page")
    heading(page, "Your report")
    press(page, "Finish and clear")
    page.locator("dialog[open]").get_by_role("button", name="Finish and clear").click()
    page.wait_for_url("**/index.html")
    page.go_back()
    heading(page, "Leader self-assessment")
    assert page.locator("[data-item] input:checked").count() == 0
    assert page.locator("[data-report], [data-check]").evaluate_all(
        "nodes => nodes.map(node => node.childElementCount)"
    ) == [0, 0]


@pytest.mark.parametrize(
    ("choice", "left"),
    [("Clear, and keep the draft", 1), ("Clear, and delete the draft", 0)],
)
def test_finish_asks_what_becomes_of_the_draft(page, site_url, choice, left):
    start(page, site_url)
    page.locator("#fp-01-5").check()
    press(page, "Save on this device")
    press(page, "Finish and clear")
    press(page, choice)
    page.wait_for_url("**/index.html")
    assert len(storage(page)["local"]) == left


# Failures of the runtime


@contextmanager
def misbehaving():
    with hosts.serving(ROOT / "site") as host:
        host.faults[".wasm"] = "missing"
        yield host


def test_a_scoring_tool_that_does_not_load_is_told_and_the_answers_stay(page):
    with misbehaving() as host:
        start(page, host.url)
        failure = page.locator("[data-failure]")
        expect(failure.get_by_role("alert")).to_contain_text(
            "does not work at the moment", timeout=LOADING
        )
        answer_all(page)
        press(page, "See your report")
        expect(failure.locator("> div")).to_be_focused(timeout=LOADING)
        expect(page.get_by_text("You have answered 16 of 16 statements.")).to_be_visible()
        expect(failure.get_by_role("button")).to_have_text(
            [
                "Try again",
                "Save answers to a file",
                "Print the form with the hand-scoring sheet",
            ]
        )
        downloaded(page, "Save answers to a file")
        host.faults.clear()
        press(page, "Try again")
        heading(page, "Your report")
        expect(failure).to_be_empty()


def test_a_file_can_be_opened_after_the_scoring_tool_failed(page):
    with misbehaving() as host:
        page.goto(f"{host.url}/leader.html")
        choose_file(page, saved(dict.fromkeys(SHORT, 3)))
        failure = page.locator("[data-failure] > div")
        expect(failure).to_be_focused(timeout=LOADING)
        host.faults.clear()
        press(page, "Try again")
        heading(page, "Check your answers")


# Without script, on paper, and for everyone


def test_without_script_everything_can_be_read_and_nothing_is_dead(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/leader.html")
    expect(shown(page)).to_have_count(48)
    expect(page.locator(".pi-q").get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("only where JavaScript runs")).to_be_visible()
    expect(page.get_by_role("heading", name="Hand-scoring sheet")).to_be_visible()
    expect(page.get_by_text("Also in: Short form")).to_have_count(16)
    page.locator("#fp-01-3").check()
    page.locator("#fp-01-3").press("Enter")
    assert page.url == f"{site_url}/leader.html"
    context.close()


def test_print_gives_the_form_and_its_sheet_before_the_report_and_then_the_report(page, site_url):
    page.goto(f"{site_url}/leader.html")
    page.emulate_media(media="print")
    expect(shown(page)).to_have_count(48)
    expect(page.locator("[data-sheet]:visible")).to_have_count(2)
    expect(page.locator(".pi-q button:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    start(page, site_url)
    page.emulate_media(media="print")
    expect(shown(page)).to_have_count(16)
    expect(page.locator("[data-sheet]:visible")).to_have_count(1)
    page.emulate_media(media="screen")
    answer_all(page)
    see_report(page)
    page.emulate_media(media="print")
    expect(shown(page)).to_have_count(0)
    expect(page.locator("[data-sheet]:visible")).to_have_count(0)
    expect(page.locator(".pi-report")).to_be_visible()
    expect(page.locator(".pi-q button:visible")).to_have_count(0)


def violations(page):
    """Run axe through the debugger, which the page's policy does not govern."""
    page.evaluate(AXE)
    return page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})"
        ".then(result => result.violations.map(v => [v.id, v.nodes.map(n => n.html)]))",
        TAGS,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_any_state_and_no_state_scrolls_sideways(
    browser, site_url, scheme, width
):
    context = browser.new_context(
        viewport={"width": width, "height": 700}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}

    def look(state):
        faults = violations(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if faults or overflow > 0:
            found[state] = (faults, overflow)

    page.goto(f"{site_url}/leader.html")
    look("start")
    press(page, "Start")
    look("start with an error")
    page.get_by_role("radio", name="Short form").check()
    press(page, "Start")
    look("section")
    press(page, "Continue")
    look("section with errors")
    answer_all(page)
    look("check")
    see_report(page)
    look("report")
    press(page, "Delete my answers")
    look("dialog")
    context.close()
    assert not found, json.dumps(found, indent=1)


def test_the_keyboard_alone_is_enough_and_the_focus_is_never_hidden(browser, site_url):
    context = browser.new_context(viewport={"width": 320, "height": 400})
    page = context.new_page()
    page.goto(f"{site_url}/leader.html")
    page.get_by_role("radio", name="Short form").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    heading(page, "Focus on purpose")
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => { const box = document.activeElement.getBoundingClientRect();"
            " return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)"
            " === document.activeElement; }"
        )
        page.keyboard.press("ArrowDown")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
    page.keyboard.press("Enter")
    heading(page, "Managing self")
    context.close()


def test_targets_are_large_motion_can_be_off_and_forced_colours_show_the_choice(browser, site_url):
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, reduced_motion="reduce", forced_colors="active"
    )
    page = context.new_page()
    start(page, site_url)
    page.locator("#fp-01-2").check()
    sizes = page.locator(".pi-q label:visible, .pi-q button:visible").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 44
    widths = [
        page.locator(f"#fp-01-{value}").evaluate("node => getComputedStyle(node).borderTopWidth")
        for value in (1, 2)
    ]
    assert widths == ["2px", "8px"]
    label = page.locator("label[for='fp-01-2']")
    assert label.evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
    context.close()
