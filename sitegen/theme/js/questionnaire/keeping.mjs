// What the reader can do with the answers: save, delete, finish.
// Nothing is written anywhere unless the reader asked for it here.

import { LARGEST } from "../limits.mjs";
import { today } from "./answers.mjs";
import { ask, askBeforeLeaving, pose } from "./dialogs.mjs";
import { draftLabel } from "./draftlist.mjs";
import { DraftError } from "./drafts.mjs";
import { all, one } from "./elements.mjs";
import { clearMessages, showSummary } from "./errors.mjs";
import { download } from "./files.mjs";

/** @import { Answers } from "./answers.mjs" */
/** @import { DraftList } from "./draftlist.mjs" */
/** @import { Drafts, Kept } from "./drafts.mjs" */
/** @import { Failures } from "./failures.mjs" */
/** @import { Journey } from "./journey.mjs" */
/** @import { Page } from "./page.mjs" */
/** @import { Naming } from "./report.mjs" */
/** @import { Runtime } from "./runtime.mjs" */

const NOT_STORED = {
  blocked: "This browser does not let the page keep anything. Save your answers to a file instead.",
  full: "The browser’s storage for this site is full. Save your answers to a file instead.",
};
const TOO_LONG =
  "Your answers are longer than 256 KB, and this site cannot open them again. Shorten your texts. ";

/**
 * @typedef {object} Parts
 * @property {Page} page
 * @property {Answers} answers
 * @property {Drafts} drafts
 * @property {DraftList} list
 * @property {Runtime} runtime
 * @property {Failures} failures
 * @property {Journey} journey
 * @property {Naming} name
 */

export class Keeping {
  /** The file that was saved last and still stands for these answers; empty: none. */
  #file = "";

  #page;
  #answers;
  #drafts;
  #list;
  #runtime;
  #failures;
  #journey;
  #name;
  #kept;

  /** @param {Parts} parts */
  constructor({ page, answers, drafts, list, runtime, failures, journey, name }) {
    this.#page = page;
    this.#answers = answers;
    this.#drafts = drafts;
    this.#list = list;
    this.#runtime = runtime;
    this.#failures = failures;
    this.#journey = journey;
    this.#name = name;
    this.#kept = one(page.$root, "[data-kept]", HTMLElement);
    const removed = () => {
      answers.unsaved = !answers.empty;
      this.refresh();
    };
    drafts.watch(removed, () => this.refresh());
  }

  saveFile() {
    this.#file = this.#name("answers", "json");
    download(this.#file, "application/json", this.#text());
    this.#answers.markSaved();
  }

  async saveDevice() {
    const key = this.#drafts.keyOf(this.#answers.about.id);
    const other = this.#drafts.read(key) !== null && this.#drafts.current !== key;
    if (other && (await ask(this.#page.$root, "replace-draft")) !== "yes") {
      return;
    }
    this.#store(key);
    this.refresh();
  }

  /**
   * Other answers are on the page now.
   *
   * @param {string} key - of the draft that they are, which then follows their changes; or empty
   */
  opened(key) {
    this.#drafts.current = key;
    this.#file = "";
    this.refresh();
  }

  async remove() {
    if ((await ask(this.#page.$root, "delete")) !== "yes") {
      return;
    }
    this.#removeDraft();
    this.#clear();
    this.#journey.steps.go("start");
    this.#page.notice("Your answers were deleted from this page and this device.");
  }

  /** @param {Kept} draft - of the list */
  async removeListed({ key, about }) {
    const text = `It is the draft “${draftLabel(about)}”. It cannot be brought back. Files that you saved stay where they are.`;
    const choice = await pose(this.#page.$root, "Delete this draft?", text, [
      { value: "yes", label: "Delete it", kind: "warning" },
      { value: "no", label: "Keep it", kind: "secondary" },
    ]);
    if (choice === "yes") {
      this.#drafts.remove(key);
      this.refresh();
      this.#page.focusHeading();
      this.#page.notice("The draft was deleted from this device.");
    }
  }

  async finish() {
    const choice = await ask(this.#page.$root, this.#hasDraft() ? "finish-draft" : "finish");
    if (choice === "no") {
      return;
    }
    if (choice === "delete") {
      this.#removeDraft();
    }
    this.#drafts.current = "";
    this.#runtime.stop();
    this.#clear();
    // The page may come back from the browser's memory; it must then start anew.
    window.addEventListener("pageshow", () => location.reload());
    location.replace(new URL(this.#page.$root.dataset.finishUrl ?? ".", document.baseURI));
  }

  /** Called after each change of the answers: the draft follows, once there is one. */
  changed() {
    if (this.#drafts.current !== "" && this.#answers.unsaved) {
      this.#store(this.#drafts.current);
    }
    this.refresh();
  }

  /** Shows what is kept where, and asks before unsaved answers are lost. */
  refresh() {
    const { empty, unsaved } = this.#answers;
    one(this.#page.$root, "[data-keep]", HTMLElement).hidden = empty;
    one(this.#page.$root, "[data-save-device]", HTMLElement).hidden = this.#drafts.current !== "";
    if (this.#journey.steps.current === "start") {
      const others = this.#drafts.others();
      one(this.#page.$root, "[data-draft-offer]", HTMLElement).hidden = others.length === 0;
      this.#list.show(others);
    }
    const words = this.#words();
    if (this.#kept.textContent !== words) {
      this.#kept.textContent = words;
    }
    this.#failures.saveFile = empty ? null : () => this.saveFile();
    askBeforeLeaving(unsaved);
  }

  #words() {
    return (this.#isTooLong() ? TOO_LONG : "") + this.#place();
  }

  #place() {
    if (this.#drafts.current !== "") {
      return "A draft is saved on this device, and each change is saved too. It stays until you delete it.";
    }
    if (this.#file === "") {
      return "Your answers are on this page only. They are gone when you close or reload it.";
    }
    return this.#answers.unsaved
      ? `You changed answers after you saved “${this.#file}”. Save a file again to keep the changes.`
      : `Your answers are in the file “${this.#file}”, among your downloads.`;
  }

  #isTooLong() {
    const text = this.#answers.empty ? "" : this.#text();
    // A character takes three bytes at most for each of its places in a string.
    return text.length * 3 > LARGEST && new TextEncoder().encode(text).length > LARGEST;
  }

  #text() {
    return this.#answers.toText(this.#page.items(this.#answers.form), today());
  }

  /** @param {string} key */
  #store(key) {
    try {
      this.#drafts.write(key, this.#text());
      this.#answers.unsaved = false;
      clearMessages(this.#page.$messages);
    } catch (error) {
      if (!(error instanceof DraftError)) {
        throw error;
      }
      this.#drafts.current = "";
      const action = { label: "Save to a file", press: () => this.saveFile() };
      const problem = { text: NOT_STORED[error.code] };
      showSummary(this.#page.$messages, "Your answers could not be saved on this device", [problem], [
        action,
      ]);
    }
  }

  /** Where the draft of these answers is kept: the one in use, or one of the same set. */
  #draftKeys() {
    const { id } = this.#answers.about;
    return [this.#drafts.current, id ? this.#drafts.keyOf(id) : ""].filter(Boolean);
  }

  #hasDraft() {
    return this.#draftKeys().some((key) => this.#drafts.read(key) !== null);
  }

  #removeDraft() {
    for (const key of this.#draftKeys()) {
      this.#drafts.remove(key);
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
