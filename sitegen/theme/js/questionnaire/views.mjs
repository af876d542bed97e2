// The switch between the views of a report, of which the page shows one at a time.

import { element, one } from "./elements.mjs";
import { radios } from "./fields.mjs";

/** @import { View } from "../client.mjs" */

const NAME = "pi-view";

export class Views {
  /** What the reader picked, or is shown; empty before there is a choice. */
  chosen = "";

  /** The view that the report on the page has. */
  #shown = "";
  #titles = /** @type {ReadonlyMap<string, string>} */ (new Map());

  #place;
  #status;
  #product;
  #change;

  /**
   * @param {HTMLElement} $root
   * @param {() => void} change - called when the reader picks a view
   */
  constructor($root, change) {
    this.#place = one($root, "[data-views]", HTMLElement);
    this.#status = one($root, "[data-view-status]", HTMLElement);
    this.#product = $root.dataset.product ?? "report";
    this.#change = change;
  }

  /**
   * Offers the views of the report that is now on the page. The radios stay where they are
   * the same as before, as the focus may be on one.
   *
   * @param {readonly View[]} views
   * @param {string | null} shown
   */
  show(views, shown) {
    const titles = new Map(views.map(({ id, title }) => [id, title]));
    const before = JSON.stringify([...this.#titles]);
    this.#titles = titles;
    this.#shown = shown ?? "";
    if (JSON.stringify([...titles]) !== before) {
      this.#place.replaceChildren(...(titles.size > 1 ? [this.#choices()] : []));
    }
    this.choose(this.#shown);
    this.#say("");
  }

  /** @param {string} view */
  choose(view) {
    this.chosen = view;
    for (const $radio of radios(this.#place)) {
      $radio.checked = $radio.value === view;
    }
  }

  /** Says by the radios what the page shows, where what was picked did not come. */
  undo() {
    this.choose(this.#shown);
    this.#say("");
  }

  /** Tells readers who do not see it that the report has changed. */
  announce() {
    this.#say(`The ${this.#product} now shows: ${this.#titles.get(this.#shown) ?? ""}.`);
  }

  clear() {
    this.show([], null);
  }

  /** @param {string} text */
  #say(text) {
    this.#status.textContent = text;
  }

  #choices() {
    const $choices = [...this.#titles].map(([view, title]) => {
      const id = `${NAME}-${view}`;
      const attributes = { class: "pi-q__radio", type: "radio", id, name: NAME, value: view };
      const $radio = element("input", attributes);
      $radio.addEventListener("change", () => {
        this.chosen = view;
        this.#change();
      });
      const $label = element("label", { class: "pi-q__label", for: id }, title);
      return element("div", { class: "pi-q__choice" }, $radio, $label);
    });
    const wording = `What should the ${this.#product} show?`;
    const $wording = element("span", { class: "pi-q__wording" }, wording);
    return element(
      "fieldset",
      { class: "pi-q__item pi-q__item--plain" },
      element("legend", { class: "pi-q__legend" }, $wording),
      element("div", { class: "pi-q__choices" }, ...$choices),
    );
  }
}
