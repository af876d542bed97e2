"""What is refused in a YAML file, in plain words: characters, syntax, ambiguous values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml import MarkedYAMLError

__all__ = ["Refusal", "character_faults", "plain_value", "syntax_fault", "unprintable"]

# Control characters are not allowed in XML. Line separators other than "\n" make editors
# and parsers count lines differently. Direction marks can make a line read otherwise
# than it is stored.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)"
)
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_BOOLEAN: Final = re.compile(r"y|yes|n|no|on|off|true|false", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"[-+]?(?:0[xob][0-9a-f_]+|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?|\.inf)"
    r"|\.nan",
    re.IGNORECASE,
)
_BASE_60: Final = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?", re.DOTALL)
_AMBIGUOUS: Final = (
    (_BOOLEAN, "true or false", "true or false, or a text in quotes"),
    (_NUMBER, "a number", "a whole number such as 12, or a text in quotes"),
    (_BASE_60, "a number to the base 60", "a whole number such as 12, or a text in quotes"),
    (_DATE, "a date", "a text in quotes"),
)
_WORDS_FOR_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """An unquoted value that programs read in different ways."""

    message: str
    expected: str
    hint: str


def plain_value(text: str) -> str | int | bool | Refusal:
    """Return what an unquoted value means, or why it is refused."""
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if text in _WORDS_FOR_NOTHING:
        return Refusal(
            message="the value is missing" if not text else f"{text} stands for a missing value",
            expected="a value",
            hint="leave the key out too if it is optional",
        )
    for pattern, reading, expected in _AMBIGUOUS:
        if pattern.fullmatch(text):
            return Refusal(
                message=f"some programs read {text} without quotes as {reading}, others as a text",
                expected=expected,
                hint=f'write "{text}" if you mean the text',
            )
    return text


def unprintable(text: str) -> str:
    """Return the name of the first character that a page cannot hold, or an empty text."""
    found = _UNPRINTABLE.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def character_faults(path: str, text: str) -> Iterator[Problem]:
    """Yield each character that is refused, and the first tab of each line."""
    for number, line in enumerate(re.split(r"\r?\n", text), start=1):
        if "\t" in line:
            yield Problem(
                path=path,
                line=number,
                column=line.index("\t") + 1,
                code="yaml-tab",
                message="there is a tab",
                hint="use spaces, two for each level",
            )
        for found in _UNPRINTABLE.finditer(line):
            yield Problem(
                path=path,
                line=number,
                column=found.start() + 1,
                code="yaml-character",
                message=f"the character U+{ord(found.group()):04X} cannot be seen and is refused",
                hint="delete it and type the line again",
            )


_QUOTE_HINT: Final = "put the whole text in quotes"
_INDENT_HINT: Final = "check the indentation and the quotes of this line and of the one above"


def syntax_fault(path: str, error: MarkedYAMLError) -> Problem:
    """Rewrite a parser's error: what is wrong, where it begins, what to do."""
    problem = error.problem or "this cannot be read"
    at_start = False
    if "mapping values are not allowed" in problem:
        message = "this colon cannot begin a value here"
        hint = f"{_QUOTE_HINT} if the colon belongs to it; otherwise check the indentation"
    elif "scanning a quoted" in str(error.context) or "-quoted scalar" in str(error.context):
        message, hint, at_start = _quoted_fault(problem)
    elif "',' or" in problem:
        bracket = problem.split("'")[3]
        message = f'the list or mapping that begins here is not closed with "{bracket}"'
        hint, at_start = f'separate its parts with commas and end it with "{bracket}"', True
    elif "cannot start any token" in problem:
        message = f"a text cannot begin with {problem.split()[2].replace("'", '"')}"
        hint = _QUOTE_HINT
    elif "could not find expected ':'" in problem:
        message, hint, at_start = "this line is no key with a value", _INDENT_HINT, True
    elif "expected '<document start>'" in problem or "<block end>" in problem:
        message, hint = "this line does not fit what stands above it", _INDENT_HINT
    else:
        message, hint = problem, _INDENT_HINT
    mark = error.context_mark if at_start and error.context_mark else error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(
        path=path, line=line, column=column, code="yaml-syntax", message=message, hint=hint
    )


def _quoted_fault(problem: str) -> tuple[str, str, bool]:
    if "escape character" in problem:
        letter = problem.rsplit(" ", 1)[-1].strip("'")
        return (
            f"\\{letter} means nothing between double quotes",
            "write \\\\ for a backslash, or use single quotes",
            False,
        )
    if "document separator" in problem or "end of stream" in problem:
        return "the quotation mark that opens here is never closed", "add the closing mark", True
    return problem, "use single quotes", False
