"""Which characters a report can hold, whatever a reader typed."""

from __future__ import annotations

import re

__all__ = ["allowed", "lines"]

# What XML 1.0 does not allow, and what a page or a terminal would not take as text: control
# characters (a terminal obeys some) and the code points that stand for no character.
_NOT_TEXT = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|[" + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)  # fmt: skip


def allowed(text: str) -> str:
    """Return the text with U+FFFD in place of each character that a report cannot hold."""
    return _NOT_TEXT.sub("\ufffd", text)


def lines(text: str) -> list[str]:
    """Return the lines of what a reader typed, whichever way they end."""
    return allowed(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
