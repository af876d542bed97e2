// The questions of the form: what their controls hold is what the answers say, in the order
// of the chosen form.

import { all } from "./elements.mjs";
import {
  addEntry,
  entriesEntrance,
  entriesWords,
  prepareEntries,
  readEntries,
  refreshEntries,
  removeEntry,
  showEntries,
} from "./entries.mjs";
import { clearItem } from "./errors.mjs";
import { fieldEntrance, fieldWords, isWrongDay, radios, readField, showField } from "./fields.mjs";

/** @import { Answer, Answers, Label } from "./answers.mjs" */
/** @import { Content } from "./fields.mjs" */
/** @import { Page } from "./page.mjs" */

/** What is asked for, where nothing is given, by the type of the question. */
const ASKED = /** @type {Record<string, string>} */ ({
  choice: "Choose an answer",
  choices: "Choose at least one answer",
  date: "Enter a date",
  entries: "Write at least one entry",
  text: "Write an answer",
  "long-text": "Write an answer",
});
const WRONG_DAY = "Enter a whole date: a day, a month and a year of four digits";

/**
 * Keeps the answers in step with what the reader picks and writes.
 *
 * @param {Page} page
 * @param {Answers} answers
 */
export function follow({ $root, $form }, answers) {
  for (const $item of all($form, '[data-type="entries"]')) {
    prepareEntries($item);
  }
  // Browsers send both for some controls; the second changes nothing.
  for (const kind of ["input", "change"]) {
    $form.addEventListener(kind, ({ target }) => {
      if (target instanceof HTMLElement) {
        take(target, answers);
      }
    });
  }
  $form.addEventListener("click", ({ target }) => {
    const $button = target instanceof Element ? target.closest("button[data-action]") : null;
    if ($button instanceof HTMLElement) {
      void press($root, $button, answers);
    }
  });
}

/**
 * @param {HTMLElement} $control
 * @param {Answers} answers
 */
function take($control, answers) {
  const { about } = $control.dataset;
  if (about && $control instanceof HTMLInputElement) {
    answers.describe(/** @type {Label} */ (about), $control.value);
    return;
  }
  const $item = itemOf($control);
  clearItem($item ?? $control.closest("fieldset") ?? $control);
  if (!$item?.dataset.item) {
    return;
  }
  answers.set($item.dataset.item, read($item));
  if (isEntries($item)) {
    refreshEntries($item);
  }
}

/**
 * @param {HTMLElement} $root
 * @param {HTMLElement} $button
 * @param {Answers} answers
 */
async function press($root, $button, answers) {
  const $item = itemOf($button);
  const $entry = $button.closest("[data-entry]");
  if (!$item) {
    return;
  }
  if ($button.dataset.action === "add-entry") {
    addEntry($item);
  } else if ($button.dataset.action === "remove-entry" && $entry instanceof HTMLElement) {
    if (await removeEntry($root, $item, $entry)) {
      answers.set($item.dataset.item ?? "", read($item));
    }
  }
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
      enable($item, false);
    }
    for (const item of items) {
      const $item = $own.get(item);
      if ($item) {
        enable($item, true);
        $list.append($item);
      }
    }
  }
}

/**
 * Shows the answers that there are, and no other.
 *
 * @param {HTMLFormElement} $form
 * @param {Answers} answers
 */
export function show($form, answers) {
  $form.reset();
  for (const $item of all($form, "[data-item]")) {
    clearItem($item);
    const answer = answers.get($item.dataset.item ?? "");
    (isEntries($item) ? showEntries : showField)($item, answer);
  }
  for (const $radio of radios($form, "pi-form")) {
    $radio.checked = $radio.value === answers.form;
  }
  for (const $label of all($form, "input[data-about]")) {
    const label = /** @type {Label} */ ($label.dataset.about);
    /** @type {HTMLInputElement} */ ($label).value = answers.about[label] ?? "";
  }
}

/**
 * The questions of a section that the chosen form asks.
 *
 * @param {HTMLElement} $section
 */
export function asked($section) {
  return all($section, "[data-item]:not([hidden])");
}

/** @param {HTMLElement} $item */
export function wordingOf($item) {
  return $item.querySelector("[data-wording]")?.textContent.trim() ?? "";
}

/** @param {HTMLElement} $item */
export function isOptional($item) {
  return $item.dataset.optional !== undefined;
}

/**
 * What has to be mended before the reader goes on; empty when nothing has.
 *
 * @param {HTMLElement} $item
 * @param {Answer | undefined} answer
 * @returns {string}
 */
export function faultOf($item, answer) {
  if (wrongDay($item)) {
    return WRONG_DAY;
  }
  const isOpen = answer === undefined && !isOptional($item);
  return isOpen ? (ASKED[$item.dataset.type ?? ""] ?? "Choose an answer") : "";
}

/**
 * Where the focus goes: to a date that is none, else to the question's first control or
 * to what is picked.
 *
 * @param {HTMLElement} $item
 * @returns {HTMLElement | undefined}
 */
export function entrance($item) {
  const $wrong = wrongDay($item);
  if ($wrong) {
    return fieldEntrance($wrong);
  }
  return isEntries($item) ? entriesEntrance($item) : fieldEntrance($item);
}

/**
 * @param {HTMLElement} $item
 * @param {Answer | undefined} answer
 * @returns {Content[]}
 */
export function words($item, answer) {
  return isEntries($item) ? entriesWords($item, answer) : fieldWords($item, answer);
}

/** @param {HTMLElement} $item */
function read($item) {
  return isEntries($item) ? readEntries($item) : readField($item);
}

/** @param {HTMLElement} $item */
function isEntries($item) {
  return $item.dataset.type === "entries";
}

/** @param {HTMLElement} $item */
function wrongDay($item) {
  return [$item, ...all($item, '[data-type="date"]')].find(isWrongDay);
}

/** @param {HTMLElement} $control */
function itemOf($control) {
  const $item = $control.closest("[data-item]");
  return $item instanceof HTMLElement ? $item : null;
}

/**
 * @param {HTMLElement} $item
 * @param {boolean} on
 */
function enable($item, on) {
  $item.hidden = !on;
  if ($item instanceof HTMLFieldSetElement) {
    $item.disabled = !on;
  }
}
