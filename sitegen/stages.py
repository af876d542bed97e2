"""The build, as a list of stages that can be read aloud."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sitegen import (
    answerpages,
    bundle,
    checks,
    colours,
    identity,
    questionnaire,
    searchindex,
    shell,
    sources,
    staging,
    themefiles,
    validation,
    xhtml,
)
from sitegen.pagecache import PageCache
from sitegen.problems import Problem
from sitegen.project import BuildError, Project
from sitegen.works import bibliography, citethis

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen import framework
    from sitegen.console import Reporter
    from sitegen.sources import Sources

__all__ = ["BuildError", "Project", "Summary", "build", "check_sources", "item_count"]


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
    """Read and check all sources; raises BuildError with every problem of every file.

    The pages are made as well, into a folder that is thrown away: what an insert brings in
    can be at fault too. Links are followed by a build alone.
    """
    read = sources.read(project)
    faults = staging.write_pages(
        project, read, questionnaire.NO_RUNTIME, _empty(project.work / "check")
    )
    shutil.rmtree(project.work / "check")
    if faults:
        raise BuildError(faults)
    return read.framework


def build(project: Project, reporter: Reporter, *, checked: bool = True) -> Summary:
    """Make the whole site in ``project.work``, check it, and only then put it in place.

    ``checked=False`` is the preview: no check runs and no page says that one did.
    Raises BuildError; the site that was there stays as it was.
    """
    with reporter.stage("Read and check the sources"):
        read = sources.read(project)
        loaded = read.framework
    out = _empty(project.work / "site")
    with reporter.stage("Bundle the scorer and its runtime"):
        published = bundle.publish(
            out,
            codebook=loaded.codebook,
            earlier=[one.text for one in read.releases],
            colours=colours.css(read.settings.colours),
            scorer=project.root / "scorer",
            cache=project.cache,
        )
    with reporter.stage("Make the pages"):
        docs = _empty(project.work / "docs")
        faults = staging.write_pages(project, read, published.manifest, docs)
        if faults:
            raise BuildError(faults)
        bibliography.publish(read.references, out)
        citethis.publish(read.citation, read.settings.lasting_url, out)
    checker = checks.Checker.find(project.cache / "checks.json") if checked else None
    with reporter.stage("Render"):
        rendered = _empty(project.work / "shell")
        checked_with = f"Nu Html Checker {checker.version}" if checker else ""
        _render(project, read, published, docs=docs, rendered=rendered, checked_with=checked_with)
    with reporter.stage("Write XHTML"):
        themefiles.copy(rendered, out)
        _write_pages(rendered, out, loaded, PageCache(project.cache / "pages"))
        searchindex.rebuild(out)
    files = sorted(out.rglob("*.html"))
    runs = 0
    if checker is not None:
        with reporter.stage("Check"):
            runs = _check(out, rendered, files, checker)
    _write_codebook(project, loaded)
    _put_in_place(out, project.site, project.work)
    for note in sources.notes(project, read):
        reporter.say(f"Note: {note}")
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


def _render(  # noqa: PLR0913
    project: Project,
    read: Sources,
    published: bundle.Bundle,
    *,
    docs: Path,
    rendered: Path,
    checked_with: str,
) -> None:
    names: dict[str, object] = {
        **_marks(project, read),
        "base_script": published.base_script,
        "scripts": published.scripts,
        "form_css": published.form_css,
        "checked_with": checked_with,
        "foot": staging.foot(project.docs),
        "citation": citethis.metadata(read.citation, read.settings.lasting_url),
    }
    nav = staging.navigation(read.settings, read.framework.framework)
    try:
        shell.render(
            project.config, docs=docs, out=rendered, nav=nav, css=[published.site_css], pi=names
        )
    except shell.ShellError as error:
        raise BuildError(error.problems, configuration=error.configuration) from error


def _marks(project: Project, read: Sources) -> dict[str, object]:
    """Publish the mark, the icons and the card, and return what the templates need of them."""
    colour = colours.effective(read.settings.colours)
    name, description = read.settings.name, read.settings.description
    try:
        marks = identity.publish(
            project.work / "site", name=name, description=description, colours=colour
        )
    except identity.MarkError as error:
        path = identity.MARK.relative_to(identity.MARK.parents[2]).as_posix()
        problem = Problem(path=path, code="mark", message=str(error))
        raise BuildError([problem]) from error
    return asdict(marks)


def _write_pages(rendered: Path, out: Path, loaded: framework.Loaded, cache: PageCache) -> None:
    """Write every rendered page as polyglot XHTML."""
    handling = answerpages.addresses(loaded.framework)
    problems = []
    for file in sorted(rendered.rglob("*.html")):
        relative = file.relative_to(rendered)
        target = out / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            html = file.read_text(encoding="utf-8")
            data = cache.to_xhtml(html, answers=relative.as_posix() in handling)
        except xhtml.XhtmlError as error:
            problems.append(_page_problem(relative, str(error)))
            continue
        target.write_bytes(data)
    cache.tidy()
    if problems:
        raise BuildError(problems)


def _page_problem(page: Path, message: str) -> Problem:
    return Problem(path=f"site/{page.as_posix()}", code="xhtml", message=message)


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
