"""The scoring runtime in a browser: right answers, clear failures, and no way out."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import hosts
import pytest
from playwright.sync_api import expect

from scorer import answers, browser, codebook
from sitegen import assets, policy

HERE = Path(__file__).parent
CODEBOOK = (HERE.parent / "data" / "framework.json").read_text(encoding="utf-8")
KEPT = "Your answers are still on this page."
IN_TIME = 15_000

FULL = json.loads(answers.blank(codebook.load(CODEBOOK), "leader", "full"))
FULL["answers"] = {item: 1 + index % 5 for index, item in enumerate(FULL["answers"])}
ANSWERS = json.dumps(FULL)


@pytest.fixture(autouse=True)
def scorer():
    """The scorer of the command line, with the page's codebook: other tests leave theirs."""
    browser.start(CODEBOOK)


def press(page, button, text=None):
    if text is not None:
        page.locator("#text").fill(text)
    page.locator(f"#{button}").click()


def outcome(page, within=IN_TIME):
    """Wait for the end of what was started; return its code, or "done"."""
    expect(page.locator("#outcome")).not_to_have_text("waiting", timeout=within)
    return page.locator("#outcome").text_content()


def said(page, name):
    return page.locator(f"#{name}").text_content()


def start(page, host, *, boot="snapshot", checked="sha256", url=None):
    page.goto(f"{url or host.url}/index.html")
    press(page, "start")
    # A first start may compile the wasm file on a busy machine.
    assert outcome(page, 30_000) == "done", said(page, "detail")
    assert json.loads(said(page, "readiness")) == {"boot": boot, "checked": checked}


def natively(kind, text):
    return json.loads(browser.handle(json.dumps({"kind": kind, "text": text})))


def ask(page, kind, text):
    press(page, kind, text)
    assert outcome(page) == "done", said(page, "detail")
    return json.loads(said(page, "answer"))


def test_the_browser_gives_the_same_replies_as_the_command_line_byte_for_byte(page, host):
    start(page, host)
    assert ask(page, "score", ANSWERS) == natively("score", ANSWERS)
    assert ask(page, "read", ANSWERS) == natively("read", ANSWERS)
    damaged = ANSWERS.replace('"short"', '"medium"').replace(": 3", ": true")
    assert ask(page, "score", damaged) == natively("score", damaged)


@pytest.fixture
def real():
    """The project's own codebook, which all kinds of instruments are in."""
    text = (HERE.parents[1] / "scorer" / "framework.json").read_text(encoding="utf-8")
    browser.start(text)
    return text


def replace_file(host, name, other):
    """Have the page's manifest name another published file."""
    html = (host.folder / "index.html").read_text(encoding="utf-8")
    before, found, rest = html.partition(f'"{name}": {{')
    assert found
    entry = json.dumps({"url": other.url, "sha256": other.sha256, "bytes": other.bytes})
    after = rest.partition("}")[2]
    host.replaced["index.html"] = f'{before}"{name}": {entry}{after}'.encode()


def test_every_vector_gives_the_same_result_in_the_browser_byte_for_byte(page, host, real):
    framework = codebook.load(real)
    blank = json.loads(answers.blank(framework, "leader", "full"))
    given = [
        blank
        | {
            "instrument": vector.get("instrument", "leader"),
            "form": vector["form"],
            "answers": vector["answers"],
        }
        for file in sorted((HERE.parent / "vectors").glob("*.json"))
        for vector in json.loads(file.read_text(encoding="utf-8"))["vectors"]
    ]
    counts = Counter(each["instrument"] for each in given)
    assert set(counts) == {one.id for one in framework.instruments}
    assert min(counts.values()) >= 15
    replace_file(
        host,
        "framework",
        assets.publish(host.folder, "assets/pi", "framework-real", ".json", real.encode()),
    )
    start(page, host)
    texts = [json.dumps(each) for each in given]
    replies = page.evaluate("texts => scoreAll(texts)", texts)
    for text, reply in zip(texts, replies, strict=True):
        expected = natively("score", text)
        assert reply["kind"] == "scored"
        assert reply == expected


def test_nothing_is_fetched_once_the_worker_is_ready(page, host):
    start(page, host)
    before = list(host.log)
    ask(page, "score", ANSWERS)
    assert host.log == before


def test_a_start_fetches_the_snapshot_and_not_the_standard_library(page, host):
    start(page, host)
    asked = " ".join(host.log)
    assert "snapshot" in asked
    assert "python_stdlib" not in asked
    assert ".whl" not in asked


