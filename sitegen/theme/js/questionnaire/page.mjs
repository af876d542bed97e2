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
    for (const $radio of all($root, "input[data-items]")) {
      const { value } = /** @type {HTMLInputElement} */ ($radio);
      this.forms.set(value, $radio.dataset.items?.split(" ") ?? []);
    }
  }

  /** The form that the page was built by. */
  get longest() {
    const [longest = ""] = [...this.forms.keys()].sort(
      (first, second) => this.items(second).length - this.items(first).length,
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
   * The items of a form in the order shown.
   *
   * @param {string} form
   * @returns {readonly string[]}
   */
  items(form) {
    return this.forms.get(form) ?? [];
  }

  /**
   * @param {string} id
   * @returns {HTMLFieldSetElement}
   */
  item(id) {
    return one(this.$root, `[data-item="${CSS.escape(id)}"]`, HTMLFieldSetElement);
  }

  /** @param {string} form - empty when none is chosen */
  showForm(form) {
    this.$root.dataset.form = form;
    for (const $sheet of all(this.$root, "[data-sheet]")) {
      $sheet.hidden = form !== "" && $sheet.dataset.sheet !== form;
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
