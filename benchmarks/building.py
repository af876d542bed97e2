"""The build: against MkDocs alone on the same pages, and as the framework grows.

A build is warm when its checks and its snapshot are in the cache, as after an edit.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import generated
from benchmarks.figures import Figure
from sitegen import console, stages

ROOT = Path(__file__).parents[1]
SIZES = (10, 100, 1000)
BARE = """\
site_name: Bare
theme:
  name: material
  font: false
use_directory_urls: false
plugins: [search]
"""


def run() -> list[Figure]:
    """Return seconds, ratios and bytes; builds a thousand competencies, which takes minutes."""
    return [*_against_mkdocs(), *_growth()]


def _against_mkdocs() -> list[Figure]:
    project = stages.Project.at(ROOT)
    stages.build(project, console.Reporter(quiet=True))
    reporter = console.Reporter(quiet=True)
    start = time.perf_counter()
    stages.build(project, reporter)
    ours = time.perf_counter() - start
    bare = min(_bare(project.work / "docs") for _ in range(3))
    return [
        Figure("Build of the site, warm", ours, "s", ""),
        Figure("Bare mkdocs build of the same pages", bare, "s", ""),
        Figure("Build of the site, times bare mkdocs", ours / bare, "x", ""),
        Figure("Share of the build that is checks", 100 * reporter.stages["Check"] / ours, "%", ""),
    ]


def _bare(docs: Path) -> float:
    """Return the seconds of MkDocs with the stock theme on the same Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "mkdocs.yml"
        config.write_text(f"{BARE}docs_dir: {docs}\nsite_dir: {folder}/site\n", encoding="utf-8")
        command = [sys.executable, "-P", "-m", "mkdocs", "build", "-q", "-f", str(config)]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start


def _growth() -> list[Figure]:
    figures = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            project = generated.project(Path(folder), size)
            reporter = console.Reporter(quiet=True)
            stages.build(project, reporter)
            pages = [file.stat().st_size for file in project.site.rglob("*.html")]
        figures += [
            Figure(f"{size} competencies: first build", reporter.seconds, "s", ""),
            Figure(
                f"{size} competencies: each page takes",
                1000 * reporter.seconds / len(pages),
                "ms",
                "no more as pages are added",
            ),
            Figure(
                f"{size} competencies: bytes of an average page",
                sum(pages) / len(pages) / 1000,
                "kB",
                "bounded: a menu stops at 24 entries",
            ),
            Figure(f"{size} competencies: all pages", sum(pages) / 1e6, "MB", ""),
        ]
    return figures


if __name__ == "__main__":
    for figure in run():
        print(f"{figure.name}: {figure.value:.3g} {figure.unit}")
