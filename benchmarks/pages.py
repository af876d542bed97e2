"""The bytes of every page against a stock Material page of the same text."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from benchmarks.figures import Figure
from sitegen import console, sources, stages, staging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[1]
# The theme's own 404 page has other words; the report gets its table after the pages are checked.
OTHER_TEXT = ("404.html", "validation.html")


def run() -> list[Figure]:
    """Return how ours compares, all pages together and the worst of them."""
    figures = []
    sites = built()
    for name, size in (("", len), (", gzip", lambda data: len(gzip.compress(data, 9, mtime=0)))):
        ratios = compared(sites, size)
        worst = max(ratios, key=lambda page: ratios[page][0] / ratios[page][1])
        ours, stock = (sum(pair[side] for pair in ratios.values()) for side in (0, 1))
        figures += [
            Figure(f"Bytes of all pages, times stock Material{name}", ours / stock, "x", "1"),
            Figure(
                f"Heaviest page against stock{name}: {worst}",
                ratios[worst][0] / ratios[worst][1],
                "x",
                "at most 1",
            ),
        ]
    return figures


def built() -> dict[str, tuple[bytes, bytes]]:
    """Build both sites; return each page that both have, ours and stock."""
    project = stages.Project.at(ROOT)
    stages.build(project, console.Reporter(quiet=True))
    with tempfile.TemporaryDirectory() as folder:
        stock = _stock(project, Path(folder))
        return {
            name: ((project.site / name).read_bytes(), file.read_bytes())
            for file in sorted(stock.rglob("*.html"))
            if (project.site / (name := file.relative_to(stock).as_posix())).exists()
            and name not in OTHER_TEXT
        }


def compared(
    sites: Mapping[str, tuple[bytes, bytes]], size: Callable[[bytes], int]
) -> dict[str, tuple[int, int]]:
    """Return each page's size, ours and stock."""
    return {name: (size(ours), size(stock)) for name, (ours, stock) in sites.items()}


def _stock(project: stages.Project, folder: Path) -> Path:
    """Build the same Markdown with the same menu and the theme as it comes."""
    read = sources.read(project)
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config = {
        **{key: ours[key] for key in ("site_name", "site_url", "repo_url", "markdown_extensions")},
        "use_directory_urls": False,
        "theme": {"name": "material", "features": ours["theme"]["features"]},
        "plugins": ["search"],
        "docs_dir": str(project.work / "docs"),
        "site_dir": str(folder / "site"),
        "nav": staging.navigation(read.settings, read.framework.framework),
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    command = [
        sys.executable,
        "-P",
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(folder / "mkdocs.yml"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"


if __name__ == "__main__":
    for page, (ours, stock) in compared(built(), len).items():
        print(f"{ours / stock:.2f} {ours:>8,} {stock:>8,} {page}")
