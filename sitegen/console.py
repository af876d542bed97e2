"""What the build says while it works: stages on a terminal, a summary at the end."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Reporter"]


class Reporter:
    """Reports stages and their seconds on standard error; silent when that is no terminal.

    rich leaves colour out where NO_COLOR is set.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._quiet = quiet or not self._console.is_terminal
        self.stages: dict[str, float] = {}
        self._start = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Show a stage while it runs, and its time once it is done."""
        start = time.perf_counter()
        if self._quiet:
            yield
        else:
            with self._console.status(f"{name} …"):
                yield
        self.stages[name] = time.perf_counter() - start
        if not self._quiet:
            self._console.print(f"[green]✓[/green] {name} [dim]{self.stages[name]:.1f} s[/dim]")

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._start

    def summary(self, title: str, rows: Mapping[str, str]) -> None:
        """Print the closing summary, also where there is no terminal."""
        table = Table(
            title=title, title_justify="left", show_header=False, box=None, padding=(0, 2)
        )
        for name, value in rows.items():
            table.add_row(name, value)
        self._console.print(table)

    def say(self, text: str) -> None:
        """Print a line, also where there is no terminal."""
        self._console.print(text, markup=False)
