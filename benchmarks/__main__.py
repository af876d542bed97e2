"""Measure everything and print each figure beside its target: ``make bench``.

``python -m benchmarks weight coldstart`` measures these alone.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import platform
import sys

from rich.console import Console
from rich.table import Table

SUITES = (
    "weight",
    "coldstart",
    "scoring",
    "merging",
    "meeting",
    "answering",
    "building",
    "pages",
    "audit",
)


def main(names: list[str]) -> int:
    """Run the suites and print one table; return 2 for an unknown name."""
    unknown = sorted(set(names) - set(SUITES))
    if unknown:
        print(f"error: no benchmark {', '.join(unknown)}", file=sys.stderr)
        print(f"help: choose from {', '.join(SUITES)}", file=sys.stderr)
        return 2
    table = Table("Figure", "Value", "Target", box=None)
    for name in names or SUITES:
        print(f"Measuring {name} …", file=sys.stderr)
        for figure in importlib.import_module(f"benchmarks.{name}").run():
            table.add_row(figure.name, f"{figure.value:.3g} {figure.unit}", figure.target)
    today = dt.datetime.now(tz=dt.UTC).date()
    cores = os.cpu_count()
    print(f"{today}, {platform.machine()}, {cores} cores, Python {platform.python_version()}")
    Console(width=110).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
