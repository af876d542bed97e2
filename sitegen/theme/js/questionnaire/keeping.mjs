// What the reader can do with the answers: save, delete, finish.
// Nothing is written anywhere unless the reader asked for it here.

import { ask } from "./dialogs.mjs";
import { DraftError } from "./draft.mjs";
import { all, one } from "./elements.mjs";
import { clearMessages, showSummary } from "./errors.mjs";
import { download } from "./files.mjs";

/** @import { Answers } from "./answers.mjs" */
/** @import { Draft } from "./draft.mjs" */
/** @import { Failures } from "./failures.mjs" */
/** @import { Journey } from "./journey.mjs" */
/** @import { Page } from "./page.mjs" */
/** @import { Runtime } from "./runtime.mjs" */

const NOT_STORED = {
  blocked: "This browser does not let the page keep anything. Save your answers to a file instead.",
  full: "The browser’s storage for this site is full. Save your answers to a file instead.",
};

export class Keeping {
  /** The file that was saved last and still stands for these answers; empty: none. */
  #file = "";

  #page;
  #answers;
  #draft;
  #runtime;
  #failures;
  #journey;
  #kept;

  /**
   * @param {Page} page
   * @param {Answers} answers
   * @param {Draft} draft
   * @param {Runtime} runtime
   * @param {Failures} failures
   * @param {Journey} journey
   */
  constructor(page, answers, draft, runtime, failures, journey) {
    this.#page = page;
    this.#answers = answers;
    this.#draft = draft;
    this.#runtime = runtime;
    this.#failures = failures;
    this.#journey = journey;
    this.#kept = one(page.$root, "[data-kept]", HTMLElement);
    draft.watch(() => {
      answers.unsaved = !answers.empty;
      this.refresh();
    });
  }

  saveFile() {
    this.#file = `${this.#page.identity.instrument}-${this.#answers.form}-answers.json`;
    download(this.#file, "application/json", this.#text());
    this.#answers.markSaved();
  }

  async saveDevice() {
    const other = this.#draft.read() !== null && !this.#draft.on;
    if (other && (await ask(this.#page.$root, "replace-draft")) !== "yes") {
      return;
    }
    this.#store();
    this.refresh();
  }

  /**
   * Other answers are on the page now.
   *
   * @param {boolean} draft - whether they are the draft's, which then follows their changes
   */
  opened(draft) {
    this.#draft.on = draft;
    this.#file = "";
    this.refresh();
  }

  async remove() {
    if ((await ask(this.#page.$root, "delete")) !== "yes") {
      return;
    }
    this.#draft.remove();
    this.#clear();
    this.#journey.steps.go("start");
    this.#page.notice("Your answers were deleted from this page and this device.");
  }

  async finish() {
    const name = this.#draft.read() === null ? "finish" : "finish-draft";
    const choice = await ask(this.#page.$root, name);
    if (choice === "no") {
      return;
    }
    if (choice === "delete") {
      this.#draft.remove();
    }
    this.#draft.on = false;
    this.#runtime.stop();
    this.#clear();
    // The page may come back from the browser's memory; it must then start anew.
    window.addEventListener("pageshow", () => location.reload());
    location.replace(new URL(this.#page.$root.dataset.finishUrl ?? ".", document.baseURI));
  }

  /** Called after each change of the answers: the draft follows, once there is one. */
  changed() {
    if (this.#draft.on && this.#answers.unsaved) {
      this.#store();
    }
    this.refresh();
  }

  /** Shows what is kept where, and asks before unsaved answers are lost. */
  refresh() {
    const { empty, unsaved } = this.#answers;
    const atStart = this.#journey.steps.current === "start";
    one(this.#page.$root, "[data-keep]", HTMLElement).hidden = empty;
    one(this.#page.$root, "[data-draft-offer]", HTMLElement).hidden =
      !atStart || this.#draft.on || this.#draft.read() === null;
    one(this.#page.$root, "[data-save-device]", HTMLElement).hidden = this.#draft.on;
    const words = this.#words();
    if (this.#kept.textContent !== words) {
      this.#kept.textContent = words;
    }
    this.#failures.saveFile = empty ? null : () => this.saveFile();
    window.removeEventListener("beforeunload", hold);
    if (unsaved) {
      window.addEventListener("beforeunload", hold);
    }
  }

  #words() {
    if (this.#draft.on) {
      return "A draft is saved on this device, and each change is saved too. It stays until you delete it.";
    }
    if (this.#file === "") {
      return "Your answers are on this page only. They are gone when you close or reload it.";
    }
    return this.#answers.unsaved
      ? `You changed answers after you saved “${this.#file}”. Save a file again to keep the changes.`
      : `Your answers are in the file “${this.#file}”, among your downloads.`;
  }

  #text() {
    return this.#answers.toText(this.#page.items(this.#answers.form));
  }

  #store() {
    try {
      this.#draft.write(this.#text());
      this.#answers.unsaved = false;
      clearMessages(this.#page.$messages);
    } catch (error) {
      if (!(error instanceof DraftError)) {
        throw error;
      }
      this.#draft.on = false;
      const action = { label: "Save to a file", press: () => this.saveFile() };
      const problem = { text: NOT_STORED[error.code] };
      showSummary(this.#page.$messages, "Your answers could not be saved on this device", [problem], [
        action,
      ]);
    }
  }

  #clear() {
    this.#file = "";
    this.#answers.clear();
    this.#journey.showAll();
    for (const $file of all(this.#page.$root, "[data-file]")) {
      /** @type {HTMLInputElement} */ ($file).value = "";
    }
    this.refresh();
  }
}

/** @param {BeforeUnloadEvent} event */
function hold(event) {
  event.preventDefault();
  // Older browsers ask only when a value is set.
  event.returnValue = true;
}
