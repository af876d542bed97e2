"""Whether the texts for readers keep the writing rules that a program can hold.

The rules: a sentence has at most 25 words, a paragraph at most three sentences; plain
words; British spelling; an acronym is explained where a page first uses it; and each page
has a title, a description, and for guidance the dates of its reviews. Headings and cells
of tables need no full sentences; of a cell only the spelling counts.

``python -m sitegen.prose docs/guidance/trust.md`` prints the findings of some pages.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen import acronyms, frontmatter, lexicon, spelling, yamlsource
from sitegen.itemlint import JARGON
from sitegen.problems import Problems, as_text
from sitegen.prosetext import blocks
from sitegen.sentences import count_words, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.lexicon import Lexicon
    from sitegen.problems import Problem
    from sitegen.prosetext import Block
    from sitegen.yamlsource import Document
    from sitegen.yamltree import Steps

__all__ = ["check", "check_data", "check_page"]

MOST_WORDS: Final = 25
MOST_SENTENCES: Final = 3

OTHERS: Final = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "framework/README.md")
"""Pages beside those in ``docs/``. They need no front matter."""

_NO_PROSE: Final = frozenset({"id", "source", "url", "citation", "short", "version"})
"""Keys of YAML files that hold ids, addresses and references."""


def check(root: Path, files: Sequence[Path] = ()) -> list[Problem]:
    """Return what breaks a rule in the pages of a repository, in order of file and place.

    With ``files`` only in these, which must lie below ``root``.
    """
    words, faults = lexicon.load(root)
    problems = Problems(faults)
    for file in files or _pages(root):
        name = file.relative_to(root).as_posix()
        problems.extend(check_page(name, file.read_text(encoding="utf-8"), words))
    return list(problems)


def _pages(root: Path) -> Iterator[Path]:
    yield from sorted((root / "docs").rglob("*.md"))
    yield from (root / name for name in OTHERS if (root / name).is_file())


def check_page(path: str, text: str, words: Lexicon) -> Iterator[Problem]:
    """Yield what breaks a rule in one page; ``path`` tells which rules are for it."""
    front = frontmatter.read(path, text)
    if path.startswith("docs/"):
        yield from frontmatter.check(front, guidance=path.startswith("docs/guidance/"))
        yield from _front_texts(front, words)
    page = list(blocks(path, front.body))
    references = False
    for block in page:
        if block.kind == "heading":
            # An entry of a list of references is no sentence.
            references = block.text == "References"
        elif block.kind != "cell" and not references:
            yield from _lengths(block)
        if block.kind != "quotation":
            for fault in _words(block.text, words, jargon=block.kind != "cell"):
                yield block.problem(
                    fault.start,
                    fault.code,
                    fault.message,
                    expected=fault.expected,
                    hint=fault.hint,
                )
    yield from acronyms.check(page, words)


def _front_texts(front: frontmatter.FrontMatter, words: Lexicon) -> Iterator[Problem]:
    for key in ("title", "description"):
        value = front.data.get(key)
        if isinstance(value, str):
            for fault in _words(value, words):
                yield front.problem(
                    key, fault.message, code=fault.code, expected=fault.expected, hint=fault.hint
                )


def check_data(root: Path, folders: Iterable[Path]) -> list[Problem]:
    """Return jargon and spelling in the YAML files of some folders below ``root``.

    A file that cannot be read is passed over: those who need it tell why.
    """
    words, _ = lexicon.load(root)
    problems = Problems()
    for file in (file for folder in folders for file in sorted(folder.rglob("*.yml"))):
        name = file.relative_to(root).as_posix()
        document, _ = yamlsource.read(file, name)
        if document is not None and name != lexicon.PATH:
            problems.extend(_check_document(document, words))
    return list(problems)


def _check_document(document: Document, words: Lexicon) -> Iterator[Problem]:
    for steps in document.values:
        value = document.at(steps)
        if isinstance(value, str) and " " in value and _is_prose(steps):
            for fault in _words(value, words):
                yield document.problem(
                    steps, fault.code, fault.message, expected=fault.expected, hint=fault.hint
                )


def _is_prose(steps: Steps) -> bool:
    # A source's text is its reference.
    return not _NO_PROSE.intersection(steps) and steps[:1] != ("sources",)


def _lengths(block: Block) -> Iterator[Problem]:
    found = list(sentences(block.text))
    if len(found) > MOST_SENTENCES:
        message = f"the paragraph has {len(found)} sentences"
        expected = f"at most {MOST_SENTENCES}"
        yield block.problem(found[0].start, "prose-paragraph", message, expected=expected)
    for sentence in found:
        if (number := count_words(sentence.text)) > MOST_WORDS:
            message = f"the sentence has {number} words"
            expected = f"at most {MOST_WORDS}"
            yield block.problem(sentence.start, "prose-sentence", message, expected=expected)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fault:
    """A word that breaks a rule, and where in its text it begins."""

    start: int
    code: str
    message: str
    expected: str = ""
    hint: str = ""


def _words(text: str, words: Lexicon, *, jargon: bool = True) -> Iterator[_Fault]:
    """Yield jargon and spelling; what stands in quotation marks is someone else's."""
    free = spelling.quoted(text)

    def own(start: int) -> bool:
        return not any(first <= start < last for first, last in free)

    if jargon:
        for found in _jargon(tuple(words.jargon)).finditer(text):
            if own(found.start()):
                hint = words.jargon.get(found[0].casefold(), "say it in words that everyone uses")
                message = f'"{found[0]}" is on the list of jargon'
                yield _Fault(start=found.start(), code="prose-jargon", message=message, hint=hint)
    for found in spelling.words(text):
        fault = spelling.fault(found[0])
        if fault and found[0].casefold() not in words.spelling and own(found.start()):
            message, expected = fault
            yield _Fault(
                start=found.start(), code="prose-spelling", message=message, expected=expected
            )


@cache
def _jargon(more: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in (*JARGON, *more))
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


def main(arguments: Sequence[str]) -> int:
    """Print the findings of the named pages, or of all; return 1 if there are any."""
    root = Path(__file__).resolve().parent.parent
    found = check(root, [Path(name).resolve() for name in arguments])
    if not arguments:
        found += check_data(root, (root / "framework", root / "docs" / "data"))
    if found:
        print(as_text(found))  # noqa: T201 - a command's output
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
