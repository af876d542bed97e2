"""Code in Markdown, for whatever reads a page before Markdown does."""

from __future__ import annotations

from typing import Final

__all__ = ["FENCE", "SPAN"]

FENCE: Final = (
    r"(?P<fence>^[ ]*(?P<marks>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n"
    r"(?:[^\n]*\n)*?[ ]*(?P=marks)[`~]*[ ]*$)"
)
"""A fenced block of code with its fences. One that is never closed is none.

A fence of backticks has none behind it: a line such as ```` ```a``` and so on ```` begins
with a piece of code. Needs ``re.MULTILINE``; fits ``re.VERBOSE``.
"""

SPAN: Final = r"(?P<code>(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ ]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`))"
"""A piece of code within a paragraph. Its ticks are taken whole, never a part of them:
otherwise the search would begin anew for each part.
"""
