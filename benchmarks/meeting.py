"""Merging the health checks of 300 members on the page for meetings, with a worker that is ready.

From the drop of the files to the frame in which the page says how many are used: reading,
merging, laying the report out, and putting it on the page.
"""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks import browsing, merging
from benchmarks.figures import Figure

SITE = Path(__file__).parents[1] / "site"
ROUNDS = 7
DROP = """files => {
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
  const $count = document.querySelector("[data-count]");
  const $drop = document.querySelector("[data-drop]");
  const start = performance.now();
  $drop.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
  return new Promise((resolve) => {
    const look = () => {
      if ($count.textContent.includes(`${files.length} used`)) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}"""


def run() -> list[Figure]:
    """Return the median on the built site; each round has a page of its own."""
    times = []
    with browsing.serving(SITE) as url, browsing.chromium() as browser:
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto(f"{url}/health-group.html")
            page.get_by_role("button", name="Start", exact=True).click()
            page.get_by_text("The tool is ready.").wait_for(timeout=60_000)
            times.append(page.evaluate(DROP, merging.files()))
            page.close()
    return [
        Figure(
            f"Merging {merging.MEMBERS} members’ files in the browser, with the report",
            statistics.median(times),
            "ms",
            "below 1,000",
        )
    ]


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3g} {figure.unit}")
