"""Whether a list has an entry for every known id, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sitegen.files.yamlsource import Document
    from sitegen.files.yamltree import Steps
    from sitegen.problems import Problem

__all__ = ["check"]


def check(  # noqa: PLR0913 - where to look, for what, and how to call both
    document: Document,
    parent: Steps,
    key: str,
    known: Collection[str],
    *,
    kind: str,
    inside: str,
) -> Iterator[Problem]:
    """Yield each entry of a list whose ``key`` is unknown or repeated, and each id that lacks.

    ``kind`` is what an id stands for, ``inside`` what the list belongs to. What lacks is told
    only where every entry could be read and is known: a misspelt id is one problem.
    """
    entries = document.at(parent)
    if not isinstance(entries, list):
        return
    seen: dict[str, Steps] = {}
    whole = True
    for index in range(len(entries)):
        steps = (*parent, index, key)
        found = document.at(steps)
        if not isinstance(found, str):
            whole = False
        elif found not in known:
            whole = False
            message, hint = f'there is no {kind} "{found}"', did_you_mean(found, known)
            yield document.problem(
                steps, "unknown-id", message, expected=_some_of(known), hint=hint
            )
        elif found in seen:
            line, column = document.place(seen[found])
            message = f'the {kind} "{found}" is already at {document.path}:{line}:{column}'
            yield document.problem(steps, "duplicate-id", message, expected=f"each {kind} once")
        else:
            seen[found] = steps
    for name in sorted(known) if whole else ():
        if name not in seen:
            message = f'the {kind} "{name}" is missing in {inside}'
            yield document.problem(parent, "missing-id", message, key=True)


def _some_of(known: Collection[str]) -> str:
    return "one of " + ", ".join(sorted(known)) if len(known) <= 12 else ""
