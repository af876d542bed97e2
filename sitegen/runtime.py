"""The bundle that scores in the browser: Pyodide, its snapshot, the scorer, the worker.

Scripts are published as ``.js``: some hosts send ``.mjs`` with a type that browsers
refuse. Nothing comes from anywhere but the locked packages and this repository.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.utils import parse_wheel_filename
from pyodide_lock import PyodideLockSpec
from pyodide_lock.spec import PackageSpec

from sitegen import snapshot, wheels
from sitegen.assets import Published, bundle_script, publish
from sitegen.checks import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FOLDER", "Manifest", "build_runtime"]

FOLDER = "assets/pi"
_JS = Path(__file__).parent / "theme" / "js"
_DEPENDS = {"partnership-intelligence": ["jinja2"], "jinja2": ["markupsafe"], "markupsafe": []}


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """The files of the runtime, as the page's script needs them."""

    worker: Published
    wasm: Published
    loader: Published
    asm: Published
    stdlib: Published
    lock: Published
    snapshot: Published
    packages: tuple[Published, ...]

    @property
    def fetched(self) -> tuple[Published, ...]:
        """What a start from the snapshot fetches; the rest is for the fall-back."""
        return (self.worker, self.wasm, self.loader, self.asm, self.lock, self.snapshot)

    def to_json(
        self, framework: Published, *earlier: Published, word: Published | None = None
    ) -> str:
        """Return the manifest's text, with the codebook that answers are scored against.

        ``earlier`` are the codebooks of earlier versions, for files that were saved then;
        ``word`` is the script that writes a report as a Word file.
        """
        names = ("wasm", "loader", "asm", "stdlib", "lock", "snapshot")
        files: dict[str, object] = {name: asdict(getattr(self, name)) for name in names}
        files["packages"] = [asdict(wheel) for wheel in self.packages]
        return json.dumps(
            {
                "worker": self.worker.url,
                "framework": asdict(framework),
                "earlier": [asdict(one) for one in earlier],
                "env": snapshot.ENVIRONMENT,
                "files": files,
                **({} if word is None else {"word": asdict(word)}),
            }
        )


def build_runtime(out: Path, cache: Path) -> Manifest:
    """Publish the runtime below ``out``; the slow part is kept in ``cache``.

    Raises ToolError when a tool of the locked dependencies is missing or fails.
    """
    packages = dict([wheels.scorer(), wheels.installed("jinja2"), wheels.installed("markupsafe")])
    made = snapshot.make(packages, cache)
    published = {
        name: publish(out, FOLDER, name.removesuffix(".whl"), ".whl", data)
        for name, data in packages.items()
    }
    npm = snapshot.PYODIDE

    def put(stem: str, suffix: str, data: bytes) -> Published:
        return publish(out, FOLDER, stem, suffix, data)

    return Manifest(
        worker=put("worker", ".js", bundle_script(_JS / "worker.mjs", "esm")),
        wasm=put("pyodide.asm", ".wasm", (npm / "pyodide.asm.wasm").read_bytes()),
        loader=put("pyodide", ".js", _loader(npm / "pyodide.mjs")),
        asm=put("pyodide.asm", ".js", (npm / "pyodide.asm.mjs").read_bytes()),
        stdlib=put("python_stdlib", ".zip", made.stdlib),
        lock=put("pyodide-lock", ".json", _lock(npm / "pyodide-lock.json", published)),
        snapshot=put("snapshot", ".bin", made.snapshot),
        packages=tuple(published.values()),
    )


def _loader(stock: Path) -> bytes:
    """Return Pyodide's loader without the address that it would fetch other packages from.

    The page's policy would block it; without it, whoever reads the file sees that too.
    """
    data, times = re.subn(rb"https://cdn\.jsdelivr\.net/[^`\"']*", b"", stock.read_bytes())
    if times != 1:
        raise ToolError(f"{stock.name} names its package host {times} times, not once as expected")
    return data


def _lock(stock: Path, published: Mapping[str, Published]) -> bytes:
    """Return Pyodide's lock with our wheels, and no other package."""
    lock = PyodideLockSpec.from_json(stock)
    lock.packages = {}
    for file, entry in published.items():
        name, version, _build, _tags = parse_wheel_filename(file)
        lock.packages[name] = PackageSpec(
            name=name,
            version=str(version),
            file_name=Path(entry.url).name,
            install_dir="site",
            sha256=entry.sha256,
            imports=["scorer" if name == "partnership-intelligence" else name],
            depends=_DEPENDS[name],
        )
    lock.check_wheel_filenames()
    return json.dumps(lock.to_dict(), sort_keys=True, indent=1).encode()
