// The scoring worker: starts Python, gives up the network, then answers.
//
// Messages are plain JSON with `id` and `kind`. One request at a time.
//
//   page -> worker   {id, kind: "start", manifest, instrument}    addresses are absolute;
//                                                           what the page asks, or ""
//                    {id, kind, …}      any other kind: a request of scorer/browser.py
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
  const { id, ...request } = data;
  try {
    if (request.kind === "start") post({ id, kind: "ready", ...(await start(data)) });
    else post({ id, kind: "reply", text: answer(request) });
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

/** @param {{id: number, manifest: Manifest, instrument: string}} message */
async function start({ id, manifest, instrument }) {
  const started = await startPython(manifest, reporter(id, manifest));
  const { pyodide, boot, framework, earlier } = started;
  const browser = pyodide.pyimport("scorer.browser");
  browser.start(framework, JSON.stringify(earlier), instrument);
  // No answer is taken before this line has succeeded.
  seal(globalThis);
  handle = browser.handle;
  return { boot, checked: CHECKED };
}

/** @param {object} request */
function answer(request) {
  if (handle === undefined) throw new Error("not started, or not sealed");
  return handle(JSON.stringify(request));
}

/**
 * @param {number} id
 * @param {Manifest} manifest
 * @returns {(loaded: number) => void}
 */
function reporter(id, { files, framework, earlier = [] }) {
  const all = [framework, ...earlier, files.wasm, files.loader, files.asm, files.lock, files.snapshot];
  const total = all.reduce((sum, file) => sum + file.bytes, 0);
  let last = 0;
  return (loaded) => {
    const now = Date.now();
    if (now - last < PROGRESS_EVERY && loaded < total) return;
    last = now;
    post({ id, kind: "progress", loaded: Math.min(loaded, total), total });
  };
}
