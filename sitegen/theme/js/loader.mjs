// Fetches the runtime's files: each checked against its SHA-256, retried once,
// and given up when the network falls silent. Pyodide's own loader waits for
// ever when a file is missing, cut short or of the wrong type, so it is only
// ever handed bytes that were checked here.

/**
 * @typedef {object} FileEntry - a file of the manifest
 * @property {string} url
 * @property {string} sha256 - 64 hexadecimal digits
 * @property {number} bytes
 */

/** @typedef {"download" | "damaged"} LoadFault */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * Milliseconds without a byte of any file, after which a request is given up.
 * One retry follows, so a dead network is reported after twice this time; a
 * slow one is not touched. Shared by all files, because HTTP/2 may send them
 * one after the other.
 */
const SILENCE = 6000;
const PAUSE_BEFORE_RETRY = 300;

/** A file that could not be had; `code` tells the reader's message. */
export class LoadError extends Error {
  /**
   * @param {LoadFault} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "LoadError";
    this.code = code;
  }
}

/** Downloads files side by side and reports their common progress. */
export class Downloader {
  #loaded = 0;
  #lastByte = 0;
  /** @type {Set<AbortController>} */
  #pending = new Set();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #onProgress;

  /** @param {(loaded: number) => void} [onProgress] - bytes so far, all files together */
  constructor(onProgress = () => {}) {
    this.#onProgress = onProgress;
  }

  /**
   * @param {FileEntry} entry - with an absolute address
   * @returns {Promise<Bytes>}
   * @throws {LoadError} after the second failure
   */
  async get(entry) {
    try {
      return await this.#attempt(entry, "default");
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_BEFORE_RETRY));
      // Past the cache, which may be what holds the damaged copy.
      return await this.#attempt(entry, "reload");
    }
  }

  /**
   * @param {FileEntry} entry
   * @param {RequestCache} cache
   * @returns {Promise<Bytes>}
   */
  async #attempt(entry, cache) {
    const controller = new AbortController();
    let received = 0;
    const count = (/** @type {number} */ bytes) => {
      received += bytes;
      this.#count(bytes);
    };
    this.#watch(controller);
    try {
      const response = await answer(entry, cache, controller.signal);
      const bytes = await read(response, entry, count);
      await check(bytes, entry);
      return bytes;
    } catch (error) {
      this.#loaded -= received;
      throw error instanceof LoadError ? error : new LoadError("download", String(error));
    } finally {
      this.#unwatch(controller);
    }
  }

  /** @param {number} bytes */
  #count(bytes) {
    this.#lastByte = Date.now();
    this.#loaded += bytes;
    this.#onProgress(this.#loaded);
  }

  /** @param {AbortController} controller */
  #watch(controller) {
    this.#lastByte = Date.now();
    this.#pending.add(controller);
    this.#timer ??= setInterval(() => {
      if (Date.now() - this.#lastByte < SILENCE) return;
      for (const one of this.#pending) one.abort(new LoadError("download", "no byte arrived"));
    }, 250);
  }

  /** @param {AbortController} controller */
  #unwatch(controller) {
    this.#pending.delete(controller);
    if (this.#pending.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/**
 * @param {FileEntry} entry
 * @param {RequestCache} cache
 * @param {AbortSignal} signal
 */
async function answer(entry, cache, signal) {
  const response = await fetch(entry.url, { cache, signal, credentials: "same-origin" });
  if (!response.ok) throw new LoadError("download", `${response.status} for ${entry.url}`);
  return response;
}

/**
 * @param {Response} response
 * @param {FileEntry} entry
 * @param {(bytes: number) => void} count
 * @returns {Promise<Bytes>}
 */
async function read(response, entry, count) {
  const bytes = new Uint8Array(entry.bytes);
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > bytes.length) throw damaged(entry, "is too long");
    bytes.set(value, at);
    at += value.length;
    count(value.length);
  }
  if (at !== bytes.length) throw damaged(entry, "is too short");
  return bytes;
}

/**
 * @param {Bytes} bytes
 * @param {FileEntry} entry
 */
async function check(bytes, entry) {
  if (!canHash()) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== entry.sha256) throw damaged(entry, "has another SHA-256");
}

/**
 * Whether files are checked by hash, or by length alone: over plain HTTP from
 * another machine a browser gives no hash function.
 */
export function canHash() {
  return globalThis.crypto?.subtle !== undefined;
}

/**
 * @param {FileEntry} entry
 * @param {string} what
 */
function damaged(entry, what) {
  return new LoadError("damaged", `${entry.url} ${what}`);
}
