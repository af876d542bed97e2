"""Works in the formats that reference managers read: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Csl = Mapping[str, Any]

__all__ = ["bibtex", "csl_json", "ris"]

_BIBTEX_TYPES: Final = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}
"""All other types are ``misc``."""

_BIBTEX_FIELDS: Final = {
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "page": "pages",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "address",
    "genre": "type",
    "event": "howpublished",
    "DOI": "doi",
    "URL": "url",
}
_RIS_TYPES: Final = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "webpage": "ELEC",
    "speech": "SLIDE",
    "legislation": "STAT",
}
_RIS_FIELDS: Final = {
    "title": "TI",
    "container-title": "T2",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "event": "T2",
    "DOI": "DO",
    "URL": "UR",
}
# BibTeX sets what is between braces as it stands; these signs mean something to LaTeX.
_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_"},
}


def csl_json(works: Sequence[Csl]) -> str:
    """Return a JSON list, as most reference managers read it."""
    return json.dumps([dict(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def bibtex(works: Sequence[Csl]) -> str:
    """Return a BibTeX file in UTF-8; a work's id is its key."""
    return "\n".join(_bibtex(work) for work in works)


def _bibtex(work: Csl) -> str:
    kind = _BIBTEX_TYPES.get(work["type"], "misc")
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(work, kind))
    return f"@{kind}{{{work['id']},\n{lines}}}\n"


def _bibtex_fields(work: Csl, kind: str) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor"):
        if role in work:
            yield role, " and ".join(_bibtex_name(name) for name in work[role])
    if year := _year(work):
        yield "year", year
    for field, name in _BIBTEX_FIELDS.items():
        if field in work:
            yield _bibtex_field(kind, field, name, str(work[field]))
    if note := _note(work):
        yield "note", _latex(note)


def _bibtex_field(kind: str, field: str, name: str, value: str) -> tuple[str, str]:
    """Return a field's name and value; ``field`` is CSL's name for it."""
    if field in {"DOI", "URL"}:
        return name, value
    if field == "title":
        # Inner braces keep the capitals that a style would take away.
        return name, f"{{{_latex(value)}}}"
    if field == "page":
        return name, value.replace("–", "--")
    if kind == "incollection" and field == "container-title":
        name = "booktitle"
    if kind == "techreport" and field == "publisher":
        name = "institution"
    return name, _latex(value)


def _bibtex_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        # Braces: else "and" and commas would cut an organisation's name in two.
        return f"{{{_latex(name['literal'])}}}"
    return f"{_latex(name['family'])}, {_latex(name['given'])}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


def ris(works: Sequence[Csl]) -> str:
    """Return a RIS file; its lines end as the format wants, with CR and LF."""
    return "".join(f"{line}\r\n" for work in works for line in _ris(work))


def _ris(work: Csl) -> Iterator[str]:
    yield f"TY  - {_RIS_TYPES.get(work['type'], 'GEN')}"
    yield f"ID  - {work['id']}"
    for role, tag in (("author", "AU"), ("editor", "ED")):
        for name in work.get(role, ()):
            yield f"{tag}  - {name.get('literal') or '{family}, {given}'.format(**name)}"
    if year := _year(work):
        yield f"PY  - {year}"
    for field, tag in _RIS_FIELDS.items():
        if field in work:
            yield f"{tag}  - {work[field]}"
    if "page" in work:
        first, _, last = work["page"].partition("–")
        yield f"SP  - {first}"
        if last:
            yield f"EP  - {last}"
    if note := _note(work):
        yield f"N1  - {note}"
    yield "ER  - "


def _year(work: Csl) -> str:
    """Return the year; empty when there is none, or only words about it."""
    parts = work.get("issued", {}).get("date-parts")
    return str(parts[0][0]) if parts else ""


def _note(work: Csl) -> str:
    """Return the note, after what words say of the year: managers want digits for a year."""
    about = work.get("issued", {}).get("literal", "")
    return ". ".join(filter(None, [about[:1].upper() + about[1:], work.get("note", "")]))
