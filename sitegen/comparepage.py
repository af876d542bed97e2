"""The page that compares two saved files: what moved from the earlier one to the later one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scorer.comparing import WITHOUT_SCORE
from sitegen import questionnaire
from sitegen.pages import environment

if TYPE_CHECKING:
    from markupsafe import Markup

    from scorer.framework import AnyInstrument, Framework
    from sitegen.questionnaire import Addresses

__all__ = ["DESCRIPTION", "PAGE", "TITLE", "ComparePage", "comparable", "render"]

PAGE: Final = "compare.html"
TITLE: Final = "Compare two times"
DESCRIPTION: Final = (
    "Open two files of answers that you saved, an earlier and a later one, and see in your own "
    "browser what moved."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparePage:
    """All that ``compare.html`` shows."""

    framework: Framework
    title: str
    instruments: tuple[AnyInstrument, ...]
    """Those of which two files can be compared."""
    megabytes: int
    manifest: Markup
    addresses: Addresses


def comparable(framework: Framework) -> tuple[AnyInstrument, ...]:
    """Return the instruments of which two files can be compared."""
    return tuple(one for one in framework.instruments if one.kind not in WITHOUT_SCORE)


def render(framework: Framework, manifest_json: str, addresses: Addresses | None = None) -> str:
    """Return the page's main content as well-formed XHTML without a namespace."""
    addresses = addresses or questionnaire.Addresses()
    # The form of any instrument carries the same manifest.
    form = questionnaire.view(framework, framework.instruments[0], manifest_json, addresses)
    page = ComparePage(
        framework=framework,
        title=TITLE,
        instruments=comparable(framework),
        megabytes=form.megabytes,
        manifest=form.manifest,
        addresses=addresses,
    )
    text = environment().get_template("compare.html").render(page=page)
    # To Markdown, which carries the text to the shell, a blank line could end the block.
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"
