"""The bytes before Start and after it, in Brotli as a host would send them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import brotli

from benchmarks.figures import Figure
from sitegen import runtime

CACHE = Path(__file__).parents[1] / ".cache"
SITE = Path(__file__).parents[1] / "site"
LOADED = re.compile(r'(?:href|src)="([^"]+\.(?:css|js|png|svg))"')


def run() -> list[Figure]:
    """Return the megabytes of a start from the snapshot, and of what the fall-back adds."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        manifest = runtime.build_runtime(site, CACHE)
        start = sum(weight(site / file.url) for file in manifest.fetched)
        rest = sum(weight(site / file.url) for file in (manifest.stdlib, *manifest.packages))
    return [
        Figure(
            "Questionnaire page before Start, Brotli", before_start() / 1e3, "kB", "at most 150"
        ),
        Figure("Runtime after Start, Brotli", start / 1e6, "MB", "at most 8"),
        Figure("The plain boot's further files, Brotli", rest / 1e6, "MB", ""),
    ]


def before_start() -> int:
    """Return the bytes of the built questionnaire page and of all that it loads."""
    page = SITE / "leader.html"
    loaded = set(LOADED.findall(page.read_text(encoding="utf-8")))
    return weight(page) + sum(weight(SITE / address) for address in loaded)


def weight(file: Path) -> int:
    """Return the bytes of a file at the highest quality that browsers read."""
    return len(brotli.compress(file.read_bytes(), quality=11, lgwin=24))


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3g} {figure.unit}")
