// One worker, spoken to by messages; worker.mjs lists them.

import { ScorerError } from "./faults.mjs";

/** @typedef {import("./manifest.mjs").Manifest} Manifest */

/**
 * `checked` is how the files were checked: a browser gives no hash function to a
 * page from another machine over plain HTTP.
 *
 * @typedef {{boot: "snapshot" | "plain", checked: "sha256" | "length"}} Readiness
 */

/** Milliseconds without a message after which a start is given up. */
const START_SILENCE = 14000;
/** The id of the message by which the worker says that its script has run. */
const LOAD_ID = 0;

/** One worker, and the promises that wait for its messages. */
export class Channel {
  /** @type {Map<number, {resolve: (message: any) => void, reject: (reason: Error) => void}>} */
  #waiting = new Map();
  #lastId = LOAD_ID;
  /** @type {(message: any) => void} */
  #onSign = () => {};
  #worker;
  /**
   * Resolves when the script has run: messages that arrive earlier are lost.
   *
   * @type {Promise<unknown>}
   */
  loaded;

  /** @param {string} address - of the worker's script */
  constructor(address) {
    // A worker from a blob: address inherits the page's policy; one from a URL
    // does not. Firefox checks static imports against worker-src, so import() it is.
    const source = `import(${JSON.stringify(address)}).catch((error) => postMessage(
      { id: ${LOAD_ID}, kind: "failed", code: "download", detail: String(error) }));`;
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.loaded = this.#wait(LOAD_ID).finally(() => URL.revokeObjectURL(url));
    this.#worker = new Worker(url, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end(new ScorerError("crashed", event.message));
    };
  }

  /**
   * @param {{manifest: Manifest, instrument: string}} page
   * @param {(progress: {loaded: number, total: number}) => void} onProgress
   * @returns {Promise<Readiness>}
   */
  async start(page, onProgress) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let downloaded = false;
    const listen = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        this.end(new ScorerError(downloaded ? "too-slow" : "download", "no sign of life"));
      }, START_SILENCE);
    };
    this.#onSign = ({ loaded, total }) => {
      downloaded = loaded >= total;
      listen();
      onProgress({ loaded, total });
    };
    listen();
    try {
      const { boot, checked } = await this.#request({ ...page, kind: "start" });
      return { boot, checked };
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {object} request - `kind` and what it takes; see scorer/browser.py
   * @returns {Promise<string>} JSON text
   */
  async ask(request) {
    return (await this.#request(request)).text;
  }

  /** @param {ScorerError} reason - what those who wait are told */
  end(reason) {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  /**
   * @param {object} message
   * @returns {Promise<any>}
   */
  #request(message) {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#worker.postMessage({ ...message, id });
    return this.#wait(id);
  }

  /**
   * @param {number} id
   * @returns {Promise<any>}
   */
  #wait(id) {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
  }

  /** @param {any} message */
  #receive(message) {
    if (message.kind === "progress") {
      this.#onSign(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === "failed") {
      waiting?.reject(new ScorerError(message.code, message.detail));
    } else {
      waiting?.resolve(message);
    }
  }
}
