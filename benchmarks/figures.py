"""What a benchmark gives: a figure beside its target."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Figure"]


class Figure(NamedTuple):
    """One measured figure."""

    name: str
    value: float
    unit: str
    target: str
    """In words, such as ``at least 3.5``; empty for a figure that only explains another."""
