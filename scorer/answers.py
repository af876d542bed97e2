"""Saved answers: reading them, and writing an empty file to fill in.

Nothing is scored unless the whole file is right.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from scorer.jsontext import JsonObject, JsonTextError, parse
from scorer.problems import FORMAT, FORMAT_VERSION, REASONS, Problem, problems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scorer.framework import Framework
    from scorer.problems import Reason

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "REASONS",
    "Answers",
    "AnswersError",
    "Problem",
    "blank",
    "read",
]

# A file of 256 KB could hold thousands; nobody reads them, and each costs a search for a hint.
_MOST_PROBLEMS = 100
_BLANK = '{"value": null, "reason": "skipped"}'


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """The answers of one person to one form, in the order shown."""

    framework_id: str
    framework_version: str
    framework_sha256: str
    instrument: str
    form: str
    values: Mapping[str, int]
    """Item id -> the answer as given, before reversing."""
    reasons: Mapping[str, Reason]
    """Item id -> why there is no answer. An item in neither mapping was skipped."""


class AnswersError(ValueError):
    """The answers cannot be read; ``problems`` says everything that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read(text: str, framework: Framework) -> Answers:
    """Return the answers of a saved file.

    Raises AnswersError with every problem (at most 100 and a note) when anything is wrong.
    """
    try:
        data = parse(text)
    except JsonTextError as error:
        raise AnswersError([Problem(error.where, str(error))]) from None
    found = list(islice(problems_of(data, framework), _MOST_PROBLEMS + 1))
    if len(found) > _MOST_PROBLEMS:
        found[-1] = Problem("", f"There are more than {_MOST_PROBLEMS} problems; mend these first.")
    if found or not isinstance(data, JsonObject):
        raise AnswersError(found)
    return _answers(data, framework)


def blank(framework: Framework, instrument_id: str, form_id: str) -> str:
    """Return the text of an answers file in which every item is skipped.

    KeyError when there is no such instrument or form.
    """
    form = framework.instrument(instrument_id).form(form_id)
    data = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "sha256": framework.sha256,
        },
        "instrument": instrument_id,
        "form": form_id,
        "answers": {item: {"value": None, "reason": "skipped"} for item in form.items},
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    # One line for each item, so that a person can fill the file in.
    return re.sub(r'\{\s+"value": null,\s+"reason": "skipped"\s+\}', _BLANK, text)


def _answers(data: JsonObject, framework: Framework) -> Answers:
    given = data["answers"]
    form = framework.instrument(data["instrument"]).form(data["form"])
    # The order of the file never matters: everything follows the order shown.
    shown = [item for item in form.items if item in given]
    return Answers(
        framework_id=framework.id,
        framework_version=framework.version,
        framework_sha256=framework.sha256,
        instrument=data["instrument"],
        form=data["form"],
        values={item: given[item] for item in shown if isinstance(given[item], int)},
        reasons={
            item: given[item]["reason"] for item in shown if isinstance(given[item], JsonObject)
        },
    )
