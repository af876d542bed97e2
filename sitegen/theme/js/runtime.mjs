// Starts Pyodide from files that were already checked: from the snapshot, or by
// a plain boot when that fails.

import { restore } from "./sparse.mjs";

/** @typedef {import("pyodide").PyodideInterface} Pyodide */
/** @typedef {import("./loader.mjs").Bytes} Bytes */
/** @typedef {import("./sparse.mjs").Sparse} Sparse */

/**
 * @typedef {object} Parts
 * @property {typeof import("pyodide").loadPyodide} loadPyodide
 * @property {(settings: any) => Promise<any>} createModule
 * @property {WebAssembly.Module} wasm
 * @property {string} lock - text of the lock file
 * @property {Record<string, string>} env - Python's environment, the same as in the build
 */

/** A zip without files: in a snapshot the standard library is in memory already. */
const EMPTY_ZIP = Uint8Array.of(0x50, 0x4b, 5, 6, ...Array(18).fill(0));
/** No real address: what Pyodide asks for is answered from memory. */
const NOWHERE = "https://runtime.invalid/";

/**
 * @param {Parts} parts
 * @param {Sparse} sparse
 * @returns {Promise<Pyodide>}
 */
export async function bootFromSnapshot(parts, sparse) {
  let pristine = new Uint8Array();
  return await load(parts, new Map([["python_stdlib.zip", EMPTY_ZIP]]), {
    // Without memory: that is restored below, straight into its place.
    _loadSnapshot: sparse.header,
    async createPyodideModule(/** @type {any} */ settings) {
      const theirs = settings.instantiateWasm;
      settings.instantiateWasm = (/** @type {any} */ imports, /** @type {any} */ done) =>
        theirs(imports, (/** @type {WebAssembly.Instance} */ instance, /** @type {any} */ module) => {
          const memory = /** @type {WebAssembly.Memory} */ (instance.exports["memory"]);
          pristine = new Uint8Array(memory.buffer, 0, sparse.filled).slice();
          done(instance, module);
        });
      const created = await parts.createModule(settings);
      restore(created.HEAPU8, pristine, sparse);
      return created;
    },
  });
}

/**
 * @param {Parts} parts
 * @param {Bytes} stdlib
 * @param {Map<string, Bytes>} wheels - by the file name in the lock file
 * @returns {Promise<Pyodide>}
 */
export async function bootPlain(parts, stdlib, wheels) {
  const files = new Map([...wheels, ["python_stdlib.zip", stdlib]]);
  return await load(parts, files, {
    createPyodideModule: parts.createModule,
    packages: Object.keys(JSON.parse(parts.lock).packages),
  });
}

/**
 * @param {Parts} parts
 * @param {Map<string, Bytes>} files - what Pyodide may ask for, by name
 * @param {Record<string, any>} more
 * @returns {Promise<Pyodide>}
 */
async function load(parts, files, more) {
  /** @type {(() => void)[]} */
  const undo = [];
  try {
    return await new Promise((resolve, reject) => {
      undo.push(replace(globalThis, "fetch", answerFrom(files)));
      undo.push(replace(WebAssembly, "instantiateStreaming", instantiator(parts.wasm, reject)));
      parts
        .loadPyodide({
          indexURL: NOWHERE,
          packageBaseUrl: NOWHERE,
          lockFileContents: parts.lock,
          // Python sees an empty `js` module: it needs nothing of the browser.
          jsglobals: {},
          env: { ...parts.env },
          stdout: () => {},
          stderr: () => {},
          ...more,
        })
        .then(resolve, reject);
    });
  } finally {
    undo.forEach((restoreName) => restoreName());
  }
}

/**
 * @param {Map<string, Bytes>} files
 * @returns {typeof fetch}
 */
function answerFrom(files) {
  return async (address) => {
    const name = String(address).slice(NOWHERE.length);
    const bytes = files.get(name);
    return new Response(bytes ?? null, { status: bytes || name.endsWith(".wasm") ? 200 : 404 });
  };
}

/**
 * Pyodide only logs a failed instantiation and then waits for ever; here the
 * failure is passed on.
 *
 * @param {WebAssembly.Module} module
 * @param {(reason: unknown) => void} reject
 * @returns {typeof WebAssembly.instantiateStreaming}
 */
function instantiator(module, reject) {
  return async (_response, imports) => {
    try {
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      reject(error);
      throw error;
    }
  };
}

/**
 * @param {any} owner
 * @param {string} name
 * @param {unknown} value
 * @returns {() => void} puts the former value back
 */
function replace(owner, name, value) {
  const former = owner[name];
  owner[name] = value;
  return () => {
    owner[name] = former;
  };
}
