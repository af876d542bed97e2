// Runs in Node while the site is built: makes the trimmed standard library and
// the memory snapshot that the browser's worker starts from.
//
// Standard input: one JSON object, see Options. The same options give the same
// bytes on every machine: time, time zone, randomness and the program's path are
// fixed before Pyodide starts.

import crypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { pathToFileURL } from "node:url";

import { pack } from "../sparse.mjs";

/**
 * @typedef {object} Options
 * @property {string} pyodide - folder of the npm package
 * @property {string} helper - Python file that runs inside Pyodide
 * @property {string[]} wheels - files to unpack before the imports
 * @property {string[]} modules - what the snapshot has imported
 * @property {string[]} extra - modules that a plain boot needs besides
 * @property {Record<string, string>} env - Python's environment
 * @property {string} stdlib - where to write the trimmed standard library
 * @property {string} snapshot - where to write the sparse snapshot
 */

/** @typedef {import("pyodide").PyodideInterface} Pyodide */

/** Fixes all that differs between two runs or two machines, and would be in the memory. */
function freeze() {
  process.argv = ["node", "snapshot"];
  process.env["TZ"] = "UTC";
  crypto.randomFillSync = (view) => {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(0x5a);
    return view;
  };
  syncBuiltinESMExports();
  Date.now = () => Date.UTC(2020, 0, 1);
  performance.now = () => 0;
}

/**
 * @param {Options} options
 * @param {(pyodide: Pyodide) => void} install - makes the packages importable
 * @param {object} [more] - further options of loadPyodide
 * @returns {Promise<Pyodide>}
 */
async function boot(options, install, more = {}) {
  const { loadPyodide } = await import(pathToFileURL(`${options.pyodide}/pyodide.mjs`).href);
  const pyodide = await loadPyodide({ env: { ...options.env }, ...more });
  install(pyodide);
  // The clock stands still, so that a folder's new files would go unseen.
  pyodide.pyimport("importlib").invalidate_caches();
  for (const name of options.modules) {
    pyodide.pyimport(name).destroy();
  }
  return pyodide;
}

/**
 * Overwrites freed memory with zeros: what compiling and importing left behind
 * would be stored and downloaded otherwise.
 *
 * @param {{_malloc(size: number): number, _free(at: number): void, HEAPU8: Uint8Array}} heap
 */
function wipeFreed(heap) {
  const large = 1 << 20;
  const top = heap._malloc(large);
  const taken = [];
  for (let size = large >> 1; size >= 8; size = size > 256 ? size >> 1 : size - 8) {
    for (;;) {
      const at = heap._malloc(size);
      if (at >= top) {
        heap._free(at);
        break;
      }
      heap.HEAPU8.fill(0, at, at + size);
      taken.push(at);
    }
  }
  taken.forEach((at) => heap._free(at));
  heap.HEAPU8.fill(0, top, top + large);
  heap._free(top);
}

/**
 * Writes the trimmed standard library.
 *
 * @param {Options} options
 * @returns {Promise<Uint8Array>} a zip of the packages, compiled
 */
async function compile(options) {
  const pyodide = await boot(options, (fresh) => {
    options.wheels.forEach((wheel) => unpack(fresh, readFileSync(wheel), "wheel"));
  });
  pyodide.runPython(new TextDecoder().decode(readFileSync(options.helper)));
  const stdlib = pyodide.globals.get("stdlib_archive")(JSON.stringify(options.extra));
  writeFileSync(options.stdlib, stdlib.toJs());
  return pyodide.globals.get("packages_archive")(sitePackages(pyodide)).toJs();
}

/**
 * Starts from compiled modules alone: compiling leaves a memory full of holes.
 *
 * @param {Options} options
 * @param {Uint8Array} packages
 */
async function makeSnapshot(options, packages) {
  // The memory as the wasm file alone makes it, before any code has run.
  let pristine = new Uint8Array();
  const { default: createModule } = await import(
    pathToFileURL(`${options.pyodide}/pyodide.asm.mjs`).href
  );
  const install = (/** @type {Pyodide} */ fresh) => unpack(fresh, packages, "zip");
  const pyodide = await boot(options, install, {
    _makeSnapshot: true,
    stdLibURL: options.stdlib,
    createPyodideModule: (/** @type {any} */ settings) => {
      const theirs = settings.instantiateWasm;
      settings.instantiateWasm = (/** @type {any} */ imports, /** @type {any} */ done) =>
        theirs(imports, (/** @type {any} */ instance, /** @type {any} */ module) => {
          pristine = new Uint8Array(instance.exports.memory.buffer).slice();
          done(instance, module);
        });
      return createModule(settings);
    },
  });
  const gc = pyodide.pyimport("gc");
  gc.collect();
  gc.destroy();
  wipeFreed(/** @type {any} */ (pyodide)._module);
  const snapshot = pyodide.makeMemorySnapshot();
  if (snapshot.length - headerLength(snapshot) !== pristine.length) {
    throw new Error("the memory grew while the snapshot was made: import less");
  }
  writeFileSync(options.snapshot, pack(snapshot, headerLength(snapshot), pristine));
}

/**
 * @param {Pyodide} pyodide
 * @param {Uint8Array} archive
 * @param {"wheel" | "zip"} format
 */
function unpack(pyodide, archive, format) {
  // A copy, because Pyodide refuses Node's own kind of array.
  pyodide.unpackArchive(new Uint8Array(archive), format, { extractDir: sitePackages(pyodide) });
}

/** @param {Pyodide} pyodide */
function sitePackages(pyodide) {
  return /** @type {any} */ (pyodide)._api.sitepackages;
}

/** @param {Uint8Array} snapshot - as Pyodide makes it: header, then memory */
function headerLength(snapshot) {
  return new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true);
}

freeze();
const options = /** @type {Options} */ (JSON.parse(new TextDecoder().decode(readFileSync(0))));
try {
  await makeSnapshot(options, await compile(options));
} catch (error) {
  // Node would print the failing line, which is all of Pyodide.
  console.error(String(error));
  process.exitCode = 1;
}
