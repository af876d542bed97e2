// Answers that were saved before: a file or the draft, read by the scorer alone.
// What it refuses leaves the page as it was.

import { ask } from "./dialogs.mjs";
import { clearMessages, refused, showSummary } from "./errors.mjs";
import { download, FileError, readText } from "./files.mjs";
import { isRefusal } from "./runtime.mjs";

/** @import { Answers } from "./answers.mjs" */
/** @import { Draft } from "./draft.mjs" */
/** @import { Problem } from "./errors.mjs" */
/** @import { Failures } from "./failures.mjs" */
/** @import { Journey } from "./journey.mjs" */
/** @import { Keeping } from "./keeping.mjs" */
/** @import { Page } from "./page.mjs" */
/** @import { Runtime } from "./runtime.mjs" */

const FILE_LEAD =
  "Nothing on this page has changed. Choose a file that you saved from this page. " +
  "What is wrong with this one:";
const DRAFT_LEAD = "It is still saved on this device. What is wrong with it:";

export class Opening {
  #page;
  #answers;
  #draft;
  #runtime;
  #failures;
  #journey;
  #keeping;

  /**
   * @param {Page} page
   * @param {Answers} answers
   * @param {Draft} draft
   * @param {Runtime} runtime
   * @param {Failures} failures
   * @param {Journey} journey
   * @param {Keeping} keeping
   */
  constructor(page, answers, draft, runtime, failures, journey, keeping) {
    this.#page = page;
    this.#answers = answers;
    this.#draft = draft;
    this.#runtime = runtime;
    this.#failures = failures;
    this.#journey = journey;
    this.#keeping = keeping;
  }

  /** @param {File} file */
  async openFile(file) {
    const title = "The file could not be opened";
    try {
      await this.#open(await readText(file), title, () => void this.openFile(file));
    } catch (error) {
      if (!(error instanceof FileError)) {
        throw error;
      }
      showSummary(this.#page.$messages, title, [{ text: error.message }], [], FILE_LEAD);
    }
  }

  async continueDraft() {
    const text = this.#draft.read();
    if (text === null) {
      this.#keeping.refresh();
      return;
    }
    const title = "The draft could not be opened";
    const opened = await this.#open(text, title, () => void this.continueDraft(), () =>
      download(`${this.#page.identity.instrument}-draft.json`, "application/json", text),
    );
    if (opened) {
      this.#keeping.opened(true);
    }
  }

  /**
   * Lets the scorer read a saved file's text, and puts its answers on the page.
   *
   * @param {string} text
   * @param {string} title - of the message when it is refused
   * @param {() => void} again
   * @param {() => void} [rescue] - saves the text when it is refused
   * @returns {Promise<boolean>} whether the answers are on the page now
   */
  async #open(text, title, again, rescue) {
    clearMessages(this.#page.$messages);
    this.#page.notice("Opening the answers. The scoring tool loads first, and checks them.");
    this.#page.focusHeading();
    let reply;
    try {
      reply = await this.#runtime.ask("read", text);
    } catch (error) {
      if (!isRefusal(error)) {
        this.#failures.show(error, again);
        return false;
      }
      this.#page.notice("");
      this.#refuse(title, [{ text: error.message }], rescue);
      return false;
    }
    this.#failures.clear();
    this.#page.notice("");
    if (reply.kind !== "read") {
      this.#refuse(title, refused(reply), rescue);
      return false;
    }
    if (reply.instrument !== this.#page.identity.instrument) {
      const text = `It holds answers to another questionnaire, “${reply.instrument}”. Open it on that page.`;
      this.#refuse(title, [{ text }], rescue);
      return false;
    }
    if (!this.#answers.empty && (await ask(this.#page.$root, "replace")) !== "yes") {
      return false;
    }
    // The draft must not take these answers in before it is known whose they are.
    this.#keeping.opened(false);
    this.#answers.replace(reply.form, reply.answers);
    this.#journey.resume();
    this.#page.notice("Your saved answers are on this page again.");
    return true;
  }

  /**
   * @param {string} title
   * @param {readonly Problem[]} problems
   * @param {(() => void) | undefined} rescue
   */
  #refuse(title, problems, rescue) {
    const actions = rescue ? [{ label: "Save the draft to a file", press: rescue }] : [];
    const lead = rescue ? DRAFT_LEAD : FILE_LEAD;
    showSummary(this.#page.$messages, title, problems, actions, lead);
  }
}
