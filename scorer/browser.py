"""The one door between the page's worker and the scorer: JSON text in, JSON text out.

Everything is imported and the templates are compiled when this module is imported, so
that a memory snapshot holds them. A request never raises: what goes wrong is a reply.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from scorer import (
    answers,
    codebook,
    comparing,
    comparingreport,
    group,
    groupreport,
    kinds,
    markdown,
    minutes,
    render,
    report,
    samples,
    serialise,
    taking,
)
from scorer.blocks import as_data
from scorer.questions import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scorer.answers import Answers
    from scorer.framework import Framework

__all__ = ["handle", "start"]

_Reply = dict[str, Any]


class _Runtime:
    """What lives as long as the worker does."""

    frameworks: tuple[Framework, ...] = ()
    """The page's own, then earlier versions."""


class _RequestError(Exception):
    """A request lacks something; ``path`` says where."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


def start(framework_text: str, earlier: str = "[]", instrument: str = "") -> None:
    """Take the codebook that answers are scored against, and those of earlier versions.

    ``earlier`` is a JSON array of their texts; ``instrument`` is what the page asks, if it
    asks anything. Raises codebook.CodebookError when a text is not a codebook.
    """
    framework = codebook.load(framework_text)
    others = [codebook.load(text) for text in json.loads(earlier)]
    # Only speed is lost without it: answers that cannot be scored are refused one by one.
    with suppress(Exception):
        _warm(framework, instrument)
    _Runtime.frameworks = (framework, *others)


def handle(request: str) -> str:
    """Answer one request. ``text`` is always the text of a saved file.

    ``{"kind": "read", "text", "instrument"?}`` gives ``{"kind": "read", "instrument", "form",
    "about", "answers", "from", "version", "taken"}``.
    ``{"kind": "score", "text", "view"?}`` gives ``{"kind": "scored", "report", "document",
    "result", "markdown", "views": [{"id", "title"}], "view"}``; ``{"kind": "blocks", "text",
    "view"?}`` the same report as data. A view that the answers do not allow is left aside, as
    answers change while the page keeps the reader's choice: ``view`` is the one shown, if any.
    ``{"kind": "compare", "texts": [earlier, later]}`` gives ``{"kind": "compared", "report",
    "document", "markdown"}``.
    ``{"kind": "merge", "files": [{"name", "text"}]}`` gives ``{"kind": "merged", "report",
    "document", "markdown", "technical", "summary"}``.
    ``{"kind": "minutes", "text", "files", "earlier"?}`` gives ``{"kind": "minuted", "report",
    "document", "markdown"}``.
    Anything else, and bad answers, give ``{"kind": "refused", "problems": [{"path", "message"}]}``.
    """
    # The answers are the reader's only copy: whatever happens here, the page must hear of it.
    try:
        reply = _reply(request)
    except _RequestError as error:
        reply = _refused(error.path, str(error))
    except answers.AnswersError as error:
        problems = [{"path": each.path, "message": each.message} for each in error.problems]
        reply = {"kind": "refused", "problems": problems}
    except Exception as error:  # noqa: BLE001
        reply = _refused("", f"The scorer failed: {type(error).__name__}. Your answers are safe.")
    # ASCII, because half a character, which a damaged file can hold, has no UTF-8 form.
    return json.dumps(reply)


def _reply(request: str) -> _Reply:
    try:
        message = json.loads(request)
    except (TypeError, ValueError, RecursionError):
        raise _RequestError("", "The request is not JSON.") from None
    kind = message.get("kind") if isinstance(message, dict) else None
    if not isinstance(kind, str) or kind not in _HANDLERS:
        *most, last = (f'"{name}"' for name in _HANDLERS)
        raise _RequestError("kind", f"Expected the kind {', '.join(most)} or {last}.")
    if not _Runtime.frameworks:
        raise _RequestError("", "The scorer was not started with a framework.")
    return _HANDLERS[kind](message)


def _read(message: Mapping[str, Any]) -> _Reply:
    found, read_with = _answers(_text(message, "text"))
    framework = _Runtime.frameworks[0]
    target = message.get("instrument", found.instrument)
    if target not in [each.id for each in framework.instruments]:
        raise _RequestError("instrument", f'There is no instrument "{target}" here.')
    taken = taking.take(found, read_with, target, framework)
    about = {key: value for key, value in asdict(found.about).items() if value is not None}
    return {
        "kind": "read",
        "instrument": target,
        "form": taken.form,
        "about": about,
        "answers": taken.answers,
        "from": found.instrument,
        "version": found.framework_version,
        "taken": len(taken.answers),
        "minutes": taken.form not in [form.id for form in framework.instrument(target).forms],
    }


def _score(message: Mapping[str, Any]) -> _Reply:
    found, framework = _answers(_text(message, "text"))
    return _scored(found, framework, message.get("view"))


def _scored(found: Answers, framework: Framework, asked: object = None) -> _Reply:
    result = kinds.score(found, framework)
    views = kinds.views(result, framework)
    view = _view(views, asked)
    blocks = kinds.report(result, framework, view)
    if blocks is None:
        inner, document = report.both(result, framework)
    else:
        inner, document = render.both(blocks)
    return {
        "kind": "scored",
        "report": inner,
        "document": document,
        "result": serialise.to_json(result),
        "markdown": None if blocks is None else markdown.as_markdown(blocks),
        "views": [{"id": each, "title": title} for each, title in views],
        "view": view,
    }


def _view(views: Sequence[tuple[str, str]], asked: object) -> str | None:
    """Return the view that is asked for where there is one, else the first, if any."""
    known = [each for each, _ in views]
    return asked if isinstance(asked, str) and asked in known else next(iter(known), None)


def _blocks(message: Mapping[str, Any]) -> _Reply:
    found, framework = _answers(_text(message, "text"))
    result = kinds.score(found, framework)
    view = _view(kinds.views(result, framework), message.get("view"))
    blocks = kinds.report(result, framework, view)
    if blocks is None:
        raise _RequestError("text", f'"{found.instrument}" has no report made of blocks.')
    return {"kind": "blocks", "report": as_data(blocks)}


def _compare(message: Mapping[str, Any]) -> _Reply:
    texts = message.get("texts")
    if not isinstance(texts, list) or len(texts) != 2:
        raise _RequestError("texts", "Expected the texts of two saved files.")
    earlier, later = (_answers(_text({"text": text}, "text")) for text in texts)
    result = comparing.compare(earlier, later)
    return {"kind": "compared", **_laid_out(comparingreport.report(result, later[1]))}


def _merge(message: Mapping[str, Any]) -> _Reply:
    framework = _Runtime.frameworks[0]
    result = group.merge(_files(message), framework)
    return {
        "kind": "merged",
        **_laid_out(groupreport.report(result, framework)),
        "technical": group.technical(result),
        "summary": group.summary(result, framework),
    }


def _minutes(message: Mapping[str, Any]) -> _Reply:
    found, framework = _answers(_text(message, "text"))
    members = group.merge(_files(message), framework) if message.get("files") else None
    earlier = _answers(_text(message, "earlier"))[0] if message.get("earlier") else None
    result = kinds.minutes_of(found, framework, members=members, earlier=earlier)
    return {"kind": "minuted", **_laid_out(minutes.report(result, framework))}


_HANDLERS: Final[Mapping[str, Callable[[Mapping[str, Any]], _Reply]]] = {
    "read": _read,
    "score": _score,
    "blocks": _blocks,
    "compare": _compare,
    "merge": _merge,
    "minutes": _minutes,
}


def _laid_out(blocks: Any) -> _Reply:  # noqa: ANN401 -- blocks.Report
    inner, document = render.both(blocks)
    return {"report": inner, "document": document, "markdown": markdown.as_markdown(blocks)}


def _text(message: Mapping[str, Any], key: str) -> str:
    text = message.get(key)
    if not isinstance(text, str):
        raise _RequestError(key, "Expected the text of an answers file.")
    return text


def _files(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    files = message.get("files")
    if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
        raise _RequestError("files", "Expected a list of files.")
    return [(str(file.get("name", "")), _text(file, "text")) for file in files]


def _answers(text: str) -> tuple[Answers, Framework]:
    """Return a file's answers and the framework that they were read with."""
    found = answers.read(text, *_Runtime.frameworks)
    framework = next(one for one in _Runtime.frameworks if one.sha256 == found.framework_sha256)
    return found, framework


def _refused(path: str, message: str) -> _Reply:
    return {"kind": "refused", "problems": [{"path": path, "message": message}]}


def _warm(framework: Framework, instrument_id: str) -> None:
    """Score made-up answers to each form: the interpreter is faster from the second time on."""
    for instrument in framework.instruments:
        if instrument.id == instrument_id:
            for form in forms(instrument):
                found = answers.read(samples.filled(framework, instrument.id, form), framework)
                json.dumps(_scored(found, framework))
