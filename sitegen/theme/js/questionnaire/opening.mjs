// Answers that were saved before: a file or a draft, read by the scorer alone.
// What it refuses leaves the page as it was.

import { ask, pose } from "./dialogs.mjs";
import { clearMessages, refused, showSummary } from "./errors.mjs";
import { download, FileError, fileName, readText } from "./files.mjs";
import { isRefusal } from "./runtime.mjs";

/** @import { Read } from "../client.mjs" */
/** @import { Answers } from "./answers.mjs" */
/** @import { Drafts } from "./drafts.mjs" */
/** @import { Problem } from "./errors.mjs" */
/** @import { Failures } from "./failures.mjs" */
/** @import { Journey } from "./journey.mjs" */
/** @import { Keeping } from "./keeping.mjs" */
/** @import { Page } from "./page.mjs" */
/** @import { Runtime } from "./runtime.mjs" */

const FILE_LEAD =
  "Nothing on this page has changed. Choose a file that you saved from this site. " +
  "What is wrong with this one:";
const DRAFT_LEAD = "It is still saved on this device. What is wrong with it:";
const FILE_TITLE = "The file could not be opened";
const DRAFT_TITLE = "The draft could not be opened";

/**
 * @typedef {object} Parts
 * @property {Page} page
 * @property {Answers} answers
 * @property {Drafts} drafts
 * @property {Runtime} runtime
 * @property {Failures} failures
 * @property {Journey} journey
 * @property {Keeping} keeping
 */
/**
 * What is opened, and what becomes of it when that fails.
 *
 * @typedef {object} Source
 * @property {string} title - of the message when it is refused
 * @property {string} text - of a saved file
 * @property {() => void} again
 * @property {() => void} [rescue] - saves the text when it is refused
 */

export class Opening {
  #page;
  #answers;
  #drafts;
  #runtime;
  #failures;
  #journey;
  #keeping;

  /** @param {Parts} parts */
  constructor({ page, answers, drafts, runtime, failures, journey, keeping }) {
    this.#page = page;
    this.#answers = answers;
    this.#drafts = drafts;
    this.#runtime = runtime;
    this.#failures = failures;
    this.#journey = journey;
    this.#keeping = keeping;
  }

  /** @param {File} file */
  async openFile(file) {
    try {
      const text = await readText(file);
      await this.#open({ title: FILE_TITLE, text, again: () => void this.openFile(file) });
    } catch (error) {
      if (!(error instanceof FileError)) {
        throw error;
      }
      showSummary(this.#page.$messages, FILE_TITLE, [{ text: error.message }], [], FILE_LEAD);
    }
  }

  /** @param {string} key */
  async continueDraft(key) {
    const text = this.#drafts.read(key);
    if (text === null) {
      this.#keeping.refresh();
      return;
    }
    const name = fileName([this.#page.identity.instrument, "draft"], "", "json");
    const opened = await this.#open({
      title: DRAFT_TITLE,
      text,
      again: () => void this.continueDraft(key),
      rescue: () => download(name, "application/json", text),
    });
    if (opened) {
      this.#keeping.opened(key);
    }
  }

  /**
   * Lets the scorer read a saved file's text, and puts its answers on the page.
   *
   * @param {Source} source
   * @returns {Promise<boolean>} whether the page holds all of these answers and no other
   */
  async #open(source) {
    const reply = await this.#read(source);
    if (!reply) {
      return false;
    }
    if (reply.minutes) {
      const text = "It holds the minutes of a meeting. Open it on the page for meetings.";
      this.#refuse(source, [{ text }]);
      return false;
    }
    if (reply.from === this.#page.identity.instrument) {
      return this.#replace(reply);
    }
    await this.#takeOver(reply, source);
    return false;
  }

