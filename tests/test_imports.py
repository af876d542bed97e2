"""Imports run one way: build.py -> sitegen -> scorer -> standard library."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("file", sorted((ROOT / "scorer").glob("*.py")), ids=lambda f: f.name)
def test_the_scorer_needs_the_standard_library_and_for_reports_jinja2(file):
    others = set(imported(file)) - sys.stdlib_module_names - {"scorer"}
    allowed = {"jinja2", "markupsafe"} if file.name in ("report.py", "render.py") else set()
    assert others <= allowed


@pytest.mark.parametrize("file", sorted((ROOT / "sitegen").rglob("*.py")), ids=str)
def test_the_generator_imports_no_tests_and_no_front_door(file):
    assert not {"build", "tests", "benchmarks"} & set(imported(file))


def test_nothing_imports_the_front_door():
    folders = ["scorer", "sitegen", "tests", "benchmarks"]
    importing = [
        file.name
        for folder in folders
        for file in (ROOT / folder).rglob("*.py")
        if "build" in set(imported(file))
    ]
    assert importing == []
