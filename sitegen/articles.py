"""Prose pages: Markdown from docs/, with inserts made, guidance linked and citations set.

What leaves here is plain Markdown that any shell renders.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.figures import numbered
from sitegen.files import texts
from sitegen.guidance import FOLDER
from sitegen.inserts import insert
from sitegen.prose import frontmatter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sitegen.inserts import Maker
    from sitegen.problems import Problem

    Citer = Callable[[str, str], tuple[str, list[Problem]]]
    """Takes a page's Markdown and its path; returns it with citations set, and problems."""

__all__ = ["DATA", "pages", "title_of", "write_articles"]

DATA: Final = "data"
"""The folder below docs/ whose files feed pages and are never published as they stand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A page as it lies in docs/."""

    path: str
    """Below the folder of all pages, with forward slashes."""

    @property
    def root(self) -> str:
        """The way from the page to the site's root: ``""`` or ``"../"``."""
        return "../" * self.path.count("/")

    @property
    def guides(self) -> str | None:
        """The page's name where it is a guidance page, as framework/guidance.yml has it."""
        folder, _, name = self.path.rpartition("/")
        return name.removesuffix(".md") if folder == FOLDER and name != "index.md" else None


def pages(docs: Path) -> list[Path]:
    """Return every page of prose, in order of its path."""
    return [file for file in _files(docs) if file.suffix == ".md"]


def _files(docs: Path) -> list[Path]:
    """Return every file that is published, without what an editor keeps beside them."""
    found = []
    for file in sorted(docs.rglob("*")):
        parts = file.relative_to(docs).parts
        left = any(texts.leftover(part) for part in parts)
        if parts[0] != DATA and not left and file.is_file():
            found.append(file)
    return found


def title_of(page: Path) -> str:
    """Return the title in a page's front matter."""
    text, _ = texts.read(page, page.name)
    front = frontmatter.read(page.name, text)
    return str(front.data.get("title", page.stem))


def write_articles(
    docs: Path,
    out: Path,
    *,
    makers: Mapping[str, Maker],
    competencies: Callable[[str, str], str],
    cite: Citer,
) -> list[Problem]:
    """Write every page of ``docs`` below ``out``, and copy what is no page.

    ``competencies`` takes a guidance page's name and the way to the root, and returns what
    stands at its end. Returns every problem of every page.
    """
    problems: list[Problem] = []
    for file in _files(docs):
        relative = file.relative_to(docs)
        target = out / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix != ".md":
            shutil.copyfile(file, target)
            continue
        name = f"docs/{relative.as_posix()}"
        written, faults = texts.read(file, name)
        article = Article(path=relative.as_posix())
        text, found = insert(written, name, makers, article.root)
        text = numbered(text)
        if article.guides:
            text = f"{text.rstrip()}\n\n{competencies(article.guides, article.root)}\n"
        text, more = cite(text, name)
        problems += [*faults, *found, *more]
        target.write_text(text, encoding="utf-8", newline="\n")
    return problems
