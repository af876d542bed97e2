"""The one door between the page's worker and the scorer: JSON text in, JSON text out.

Everything is imported and the templates are compiled when this module is imported, so
that a memory snapshot holds them. A request never raises: what goes wrong is a reply.
"""

from __future__ import annotations

import json
from itertools import cycle
from typing import TYPE_CHECKING, Any

from scorer import answers, codebook, report, scoring, serialise

if TYPE_CHECKING:
    from scorer.framework import Framework

__all__ = ["handle", "start"]

_Reply = dict[str, Any]


class _Runtime:
    """What lives as long as the worker does."""

    framework: Framework | None = None


def start(framework_text: str) -> None:
    """Take the codebook that answers are scored against.

    Raises codebook.CodebookError when the text is not one.
    """
    framework = codebook.load(framework_text)
    _warm(framework)
    _Runtime.framework = framework


def handle(request: str) -> str:
    """Answer one request; docs of the kinds are with the worker's messages.

    ``{"kind": "read", "text"}`` gives ``{"kind": "read", "instrument", "form", "answers"}``.
    ``{"kind": "score", "text"}`` gives ``{"kind": "scored", "report", "document", "result"}``.
    Anything else, and bad answers, give ``{"kind": "refused", "problems": [{"path", "message"}]}``.
    """
    # The answers are the reader's only copy: whatever happens here, the page must hear of it.
    try:
        reply = _reply(request)
    except Exception as error:  # noqa: BLE001
        reply = _refused("", f"The scorer failed: {type(error).__name__}. Your answers are safe.")
    # ASCII, because half a character, which a damaged file can hold, has no UTF-8 form.
    return json.dumps(reply)


def _reply(request: str) -> _Reply:
    try:
        message = json.loads(request)
    except (TypeError, ValueError, RecursionError):
        return _refused("", "The request is not JSON.")
    if not isinstance(message, dict) or message.get("kind") not in ("read", "score"):
        return _refused("kind", 'Expected the kind "read" or "score".')
    text = message.get("text")
    if not isinstance(text, str):
        return _refused("text", "Expected the text of an answers file.")
    framework = _Runtime.framework
    if framework is None:
        return _refused("", "The scorer was not started with a framework.")
    try:
        found = answers.read(text, framework)
    except answers.AnswersError as error:
        problems = [{"path": each.path, "message": each.message} for each in error.problems]
        return {"kind": "refused", "problems": problems}
    return _read(found) if message["kind"] == "read" else _scored(found, framework)


def _read(found: answers.Answers) -> _Reply:
    given: dict[str, Any] = dict(found.values)
    given |= {item: {"value": None, "reason": reason} for item, reason in found.reasons.items()}
    return {
        "kind": "read",
        "instrument": found.instrument,
        "form": found.form,
        "answers": given,
    }


def _scored(found: answers.Answers, framework: Framework) -> _Reply:
    result = scoring.score(found, framework)
    inner, document = report.both(result, framework)
    return {
        "kind": "scored",
        "report": inner,
        "document": document,
        "result": serialise.to_json(result),
    }


def _refused(path: str, message: str) -> _Reply:
    return {"kind": "refused", "problems": [{"path": path, "message": message}]}


def _warm(framework: Framework) -> None:
    """Score made-up answers to each form: the interpreter is faster from the second time on."""
    for instrument in framework.instruments:
        points = cycle(framework.scale(instrument.scale).points)
        for form in instrument.forms:
            blank = json.loads(answers.blank(framework, instrument.id, form.id))
            blank["answers"] = {item: next(points).value for item in form.items}
            found = answers.read(json.dumps(blank), framework)
            json.dumps(_scored(found, framework))
