// The scoring worker: starts Python, gives up the network, then answers.
//
// Messages are plain JSON with `id` and `kind`. One request at a time.
//
//   page -> worker   {id, kind: "start", manifest}        addresses are absolute
//                    {id, kind: "read" | "score", text}   an answers file
//   worker -> page   {id: 0, kind: "loaded"}              the script has run
//                    {id, kind: "progress", loaded, total}    bytes; also a sign of life
//                    {id, kind: "ready", boot: "snapshot" | "plain", checked: "sha256" | "length"}
//                    {id, kind: "reply", text}            JSON, see scorer/browser.py
//                    {id, kind: "failed", code, detail}   code: "download" | "damaged" | "crashed"
//                                                         | "no-webassembly"

import { LoadError, canHash } from "./loader.mjs";
import { seal } from "./seal.mjs";
import { startPython } from "./startup.mjs";

/** @typedef {import("./manifest.mjs").Manifest} Manifest */

const PROGRESS_EVERY = 100;
const CHECKED = canHash() ? "sha256" : "length";

const scope = /** @type {{postMessage(message: object): void, onmessage: unknown}} */ (
  /** @type {unknown} */ (globalThis)
);
const post = scope.postMessage.bind(scope);

/** @type {((request: string) => string) | undefined} */
let handle;

scope.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  const { id, kind } = data;
  try {
    if (kind === "start") post({ id, kind: "ready", ...(await start(id, data.manifest)) });
    else post({ id, kind: "reply", text: answer(kind, data.text) });
  } catch (error) {
    post({ id, kind: "failed", code: codeOf(error), detail: String(error) });
  }
};

post({ id: 0, kind: "loaded" });

/** @param {unknown} error */
function codeOf(error) {
  if (error instanceof LoadError) return error.code;
  // The file is whole, so it is the browser that refuses to compile it.
  return error instanceof WebAssembly.CompileError ? "no-webassembly" : "crashed";
}

/**
 * @param {number} id
 * @param {Manifest} manifest
 */
async function start(id, manifest) {
  const { pyodide, boot, framework } = await startPython(manifest, reporter(id, manifest));
  const browser = pyodide.pyimport("scorer.browser");
  browser.start(framework);
  // No answer is taken before this line has succeeded.
  seal(globalThis);
  handle = browser.handle;
  return { boot, checked: CHECKED };
}

/**
 * @param {"read" | "score"} kind
 * @param {string} text
 */
function answer(kind, text) {
  if (handle === undefined) throw new Error("not started, or not sealed");
  return handle(JSON.stringify({ kind, text }));
}

/**
 * @param {number} id
 * @param {Manifest} manifest
 * @returns {(loaded: number) => void}
 */
function reporter(id, { files, framework }) {
  const all = [framework, files.wasm, files.loader, files.asm, files.lock, files.snapshot];
  const total = all.reduce((sum, file) => sum + file.bytes, 0);
  let last = 0;
  return (loaded) => {
    const now = Date.now();
    if (now - last < PROGRESS_EVERY && loaded < total) return;
    last = now;
    post({ id, kind: "progress", loaded: Math.min(loaded, total), total });
  };
}
