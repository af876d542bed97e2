"""The questionnaire page's other questions: texts, days, lists, drafts and answers taken over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scorer import codebook, samples
from sitegen import assets

ROOT = Path(__file__).parents[2]
JS = ROOT / "sitegen" / "theme" / "js"
CODEBOOK = json.loads((ROOT / "scorer" / "framework.json").read_text(encoding="utf-8"))
SHORT = [f"{area}-{n}" for area in ("fp", "ms", "wo", "uo") for n in ("01", "04", "09", "10")]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOADING = 20_000
ID = "0123456789abcdef" * 2


@pytest.fixture(scope="module")
def site(browser, site_url):
    """One page for all tests that leave nothing behind; its cache keeps the scoring tool."""
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    yield lambda name: (page.goto(f"{site_url}/{name}.html"), page)[1]
    context.close()


@pytest.fixture
def visit(page, site_url):
    """A page whose storage is its own."""
    page.on("dialog", lambda dialog: dialog.accept())
    return lambda name: (page.goto(f"{site_url}/{name}.html"), page)[1]


def saved(instrument, form, answers, **about):
    """The text of a saved file."""
    framework = {key: CODEBOOK[key] for key in ("id", "version", "sha256")}
    return json.dumps(
        {
            "format": "partnership-intelligence/answers",
            "format_version": 1,
            "framework": framework,
            "instrument": instrument,
            "form": form,
            "about": about,
            "answers": answers,
        }
    )


def press(page, name, **options):
    page.get_by_role("button", name=name, exact=True, **options).click()


def begin(page, form):
    page.locator(f"#pi-form-{form}").check()
    press(page, "Start")


def go_to(page, item):
    """Continue until the question is shown."""
    for _ in range(20):
        if page.locator(f"#item-{item}").is_visible():
            return
        before = page.url
        press(page, "Continue")
        page.wait_for_url(lambda url, before=before: url != before)
    raise AssertionError(item)


def check_step(page):
    while not page.url.endswith("#check"):
        before = page.url
        press(page, "Continue")
        page.wait_for_url(lambda url, before=before: url != before)


def choose_file(page, text):
    with page.expect_file_chooser() as chooser:
        press(page, "Open a file")
    chooser.value.set_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def downloaded(page):
    with page.expect_download() as download:
        press(page, "Save to a file")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    return download.value.suggested_filename, json.loads(text)


def downloadable(page):
    """The form that a file saved now would name."""
    page.locator("[data-item]:visible input").first.check()
    return downloaded(page)[1]["form"]


def given(page, wording):
    row = page.locator(".pi-q__answer").filter(has=page.locator("dt", has_text=wording))
    return row.locator(".pi-q__given")


def wording(page, item):
    return page.locator(f"#item-{item} [data-wording]").first.inner_text()


# One of each type


def test_each_type_is_written_shown_in_words_and_comes_back_from_its_file(site):
    page = site("preparing")
    page.locator("#about-partnership").fill("  Hafen-Börd & Söhne ")
    begin(page, "quick")
    page.locator("#q-purpose").fill("Fewer falls.\nSafer homes.")
    page.locator("#q-last-decision").fill("  To share a van ")
    page.locator("#pattern-coordination").check()
    go_to(page, "lean")
    page.locator("#lean-shared-vision").check()
    page.locator("#lean-beyond-boundaries").check()
    lean = wording(page, "lean")
    go_to(page, "conversations")
    page.locator("[id='q-conversations.0.who']").fill("The chair")
    page.locator("[id='q-conversations.0.by']").fill("2027-01-08")
    press(page, "Add another conversation")
    page.locator("[id='q-conversations.1.about']").fill("Money")
    go_to(page, "review")
    page.locator("#q-review").fill("2027-03-01")
    check_step(page)

    expect(page.locator("[data-answered]")).to_have_text("You have answered 6 of 14 questions.")
    expect(given(page, lean).get_by_role("listitem")).to_have_count(2)
    expect(page.locator("#check, .pi-q__answers").get_by_text("1 March 2027")).to_be_visible()
    expect(page.get_by_text("2 entriesThe chairMoney")).to_be_visible()
    assert page.get_by_text("Fewer falls.").inner_text() == "Fewer falls.\nSafer homes."
    name, file = downloaded(page)
    assert name == "preparing-quick-answers-hafen-bord-sohne.json"
    assert file["about"]["partnership"] == "Hafen-Börd & Söhne"
    assert file["answers"] == {
        "purpose": "Fewer falls.\nSafer homes.",
        "last-decision": "To share a van",
        "pattern": "coordination",
        "lean": ["shared-vision", "beyond-boundaries"],
        "conversations": [{"who": "The chair", "by": "2027-01-08"}, {"about": "Money"}],
        "review": "2027-03-01",
    }

    page = site("preparing")
    choose_file(page, json.dumps(file))
    expect(page.locator("h1")).to_have_text("Check your answers", timeout=LOADING)
    assert downloaded(page) == (name, file)
    page.get_by_role("link", name=f"Change the answer to: {lean}").click()
    expect(page.locator("#lean-shared-vision")).to_be_focused()
    expect(page.locator("#item-lean input:checked")).to_have_count(2)


def test_what_is_cleared_is_no_answer(site):
    page = site("preparing")
    begin(page, "quick")
    page.locator("#q-purpose").fill("x")
    page.locator("#q-members").fill("The council")
    page.locator("#q-purpose").fill("  \n ")
    go_to(page, "lean")
    page.locator("#lean-shared-vision").check()
    page.locator("#lean-shared-vision").uncheck()
    go_to(page, "conversations")
    page.locator("[id='q-conversations.0.who']").fill("y")
    page.locator("[id='q-conversations.0.who']").fill("")
    assert downloaded(page)[1]["answers"] == {"members": "The council"}


def test_a_date_that_is_none_is_named_and_holds_up_only_once(site):
    page = site("preparing")
    begin(page, "quick")
    go_to(page, "review")
    page.locator("#q-review").focus()
    page.keyboard.type("31")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Enter a whole date")
    described = page.locator("#q-review").get_attribute("aria-describedby")
    assert described.split()[0] == "item-review-error"
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#q-review")).to_be_focused()
    press(page, "Continue without this answer")
    expect(page.locator("h1")).to_have_text("Check your answers")


# Lists of entries


def serve_as(page, kind):
    def serve(route):
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-type": kind})

    page.route("**/reflection.html", serve)


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml"])
def test_entries_are_added_and_removed_and_their_places_follow(page, site_url, kind):
    serve_as(page, kind)
    page.goto(f"{site_url}/reflection.html")
    begin(page, "alone")
    go_to(page, "behaviours")
    remove = page.get_by_role("button", name="Remove behaviour")
    expect(remove).to_have_count(0)
    page.locator("[id='q-behaviours.0.what']").fill("one")
    page.locator("[id='q-behaviours.0.health-healthy']").check()
    press(page, "Add another behaviour")
    expect(page.locator("[id='q-behaviours.1.what']")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Behaviour 2 added.")).to_have_count(1)
    page.locator("[id='q-behaviours.1.health-unhealthy']").check()
    press(page, "Add another behaviour")
    page.locator("[id='q-behaviours.2.what']").fill("three")
    names = page.locator("#item-behaviours [data-entry] > legend")
    expect(names).to_have_text(["Behaviour 1", "Behaviour 2", "Behaviour 3"])

    press(page, "Remove behaviour 1")
    press(page, "Keep it")
    expect(names).to_have_count(3)
    press(page, "Remove behaviour 1")
    press(page, "Remove it")
    expect(names).to_have_text(["Behaviour 1", "Behaviour 2"])
    expect(page.locator("[id='q-behaviours.0.what']")).to_be_focused()
    assert downloaded(page)[1]["answers"] == {
        "behaviours": [{"health": "unhealthy"}, {"what": "three"}]
    }
    press(page, "Add another behaviour")
    press(page, "Remove behaviour 3")
    expect(names).to_have_count(2)
    expect(page.locator("[id='q-behaviours.1.what']")).to_be_focused()
    ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_there_is_no_room_beyond_the_most_entries(site):
    page = site("preparing")
    begin(page, "quick")
    go_to(page, "steps")
    press(page, "Add another first step")
    press(page, "Add another first step")
    expect(page.locator("#item-steps [data-entry]")).to_have_count(3)
    expect(page.get_by_role("button", name="Add another first step")).to_have_count(0)
    expect(page.get_by_text("First step 3 added. There is no room for more.")).to_have_count(1)
    press(page, "Remove first step 2")
    expect(page.get_by_role("button", name="Add another first step")).to_be_visible()


def test_the_facilitator_is_shown_in_the_group_form_only(site):
    for form, shown in (("alone", 0), ("group", 1)):
        page = site("reflection")
        begin(page, form)
        go_to(page, "story")
        expect(page.locator("[data-facilitator]:visible")).to_have_count(shown)


def test_a_page_with_one_form_asks_for_no_choice(site):
    page = site("health")
    press(page, "Start")
    expect(page.locator("[data-caption]")).to_contain_text("Section 1 of")
    assert downloadable(page) == "full"


# Drafts


def keys(page):
    return sorted(page.evaluate("Object.keys(localStorage)"))


def offers(page):
    return page.locator("[data-drafts] .pi-q__draft-name")


def write_draft(visit, partnership, text):
    page = visit("reflection")
    page.locator("#about-partnership").fill(partnership)
    begin(page, "alone")
    go_to(page, "story")
    page.locator("#q-story").fill(text)
    press(page, "Save on this device")
    expect(page.get_by_text("A draft is saved on this device, and each change")).to_be_visible()


def test_drafts_of_several_partnerships_are_kept_apart_continued_and_deleted(visit):
    write_draft(visit, "Harbour Board", "boats")
    write_draft(visit, "", "no name")
    page = visit("reflection")
    prefix = "partnership-intelligence/reflection/draft"
    old = saved("reflection", "alone", {"story": "from before"})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [prefix, old])
    page = visit("reflection")
    today = r"\d+ [A-Z][a-z]+ 20\d\d"
    expect(offers(page)).to_have_count(3)
    labels = sorted(offers(page).all_inner_texts())
    assert re.fullmatch(f"Harbour Board, {today}", labels[0])
    assert labels[1] == "Without a name"
    assert re.fullmatch(f"Without a name, {today}", labels[2])

    page.get_by_role("button", name="Continue the draft: Harbour Board").click()
    expect(page.locator("h1")).to_have_text("Check your answers", timeout=LOADING)
    expect(page.get_by_text("boats")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Change the answer to:")).nth(1).click()
    page.locator("#q-story").fill("ships")
    press(page, "Delete my answers")
    press(page, "Delete them")
    expect(offers(page)).to_have_count(2)
    page.get_by_role("button", name=re.compile("^Delete the draft: Without a name, ")).click()
    press(page, "Keep it")
    expect(offers(page)).to_have_count(2)
    page.get_by_role("button", name=re.compile("^Delete the draft: Without a name, ")).click()
    press(page, "Delete it")
    expect(offers(page)).to_have_text(["Without a name"])
    assert keys(page) == [prefix]
    press(page, "Continue the draft: Without a name")
    expect(page.get_by_text("from before")).to_be_visible(timeout=LOADING)


def test_a_draft_that_another_tab_deletes_is_not_written_again(visit):
    write_draft(visit, "Harbour Board", "boats")
    page = visit("reflection")
    page.get_by_role("button", name="Continue the draft").click()
    expect(page.get_by_text("A draft is saved on this device, and")).to_be_visible(timeout=LOADING)
    other = page.context.new_page()
    other.goto(page.url.split("#")[0])
    other.evaluate("localStorage.clear()")
    expect(page.get_by_text("Your answers are on this page only.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Change the answer to:")).nth(1).click()
    page.locator("#q-story").fill("ships")
    assert keys(page) == []


# For everyone


def faults(page):
    """What axe finds, run through the debugger, which the page's policy does not govern."""
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})"
        ".then(result => result.violations.map(v => [v.id, v.nodes.map(n => n.html)]))",
        TAGS,
    )
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *(["overflow", overflow] if overflow > 0 else [])]


