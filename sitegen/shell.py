"""The shell around the pages: MkDocs with the Material theme. The only module that knows them.

To replace the shell, replace this module: it takes a folder of Markdown pages and
a navigation, and leaves a folder of HTML pages.
"""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    url: str
    nav: Nav
    report_errors: str


def settings(config_file: Path) -> Settings:
    """Read ``mkdocs.yml``; raises ShellError when MkDocs refuses it or an address is missing."""
    config = _load(config_file, {})
    address = config.extra.get("report_errors", "")
    if not re.match(r"(mailto:|https://)\S+$", str(address)):
        problem = Problem(
            path=config_file.name,
            line=1,
            column=1,
            code="report-errors",
            message="extra.report_errors is no address",
            expected="a mailto: or https:// address where readers report errors",
        )
        raise ShellError([problem], configuration=True)
    return Settings(
        name=config.site_name,
        url=config.site_url or "",
        nav=config.nav or [],
        report_errors=address,
    )


def render(  # noqa: PLR0913
    config_file: Path,
    *,
    docs: Path,
    out: Path,
    nav: Nav,
    css: list[str],
    pi: Mapping[str, str],
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
        raise ShellError([_problem(text) for text in dict.fromkeys(found)])


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
    return Problem(path=where, line=1, column=1, code="mkdocs", message=" ".join(text.split()))


class _Collector(logging.Handler):
    """Keeps the warnings of a run."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())
