"""What the build makes for the browser: wheels, lock, snapshot, names."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import brotli
import pytest

from sitegen import assets, checks, runtime, snapshot, wheels

ROOT = Path(__file__).parents[1]
JS = ROOT / "sitegen" / "theme" / "js"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """The published runtime: its folder and its manifest."""
    site = tmp_path_factory.mktemp("bundle")
    return site, runtime.build_runtime(site, ROOT / ".cache")


def contents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def published(site):
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*.*")}


def run_node(code):
    """Run a module that prints JSON, and return what it printed."""
    done = subprocess.run(
        [assets.node(), "--input-type=module"],
        input=code,
        capture_output=True,
        text=True,
        check=False,
        cwd=JS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_a_build_from_nothing_gives_the_same_bytes_elsewhere_too(bundle, tmp_path, monkeypatch):
    site, _ = bundle
    again = tmp_path / "site"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    runtime.build_runtime(again, tmp_path / "cache")
    assert published(again) == published(site)


def test_the_snapshot_holds_no_path_of_the_machine_that_made_it(bundle):
    site, manifest = bundle
    memory = (site / manifest.snapshot.url).read_bytes()
    assert str(ROOT).encode() not in memory
    assert str(Path.home()).encode() + b"/" not in memory


def test_every_name_holds_the_hash_of_the_content(bundle):
    site, _ = bundle
    for path, data in published(site).items():
        assert f".{hashlib.sha256(data).hexdigest()[:16]}." in path


def test_no_name_ends_in_mjs_which_some_hosts_send_with_a_wrong_type(bundle):
    site, _ = bundle
    assert {path.rpartition(".")[2] for path in published(site)} == {
        *("js", "wasm", "json", "zip", "bin", "whl"),
    }


def test_no_script_names_another_host(bundle):
    site, _ = bundle
    named = {
        host.decode()
        for path, data in published(site).items()
        if path.endswith(".js")
        for host in re.findall(rb"https?://([\w.-]+)", data)
    }
    # A name that can lead nowhere, for what the runtime must never fetch.
    assert named == {"runtime.invalid"}


def test_the_manifest_lists_every_file_with_its_hash_and_length(bundle):
    site, manifest = bundle
    framework = assets.Published(url="assets/pi/framework.x.json", sha256="0" * 64, bytes=1)
    word = assets.Published(url="assets/pi/word.x.js", sha256="1" * 64, bytes=2)
    text = json.loads(manifest.to_json(framework, framework, word=word))
    assert list(text) == ["worker", "framework", "earlier", "env", "files", "word"]
    assert text["earlier"] == [text["framework"]]
    assert text["word"] == {"url": "assets/pi/word.x.js", "sha256": "1" * 64, "bytes": 2}
    packages = text["files"].pop("packages")
    assert list(text["files"]) == ["wasm", "loader", "asm", "stdlib", "lock", "snapshot"]
    for entry in [*text["files"].values(), *packages]:
        data = (site / entry["url"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["bytes"] == len(data)
    assert (site / text["worker"]).is_file()


def test_what_a_start_fetches_is_under_seven_megabytes_in_brotli(bundle):
    site, manifest = bundle
    # Quality 9 is quick; hosts that compress beforehand, at 11, send a tenth less.
    sizes = [
        len(brotli.compress((site / file.url).read_bytes(), quality=9)) for file in manifest.fetched
    ]
    assert sum(sizes) < 7_000_000


def test_the_lock_names_our_wheels_and_nothing_else(bundle):
    site, manifest = bundle
    lock = json.loads((site / manifest.lock.url).read_bytes())
    assert {name: package["depends"] for name, package in lock["packages"].items()} == {
        "partnership-intelligence": ["jinja2"],
        "jinja2": ["markupsafe"],
        "markupsafe": [],
    }
    by_name = {Path(wheel.url).name: wheel.sha256 for wheel in manifest.packages}
    assert {p["file_name"]: p["sha256"] for p in lock["packages"].values()} == by_name
    stock = json.loads((snapshot.PYODIDE / "pyodide-lock.json").read_bytes())
    assert lock["info"] == stock["info"]


@pytest.mark.parametrize("make", [wheels.scorer, lambda: wheels.installed("markupsafe")])
def test_a_wheel_records_each_of_its_files(make):
    files = contents(make()[1])
    name = next(path for path in files if path.endswith(".dist-info/RECORD"))
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(files[name].decode()))}
    assert rows.pop(name) == ["", ""]
    for path, (digest, length) in rows.items():
        expected = base64.urlsafe_b64encode(hashlib.sha256(files[path]).digest())
        assert digest == f"sha256={expected.decode().rstrip('=')}"
        assert int(length) == len(files[path])
    assert set(rows) | {name} == set(files)


def test_the_scorers_wheel_holds_its_templates_and_leaves_the_codebook_out():
    name, data = wheels.scorer()
    files = contents(data)
    assert name.startswith("partnership_intelligence-")
    assert {"scorer/browser.py", "scorer/templates/report.css"} <= set(files)
    assert "scorer/framework.json" not in files
    assert not [path for path in files if "__pycache__" in path]


def test_markupsafe_comes_without_its_native_code():
    name, data = wheels.installed("markupsafe")
    files = contents(data)
    assert name.endswith("-py3-none-any.whl")
    assert {"markupsafe/__init__.py", "markupsafe/_native.py"} <= set(files)
    assert not [path for path in files if path.endswith((".so", ".c", ".pyd"))]
    wheel = next(data for path, data in files.items() if path.endswith("WHEEL"))
    assert b"Root-Is-Purelib: true" in wheel


def test_a_script_that_cannot_be_bundled_is_told_in_esbuilds_words(tmp_path):
    script = tmp_path / "faulty.mjs"
    script.write_text("import './missing.mjs';")
    with pytest.raises(checks.ToolError, match=r'Could not resolve "./missing.mjs"'):
        assets.bundle_script(script, "iife")


def test_a_snapshot_that_cannot_be_made_is_told_without_pyodides_source(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "MODULES", ("no_such_module",))
    with pytest.raises(checks.ToolError, match="No module named 'no_such_module'") as caught:
        snapshot.make({}, tmp_path)
    assert len(str(caught.value)) < 1000
    assert not list(tmp_path.rglob("snapshot.bin"))


def test_a_sparse_snapshot_restores_every_byte():
    assert run_node("""
        import { pack, restore, unpack } from "./sparse.mjs";
        const header = new Uint8Array(32).fill(7);
        const pristine = new Uint8Array(4096);
        pristine.fill(3, 100, 900);
        const memory = pristine.slice();
        memory.fill(9, 90, 130);
        memory.fill(0, 200, 300);
        memory[899] = 1;
        memory.set([5, 0, 0, 6], 2000);
        memory[4095] = 8;
        const whole = new Uint8Array([...header, ...memory]);
        const file = pack(whole, header.length, pristine);
        const sparse = unpack(file);
        // What ran between the instantiation and now must leave no trace.
        const used = pristine.slice();
        used.fill(77, 500, 3000);
        restore(used, pristine.subarray(0, sparse.filled), sparse);
        let refused = "";
        try { unpack(file.slice(0, -1)); } catch (error) { refused = error.message; }
        console.log(JSON.stringify({
          same: used.every((byte, at) => byte === memory[at]),
          header: sparse.header.every((byte) => byte === 7),
          filled: sparse.filled,
          refused,
        }));
    """) == {
        "same": True,
        "header": True,
        "filled": 900,
        "refused": "not a snapshot, or not a whole one",
    }


def test_the_seal_takes_all_that_is_not_kept_also_what_is_inherited():
    assert run_node("""
        import { seal } from "./seal.mjs";
        class Base {}
        Base.prototype.fetch = () => {};
        Base.prototype.someNewWayOut = () => {};
        Base.prototype.postMessage = () => {};
        const scope = new Base();
        Object.assign(scope, { WebSocket: 1, JSON, setTimeout });
        Object.defineProperty(scope, "caches", { value: 1, configurable: false, writable: true });
        seal(scope);
        const names = ["fetch", "someNewWayOut", "WebSocket", "caches", "JSON", "setTimeout",
          "postMessage"];
        console.log(JSON.stringify(names.filter((name) => scope[name] !== undefined)));
    """) == ["JSON", "setTimeout", "postMessage"]


def test_the_seal_refuses_to_go_on_when_a_way_out_is_left():
    assert (
        run_node("""
        import { seal } from "./seal.mjs";
        const scope = Object.defineProperty({}, "fetch", { value: 1, configurable: false });
        try { seal(scope); } catch (error) { console.log(JSON.stringify(error.message)); }
    """)
        == "the worker could not give up: fetch"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 16 + "]" * 16, None),
        ("[" * 17 + "]" * 17, "too-deep"),
        ('{"a": ' * 17 + "1" + "}" * 17, "too-deep"),
        # Brackets in strings are text, also after an escaped quotation mark.
        ('["' + "[" * 100 + r"\"" + "[" * 100 + '"]', None),
        (r'["\\", ' + "[" * 16, "too-deep"),
        ("x" * 262_144, None),
        ("x" * 262_145, "too-large"),
        ("é" * 131_072, None),
        ("é" * 131_073, "too-large"),
    ],
    ids=range(9),
)
def test_a_text_is_refused_by_size_in_bytes_and_by_depth(text, code):
    assert (
        run_node(f"""
        import {{ checkText }} from "./limits.mjs";
        let code = null;
        try {{ checkText({json.dumps(text)}); }} catch (error) {{ code = error.code; }}
        console.log(JSON.stringify(code));
    """)
        == code
    )