def test_axe_finds_nothing_in_entries_dialogs_and_drafts_and_nothing_scrolls_sideways(
    browser, site_url
):
    context = browser.new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    page.goto(f"{site_url}/reflection.html")
    begin(page, "group")
    go_to(page, "behaviours")
    press(page, "Add another behaviour")
    page.locator("[id='q-behaviours.0.what']").fill("x" * 200)
    press(page, "Save on this device")
    expect(page.get_by_text("A draft is saved on this device, and each change")).to_be_visible()
    found["entries"] = faults(page)
    press(page, "Remove behaviour 1")
    found["dialog"] = faults(page)
    press(page, "Keep it")
    check_step(page)
    found["check"] = faults(page)
    page.goto(f"{site_url}/reflection.html")
    expect(offers(page)).to_have_count(1)
    found["drafts"] = faults(page)
    page.get_by_role("button", name="Delete the draft").click()
    found["deleting"] = faults(page)
    press(page, "Keep it")
    page.goto(f"{site_url}/fit.html")
    report_on(page, fitted(own=True))
    found["views"] = faults(page)
    context.close()
    assert {state: each for state, each in found.items() if each} == {}


# Answers taken over


def notice(page):
    return page.locator("[data-notice]")


def test_a_leader_file_gives_its_answers_to_the_fit_and_the_rest_is_open(site):
    page = site("fit")
    text = saved("leader", "short", dict.fromkeys(SHORT, 4), id=ID, partnership="Quay")
    choose_file(page, text)
    expect(notice(page)).to_have_text(
        "We took over 16 answers from your leader file. The rest is open.", timeout=LOADING
    )
    assert page.locator("[data-item]:visible").first.get_attribute("data-item") == "pt-01-now"
    name, file = downloaded(page)
    assert name == "fit-short-answers-quay.json"
    assert file["answers"] == dict.fromkeys(SHORT, 4)
    # Another set of answers: two drafts or two files must not pass for one.
    assert file["about"]["id"] != ID


