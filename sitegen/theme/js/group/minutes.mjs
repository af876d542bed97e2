// The minutes: written from what the meeting recorded, saved to a file, opened again.

import { today } from "../questionnaire/answers.mjs";
import { ask, askBeforeLeaving } from "../questionnaire/dialogs.mjs";
import { all, one } from "../questionnaire/elements.mjs";
import { clearMessages, refused, showSummary } from "../questionnaire/errors.mjs";
import { download, FileError, readText } from "../questionnaire/files.mjs";
import { show } from "../questionnaire/questions.mjs";
import { Report } from "../questionnaire/report.mjs";
import { isRefusal } from "../questionnaire/runtime.mjs";

/** @import { Read } from "../client.mjs" */
/** @import { Answers } from "../questionnaire/answers.mjs" */
/** @import { Failures } from "../questionnaire/failures.mjs" */
/** @import { Page } from "../questionnaire/page.mjs" */
/** @import { Naming } from "../questionnaire/report.mjs" */
/** @import { Runtime } from "../questionnaire/runtime.mjs" */
/** @import { Meeting } from "./meeting.mjs" */
/** @import { Members } from "./members.mjs" */
/** @typedef {"continue" | "compare"} Opened */

const NOT_OPENED = "The minutes could not be opened";
const NOT_WRITTEN = "The minutes could not be written";
const LEAD = "Nothing on this page has changed. Choose minutes that you saved from this page.";

/**
 * @typedef {object} Parts
 * @property {Page} page
 * @property {Answers} answers
 * @property {Runtime} runtime
 * @property {Failures} failures
 * @property {Members} members
 * @property {Meeting} meeting
 * @property {Naming} name
 */

export class Minutes {
  /** The text of the minutes that this meeting is compared with; null: there are none. */
  #earlier = /** @type {string | null} */ (null);
  #earlierName = "";
  #file = "";
  /** Counts what was put beside the meeting. */
  #turn = 0;
  /** What the minutes on the page were written from. */
  #written = "";

  #page;
  #answers;
  #runtime;
  #failures;
  #members;
  #meeting;
  #name;

  /** @param {Parts} parts */
  constructor({ page, answers, runtime, failures, members, meeting, name }) {
    this.#page = page;
    this.#answers = answers;
    this.#runtime = runtime;
    this.#failures = failures;
    this.#members = members;
    this.#meeting = meeting;
    this.#name = name;
    const $step = one(page.$root, '[data-step="minutes"]', HTMLElement);
    this.report = new Report($step, (part, ending) =>
      name(part === "report" ? "minutes" : part, ending),
    );
  }

  /** Whether the page holds something that would be lost. */
  get empty() {
    return this.#answers.empty && this.#earlier === null;
  }

