"""Runs inside Pyodide, in Node: trims and compiles what the snapshot is made from."""

import importlib._bootstrap_external as bootstrap
import io
import json
import sys
import zipfile
from pathlib import Path
from types import CodeType

ARCHIVE = next(path for path in sys.path if path.endswith(".zip"))
# What was imported before this file ran: it is all that the worker needs.
LOADED = tuple(
    origin.removeprefix(f"{ARCHIVE}/")
    for module in tuple(sys.modules.values())
    if (origin := getattr(getattr(module, "__spec__", None), "origin", None))
    and origin.startswith(f"{ARCHIVE}/")
)


def stdlib_archive(extra: str) -> bytes:
    """Return a zip of compiled modules: those loaded, and a JSON list of extra names."""
    with zipfile.ZipFile(ARCHIVE) as source:
        present = set(source.namelist())
        paths = {*LOADED, *_paths(json.loads(extra), present)}
        return _archive({path: source.read(path) for path in paths}, ARCHIVE)


def packages_archive(folder: str) -> bytes:
    """Return a zip of the installed packages, compiled."""
    root = Path(folder)
    files = [file for file in root.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    found = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
    return _archive(found, folder)


def _archive(files: dict[str, bytes], folder: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for path, data in sorted(files.items()):
            code = path.endswith(".py")
            info = zipfile.ZipInfo(f"{path}c" if code else path)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, _compiled(data, f"{folder}/{path}") if code else data)
    return buffer.getvalue()


def _paths(names: list[str], present: set[str]) -> list[str]:
    found = []
    for name in names:
        stem = name.replace(".", "/")
        found.append(f"{stem}.py" if f"{stem}.py" in present else f"{stem}/__init__.py")
    return found


def _compiled(source: bytes, filename: str) -> bytes:
    code = _without_lines(compile(source, filename, "exec", dont_inherit=True, optimize=2))
    # An unchecked hash: neither a date nor a source file is looked at.
    pack = bootstrap._code_to_hash_pyc  # type: ignore[attr-defined]  # noqa: SLF001
    return bytes(pack(code, bytes(8), checked=False))


def _without_lines(code: CodeType) -> CodeType:
    """Drop the line numbers, which only serve tracebacks: an eighth of the download."""
    inner = (
        _without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts
    )
    return code.replace(co_linetable=b"", co_consts=tuple(inner))
