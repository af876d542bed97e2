// The list of drafts on the start step: whose each is, to continue or to delete.

import { button, element } from "./elements.mjs";
import { dayInWords } from "./fields.mjs";

/** @import { About } from "./answers.mjs" */
/** @import { Kept } from "./drafts.mjs" */

export class DraftList {
  #place;
  #continue;
  #delete;
  #shown = "";

  /**
   * @param {HTMLElement} $place - a list
   * @param {(draft: Kept) => void} goOn
   * @param {(draft: Kept) => void} remove
   */
  constructor($place, goOn, remove) {
    this.#place = $place;
    this.#continue = goOn;
    this.#delete = remove;
  }

  /** @param {readonly Kept[]} drafts */
  show(drafts) {
    const now = JSON.stringify(drafts);
    if (now === this.#shown) {
      return; // The focus may be on one of the buttons.
    }
    this.#shown = now;
    this.#place.replaceChildren(...drafts.map((draft) => this.#row(draft)));
  }

  /** @param {Kept} draft */
  #row(draft) {
    const label = draftLabel(draft.about);
    const $continue = button("Continue", "secondary", () => this.#continue(draft));
    const $delete = button("Delete", "warning", () => this.#delete(draft));
    for (const $button of [$continue, $delete]) {
      $button.append(element("span", { class: "pi-visually-hidden" }, ` the draft: ${label}`));
    }
    return element(
      "li",
      { class: "pi-q__draft" },
      element("span", { class: "pi-q__draft-name", translate: "no" }, label),
      " ",
      element("span", { class: "pi-q__actions" }, $continue, " ", $delete),
    );
  }
}

/**
 * @param {About} about
 * @returns {string} such as Harbour Board, Ana, 21 November 2026
 */
export function draftLabel({ partnership, organisation, person, date }) {
  const names = [partnership, organisation, person].filter(Boolean).join(", ");
  return [names || "Without a name", date && dayInWords(date)].filter(Boolean).join(", ");
}
