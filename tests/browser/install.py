"""Finds a Chromium for the browser tests, or installs one; prints which."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

DEBIAN = Path("/usr/bin/chromium")
APT = (["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"])
PLAYWRIGHT = ([sys.executable, "-m", "playwright", "install", "chromium"],)


def found() -> str | None:
    """Return which Chromium the tests use, installed first where there was none."""
    if DEBIAN.exists():
        return f"{DEBIAN}"
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if as_root and shutil.which("apt-get") and ran(APT) and DEBIAN.exists():
        return f"{DEBIAN}, now installed"
    return "Playwright's own" if ran(PLAYWRIGHT) else None


def ran(commands: tuple[list[str], ...]) -> bool:
    """Run the commands quietly until one fails."""
    return all(
        subprocess.run(command, capture_output=True, check=False).returncode == 0
        for command in commands
    )


if __name__ == "__main__":
    chromium = found()
    missing = "none: install one as /usr/bin/chromium, then run `make test` again"
    sys.stdout.write(f"Chromium for the browser tests: {chromium or missing}\n")
    raise SystemExit(chromium is None)
