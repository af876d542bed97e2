// What the built page holds: its places, its forms and where its answers belong.

import { all, one } from "./elements.mjs";

/** @import { Identity } from "./answers.mjs" */

export class Page {
  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
    this.$form = one($root, "[data-form]", HTMLFormElement);
    this.$failure = one($root, "[data-failure]", HTMLElement);
    this.$messages = one($root, "[data-messages]", HTMLElement);
    this.$notice = one($root, "[data-notice]", HTMLElement);
    this.$heading = one($root, "[data-heading]", HTMLElement);
    const { questionnaire = "", framework = "", version = "", sha256 = "" } = $root.dataset;
    /** @type {Identity} */
    this.identity = { framework, version, sha256, instrument: questionnaire };
    /** @type {Map<string, string[]>} */
    this.forms = new Map();
    for (const $input of all($root, "input[data-items]")) {
      const { value } = /** @type {HTMLInputElement} */ ($input);
      const { onlyForm, items = "" } = $input.dataset;
      this.forms.set(onlyForm ?? value, items.split(" "));
    }
  }

  /** Whether the form can be scored by hand. */
  get hasSheets() {
    return this.$root.querySelector("[data-sheets]") !== null;
  }

  /** The form, where there is no choice; empty where there is. */
  get onlyForm() {
    const [first = "", ...others] = this.forms.keys();
    return others.length === 0 ? first : "";
  }

  /** What the form asks, such as questions. */
  get noun() {
    return `${this.$root.dataset.noun ?? "question"}s`;
  }

  /** What the page fetches to work with the answers. */
  get tool() {
    return this.$root.dataset.tool ?? "scoring tool";
  }

  /** What the answers become, such as a report. */
  get product() {
    return this.$root.dataset.product ?? "report";
  }

  /** The form that the page was built by. */
  get longest() {
    const [longest = ""] = [...this.forms.keys()].sort(
      (first, second) => this.#own(second).length - this.#own(first).length,
    );
    return longest;
  }

  /** Shows what needs the script and hides what stands in for it. */
  wake() {
    this.$root.dataset.awake = "";
    for (const $part of all(this.$root, "[data-js]")) {
      $part.hidden = false;
    }
  }

  /**
   * The items of a form in the order shown; without a form, those of all, as the page was built.
   *
   * @param {string} form
   * @returns {readonly string[]}
   */
  items(form) {
    const all = () => [...new Set([this.longest, ...this.forms.keys()].flatMap(this.#own))];
    return form === "" ? all() : this.#own(form);
  }

  #own = (/** @type {string} */ form) => this.forms.get(form) ?? [];

  /** @param {string} id */
  item(id) {
    return one(this.$root, `[data-item="${CSS.escape(id)}"]`, HTMLElement);
  }

  /** @param {string} form - empty when none is chosen */
  showForm(form) {
    this.$root.dataset.form = form;
    for (const $sheet of all(this.$root, "[data-sheet]")) {
      $sheet.hidden = form !== "" && $sheet.dataset.sheet !== form;
    }
    for (const $part of all(this.$root, "[data-facilitator]")) {
      $part.hidden = form !== "" && $part.dataset.facilitator !== form;
    }
  }

  /** @param {string} text - said once by screen readers; empty to hide it */
  notice(text) {
    this.$notice.hidden = text === "";
    this.$notice.textContent = text;
  }

  focusHeading() {
    this.$heading.focus({ preventScroll: true });
    this.$heading.parentElement?.scrollIntoView();
  }

  /** Prints the form, whatever step is on the screen. */
  printForm() {
    const before = this.$root.dataset.print;
    this.$root.dataset.print = "form";
    window.addEventListener("afterprint", () => (this.$root.dataset.print = before), {
      once: true,
    });
    window.print();
  }
}
