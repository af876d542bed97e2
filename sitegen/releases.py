"""Codebooks of earlier versions: saved answers are scored by the version they were given to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scorer import codebook
from sitegen.files import texts
from sitegen.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.framework import Framework

__all__ = ["FOLDER", "Release", "read"]

FOLDER: Final = "releases"


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A codebook as it was released."""

    framework: Framework
    text: str


def read(folder: Path, shown: str) -> tuple[tuple[Release, ...], tuple[Problem, ...]]:
    """Return the codebooks in ``releases/`` of the framework's folder, newest version first.

    ``shown`` is the folder's path in problems. A framework that never was released has none.
    """
    found: list[Release] = []
    problems: list[Problem] = []
    for file in sorted((folder / FOLDER).glob("*.json")):
        name = f"{shown}/{FOLDER}/{file.name}"
        text, faults = texts.read(file, name)
        problems += faults
        if faults:
            continue
        try:
            found.append(Release(framework=codebook.load(text), text=text))
        except codebook.CodebookError as error:
            problems.append(
                Problem(
                    path=name,
                    code="release",
                    message=f"this is no codebook that can be read: {error}",
                    hint="restore the file: people hold answers that were given to it",
                )
            )
    found.sort(key=_version, reverse=True)
    return tuple(found), tuple(problems)


def _version(release: Release) -> tuple[int, ...]:
    return tuple(int(part) for part in release.framework.version.split("."))
