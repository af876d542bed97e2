// The items of the meeting: their order, what members answered, and what was agreed before.

import { all, element, one } from "../questionnaire/elements.mjs";
import { control, dayInWords, fieldWords, radios } from "../questionnaire/fields.mjs";
import { countsOf } from "./members.mjs";

/** @import { Merged } from "../client.mjs" */
/** @import { Answer, Answers } from "../questionnaire/answers.mjs" */
/** @import { Page } from "../questionnaire/page.mjs" */
/** @import { ItemCounts } from "./members.mjs" */

const PARTS = ["agreed", "note", "action", "who", "by"];

export class Meeting {
  #page;
  #answers;
  #items;
  #places;

  /**
   * @param {Page} page
   * @param {Answers} answers
   */
  constructor(page, answers) {
    this.#page = page;
    this.#answers = answers;
    this.#items = all(page.$root, "[data-meeting-item]");
    this.#places = one(page.$root, "[data-places]", HTMLElement);
  }

  /**
   * Puts the items that members see most differently first, and shows what they answered.
   *
   * @param {Merged | null} merged
   */
  showMembers(merged) {
    const { items, split } = countsOf(merged);
    const known = new Map(items.map((item) => [item.id, item]));
    const $first = split.flatMap((id) => this.#items.filter(($item) => idOf($item) === id));
    const $rest = this.#items.filter(($item) => !$first.includes($item));
    const $end = document.createComment("");
    this.#items.at(-1)?.after($end);
    for (const $item of [...$first, ...$rest]) {
      $end.before($item);
      const $members = one($item, "[data-members]", HTMLElement);
      $members.hidden = !merged;
      $members.replaceChildren(...distribution($item, known.get(idOf($item))));
    }
    $end.remove();
    this.#buttons();
  }

  /**
   * Shows beside each item what an earlier meeting recorded of it.
   *
   * @param {Readonly<Record<string, Answer>> | null} earlier
   */
  showEarlier(earlier) {
    for (const $item of this.#items) {
      const $then = one($item, "[data-then]", HTMLElement);
      const rows = earlier ? this.#recorded($item, earlier) : [];
      $then.hidden = rows.length === 0;
      $then.replaceChildren(
        ...(rows.length === 0
          ? []
          : [
              element("h2", { class: "pi-q__subtitle" }, "At the earlier meeting"),
              element("dl", { class: "pi-group__then" }, ...rows.flat()),
            ]),
      );
    }
  }

  /**
   * Lists all items with what is recorded, as links.
   *
   * @param {readonly string[]} steps - in the order of the meeting
   * @param {string} current
   * @param {(step: string) => void} go
   */
  list(steps, current, go) {
    this.#places.replaceChildren(
      ...steps.map((step) => {
        const $item = one(this.#page.$root, `[data-step="${CSS.escape(step)}"]`, HTMLElement);
        const $link = element("a", { href: `#${step}` }, $item.dataset.title ?? "");
        if (step === current) {
          $link.setAttribute("aria-current", "step");
        }
        $link.addEventListener("click", (event) => {
          event.preventDefault();
          go(step);
        });
        const done = this.#isRecorded($item) ? " (recorded)" : "";
        return element("li", {}, $link, done);
      }),
    );
  }

  /** The last of the items leads to the minutes. */
  #buttons() {
    const $items = all(this.#page.$root, "[data-meeting-item]");
    for (const [number, $item] of $items.entries()) {
      const last = number === $items.length - 1;
      one($item, 'button[type="submit"]', HTMLElement).textContent = last ? "Minutes" : "Next item";
    }
  }

  /** @param {HTMLElement} $item */
  #isRecorded($item) {
    return PARTS.some((part) => this.#answers.get(`${idOf($item)}-${part}`) !== undefined);
  }

  /**
   * @param {HTMLElement} $item
   * @param {Readonly<Record<string, Answer>>} earlier
   */
  #recorded($item, earlier) {
    return all($item, "[data-item]").flatMap(($field) => {
      const answer = earlier[$field.dataset.item ?? ""];
      const open = answer === undefined || (typeof answer === "object" && !Array.isArray(answer));
      if (open) {
        return [];
      }
      const isState = !control($field);
      const label = isState ? "State" : ($field.querySelector("[data-wording]")?.textContent ?? "");
      const words = $field.dataset.type === "date" ? [dayInWords(String(answer))] : fieldWords($field, answer);
      return [[element("dt", {}, label), element("dd", { dir: "auto" }, ...words)]];
    });
  }
}

/** @param {HTMLElement} $item */
function idOf($item) {
  return $item.dataset.meetingItem ?? "";
}

/**
 * @param {HTMLElement} $item
 * @param {ItemCounts | undefined} known
 * @returns {HTMLElement[]}
 */
function distribution($item, known) {
  const $title = element("h2", { class: "pi-q__subtitle" }, "How members answered");
  if (!known?.counts) {
    const text = "Too few members answered this item for their answers to be shown.";
    return [$title, element("p", {}, text)];
  }
  const { counts, split } = known;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const states = radios($item).map(($radio) => $radio.labels?.[0]?.textContent.trim() ?? "");
  const $rows = counts.map((count, at) => row(states[at] ?? "", count, Math.max(...counts, 1)));
  const $table = element(
    "table",
    { class: "pi-group__table" },
    element("caption", {}, `${total} members answered`),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, "State"),
        element("th", { scope: "col" }, "Members"),
      ),
    ),
    element("tbody", {}, ...$rows),
  );
  const note = "The answers are split: many members chose a low state and many a high one.";
  return [$title, ...(split ? [element("p", { class: "pi-group__split" }, note)] : []), $table];
}

/**
 * @param {string} state
 * @param {number} count
 * @param {number} most
 */
function row(state, count, most) {
  const $bar = element("span", { class: "pi-group__bar", "aria-hidden": "true" });
  $bar.style.width = `${(count / most) * 100}%`;
  const $track = element("span", { class: "pi-group__track" }, $bar);
  const $number = element("span", { class: "pi-group__number" }, String(count));
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, state),
    element("td", {}, element("span", { class: "pi-group__cell" }, $number, $track)),
  );
}
