// Takes every way to reach the network from the worker, before it is handed an
// answer. What stays is an allow-list, so that a way that a browser adds later
// is gone too; the list of known ways then proves that it worked.
//
// The page's policy, which a worker from a blob: address inherits, is the other
// wall: it stops import() of another origin and code from strings, which no
// deletion can reach.

/** Names that reach the network, other code or the disk. None may be left. */
export const WAYS_OUT = [
  "BackgroundFetchManager", "BackgroundFetchRegistration", "BroadcastChannel", "Cache",
  "CacheStorage", "EventSource", "FileSystemDirectoryHandle", "FileSystemFileHandle",
  "FileSystemHandle", "FontFace", "FontFaceSet", "HID", "IDBFactory", "IDBDatabase",
  "Image", "LockManager", "NavigationPreloadManager", "PushManager", "RTCDataChannel",
  "RTCPeerConnection", "RTCRtpScriptTransform", "Request", "Serial", "ServiceWorker",
  "ServiceWorkerContainer", "ServiceWorkerRegistration", "SharedWorker", "StorageManager",
  "TCPSocket", "UDPSocket", "USB", "WebSocket", "WebSocketStream",
  "WebTransport", "Worker", "XMLHttpRequest", "caches", "cookieStore", "fetch",
  "fetchLater", "fonts", "importScripts", "indexedDB", "navigator",
  "requestFileSystemSync", "storage", "webkitRequestFileSystem",
  "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemSyncURL",
  "webkitResolveLocalFileSystemURL",
];

/** What Pyodide and the worker use after the start; the language itself besides. */
const KEPT = new Set([
  "AbortController", "AbortSignal", "Crypto", "DOMException", "DedicatedWorkerGlobalScope",
  "ErrorEvent", "Event", "EventTarget", "MessageChannel", "MessageEvent", "MessagePort",
  "PromiseRejectionEvent", "TextDecoder", "TextEncoder", "WorkerGlobalScope",
  "addEventListener", "clearInterval", "clearTimeout", "console", "constructor",
  "crypto",  "dispatchEvent", "onerror", "onmessage", "onmessageerror", "onrejectionhandled",
  "onunhandledrejection", "performance", "postMessage", "queueMicrotask",
  "removeEventListener", "self", "setInterval", "setTimeout", "structuredClone",
]);

/** The names of the language, which are on the global object of any engine. */
const LANGUAGE = new Set([
  "AggregateError", "Array", "ArrayBuffer", "AsyncDisposableStack", "Atomics", "BigInt",
  "BigInt64Array", "BigUint64Array", "Boolean", "DataView", "Date", "DisposableStack",
  "Error", "EvalError", "FinalizationRegistry", "Float16Array", "Float32Array",
  "Float64Array", "Function", "Infinity", "Int16Array", "Int32Array", "Int8Array",
  "Intl", "Iterator", "JSON", "Map", "Math", "NaN", "Number", "Object", "Promise",
  "Proxy", "RangeError", "ReferenceError", "Reflect", "RegExp", "Set",
  "SharedArrayBuffer", "String", "SuppressedError", "Symbol", "SyntaxError", "Temporal",
  "TypeError", "URIError", "Uint16Array", "Uint32Array", "Uint8Array",
  "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "WebAssembly", "decodeURI",
  "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "eval",
  "globalThis", "isFinite", "isNaN", "parseFloat", "parseInt", "undefined", "unescape",
]);

/**
 * Removes all but the kept names from the global object and what it inherits.
 *
 * @param {object} scope - the worker's global object
 * @throws {Error} when a way out is left
 */
export function seal(scope) {
  for (const owner of owners(scope)) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (owner === Object.prototype || KEPT.has(name) || LANGUAGE.has(name)) continue;
      remove(owner, name);
    }
  }
  const left = waysLeft(scope);
  if (left.length > 0) throw new Error(`the worker could not give up: ${left.join(", ")}`);
}

/**
 * The ways out that still answer.
 *
 * @param {object} scope
 * @returns {string[]}
 */
export function waysLeft(scope) {
  return WAYS_OUT.filter((name) => {
    try {
      return Reflect.get(scope, name) !== undefined;
    } catch {
      // A getter that throws gives nothing away.
      return false;
    }
  });
}

/** @param {object} scope */
function owners(scope) {
  const chain = [];
  for (let owner = scope; owner !== null; owner = Object.getPrototypeOf(owner)) {
    chain.push(owner);
  }
  return chain;
}

/**
 * @param {object} owner
 * @param {string} name
 */
function remove(owner, name) {
  if (Reflect.deleteProperty(owner, name)) return;
  // Not deletable: shadowed by an empty value where the engine lets us. What
  // neither works on is found by the proof afterwards.
  Reflect.defineProperty(owner, name, { value: undefined, writable: false });
}
