from __future__ import annotations

import pytest
from lxml import etree

from sitegen import policy, xhtml

HTML = "{http://www.w3.org/1999/xhtml}"


def head_of(source: str, *, answers: bool = False):
    page = f"<!doctype html><html lang=en><head>{source}</head><body></body></html>"
    return list(etree.fromstring(xhtml.to_xhtml(page, answers=answers)).find(f"{HTML}head"))


def test_the_policy_stands_right_after_the_charset_and_before_everything_else():
    head = head_of('<link rel=icon href=i><title>t</title><meta charset="utf-8">')
    assert [element.tag.removeprefix(HTML) for element in head] == ["meta", "meta", "link", "title"]
    assert head[0].get("charset") == "utf-8"
    assert head[1].get("http-equiv") == "Content-Security-Policy"


def test_a_page_of_prose_may_run_scripts_of_the_site_and_nothing_else():
    assert policy.content(answers=False) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_a_page_that_takes_answers_may_also_run_python_in_a_blob_worker():
    assert policy.content(answers=True) == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("script", ["<script>a()</script>", "<script type=module>a()</script>"])
def test_an_inline_script_is_refused_wherever_it_comes_from(script):
    with pytest.raises(xhtml.XhtmlError, match="inline script: the page's policy blocks it"):
        head_of(f'<meta charset="utf-8">{script}')


def test_a_block_of_data_is_no_script():
    head = head_of(
        '<meta charset="utf-8"><script type="application/json">{}</script>'
        '<script type="application/ld+json">{}</script>'
    )
    assert "script-src 'self';" in head[1].get("content")
