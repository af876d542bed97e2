"""From the click to the first report with an empty cache: stock Pyodide against ours.

Both score the same answers with the same wheels, in a module worker, from the same
host, in turns; each round has a fresh browser context.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import browsing, runtimesite
from benchmarks.figures import Figure

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 5


def run() -> list[Figure]:
    """Return the medians and their ratio."""
    times: dict[str, list[float]] = {"stock": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder:
        runtimesite.make(Path(folder))
        with browsing.serving(Path(folder)) as url, browsing.chromium() as browser:
            for _ in range(ROUNDS):
                for way, seen in times.items():
                    seen.append(float(click(browser, url, way)))
    stock, ours = (statistics.median(times[way]) for way in ("stock", "ours"))
    return [
        Figure("Cold start to first report, stock Pyodide", stock, "ms", ""),
        Figure("Cold start to first report, ours", ours, "ms", ""),
        Figure("Cold start, times faster than stock", stock / ours, "x", "at least 3.5"),
    ]


def click(browser: Browser, url: str, button: str) -> str:
    """Return what the page says after a click, in a fresh context."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{url}/index.html")
        page.locator(f"#{button}").click()
        done = page.locator("#milliseconds:not(:empty)")
        done.wait_for(state="attached", timeout=120_000)
        return done.text_content() or ""
    finally:
        context.close()


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3g} {figure.unit}")
