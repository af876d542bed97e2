"""The command line: score saved answers on your own machine.

The result goes to standard output and messages go to standard error. The exit code is 0
when all went well, 1 when the answers have problems and 2 when the command cannot run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer import codebook, comparing, comparingreport, group, groupreport, kinds, minutes
from scorer.answers import Answers, AnswersError, Problem, blank, read
from scorer.jsontext import MAXIMUM_BYTES, JsonTextError, decode
from scorer.markdown import as_markdown
from scorer.options import parser
from scorer.plain import as_text as plain
from scorer.questions import forms
from scorer.serialise import to_json
from scorer.text import as_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from scorer.blocks import Report
    from scorer.framework import Framework

__all__ = ["main"]

_OK, _PROBLEMS, _USAGE = 0, 1, 2

_NO_CODEBOOK = "scorer/framework.json is missing; build it, or name a codebook with --framework"


class _UsageError(Exception):
    """The command cannot run; the message says why and what to do."""


class _FileProblems(Exception):  # noqa: N818 -- it stands for what a file has, not for a fault
    """A file cannot be read; ``problems`` says everything that is wrong with it."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__(name)
        self.name = name
        self.problems = problems


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
    except _FileProblems as error:
        return _refuse(error.name, error.problems)
    return status


def _run_score(options: argparse.Namespace) -> int:
    if options.working and (options.json or options.html or options.markdown):
        raise _UsageError("--working goes with the text; JSON and HTML always hold the working")
    answers, framework = _answers(options.answers, _frameworks(options.framework))
    result = kinds.score(answers, framework)
    views = [view for view, _ in kinds.views(result, framework)]
    if options.view is not None and options.view not in views:
        raise _no_view(answers.instrument, options.view, views)
    blocks = kinds.report(result, framework, options.view)
    if blocks is not None:
        if options.working:
            raise _UsageError(f'the report of "{answers.instrument}" has no working to add')
        _show(blocks, result, options, [options.answers])
    elif options.markdown:
        raise _UsageError(f'the report of "{answers.instrument}" has no Markdown; choose --html')
    elif options.html:
        _write_html(_self_assessment(result, framework), options.html, [options.answers])
    elif options.json:
        _print(to_json(result))
    else:
        _print(as_text(result, framework, with_working=options.working))
    return _OK


def _self_assessment(result: Any, framework: Framework) -> str:  # noqa: ANN401 -- a Result
    # Only reports as pages need jinja2; everything else runs with Python alone.
    try:
        from scorer.report import document  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise _no_module(error) from None
    return document(result, framework)


def _run_compare(options: argparse.Namespace) -> int:
    frameworks = _versions(options.framework)
    earlier, later = (_answers(name, frameworks) for name in (options.earlier, options.later))
    try:
        result = comparing.compare(earlier, later)
    except AnswersError as error:
        raise _FileProblems(options.later, error.problems) from None
    report = comparingreport.report(result, later[1])
    _show(report, result, options, [options.earlier, options.later])
    return _OK


def _run_merge(options: argparse.Namespace) -> int:
    framework = _frameworks(options.framework)[0]
    result = group.merge(_members(options.files), framework)
    # The report goes to all members, and names no file.
    summary = group.summary(result, framework)
    for file in summary["set_aside"]:
        print(f"Set aside: {file['name']}: {file['message']}", file=sys.stderr)  # noqa: T201
    for warning in summary["warnings"]:
        print(f"Note: {warning}", file=sys.stderr)  # noqa: T201 -- a message for a person
    report = groupreport.report(result, framework)
    if options.json:
        _print(group.technical(result))
    else:
        _show(report, result, options, options.files)
    return _OK if result.enough else _PROBLEMS


def _run_minutes(options: argparse.Namespace) -> int:
    frameworks = _versions(options.framework)
    answers, framework = _answers(options.answers, frameworks)
    members = group.merge(_members(options.members), framework) if options.members else None
    earlier = _answers(options.earlier, frameworks)[0] if options.earlier else None
    try:
        result = kinds.minutes_of(answers, framework, members=members, earlier=earlier)
    except AnswersError as error:
        of_earlier = error.problems[0].path.startswith("earlier.")
        name = options.earlier if of_earlier else options.answers
        raise _FileProblems(name, error.problems) from None
    _show(minutes.report(result, framework), result, options, [options.answers])
    return _OK


