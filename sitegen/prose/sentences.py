"""Where sentences begin and end in running text, and how many words they have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STAND_IN", "Sentence", "count_words", "sentences"]

STAND_IN: Final = "\ufffc"
"""A piece of code, an address or the like: one word that is not to be read."""

_WORD: Final = re.compile(rf"{STAND_IN}|[^\W_]+(?:['’.,:/&+\-–][^\W_]+)*")
_END: Final = re.compile(
    # The mark, what closes after it, and what may open the next sentence.
    rf"(?:\.{{3}}|[.!?…])[)\]”’\"']*(?=\s+[(\[“‘\"']?(?P<next>[^\W_a-z]|{STAND_IN})|\s*$)"
)
# No sentence ends after these.
_NEVER_LAST: Final = frozenset(
    {"e.g", "i.e", "cf", "viz", "vs", "dr", "mr", "mrs", "ms", "prof", "rev", "st", "eds"}
)
# Nor after these when a number follows.
_BEFORE_NUMBER: Final = frozenset(
    {"al", "art", "arts", "c", "ch", "chs", "ed", "fig", "figs", "no", "nos", "p", "para"}
    | {"paras", "pp", "reg", "regs", "s", "sec", "ss", "v", "vol", "vols"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence and where in its text it begins."""

    start: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences; a text without a full stop is one sentence."""
    start = 0
    for found in [*_END.finditer(text), None]:
        if found is not None and not _ends(text, found):
            continue
        end = len(text) if found is None else found.end()
        part = text[start:end]
        if count_words(part):
            yield Sentence(start=start + len(part) - len(part.lstrip()), text=part.strip())
            start = end


def _ends(text: str, found: re.Match[str]) -> bool:
    if not found[0].startswith(".") or found["next"] is None:
        return True
    before = re.search(r"[^\s(\[“‘\"']*$", text[: found.start()])
    word = before[0] if before else ""
    if word.casefold() in _NEVER_LAST:
        return False
    if word.casefold() in _BEFORE_NUMBER and found["next"].isdecimal():
        return False
    # An initial: "J. Passmore", "Passmore, J. (2007)". "I" ends sentences.
    return re.fullmatch(r"(?:[A-Z]\.)*[A-HJ-Z]", word) is None


def count_words(text: str) -> int:
    """Return the number of words; "20-25", "and/or" and a piece of code are one each."""
    return len(_WORD.findall(text))
