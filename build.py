#!/usr/bin/env python3
"""Build the site, preview it, or check its sources. `python build.py --help` explains."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.problems import Problem

ROOT = Path(__file__).resolve().parent

# Codes of findings whose lines are those of a page that the build made.
OF_BUILT_PAGES = ("nu-", "link", "address", "page-")
FINDINGS, USAGE, MISSING_TOOL, INTERRUPTED = 1, 2, 3, 130

# Given to the parser as a whole: a command's own would replace an option that stands before it.
DEFAULTS = {"command": "build", "quiet": False, "format": "text", "no_checks": False, "port": 8000}

EPILOG = """\
examples:
  python build.py                     build the site into site/, with every check
  python build.py serve --port 9000   preview, and rebuild on every change
  python build.py check               check the YAML and the texts in a second
  python build.py check --format github   the same, as annotations on a pull request

exit status:
  0  all is well
  1  findings: each is printed as file:line:column; the old site stays as it was
  2  wrong usage or configuration
  3  a tool is missing: run `make site`, which installs everything
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(argv, argparse.Namespace(**DEFAULTS))
    try:
        from sitegen import checks, console, preview, stages  # noqa: PLC0415
    except ModuleNotFoundError as error:
        print(f"error: {error.name} is not installed", file=sys.stderr)
        print("help: run `make site`, which sets everything up", file=sys.stderr)
        return MISSING_TOOL
    reporter = console.Reporter(quiet=options.quiet)
    project = stages.Project.at(ROOT)
    try:
        if options.command == "check":
            loaded = stages.check_sources(project)
            _print_findings([], options.format)
            reporter.summary("Checked", {"Items": str(stages.item_count(loaded))})
        elif options.command == "serve":
            preview.serve(project, reporter, options.port)
        else:
            summary = stages.build(project, reporter, checked=not options.no_checks)
            _print_findings([], options.format)
            reporter.summary("Built site/", summary.rows(reporter.seconds))
    except stages.BuildError as error:
        _print_findings(error.problems, options.format)
        print(f"{_count(error.problems)}; the site stays as it was.", file=sys.stderr)
        if any(problem.code.startswith(OF_BUILT_PAGES) for problem in error.problems):
            print("help: the pages with these lines are in build/site/", file=sys.stderr)
        return USAGE if error.configuration else FINDINGS
    except preview.PortInUseError as error:
        print(f"error: {error}", file=sys.stderr)
        print("help: end the other program, or choose another with --port", file=sys.stderr)
        return USAGE
    except checks.ToolError as error:
        print(f"error: {error}", file=sys.stderr)
        return MISSING_TOOL
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--quiet", action="store_true", help="show no stages")
    common.add_argument(
        "--format",
        choices=["text", "json", "github"],
        help="how findings are printed on standard output (default: text)",
    )
    building = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    building.add_argument(
        "--no-checks", action="store_true", help="build without checking the pages"
    )
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Turns the framework's YAML and the prose in docs/ into a checked site.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common, building],
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser("build", parents=[common, building], help="build the site (the default)")
    commands.add_parser("check", parents=[common], help="check the sources, build nothing")
    serve = commands.add_parser("serve", parents=[common], help="preview with live reload")
    serve.add_argument("--port", type=_port, help="port on 127.0.0.1 (default: 8000)")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 65535")
    return int(text)


def _count(problems: Sequence[Problem]) -> str:
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


def _print_findings(problems: Sequence[Problem], form: str) -> None:
    """Print findings on standard output; JSON prints a list even when there is none."""
    from sitegen import problems as texts  # noqa: PLC0415

    printers = {"text": texts.as_text, "json": texts.as_json, "github": texts.as_github}
    text = printers[form](problems)
    if text:
        print(text)


if __name__ == "__main__":
    sys.exit(main())
