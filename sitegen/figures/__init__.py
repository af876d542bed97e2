"""The figures that the build draws: SVG with a caption, and a table with the same content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.figures.figuremap import framework_map
from sitegen.figures.figuremissing import missing
from sitegen.figures.figurepatterns import pattern_map
from sitegen.figures.figureprecision import precision
from sitegen.pages import environment

if TYPE_CHECKING:
    from scorer.framework import Framework
    from sitegen.figures.figuredata import Simulated
    from sitegen.figures.figurepatterns import Patterns
    from sitegen.inserts import Maker

__all__ = ["makers", "numbered"]


def makers(
    framework: Framework, patterns: Patterns | None, simulated: tuple[Simulated, ...]
) -> dict[str, Maker]:
    """Return what draws each figure; without ``patterns``, theirs is left out of its page."""
    return {
        "figure-framework-map": lambda root: _drawn(
            "framework-map", framework_map(framework, root)
        ),
        "figure-patterns": lambda root: (
            _drawn("patterns", pattern_map(patterns, root)) if patterns else ""
        ),
        "figure-precision": lambda _: _drawn("precision", precision(framework)),
        "figure-missing": lambda _: _drawn("missing", missing(framework, simulated)),
    }


def numbered(text: str) -> str:
    """Return a page with its figures numbered, in their order, in their captions."""
    number = 0

    def count(start: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{start[0]}Figure {number}. "

    return re.sub(r'<span class="pi-figure__title">(?!Figure \d)', count, text)


def _drawn(name: str, figure: object) -> str:
    return environment().get_template(f"figures/{name}.md.j2").render(figure=figure)
