"""Inserts: a line ``<!-- pi:NAME -->`` in a page's Markdown stands for what the build makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from sitegen.problems import Problem, did_you_mean

__all__ = ["Maker", "insert"]

Maker = Callable[[str], str]
"""Takes the way from the page to the site's root (``""`` or ``"../"``), returns Markdown."""

_MARK: Final = re.compile(r"^<!-- *pi:(?P<name>\S*) *-->$", re.MULTILINE)


def insert(
    text: str, path: str, makers: Mapping[str, Maker], root: str
) -> tuple[str, list[Problem]]:
    """Return the page with each mark replaced, and a problem for each unknown name.

    ``path`` is the file as problems show it, ``root`` the way from the page to the root.
    """
    problems = []

    def made(mark: re.Match[str]) -> str:
        maker = makers.get(mark["name"])
        if maker is not None:
            return maker(root).strip()
        problems.append(
            Problem(
                path=path,
                line=text.count("\n", 0, mark.start()) + 1,
                column=1,
                code="unknown-insert",
                message=f'there is no insert "{mark["name"]}"',
                expected="one of " + ", ".join(sorted(makers)),
                hint=did_you_mean(mark["name"], makers),
            )
        )
        return ""

    return _MARK.sub(made, text), problems
