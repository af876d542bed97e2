"""The one line that search engines and shared links show below a page's title."""

from __future__ import annotations

from typing import Final

from sitegen.prose.sentences import sentences

__all__ = ["LONGEST", "SHORTEST", "describe"]

SHORTEST: Final = 50
LONGEST: Final = 160
"""Characters. Shorter says too little; what is longer is cut off where it is shown."""


def describe(text: str, *more: str) -> str:
    """Return as many whole sentences as fit; ``more`` follows while the text is too short.

    >>> describe("Sees what the partners could do.", "A competency in Rooms, one of two areas.")
    'Sees what the partners could do. A competency in Rooms, one of two areas.'
    """
    line = ""
    for sentence in (part.text for one in (text, *more) for part in sentences(one)):
        longer = f"{line} {sentence}".strip()
        if len(longer) > LONGEST or (len(line) >= SHORTEST and sentence not in text):
            break
        line = longer
    if not line:
        # One long sentence: as many of its words as fit.
        line = text[: LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
    return line
