"""Text files as they lie on disk: UTF-8, or a problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["decode", "leftover", "read"]


def read(file: Path, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Read one file; ``name`` is the path that problems show.

    Lines end with ``\n``. A file that is not UTF-8 gives an empty text. OSError when it
    cannot be opened.
    """
    text, problems = decode(name, file.read_bytes(), "encoding")
    return (text or "").replace("\r\n", "\n").replace("\r", "\n"), problems


def decode(name: str, raw: bytes, code: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return what the bytes say, without a byte order mark, or None; ``code`` is the problem's."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return None, (_fault(name, raw, error, code),)
    if not text.startswith("\ufeff"):
        return text, ()
    problem = Problem(
        path=name,
        code=code,
        message="the file begins with a byte order mark",
        hint='save it as "UTF-8" and not as "UTF-8 with BOM"',
    )
    return text.removeprefix("\ufeff"), (problem,)


def leftover(name: str) -> bool:
    """Say whether a file's name is one that editors give to hidden files and copies."""
    return name.startswith(".") or name.endswith("~")


def _fault(name: str, raw: bytes, error: UnicodeDecodeError, code: str) -> Problem:
    before = raw[: error.start].decode()
    return Problem(
        path=name,
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
        code=code,
        message=f"the byte 0x{raw[error.start]:02X} is not UTF-8",
        hint='save the file as "UTF-8"',
    )
