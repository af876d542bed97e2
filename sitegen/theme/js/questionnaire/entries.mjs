// Questions with a list of entries: one blank entry of the page is copied as often as needed.

import { ask } from "./dialogs.mjs";
import { all, element, one } from "./elements.mjs";
import { fieldEntrance, fieldWords, list, NOT_ANSWERED, readField, showField } from "./fields.mjs";

/** @import { Answer, Entry } from "./answers.mjs" */
/** @import { Content } from "./fields.mjs" */

/**
 * Of each question: the blank entry as the page was built with it.
 *
 * @type {WeakMap<HTMLElement, HTMLElement>}
 */
const BLANKS = new WeakMap();

/**
 * Keeps the blank entry, before anything is written into it.
 *
 * @param {HTMLElement} $item
 */
export function prepareEntries($item) {
  const $blank = copy(one($item, "[data-entry]", HTMLElement));
  for (const $part of all($blank, "[data-js]")) {
    $part.hidden = false;
  }
  BLANKS.set($item, $blank);
  // A live region speaks only of what changes after it is there.
  $item.append(
    element("p", { class: "pi-visually-hidden", role: "status", "data-entry-status": "" }),
  );
}

/**
 * The entries that hold something; undefined when none does.
 *
 * @param {HTMLElement} $item
 * @returns {Entry[] | undefined}
 */
export function readEntries($item) {
  const filled = entriesOf($item)
    .map(readEntry)
    .filter((entry) => Object.keys(entry).length > 0);
  return filled.length > 0 ? filled : undefined;
}

/**
 * @param {HTMLElement} $item
 * @param {Answer | undefined} answer
 */
export function showEntries($item, answer) {
  const given = isEntries(answer) ? answer : [];
  const wanted = Math.max(1, given.length);
  const $list = one($item, "[data-entries]", HTMLElement);
  $list.replaceChildren();
  for (let place = 0; place < wanted; place += 1) {
    const $entry = blankOf($item);
    // First of all: radios that share a name with another entry's would share its choice.
    number($item, $entry, place);
    $list.append($entry);
    for (const $field of fieldsOf($entry)) {
      showField($field, given[place]?.[$field.dataset.field ?? ""]);
    }
  }
  refreshEntries($item);
}

/**
 * How many entries there are, and the first line of each.
 *
 * @param {HTMLElement} $item
 * @param {Answer | undefined} answer
 * @returns {Content[]}
 */
export function entriesWords($item, answer) {
  if (!isEntries(answer)) {
    return [NOT_ANSWERED];
  }
  const count = answer.length === 1 ? "1 entry" : `${answer.length} entries`;
  const [$like] = entriesOf($item);
  return $like ? [count, list(answer.map((entry) => firstLine($like, entry)))] : [count];
}

/** @param {HTMLElement} $item */
export function entriesEntrance($item) {
  const [$entry] = entriesOf($item);
  return $entry && entryEntrance($entry);
}

/**
 * One more blank entry, with the focus in it.
 *
 * @param {HTMLElement} $item
 */
export function addEntry($item) {
  const count = entriesOf($item).length;
  if (count >= most($item)) {
    return;
  }
  const $entry = blankOf($item);
  number($item, $entry, count);
  one($item, "[data-entries]", HTMLElement).append($entry);
  refreshEntries($item);
  entryEntrance($entry)?.focus();
  const full = count + 1 === most($item) ? " There is no room for more." : "";
  say($item, `${name($item, count)} added.${full}`);
}

/**
 * Takes an entry away, after a question where it holds something.
 *
 * @param {ParentNode} $root - of the page
 * @param {HTMLElement} $item
 * @param {HTMLElement} $entry
 * @returns {Promise<boolean>} whether it was taken away
 */
export async function removeEntry($root, $item, $entry) {
  if (!isBlank($entry) && (await ask($root, "remove-entry")) !== "yes") {
    return false;
  }
  const place = entriesOf($item).indexOf($entry);
  $entry.remove();
  if (entriesOf($item).length === 0) {
    one($item, "[data-entries]", HTMLElement).append(blankOf($item));
  }
  const $left = entriesOf($item);
  $left.forEach(($each, index) => number($item, $each, index));
  refreshEntries($item);
  const $next = $left[place] ?? $left.at(-1);
  if ($next) {
    entryEntrance($next)?.focus();
  }
  say($item, `${name($item, place)} removed.`);
  return true;
}

/**
 * Offers what can be done: to add while there is room, to remove what there is.
 *
 * @param {HTMLElement} $item
 */
