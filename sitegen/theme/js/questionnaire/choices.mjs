// The radios: what they show is what the answers say, in the order of the chosen form.

import { clearItem } from "./errors.mjs";
import { all } from "./elements.mjs";

/** @import { Answer, Answers } from "./answers.mjs" */

/**
 * Keeps the answers in step with what the reader picks.
 *
 * @param {HTMLFormElement} $form
 * @param {Answers} answers
 */
export function follow($form, answers) {
  $form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "radio") {
      return;
    }
    const $item = target.closest("fieldset");
    if ($item) {
      clearItem($item);
    }
    if ($item?.dataset.item) {
      answers.set($item.dataset.item, fromRadio(target.value));
    }
  });
}

/**
 * Puts the form's items into its order and takes the others out of sight and reach.
 *
 * @param {HTMLElement} $root
 * @param {readonly string[]} items
 */
export function arrange($root, items) {
  for (const $list of all($root, "[data-items]:not(input)")) {
    const $own = new Map(all($list, "[data-item]").map(($item) => [$item.dataset.item, $item]));
    for (const $item of $own.values()) {
      $item.hidden = true;
      $item.toggleAttribute("disabled", true);
    }
    for (const item of items) {
      const $item = $own.get(item);
      if ($item) {
        $item.hidden = false;
        $item.toggleAttribute("disabled", false);
        $list.append($item);
      }
    }
  }
}

/**
 * Checks the radios that the answers name, and no other.
 *
 * @param {HTMLFormElement} $form
 * @param {Answers} answers
 */
export function show($form, answers) {
  $form.reset();
  for (const $item of all($form, "[data-item]")) {
    clearItem($item);
    const answer = answers.get($item.dataset.item ?? "");
    for (const $radio of radios($item)) {
      $radio.checked = $radio.value === toRadio(answer);
    }
  }
  for (const $radio of radios($form, "pi-form")) {
    $radio.checked = $radio.value === answers.form;
  }
}

/**
 * @param {ParentNode} $within
 * @param {string} [name]
 * @returns {HTMLInputElement[]}
 */
export function radios($within, name) {
  const selector = name ? `input[type="radio"][name="${name}"]` : 'input[type="radio"]';
  return /** @type {HTMLInputElement[]} */ (all($within, selector));
}

/**
 * The radio to put the focus on: the picked one, else the first.
 *
 * @param {HTMLElement} $item
 * @returns {HTMLInputElement | undefined}
 */
export function entrance($item) {
  const $radios = radios($item);
  return $radios.find(($radio) => $radio.checked) ?? $radios[0];
}

/**
 * The words of an answer, as the form has them.
 *
 * @param {HTMLElement} $item
 * @param {Answer | undefined} answer
 * @returns {string} "Not answered" when no radio stands for it
 */
export function words($item, answer) {
  const $radio = radios($item).find((candidate) => candidate.value === toRadio(answer));
  return $radio?.labels?.[0]?.textContent ?? "Not answered";
}

/**
 * @param {string} value
 * @returns {Answer}
 */
function fromRadio(value) {
  return value === "not_applicable" ? { value: null, reason: value } : Number(value);
}

/**
 * @param {Answer | undefined} answer
 * @returns {string}
 */
function toRadio(answer) {
  return typeof answer === "object" ? answer.reason : String(answer);
}
