// The report on the page, and its files.

import { all, one } from "./elements.mjs";
import { download } from "./files.mjs";

const ARRIVING = "pi-q__report--arriving";

/**
 * @typedef {{ report: string, document: string, result?: string, markdown?: string | null }} Scored
 */
/** @typedef {(part: string, ending: string) => string} Naming */

export class Report {
  /** The answers' revision that the report was written from; -1 when there is none. */
  revision = -1;

  #root;
  #place;
  #name;
  #document = "";
  #result = "";
  #markdown = "";

  /**
   * @param {HTMLElement} $root
   * @param {Naming} name - of a file with this part of the report
   */
  constructor($root, name) {
    this.#root = $root;
    this.#place = one($root, "[data-report]", HTMLElement);
    this.#name = name;
  }

  /**
   * Puts the report on the page. It is parsed as XML: what is not well-formed is refused.
   *
   * @param {Scored} scored
   * @param {number} revision
   */
  show(scored, revision) {
    const parsed = new DOMParser().parseFromString(scored.report, "application/xhtml+xml");
    if (parsed.querySelector("parsererror")) {
      throw new Error("The report is not well-formed.");
    }
    this.#place.classList.add(ARRIVING);
    this.#place.replaceChildren(document.importNode(parsed.documentElement, true));
    // The first frame shows the top at once; the next one lays out the rest.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => this.#place.classList.remove(ARRIVING)),
    );
    this.#document = scored.document;
    this.#result = scored.result ?? "";
    this.#markdown = scored.markdown ?? "";
    this.revision = revision;
    this.#forgetWordFile();
    this.#offerFiles();
  }

  clear() {
    this.#place.replaceChildren();
    this.#document = "";
    this.#result = "";
    this.#markdown = "";
    this.revision = -1;
    this.#forgetWordFile();
  }

  downloadDocument() {
    download(this.#name("report", "html"), "text/html", this.#document);
  }

  downloadResults() {
    download(this.#name("results", "json"), "application/json", this.#result);
  }

  downloadMarkdown() {
    download(this.#name("report", "md"), "text/markdown", this.#markdown);
  }

  /** What is said of a Word file is about the report that was here before. */
  #forgetWordFile() {
    for (const $place of all(this.#root, "[data-word-status], [data-word-failure]")) {
      $place.replaceChildren();
    }
  }

  #offerFiles() {
    for (const $button of all(this.#root, '[data-action="download-markdown"]')) {
      $button.hidden = this.#markdown === "";
    }
  }
}
