"""Scoring the full form inside Pyodide, in a worker that is started: the call alone."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks import browsing, runtimesite
from benchmarks.coldstart import click
from benchmarks.figures import Figure


def run() -> list[Figure]:
    """Return the medians of 50 calls."""
    with tempfile.TemporaryDirectory() as folder:
        runtimesite.make(Path(folder))
        with browsing.serving(Path(folder)) as url, browsing.chromium() as browser:
            medians = json.loads(click(browser, url, "calls"))
    return [
        Figure("Scoring the full form in Pyodide", medians["score"], "ms", "at most 5"),
        Figure("The same with both reports as JSON text", medians["handle"], "ms", ""),
    ]


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3g} {figure.unit}")
