// The page's side of the scoring worker: promises over messages, no DOM.
//
// Every failure is told within 15 seconds of its happening:
// - a network that falls silent: the worker tells after 12 s (loader.mjs);
// - a worker whose script does not come: twice LOAD_DEADLINE;
// - a worker that says nothing more while it starts: START_SILENCE (channel.mjs);
// - a call that hangs or crashes: after CALL_DEADLINE, or at once, the worker is
//   ended and the call replayed in a new one, whose start (under a second from
//   the browser's cache) and call have what is left of CALL_WHOLE.

import { Channel } from "./channel.mjs";
import { ScorerError, asScorerError, inTime } from "./faults.mjs";
import { checkText } from "./limits.mjs";
import { absolute } from "./manifest.mjs";

export { ScorerError };

/** @typedef {import("./manifest.mjs").Manifest} Manifest */
/** @typedef {import("./channel.mjs").Readiness} Readiness */
/** @typedef {{path: string, message: string}} Problem */
/** @typedef {{value: null, reason: string}} Missing */
/**
 * What scorer/browser.py answers.
 *
 * @typedef {{kind: "read", instrument: string, form: string,
 *     answers: Record<string, number | Missing>}
 *   | {kind: "scored", report: string, document: string, result: string}
 *   | {kind: "refused", problems: Problem[]}} Reply
 */

/** For the worker's own script, 20 KB; tried twice. */
const LOAD_DEADLINE = 7000;
const CALL_DEADLINE = 5000;
const CALL_WHOLE = 14000;

/** Starts the worker, asks it, and replaces it when it fails. */
export class ScorerClient {
  /** @type {"idle" | "starting" | "ready" | "failed"} */
  #state = "idle";
  /** @type {Promise<void> | undefined} */
  #started;
  /** @type {Channel | undefined} */
  #channel;
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** Counts the stops: what was asked before one is not taken up again after it. */
  #era = 0;
  /** @type {Readiness | undefined} */
  #readiness;
  #manifest;
  #onProgress;

  /**
   * @param {Manifest} manifest
   * @param {{baseUrl: string, onProgress?: (progress: {loaded: number, total: number}) => void}} options
   */
  constructor(manifest, { baseUrl, onProgress = () => {} }) {
    this.#manifest = absolute(manifest, baseUrl);
    this.#onProgress = onProgress;
  }

  get state() {
    return this.#state;
  }

  /** How the last start went; undefined before it. */
  get readiness() {
    return this.#readiness;
  }

  /**
   * Resolves when the worker is sealed and ready. A failed start can be repeated.
   *
   * @returns {Promise<void>}
   * @throws {ScorerError}
   */
  start() {
    this.#started ??= this.#start();
    return this.#started;
  }

  /**
   * @param {string} text - an answers file
   * @returns {Promise<Reply>} `scored` or `refused`
   * @throws {ScorerError}
   */
  score(text) {
    return this.#ask("score", text);
  }

  /**
   * @param {string} text - an answers file
   * @returns {Promise<Reply>} `read` or `refused`
   * @throws {ScorerError}
   */
  read(text) {
    return this.#ask("read", text);
  }

  /** Ends the worker and all that it holds in memory. */
  stop() {
    this.#era += 1;
    this.#channel?.end(new ScorerError("crashed", "stopped"));
    this.#channel = undefined;
    this.#started = undefined;
    this.#state = "idle";
  }

  async #start() {
    const era = this.#era;
    this.#state = "starting";
    try {
      await this.#open();
      this.#state = "ready";
    } catch (error) {
      if (era === this.#era) {
        this.#started = undefined;
        this.#state = "failed";
      }
      throw asScorerError(error);
    }
  }

  async #open() {
    // Asked before anything is downloaded.
    if (typeof WebAssembly !== "object") throw new ScorerError("no-webassembly");
    const era = this.#era;
    const channel = await this.#load().catch((error) => {
      if (era !== this.#era) throw error;
      return this.#load();
    });
    try {
      this.#readiness = await channel.start(this.#manifest, this.#onProgress);
    } catch (error) {
      channel.end(asScorerError(error));
      throw error;
    }
  }

  async #load() {
    const channel = new Channel(this.#manifest.worker);
    this.#channel = channel;
    try {
      await inTime(channel.loaded, LOAD_DEADLINE, "download");
    } catch (error) {
      channel.end(asScorerError(error));
      throw error;
    }
    return channel;
  }

  /**
   * @param {"read" | "score"} kind
   * @param {string} text
   * @returns {Promise<Reply>}
   */
  async #ask(kind, text) {
    checkText(text);
    const turn = this.#queue.then(() => this.#call(kind, text));
    this.#queue = turn.catch(() => {});
    return await turn;
  }

  /**
   * @param {"read" | "score"} kind
   * @param {string} text
   * @returns {Promise<Reply>}
   */
  async #call(kind, text) {
    const era = this.#era;
    await this.start();
    const until = Date.now() + CALL_WHOLE;
    try {
      return await this.#send(kind, text, CALL_DEADLINE);
    } catch (error) {
      if (era !== this.#era) throw asScorerError(error);
      this.#channel?.end(new ScorerError("crashed", "replaced"));
    }
    try {
      this.#started = undefined;
      await inTime(this.start(), until - Date.now());
      return await this.#send(kind, text, until - Date.now());
    } catch (error) {
      if (era === this.#era) {
        this.stop();
        this.#state = "failed";
      }
      throw asScorerError(error);
    }
  }

  /**
   * @param {"read" | "score"} kind
   * @param {string} text
   * @param {number} deadline
   * @returns {Promise<Reply>}
   */
  async #send(kind, text, deadline) {
    if (!this.#channel) throw new ScorerError("crashed", "stopped");
    return JSON.parse(await inTime(this.#channel.ask(kind, text), deadline));
  }
}