  /**
   * @param {Source} source
   * @returns {Promise<Read | null>} null when it was refused or could not be read
   */
  async #read(source) {
    clearMessages(this.#page.$messages);
    this.#page.notice(`Opening the answers. The ${this.#page.tool} loads first, and checks them.`);
    this.#page.focusHeading();
    const { instrument } = this.#page.identity;
    try {
      const reply = await this.#runtime.request("read", { text: source.text, instrument });
      this.#failures.clear();
      this.#page.notice("");
      if (reply.kind === "read") {
        return reply;
      }
      this.#refuse(source, refused(reply));
    } catch (error) {
      if (isRefusal(error)) {
        this.#page.notice("");
        this.#refuse(source, [{ text: error.message }]);
      } else {
        this.#failures.show(error, source.again);
      }
    }
    return null;
  }

  /** @param {Read} reply */
  async #replace({ form, answers, about, version }) {
    if (!this.#answers.empty && (await ask(this.#page.$root, "replace")) !== "yes") {
      return false;
    }
    // The draft must not take these answers in before it is known whose they are.
    this.#keeping.opened("");
    this.#answers.replace(form, answers, about);
    this.#journey.resume();
    const older =
      version === this.#page.identity.version
        ? ""
        : ` They were given to version ${version}: questions that have changed since are open.`;
    this.#page.notice(`Your saved answers are on this page again.${older}`);
    // A draft of an older version may hold answers to questions that are asked no more.
    return older === "";
  }

  /**
   * Fills open questions with the answers of another instrument's file.
   *
   * @param {Read} reply
   * @param {Source} source
   */
  async #takeOver(reply, source) {
    if (reply.taken === 0) {
      const text = `It holds answers from another page, “${reply.from}”, and none of its questions is asked here. Open it on that page.`;
      this.#refuse(source, [{ text }]);
      return;
    }
    const clashes = this.#answers.clashes(reply.answers);
    if (clashes > 0 && !(await this.#mayMerge(reply.from, clashes))) {
      return;
    }
    this.#answers.choose(this.#formFor(reply.form));
    const taken = this.#answers.fill(reply.answers, reply.about);
    this.#journey.resume({ everything: true });
    this.#page.notice(takenWords(taken, reply.from, this.#journey.isComplete));
  }

  /**
   * @param {string} from
   * @param {number} clashes
   */
  async #mayMerge(from, clashes) {
    const questions = clashes === 1 ? "One question has" : `${clashes} questions have`;
    const text =
      `${questions} one answer on this page and another in your ${from} file. ` +
      "The answers on this page stay. The file fills the questions that are still open.";
    const choice = await pose(this.#page.$root, "Some answers differ", text, [
      { value: "yes", label: "Fill the open questions", kind: "primary" },
      { value: "no", label: "Leave this page as it is", kind: "secondary" },
    ]);
    return choice === "yes";
  }

  /**
   * The form that takes the answers in: the chosen one, else the file's counterpart.
   *
   * @param {string} suggested
   */
  #formFor(suggested) {
    const { onlyForm, longest } = this.#page;
    const known = this.#page.forms.has(suggested) ? suggested : "";
    return this.#answers.form || known || onlyForm || longest;
  }

  /**
   * @param {Source} source
   * @param {readonly Problem[]} problems
   */
  #refuse({ title, rescue }, problems) {
    const actions = rescue ? [{ label: "Save the draft to a file", press: rescue }] : [];
    const lead = rescue ? DRAFT_LEAD : FILE_LEAD;
    showSummary(this.#page.$messages, title, problems, actions, lead);
  }
}

/**
 * @param {number} taken
 * @param {string} from
 * @param {boolean} complete - whether no question is open
 */
function takenWords(taken, from, complete) {
  if (taken === 0) {
    return `Your ${from} file holds no answer to a question that is open here.`;
  }
  const answers = taken === 1 ? "one answer" : `${taken} answers`;
  const rest = complete ? "" : " The rest is open.";
  return `We took over ${answers} from your ${from} file.${rest}`;
}