def test_answers_on_the_page_stay_when_a_file_of_another_instrument_says_otherwise(site):
    page = site("fit")
    begin(page, "short")
    page.locator("#fp-01-1").check()
    page.locator("#fp-04-2").check()
    text = saved("leader", "short", {"fp-01": 5, "fp-04": 2, "fp-09": 3})
    choose_file(page, text)
    expect(page.locator("dialog[open]")).to_contain_text("One question has", timeout=LOADING)
    press(page, "Leave this page as it is")
    assert downloaded(page)[1]["answers"] == {"fp-01": 1, "fp-04": 2}
    choose_file(page, text)
    press(page, "Fill the open questions")
    expect(notice(page)).to_have_text(
        "We took over one answer from your leader file. The rest is open."
    )
    assert downloaded(page)[1]["answers"] == {"fp-01": 1, "fp-04": 2, "fp-09": 3}


def test_a_file_that_shares_no_question_is_refused_in_words(site):
    page = site("leader")
    choose_file(page, saved("partnership-type", "now", {"pt-01-now": "cooperation"}))
    message = page.locator("[data-messages] > div")
    expect(message).to_contain_text("answers from another page, “partnership-type”")
    expect(message).to_contain_text("Nothing on this page has changed.")


def test_minutes_of_a_meeting_are_sent_to_their_own_page(site):
    page = site("health")
    choose_file(page, saved("health", "meeting", {"hp-01-agreed": "3"}))
    expect(page.locator("[data-messages] > div")).to_contain_text(
        "It holds the minutes of a meeting", timeout=LOADING
    )


