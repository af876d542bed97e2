"""Scripts and other assets, bundled and published under names that hold their hash.

A name that changes with the content lets a host cache for ever, and an open page
never mixes the files of two builds.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sitegen.checks import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NODE_MODULES", "Published", "bundle_css", "bundle_script", "node", "publish"]

NODE_MODULES = Path(__file__).parents[1] / "node_modules"
# Enough to tell versions apart; the manifest holds the whole hash.
_DIGITS = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """A file of the site; the address is relative to the site's root."""

    url: str
    sha256: str
    bytes: int


def publish(site: Path, folder: str, stem: str, suffix: str, data: bytes) -> Published:
    """Write ``data`` to ``folder/stem.<hash>suffix`` below the site."""
    digest = hashlib.sha256(data).hexdigest()
    url = f"{folder}/{stem}.{digest[:_DIGITS]}{suffix}"
    target = site / url
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return Published(url=url, sha256=digest, bytes=len(data))


def bundle_script(entry: Path, fmt: Literal["iife", "esm"]) -> bytes:
    """Return the script with all that it imports, minified.

    Raises ToolError, with esbuild's own message, when it cannot be bundled.
    """
    esbuild = NODE_MODULES / "esbuild" / "bin" / "esbuild"
    if not esbuild.is_file():
        raise ToolError("esbuild is missing: run `make site`, which installs it.")
    done = subprocess.run(
        [
            *(node(), str(esbuild), str(entry), "--bundle", f"--format={fmt}"),
            *("--minify", "--target=es2022", "--charset=utf8", "--legal-comments=none"),
            "--log-level=warning",
        ],
        capture_output=True,
        check=False,
    )
    if done.returncode or done.stderr:
        raise ToolError(f"esbuild: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def bundle_css(files: Iterable[Path], after: str = "") -> bytes:
    """Return the style sheets one after the other, and ``after`` as the last word."""
    return b"\n".join([*(file.read_bytes() for file in files), after.encode()])


def node() -> str:
    """Return the path of the locked Node; raises ToolError when it is not installed."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which("node", path=os.pathsep.join([beside, os.environ.get("PATH", "")]))
    if found is None:
        raise ToolError("Node is missing: run `make site`, which installs it.")
    return found
