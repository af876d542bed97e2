"""The lines at the foot of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.framework import Framework

__all__ = ["footer"]


def footer(framework: Framework) -> tuple[str, ...]:
    """Return where the report was made, and what it was made with."""
    return (
        "Made on your own machine. Your answers were not sent anywhere.",
        f"{framework.title} {framework.version}, licence {framework.licence}.",
    )
