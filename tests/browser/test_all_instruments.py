"""Every questionnaire page, walked from start to report in one go with all that must hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import expect

from scorer import answers, browser, codebook, samples, taking
from scorer.problems import by_id
from scorer.questions import sections

ROOT = Path(__file__).parents[2]
CODEBOOK = (ROOT / "scorer" / "framework.json").read_text(encoding="utf-8")
FRAMEWORK = codebook.load(CODEBOOK)
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOADING = 20_000
# Words that a reader could write, and that must stay on the page.
CANARY = "Canary & <b>7</b>"
HTML, XHTML = "text/html", "application/xhtml+xml"
WALKS = [
    ("leader", "short", HTML),
    ("partnership-type", "both", HTML),
    ("fit", "short", XHTML),
    ("health", "full", HTML),
    ("preparing", "quick", XHTML),
    ("evidence", "partnership", HTML),
    ("reflection", "group", HTML),
]
# What has the focus: the name of its control, the question that it is part of, and its id.
FOCUS = """() => {
  const node = document.activeElement;
  return [
    node.type === "submit" ? node.textContent.trim() : node.dataset?.action ?? node.type ?? "",
    node.closest("[data-item]")?.dataset.item ?? "",
    node.id ?? "",
  ];
}"""
# For the questions that the keyboard has not reached: a click, as a script does it.
ANSWER_THE_REST = """canary => {
  const change = (node) => {
    node.dispatchEvent(new Event("input", {bubbles: true}));
    node.dispatchEvent(new Event("change", {bubbles: true}));
  };
  const open = [...document.querySelectorAll("[data-item]")].filter(
    (item) => item.checkVisibility() && !item.querySelector("input:checked"),
  );
  for (const item of open) {
    item.querySelector("input[type=radio], input[type=checkbox]")?.click();
    for (const node of item.querySelectorAll("input[type=text], input[type=date], textarea")) {
      if (node.value) continue;
      node.value = node.type === "date" ? "2026-11-21" : canary;
      change(node);
    }
  }
}"""


@pytest.fixture(scope="module", autouse=True)
def scorer():
    """The scorer of the command line, as the page's worker asks it."""
    browser.start(CODEBOOK)


def natively(text):
    return json.loads(browser.handle(json.dumps({"kind": "score", "text": text})))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def content(page, name):
    with page.expect_download() as download:
        press(page, name)
    return Path(download.value.path()).read_text(encoding="utf-8")


def faults(page):
    """What axe finds, run through the debugger, which the page's policy does not govern."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})"
        ".then(result => result.violations.map(v => [v.id, v.nodes.map(n => n.html)]))",
        TAGS,
    )


def words(markup):
    """The words of markup; the ends of blocks part them as spaces do."""
    return " ".join(" ".join(html.fromstring(f"<div>{markup}</div>").itertext()).split())


class Walk:
    """A page with all that is watched along the way."""

    def __init__(self, context, url, kind):
        self.page = context.new_page()
        self.requests = []
        self.errors = []
        self.found = {}
        self.added = False
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())
        if kind == XHTML:
            self.page.route("**/*.html", self.serve)
        self.page.goto(url)
        assert self.page.evaluate("document.contentType") == kind

    @staticmethod
    def serve(route):
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-type": XHTML})

    def look(self, state):
        """Keep what axe finds, and see that nothing has left the page's memory."""
        if found := faults(self.page):
            self.found[state] = found
        kept = self.page.evaluate(
            "({local: localStorage.length, session: sessionStorage.length,"
            " cookies: document.cookie, state: history.state})"
        )
        assert kept == {"local": 0, "session": 0, "cookies": "", "state": None}
        assert "anary" not in self.page.url

    def proceed(self, key=None):
        """Continue, and wait until another step is shown."""
        before = self.page.url
        if key:
            self.page.keyboard.press(key)
        else:
            press(self.page, "Continue")
        self.page.wait_for_url(lambda url: url != before)

    def fetched(self):
        """What was asked of the host; the browser itself looks for the icon again at a step."""
        asked = [url for url in self.requests if not url.startswith(("blob:", "data:"))]
        return [url for url in asked if "/assets/pi/icon." not in url]

    def saved(self):
        return content(self.page, "Save to a file")


def by_keyboard(walk, most=80):
    """Answer what a step asks with Tab, the space bar, arrows and letters; then continue."""
    page = walk.page
    done = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        control, item, place = page.evaluate(FOCUS)
        if control == "Continue":
            walk.proceed("Enter")
            return done
        if control == "add-entry" and not walk.added:
            walk.added = True
            count = page.locator("[data-entry]:visible").count()
            page.keyboard.press("Enter")
            expect(page.locator("[data-entry]:visible")).to_have_count(count + 1)
            walk.look("entry added")
        elif item and control == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            done.add(item)
        elif item and control == "checkbox":
            if item not in done:
                page.keyboard.press("Space")
            done.add(item)
        elif item and control == "date":
            # Each day is as good here, in whatever order its parts are typed.
            page.keyboard.type("11112026")
            # Three parts, and the button that opens a calendar.
            while page.evaluate(FOCUS)[2] == place:
                page.keyboard.press("Tab")
            page.keyboard.press("Shift+Tab")
            done.add(item)
        elif item and control in ("text", "textarea"):
            page.keyboard.insert_text(CANARY)
            done.add(item)
    # A long list of choices is left to the mouse.
    page.evaluate(ANSWER_THE_REST, CANARY)
    walk.proceed()
    return done


