"""What the columns of a report's tables hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.blocks import Table

__all__ = ["numbers"]

# With signs of either kind, and with a dash or nothing where there is no number.
_NUMBER = re.compile(r"[+−-]?\d+([.,]\d+)*( ?%)?|–|")


def numbers(table: Table) -> tuple[bool, ...]:
    """Return for each column whether it holds numbers; the first one heads the rows."""
    return tuple(
        number > 0 and _hold([row[number] for row in table.rows])
        for number in range(len(table.head))
    )


def _hold(texts: Sequence[str]) -> bool:
    return any(texts) and all(_NUMBER.fullmatch(text) for text in texts)
