// The report as a Word file. What writes it is fetched when the reader first asks for one;
// the fetch carries nothing, and the file is made in this browser.

import { ScorerError } from "../client.mjs";
import { Downloader, LoadError } from "../loader.mjs";
import { one } from "./elements.mjs";
import { clearMessages, focus, showFailure } from "./errors.mjs";
import { download } from "./files.mjs";

/** @import { FileEntry } from "../loader.mjs" */
/** @import { Report as Blocks } from "../word/blocks.mjs" */
/** @import { Answers } from "./answers.mjs" */
/** @import { Failures } from "./failures.mjs" */
/** @import { Page } from "./page.mjs" */
/** @import { Naming, Report } from "./report.mjs" */
/** @import { Runtime } from "./runtime.mjs" */

/** @typedef {(report: Blocks) => Promise<ArrayBuffer>} Write */

const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/** For a script that the browser has just fetched. */
const RUN_DEADLINE = 10_000;
const TITLE = "The Word file could not be made";
const KEPT = "Your answers are still on this page.";
const FAULTS = {
  download:
    `The part of this page that writes Word files could not be downloaded. ${KEPT} ` +
    "Check your internet connection, then try again.",
  damaged:
    `The part of this page that writes Word files arrived damaged. ${KEPT} ` +
    "Try again. If it happens again, your network may be changing files: try another one.",
  other: `Something went wrong while the file was written. ${KEPT}`,
};

/**
 * @typedef {object} Parts
 * @property {Page} page
 * @property {Answers} answers
 * @property {Runtime} runtime
 * @property {Report} report
 * @property {Failures} failures
 * @property {Naming} name
 */

export class WordFile {
  #busy = false;
  #write = /** @type {Write | null} */ (null);

  #page;
  #answers;
  #runtime;
  #report;
  #failures;
  #name;

  /** @param {Parts} parts */
  constructor({ page, answers, runtime, report, failures, name }) {
    this.#page = page;
    this.#answers = answers;
    this.#runtime = runtime;
    this.#report = report;
    this.#failures = failures;
    this.#name = name;
  }

  async download() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    clearMessages(this.#failurePlace);
    try {
      await this.#make();
    } catch (error) {
      this.#say("");
      this.#showFailure(error);
    } finally {
      this.#busy = false;
    }
  }

  async #make() {
    const { revision } = this.#report;
    this.#say("The Word file is being made.");
    const text = this.#answers.toText(this.#page.items(this.#answers.form));
    const reply = await this.#runtime.request("blocks", { text });
    if (reply.kind !== "blocks") {
      throw new Error("The scorer refused what it had scored.");
    }
    this.#write ??= await load(this.#entry());
    const file = await this.#write(reply.report);
    if (revision !== this.#report.revision) {
      return; // The report that the reader asked for has left the page.
    }
    const name = this.#name("report", "docx");
    download(name, TYPE, file);
    this.#say(`The file “${name}” is among your downloads.`);
  }

  /** @param {unknown} error */
  #showFailure(error) {
    const { $root } = this.#page;
    const again = () => void this.download();
    if (error instanceof ScorerError) {
      this.#failures.show(error, again);
      return;
    }
    const $place = this.#failurePlace;
    const product = $root.dataset.product ?? "report";
    const retry = () => {
      // The message goes, and the focus must not go with it.
      one($root, '[data-action="download-word"]', HTMLElement).focus();
      again();
    };
    showFailure($place, TITLE, FAULTS[error instanceof LoadError ? error.code : "other"], [
      { label: "Try again", press: retry },
      {
        label: `Download the ${product} as a page instead`,
        press: () => this.#report.downloadDocument(),
      },
    ]);
    focus($place);
  }

  get #failurePlace() {
    return one(this.#page.$root, "[data-word-failure]", HTMLElement);
  }

  /** @param {string} text */
  #say(text) {
    one(this.#page.$root, "[data-word-status]", HTMLElement).textContent = text;
  }

  /** @returns {FileEntry} with an absolute address */
  #entry() {
    const { $root } = this.#page;
    const { word } = JSON.parse(one($root, "#pi-runtime", Element).textContent);
    const root = new URL(`${$root.dataset.root ?? "."}/`, document.baseURI);
    return { ...word, url: new URL(word.url, root).href };
  }
}

/**
 * Fetches the script with all checks, then runs it from the browser's cache.
 *
 * @param {FileEntry} entry
 * @returns {Promise<Write>}
 * @throws {LoadError}
 */
async function load(entry) {
  await new Downloader().get(entry);
  return await run(entry);
}

/**
 * @param {FileEntry} entry
 * @returns {Promise<Write>}
 */
async function run({ url, sha256 }) {
  const $script = document.createElement("script");
  /** @type {Promise<Write>} */
  const handed = new Promise((resolve, reject) => {
    const fail = () => reject(new LoadError("damaged", `${url} does not run`));
    $script.addEventListener("pi-word", (event) =>
      resolve(/** @type {CustomEvent<Write>} */ (event).detail),
    );
    $script.addEventListener("load", fail); // Too late to matter where the script has run.
    $script.addEventListener("error", fail);
    setTimeout(() => reject(new LoadError("download", `${url} hangs`)), RUN_DEADLINE);
  });
  $script.integrity = `sha256-${base64(sha256)}`;
  $script.src = url;
  document.head.append($script);
  return await handed.finally(() => $script.remove());
}

/** @param {string} hex */
function base64(hex) {
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return btoa(String.fromCharCode(...bytes));
}
