// The report on the page, and its files.

import { one } from "./elements.mjs";
import { download } from "./files.mjs";

const ARRIVING = "pi-q__report--arriving";

/** @typedef {{ report: string, document: string, result: string }} Scored */

export class Report {
  /** The answers' revision that the report was written from; -1 when there is none. */
  revision = -1;

  #place;
  #name;
  #document = "";
  #result = "";

  /**
   * @param {HTMLElement} $root
   * @param {string} name - how its files' names begin
   */
  constructor($root, name) {
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
    this.#result = scored.result;
    this.revision = revision;
  }

  clear() {
    this.#place.replaceChildren();
    this.#document = "";
    this.#result = "";
    this.revision = -1;
  }

  downloadDocument() {
    download(`${this.#name}-report.html`, "text/html", this.#document);
  }

  downloadResults() {
    download(`${this.#name}-results.json`, "application/json", this.#result);
  }
}
