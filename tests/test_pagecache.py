from __future__ import annotations

import pytest

from sitegen import pagecache, xhtml

PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>a</title></head>"
    "<body><p>{}</body></html>"
)


@pytest.fixture
def made(monkeypatch):
    """The pages that were really made, in order."""
    pages = []
    real = xhtml.to_xhtml

    def record(html, *, answers=False):
        pages.append((html, answers))
        return real(html, answers=answers)

    monkeypatch.setattr(pagecache.xhtml, "to_xhtml", record)
    return pages


def test_a_page_is_made_once_and_is_the_same_from_the_cache(tmp_path, made):
    html = PAGE.format("one")
    first = pagecache.PageCache(tmp_path / "pages").to_xhtml(html, answers=False)
    again = pagecache.PageCache(tmp_path / "pages").to_xhtml(html, answers=False)
    assert first == again == xhtml.to_xhtml(html)
    assert b"<p>one</p>" in first
    assert made == [(html, False), (html, False)]


@pytest.mark.parametrize(
    ("html", "answers"), [(PAGE.format("two"), False), (PAGE.format("one"), True)]
)
def test_other_words_or_another_policy_make_another_page(tmp_path, made, html, answers):
    cache = pagecache.PageCache(tmp_path)
    cache.to_xhtml(PAGE.format("one"), answers=False)
    assert cache.to_xhtml(html, answers=answers) == xhtml.to_xhtml(html, answers=answers)
    assert len(made) == 3


def test_other_code_makes_every_page_anew(tmp_path, made, monkeypatch):
    pagecache.PageCache(tmp_path).to_xhtml(PAGE, answers=False)
    monkeypatch.setattr(pagecache, "_fingerprint", lambda: "other")
    pagecache.PageCache(tmp_path).to_xhtml(PAGE, answers=False)
    assert len(made) == 2


def test_pages_that_nobody_asked_for_are_forgotten(tmp_path):
    earlier = pagecache.PageCache(tmp_path)
    earlier.to_xhtml(PAGE.format("one"), answers=False)
    earlier.to_xhtml(PAGE.format("two"), answers=False)
    cache = pagecache.PageCache(tmp_path)
    cache.to_xhtml(PAGE.format("two"), answers=False)
    (tmp_path / "abc.half").write_bytes(b"")
    cache.tidy()
    assert len(list(tmp_path.iterdir())) == 1


def test_a_page_at_fault_is_told_and_not_kept(tmp_path):
    cache = pagecache.PageCache(tmp_path)
    with pytest.raises(xhtml.XhtmlError, match="style attribute"):
        cache.to_xhtml(PAGE.format("<b style='color: red'>x</b>"), answers=False)
    assert list(tmp_path.iterdir()) == []
