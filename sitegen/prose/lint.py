"""Whether the texts for readers keep the writing rules that a program can hold.

The rules: a sentence has at most 25 words, a paragraph at most three sentences; plain
words; British spelling; an acronym is explained where a page first uses it; and each page
has a title, a description, and for guidance the dates of its reviews. Headings, captions
and cells of tables may have more sentences. Front matter has no room to explain acronyms.

``python -m sitegen.prose docs/guidance/trust.md`` prints the findings of some pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen import articles
from sitegen.files import texts, yamlsource
from sitegen.files.yamlsource import ANY
from sitegen.problems import Problem, Problems, as_text
from sitegen.prose import acronyms, frontmatter, lexicon, wordfaults, wordplaces
from sitegen.prose.prosetext import blocks
from sitegen.prose.sentences import count_words, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.prose.lexicon import Lexicon
    from sitegen.prose.proseblock import Block

__all__ = ["check", "check_data", "check_page"]

MOST_WORDS: Final = 25
MOST_SENTENCES: Final = 3

OTHERS: Final = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "framework/README.md")
"""Pages beside those in ``docs/``. They need no front matter."""

_RECORDS: Final = {
    "CITATION.cff": (("message",), ("title",), ("abstract",), ("keywords", ANY)),
    "mkdocs.yml": (("site_name",), ("site_description",), ("copyright",)),
}
"""Files of which only these values are read; readers meet them on pages."""

_NO_ROOM: Final = frozenset({"abstract", "site_description"})
"""Of these the ones that are shown alone, so that an acronym stays unexplained."""

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
        text, faults = texts.read(file, name)
        problems.extend(faults)
        if text or not faults:
            problems.extend(check_page(name, text, words))
    return list(problems)


def _pages(root: Path) -> Iterator[Path]:
    yield from articles.pages(root / "docs")
    yield from (root / name for name in OTHERS if (root / name).is_file())


def check_page(path: str, text: str, words: Lexicon) -> Iterator[Problem]:
    """Yield what breaks a rule in one page; ``path`` tells which rules are for it."""
    front = frontmatter.read(path, text)
    if path.startswith("docs/") and not path.startswith(f"docs/{articles.DATA}/"):
        yield from frontmatter.check(front, guidance=path.startswith("docs/guidance/"))
        yield from _front_texts(front, words)
    page = list(blocks(path, front.body))
    references = False
    for block in page:
        if block.kind == "heading":
            # An entry of a list of references is no sentence.
            references = block.text == "References"
        if not references:
            yield from _lengths(block)
        if block.kind != "quotation":
            for fault in wordfaults.words_of(block.text, words):
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
            for fault in (
                *wordfaults.words_of(value, words),
                *wordfaults.unexplained(value, words),
            ):
                yield front.problem(
                    key,
                    fault.message,
                    code=fault.code,
                    expected=fault.expected,
                    hint=fault.hint,
                    place=front.word(key, fault.start, fault.word),
                )


def check_data(root: Path, folders: Iterable[Path]) -> list[Problem]:
    """Return jargon and spelling in the YAML files of some folders below ``root``.

    And in what the pages show of ``CITATION.cff`` and ``mkdocs.yml``. A file that cannot be
    read is passed over: those who need it tell why.
    """
    words, _ = lexicon.load(root)
    problems = Problems()
    for file in (file for folder in folders for file in sorted(folder.rglob("*.yml"))):
        name = file.relative_to(root).as_posix()
        document = _document(file, name)
        if document is not None and name != lexicon.PATH:
            chosen = [steps for steps in document.values if _is_prose(steps)]
            problems.extend(_check_values(document, chosen, file, words))
    for name, patterns in _RECORDS.items():
        document = _document(root / name, name)
        if document is not None:
            chosen = [steps for pattern in patterns for steps, _ in document.find(*pattern)]
            problems.extend(_check_values(document, chosen, root / name, words))
    return list(problems)


def _document(file: Path, name: str) -> Document | None:
    return yamlsource.read(file, name)[0] if file.is_file() else None


def _check_values(
    document: Document, chosen: Iterable[Steps], file: Path, words: Lexicon
) -> Iterator[Problem]:
    for steps in chosen:
        value = document.at(steps)
        if not isinstance(value, str) or not (" " in value or value.isalpha()):
            continue
        found = list(wordfaults.words_of(value, words))
        if steps[-1] in _NO_ROOM:
            found += wordfaults.unexplained(value, words)
        for fault in found:
            lines = texts.read(file, document.path)[0].split("\n")
            line, column = wordplaces.place(
                lines, document.place(steps), value, fault.start, fault.word
            )
            yield Problem(
                path=document.path,
                line=line,
                column=column,
                code=fault.code,
                message=fault.message,
                expected=fault.expected,
                hint=fault.hint,
            )


def _is_prose(steps: Steps) -> bool:
    # A source's text is its reference.
    return not _NO_PROSE.intersection(steps) and steps[:1] != ("sources",)


def _lengths(block: Block) -> Iterator[Problem]:
    found = list(sentences(block.text))
    whole = block.kind not in {"heading", "cell", "caption"}
    if whole and len(found) > MOST_SENTENCES:
        message = f"the paragraph has {len(found)} sentences"
        expected = f"at most {MOST_SENTENCES}"
        yield block.problem(found[0].start, "prose-paragraph", message, expected=expected)
    for sentence in found:
        if (number := count_words(sentence.text)) > MOST_WORDS:
            message = f"the sentence has {number} words"
            expected = f"at most {MOST_WORDS}"
            yield block.problem(sentence.start, "prose-sentence", message, expected=expected)


def main(arguments: Sequence[str]) -> int:
    """Print the findings of the named pages, or of all; return 1 if there are any."""
    root = Path(__file__).resolve().parents[2]
    found = check(root, [Path(name).resolve() for name in arguments])
    if not arguments:
        found += check_data(root, (root / "framework", root / "docs" / "data"))
    if found:
        print(as_text(found))  # noqa: T201 - a command's output
    return 1 if found else 0
