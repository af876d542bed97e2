"""How to cite the write-up: one record from ``CITATION.cff`` for people and for machines.

The page's metadata, the box that shows readers how to cite, and the files beside it all
come from this record, so they cannot differ.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from sitegen.dates import shown
from sitegen.files import yamlsource
from sitegen.files.schemafaults import Fault, plain
from sitegen.problems import Problem, Problems
from sitegen.works import harvard, referenceformats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.files.yamlsource import Document, Place
    from sitegen.inserts import Maker
    from sitegen.prose.frontmatter import FrontMatter

__all__ = ["PAGE", "Citation", "byline", "check", "load", "maker", "metadata", "publish"]

PAGE: Final = "research/index.html"
"""The write-up, below the site's root."""

FILES: Final = "research/citation"
"""The write-up's own reference, below the site's root; without the ending."""

_SCHEMA: Final = Path(__file__).parents[1] / "schema" / "cff-1.2.0.schema.json"
_KEY: Final = "partnership-intelligence"
_LANGUAGE: Final = "en-GB"
_LICENCES: Final = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
_NEEDED: Final = ("abstract", "version", "date-released", "license", "keywords")
"""What CFF leaves open and the write-up needs."""

_FORMS: Final = {
    "cff-version": '"1.2.0"',
    "date-released": 'a date such as "2026-11-21"',
    "license": 'the SPDX id of a licence, such as "CC-BY-4.0"',
}
"""What is shown instead of a pattern, and of a list of some 450 licences."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """What ``CITATION.cff`` says of the work."""

    title: str
    abstract: str
    authors: tuple[str, ...]
    """Names as they are shown: of organisations, or given name before family name."""
    names: tuple[Mapping[str, str], ...]
    """The same names as CSL-JSON has them."""
    version: str
    date: date
    licence: str
    """SPDX id of the text's licence: the first that the file names."""
    keywords: tuple[str, ...]
    path: str
    """The file, as problems show it."""
    version_place: Place
    """Where it says the version."""

    def csl(self, url: str) -> dict[str, Any]:
        """Return the work as CSL-JSON; ``url`` is the site's address, or empty."""
        return {
            "id": _KEY,
            "type": "report",
            "author": [dict(name) for name in self.names],
            "issued": {"date-parts": [[self.date.year, self.date.month, self.date.day]]},
            "title": self.title,
            "genre": "Version",
            "number": self.version,
            **({"URL": url + PAGE} if url else {}),
        }

    def json_ld(self, url: str) -> str:
        """Return the work as schema.org has it, safe within a script element."""
        record = {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "headline": self.title,
            "abstract": self.abstract,
            "author": [_schema_org(name) for name in self.names],
            "datePublished": self.date.isoformat(),
            "version": self.version,
            "inLanguage": _LANGUAGE,
            "license": _LICENCES[self.licence],
            "isAccessibleForFree": True,
            "keywords": list(self.keywords),
            **({"url": url + PAGE} if url else {}),
        }
        text = json.dumps(record, ensure_ascii=False)
        # In HTML a script's text is taken as it stands, in XHTML it is not.
        return re.sub(r"[<>&]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _schema_org(name: Mapping[str, str]) -> dict[str, str]:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    return {"@type": "Person", "familyName": name["family"], "givenName": name["given"]}


def load(file: Path, name: str) -> tuple[Citation | None, tuple[Problem, ...]]:
    """Read ``CITATION.cff``; ``name`` is the path that problems show.

    Returns no record when there is a problem; OSError when there is no such file.
    """
    document, problems = yamlsource.read(file, name)
    if document is None or problems:
        return None, problems
    found = _faults(document)
    if found:
        return None, tuple(found)
    data = document.data
    licence = data["license"]
    names = tuple(_name(author) for author in data["authors"])
    return Citation(
        title=data["title"],
        abstract=" ".join(data["abstract"].split()),
        authors=tuple(_shown(one) for one in names),
        names=names,
        version=str(data["version"]),
        date=date.fromisoformat(data["date-released"]),
        licence=licence[0] if isinstance(licence, list) else licence,
        keywords=tuple(data["keywords"]),
        path=name,
        version_place=document.place(("version",)),
    ), ()


def _faults(document: Document) -> list[Problem]:
    """Return what keeps the file from being used: what CFF forbids, or what we need."""
    data = document.data
    faults = list(Problems(_broken_rules(document)))
    faults += [
        document.problem((), "missing-key", f'the key "{key}" is missing')
        for key in _NEEDED
        if key not in data
    ]
    if faults:
        return faults
    licence = data["license"]
    if (licence[0] if isinstance(licence, list) else licence) not in _LICENCES:
        expected = "first the licence of the text: " + " or ".join(_LICENCES)
        message = "the text's licence is unknown"
        faults.append(document.problem(("license",), "wrong-value", message, expected=expected))
    try:
        date.fromisoformat(data["date-released"])
    except ValueError:
        message = f'"{data["date-released"]}" is no day'
        faults.append(document.problem(("date-released",), "wrong-form", message))
    for number, author in enumerate(data["authors"]):
        if "name" not in author and not {"family-names", "given-names"} <= set(author):
            message = f"author {number + 1} has no name"
            expected = '"name", or "family-names" and "given-names"'
            steps = ("authors", number)
            faults.append(document.problem(steps, "missing-key", message, expected=expected))
    return faults


def _broken_rules(document: Document) -> Iterator[Problem]:
    """Yield what the format forbids, in the words that all our files' schemas have."""
    for error in _validator().iter_errors(document.data):
        # Of several ways to write a value: what is wrong with the one that was meant.
        cause = best_match([error])
        while cause.context:
            cause = min(cause.context, key=lambda one: one.validator == "type")
        fault = Fault(
            keyword=str(cause.validator),
            wanted=cause.validator_value,
            value=cause.instance,
            schema=cause.schema,
            steps=tuple(cause.absolute_path),
            description="",
        )
        words = _FORMS.get(str(fault.steps[0])) if fault.steps else None
        for problem in plain(document, fault):
            formal = fault.keyword in {"enum", "pattern"}
            yield replace(problem, expected=words) if words and formal else problem


@cache
def _validator() -> Draft7Validator:
    return Draft7Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))


