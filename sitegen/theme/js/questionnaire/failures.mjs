// When the scoring tool fails: what happened in words, and the ways on. The answers stay.

import { ScorerError } from "../client.mjs";
import { clearMessages, focus, showFailure } from "./errors.mjs";

/** @import { Page } from "./page.mjs" */
/** @import { Action } from "./errors.mjs" */

const UNKNOWN =
  "Something on this page went wrong. Your answers are still here. " +
  "Try again, or save your answers to a file.";

export class Failures {
  /** Set by what keeps the answers: saves them to a file; null while there are none. */
  saveFile = /** @type {(() => void) | null} */ (null);

  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * @param {unknown} error
   * @param {() => void} again
   * @param {{ asked?: boolean }} [options] - whether the reader waits for the outcome
   */
  show(error, again, { asked = true } = {}) {
    const text = error instanceof ScorerError ? error.message : UNKNOWN;
    /** @type {Action[]} */
    const actions = [{ label: "Try again", press: () => this.#retry(again) }];
    if (this.saveFile) {
      actions.push({ label: "Save answers to a file", press: this.saveFile });
    }
    actions.push({
      label: this.#page.hasSheets ? "Print the form with the hand-scoring sheet" : "Print the form",
      press: () => this.#page.printForm(),
    });
    this.#page.notice("");
    const title = `The ${this.#page.tool} does not work at the moment`;
    showFailure(this.#page.$failure, title, text, actions);
    if (asked) {
      focus(this.#page.$failure);
    }
  }

  clear() {
    clearMessages(this.#page.$failure);
  }

  /** @param {() => void} again */
  #retry(again) {
    this.clear();
    this.#page.focusHeading();
    again();
  }
}
