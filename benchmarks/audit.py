"""Lighthouse on one page of each kind, as it measures a phone, served as a careful host would.

Performance is the median of three runs: its simulation rests on timings of this machine.
``python -m benchmarks.audit`` also names every audit that lost points.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.browsing import DEBIAN, FLAGS, serving
from benchmarks.figures import Figure

ROOT = Path(__file__).parents[1]
LIGHTHOUSE = Path(__file__).parent / "lighthouse" / "node_modules" / "lighthouse" / "cli"
PAGES = {
    "Start": "index.html",
    "Competency": "framework/focus-on-purpose/shared-vision.html",
    "Write-up": "research/index.html",
    "Questionnaire": "leader.html",
}
CATEGORIES = {
    "performance": "at least 95",
    "accessibility": "100",
    "best-practices": "100",
    "seo": "100",
}
RUNS = 3


def run() -> list[Figure]:
    """Return the four scores of each page."""
    return [
        Figure(f"Lighthouse, {name}: {category}", score, "", CATEGORIES[category])
        for name, reports in _audited().items()
        for category, score in scores(reports).items()
    ]


def _audited() -> dict[str, list[dict[str, Any]]]:
    with serving(ROOT / "site", compressed=True) as url:
        return {
            name: [_report(f"{url}/{page}") for _ in range(RUNS)] for name, page in PAGES.items()
        }


def scores(reports: list[dict[str, Any]]) -> dict[str, float]:
    """Return the median of each category's score, of 100."""
    return {
        category: 100 * statistics.median(one["categories"][category]["score"] for one in reports)
        for category in CATEGORIES
    }


def lost(report: dict[str, Any]) -> list[str]:
    """Return each audit that cost points, with its own words."""
    return [
        f"{category}: {audit['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for category in CATEGORIES
        for part in report["categories"][category]["auditRefs"]
        if part["weight"] > 0
        and (audit := report["audits"][part["id"]])["score"] is not None
        and audit["score"] < 1
    ]


def _report(url: str) -> dict[str, Any]:
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = " ".join(["--headless=new", *FLAGS, *(["--no-sandbox"] if as_root else [])])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = [
            *("node", str(LIGHTHOUSE / "index.js"), url, "--quiet", "--output=json"),
            *(f"--output-path={out}", f"--chrome-flags={flags}"),
            f"--only-categories={','.join(CATEGORIES)}",
        ]
        chrome = {"CHROME_PATH": str(DEBIAN)} if DEBIAN.exists() else {}
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **chrome})
        report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    if report.get("runtimeError"):
        sys.exit(f"error: Lighthouse failed: {report['runtimeError']['message']}")
    return report


if __name__ == "__main__":
    for name, reports in _audited().items():
        print(name, json.dumps(scores(reports)))
        for line in lost(reports[0]):
            print(f"    {line}")
