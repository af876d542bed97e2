"""A Chromium and a site with the scoring runtime, for the browser tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Test modules import from here: pytest runs with --import-mode=importlib.
sys.path.insert(0, str(HERE))

import hosts  # noqa: E402

CODEBOOK = ROOT / "tests" / "data" / "framework.json"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    # A host that is not loopback, and so no secure context over plain HTTP.
    "--host-resolver-rules=MAP pi.test 127.0.0.1",
]
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
{policy}
<title>Runtime</title>
</head>
<body>
<script type="application/json" id="pi-runtime">{manifest}</script>
<textarea id="text"></textarea>
<button id="start">start</button> <button id="score">score</button>
<button id="read">read</button> <button id="stop">stop</button>
<p id="readiness"></p> <p id="state"></p> <p id="outcome"></p>
<p id="message"></p> <p id="detail"></p>
<p id="seconds"></p> <p id="progress"></p> <pre id="answer"></pre>
<script src="{script}"></script>
</body>
</html>
"""


def launch_options(*flags):
    """Return how every Chromium of the tests is started."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {
        "executable_path": str(CHROMIUM) if CHROMIUM.exists() else None,
        # Chromium refuses its sandbox to root.
        "args": [*FLAGS, *flags, *(["--no-sandbox"] if as_root else [])],
    }


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; Debian's where it is installed."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options())
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def runtime_site(tmp_path_factory):
    """A folder with the runtime and a bare page that uses it, under the real policy."""
    from sitegen import assets, policy, runtime

    site = tmp_path_factory.mktemp("runtime")
    manifest = runtime.build_runtime(site, ROOT / ".cache")
    framework = assets.publish(site, "assets/pi", "framework", ".json", CODEBOOK.read_bytes())
    script = assets.bundle_script(HERE / "page.mjs", "iife")
    text = policy.content(answers=True)
    page = PAGE.format(
        policy=f'<meta http-equiv="Content-Security-Policy" content="{text}">',
        manifest=manifest.to_json(framework),
        script=assets.publish(site, "assets/pi", "test", ".js", script).url,
    )
    (site / "index.html").write_text(page, encoding="utf-8")
    return site


@pytest.fixture(scope="session")
def site_url():
    """The address of the built site."""
    with hosts.serving(ROOT / "site") as one:
        yield one.url


@pytest.fixture
def host(runtime_site):
    """A well-behaved host of the runtime, until a test tells it otherwise."""
    with hosts.serving(runtime_site) as one:
        yield one


@pytest.fixture
def page(browser):
    """A page of a fresh context, with an empty cache."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
