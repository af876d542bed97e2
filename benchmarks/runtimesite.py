"""A bare page with the runtime and, beside it, Pyodide's npm files as they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from scorer import answers, codebook
from sitegen import assets, policy, runtime, snapshot, wheels

__all__ = ["full_form", "make"]

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{policy}"/><title>Benchmark</title></head>
<body><button id="stock">stock</button><button id="ours">ours</button>
<button id="calls">calls</button><p id="milliseconds"></p><pre id="report"></pre>
<script type="application/json" id="setting">{setting}</script>
<script src="{script}"></script></body></html>
"""


def make(site: Path) -> None:
    """Fill ``site``: the page under the real policy, our runtime, and stock Pyodide."""
    manifest = runtime.build_runtime(site, ROOT / ".cache")
    framework = assets.publish(
        site, runtime.FOLDER, "framework", ".json", codebook.default_text().encode()
    )
    shutil.copytree(snapshot.PYODIDE, site / "stock")
    shutil.copyfile(HERE / "stock.mjs", site / "stock.mjs")
    (site / "scoring.js").write_bytes(assets.bundle_script(HERE / "scoring.mjs", "esm"))
    packages = [wheels.scorer(), wheels.installed("jinja2"), wheels.installed("markupsafe")]
    for name, data in packages:
        (site / name).write_bytes(data)
    setting = {
        "manifest": json.loads(manifest.to_json(framework)),
        "wheels": [name for name, _ in packages],
        "text": full_form(),
    }
    script = assets.bundle_script(HERE / "page.mjs", "iife")
    page = PAGE.format(
        policy=policy.content(answers=True),
        setting=json.dumps(setting),
        script=assets.publish(site, runtime.FOLDER, "benchmark", ".js", script).url,
    )
    (site / "index.html").write_text(page, encoding="utf-8")


def full_form() -> str:
    """Return an answers file of the full form, every item answered, all points used."""
    blank = json.loads(answers.blank(codebook.default(), "leader", "full"))
    blank["answers"] = {item: 1 + index % 5 for index, item in enumerate(blank["answers"])}
    return json.dumps(blank)
