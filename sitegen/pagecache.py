"""Finished pages of earlier builds, by the bytes that they were made from.

Reading HTML as a browser does takes most of the time of a build, and an edit changes
few pages.
"""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import policy, themefaults, xhtml

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["PageCache"]

_MAKERS: tuple[ModuleType, ...] = (xhtml, policy, themefaults)
_LIBRARIES = ("html5lib", "lxml")


class PageCache:
    """Turns rendered pages into polyglot XHTML, each page once.

    Pages that a build does not ask for are forgotten when it calls :meth:`tidy`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[str] = set()
        self._makers = _fingerprint()

    def to_xhtml(self, html: str, *, answers: bool) -> bytes:
        """Return what :func:`sitegen.xhtml.to_xhtml` does; raises XhtmlError as it does."""
        key = hashlib.sha256(f"{self._makers}{answers}{html}".encode()).hexdigest()
        self._asked.add(key)
        file = self._folder / key
        try:
            return file.read_bytes()
        except FileNotFoundError:
            pass
        data = xhtml.to_xhtml(html, answers=answers)
        self._folder.mkdir(parents=True, exist_ok=True)
        # Written beside and put in place, so that a build that dies leaves no half page.
        half = file.with_suffix(".half")
        half.write_bytes(data)
        half.replace(file)
        return data

    def tidy(self) -> None:
        """Forget every page that was not asked for since the start."""
        for file in self._folder.glob("*"):
            if file.name not in self._asked:
                file.unlink()


def _fingerprint() -> str:
    """Return what changes when the code that makes the pages does."""
    digest = hashlib.sha256()
    for module in _MAKERS:
        digest.update(Path(str(module.__file__)).read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}".encode())
    return digest.hexdigest()
