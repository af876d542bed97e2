"""From the last click to the report on the page, with a worker that is ready."""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks import browsing
from benchmarks.figures import Figure

SITE = Path(__file__).parents[1] / "site"
ROUNDS = 15
# From the click to the frame in which the report's heading is drawn.
WATCH = """() => {
  window.piMeasured = new Promise((resolve) => {
    document.addEventListener("click", () => {
      const start = performance.now();
      const look = () => {
        const shown = document.querySelector("h1").textContent.trim() === "Your report"
          && document.querySelector(".pi-report");
        if (shown) resolve(performance.now() - start);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}"""


def run() -> list[Figure]:
    """Return the median for the full form on the built site."""
    with browsing.serving(SITE) as url, browsing.chromium() as browser:
        page = browser.new_page()
        page.goto(f"{url}/leader.html")
        page.get_by_role("radio", name="Full form").check()
        page.get_by_role("button", name="Start", exact=True).click()
        for _ in range(4):
            for number, item in enumerate(page.locator("[data-item]:visible").all()):
                item.locator(f"input[value='{number % 5 + 1}']").check()
            page.get_by_role("button", name="Continue", exact=True).click()
        page.get_by_text("The scoring tool is ready.").wait_for(timeout=60_000)
        times = []
        for number in range(ROUNDS):
            page.evaluate(WATCH)
            page.get_by_role("button", name="See your report").click()
            times.append(page.evaluate("window.piMeasured"))
            page.get_by_role("button", name="Change your answers").click()
            page.get_by_role("link", name="Change the answer to:").first.click()
            page.locator(f"input[name='fp-01'][value='{number % 5 + 1}']").check()
            page.get_by_role("button", name="Continue", exact=True).click()
    return [
        Figure(
            "From the last click to the report on the page",
            statistics.median(times),
            "ms",
            "at most 50",
        )
    ]


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3g} {figure.unit}")