  save() {
    this.#file = this.#name("minutes", "json");
    download(this.#file, "application/json", this.#text());
    this.#answers.markSaved();
  }

  /** Called after each change of what the meeting recorded. */
  changed() {
    const { empty, unsaved } = this.#answers;
    one(this.#page.$root, "[data-kept]", HTMLElement).textContent = this.#words();
    one(this.#page.$root, "[data-beside]", HTMLElement).hidden = this.#earlier === null;
    one(this.#page.$root, "[data-beside-name]", HTMLElement).textContent =
      `“${this.#earlierName}” stands beside this meeting, and the minutes say what changed.`;
    this.#failures.saveFile = empty ? null : () => this.save();
    askBeforeLeaving(unsaved);
  }

  /** Writes the minutes, unless those on the page still stand. */
  async write() {
    const seal = this.#seal();
    if (this.#written === seal) {
      return;
    }
    this.#forget();
    this.#page.notice("The minutes are being written.");
    try {
      const reply = await this.#runtime.request("minutes", {
        text: this.#text(),
        files: this.#members.readable,
        earlier: this.#earlier,
      });
      if (seal !== this.#seal()) {
        return; // The meeting went on meanwhile.
      }
      this.#failures.clear();
      this.#page.notice("");
      if (reply.kind === "minuted") {
        this.report.show(reply, this.#answers.revision);
        this.#written = seal;
      } else {
        showSummary(this.#page.$messages, NOT_WRITTEN, refused(reply));
      }
    } catch (error) {
      this.#page.notice("");
      if (isRefusal(error)) {
        showSummary(this.#page.$messages, NOT_WRITTEN, [{ text: error.message }]);
      } else {
        this.#failures.show(error, () => void this.write());
      }
    }
  }

  /**
   * @param {File} file
   * @returns {Promise<Opened | null>} what was done with it
   */
  async open(file) {
    clearMessages(this.#page.$messages);
    const text = await this.#textOf(file);
    const read = text === null ? null : await this.#read(text, () => void this.open(file));
    if (text === null || !read) {
      return null;
    }
    const choice = await ask(this.#page.$root, "opened");
    if (choice === "compare") {
      this.#compare(file.name, text, read);
      return choice;
    }
    return choice === "continue" && (await this.#replace(read)) ? choice : null;
  }

  closeEarlier() {
    this.#earlier = null;
    this.#turn += 1;
    this.#meeting.showEarlier(null);
    this.changed();
    this.#page.focusHeading();
    this.#page.notice("The earlier minutes were put away.");
    if (!one(this.#page.$root, '[data-step="minutes"]', HTMLElement).hidden) {
      void this.write();
    }
  }

  clear() {
    this.#file = "";
    this.#earlier = null;
    this.#meeting.showEarlier(null);
    this.#forget();
    this.#answers.replace(this.#page.onlyForm, {});
    show(this.#page.$form, this.#answers);
    this.changed();
  }

  /** @param {Read} read */
  async #replace({ answers, about }) {
    if (!this.#answers.empty && (await ask(this.#page.$root, "replace")) !== "yes") {
      return false;
    }
    this.#file = "";
    this.#answers.replace(this.#page.onlyForm, answers, about);
    show(this.#page.$form, this.#answers);
    this.changed();
    return true;
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {Read} read
   */
  #compare(name, text, { answers, about }) {
    this.#earlier = text;
    this.#earlierName = name;
    this.#turn += 1;
    this.#meeting.showEarlier(answers);
    if (!this.#answers.about.partnership && about.partnership) {
      const $label = all(this.#page.$form, 'input[data-about="partnership"]')[0];
      if ($label instanceof HTMLInputElement) {
        $label.value = about.partnership;
      }
      this.#answers.describe("partnership", about.partnership);
    }
    this.changed();
  }

  /** @param {File} file */
  async #textOf(file) {
    try {
      return await readText(file);
    } catch (error) {
      if (!(error instanceof FileError)) {
        throw error;
      }
      this.#refuse(error.message);
      return null;
    }
  }

  /**
   * @param {string} text
   * @param {() => void} again
   * @returns {Promise<Read | null>}
   */
  async #read(text, again) {
    const { instrument } = this.#page.identity;
    this.#page.notice("Opening the minutes. The page loads its tool first, which checks them.");
    try {
      const reply = await this.#runtime.request("read", { text, instrument });
      this.#failures.clear();
      this.#page.notice("");
      if (reply.kind !== "read") {
        showSummary(this.#page.$messages, NOT_OPENED, refused(reply), [], LEAD);
      } else if (!reply.minutes || reply.from !== instrument) {
        this.#refuse("It holds a member’s answers, and no minutes.");
      } else {
        return reply;
      }
    } catch (error) {
      this.#page.notice("");
      if (isRefusal(error)) {
        this.#refuse(error.message);
      } else {
        this.#failures.show(error, again);
      }
    }
    return null;
  }

  /** @param {string} text */
  #refuse(text) {
    showSummary(this.#page.$messages, NOT_OPENED, [{ text }], [], LEAD);
  }

  #forget() {
    this.#written = "";
    this.report.clear();
  }

  #seal() {
    return `${this.#answers.revision}/${this.#members.revision}/${this.#turn}`;
  }

  #text() {
    return this.#answers.toText(this.#page.items(this.#page.onlyForm), today());
  }

  #words() {
    if (this.#answers.empty) {
      return "Nothing is recorded yet.";
    }
    if (this.#file === "") {
      return "The minutes are on this page only. They are gone when you close or reload it.";
    }
    return this.#answers.unsaved
      ? `You changed the minutes after you saved “${this.#file}”. Save them again to keep the changes.`
      : `The minutes are in the file “${this.#file}”, among your downloads.`;
  }
}
