"""Whether the items' wordings keep the writing rules that a program can hold.

The rules: at most 20 words; one behaviour, so no "and/or"; no negation and no "always",
because a "never" to either is hard to read; plain words; a reading grade of at most 8;
and a wording about someone else that differs in pronoun and verb alone. That a wording
begins with "I" or "They" and ends with a full stop is the schema's to hold.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pyphen

from sitegen.files.yamlsource import ANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["check", "for_others", "reading_grade", "syllables"]

MOST_WORDS: Final = 20
HIGHEST_GRADE: Final = 8

_NEGATIONS: Final = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|nor|neither|without|cannot"
    r"|(?:fail|fails|failed|failing) to|\w+n['’]t)\b",
    re.IGNORECASE,
)
_EITHER: Final = re.compile(r"\band\s*/\s*or\b", re.IGNORECASE)
_ALWAYS: Final = re.compile(r"\balways\b", re.IGNORECASE)
JARGON: Final = (
    "actionable",
    "bandwidth",
    "best practice",
    "blue-sky",
    "buy-in",
    "deep dive",
    "deliverable",
    "deliverables",
    "downstream",
    "drill down",
    "empower",
    "facilitate",
    "going forward",
    "granular",
    "holistic",
    "ideate",
    "impactful",
    "incentivise",
    "joined-up",
    "leverage",
    "low-hanging",
    "mission-critical",
    "operationalise",
    "paradigm",
    "proactive",
    "proactively",
    "reach out",
    "robust",
    "silo",
    "silos",
    "stakeholder",
    "stakeholders",
    "streamline",
    "synergies",
    "synergy",
    "touch base",
    "upskill",
    "upstream",
    "utilise",
    "win-win",
)
"""Words that readers outside an organisation stumble over. Our own list; add to it."""
_JARGON: Final = re.compile(
    r"\b(?:" + "|".join(re.escape(word) for word in JARGON) + r")\b", re.IGNORECASE
)

_FOR_OTHERS: Final = {
    "I": ("they",),
    "I'm": ("they're",),
    "I've": ("they've",),
    "I'd": ("they'd",),
    "I'll": ("they'll",),
    "my": ("their",),
    "me": ("them",),
    "mine": ("theirs",),
    "myself": ("themselves", "themself"),
    "am": ("are",),
    # "The meeting was" stays; "I was" changes.
    "was": ("was", "were"),
}
"""Words of the first person, and what may stand for them in the wording about others."""


def check(areas: Iterable[Document]) -> Iterator[Problem]:
    """Yield what breaks a rule, at the wording that breaks it."""
    seen: dict[str, tuple[Document, Steps]] = {}
    for area in areas:
        for key in ("self", "other"):
            for steps, wording in area.texts("competencies", ANY, "items", ANY, key):
                yield from _wording(area, steps, wording)
                yield from _repeated(area, steps, wording, seen)
        for steps, wording in area.texts("competencies", ANY, "items", ANY, "self"):
            other = area.at((*steps[:-1], "other"))
            if isinstance(other, str):
                yield from _pair(area, (*steps[:-1], "other"), wording, other)


def _wording(area: Document, steps: Steps, wording: str) -> Iterator[Problem]:
    words = _words(wording)
    if len(words) > MOST_WORDS:
        message = f"the statement has {len(words)} words"
        expected = f"at most {MOST_WORDS}"
        yield area.problem(steps, "item-length", message, expected=expected)
    for found in _EITHER.finditer(wording):
        hint = "choose one of the two, or write two items"
        yield area.problem(steps, "item-either", f'the statement has "{found[0]}"', hint=hint)
    for found in _NEGATIONS.finditer(wording):
        message = f'the statement is negated by "{found[0]}"'
        hint = "say what is done instead; reverse an item by the opposite behaviour"
        yield area.problem(steps, "item-negation", message, hint=hint)
    if found_always := _ALWAYS.search(wording):
        message = f'the statement has "{found_always[0]}"'
        hint = "leave it out: how often is what the answer says"
        yield area.problem(steps, "item-always", message, hint=hint)
    for found in _JARGON.finditer(wording):
        message = f'"{found[0]}" is on the list of jargon'
        hint = "say it in words that everyone uses"
        yield area.problem(steps, "item-jargon", message, hint=hint)
    grade = reading_grade(wording)
    if grade > HIGHEST_GRADE:
        message = f"the statement has a reading grade of {grade:.1f}"
        expected = f"at most {HIGHEST_GRADE}"
        hint = "use shorter words; the longest is " + max(words, key=syllables)
        yield area.problem(steps, "item-grade", message, expected=expected, hint=hint)


def _repeated(
    area: Document, steps: Steps, wording: str, seen: dict[str, tuple[Document, Steps]]
) -> Iterator[Problem]:
    plain = " ".join(word.casefold() for word in _words(wording))
    if plain in seen:
        first, place = seen[plain]
        line, column = first.place(place)
        message = f"the statement is already at {first.path}:{line}:{column}"
        yield area.problem(steps, "item-repeated", message)
    seen.setdefault(plain, (area, steps))


def _pair(area: Document, steps: Steps, wording: str, other: str) -> Iterator[Problem]:
    """Compare token by token; a wording that does not begin as it must is the schema's."""
    if not (wording.startswith("I ") and other.startswith("They ")):
        return
    mine, theirs = wording.split(), other.split()
    fits = len(mine) == len(theirs) and all(
        _matches(token, counterpart) for token, counterpart in zip(mine, theirs, strict=True)
    )
    if not fits:
        message = 'the wording for others differs from "self" in more than pronoun and verb'
        yield area.problem(steps, "item-other", message, expected=for_others(wording))


def _matches(token: str, counterpart: str) -> bool:
    word, rest = _split(token)
    choices = {choice + rest for choice in _FOR_OTHERS.get(word, ())} or {token}
    plain = counterpart.replace("’", "'")
    return counterpart in choices or plain in choices or (word == "I" and plain.lower() in choices)


def _split(token: str) -> tuple[str, str]:
    """Part a word from the punctuation after it."""
    word = token.rstrip(".,;:!?")
    return word.replace("’", "'"), token[len(word) :]


def for_others(wording: str) -> str:
    """Return a wording in the first person as it reads about someone else."""
    tokens = []
    for token in wording.split():
        word, rest = _split(token)
        tokens.append(_FOR_OTHERS.get(word, (token[: len(word)],))[0] + rest)
    text = " ".join(tokens)
    return text[:1].upper() + text[1:]


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of one sentence.

    Kincaid, J. P., Fishburne, R. P., Rogers, R. L. and Chissom, B. S. (1975) Derivation of
    new readability formulas for Navy enlisted personnel. Research Branch Report 8-75.
    """
    words = _words(text)
    if not words:
        return 0
    return 0.39 * len(words) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@cache
def syllables(word: str) -> int:
    """Return the number of syllables, at least one.

    Hyphenation knows "ser-i-ous" but never parts "even"; groups of vowels find the
    second and miss the first. The larger of the two is taken.
    """
    plain = word.casefold()
    parts = [part for part in _hyphens().inserted(plain).split("-") if _VOWELS.search(part)]
    groups = len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain))
    return max(1, len(parts), groups)


_VOWELS: Final = re.compile("[aeiouy]+")
# "shared", "times" and "make", but "wanted", "places" and "people".
_SILENT: Final = re.compile("(?:[^aeiouydt]ed|[^aeiouyscxzgh]es|[^aeiouyl]e)$")


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", text)
