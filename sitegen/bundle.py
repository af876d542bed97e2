"""What the pages load: scripts, style sheets, the codebook and the scoring runtime.

Every file is published under a name that holds its hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import answerpages, assets, runtime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FOLDER", "Bundle", "publish"]

FOLDER = runtime.FOLDER
THEME = Path(__file__).parent / "theme"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """Addresses below the site's root, and the manifest that a questionnaire page carries."""

    base_script: str
    scripts: Mapping[str, str]
    """Of the pages that handle answers, by the name that a page gives in its front matter."""
    site_css: str
    form_css: str
    manifest: str
    """JSON text: where the runtime lies, with hashes and bytes."""


def publish(  # noqa: PLR0913
    out: Path, *, codebook: str, earlier: Sequence[str], colours: str, scorer: Path, cache: Path
) -> Bundle:
    """Write the bundle below ``out``; raises ToolError when a tool is missing or fails.

    ``earlier`` has the texts of earlier codebooks. ``colours`` is a style sheet that goes over
    ours; ``scorer`` is the scorer's folder, which has the report's style sheet.
    """
    css, js = THEME / "css", THEME / "js"
    manifest = runtime.build_runtime(out, cache)
    codebooks = [
        assets.publish(out, FOLDER, "framework", ".json", text.encode("utf-8"))
        for text in (codebook, *earlier)
    ]
    word = _bundled(out, "word", js / "word" / "main.mjs")
    return Bundle(
        base_script=_script(out, "base", js / "base.js"),
        scripts={name: _script(out, name, js / name / "main.mjs") for name in answerpages.SCRIPTS},
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
            css / "group.css",
        ),
        manifest=manifest.to_json(*codebooks, word=word),
    )


def _script(out: Path, stem: str, entry: Path) -> str:
    return _bundled(out, stem, entry).url


def _bundled(out: Path, stem: str, entry: Path) -> assets.Published:
    return assets.publish(out, FOLDER, stem, ".js", assets.bundle_script(entry, "iife"))


def _style(out: Path, stem: str, *files: Path, after: str = "") -> str:
    return assets.publish(out, FOLDER, stem, ".css", assets.bundle_css(files, after)).url
