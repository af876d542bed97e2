"""A static host for the tests, which can be told to misbehave."""

from __future__ import annotations

import http.server
import mimetypes
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What a careful host sends; .js as nginx does.
TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html"}
PAGE_OF_A_CAPTIVE_PORTAL = b"<!doctype html><title>Welcome to our WiFi</title>"


class Host(http.server.ThreadingHTTPServer):
    """Serves a folder on a free port and keeps a log.

    ``faults`` maps a part of a path to what is wrong with it: ``missing``, ``broken``
    (500), ``cut`` (half, then the connection ends), ``short`` (half, as if whole),
    ``html``, ``untyped``, ``silent`` (never answers), ``stuck`` (half, then nothing).
    ``once`` is the same for one request only. ``replaced`` maps a part of a path to
    other bytes, and ``replaced_once`` does for one request.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: dict[str, str] = {}
        self.once: dict[str, str] = {}
        self.replaced: dict[str, bytes] = {}
        self.replaced_once: dict[str, bytes] = {}
        self.log: list[str] = []
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_):
        """A browser that hangs up is part of the tests."""


class Answer(http.server.BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self):
        host = self.server
        host.log.append(self.path)
        path = self.path.partition("?")[0].lstrip("/")
        file = host.folder / path
        fault = find(host.faults, path) or find(host.once, path, take=True)
        data = find(host.replaced_once, path, take=True) or find(host.replaced, path)
        self.cache = "no-store" if fault or data else "max-age=600"
        if data is None and file.is_file():
            data = file.read_bytes()
        if fault == "silent":
            host.over.wait(60)
            self.close_connection = True
        elif data is None or fault == "missing":
            self.reply(404, b"not found", "text/plain")
        elif fault == "broken":
            self.reply(500, b"broken", "text/plain")
        elif fault == "html":
            self.reply(200, PAGE_OF_A_CAPTIVE_PORTAL, "text/html")
        else:
            self.send_file(file, data, fault)

    # A way out may use any method; the log must show it.
    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

    def send_file(self, file, data, fault):
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        if fault == "untyped" or not kind:
            kind = "application/octet-stream"
        half = data[: len(data) // 2]
        if fault == "short":
            self.reply(200, half, kind)
        elif fault in {"cut", "stuck"}:
            self.reply(200, half, kind, length=len(data))
            if fault == "stuck":
                self.server.over.wait(60)
            self.close_connection = True
        else:
            self.reply(200, data, kind)

    def reply(self, status, data, kind, length=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", self.cache)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def find(table, path, *, take=False):
    """Return what the table says about the path, and forget it when told to take it."""
    for part in table:
        if part in path:
            return table.pop(part) if take else table[part]
    return None


@contextmanager
def serving(folder):
    """Serve a folder while the block runs."""
    host = Host(folder)
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield host
    finally:
        host.over.set()
        host.shutdown()
        thread.join()
        host.server_close()
