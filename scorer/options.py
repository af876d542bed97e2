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
  %(prog)s score fit.json --view none          a fit without importance, your strengths only
  %(prog)s compare old.json new.json           what moved between two files of answers
  %(prog)s merge one.json two.json ...         put the files of a partnership's members together
  %(prog)s blank leader --form short           print an empty file to fill in
  %(prog)s codebook                            print all statements, scales and rules as JSON

exit codes:
  0  all went well
  1  the answers have problems; each is a line on standard error, and nothing is scored
  2  the command cannot run: an unknown option, a missing file"""

_SCORE = """\
Score a saved file and print the report.

Every problem of the file is reported at once, and nothing is scored until all are mended."""

_COMPARE = """\
Say what moved between two saved files of one questionnaire, the earlier one first.

Files of different versions are compared on the items that both have. Name the codebook of
an earlier version with --framework."""

_MERGE = """\
Put the files of a partnership's members together and print the report on the group.

Files that cannot be used are named and set aside; the rest are used. Nothing is shown that
could give away what one or two members answered."""

_MINUTES = """\
Print the minutes that a meeting saved, with what has changed since an earlier meeting."""

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
    _compare(commands.add_parser("compare", help="compare two files", **_shape(_COMPARE)))
    _merge(commands.add_parser("merge", help="put members' files together", **_shape(_MERGE)))
    _minutes(commands.add_parser("minutes", help="print a meeting's minutes", **_shape(_MINUTES)))
    commands.add_parser("codebook", help="print the statements, scales and rules as JSON")
    return top


def _shape(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def _score(command: argparse.ArgumentParser) -> None:
    command.add_argument("answers", metavar="FILE", help='the saved answers; "-": standard input')
    _output(command, json="print the result for a program")
    command.add_argument(
        "--working", action="store_true", help="add every step of the arithmetic to the text"
    )
    command.add_argument(
        "--view", metavar="VIEW", help='for a fit: whose importance counts, for example "none"'
    )
    _framework(command)


def _compare(command: argparse.ArgumentParser) -> None:
    command.add_argument("earlier", metavar="EARLIER", help="the file that was saved first")
    command.add_argument("later", metavar="LATER", help="the file that was saved last")
    _output(command, json="print the comparison for a program")
    _framework(command)


def _merge(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", metavar="FILE", nargs="+", help="the members' saved answers")
    _output(command, json="print the technical figures for a program")
    _framework(command)


def _minutes(command: argparse.ArgumentParser) -> None:
    command.add_argument("answers", metavar="FILE", help="the minutes that the page saved")
    command.add_argument("--earlier", metavar="FILE", help="the minutes of an earlier meeting")
    command.add_argument(
        "--members", metavar="FILE", nargs="+", default=[], help="the members' saved answers"
    )
    _output(command, json="print the minutes for a program")
    _framework(command)


def _output(command: argparse.ArgumentParser, *, json: str) -> None:
    output = command.add_mutually_exclusive_group()
    output.add_argument("--text", action="store_true", help="print the report (the default)")
    output.add_argument("--json", action="store_true", help=json)
    output.add_argument("--markdown", action="store_true", help="print the report as Markdown")
    output.add_argument(
        "--html", metavar="FILE", help='write the report as a page; "-": standard output'
    )


def _blank(command: argparse.ArgumentParser) -> None:
    command.add_argument("instrument", metavar="INSTRUMENT", help='for example "leader"')
    command.add_argument("--form", required=True, help='for example "short" or "full"')
    _framework(command)


def _framework(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--framework",
        metavar="FILE",
        action="append",
        help="a codebook of another version (default: our own); give it once for each version",
    )
