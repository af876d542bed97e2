"""What the command line accepts, and the help that teaches it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

__all__ = ["parser"]

_DESCRIPTION = """\
Score a partnership questionnaire that you saved as a file.

Nothing leaves this machine. The browser runs the same code, so the same answers
give the same result there."""

_EXAMPLES = """\
examples:
  %(prog)s score answers.json                  read the report in the terminal
  %(prog)s score answers.json --working        the same, with every step of the arithmetic
  %(prog)s score answers.json --html me.html   write the report that the site would give
  %(prog)s score - --json < answers.json       read standard input, print JSON for a program
  %(prog)s blank leader --form short           print an empty file to fill in
  %(prog)s codebook                            print all statements, scales and rules as JSON

exit codes:
  0  all went well
  1  the answers have problems; each is a line on standard error, and nothing is scored
  2  the command cannot run: an unknown option, a missing file"""

_SCORE = """\
Score a saved file and print the report.

Every problem of the file is reported at once, and nothing is scored until all are mended."""

_BLANK = """\
Print an answers file in which every statement is skipped.

To answer a statement, write a number in place of its braces:  "fp-01": 4
To leave one out, keep the braces; a reason is skipped, not_applicable or not_seen."""


def parser() -> argparse.ArgumentParser:
    """Return the parser; ``command`` names the command that was chosen."""
    script = Path(sys.argv[0]).stem
    top = argparse.ArgumentParser(
        prog=script if script == "pi-score" else "python -m scorer",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", required=True
    )
    _score(commands.add_parser("score", help="score a saved file", **_shape(_SCORE)))
    _blank(commands.add_parser("blank", help="print an empty answers file", **_shape(_BLANK)))
    commands.add_parser("codebook", help="print the statements, scales and rules as JSON")
    return top


def _shape(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def _score(command: argparse.ArgumentParser) -> None:
    command.add_argument("answers", metavar="FILE", help='the saved answers; "-": standard input')
    output = command.add_mutually_exclusive_group()
    output.add_argument("--text", action="store_true", help="print the report (the default)")
    output.add_argument("--json", action="store_true", help="print the result for a program")
    output.add_argument(
        "--html", metavar="FILE", help='write the report as a page; "-": standard output'
    )
    command.add_argument(
        "--working", action="store_true", help="add every step of the arithmetic to the text"
    )
    _framework(command)


def _blank(command: argparse.ArgumentParser) -> None:
    command.add_argument("instrument", metavar="INSTRUMENT", help='for example "leader"')
    command.add_argument("--form", required=True, help='for example "short" or "full"')
    _framework(command)


def _framework(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--framework", metavar="FILE", help="a codebook of another version (default: our own)"
    )
