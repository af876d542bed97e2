"""Where things lie, and how a build fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitegen.problems import Problem

__all__ = ["BuildError", "Project"]


class BuildError(Exception):
    """The build found faults; nothing was published."""

    def __init__(self, problems: Sequence[Problem], *, configuration: bool = False) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = list(problems)
        self.configuration = configuration


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """Where things lie."""

    root: Path
    docs: Path
    config: Path
    site: Path
    work: Path
    """Half-made pages; may be deleted at any time."""
    cache: Path
    """Results that are worth keeping between builds; may be deleted at any time."""

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the usual places below the repository's root."""
        return cls(
            root=root,
            docs=root / "docs",
            config=root / "mkdocs.yml",
            site=root / "site",
            work=root / "build",
            cache=root / ".cache",
        )
