// One question or one field of an entry: what its control holds, shows and says in words.

import { isMissing } from "./answers.mjs";
import { all, element } from "./elements.mjs";

/** @import { Answer, Plain } from "./answers.mjs" */
/** @typedef {Node | string} Content */

export const NOT_ANSWERED = "Not answered";

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * The answer that the control holds; undefined when it holds none.
 *
 * @param {HTMLElement} $field
 * @returns {Plain | undefined}
 */
export function readField($field) {
  switch ($field.dataset.type) {
    case "choice": {
      const $picked = radios($field).find(($radio) => $radio.checked);
      return $picked && fromRadio($picked.value, $field.dataset.numbers !== undefined);
    }
    case "choices": {
      const ticked = boxes($field).filter(($box) => $box.checked);
      return ticked.length > 0 ? ticked.map(($box) => $box.value) : undefined;
    }
    default: {
      const text = control($field)?.value.trim() ?? "";
      return text === "" || isWrongDay($field) ? undefined : text;
    }
  }
}

/**
 * Makes the control hold this answer and no other.
 *
 * @param {HTMLElement} $field
 * @param {Answer | undefined} answer
 */
export function showField($field, answer) {
  const chosen = Array.isArray(answer) ? answer : [toRadio(answer)];
  for (const $input of [...radios($field), ...boxes($field)]) {
    $input.checked = chosen.includes($input.value);
  }
  const $control = control($field);
  if ($control) {
    $control.value = typeof answer === "string" ? answer : "";
  }
}

/**
 * The answer in words, as the form has them.
 *
 * @param {HTMLElement} $field
 * @param {Answer | undefined} answer
 * @returns {Content[]}
 */
export function fieldWords($field, answer) {
  if (control($field)) {
    return typeof answer === "string" ? linesOf($field, answer) : [NOT_ANSWERED];
  }
  const chosen = Array.isArray(answer) ? answer : [toRadio(answer)];
  const labels = [...radios($field), ...boxes($field)]
    .filter(($input) => chosen.includes($input.value))
    .map(labelOf);
  if (labels.length === 0) {
    return [NOT_ANSWERED];
  }
  return $field.dataset.type === "choices" ? [list(labels)] : labels;
}

/**
 * The place to put the focus on: what is picked, else the first.
 *
 * @param {HTMLElement} $field
 * @returns {HTMLElement | undefined}
 */
export function fieldEntrance($field) {
  const $inputs = [...radios($field), ...boxes($field)];
  return $inputs.find(($input) => $input.checked) ?? $inputs[0] ?? control($field);
}

/**
 * The radios of a choice.
 *
 * @param {ParentNode} $within
 * @param {string} [name]
 * @returns {HTMLInputElement[]}
 */
export function radios($within, name) {
  const selector = name ? `input[type="radio"][name="${name}"]` : 'input[type="radio"]';
  return /** @type {HTMLInputElement[]} */ (all($within, selector));
}

/**
 * What is typed into; undefined where something is chosen.
 *
 * @param {HTMLElement} $field
 * @returns {HTMLInputElement | HTMLTextAreaElement | undefined}
 */
export function control($field) {
  if (["choice", "choices"].includes($field.dataset.type ?? "")) {
    return undefined;
  }
  return $field.querySelector("textarea") ?? $field.querySelector("input") ?? undefined;
}

/**
 * Whether a date was begun and is none, such as 31 June or a year of five digits.
 *
 * @param {HTMLElement} $field
 */
export function isWrongDay($field) {
  const $control = control($field);
  if ($field.dataset.type !== "date" || !$control) {
    return false;
  }
  return $control.validity.badInput || ($control.value !== "" && !DAY.test($control.value));
}

/**
 * @param {readonly string[]} texts
 * @returns {HTMLElement}
 */
export function list(texts) {
  return element("ul", { class: "pi-q__picks" }, ...texts.map((text) => element("li", {}, text)));
}

/** @param {ParentNode} $within */
function boxes($within) {
  return /** @type {HTMLInputElement[]} */ (all($within, 'input[type="checkbox"]'));
}

/** @param {HTMLInputElement} $input */
function labelOf($input) {
  return $input.labels?.[0]?.textContent.trim() ?? "";
}

/**
 * @param {HTMLElement} $field
 * @param {string} text
 * @returns {Content[]}
 */
function linesOf($field, text) {
  if ($field.dataset.type === "date") {
    return [dayInWords(text)];
  }
  return text.split("\n").flatMap((line, number) => (number ? [element("br", {}), line] : [line]));
}

/**
 * @param {string} day - such as 2026-11-21
 * @returns {string} such as 21 November 2026; the text itself when it is no day
 */
export function dayInWords(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (!DAY.test(day) || Number.isNaN(date.valueOf())) {
    return day;
  }
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

/**
 * @param {string} value
 * @param {boolean} numbers - whether the values stand for whole numbers
 * @returns {Plain}
 */
function fromRadio(value, numbers) {
  if (value === "not_applicable") {
    return { value: null, reason: value };
  }
  return numbers ? Number(value) : value;
}

/**
 * @param {Answer | undefined} answer
 * @returns {string}
 */
function toRadio(answer) {
  return isMissing(answer) ? answer.reason : String(answer);
}
