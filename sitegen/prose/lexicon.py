"""The words that the prose lint knows beyond its own lists: ``docs/data/prose.yml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.files import structure, yamlsource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.problems import Problem

__all__ = ["PATH", "Lexicon", "load"]

PATH: Final = "docs/data/prose.yml"
SCHEMA: Final = Path(__file__).resolve().parents[2] / "docs" / "data" / "schema" / "prose"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """Words and what is to be known of each."""

    jargon: Mapping[str, str] = field(default_factory=dict)
    """More words to avoid, in small letters, and why."""
    spelling: Mapping[str, str] = field(default_factory=dict)
    """Words, in small letters, that are right although a list has them, and why."""
    american: Mapping[str, str] = field(default_factory=dict)
    """More American words and phrases, in small letters, and the British ones."""
    acronyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Acronyms and their explanations, any one of which will do."""
    common: Mapping[str, str] = field(default_factory=dict)
    """Acronyms that need no explanation, and why."""


def load(root: Path) -> tuple[Lexicon, tuple[Problem, ...]]:
    """Read the file of a repository; without the file the lexicon is empty."""
    if not (root / PATH).is_file():
        return Lexicon(), ()
    document, faults = yamlsource.read(root / PATH, PATH)
    if document is None:
        return Lexicon(), faults
    problems = (*faults, *structure.check(document, str(SCHEMA)).problems)
    if problems:
        return Lexicon(), problems
    return Lexicon(**document.data), ()
