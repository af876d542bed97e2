"""The preview: serves the built site, rebuilds on every change, reloads the reader's page.

Changed content, templates, styles and scripts are rebuilt in this process. From the first
change of Python or of a schema on, what this process has loaded is out of date, so each
build runs as a command.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import watchfiles

from sitegen import console, problems, sources, stages
from sitegen.checks import ToolError
from sitegen.files import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.stages import Project

__all__ = ["MIME_TYPES", "PortInUseError", "Version", "follow", "serve"]

MIME_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".xhtml": "application/xhtml+xml; charset=utf-8",
}

RELOAD_PATH = "/__preview/"
# An external script: the pages' own policy allows no inline code, here neither.
RELOAD_SCRIPT = b"""\
(function poll(seen) {
  fetch("/__preview/version?" + seen)
    .then(function (answer) { return answer.text(); })
    .then(function (now) {
      if (seen && now !== seen) location.reload();
      else poll(now);
    })
    .catch(function () { setTimeout(poll, 1000, seen); });
})("");
"""


class PortInUseError(Exception):
    """Another program listens on the port."""


class Version:
    """Counts builds; readers wait for the next one."""

    def __init__(self) -> None:
        self.number = 1
        self._changed = threading.Condition()

    def next(self) -> None:
        """Count a build, and wake who waits."""
        with self._changed:
            self.number += 1
            self._changed.notify_all()

    def wait(self, seen: str) -> str:
        """Return the number once it differs from ``seen``, or after half a minute."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.number) != seen, timeout=30)
            return str(self.number)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with right types, never cached, and adds the reload script to pages."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | MIME_TYPES

    def __init__(self, *args: object, version: Version, directory: str, **kwargs: object) -> None:
        self._version = version
        super().__init__(*args, directory=directory, **kwargs)  # type: ignore[arg-type]

    def handle(self) -> None:
        """Answer, unless the reader has left: a page that reloads stops waiting for a version."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer with a file, the reload script or the number of the newest build."""
        if self.path.startswith(RELOAD_PATH + "version"):
            self._send(self._version.wait(self.path.partition("?")[2]).encode(), "text/plain")
        elif self.path.startswith(RELOAD_PATH):
            self._send(RELOAD_SCRIPT, MIME_TYPES[".js"])
        else:
            file = Path(self.translate_path(self.path))
            if urlsplit(self.path).path.endswith("/"):
                file /= "index.html"
            if file.suffix == ".html" and file.is_file():
                self._send_page(file, 200)
            elif not file.exists():
                self._send_page(Path(self.directory) / "404.html", 404)
            else:
                # A file, or a folder without its slash, which the reader is sent to with one.
                super().do_GET()

    def _send_page(self, file: Path, status: int) -> None:
        try:
            page = file.read_bytes()
        except FileNotFoundError:
            # The first build is under way.
            self._send(b"The site is being built: reload in a moment.", "text/plain", 503)
            return
        script = b'<script src="' + RELOAD_PATH.encode() + b'reload.js"></script></body>'
        self._send(page.replace(b"</body>", script), MIME_TYPES[".html"], status)

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Forbid caching: the next build changes the files."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: requests are no news."""


def serve(project: Project, reporter: console.Reporter, port: int) -> None:
    """Build and serve until interrupted; raises PortInUseError."""
    version = Version()
    handler = partial(_Handler, version=version, directory=str(project.site))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise PortInUseError(f"port {port} on 127.0.0.1: {error.strerror}") from error
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _rebuild(project, reporter)
    reporter.say(f"Preview on http://127.0.0.1:{port}/ (unchecked); Ctrl+C ends it.")
    try:
        follow(project, reporter, version, _changes(project))
    except KeyboardInterrupt:
        server.shutdown()


def follow(
    project: Project, reporter: console.Reporter, version: Version, saves: Iterable[list[Path]]
) -> None:
    """Rebuild after each save, and tell the readers."""
    outdated = False
    for changed in saves:
        outdated = outdated or any(file.suffix in {".py", ".json"} for file in changed)
        if outdated:
            command = [sys.executable, str(project.root / "build.py"), "build", "--no-checks"]
            subprocess.run(command, check=False)
        else:
            _rebuild(project, reporter)
        version.next()


def _changes(project: Project) -> Iterator[list[Path]]:
    """Yield the files of each save, until interrupted."""
    folders = [
        *(_framework(project), project.docs, project.root / "scorer", Path(__file__).parent),
    ]
    # An editor that saves by putting a new file in place ends the watch of a single file.
    stamp = _stamp(project.config)
    for changes in watchfiles.watch(
        *folders,
        watch_filter=_is_source,
        debounce=200,
        rust_timeout=500,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        changed = [Path(path) for _, path in changes]
        before, stamp = stamp, _stamp(project.config)
        if stamp != before:
            changed.append(project.config)
        if changed:
            yield changed


def _framework(project: Project) -> Path:
    """Return the framework's folder, as far as the configuration can be read."""
    try:
        return project.root / sources.settings(project).framework
    except stages.BuildError:
        return project.root / "framework"


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        # An editor has it in hand: the next look finds it.
        return 0


def _is_source(_change: watchfiles.Change, path: str) -> bool:
    """Say whether a changed file is one that a person edits."""
    file = Path(path)
    made = file.name == "framework.json" or "__pycache__" in file.parts
    return not made and not texts.leftover(file.name)


def _rebuild(project: Project, reporter: console.Reporter) -> None:
    """Build without the checks; on a fault say it and keep the site that was there."""
    try:
        stages.build(project, console.Reporter(quiet=True), checked=False)
    except stages.BuildError as error:
        reporter.say(problems.as_text(error.problems))
        reporter.say("The preview shows the site as it was.")
    except ToolError as error:
        # A slip in a script is reported by the bundler; the next save mends it.
        reporter.say(f"{error}\nThe preview shows the site as it was.")
    else:
        reporter.say("Built.")