def test_progress_reaches_the_whole(page, host):
    start(page, host)
    loaded, whole = said(page, "progress").split(" of ")
    assert loaded == whole
    assert int(whole) > 10_000_000


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("worker", "missing"),
        ("worker", "html"),
        ("pyodide.asm.cc", "missing"),
        (".wasm", "missing"),
        (".wasm", "broken"),
        (".wasm", "cut"),
        (".wasm", "short"),
        (".wasm", "html"),
        ("pyodide-lock", "html"),
        ("framework", "short"),
        (".js", "untyped"),
    ],
)
def test_a_file_that_cannot_be_had_is_told_in_words_within_15_seconds(page, host, file, fault):
    page.goto(f"{host.url}/index.html")
    host.faults[file] = fault
    if file.startswith("pyodide.asm"):
        host.faults = {".asm.": fault}
    press(page, "start", ANSWERS)
    assert outcome(page) in {"download", "damaged"}
    assert KEPT in said(page, "message")
    assert "try again" in said(page, "message").lower()
    assert said(page, "state") == "failed"
    assert page.locator("#text").input_value() == ANSWERS


def test_a_network_that_falls_silent_is_told_within_15_seconds(browser, runtime_site):
    cases = [(".wasm", "silent"), (".wasm", "stuck"), ("worker", "silent")]
    context = browser.new_context()
    running = []
    for file, fault in cases:
        serving = hosts.serving(runtime_site)
        host = serving.__enter__()
        host.faults[file] = fault
        page = context.new_page()
        page.goto(f"{host.url}/index.html")
        press(page, "start")
        running.append((serving, page))
    for serving, page in running:
        assert outcome(page, 20_000) == "download"
        assert float(said(page, "seconds")) < 15
        serving.__exit__(None, None, None)
    context.close()


@pytest.mark.parametrize("fault", ["missing", "cut", "short", "html"])
@pytest.mark.parametrize("file", [".wasm", "worker"])
def test_one_failure_is_mended_by_a_retry(page, host, file, fault):
    host.once[file] = fault
    start(page, host)


def test_a_wasm_file_without_its_type_works(page, host):
    host.faults[".wasm"] = "untyped"
    start(page, host)


@pytest.mark.parametrize("fault", ["missing", "short", "html"])
def test_without_its_snapshot_the_runtime_boots_plainly_and_answers_the_same(page, host, fault):
    host.faults["snapshot"] = fault
    start(page, host, boot="plain")
    assert ask(page, "score", ANSWERS) == natively("score", ANSWERS)


def test_a_snapshot_that_cannot_be_restored_is_left_for_a_plain_boot(page, host):
    whole = next((host.folder / "assets" / "pi").glob("snapshot.*")).read_bytes()
    # Another build of Pyodide: the identification in its header differs.
    other = assets.publish(
        host.folder, "assets/pi", "snapshot-other", ".bin", whole[:48] + bytes(32) + whole[80:]
    )
    replace_file(host, "snapshot", other)
    start(page, host, boot="plain")
    assert ask(page, "score", ANSWERS) == natively("score", ANSWERS)


def test_without_webassembly_the_reader_hears_at_once_and_nothing_is_fetched(page, host):
    page.add_init_script("delete globalThis.WebAssembly;")
    page.goto(f"{host.url}/index.html")
    press(page, "start")
    assert outcome(page, 2_000) == "no-webassembly"
    assert KEPT in said(page, "message")
    assert "worker" not in " ".join(host.log)


def test_a_browser_that_may_not_compile_webassembly_is_told_the_same(page, host):
    html = (host.folder / "index.html").read_text(encoding="utf-8")
    host.replaced["index.html"] = html.replace(" 'wasm-unsafe-eval'", "").encode()
    page.goto(f"{host.url}/index.html")
    press(page, "start")
    assert outcome(page) == "no-webassembly"


def test_over_plain_http_from_another_machine_files_are_checked_by_their_length(page, host):
    far = host.url.replace("127.0.0.1", "pi.test")
    start(page, host, checked="length", url=far)
    assert ask(page, "score", ANSWERS) == natively("score", ANSWERS)


def test_a_call_that_is_stopped_fails_and_starts_nothing_anew(page, host):
    host.replaced["worker"] = altered_worker(host, "for (;;);")
    start(page, host)
    press(page, "score", ANSWERS)
    press(page, "stop")
    expect(page.locator("#detail")).to_have_text("stopped")
    assert said(page, "state") == "idle"
    assert len([path for path in host.log if "worker" in path]) == 1


