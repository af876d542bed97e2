"""The glossary: ``docs/data/glossary.yml`` as terms, and as a part of its page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitegen.files import structure, yamlsource
from sitegen.files.yamlsource import ANY
from sitegen.pages import environment
from sitegen.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sitegen.files.yamlsource import Document
    from sitegen.inserts import Maker

__all__ = ["SCHEMA", "Glossary", "Language", "Term", "load", "maker"]

SCHEMA: Final = Path(__file__).resolve().parents[1] / "docs" / "data" / "schema" / "glossary"
"""Where the schema lies, without its ending."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """A language of the translations."""

    tag: str
    name: str
    note: str
    """Who has checked the words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A term with what it means."""

    id: str
    term: str
    also: tuple[str, ...]
    definition: str
    """Markdown, which may hold citations."""
    source: str | None
    """The key of the work that the definition rests on."""
    see: tuple[str, ...]
    """Ids of related terms."""
    translations: tuple[tuple[str, str], ...]
    """Language tag and word."""

    @property
    def cited(self) -> str:
        """The definition with its source as a citation, which the build sets later."""
        if self.source is None:
            return self.definition
        return f"{self.definition.removesuffix('.')} [@{self.source}]."


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """The terms below one letter."""

    letter: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Glossary:
    """``inserts/glossary.md.j2``: all terms in alphabetical order."""

    languages: tuple[Language, ...]
    terms: tuple[Term, ...]

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The terms by their first letter."""
        firsts = dict.fromkeys(term.term[0].upper() for term in self.terms)
        return tuple(
            Letter(letter=one, terms=tuple(t for t in self.terms if t.term[0].upper() == one))
            for one in firsts
        )

    def name(self, term_id: str) -> str:
        """Return a term by its id; KeyError when there is none."""
        return {term.id: term.term for term in self.terms}[term_id]

    def language(self, tag: str) -> str:
        """Return a language's English name; KeyError when there is none."""
        return {language.tag: language.name for language in self.languages}[tag]


EMPTY: Final = Glossary(languages=(), terms=())


def maker(glossary: Glossary) -> Maker:
    """Return what makes the insert ``glossary``."""

    def make(_root: str) -> str:
        return environment().get_template("inserts/glossary.md.j2").render(page=glossary)

    return make


def load(
    file: Path, name: str, works: Collection[str] | None = None
) -> tuple[Glossary, tuple[Problem, ...]]:
    """Read the file with every problem in it; an empty glossary when there is one.

    ``name`` is the path that problems show. ``works`` are the keys of the references;
    None leaves the sources unchecked. OSError when the file cannot be opened.
    """
    document, faults = yamlsource.read(file, name)
    problems = Problems(faults)
    if document is None:
        return EMPTY, tuple(problems)
    problems.extend(structure.check(document, str(SCHEMA)).problems)
    if not problems:
        problems.extend(_repeated(document))
        problems.extend(_unknown(document, works))
    if problems:
        return EMPTY, tuple(problems)
    terms = sorted((_term(one) for one in document.data["terms"]), key=_alphabetical)
    languages = tuple(Language(**one) for one in document.data["languages"])
    return Glossary(languages=languages, terms=tuple(terms)), ()


def _term(data: dict[str, Any]) -> Term:
    return Term(
        id=data["id"],
        term=data["term"],
        also=tuple(data.get("also", ())),
        definition=data["definition"],
        source=data.get("source"),
        see=tuple(data.get("see", ())),
        translations=tuple(data.get("translations", {}).items()),
    )


def _alphabetical(term: Term) -> str:
    return term.term.casefold()


def _repeated(document: Document) -> Iterator[Problem]:
    """Yield ids and terms that stand twice, whatever their capitals."""
    for key in ("id", "term"):
        seen: set[str] = set()
        for steps, text in document.texts("terms", ANY, key):
            if text.casefold() in seen:
                message = f'the {key} "{text}" stands twice'
                yield document.problem(steps, "repeated-term", message)
            seen.add(text.casefold())


def _unknown(document: Document, works: Collection[str] | None) -> Iterator[Problem]:
    """Yield related terms, works and languages that do not exist."""
    ids = [text for _, text in document.texts("terms", ANY, "id")]
    for steps, related in document.texts("terms", ANY, "see", ANY):
        if related not in ids:
            message = f'there is no term "{related}"'
            hint = did_you_mean(related, ids)
            yield document.problem(steps, "unknown-term", message, hint=hint)
        elif related == document.at((*steps[:2], "id")):
            yield document.problem(steps, "unknown-term", f'"{related}" refers to itself')
    for steps, work in document.texts("terms", ANY, "source"):
        if works is not None and work not in works:
            message = f'there is no work "{work}" in references.json'
            hint = did_you_mean(work, works)
            yield document.problem(steps, "unknown-work", message, hint=hint)
    tags = [text for _, text in document.texts("languages", ANY, "tag")]
    for steps, words in document.find("terms", ANY, "translations"):
        for tag in words:
            if tag not in tags:
                message = f'the language "{tag}" does not stand under "languages"'
                place = (*steps, tag)
                yield document.problem(place, "unknown-language", message, key=True)
