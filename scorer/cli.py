"""The command line: score saved answers on your own machine.

The result goes to standard output and messages go to standard error. The exit code is 0
when all went well, 1 when the answers have problems and 2 when the command cannot run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scorer import codebook
from scorer.answers import AnswersError, Problem, blank, read
from scorer.jsontext import MAXIMUM_BYTES, JsonTextError, decode
from scorer.options import parser
from scorer.scoring import score
from scorer.serialise import to_json
from scorer.text import as_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from scorer.framework import Framework
    from scorer.result import Result

__all__ = ["main"]

_OK, _PROBLEMS, _USAGE = 0, 1, 2

_NO_CODEBOOK = "scorer/framework.json is missing; build it, or name a codebook with --framework"


class _UsageError(Exception):
    """The command cannot run; the message says why and what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code.

    SystemExit, as argparse raises it, for ``--help`` and for options that do not exist.
    """
    options = parser().parse_args(argv)
    try:
        status = _RUN[options.command](options)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_left()
    except _UsageError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 -- a message for a person
        return _USAGE
    return status


def _run_score(options: argparse.Namespace) -> int:
    if options.working and (options.json or options.html):
        raise _UsageError("--working goes with the text; JSON and HTML always hold the working")
    framework = _framework(options.framework)
    name = "standard input" if options.answers == "-" else options.answers
    try:
        answers = read(decode(_bytes(options.answers)), framework)
    except JsonTextError as error:
        return _refuse(name, [Problem(error.where, str(error))])
    except AnswersError as error:
        return _refuse(name, error.problems)
    result = score(answers, framework)
    if options.html:
        _write_html(result, framework, options)
    elif options.json:
        _print(to_json(result))
    else:
        _print(as_text(result, framework, with_working=options.working))
    return _OK


def _run_blank(options: argparse.Namespace) -> int:
    framework = _framework(options.framework)
    instruments = {each.id: each for each in framework.instruments}
    if options.instrument not in instruments:
        raise _no_such("instrument", options.instrument, instruments)
    forms = {each.id: each for each in instruments[options.instrument].forms}
    if options.form not in forms:
        raise _no_such("form", options.form, forms)
    _print(blank(framework, options.instrument, options.form))
    return _OK


def _run_codebook(_options: argparse.Namespace) -> int:
    try:
        _print(codebook.default_text())
    except FileNotFoundError:
        raise _UsageError(_NO_CODEBOOK) from None
    return _OK


_RUN = {"score": _run_score, "blank": _run_blank, "codebook": _run_codebook}


def _no_such(kind: str, name: str, known: Iterable[str]) -> _UsageError:
    return _UsageError(f'there is no {kind} "{name}"; choose one of: {", ".join(known)}')


def _framework(name: str | None) -> Framework:
    try:
        return codebook.load(_text(name)) if name else codebook.default()
    except codebook.CodebookError as error:
        raise _UsageError(f"{name or 'framework.json'}: {error}") from None
    except FileNotFoundError:
        raise _UsageError(_NO_CODEBOOK) from None


def _text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise _UsageError(f"cannot read {name}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _UsageError(f"{name}: this is not UTF-8 text") from None


def _bytes(name: str) -> bytes:
    # One byte more than is allowed is enough to know that a file is too large.
    if name == "-":
        return sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise _UsageError(
            f'cannot read {name}: {error.strerror}; check the name, or use "-" for standard input'
        ) from None


def _write_html(result: Result, framework: Framework, options: argparse.Namespace) -> None:
    try:
        # Only this report needs jinja2; everything else runs with Python alone.
        from scorer.report import document  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise _UsageError(
            f"--html needs {error.name}: python -m pip install {error.name}"
        ) from None
    text = document(result, framework)
    if options.html == "-":
        _print(text)
        return
    if Path(options.html).resolve() == Path(options.answers).resolve():
        raise _UsageError(f"--html {options.html} would replace your answers; choose another name")
    try:
        Path(options.html).write_bytes(text.encode())
    except OSError as error:
        raise _UsageError(f"cannot write {options.html}: {error.strerror}") from None
    print(f"Written: {options.html}", file=sys.stderr)  # noqa: T201 -- a message for a person


def _print(text: str) -> None:
    # Bytes, because the same result must be the same file whatever the terminal's encoding.
    sys.stdout.buffer.write(text.encode())


def _refuse(name: str, problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(f"{name}: {problem}", file=sys.stderr)  # noqa: T201 -- a message for a person
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print(f"{count}; nothing was scored.", file=sys.stderr)  # noqa: T201 -- the same
    return _PROBLEMS


def _reader_left() -> int:
    """Stop quietly when the reader of our output, such as ``head``, has seen enough."""
    # Python flushes standard output once more at exit, which would fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _OK