def altered_worker(host, code):
    """Return the worker's script with something done in place of scoring."""
    whole = next((host.folder / "assets" / "pi").glob("worker.*")).read_bytes()
    change = """
const real = self.onmessage;
self.onmessage = (event) => { if (event.data.kind === "score") { %s } return real(event); };
"""
    return whole + (change % code).encode()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("too-slow", "for (;;);"),
        ("crashed", "throw new Error('fatal');"),
        (
            "crashed",
            "self.postMessage({id: event.data.id, kind: 'failed', code: 'crashed'}); return;",
        ),
    ],
    ids=["hangs", "dies", "fails"],
)
def test_a_worker_that_fails_twice_is_told_in_words_and_a_new_one_can_be_had(
    page, host, fault, code
):
    host.replaced["worker"] = altered_worker(host, code)
    start(page, host)
    press(page, "score", ANSWERS)
    began = time.monotonic()
    assert outcome(page) == fault
    assert time.monotonic() - began < 15
    assert KEPT in said(page, "message")
    assert page.locator("#text").input_value() == ANSWERS
    del host.replaced["worker"]
    assert ask(page, "score", ANSWERS) == natively("score", ANSWERS)


@pytest.mark.parametrize("code", ["for (;;);", "throw new Error('fatal');"], ids=["hangs", "dies"])
def test_a_call_that_fails_once_is_replayed_in_a_new_worker(page, host, code):
    host.replaced_once["worker"] = altered_worker(host, code)
    start(page, host)
    assert ask(page, "score", ANSWERS) == natively("score", ANSWERS)


def test_texts_that_are_too_large_or_too_deep_never_reach_python(page, host):
    page.goto(f"{host.url}/index.html")
    press(page, "read", '"' + "é" * 131_072 + '"')
    assert outcome(page) == "too-large"
    press(page, "read", "[" * 17 + "]" * 17)
    assert outcome(page) == "too-deep"
    # Nothing was started for them.
    assert said(page, "state") == "idle"
    deep_enough = '{"a": "[[[[[[[[[[[[[[[[[[[[", "b": ' + "[" * 15 + "]" * 15 + "}"
    assert ask(page, "read", deep_enough)["kind"] == "refused"


HOSTILE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Hostile</title></head>
<body><p id="outcome">waiting</p>
<script type="application/json" id="setting">{setting}</script>
<script src="{script}"></script></body></html>
"""


def hostile(page, host, elsewhere, *, sealed):
    """Run the hostile worker and return what each of its attempts gave."""
    html = (host.folder / "index.html").read_text(encoding="utf-8")
    manifest = json.loads(html.partition('id="pi-runtime">')[2].partition("</script>")[0])
    worker = assets.bundle_script(HERE / "hostile.mjs", "esm")
    script = assets.bundle_script(HERE / "hostile_page.mjs", "iife")
    host.replaced["hostile.js"] = worker
    host.replaced["control.js"] = worker + b"\npostMessage({loaded: true});"
    host.replaced["hostile_page.js"] = script
    setting = {
        "manifest": manifest,
        "elsewhere": elsewhere.url,
        "sealed": sealed,
    }
    host.replaced["hostile.html"] = HOSTILE.format(
        policy=policy.content(answers=True),
        setting=json.dumps(setting),
        script="hostile_page.js",
    ).encode()
    page.goto(f"{host.url}/hostile.html")
    results = json.loads(outcome(page, 60_000))
    assert "error" not in results, results
    return results["results"]


def test_the_sealed_worker_finds_no_way_out(page, host, tmp_path):
    with hosts.serving(tmp_path) as elsewhere:
        tried = hostile(page, host, elsewhere, sealed=True)
        assert len(tried) > 25
        assert elsewhere.log == []
    assert [path for path in host.log if "leak" in path] == []


def test_the_same_ways_lead_out_of_a_worker_from_a_url_without_a_seal(page, host, tmp_path):
    with hosts.serving(tmp_path) as elsewhere:
        hostile(page, host, elsewhere, sealed=False)
        reached = {path.strip("/").partition(".")[0] for path in elsewhere.log}
    assert {
        *("fetch", "keepalive", "request", "inherited", "scope", "xhr", "websocket"),
        *("eventsource", "import", "nested", "cache", "timer", "function", "eval"),
        *("python_constructor", "python_constructor_import"),
    } <= reached
