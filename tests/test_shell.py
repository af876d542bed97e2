from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sitegen import shell

ROOT = Path(__file__).parents[1]


EXTRA = "extra:\n  report_errors: mailto:a@b.cy\n  contact: https://b.cy\n"


def config(tmp_path, text=f"site_name: S\n{EXTRA}"):
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return tmp_path / "mkdocs.yml"


def test_settings_come_from_the_configuration(tmp_path):
    found = shell.settings(config(tmp_path))
    assert (found.name, found.url, found.framework) == ("S", "", "framework")
    assert (found.report_errors, found.contact) == ("mailto:a@b.cy", "https://b.cy")
    assert found.examples == []


@pytest.mark.parametrize("key", ["report_errors", "contact"])
@pytest.mark.parametrize("address", ["", "someone", "http://insecure.example", "javascript:x"])
def test_an_address_that_a_reader_cannot_use_is_refused(tmp_path, key, address):
    extra = {"report_errors": "mailto:a@b.cy", "contact": "mailto:a@b.cy", key: address}
    lines = "".join(f"  {name}: '{value}'\n" for name, value in extra.items())
    with pytest.raises(shell.ShellError) as caught:
        shell.settings(config(tmp_path, f"site_name: S\nextra:\n{lines}"))
    (problem,) = caught.value.problems
    assert caught.value.configuration
    assert (problem.path, problem.message) == ("mkdocs.yml", f"extra.{key} is no address")


def test_addresses_of_examples_are_named_and_never_cited(tmp_path):
    found = shell.settings(
        config(
            tmp_path,
            "site_name: S\nsite_url: https://pi.example/x/\nrepo_url: https://code.cy/pi\n"
            "extra:\n  report_errors: mailto:a@b.example\n  contact: https://b.cy\n",
        )
    )
    assert found.examples == ["site_url", "extra.report_errors"]
    assert (found.url, found.lasting_url) == ("https://pi.example/x/", "")


def test_a_warning_of_the_shell_is_a_fault_and_names_the_page(tmp_path):
    file = config(tmp_path)
    (tmp_path / "docs" / "index.md").write_text("# S\n\n[x](missing.md)\n", encoding="utf-8")
    with pytest.raises(shell.ShellError) as caught:
        shell.render(
            file, docs=tmp_path / "docs", out=tmp_path / "out", nav=["index.md"], css=[], pi={}
        )
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == ("docs/index.md", 3, 5)
    assert "missing.md" in problem.message


def test_one_module_alone_knows_the_shell():
    knowing = {
        file.name
        for file in [*(ROOT / "sitegen").rglob("*.py"), *(ROOT / "scorer").glob("*.py")]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(n.name.startswith("mkdocs") for n in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mkdocs"))
    }
    assert knowing == {"shell.py"}


def test_the_configuration_has_no_hooks_and_no_instant_navigation():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "hooks:" not in text
    assert "- navigation.instant" not in text
