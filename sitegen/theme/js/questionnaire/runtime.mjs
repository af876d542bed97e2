// The scoring tool as the page sees it: started once, started anew after a failure, and
// always described in words.

import { ScorerClient, ScorerError } from "../client.mjs";
import { one } from "./elements.mjs";

/** @import { Reply } from "../client.mjs" */

const WORDS = {
  idle: "The scoring tool is fetched when you ask for your report.",
  starting: "The scoring tool is loading. Your report appears as soon as it is ready.",
  ready: "The scoring tool is ready.",
  failed: "The scoring tool did not start. The message at the top of this page says what you can do.",
};

export class Runtime {
  #client = /** @type {ScorerClient | null} */ (null);
  #manifest;
  #baseUrl;
  #status;
  #progress;

  /** @param {HTMLElement} $root */
  constructor($root) {
    this.#manifest = JSON.parse(one($root, "#pi-runtime", Element).textContent);
    this.#baseUrl = new URL(`${$root.dataset.root ?? "."}/`, document.baseURI).href;
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
   * @param {"read" | "score"} kind
   * @param {string} text - of a saved file
   * @returns {Promise<Reply>}
   * @throws {ScorerError}
   */
  async ask(kind, text) {
    await this.start();
    const client = this.#client;
    if (!client) {
      throw new Error("stopped");
    }
    try {
      return await client[kind](text);
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

  /** @param {keyof typeof WORDS} state */
  #say(state) {
    if (this.#status.textContent !== WORDS[state]) {
      this.#status.textContent = WORDS[state];
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
 * Whether the error is about the text that was handed over, and not about the scoring tool.
 *
 * @param {unknown} error
 * @returns {error is ScorerError}
 */
export function isRefusal(error) {
  return error instanceof ScorerError && ["too-large", "too-deep"].includes(error.code);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}
