from __future__ import annotations

from benchmarks import pages


def test_both_sites_are_built_once_and_measured_twice(tmp_path, monkeypatch):
    ours, stock = tmp_path / "site", tmp_path / "stock"
    for folder, size in ((ours, 2000), (stock, 4000)):
        folder.mkdir()
        (folder / "a.html").write_bytes(b"a" * size)
        (folder / "404.html").write_bytes(b"a")
    (ours / "print.html").write_bytes(b"a")
    builds = []

    class Project:
        site = ours

        @classmethod
        def at(cls, _root):
            return cls()

    monkeypatch.setattr(pages.stages, "Project", Project)
    monkeypatch.setattr(pages.stages, "build", lambda *_: builds.append("ours"))
    monkeypatch.setattr(pages, "_stock", lambda *_: builds.append("stock") or stock)
    figures = pages.run()
    assert builds == ["ours", "stock"]
    assert figures[0].value == 0.5
    assert [figure.name for figure in figures][1::2] == [
        "Heaviest page against stock: a.html",
        "Heaviest page against stock, gzip: a.html",
    ]
