// The scoring tool as the page sees it: started once, started anew after a failure, and
// always described in words.

import { ScorerClient, ScorerError } from "../client.mjs";
import { one } from "./elements.mjs";

/** @import { Blocks, Kind, Merged, Payload, Read, Refused, Scored, Written } from "../client.mjs" */
/**
 * @template {Kind} K
 * @typedef {Refused | { read: Read, score: Scored, compare: Written, merge: Merged,
 *   minutes: Written, blocks: Blocks }[K]} ReplyTo
 */

/** @typedef {"idle" | "starting" | "ready" | "failed"} State */

/**
 * @param {DOMStringMap} dataset - what the page calls the tool, and what it writes
 * @returns {Record<State, string>}
 */
function wordsFor({ tool = "scoring tool", product = "report" }) {
  return {
    idle: `The ${tool} is fetched when you ask for your ${product}.`,
    starting: `The ${tool} is loading. Your ${product} appears as soon as it is ready.`,
    ready: `The ${tool} is ready.`,
    failed: `The ${tool} did not start. The message at the top of this page says what you can do.`,
  };
}

export class Runtime {
  #client = /** @type {ScorerClient | null} */ (null);
  #manifest;
  #baseUrl;
  #instrument;
  #status;
  #progress;
  #words;

  /**
   * @param {HTMLElement} $root - holds the manifest, and the places for status and progress
   * @param {Partial<Record<State, string>>} [words] - of a page with other things to say
   */
  constructor($root, words = {}) {
    this.#words = { ...wordsFor($root.dataset), ...words };
    this.#manifest = JSON.parse(one($root, "#pi-runtime", Element).textContent);
    this.#baseUrl = new URL(`${$root.dataset.root ?? "."}/`, document.baseURI).href;
    this.#instrument = $root.dataset.questionnaire ?? "";
    this.#status = one($root, "[data-status]", HTMLElement);
    this.#progress = one($root, "[data-progress]", HTMLElement);
    this.#say("idle");
  }

  /**
   * Resolves when an answer can be scored.
   *
   * @returns {Promise<void>}
   * @throws {ScorerError}
   */
  async start() {
    if (!this.#client || this.#client.state === "failed") {
      this.stop();
      this.#client = new ScorerClient(this.#manifest, {
        baseUrl: this.#baseUrl,
        instrument: this.#instrument,
        onProgress: (amount) => this.#count(amount),
      });
    }
    const client = this.#client;
    if (client.state !== "ready") {
      this.#say("starting");
    }
    try {
      await client.start();
    } catch (error) {
      await this.#fail(client);
      throw error;
    }
    if (client === this.#client) {
      this.#say("ready");
    }
  }

  /**
   * Starts the scoring tool where needed, and asks it.
   *
   * @template {Kind} K
   * @param {K} kind
   * @param {Payload} payload
   * @returns {Promise<ReplyTo<K>>}
   * @throws {ScorerError}
   */
  async request(kind, payload) {
    await this.start();
    const client = this.#client;
    if (!client) {
      throw new Error("stopped");
    }
    try {
      return /** @type {ReplyTo<K>} */ (await client.request(kind, payload));
    } catch (error) {
      if (!isRefusal(error)) {
        await this.#fail(client);
      }
      throw error;
    }
  }

  stop() {
    this.#client?.stop();
    this.#client = null;
    this.#say("idle");
  }

  /** @param {ScorerClient} client */
  async #fail(client) {
    if (client !== this.#client) {
      // Stopped on purpose or already replaced: whoever asked must not hear of a failure.
      await new Promise(() => {});
    }
    this.stop();
    this.#say("failed");
  }

  /** @param {State} state */
  #say(state) {
    if (this.#status.textContent !== this.#words[state]) {
      this.#status.textContent = this.#words[state];
    }
    this.#progress.hidden = true;
  }

  /** @param {{ loaded: number, total: number }} amount */
  #count({ loaded, total }) {
    this.#progress.hidden = loaded >= total;
    this.#progress.textContent = `${megabytes(loaded)} of ${megabytes(total)} MB loaded`;
  }
}

/**
 * Whether the error is about the texts that were handed over, and not about the scoring tool.
 *
 * @param {unknown} error
 * @returns {error is ScorerError}
 */
export function isRefusal(error) {
  return error instanceof ScorerError && ["too-large", "too-deep", "too-many"].includes(error.code);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}
