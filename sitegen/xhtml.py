"""Turns a rendered page into polyglot XHTML5: the same bytes work as HTML and as XHTML.

The theme writes HTML for browsers. html5lib reads it as they do; lxml writes it
as XML; what the two syntaxes read differently is mended between.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import html5lib
from html5lib.constants import DataLossWarning
from lxml import etree

from sitegen import policy, themefaults

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["XhtmlError", "parse", "serialise", "to_xhtml"]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XMLNS = "{http://www.w3.org/2000/xmlns/}"

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)
# Types of a script element that holds data, which no policy blocks.
DATA = frozenset({"application/json", "application/ld+json"})
# The Nu checker allows autocomplete on text fields only.
NO_AUTOCOMPLETE = frozenset({"radio", "checkbox"})


class XhtmlError(ValueError):
    """A page that cannot be written so that HTML and XHTML agree."""


def to_xhtml(html: str, *, answers: bool = False) -> bytes:
    """Return the page as UTF-8 polyglot XHTML5 that carries its own policy.

    ``answers`` says that the page takes answers and therefore runs Python.
    Raises XhtmlError for inline code or markup that would differ between the syntaxes.
    """
    root = parse(html)
    policy.insert(root, answers=answers)
    return serialise(root)


def parse(html: str) -> Element:
    """Parse as a browser would, without what XHTML refuses; names keep their namespaces."""
    with warnings.catch_warnings():
        # A name that XML cannot spell would be respelt silently.
        warnings.simplefilter("error", DataLossWarning)
        try:
            document = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=True)
        except DataLossWarning as error:
            raise XhtmlError(f"a name that XML does not allow: {error}") from error
    root = document.getroot()
    _mend(root)
    themefaults.mend(root)
    return _with_default_namespaces(root)


def serialise(root: Element) -> bytes:
    """Return the bytes of a page; `html`, `svg` and `math` declare their namespace themselves."""
    root.set(XML_LANG, root.get("lang") or "en")
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name not in VOID and element.text is None and len(element) == 0:
            # `<div/>` opens an element in HTML: write `<div></div>`.
            element.text = ""
    text = etree.tostring(root, encoding="unicode", method="xml")
    # HTML alone drops a line break after `<pre>`; XML alone writes a carriage return's number.
    if re.search(r"<(?:pre|textarea)[^>]*>\n", text) or "&#13;" in text:
        raise XhtmlError("a line break that HTML and XHTML read differently")
    return ("<!DOCTYPE html>\n" + text + "\n").encode()


def _with_default_namespaces(element: Element, parent: Element | None = None) -> Element:
    """Copy a tree so that no element needs a prefix; lxml cannot change one in place."""
    namespaces = {None: etree.QName(element).namespace}
    if parent is None:
        copy = etree.Element(element.tag, nsmap=namespaces)  # type: ignore[arg-type]
    else:
        copy = etree.SubElement(parent, element.tag, nsmap=namespaces)  # type: ignore[arg-type]
    for key, value in element.attrib.items():
        copy.set(key, value)
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        _with_default_namespaces(child, copy)
    return copy


def _mend(root: Element) -> None:
    """Take out what XHTML refuses, and refuse what our own policy would block."""
    for comment in list(root.iter(etree.Comment)):
        _drop(comment)
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        if name == "noscript":
            _drop(element)
            continue
        _mend_attributes(element, name)
        if name == "script" and element.get("src") is None and element.get("type") not in DATA:
            raise XhtmlError("inline script: the page's policy blocks it; put it into a file")
        if name in {"script", "style"} and re.search(r"[<&]|\]\]>", element.text or ""):
            raise XhtmlError(f"inline <{name}> with < or & reads differently in HTML and XHTML")


def _mend_attributes(element: Element, name: str) -> None:
    """Drop the theme's invalid attributes; refuse inline styles and handlers."""
    for key in list(element.attrib):
        plain = str(key)
        alignment = re.fullmatch(r"text-align: ?(left|center|right);?", str(element.attrib[key]))
        if plain == "style" and alignment:
            # Python-Markdown aligns table cells so; the policy allows a class only.
            del element.attrib[key]
            element.set("class", f"{element.get('class', '')} pi-{alignment[1]}".strip())
        elif plain == "style":
            raise XhtmlError(f"style attribute on <{name}>: the page's policy blocks it")
        if plain.startswith("on"):
            raise XhtmlError(f"{plain} handler on <{name}>: the page's policy blocks it")
        if plain == "xmlns" or plain.startswith(XMLNS):
            del element.attrib[key]
    choice = name == "input" and element.get("type") in NO_AUTOCOMPLETE
    if choice and "autocomplete" in element.attrib:
        del element.attrib["autocomplete"]
    if element.get("tabindex") == "":
        del element.attrib["tabindex"]


def _drop(element: Element) -> None:
    """Remove a node and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
