// Two files and what comes of them: checked, handed to the scoring tool, shown, cleared.

import { ScorerError } from "../client.mjs";
import { one } from "../questionnaire/elements.mjs";
import {
  clearItem,
  clearMessages,
  focus,
  markItem,
  refused,
  showFailure,
  showSummary,
} from "../questionnaire/errors.mjs";
import { FileError, readText } from "../questionnaire/files.mjs";
import { isRefusal } from "../questionnaire/runtime.mjs";

/** @import { Problem } from "../questionnaire/errors.mjs" */
/** @import { Report } from "../questionnaire/report.mjs" */
/** @import { Runtime } from "../questionnaire/runtime.mjs" */
/** @typedef {{ name: string, text: string }} Opened */

const NAMES = /** @type {const} */ (["earlier", "later"]);
const MISSING = { earlier: "Choose the earlier file", later: "Choose the later file" };
const ELSEWHERE = "On a computer with Python, “python -m scorer compare EARLIER LATER” does the same.";
const UNKNOWN = `Something on this page went wrong. Your files are as they were. Try again. ${ELSEWHERE}`;
/** What a fault means here, where no answers are at stake and nothing is scored by hand. */
const FAULTS = /** @type {Record<string, string>} */ ({
  "no-webassembly":
    "This browser does not run WebAssembly, which the comparison needs. " +
    `Allow WebAssembly for this site, or open the page in another browser. ${ELSEWHERE}`,
  download:
    "The scoring program could not be downloaded. " +
    `Check your internet connection, then try again. ${ELSEWHERE}`,
  damaged:
    "A part of the scoring program arrived damaged. Try again. " +
    `If it happens again, your network may be changing files: try another one. ${ELSEWHERE}`,
  "too-slow":
    "The comparison took too long and was stopped. " +
    `Close other tabs or programs, then try again. ${ELSEWHERE}`,
  "too-large": "One of the files is larger than 256 KB, so it is no file of saved answers.",
  "too-deep":
    "One of the files holds lists inside lists, more than 16 deep, so it is no file of saved answers.",
});

export class Comparison {
  /** What the later file calls the partnership; empty when it has no name. */
  partnership = "";

  #root;
  #runtime;
  #report;
  #form;
  #failure;
  #messages;
  #notice;
  #section;
  #inputs;
  /** Counts what was asked: an answer to an earlier question is not shown. */
  #turn = 0;

  /**
   * @param {HTMLElement} $root
   * @param {Runtime} runtime
   * @param {Report} report
   */
  constructor($root, runtime, report) {
    this.#root = $root;
    this.#runtime = runtime;
    this.#report = report;
    this.#form = one($root, "[data-form]", HTMLFormElement);
    this.#failure = one($root, "[data-failure]", HTMLElement);
    this.#messages = one($root, "[data-messages]", HTMLElement);
    this.#notice = one($root, "[data-notice]", HTMLElement);
    this.#section = one($root, '[data-step="report"]', HTMLElement);
    this.#inputs = NAMES.map((name) => one($root, `[data-file="${name}"]`, HTMLInputElement));
  }

  /** Another file was chosen: what stands on the page is no longer about the files. */
  chosen() {
    this.#turn += 1;
    this.#clear();
    if (this.#inputs.some(({ files }) => files?.length)) {
      // Told when the reader asks for the comparison.
      this.#runtime.start().catch(() => {});
    }
  }

  async compare() {
    this.#turn += 1;
    const turn = this.#turn;
    this.#clear();
    const opened = await this.#open();
    if (!opened || turn !== this.#turn) {
      return;
    }
    try {
      await this.#ask(opened, () => turn === this.#turn);
    } catch (error) {
      if (turn === this.#turn) {
        this.#fail(error);
      }
    }
  }

  /** Compares the other way round. */
  async swap() {
    const [$earlier, $later] = this.#inputs;
    if ($earlier && $later) {
      [$earlier.files, $later.files] = [$later.files, $earlier.files];
    }
    if (this.#inputs.every(({ files }) => files?.length)) {
      await this.compare();
    } else {
      this.chosen();
    }
    this.#say("The two files were swapped.");
  }