# The parts that other pages use too


@pytest.fixture(scope="module")
def parts(browser, tmp_path_factory):
    """A bare page with the script's own parts under their names."""
    entry = tmp_path_factory.mktemp("parts") / "parts.mjs"
    entry.write_text(
        f'import {{ fileName }} from "{JS}/questionnaire/files.mjs";'
        f'import {{ checkPayload }} from "{JS}/limits.mjs";'
        "Object.assign(globalThis, { fileName, checkPayload });",
        encoding="utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    page.evaluate(assets.bundle_script(entry, "iife").decode())
    yield page
    context.close()


@pytest.mark.parametrize(
    ("partnership", "expected"),
    [
        ("", "fit-full-report.md"),
        ("Harbour Board", "fit-full-report-harbour-board.md"),
        ("../Été: 2027!", "fit-full-report-ete-2027.md"),
        ("港湾", "fit-full-report.md"),
        ("a" * 39 + " b", "fit-full-report-" + "a" * 39 + ".md"),
    ],
)
def test_a_file_is_named_after_its_partnership(parts, partnership, expected):
    name = parts.evaluate("label => fileName(['fit', 'full', 'report'], label, 'md')", partnership)
    assert name == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ('{ text: "x".repeat(256 * 1024), instrument: "fit" }', None),
        ('{ text: "x".repeat(256 * 1024 + 1) }', "too-large"),
        ('{ texts: ["{}", "[".repeat(17)] }', "too-deep"),
        ('{ text: "{}", earlier: "[".repeat(17) }', "too-deep"),
        ('{ files: [{ name: "a", text: "é".repeat(128 * 1024 + 1) }] }', "too-large"),
        ('{ files: Array(500).fill({ name: "a", text: "{}" }) }', None),
        ('{ files: Array(501).fill({ name: "a", text: "{}" }) }', "too-many"),
    ],
)
def test_every_text_of_a_request_is_measured(parts, payload, expected):
    code = parts.evaluate(
        f"(() => {{ try {{ checkPayload({payload}); return null; }}"
        " catch (error) { return error.code; } })()"
    )
    assert code == expected


