from __future__ import annotations

import hashlib
import json

from lxml import etree

from sitegen import validation
from sitegen.problems import Problem

PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
    '<body><a href="b">b</a><a id="c">c</a></body></html>'
)
TOOL = validation.Tool(name="Checker", version="1 < 2", checks="pages")


def test_each_file_is_recorded_with_its_fingerprint_and_counts(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "s.css").write_text("p {}", encoding="utf-8")
    problem = Problem(path="site/a.html", line=1, column=1, code="x", message="y")
    page, sheet = validation.record(tmp_path, [tmp_path / "s.css", tmp_path / "a.html"], [problem])
    assert page.path == "a.html"
    assert page.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert (page.elements, page.links, page.findings, page.bytes) == (6, 1, 1, len(PAGE))
    assert (sheet.path, sheet.elements, sheet.findings) == ("s.css", 0, 0)


def test_table_and_json_hold_the_same_files(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    files = validation.record(tmp_path, [tmp_path / "a.html"], [])
    data = json.loads(validation.report_json([TOOL], files))
    table = etree.fromstring(validation.report_table([TOOL], files))
    assert data["tools"] == [{"name": "Checker", "version": "1 < 2", "checks": "pages"}]
    cells = ["".join(cell.itertext()) for cell in table.findall(".//tbody")[1].iter("th", "td")]
    (entry,) = data["files"]
    assert cells == [
        entry["path"],
        str(entry["findings"]),
        str(entry["elements"]),
        str(entry["links"]),
        str(entry["bytes"]),
        entry["sha256"],
    ]
