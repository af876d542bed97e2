"""Days in words, the same whatever the language of the machine."""

from __future__ import annotations

import datetime as dt
from typing import Final

__all__ = ["day_text"]

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day_text(day: str) -> str:
    """Return a day such as 2026-11-21 in words: 21 November 2026."""
    date = dt.date.fromisoformat(day)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
