"""The front door, as a person calls it. Nothing imports it, so every test runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments, at=ROOT, **environment):
    return subprocess.run(
        [sys.executable, str(at / "build.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def copy_sources(folder):
    for name in ("framework", "scorer", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("build.py", "mkdocs.yml", "pyproject.toml", "CITATION.cff", "CHANGELOG.md"):
        shutil.copyfile(ROOT / name, folder / name)


@pytest.fixture
def spoilt(tmp_path):
    """A copy whose framework has one unknown key."""
    copy_sources(tmp_path)
    (tmp_path / "sitegen").symlink_to(ROOT / "sitegen")
    file = tmp_path / "framework" / "framework.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\ncolour: red\n", encoding="utf-8")
    line = len(file.read_text(encoding="utf-8").splitlines())
    return tmp_path, line


def test_help_teaches_commands_examples_and_exit_status():
    text = run("--help").stdout
    for word in ("build", "check", "serve", "examples:", "exit status:", "--format"):
        assert word in text


def test_sources_without_a_fault_exit_0_and_print_no_finding():
    result = run("check")
    assert (result.returncode, result.stdout) == (0, "")
    assert "48" in result.stderr


def test_a_finding_exits_1_with_file_line_and_column(spoilt):
    root, line = spoilt
    result = run("check", at=root)
    assert result.returncode == 1
    assert result.stdout.startswith(f"framework/framework.yml:{line}:1: unknown-key: ")


def test_findings_can_be_read_by_a_program(spoilt):
    root, line = spoilt
    (problem,) = json.loads(run("check", "--format", "json", at=root).stdout)
    assert (problem["path"], problem["line"]) == ("framework/framework.yml", line)
    assert json.loads(run("check", "--format", "json").stdout) == []


def test_findings_can_be_annotations(spoilt):
    root, line = spoilt
    text = run("check", "--format", "github", at=root).stdout
    assert text.startswith(f"::error file=framework/framework.yml,line={line},col=1,")


def test_an_option_counts_before_the_command_too(spoilt):
    root, _ = spoilt
    result = run("--format", "json", "check", at=root)
    assert [problem["code"] for problem in json.loads(result.stdout)] == ["unknown-key"]


def test_one_problem_is_not_called_problems(spoilt):
    root, _ = spoilt
    assert run("check", at=root).stderr == "1 problem; the site stays as it was.\n"


@pytest.mark.parametrize("port", ["0", "65536", "99999", "-1", "eighty"])
def test_a_port_that_cannot_be_exits_2(port):
    result = run("serve", f"--port={port}")
    assert result.returncode == 2
    assert result.stderr.endswith(f"argument --port: {port!r} is no number from 1 to 65535\n")


def test_a_wrong_option_exits_2():
    result = run("--colour")
    assert result.returncode == 2
    assert "unrecognized arguments: --colour" in result.stderr


def test_a_missing_package_exits_3_and_says_what_to_do():
    result = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "build.py"), "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 3
    assert "run `make site`" in result.stderr


def test_a_missing_tool_exits_3_and_says_what_to_do(tmp_path):
    copy_sources(tmp_path)
    # Node's packages are looked for beside sitegen, so this copy has none.
    shutil.copytree(ROOT / "sitegen", tmp_path / "sitegen")
    result = run(at=tmp_path, PYTHONPATH=str(tmp_path))
    assert result.returncode == 3
    assert result.stderr.endswith(
        "error: Pyodide is missing: run `make site`, which installs it.\n"
    )


def test_off_a_terminal_there_is_no_colour():
    result = run("check", FORCE_COLOR="", NO_COLOR="1")
    assert "\x1b" not in result.stderr + result.stdout