# The views of a report


def fitted(own):
    """Full answers to the fit, with or without the reader's own ratings of importance."""
    given = json.loads(samples.filled(codebook.default(), "fit", "full"))["answers"]
    return saved(
        "fit",
        "full",
        {key: value for key, value in given.items() if own or not key.startswith("importance-")},
    )


def report_on(page, text):
    choose_file(page, text)
    expect(page.locator("h1")).to_have_text("Check your answers", timeout=LOADING)
    press(page, "See your report")
    expect(page.locator("h1")).to_have_text("Your report", timeout=LOADING)


def content(page, name):
    with page.expect_download() as download:
        press(page, name)
    return Path(download.value.path()).read_text(encoding="utf-8")


PATTERN = "How they fit: importance by pattern"
OWN = "How they fit: importance as you see it"
LEFT_OUT = "Importance is left out here"
FILES = ("Download the report", "Download the report as plain text (Markdown)")


@pytest.mark.parametrize(
    ("picked", "holds", "lacks"),
    [
        ("Importance by pattern: our weights", [PATTERN], [OWN, LEFT_OUT]),
        ("Importance as you see it", [OWN], [PATTERN, LEFT_OUT]),
        ("Strengths only, without importance", [LEFT_OUT], [PATTERN, OWN]),
        ("Both: importance as you see it, then by pattern", [OWN, PATTERN], [LEFT_OUT]),
    ],
)
def test_a_view_that_is_picked_replaces_the_report_and_its_files(site, picked, holds, lacks):
    page = site("fit")
    report_on(page, fitted(own=True))
    both = page.get_by_role("radio", name="Both: importance as you see it, then by pattern")
    expect(both).to_be_checked()
    radio = page.get_by_role("radio", name=picked, exact=True)
    status = page.get_by_role("status").filter(has_text="The report now shows")
    if picked.startswith("Both"):
        page.get_by_role("radio", name="Strengths only, without importance").check()
        expect(status).to_have_count(1)
    radio.check()
    expect(status).to_have_text(f"The report now shows: {picked}.")
    expect(radio).to_be_focused()
    for text in (page.locator("[data-report]").inner_text(), *(content(page, f) for f in FILES)):
        assert [words for words in (PATTERN, OWN, LEFT_OUT) if words in text] == [
            words for words in (PATTERN, OWN, LEFT_OUT) if words in holds
        ]
        assert not [words for words in lacks if words in text]
    page.emulate_media(media="print")
    expect(radio).to_be_hidden()
    page.emulate_media(media="screen")


