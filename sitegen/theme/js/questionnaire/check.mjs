// The step that shows every answer with a way to change it.

import { isMissing } from "./answers.mjs";
import { element, one } from "./elements.mjs";
import { asked, wordingOf, words } from "./questions.mjs";

/** @import { Answers } from "./answers.mjs" */

/**
 * @param {HTMLElement} $step - the check step
 * @param {readonly HTMLElement[]} $sections - of the chosen form
 * @param {Answers} answers
 * @param {string} noun - what the form asks, such as questions
 * @param {(section: string, item: string) => void} change
 */
export function showAnswers($step, $sections, answers, noun, change) {
  const $lists = $sections.map(($section) => summary($section, answers, change));
  one($step, "[data-check]", HTMLElement).replaceChildren(...$lists.flat());
  const given = $sections.flatMap(asked).map(({ dataset }) => answers.get(dataset.item ?? ""));
  const answered = given.filter((answer) => answer !== undefined && !isMissing(answer));
  one($step, "[data-answered]", HTMLElement).textContent =
    `You have answered ${answered.length} of ${given.length} ${noun}.`;
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
  for (const $item of asked($section)) {
    const item = $item.dataset.item ?? "";
    const go = () => change($section.dataset.step ?? "", item);
    $list.append(row($item, answers, `#${$section.dataset.step}`, go));
  }
  return [element("h2", { class: "pi-q__subtitle" }, $section.dataset.title ?? ""), $list];
}

/**
 * @param {HTMLElement} $item
 * @param {Answers} answers
 * @param {string} address
 * @param {() => void} change
 */
function row($item, answers, address, change) {
  const wording = wordingOf($item);
  const $change = element(
    "a",
    { href: address },
    "Change",
    element("span", { class: "pi-visually-hidden" }, ` the answer to: ${wording}`),
  );
  $change.addEventListener("click", (event) => {
    event.preventDefault();
    change();
  });
  const given = words($item, answers.get($item.dataset.item ?? ""));
  return element(
    "div",
    { class: "pi-q__answer" },
    element("dt", {}, wording),
    element("dd", { class: "pi-q__given" }, ...given),
    element("dd", { class: "pi-q__change" }, $change),
  );
}
