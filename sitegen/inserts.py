"""Inserts: a line ``<!-- pi:NAME -->`` in a page's Markdown stands for what the build makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from sitegen.files.fences import FENCE, SPAN
from sitegen.problems import Problem, did_you_mean

__all__ = ["Maker", "insert"]

Maker = Callable[[str], str]
"""Takes the way from the page to the site's root (``""`` or ``"../"``), returns Markdown."""

_PARTS: Final = re.compile(
    rf"""
    {FENCE}
  | ^(?:[ ]{{4}}|\t)[^\n]*
  | {SPAN}
  | (?P<begin>^[ ]{{0,3}})?(?P<mark><!--\s*pi\s*:\s*(?P<name>[^\n]*?)\s*-->)(?P<end>[ \t]*$)?
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
"""Code, which stays as it is, and marks. A mark that is only nearly right would otherwise
vanish without a word, because it is a comment to all who come later.
"""


def insert(
    text: str, path: str, makers: Mapping[str, Maker], root: str
) -> tuple[str, list[Problem]]:
    """Return the page with each mark replaced, and a problem for each that cannot be.

    ``path`` is the file as problems show it, ``root`` the way from the page to the root.
    """
    problems = []

    def made(part: re.Match[str]) -> str:
        if part["mark"] is None:
            return part[0]
        maker = makers.get(part["name"])
        alone = part["begin"] is not None and part["end"] is not None
        if maker is not None and alone:
            return maker(root).strip()
        if alone:
            code, message = "unknown-insert", f'there is no insert "{part["name"]}"'
            expected = "one of " + ", ".join(sorted(makers))
            hint = did_you_mean(part["name"], makers)
        else:
            code, message = "insert-place", "the mark of an insert shares its line"
            expected, hint = "", "give it a line of its own, with a blank line on either side"
        start = part.start("mark")
        problems.append(
            Problem(
                path=path,
                line=text.count("\n", 0, start) + 1,
                column=start - text.rfind("\n", 0, start),
                code=code,
                message=message,
                expected=expected,
                hint=hint,
            )
        )
        return part[0] if not alone else ""

    return _PARTS.sub(made, text), problems