export function refreshEntries($item) {
  const $entries = entriesOf($item);
  for (const $add of all($item, '[data-action="add-entry"]')) {
    $add.hidden = $entries.length >= most($item);
  }
  const [$first] = $entries;
  const pointless = $entries.length === 1 && $first !== undefined && isBlank($first);
  for (const $remove of all($item, '[data-action="remove-entry"]')) {
    $remove.hidden = pointless;
  }
}

/**
 * @param {Answer | undefined} answer
 * @returns {answer is readonly Entry[]}
 */
function isEntries(answer) {
  return Array.isArray(answer) && answer.every((entry) => typeof entry === "object");
}

/** @param {HTMLElement} $entry */
function readEntry($entry) {
  /** @type {Record<string, import("./answers.mjs").Plain>} */
  const entry = {};
  for (const $field of fieldsOf($entry)) {
    const answer = readField($field);
    if (answer !== undefined) {
      entry[$field.dataset.field ?? ""] = answer;
    }
  }
  return entry;
}

/**
 * @param {HTMLElement} $like - an entry on the page: labels are found there only
 * @param {Entry} entry
 * @returns {string} the first line of the first field that has one
 */
function firstLine($like, entry) {
  const $filled = fieldsOf($like).filter(({ dataset }) => (dataset.field ?? "") in entry);
  for (const $field of $filled) {
    const answer = entry[$field.dataset.field ?? ""];
    if (typeof answer === "string" && $field.dataset.type !== "choice") {
      return answer.split("\n", 1)[0] ?? "";
    }
  }
  const [$first] = $filled;
  const [words = NOT_ANSWERED] = $first ? fieldWords($first, entry[$first.dataset.field ?? ""]) : [];
  return typeof words === "string" ? words : [...words.childNodes].map(textOf).join(", ");
}

/** @param {Node} $node */
function textOf($node) {
  return $node.textContent ?? "";
}

/** @param {HTMLElement} $item */
function blankOf($item) {
  const $blank = BLANKS.get($item);
  if (!$blank) {
    throw new Error(`The page lacks the blank entry of ${$item.dataset.item}.`);
  }
  return copy($blank);
}

/**
 * @param {HTMLElement} $element
 * @returns {HTMLElement}
 */
function copy($element) {
  return /** @type {HTMLElement} */ ($element.cloneNode(true));
}

/** @param {HTMLElement} $item */
function entriesOf($item) {
  return all($item, "[data-entry]");
}

/** @param {HTMLElement} $entry */
function fieldsOf($entry) {
  return all($entry, "[data-field]");
}

/** @param {HTMLElement} $entry */
function entryEntrance($entry) {
  const [$field] = fieldsOf($entry);
  return $field && fieldEntrance($field);
}

/** @param {HTMLElement} $entry */
function isBlank($entry) {
  return Object.keys(readEntry($entry)).length === 0;
}

/** @param {HTMLElement} $item */
function most($item) {
  return Number($item.dataset.most ?? 1);
}

/**
 * @param {HTMLElement} $item
 * @param {number} place - from 0
 * @returns {string} such as Behaviour 2
 */
function name($item, place) {
  const word = noun($item);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${place + 1}`;
}

/** @param {HTMLElement} $item */
function noun($item) {
  return $item.dataset.entryName ?? "entry";
}

/**
 * @param {HTMLElement} $item
 * @param {string} text
 */
function say($item, text) {
  one($item, "[data-entry-status]", HTMLElement).textContent = text;
}

const NUMBERED = ["id", "name", "for", "aria-describedby", "aria-labelledby"];

/**
 * Gives an entry its place: in the names and ids of its controls, in its title and in the
 * name of its button.
 *
 * @param {HTMLElement} $item
 * @param {HTMLElement} $entry
 * @param {number} place - from 0
 */
function number($item, $entry, place) {
  // Ids of questions are lower-case letters, digits and hyphens.
  const old = new RegExp(`(${$item.dataset.item}\\.)\\d+(?!\\w)`, "g");
  for (const $each of [$entry, ...all($entry, "*")]) {
    for (const attribute of NUMBERED) {
      const value = $each.getAttribute(attribute);
      if (value !== null) {
        $each.setAttribute(attribute, value.replace(old, `$1${place}`));
      }
    }
  }
  const $title = $entry.querySelector(":scope > legend");
  if ($title) {
    $title.textContent = name($item, place);
  }
  for (const $remove of all($entry, '[data-action="remove-entry"]')) {
    $remove.querySelector("[data-of]")?.remove();
    const hidden = { class: "pi-visually-hidden", "data-of": "" };
    $remove.append(element("span", hidden, ` ${noun($item)} ${place + 1}`));
  }
}