def _name(author: Mapping[str, str]) -> dict[str, str]:
    if "name" in author:
        return {"literal": author["name"]}
    return {"family": author["family-names"], "given": author["given-names"]}


def _shown(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['given']} {name['family']}"


def check(citation: Citation, *, version: str, page: FrontMatter) -> list[Problem]:
    """Return where the package's version or the write-up's front matter says otherwise."""
    problems = []
    if citation.version != version:
        problems.append(
            Problem(
                path=citation.path,
                line=citation.version_place[0],
                column=citation.version_place[1],
                code="citation-differs",
                message=f'"version" is "{citation.version}"',
                expected=f'"{version}", as in scorer/__init__.py',
            )
        )
    wanted = {
        "title": citation.title,
        "date": citation.date,
        "authors": list(citation.authors),
        "keywords": list(citation.keywords),
    }
    problems += [
        page.problem(
            key,
            f'"{key}" is not what {citation.path} says',
            expected=", ".join(value) if isinstance(value, list) else str(value),
            code="citation-differs",
        )
        for key, value in wanted.items()
        if page.data.get(key) != value
    ]
    return problems


def metadata(citation: Citation, url: str) -> dict[str, Any]:
    """Return what the page's head shows, for the templates as ``config.extra.pi.citation``.

    ``url`` is the site's address with a slash at the end, or empty where it has none.
    """
    return {
        "title": citation.title,
        "authors": list(citation.authors),
        # Google Scholar's form.
        "date": citation.date.strftime("%Y/%m/%d"),
        "keywords": list(citation.keywords),
        "language": _LANGUAGE,
        "licence": _LICENCES[citation.licence],
        "url": url + PAGE if url else "",
        "csl": f"{FILES}.json",
        "json_ld": citation.json_ld(url),
    }


def publish(citation: Citation, url: str, out: Path) -> None:
    """Write the work's own reference below ``out``, the site's root, in three formats."""
    works = [citation.csl(url)]
    (out / FILES).parent.mkdir(parents=True, exist_ok=True)
    for ending, text in (
        ("json", referenceformats.csl_json(works)),
        ("bib", referenceformats.bibtex(works)),
        ("ris", referenceformats.ris(works)),
    ):
        (out / f"{FILES}.{ending}").write_text(text, encoding="utf-8", newline="")


def maker(citation: Citation, url: str) -> Maker:
    """Return what fills ``cite-this``: the reference, version and date, BibTeX and RIS."""
    work = citation.csl(url)
    entry = harvard.entries([work])[_KEY]
    day = shown(citation.date)

    def write(root: str) -> str:
        files = f"{root}{FILES}"
        return (
            '<div class="pi-cite-this">\n'
            f'<p class="pi-cite-this__reference">{entry.html}</p>\n'
            f"<p>Version {html.escape(citation.version)}, {day}.</p>\n"
            + _code("BibTeX", f"{files}.bib", referenceformats.bibtex([work]))
            + _code("RIS", f"{files}.ris", referenceformats.ris([work]))
            + f'<p><a href="{files}.json" download="citation.json">Download CSL-JSON</a></p>\n'
            "</div>"
        )

    return write


def byline(citation: Citation) -> Maker:
    """Return what fills ``byline``: who wrote the work, when, and which version it is."""
    names = html.escape(", ".join(citation.authors))
    version = html.escape(citation.version)
    line = f'<p class="pi-byline">{names}, {shown(citation.date)}. Version {version}.</p>'
    return lambda _root: line


def _code(title: str, address: str, text: str) -> str:
    """Return a text to copy, under the link to its file."""
    name = address.rpartition("/")[2]
    lines = html.escape(text.replace("\r\n", "\n").strip(), quote=False)
    return (
        f'<p><a href="{address}" download="{name}">Download {title}</a></p>\n'
        f'<pre class="pi-cite-this__code"><code>{lines}</code></pre>\n'
    )
