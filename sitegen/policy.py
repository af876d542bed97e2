"""The Content-Security-Policy that every page carries in a meta element.

A static host may send no headers, so the page itself says what it may do. The
directives and why each stands here: see "Privacy" on the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["HTML", "content", "insert"]

HTML = "{http://www.w3.org/1999/xhtml}"
"""The namespace as lxml writes it before a name."""


def content(*, answers: bool) -> str:
    """Return the policy text. No inline script may run, so it names no hash of one.

    A page that takes answers may compile WebAssembly and start a worker from a
    ``blob:`` URL, which inherits this policy; no other page may.
    """
    script = ["'self'", *(["'wasm-unsafe-eval'"] if answers else [])]
    worker = "'self' blob:" if answers else "'self'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(script)}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            f"worker-src {worker}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def insert(root: Element, *, answers: bool) -> None:
    """Put the policy right after the charset, before anything that it should cover."""
    head = root.find(f"{HTML}head")
    if head is None:
        raise ValueError("a page without a head")
    charset = next(m for m in head.iter(f"{HTML}meta") if m.get("charset") is not None)
    head.remove(charset)
    meta = etree.Element(f"{HTML}meta")
    meta.set("http-equiv", "Content-Security-Policy")
    meta.set("content", content(answers=answers))
    charset.tail = meta.tail = "\n    "
    head.text = "\n    "
    head.insert(0, charset)
    head.insert(1, meta)