def test_the_pick_stays_while_answers_change_and_goes_with_them(site):
    page = site("fit")
    report_on(page, fitted(own=False))
    names = ["Importance by pattern: our weights", "Strengths only, without importance"]
    views = page.locator("[data-views]")
    expect(views.get_by_role("radio")).to_have_count(2)
    expect(views.get_by_role("radio", name=names[0])).to_be_checked()
    views.get_by_role("radio", name=names[1]).check()
    expect(page.locator("[data-report]")).to_contain_text(LEFT_OUT)
    press(page, "Change your answers")
    press(page, "See your report")
    expect(page.locator("h1")).to_have_text("Your report")
    expect(views.get_by_role("radio", name=names[1])).to_be_checked()
    expect(page.locator("[data-report]")).to_contain_text(LEFT_OUT)
    press(page, "Delete my answers")
    press(page, "Delete them")
    expect(views.locator("*")).to_have_count(0)


def test_a_report_that_is_read_in_one_way_has_no_switch(site):
    page = site("partnership-type")
    given = json.loads(samples.filled(codebook.default(), "partnership-type", "now"))["answers"]
    report_on(page, saved("partnership-type", "now", given))
    expect(page.locator("[data-views] *")).to_have_count(0)


def test_a_view_that_cannot_be_fetched_leaves_the_report_and_its_radio(page, site_url):
    page.goto(f"{site_url}/fit.html")
    report_on(page, fitted(own=False))
    page.evaluate(
        "void (Worker.prototype.postMessage = function ({ id }) {"
        " const data = { id, kind: 'failed', code: 'crashed', detail: '' };"
        " setTimeout(() => this.onmessage({ data })); })"
    )
    page.get_by_role("radio", name="Strengths only").check()
    expect(page.get_by_role("alert")).to_contain_text(
        "The scoring tool does not work", timeout=LOADING
    )
    expect(page.get_by_role("radio", name="Importance by pattern")).to_be_checked()
    expect(page.locator("[data-report]")).to_contain_text(PATTERN)


# On paper


def test_long_texts_are_printed_whole_and_are_as_before_on_the_screen(site):
    page = site("preparing")
    begin(page, "quick")
    purpose = page.locator("#q-purpose")
    purpose.fill("\n".join(f"line {number}" for number in range(40)))
    go_to(page, "conversations")
    rows = "element => [element.rows, element.clientHeight >= element.scrollHeight]"
    before = purpose.evaluate("element => element.rows")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert purpose.evaluate("element => element.rows") >= 40
    expect(purpose).to_be_hidden()
    page.evaluate("document.querySelector('[data-questionnaire]').dataset.print = 'form'")
    page.emulate_media(media="print")
    assert purpose.evaluate(rows)[1]
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert purpose.evaluate("element => element.rows") == before


def test_a_mended_question_is_described_as_before(site):
    page = site("preparing")
    begin(page, "quick")
    go_to(page, "review")
    review = page.locator("#q-review")
    before = review.get_attribute("aria-describedby")
    review.focus()
    page.keyboard.type("31")
    press(page, "Continue")
    assert review.get_attribute("aria-describedby") != before
    review.fill("2027-03-01")
    assert review.get_attribute("aria-describedby") == before


def test_a_page_that_writes_speaks_of_its_writing_tool(site):
    page = site("evidence")
    begin(page, "person")
    check_step(page)
    expect(page.locator("[data-status]")).to_have_text(
        "The writing tool is ready.", timeout=LOADING
    )
