// The step that shows every answer with a way to change it.

import { words } from "./choices.mjs";
import { all, element, one } from "./elements.mjs";

/** @import { Answers } from "./answers.mjs" */

/**
 * @param {HTMLElement} $step - the check step
 * @param {readonly HTMLElement[]} $sections - of the chosen form
 * @param {Answers} answers
 * @param {(section: string, item: string) => void} change
 */
export function showAnswers($step, $sections, answers, change) {
  const $lists = $sections.map(($section) => summary($section, answers, change));
  one($step, "[data-check]", HTMLElement).replaceChildren(...$lists.flat());
  const $items = $sections.flatMap(shown);
  const answered = $items.filter(({ dataset }) => typeof answers.get(dataset.item ?? "") === "number");
  one($step, "[data-answered]", HTMLElement).textContent =
    `You have answered ${answered.length} of ${$items.length} statements.`;
}

/** @param {HTMLElement} $step */
export function forgetAnswers($step) {
  one($step, "[data-check]", HTMLElement).replaceChildren();
  one($step, "[data-answered]", HTMLElement).textContent = "";
}

/**
 * @param {HTMLElement} $section
 * @param {Answers} answers
 * @param {(section: string, item: string) => void} change
 */
function summary($section, answers, change) {
  const $list = element("dl", { class: "pi-q__answers" });
  for (const $item of shown($section)) {
    const wording = one($item, "[data-wording]", HTMLElement).textContent;
    const item = $item.dataset.item ?? "";
    const $change = element(
      "a",
      { href: `#${$section.dataset.step}` },
      "Change",
      element("span", { class: "pi-visually-hidden" }, ` the answer to: ${wording}`),
    );
    $change.addEventListener("click", (event) => {
      event.preventDefault();
      change($section.dataset.step ?? "", item);
    });
    $list.append(
      element(
        "div",
        { class: "pi-q__answer" },
        element("dt", {}, wording),
        element("dd", { class: "pi-q__given" }, words($item, answers.get(item))),
        element("dd", { class: "pi-q__change" }, $change),
      ),
    );
  }
  return [element("h2", { class: "pi-q__subtitle" }, $section.dataset.title ?? ""), $list];
}

/** @param {HTMLElement} $section */
function shown($section) {
  return all($section, "[data-item]:not([hidden])");
}
