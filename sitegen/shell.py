"""The shell around the pages: MkDocs with the Material theme. The only module that knows them.

To replace the shell, replace this module: it takes a folder of Markdown pages and
a navigation, and leaves a folder of HTML pages.
"""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from mkdocs import exceptions
from mkdocs.commands.build import build
from mkdocs.config import load_config

from sitegen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["FRAMEWORK_ENTRY", "Settings", "ShellError", "render", "settings"]

FRAMEWORK_ENTRY = "framework/"
"""The navigation entry that stands for all pages made from the framework."""

Nav = list[Any]


class ShellError(Exception):
    """The configuration or a page is at fault; ``problems`` says where."""

    def __init__(self, problems: list[Problem], *, configuration: bool = False) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.configuration = configuration


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the build itself needs of ``mkdocs.yml``."""

    name: str
    description: str
    url: str
    """Where the site is published, with a slash at the end; empty when it is not said."""
    nav: Nav
    framework: str
    """The folder of the framework, from the repository's root."""
    repository: str
    report_errors: str
    contact: str
    colours: Any
    """Whatever ``extra.colours`` holds."""

    @property
    def examples(self) -> list[str]:
        """The keys that still have the address of an example."""
        addresses = {
            "site_url": self.url,
            "repo_url": self.repository,
            "extra.report_errors": self.report_errors,
            "extra.contact": self.contact,
        }
        return [key for key, address in addresses.items() if _EXAMPLE.search(address)]

    @property
    def lasting_url(self) -> str:
        """The site's address for citations, which must not name an example."""
        return "" if _EXAMPLE.search(self.url) else self.url


_ADDRESS: Final = re.compile(r"(mailto:|https://)\S+$")
_EXAMPLE: Final = re.compile(r"\.example(/|$)")
"""A name that leads nowhere (RFC 2606), as in the configuration that we ship."""


def settings(config_file: Path) -> Settings:
    """Read ``mkdocs.yml``; raises ShellError when MkDocs refuses it or an address is missing."""
    config = _load(config_file, {})
    extra = config.extra
    problems = [
        _unusable(config_file, key, purpose)
        for key, purpose in (
            ("report_errors", "where readers report errors"),
            ("contact", "where readers reach whoever publishes the site"),
        )
        if not _ADDRESS.match(str(extra.get(key, "")))
    ]
    if problems:
        raise ShellError(problems, configuration=True)
    return Settings(
        name=config.site_name,
        description=config.site_description or "",
        url=config.site_url or "",
        nav=config.nav or [],
        framework=str(extra.get("framework", "framework")),
        repository=config.repo_url or "",
        report_errors=extra["report_errors"],
        contact=extra["contact"],
        colours=extra.get("colours", {}),
    )


def _unusable(config_file: Path, key: str, purpose: str) -> Problem:
    return Problem(
        path=config_file.name,
        code=key.replace("_", "-"),
        message=f"extra.{key} is no address",
        expected=f"a mailto: or https:// address {purpose}",
    )


def render(  # noqa: PLR0913
    config_file: Path,
    *,
    docs: Path,
    out: Path,
    nav: Nav,
    css: list[str],
    pi: Mapping[str, object],
) -> None:
    """Render every page of ``docs`` into ``out``.

    ``pi`` reaches the templates as ``config.extra.pi``. Raises ShellError with every
    warning of MkDocs: a warning is a fault here.
    """
    config = _load(
        config_file, {"docs_dir": str(docs), "site_dir": str(out), "nav": nav, "extra_css": css}
    )
    config.extra["pi"] = dict(pi)
    with _collecting() as found:
        try:
            # The theme announces its maintenance mode, and plugins warn about Python's changes.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
        except exceptions.MkDocsException as error:
            found.append(str(error))
        finally:
            config.plugins.on_shutdown()
    if found:
        sources = config_file.parent / "docs"
        raise ShellError([_located(_problem(text), sources) for text in dict.fromkeys(found)])


def _load(config_file: Path, changes: Mapping[str, Any]) -> MkDocsConfig:
    with _collecting() as found:
        try:
            return load_config(config_file=str(config_file), **changes)
        except exceptions.MkDocsException as error:
            problems = [_problem(text, path=config_file.name) for text in found or [str(error)]]
            raise ShellError(problems, configuration=True) from error


@contextmanager
def _collecting() -> Iterator[list[str]]:
    """Give a list that fills with MkDocs' warnings, which go nowhere else meanwhile."""
    collected = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collected)
    logger.propagate = False
    try:
        yield collected.found
    finally:
        logger.removeHandler(collected)


def _problem(text: str, path: str = "docs") -> Problem:
    """Return MkDocs' words as a problem; it names the page in quotes, without a line."""
    page = re.search(r"'([^']+\.md)'", text)
    where = f"docs/{page[1]}" if page else path
    return Problem(path=where, code="mkdocs", message=" ".join(text.split()))


def _located(problem: Problem, docs: Path) -> Problem:
    """Return the problem at the link that it names, where the page as written has it."""
    link = re.search(r"link '([^']+)'", problem.message)
    page = docs / problem.path.removeprefix("docs/")
    if link is None or not page.is_file():
        return problem
    before, found, _ = page.read_text(encoding="utf-8").partition(f"]({link[1]}")
    if not found:
        return problem
    column = len(before) - before.rfind("\n") + len("](")
    hint = "mend the address, or take the link out"
    return replace(problem, line=before.count("\n") + 1, column=column, hint=hint)


class _Collector(logging.Handler):
    """Keeps the warnings of a run."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())
