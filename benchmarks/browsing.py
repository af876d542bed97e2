"""A Chromium and a host of static files, for the figures that are measured in a browser."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

__all__ = ["chromium", "serving"]

DEBIAN = Path("/usr/bin/chromium")
FLAGS = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium; Debian's where it is installed."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(DEBIAN) if DEBIAN.exists() else None,
            # Chromium refuses its sandbox to root.
            args=[*FLAGS, *(["--no-sandbox"] if as_root else [])],
        )
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


class _Compressing(_Quiet):
    """Sends text in Brotli, and lets browsers keep what has a hash in its name."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.suffix not in COMPRESSED or not file.is_file():
            super().do_GET()
            return
        data = _brotli(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(data)


COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


@functools.cache
def _brotli(file: Path) -> bytes:
    # Quality 5 is what hosts use for pages that they compress as they send them.
    return brotli.compress(file.read_bytes(), quality=5)


@contextmanager
def serving(folder: Path, *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder on loopback and give its address."""
    handler = functools.partial(_Compressing if compressed else _Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
