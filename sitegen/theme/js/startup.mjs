// Brings Python up in the worker: fetches the files side by side, then boots.

import { Downloader, LoadError } from "./loader.mjs";
import { bootFromSnapshot, bootPlain } from "./runtime.mjs";
import { unpack } from "./sparse.mjs";

/** @typedef {import("./manifest.mjs").Manifest} Manifest */
/** @typedef {import("./loader.mjs").Bytes} Bytes */
/** @typedef {import("./loader.mjs").FileEntry} FileEntry */
/** @typedef {import("./runtime.mjs").Parts} Parts */
/** @typedef {import("./runtime.mjs").Pyodide} Pyodide */
/** @typedef {"snapshot" | "plain"} Boot */

/** A script is in the browser's cache when it is imported; this is for when it is not. */
const IMPORT_DEADLINE = 10000;

/**
 * @param {Manifest} manifest - with absolute addresses
 * @param {(loaded: number) => void} onProgress - bytes so far
 * @returns {Promise<{pyodide: Pyodide, boot: Boot, framework: string, earlier: string[]}>}
 * @throws {LoadError} when a file cannot be had
 */
export async function startPython(manifest, onProgress) {
  const downloader = new Downloader(onProgress);
  const [booted, framework, ...earlier] = await Promise.all([
    bootEither(downloader, manifest),
    downloader.get(manifest.framework).then(decode),
    ...(manifest.earlier ?? []).map((file) => downloader.get(file).then(decode)),
  ]);
  return { ...booted, framework, earlier };
}

/**
 * @param {Downloader} downloader
 * @param {Manifest} manifest
 * @returns {Promise<{pyodide: Pyodide, boot: Boot}>}
 */
async function bootEither(downloader, manifest) {
  // A snapshot that cannot be had or used is no reason to fail: a plain boot
  // takes longer and gives the same answers.
  const fetching = downloader.get(manifest.files.snapshot).then(unpack).catch(() => null);
  const parts = await gather(downloader, manifest);
  const snapshot = await fetching;
  if (snapshot) {
    try {
      return { pyodide: await bootFromSnapshot(parts, snapshot), boot: "snapshot" };
    } catch (error) {
      console.warn("Starting without the snapshot:", error);
    }
  }
  return { pyodide: await fetchAndBootPlain(downloader, manifest, parts), boot: "plain" };
}

/**
 * @param {Downloader} downloader
 * @param {Manifest} manifest
 * @returns {Promise<Parts>}
 */
async function gather(downloader, { files, env }) {
  const [wasm, loader, asm, lock] = await Promise.all([
    downloader.get(files.wasm).then((bytes) => WebAssembly.compile(bytes)),
    script(downloader, files.loader),
    script(downloader, files.asm),
    downloader.get(files.lock).then(decode),
  ]);
  return { wasm, loadPyodide: loader.loadPyodide, createModule: asm.default, lock, env };
}

/**
 * @param {Downloader} downloader
 * @param {Manifest} manifest
 * @param {Parts} parts
 * @returns {Promise<Pyodide>}
 */
async function fetchAndBootPlain(downloader, { files }, parts) {
  const stdlib = downloader.get(files.stdlib);
  const wheels = files.packages.map(
    async (file) => /** @type {[string, Bytes]} */ ([fileName(file), await downloader.get(file)]),
  );
  const byName = new Map(await Promise.all(wheels));
  return await bootPlain(parts, await stdlib, byName);
}

/**
 * Fetches a script with all checks, so that import() finds it in the cache.
 *
 * @param {Downloader} downloader
 * @param {FileEntry} file
 * @returns {Promise<any>}
 */
async function script(downloader, file) {
  const began = Date.now();
  await downloader.get(file);
  const patience = IMPORT_DEADLINE + 2 * (Date.now() - began);
  return await Promise.race([
    import(file.url).catch((error) => {
      throw new LoadError("damaged", `${file.url}: ${error}`);
    }),
    new Promise((_, reject) => {
      setTimeout(() => reject(new LoadError("download", `${file.url} hangs`)), patience);
    }),
  ]);
}

/** @param {FileEntry} file */
function fileName(file) {
  return /** @type {string} */ (file.url.split("/").at(-1));
}

/** @param {Bytes} bytes */
function decode(bytes) {
  return new TextDecoder().decode(bytes);
}
