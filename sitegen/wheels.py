"""The wheels that the browser gets: the scorer, jinja2 and markupsafe.

Every wheel is written without compression and with fixed dates, so that its bytes
do not depend on the machine's zlib or clock.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

from sitegen.checks import ToolError

__all__ = ["ROOT", "installed", "project_table", "scorer", "scorer_sources"]

ROOT = Path(__file__).parents[1]
# The browser fetches the codebook apart, so that an edit of the framework needs no new snapshot.
_NOT_IN_WHEEL = "framework.json"
_PURE = "Wheel-Version: 1.0\nGenerator: sitegen\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# What runs natively, or tells about the installation.
_LEFT_OUT = (".c", ".pyc", ".pyi", ".so", ".pyd", "INSTALLER", "RECORD", "REQUESTED", "WHEEL")


def scorer() -> tuple[str, bytes]:
    """Return the file name and the bytes of the scorer's wheel, built by hatchling."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for path, data in scorer_sources().items():
            target = project / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        (project / "pyproject.toml").write_text(project_table(), encoding="utf-8")
        _hatchling(project)
        wheel = next((project / "dist").glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            files = {
                info.filename: archive.read(info)
                for info in archive.infolist()
                if not info.filename.endswith("RECORD")
            }
        return wheel.name, _wheel(files)


def installed(name: str) -> tuple[str, bytes]:
    """Return the file name and the bytes of an installed package as a pure-Python wheel."""
    distribution = metadata.distribution(name)
    folder = f"{name}-{distribution.version}.dist-info"
    files = {f"{folder}/WHEEL": _PURE.encode()}
    for file in distribution.files or ():
        if not file.name.endswith(_LEFT_OUT) and ".." not in file.parts:
            files[file.as_posix()] = Path(str(file.locate())).read_bytes()
    return f"{name}-{distribution.version}-py3-none-any.whl", _wheel(files)


def scorer_sources() -> dict[str, bytes]:
    """Return the scorer's files by their path below the root, without the codebook."""
    return {
        file.relative_to(ROOT).as_posix(): file.read_bytes()
        for file in sorted((ROOT / "scorer").rglob("*"))
        if file.is_file() and file.name != _NOT_IN_WHEEL and "__pycache__" not in file.parts
    }


def project_table() -> str:
    """Return a pyproject.toml for the browser's wheel: without README, with jinja2."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    kept = {key: table[key] for key in ("name", "description", "requires-python", "license")}
    kept["dependencies"] = table["optional-dependencies"]["report"]
    # A JSON text or list of texts is also TOML.
    lines = [f"{key} = {json.dumps(value)}" for key, value in kept.items()]
    return "\n".join(
        [
            *('[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"',),
            *("[project]", *lines, 'dynamic = ["version"]'),
            *("[tool.hatch.version]", 'path = "scorer/__init__.py"'),
            *("[tool.hatch.build.targets.wheel]", 'packages = ["scorer"]', ""),
        ]
    )


def _hatchling(project: Path) -> None:
    # -P: the project's root build.py must not stand in for a package called build.
    command = [sys.executable, "-P", "-m", "hatchling", "build", "--target", "wheel"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "315532800"}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        shutil.rmtree(project / "dist", ignore_errors=True)
        raise ToolError(f"hatchling: {done.stderr.strip()}")


def _wheel(files: dict[str, bytes]) -> bytes:
    info = next(path.partition("/")[0] for path in files if ".dist-info/" in path)
    record = f"{info}/RECORD"
    lines = [f"{path},sha256={_digest(data)},{len(data)}" for path, data in sorted(files.items())]
    entries = {**files, record: "\n".join([*lines, f"{record},,", ""]).encode()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, data in sorted(entries.items()):
            archive.writestr(zipfile.ZipInfo(path), data)
    return buffer.getvalue()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
