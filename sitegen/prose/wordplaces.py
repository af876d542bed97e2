"""Where a word of a YAML value stands in the file, also within a folded or quoted text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.files.yamltree import Place

__all__ = ["place"]


def place(lines: Sequence[str], begin: Place, value: str, start: int, word: str) -> Place:
    """Return the place of a word that stands at ``start`` in a value.

    The value begins at ``begin`` in the file. That is also the answer for a word that the
    file has in another form, with an escaped letter for one.
    """
    parts = [re.escape(part) for part in word.split()]
    same = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)")
    number = sum(found.start() < start for found in same.finditer(value))
    line, column = begin
    source = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
    for count, found in enumerate(same.finditer(source)):
        if count == number:
            before = source[: found.start()]
            rows = before.count("\n")
            inside = len(before) - before.rfind("\n")
            return line + rows, inside if rows else column + found.start()
    return begin
