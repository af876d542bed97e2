// The page's side of the scoring worker: promises over messages, no DOM.
//
// Every failure is told within 15 seconds of its happening, but for work on many files:
// - a network that falls silent: the worker tells after 12 s (loader.mjs);
// - a worker whose script does not come: twice LOAD_DEADLINE;
// - a worker that says nothing more while it starts: START_SILENCE (channel.mjs);
// - a call that hangs or crashes: after CALL_DEADLINE, or at once, the worker is
//   ended and the call replayed in a new one, whose start (under a second from
//   the browser's cache) and call have what is left of CALL_WHOLE. Work on many
//   files has LONG_DEADLINE and LONG_WHOLE in their place.

import { Channel } from "./channel.mjs";
import { ScorerError, asScorerError, inTime } from "./faults.mjs";
import { checkPayload } from "./limits.mjs";
import { absolute } from "./manifest.mjs";

export { ScorerError };

/** @typedef {import("./manifest.mjs").Manifest} Manifest */
/** @typedef {import("./channel.mjs").Readiness} Readiness */
/** @typedef {{path: string, message: string}} Problem */
/** @typedef {import("./limits.mjs").Payload} Payload */
/** @typedef {import("./questionnaire/answers.mjs").Answer} Answer */
/** @typedef {import("./questionnaire/answers.mjs").About} About */
/** @typedef {"read" | "score" | "compare" | "merge" | "minutes" | "blocks"} Kind */
/**
 * What scorer/browser.py answers. `taken` counts the answers that the asked instrument
 * shares with the file; `from` and `version` are the file's own instrument and framework
 * version; `minutes` says that it was written in a meeting. `views` are those between which
 * the reader can switch, `view` the one that is shown.
 *
 * @typedef {{id: string, title: string}} View
 * @typedef {{kind: "read", instrument: string, form: string, about: About,
 *     answers: Record<string, Answer>, taken: number, from: string,
 *     version: string, minutes: boolean}} Read
 * @typedef {{kind: "scored", report: string, document: string, result: string,
 *     markdown: string | null, views: View[], view: string | null}} Scored
 * @typedef {{kind: "compared" | "minuted", report: string, document: string,
 *     markdown: string}} Written
 * @typedef {{kind: "merged", report: string, document: string, markdown: string,
 *     technical: string, summary: Record<string, any>,
 *     set_aside: {name: string, message: string}[]}} Merged
 * @typedef {{kind: "blocks", report: any}} Blocks
 * @typedef {{kind: "refused", problems: Problem[]}} Refused
 * @typedef {Read | Scored | Written | Merged | Blocks | Refused} Reply
 */

/** For the worker's own script, 20 KB; tried twice. */
const LOAD_DEADLINE = 7000;
const CALL_DEADLINE = 5000;
const CALL_WHOLE = 14000;
/** For hundreds of files on a slow phone. */
const LONG_DEADLINE = 20000;
const LONG_WHOLE = 45000;
/** @type {ReadonlySet<Kind>} */
const LONG = new Set(["merge", "minutes"]);

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
  #instrument;
  #onProgress;

  /**
   * `instrument` is what the page asks: its first report is the faster for it.
   *
   * @param {Manifest} manifest
   * @param {{baseUrl: string, instrument?: string,
   *   onProgress?: (progress: {loaded: number, total: number}) => void}} options
   */
  constructor(manifest, { baseUrl, instrument = "", onProgress = () => {} }) {
    this.#manifest = absolute(manifest, baseUrl);
    this.#instrument = instrument;
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
   * One at a time, in the order asked.
   *
   * @param {Kind} kind
   * @param {Payload} payload
   * @returns {Promise<Reply>} of the kind's own sort, or `refused`
   * @throws {ScorerError}
   */
  async request(kind, payload) {
    checkPayload(payload);
    const turn = this.#queue.then(() => this.#call(kind, payload));
    this.#queue = turn.catch(() => {});
    return await turn;
  }

  /**
   * @param {string} text - an answers file
   * @returns {Promise<Reply>} `scored` or `refused`
   * @throws {ScorerError}
   */
  score(text) {
    return this.request("score", { text });
  }

  /**
   * @param {string} text - an answers file
   * @param {string} [instrument] - that its answers are for; the file's own when left out
   * @returns {Promise<Reply>} `read` or `refused`
   * @throws {ScorerError}
   */
  read(text, instrument) {
    return this.request("read", instrument === undefined ? { text } : { text, instrument });
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
      const page = { manifest: this.#manifest, instrument: this.#instrument };
      this.#readiness = await channel.start(page, this.#onProgress);
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
   * @param {Kind} kind
   * @param {Payload} payload
   * @returns {Promise<Reply>}
   */
  async #call(kind, payload) {
    const era = this.#era;
    await this.start();
    const request = { ...payload, kind };
    const until = Date.now() + (LONG.has(kind) ? LONG_WHOLE : CALL_WHOLE);
    try {
      return await this.#send(request, LONG.has(kind) ? LONG_DEADLINE : CALL_DEADLINE);
    } catch (error) {
      if (era !== this.#era) throw asScorerError(error);
      this.#channel?.end(new ScorerError("crashed", "replaced"));
    }
    try {
      this.#started = undefined;
      await inTime(this.start(), until - Date.now());
      return await this.#send(request, until - Date.now());
    } catch (error) {
      if (era === this.#era) {
        this.stop();
        this.#state = "failed";
      }
      throw asScorerError(error);
    }
  }

  /**
   * @param {object} request
   * @param {number} deadline
   * @returns {Promise<Reply>}
   */
  async #send(request, deadline) {
    if (!this.#channel) throw new ScorerError("crashed", "stopped");
    return JSON.parse(await inTime(this.#channel.ask(request), deadline));
  }
}
