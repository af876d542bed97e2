"""Misspelt and American words, by the lists of the codespell project."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["fault", "quoted", "words"]

_WORD: Final = re.compile(r"(?<![\w’'])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w])")
_QUOTED: Final = re.compile(r"“[^”]*”|‘.*?’(?!\w)|(?<!\w)\"[^\"]*\"(?!\w)", re.DOTALL)
_IZE: Final = re.compile(r"(.{3,}(?:i|y))z((?:e[drs]?|ers|ing|ations?|ational|able)$)")
# These end in -ize or hold it in British spelling too.
_WITH_Z: Final = re.compile(
    r"(?:.*size|.*siz(?:ing|able|ed|es)|prize\w*|seize\w*|seizing|prizing)$"
)


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield each word; the parts of a word with a hyphen are words."""
    return _WORD.finditer(text)


def quoted(text: str) -> list[tuple[int, int]]:
    """Return where quotations begin and end, quotation marks included."""
    return [found.span() for found in _QUOTED.finditer(text)]


@cache
def fault(word: str) -> tuple[str, str] | None:
    """Return what is wrong with a word and what is right, or None when it is fine."""
    plain = word.casefold().replace("’", "'")
    if right := _misspellings().get(plain):
        return f'"{word}" is misspelt', right
    if right := _british(plain):
        return f'"{word}" is American spelling', right
    return None


def _british(plain: str) -> str:
    """Return the British spelling of an American one; empty for every other word."""
    if plain in _americanisms():
        return _americanisms()[plain]
    if (found := _IZE.fullmatch(plain)) and not _WITH_Z.fullmatch(plain):
        return f"{found[1]}s{found[2]}"
    return ""


@cache
def _misspellings() -> dict[str, str]:
    return {wrong: right.rstrip(",") for wrong, right in _pairs("dictionary.txt")}


@cache
def _americanisms() -> dict[str, str]:
    return {there: here for here, there in _pairs("dictionary_en-GB_to_en-US.txt")}


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each line ``left->right``."""
    text = (files("codespell_lib") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        left, _, right = line.partition("->")
        yield left, right
