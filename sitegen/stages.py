"""The build, as a list of stages that can be read aloud."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen import (
    bundle,
    checks,
    framework,
    pages,
    questionnaire,
    shell,
    themefiles,
    validation,
    xhtml,
)
from sitegen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitegen.console import Reporter

__all__ = ["BuildError", "Project", "Summary", "build", "check_sources", "item_count"]


# The ending of an address that leads nowhere, as in the configuration that we ship.
EXAMPLE = ".example"


class BuildError(Exception):
    """The build found faults; nothing was published."""

    def __init__(self, problems: Sequence[Problem], *, configuration: bool = False) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = list(problems)
        self.configuration = configuration


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """Where things lie."""

    root: Path
    framework: Path
    docs: Path
    config: Path
    site: Path
    work: Path
    """Half-made pages; may be deleted at any time."""
    cache: Path
    """Results that are worth keeping between builds; may be deleted at any time."""

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the usual places below the repository's root."""
        return cls(
            root=root,
            framework=root / "framework",
            docs=root / "docs",
            config=root / "mkdocs.yml",
            site=root / "site",
            work=root / "build",
            cache=root / ".cache",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What a build made."""

    pages: int
    items: int
    bytes: int
    checks: int
    """Each check of each file counts, also where the bytes were known to be clean."""

    def rows(self, seconds: float) -> dict[str, str]:
        """Return the closing summary, as name and text."""
        return {
            "Pages": str(self.pages),
            "Items": str(self.items),
            "Megabytes": f"{self.bytes / 1e6:.1f}",
            "Checks": str(self.checks),
            "Seconds": f"{seconds:.1f}",
        }


def item_count(loaded: framework.Loaded) -> int:
    """Return the number of items in the framework."""
    return sum(len(c.items) for a in loaded.framework.areas for c in a.competencies)


def check_sources(project: Project) -> framework.Loaded:
    """Load and check the framework; raises BuildError with every problem of every file."""
    try:
        return framework.load(project.framework)
    except framework.FrameworkError as error:
        raise BuildError(error.problems) from error


def build(project: Project, reporter: Reporter, *, checked: bool = True) -> Summary:
    """Make the whole site in ``project.work``, check it, and only then put it in place.

    ``checked=False`` is the preview: no check runs and no page says that one did.
    Raises BuildError; the site that was there stays as it was.
    """
    with reporter.stage("Load the framework"):
        settings = _settings(project)
        loaded = check_sources(project)
    out = _empty(project.work / "site")
    with reporter.stage("Bundle the scorer and its runtime"):
        published = bundle.publish(
            out,
            codebook=loaded.codebook,
            scorer=project.root / "scorer",
            cache=project.cache,
        )
    with reporter.stage("Make the pages"):
        docs = _empty(project.work / "docs")
        _make_pages(project, loaded, published, docs)
        nav = _navigation(settings, loaded)
    checker = checks.Checker.find(project.cache / "checks.json") if checked else None
    with reporter.stage("Render"):
        rendered = _empty(project.work / "shell")
        checked_with = f"Nu Html Checker {checker.version}" if checker else ""
        _render(
            project, published, docs=docs, rendered=rendered, nav=nav, checked_with=checked_with
        )
    with reporter.stage("Write XHTML"):
        themefiles.copy(rendered, out)
        _write_pages(rendered, out, loaded)
    files = sorted(out.rglob("*.html"))
    runs = 0
    if checker is not None:
        with reporter.stage("Check"):
            runs = _check(out, rendered, files, checker)
    _write_codebook(project, loaded)
    _put_in_place(out, project.site, project.work)
    if settings.report_errors.endswith(EXAMPLE):
        reporter.say("Note: extra.report_errors in mkdocs.yml is still the example address.")
    return Summary(
        pages=len(files),
        items=item_count(loaded),
        bytes=sum(file.stat().st_size for file in project.site.rglob("*") if file.is_file()),
        checks=runs,
    )


def _write_codebook(project: Project, loaded: framework.Loaded) -> None:
    """Renew the codebook that the command line scores against, if it changed."""
    target = project.root / "scorer" / "framework.json"
    if not target.is_file() or target.read_text(encoding="utf-8") != loaded.codebook:
        target.write_text(loaded.codebook, encoding="utf-8")


def _make_pages(
    project: Project, loaded: framework.Loaded, published: bundle.Bundle, docs: Path
) -> None:
    """Fill the staging folder."""
    shutil.copytree(project.docs, docs, dirs_exist_ok=True)
    (docs / "validation.md").write_text(validation.SOURCE, encoding="utf-8")
    # The page links to this file, which the checks write.
    (docs / "validation.json").write_text("{}", encoding="utf-8")
    pages.make_pages(loaded.framework, docs)
    for instrument in loaded.framework.instruments:
        content = questionnaire.render(
            loaded.framework,
            instrument,
            published.manifest,
            questionnaire.Addresses(privacy="privacy.html"),
        )
        front = {
            "title": instrument.title,
            "description": instrument.purpose,
            "questionnaire": instrument.id,
            "hide": ["toc"],
        }
        # JSON is YAML: no quoting rules to get wrong.
        (docs / f"{instrument.id}.md").write_text(
            f"---\n{json.dumps(front)}\n---\n{content}\n", encoding="utf-8"
        )


def _navigation(settings: shell.Settings, loaded: framework.Loaded) -> list[object]:
    """Return the configured navigation with the framework's pages in their place."""
    made = pages.navigation(loaded.framework)
    nav: list[object] = []
    for entry in settings.nav:
        if isinstance(entry, dict) and list(entry.values()) == [shell.FRAMEWORK_ENTRY]:
            nav.append({next(iter(entry)): made})
        else:
            nav.append(entry)
    return nav


def _missing(folder: Path) -> Problem:
    return Problem(
        path=folder.name, line=1, column=1, code="missing-file", message="there is no such folder"
    )


def _settings(project: Project) -> shell.Settings:
    if not project.docs.is_dir():
        raise BuildError([_missing(project.docs)], configuration=True)
    try:
        return shell.settings(project.config)
    except shell.ShellError as error:
        raise BuildError(error.problems, configuration=error.configuration) from error


def _render(  # noqa: PLR0913
    project: Project,
    published: bundle.Bundle,
    *,
    docs: Path,
    rendered: Path,
    nav: list[object],
    checked_with: str,
) -> None:
    names = {
        "base_script": published.base_script,
        "questionnaire_script": published.questionnaire_script,
        "form_css": published.form_css,
        "checked_with": checked_with,
    }
    try:
        shell.render(
            project.config, docs=docs, out=rendered, nav=nav, css=[published.site_css], pi=names
        )
    except shell.ShellError as error:
        raise BuildError(error.problems, configuration=error.configuration) from error


def _write_pages(rendered: Path, out: Path, loaded: framework.Loaded) -> None:
    """Write every rendered page as polyglot XHTML."""
    taking_answers = {f"{instrument.id}.html" for instrument in loaded.framework.instruments}
    problems = []
    for file in sorted(rendered.rglob("*.html")):
        relative = file.relative_to(rendered)
        target = out / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            html = file.read_text(encoding="utf-8")
            data = xhtml.to_xhtml(html, answers=relative.as_posix() in taking_answers)
        except xhtml.XhtmlError as error:
            problems.append(_page_problem(relative, str(error)))
            continue
        target.write_bytes(data)
    if problems:
        raise BuildError(problems)


def _page_problem(page: Path, message: str) -> Problem:
    return Problem(path=f"site/{page.as_posix()}", line=1, column=1, code="xhtml", message=message)


def _check(out: Path, rendered: Path, files: list[Path], checker: checks.Checker) -> int:
    """Check the site and write its report; return the number of runs of a check over a file."""
    report_page = (rendered / "validation.html").read_text(encoding="utf-8")
    problems, runs = validation.validate(out, files, report_page, checker)
    if problems:
        raise BuildError(problems)
    return runs


def _put_in_place(out: Path, site: Path, work: Path) -> None:
    """Exchange the old site for the new one, by two renames."""
    old = work / "old"
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    out.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