  finish() {
    this.#turn += 1;
    this.#runtime.stop();
    this.#clear();
    this.#form.reset();
    // The page may come back from the browser's memory; it must then start anew.
    window.addEventListener("pageshow", () => location.reload());
    location.replace(new URL(this.#root.dataset.finishUrl ?? ".", document.baseURI));
  }

  /**
   * The two files, or null when the page says what is wrong with them.
   *
   * @returns {Promise<Opened[] | null>}
   */
  async #open() {
    /** @type {Opened[]} */
    const opened = [];
    /** @type {Problem[]} */
    const problems = [];
    for (const [place, name] of NAMES.entries()) {
      const $input = /** @type {HTMLInputElement} */ (this.#inputs[place]);
      try {
        opened.push(await fileOf($input, MISSING[name]));
      } catch (error) {
        if (!(error instanceof FileError)) {
          throw error;
        }
        markItem(itemOf($input), error.message);
        problems.push({ text: error.message, target: $input });
      }
    }
    if (problems.length > 0) {
      showSummary(this.#messages, "There is a problem", problems);
      return null;
    }
    return opened;
  }

  /**
   * @param {readonly Opened[]} opened
   * @param {() => boolean} current - whether the reader still waits for it
   */
  async #ask(opened, current) {
    const reply = await this.#runtime.request("compare", { texts: opened.map(({ text }) => text) });
    if (!current()) {
      return;
    }
    if (reply.kind === "refused") {
      const [title, problems] = await this.#faults(opened, refused(reply));
      if (current()) {
        showSummary(this.#messages, title, problems);
      }
      return;
    }
    this.partnership = await this.#labelOf(opened);
    if (!current()) {
      return;
    }
    this.#report.show(reply, this.#turn);
    this.#section.hidden = false;
    const $heading = one(this.#section, "h2", HTMLElement);
    $heading.focus({ preventScroll: true });
    $heading.scrollIntoView();
  }

  /**
   * Which of the files is at fault, where one alone is; the reply does not tell.
   *
   * @param {readonly Opened[]} opened
   * @param {Problem[]} problems
   * @returns {Promise<[string, Problem[]]>}
   */
  async #faults(opened, problems) {
    for (const { name, text } of opened) {
      const reply = await this.#runtime.request("read", { text });
      if (reply.kind === "refused") {
        return [`“${name}” cannot be used`, refused(reply)];
      }
    }
    return ["These two files cannot be compared", problems];
  }

  /** @param {readonly Opened[]} opened */
  async #labelOf(opened) {
    const text = opened.at(-1)?.text ?? "";
    const reply = await this.#runtime.request("read", { text });
    return reply.kind === "refused" ? "" : (reply.about.partnership ?? "");
  }

  /** @param {unknown} error */
  #fail(error) {
    const text = error instanceof ScorerError ? (FAULTS[error.code] ?? UNKNOWN) : UNKNOWN;
    if (isRefusal(error)) {
      showSummary(this.#messages, "There is a problem", [{ text }]);
      return;
    }
    const again = { label: "Try again", press: () => void this.compare() };
    showFailure(this.#failure, "The scoring tool does not work at the moment", text, [again]);
    focus(this.#failure);
  }

  #clear() {
    clearMessages(this.#messages);
    clearMessages(this.#failure);
    this.#inputs.forEach(($input) => clearItem(itemOf($input)));
    this.#section.hidden = true;
    this.#report.clear();
    this.partnership = "";
    this.#say("");
  }

  /** @param {string} text - said once by screen readers; empty to hide it */
  #say(text) {
    this.#notice.hidden = text === "";
    this.#notice.textContent = text;
  }
}

/**
 * @param {HTMLInputElement} $input
 * @param {string} missing
 * @returns {Promise<Opened>}
 * @throws {FileError}
 */
async function fileOf($input, missing) {
  const [file] = $input.files ?? [];
  if (!file) {
    throw new FileError(missing);
  }
  return { name: file.name, text: await readText(file) };
}

/** @param {HTMLInputElement} $input */
function itemOf($input) {
  return /** @type {HTMLElement} */ ($input.parentElement);
}
