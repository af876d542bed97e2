"""Whether a page explains an acronym where it first uses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.problems import Problem
    from sitegen.prose.lexicon import Lexicon
    from sitegen.prose.proseblock import Block

__all__ = ["check", "uncommon"]

# Two capitals or more, perhaps with digits, perhaps in the plural; no file such as README.md.
_ACRONYM: Final = re.compile(r"\b(?=[A-Z0-9]*[A-Z][0-9]*[A-Z])([A-Z][A-Z0-9]+)s?\b(?!\.\w)")


def check(page: Iterable[Block], lexicon: Lexicon) -> Iterator[Problem]:
    """Yield the first use of each acronym that its paragraph does not explain.

    A table's cells have no room to explain and are passed over.
    """
    seen: set[str] = set()
    for block in page:
        if block.kind == "cell":
            continue
        for found in uncommon(block.text, lexicon):
            token = found[1]
            if token in seen:
                continue
            seen.add(token)
            known = lexicon.acronyms.get(token)
            if known is None:
                message = f'the acronym "{token}" is unknown'
                hint = 'give its words in docs/data/prose.yml, under "acronyms"'
                yield block.problem(found.start(), "prose-acronym", message, hint=hint)
            elif not any(_plain(words) in _plain(block.text) for words in known):
                message = f'"{token}" is not explained where the page first uses it'
                named = " or ".join(f'"{words}"' for words in known)
                expected = f"{named} in the same paragraph"
                yield block.problem(found.start(), "prose-acronym", message, expected=expected)


def uncommon(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Yield every use of an acronym that not everyone knows; its first group is the acronym."""
    return (found for found in _ACRONYM.finditer(text) if found[1] not in lexicon.common)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
