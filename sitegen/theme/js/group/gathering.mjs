// The step in which members' files are opened and merged, and the report on the group.

import { button, element, one } from "../questionnaire/elements.mjs";
import { clearMessages, refused, showSummary } from "../questionnaire/errors.mjs";
import { FileError, readText } from "../questionnaire/files.mjs";
import { Report } from "../questionnaire/report.mjs";
import { isRefusal } from "../questionnaire/runtime.mjs";
import { summaryOf } from "./members.mjs";

/** @import { Merged } from "../client.mjs" */
/** @import { Failures } from "../questionnaire/failures.mjs" */
/** @import { Page } from "../questionnaire/page.mjs" */
/** @import { Naming } from "../questionnaire/report.mjs" */
/** @import { Runtime } from "../questionnaire/runtime.mjs" */
/** @import { MemberFile, Members } from "./members.mjs" */

const OVER = "pi-group__drop--over";

/**
 * @typedef {object} Parts
 * @property {Page} page
 * @property {Runtime} runtime
 * @property {Failures} failures
 * @property {Members} members
 * @property {Naming} name
 * @property {(merged: Merged | null) => void} merged - called when other files count
 */

export class Gathering {
  /** What the files make together; null while there is none. */
  merged = /** @type {Merged | null} */ (null);

  #page;
  #runtime;
  #failures;
  #members;
  #told;
  #step;

  /** @param {Parts} parts */
  constructor({ page, runtime, failures, members, name, merged }) {
    this.#page = page;
    this.#runtime = runtime;
    this.#failures = failures;
    this.#members = members;
    this.#told = merged;
    this.#step = one(page.$root, '[data-step="files"]', HTMLElement);
    const $report = one(page.$root, '[data-step="report"]', HTMLElement);
    this.report = new Report($report, (part, ending) => name(`group-${part}`, ending));
    this.#acceptDrops();
    this.#show();
  }

  /** Whether there are enough members for a report. */
  get enough() {
    return this.merged !== null && summaryOf(this.merged).enough;
  }

  /** @param {readonly File[]} files */
  async add(files) {
    if (files.length === 0) {
      return;
    }
    clearMessages(this.#page.$messages);
    const left = this.#members.add(await Promise.all(files.map(opened)));
    this.#page.notice(
      left > 0 ? `The page takes ${this.#members.files.length} files at most. ${left} were left out.` : "",
    );
    await this.merge();
  }

  clear() {
    this.#members.clear();
    this.#forget();
    this.#show();
  }

  async merge() {
    const { revision, readable } = this.#members;
    if (readable.length === 0) {
      this.#forget();
      this.#show();
      return;
    }
    this.#count("Reading the files.");
    try {
      const reply = await this.#runtime.request("merge", { files: readable });
      if (revision !== this.#members.revision) {
        return; // Other files came or went meanwhile.
      }
      this.#failures.clear();
      if (reply.kind === "merged") {
        this.#take(reply);
      } else {
        showSummary(this.#page.$messages, "The files could not be put together", refused(reply));
      }
    } catch (error) {
      if (isRefusal(error)) {
        const problem = { text: error.message };
        showSummary(this.#page.$messages, "The files could not be put together", [problem]);
      } else {
        this.#failures.show(error, () => void this.merge());
      }
    }
    this.#show();
  }

  /** @param {Merged} merged */
  #take(merged) {
    this.merged = merged;
    this.#members.mark(merged);
    this.report.show({ ...merged, result: merged.technical }, this.#members.revision);
    this.#told(merged);
  }

  #forget() {
    this.merged = null;
    this.report.clear();
    this.#told(null);
  }

  #show() {
    const { files } = this.#members;
    const used = files.filter(({ fault }) => fault === "");
    const aside = files.filter(({ fault }) => fault !== "");
    const warnings = this.merged ? summaryOf(this.merged).warnings : [];
    this.#count(this.#words(files.length, aside.length));
    one(this.#step, "[data-files]", HTMLElement).replaceChildren(
      ...(warnings.length > 0 ? [warned(warnings)] : []),
      ...this.#list("Set aside", aside),
      ...this.#list(this.merged ? "Used" : "Opened", used),
    );
    one(this.#step, "[data-onward]", HTMLElement).textContent = this.merged
      ? "See the report on the group"
      : "Continue without members’ files";
  }

  /**
   * @param {number} all
   * @param {number} aside
   */
  #words(all, aside) {
    if (all === 0) {
      return `No file is open yet. A report needs the files of at least ${this.#page.$root.dataset.needed} members.`;
    }
    const used = all - aside;
    const said = `${all === 1 ? "1 file is" : `${all} files are`} open: ${used} used, ${aside} set aside.`;
    if (!this.merged || this.enough) {
      return said;
    }
    const { needed } = summaryOf(this.merged);
    return `${said} A report needs ${needed} members, so ${needed - used} more.`;
  }

  /** @param {string} text */
  #count(text) {
    const $count = one(this.#step, "[data-count]", HTMLElement);
    if ($count.textContent !== text) {
      $count.textContent = text;
    }
  }

  /**
   * @param {string} title
   * @param {readonly MemberFile[]} files
   */
  #list(title, files) {
    if (files.length === 0) {
      return [];
    }
    const $list = element("ul", { class: "pi-group__files" }, ...files.map((file) => this.#row(file)));
    return [element("h2", { class: "pi-q__subtitle" }, `${title} (${files.length})`), $list];
  }

  /** @param {MemberFile} file */
  #row({ name, fault }) {
    const $remove = button("Remove", "secondary", () => void this.#remove(name));
    $remove.append(element("span", { class: "pi-visually-hidden" }, ` ${name}`));
    const $what = element("div", {}, element("p", { class: "pi-group__name", dir: "auto" }, name));
    if (fault) {
      $what.append(element("p", { class: "pi-q__hint" }, fault));
    }
    return element("li", { class: "pi-group__file" }, $what, $remove);
  }

  /** @param {string} name */
  async #remove(name) {
    this.#members.remove(name);
    this.#show();
    this.#page.focusHeading();
    await this.merge();
  }

  #acceptDrops() {
    const $drop = one(this.#step, "[data-drop]", HTMLElement);
    // Anywhere else on the page, a browser would leave it and open the file.
    for (const kind of ["dragover", "drop"]) {
      window.addEventListener(kind, (event) => event.preventDefault());
    }
    $drop.addEventListener("dragover", () => $drop.classList.add(OVER));
    $drop.addEventListener("dragleave", () => $drop.classList.remove(OVER));
    $drop.addEventListener("drop", ({ dataTransfer }) => {
      $drop.classList.remove(OVER);
      void this.add([...(dataTransfer?.files ?? [])]);
    });
  }
}

/**
 * @param {File} file
 * @returns {Promise<MemberFile>}
 */
async function opened(file) {
  try {
    return { name: file.name, text: await readText(file), fault: "" };
  } catch (error) {
    if (!(error instanceof FileError)) {
      throw error;
    }
    return { name: file.name, text: "", fault: error.message };
  }
}

/** @param {readonly string[]} warnings */
function warned(warnings) {
  return element(
    "div",
    { class: "pi-q__notice", "data-warned": "" },
    element("h2", { class: "pi-group__warned" }, "Look at these before you go on"),
    element("ul", {}, ...warnings.map((text) => element("li", {}, text))),
  );
}
