"""What the pages load: scripts, style sheets, the codebook and the scoring runtime.

Every file is published under a name that holds its hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitegen import assets, runtime

__all__ = ["FOLDER", "Bundle", "publish"]

FOLDER = runtime.FOLDER
THEME = Path(__file__).parent / "theme"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """Addresses below the site's root, and the manifest that a questionnaire page carries."""

    base_script: str
    questionnaire_script: str
    site_css: str
    form_css: str
    manifest: str
    """JSON text: where the runtime lies, with hashes and bytes."""


def publish(out: Path, *, codebook: str, colours: str, scorer: Path, cache: Path) -> Bundle:
    """Write the bundle below ``out``; raises ToolError when a tool is missing or fails.

    ``colours`` is a style sheet that goes over ours; ``scorer`` is the scorer's folder, which
    has the report's style sheet.
    """
    css, js = THEME / "css", THEME / "js"
    manifest = runtime.build_runtime(out, cache)
    data = codebook.encode("utf-8")
    return Bundle(
        base_script=_script(out, "base", js / "base.js"),
        questionnaire_script=_script(out, "questionnaire", js / "questionnaire" / "main.mjs"),
        site_css=_style(
            *(out, "site", css / "tokens.css", css / "site.css", css / "figures.css"),
            after=colours,
        ),
        form_css=_style(
            out,
            "form",
            css / "questionnaire.css",
            scorer / "templates" / "report.css",
            css / "print.css",
            css / "forms-print.css",
        ),
        manifest=manifest.to_json(assets.publish(out, FOLDER, "framework", ".json", data)),
    )


def _script(out: Path, stem: str, entry: Path) -> str:
    return assets.publish(out, FOLDER, stem, ".js", assets.bundle_script(entry, "iife")).url


def _style(out: Path, stem: str, *files: Path, after: str = "") -> str:
    return assets.publish(out, FOLDER, stem, ".css", assets.bundle_css(files, after)).url