def begin(walk, form):
    """Start by keyboard; where there is a form to choose, first without one."""
    page = walk.page
    walk.look("start")
    label = page.locator("[data-about='partnership']")
    if label.count():
        label.fill("Canary Quay")
    radio = page.locator(f"#pi-form-{form}")
    if radio.count():
        press(page, "Start")
        expect(page.locator("[data-messages] > div")).to_be_focused()
        walk.look("start with an error")
        page.get_by_role("link", name="Choose a form").press("Enter")
        while page.evaluate(FOCUS)[2] != f"pi-form-{form}":
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        expect(radio).to_be_checked()
        walk.proceed("Enter")
    else:
        page.get_by_role("button", name="Start", exact=True).focus()
        walk.proceed("Enter")
    expect(page.locator("h1")).to_be_focused()


def choose_file(page, text):
    """Choose a file, as the browser does it: a page as XHTML has an input that no driver takes."""
    page.locator("input[type='file']").evaluate(
        """(input, text) => {
          const chosen = new DataTransfer();
          chosen.items.add(new File([text], "a.json", {type: "application/json"}));
          input.files = chosen.files;
          input.dispatchEvent(new Event("change", {bubbles: true}));
        }""",
        text,
    )


def stranger(instrument):
    """The id of an instrument whose answers are of no use to this one, and a file of it."""
    for one in FRAMEWORK.instruments:
        text = samples.filled(FRAMEWORK, one.id, one.forms[0].id)
        taken = taking.take(answers.read(text, FRAMEWORK), FRAMEWORK, instrument, FRAMEWORK)
        if not taken.answers:
            return one.id, text
    raise AssertionError(instrument)


def refuse(walk, instrument):
    """Open files that are no answers to this page; what is on it stays."""
    before = walk.saved()
    other, text = stranger(instrument)
    strange = json.loads(before) | {"answers": {"no-such-question": 1}}
    for data, expected in (
        (before[: len(before) // 2], "The file could not be opened"),
        (" " * 300_000, "larger than 256 KB"),
        (text, f"“{other}”"),
        (json.dumps(strange), "no-such-question"),
    ):
        choose_file(walk.page, data)
        message = walk.page.locator("[data-messages] > div")
        expect(message).to_contain_text(expected, timeout=LOADING)
        expect(message).to_be_focused()
    assert json.loads(walk.saved())["answers"] == json.loads(before)["answers"]


@pytest.mark.parametrize(("instrument", "form", "kind"), WALKS)
def test_a_page_from_start_to_report(browser, site_url, instrument, form, kind):
    context = browser.new_context(
        locale="en-GB", reduced_motion="reduce", viewport={"width": 1000, "height": 900}
    )
    walk = Walk(context, f"{site_url}/{instrument}.html", kind)
    page = walk.page
    questions = by_id(FRAMEWORK, instrument, form)

    begin(walk, form)
    walk.look("section")
    required = [
        each
        for each in page.locator("[data-item]:visible").all()
        if not questions[each.get_attribute("data-item")].optional
    ]
    if required:
        press(page, "Continue")
        expect(page.locator("[data-messages] > div")).to_be_focused()
        expect(page.get_by_role("alert").get_by_role("link")).to_have_count(len(required))
        walk.look("section with errors")
        page.locator("h1").focus()
    reached = by_keyboard(walk)
    assert reached
    while not page.url.endswith("#check"):
        entries = page.locator("[data-action='add-entry']:visible").count()
        if len(reached) < 5 or (entries and not walk.added):
            reached |= by_keyboard(walk)
        else:
            page.evaluate(ANSWER_THE_REST, CANARY)
            walk.proceed()

    expect(page.get_by_text(re.compile(r"The \w+ tool is ready\."))).to_be_visible(timeout=LOADING)
    ready = len(walk.fetched())
    walk.look("check")
    refuse(walk, instrument)
    page.get_by_role("button", name=re.compile("^See your ")).click()
    expect(page.locator("h1")).to_have_text(re.compile("^Your "), timeout=LOADING)
    expect(page.locator("h1")).to_be_focused()
    walk.look("report")

    text = walk.saved()
    given = answers.read(text, FRAMEWORK)
    assert (given.instrument, given.form) == (instrument, form)
    assert set(json.loads(text)["answers"]) == set(questions)
    expected = natively(text)
    assert words(page.locator("[data-report]").inner_html()) == words(expected["report"])
    product = page.locator("[data-action='download-report']").inner_text()
    document = content(page, product)
    assert document == expected["document"]
    assert etree.fromstring(document.encode()).tag == "{http://www.w3.org/1999/xhtml}html"
    assert content(page, "Download the results as data") == expected["result"]
    if expected["markdown"] is not None:
        assert content(page, f"{product} as plain text (Markdown)") == expected["markdown"]

    assert walk.fetched()[ready:] == []
    assert not [url for url in walk.requests if "anary" in url]
    assert walk.errors == []
    assert walk.found == {}, json.dumps(walk.found, indent=1)
    context.close()


def test_without_javascript_every_question_and_option_can_be_read(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for one in FRAMEWORK.instruments:
        page.goto(f"{site_url}/{one.id}.html")
        text = " ".join(page.locator("main").inner_text().split())
        missing = {
            each
            for section in sections(FRAMEWORK, one)
            for question in section.questions
            for asked in (question, *question.fields)
            for each in (asked.wording, *(option.label for option in asked.options))
            if " ".join(each.split()) not in text
        }
        assert missing == set(), one.id
        assert page.locator(".pi-q button:visible").count() == 0
    context.close()
