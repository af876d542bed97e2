"""Words that readers should not meet: jargon, misspelt and American words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sitegen.itemlint import JARGON
from sitegen.prose import acronyms, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.prose.lexicon import Lexicon

__all__ = ["Fault", "unexplained", "words_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """A word that breaks a rule, and where in its text it begins."""

    start: int
    word: str
    code: str
    message: str
    expected: str = ""
    hint: str = ""


def words_of(text: str, words: Lexicon) -> Iterator[Fault]:
    """Yield jargon and spelling; what stands in quotation marks is someone else's."""
    free = spelling.quoted(text)
    for fault in (*_jargon_in(text, words), *_american_in(text, words), *_misspelt(text, words)):
        if not any(first <= fault.start < last for first, last in free):
            yield fault


def _jargon_in(text: str, words: Lexicon) -> Iterator[Fault]:
    for found in _jargon(tuple(words.jargon)).finditer(text):
        yield Fault(
            start=found.start(),
            word=found[0],
            code="prose-jargon",
            message=f'"{found[0]}" is on the list of jargon',
            hint=words.jargon.get(found[0].casefold(), "say it in words that everyone uses"),
        )


def _american_in(text: str, words: Lexicon) -> Iterator[Fault]:
    """Yield the phrases; single words are looked up with all others."""
    phrases = tuple(one for one in words.american if " " in one)
    for found in _phrases(phrases).finditer(text) if phrases else ():
        yield _american(found, words.american[found[0].casefold()])


def _american(found: re.Match[str], right: str) -> Fault:
    message = f'"{found[0]}" is American spelling'
    return Fault(
        start=found.start(),
        word=found[0],
        code="prose-spelling",
        message=message,
        expected=right,
    )


def _misspelt(text: str, words: Lexicon) -> Iterator[Fault]:
    for found in spelling.words(text):
        plain = found[0].casefold()
        if plain in words.american:
            yield _american(found, words.american[plain])
        elif (fault := spelling.fault(found[0])) and plain not in words.spelling:
            yield Fault(
                start=found.start(),
                word=found[0],
                code="prose-spelling",
                message=fault[0],
                expected=fault[1],
            )


def unexplained(text: str, words: Lexicon) -> Iterator[Fault]:
    """Yield acronyms, for a text that has no room to explain one."""
    for found in acronyms.uncommon(text, words):
        yield Fault(
            start=found.start(),
            word=found[0],
            code="prose-acronym",
            message=f'there is no room here to explain "{found[1]}"',
            hint="write its words out",
        )


@cache
def _jargon(more: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in (*JARGON, *more))
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


@cache
def _phrases(listed: tuple[str, ...]) -> re.Pattern[str]:
    # In capitals throughout it is a name: the LICENSE file.
    forms = (form for phrase in listed for form in (phrase, phrase.capitalize()))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")
