"""Days, as pages and findings show and count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["shown", "years_later"]


def shown(day: date) -> str:
    """Return ``21 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def years_later(day: date, years: int) -> date:
    """Return the same day of a later year; the 29th of February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)
