"""The preview, as a person uses it: `build.py serve` beside an editor and a browser."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen import console, preview, stages

ROOT = Path(__file__).parents[1]
# Generous: it only ends a test that would hang.
PATIENCE = 180


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A running preview of a copy of the sources."""

    root: Path
    port: int
    log: Path

    def get(self, address, timeout=PATIENCE):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def version(self, seen="", timeout=PATIENCE):
        return self.get(f"/__preview/version?{seen}", timeout)[2].decode()

    def edit(self, path, old, new):
        """Save a change, and again while nobody notices: watching may have to begin first."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        seen = self.version()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            file.write_text(text.replace(old, new), encoding="utf-8")
            try:
                return self.version(seen, timeout=10)
            except TimeoutError:
                continue
        raise AssertionError(self.said())

    def wait(self, met):
        """Wait for what a change brings: the build just noticed may be one that it came after."""
        deadline = time.monotonic() + PATIENCE
        while True:
            seen = self.version()
            if met():
                return
            assert time.monotonic() < deadline, self.said()
            self.version(seen)

    def shows(self, text, address="/index.html"):
        return text.encode() in self.get(address)[2]

    def said(self):
        return self.log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    for folder in ("framework", "docs", "scorer", ".cache"):
        shutil.copytree(ROOT / folder, root / folder)
    for folder in ("sitegen", "node_modules"):
        (root / folder).symlink_to(ROOT / folder)
    for file in ("build.py", "mkdocs.yml", "pyproject.toml", "CITATION.cff", "CHANGELOG.md"):
        shutil.copyfile(ROOT / file, root / file)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Preview(root=root, port=port, log=root / "log.txt")
    with found.log.open("w") as log:
        process = serve(root, port, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + PATIENCE
            while "Preview on" not in found.said():
                assert process.poll() is None, found.said()
                assert time.monotonic() < deadline, found.said()
                time.sleep(0.1)
            yield found
        finally:
            process.terminate()
            process.wait()


def serve(root, port, **streams):
    command = [sys.executable, str(root / "build.py"), "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.Popen(command, cwd=root, env=environment, **streams)


@pytest.mark.parametrize("suffix", sorted(set(preview.MIME_TYPES) - {".html", ".svg", ".xhtml"}))
def test_every_kind_of_file_has_its_type_and_is_never_cached(running, suffix):
    site = running.root / "site"
    file = next(site.rglob(f"*{suffix}"))
    status, headers, body = running.get(f"/{file.relative_to(site).as_posix()}")
    types = {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".wasm": "application/wasm",
    }
    assert (status, headers["Content-Type"]) == (200, types[suffix])
    assert headers["Cache-Control"] == "no-store"
    assert body == file.read_bytes()


def test_a_page_is_the_built_one_with_one_external_script_more(running):
    status, headers, body = running.get("/index.html")
    script = b'<script src="/__preview/reload.js"></script>'
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert body.count(script) == 1
    assert body.replace(script, b"") == (running.root / "site" / "index.html").read_bytes()


def test_the_reload_script_waits_for_the_next_version(running):
    status, headers, body = running.get("/__preview/reload.js")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b"/__preview/version?" in body
    assert b"location.reload()" in body


def test_a_folder_shows_its_index_at_the_address_with_a_slash(running):
    status, headers, _ = running.get("/framework")
    assert (status, headers["Location"]) == (301, "/framework/")
    assert b"<title>" in running.get("/framework/")[2]


@pytest.mark.parametrize("address", ["/nothing.html", "/nothing/", "/../pyproject.toml"])
def test_what_is_not_there_is_the_404_page(running, address):
    status, headers, body = running.get(address)
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b'<script src="/__preview/reload.js"></script>' in body


def test_an_edit_of_yaml_is_rebuilt_and_tells_the_reader(running):
    before = running.version()
    after = running.edit(
        "framework/areas/focus-on-purpose.yml", "title: Focus on purpose", "title: Focus on tests"
    )
    assert after != before
    running.wait(lambda: running.shows("Focus on tests", "/framework/focus-on-purpose/index.html"))


def test_a_fault_is_said_with_its_place_and_the_old_pages_stay(running):
    page = running.get("/index.html")[2]
    sources = (ROOT / "framework" / "framework.yml").read_text(encoding="utf-8")
    line = sources.partition("\nversion:")[0].count("\n") + 2
    running.edit("framework/framework.yml", "\nversion:", "\ncolour: red\nversion:")
    try:
        running.wait(lambda: "The preview shows the site as it was." in running.said())
        assert f"framework/framework.yml:{line}:1: unknown-key:" in running.said()
        assert running.get("/index.html")[2] == page
    finally:
        # The tests that follow need sources without a fault.
        running.edit("framework/framework.yml", "\ncolour: red\n", "\n")
    running.wait(lambda: running.said().rstrip().endswith("Built."))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/index.md", "\n# ", "\n# Rewritten "),
        ("mkdocs.yml", "site_name: ", "site_name: Mended "),
        ("mkdocs.yml", "site_name: Mended ", "site_name: Mended twice "),
    ],
)
def test_an_edit_is_seen_when_the_editor_puts_a_new_file_in_place(running, path, old, new):
    file = running.root / path
    draft = file.with_name("draft.tmp")
    draft.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    draft.replace(file)
    running.wait(lambda: running.shows(new.strip("\n# ").rpartition(": ")[2]))


def test_a_reader_who_leaves_while_waiting_is_no_fault(running):
    with socket.create_connection(("127.0.0.1", running.port)) as reader:
        seen = running.version()
        reader.sendall(f"GET /__preview/version?{seen} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    running.edit("docs/about.md", "# ", "# About: ")
    assert "Traceback" not in running.said()


def test_a_port_in_use_exits_2_and_says_what_to_do(running):
    process = serve(running.root, running.port, stderr=subprocess.PIPE, text=True)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert said.startswith(f"error: port {running.port} on 127.0.0.1: Address already in use\n")
    assert "help: end the other program, or choose another with --port" in said


def test_once_python_has_changed_every_build_runs_in_a_fresh_process(tmp_path, monkeypatch):
    built = []
    monkeypatch.setattr(preview, "_rebuild", lambda *_: built.append("here"))
    monkeypatch.setattr(preview.subprocess, "run", lambda command, **_: built.append(command[1:]))
    version = preview.Version()
    saves = [[Path("docs/index.md")], [Path("scorer/text.py")], [Path("docs/index.md")]]
    project = stages.Project.at(tmp_path)
    preview.follow(project, console.Reporter(quiet=True), version, saves)
    fresh = [str(tmp_path / "build.py"), "build", "--no-checks"]
    assert built == ["here", fresh, fresh]
    assert version.number == 4