def _run_blank(options: argparse.Namespace) -> int:
    framework = _frameworks(options.framework)[0]
    instruments = {each.id: each for each in framework.instruments}
    if options.instrument not in instruments:
        raise _no_such("instrument", options.instrument, instruments)
    known = forms(instruments[options.instrument])
    if options.form not in known:
        raise _no_such("form", options.form, known)
    _print(blank(framework, options.instrument, options.form))
    return _OK


def _run_codebook(_options: argparse.Namespace) -> int:
    try:
        _print(codebook.default_text())
    except FileNotFoundError:
        raise _UsageError(_NO_CODEBOOK) from None
    return _OK


_RUN = {
    "score": _run_score,
    "compare": _run_compare,
    "merge": _run_merge,
    "minutes": _run_minutes,
    "blank": _run_blank,
    "codebook": _run_codebook,
}


def _no_such(kind: str, name: str, known: Iterable[str]) -> _UsageError:
    return _UsageError(f'there is no {kind} "{name}"; choose one of: {", ".join(known)}')


def _no_view(instrument: str, name: str, known: Sequence[str]) -> _UsageError:
    if not known:
        return _UsageError(f'the report of "{instrument}" has no views to choose from')
    return _no_such("view", name, known)


def _no_module(error: ModuleNotFoundError) -> _UsageError:
    return _UsageError(f"--html needs {error.name}: python -m pip install {error.name}")


def _frameworks(names: Sequence[str] | None) -> list[Framework]:
    """Return the codebooks that the command names; with none, the one that comes with us."""
    if not names:
        try:
            return [codebook.default()]
        except FileNotFoundError:
            raise _UsageError(_NO_CODEBOOK) from None
        except codebook.CodebookError as error:
            raise _UsageError(f"framework.json: {error}") from None
    found = []
    for name in names:
        try:
            found.append(codebook.load(_text(name)))
        except codebook.CodebookError as error:
            raise _UsageError(f"{name}: {error}") from None
    return found


def _versions(names: Sequence[str] | None) -> list[Framework]:
    """Return the codebooks that the command names, and the one that comes with us.

    For commands that read files of two versions: one of them is mostly our own.
    """
    found = _frameworks(names)
    try:
        own = codebook.default()
    except (FileNotFoundError, codebook.CodebookError):
        return found
    known = [each.sha256 for each in found]
    return found if own.sha256 in known else [*found, own]


def _answers(name: str, frameworks: Sequence[Framework]) -> tuple[Answers, Framework]:
    """Return a file's answers and the codebook that they were given to."""
    shown = "standard input" if name == "-" else name
    try:
        answers = read(decode(_bytes(name)), *frameworks)
    except JsonTextError as error:
        raise _FileProblems(shown, [Problem(error.where, str(error))]) from None
    except AnswersError as error:
        raise _FileProblems(shown, error.problems) from None
    return answers, next(one for one in frameworks if one.sha256 == answers.framework_sha256)


def _members(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the members' files; one that is no text is left to the merge, which names it."""
    return [(Path(name).name, _bytes(name).decode(errors="surrogateescape")) for name in names]


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


def _show(
    report: Report,
    result: Any,  # noqa: ANN401 -- a dataclass of its kind
    options: argparse.Namespace,
    inputs: Sequence[str],
) -> None:
    if options.html:
        try:
            from scorer.render import both  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise _no_module(error) from None
        _write_html(both(report)[1], options.html, inputs)
    elif options.json:
        _print(to_json(result))
    elif options.markdown:
        _print(as_markdown(report))
    else:
        _print(plain(report))


def _write_html(text: str, name: str, inputs: Sequence[str]) -> None:
    if name == "-":
        _print(text)
        return
    if Path(name).resolve() in [Path(each).resolve() for each in inputs]:
        raise _UsageError(f"--html {name} would replace your answers; choose another name")
    try:
        Path(name).write_bytes(text.encode())
    except OSError as error:
        raise _UsageError(f"cannot write {name}: {error.strerror}") from None
    print(f"Written: {name}", file=sys.stderr)  # noqa: T201 -- a message for a person


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
