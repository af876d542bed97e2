// Questions that the reader answers before something is lost.

import { all, element, one } from "./elements.mjs";

/** @typedef {{ value: string, label: string, kind: "primary" | "secondary" | "warning" }} Choice */

/**
 * Shows a dialog of the page and waits for the choice.
 *
 * @param {ParentNode} $root
 * @param {string} name
 * @returns {Promise<string>} the value of the pressed button; "no" after Escape
 */
export function ask($root, name) {
  return answerOf(one($root, `[data-dialog="${name}"]`, HTMLDialogElement));
}

/**
 * Asks what only the script can word, such as how many answers differ.
 *
 * @param {HTMLElement} $root
 * @param {string} title
 * @param {string} text
 * @param {readonly Choice[]} choices
 * @returns {Promise<string>} the value of the pressed button; "no" after Escape
 */
export async function pose($root, title, text, choices) {
  const id = "dialog-posed";
  const $dialog = element(
    "dialog",
    { class: "pi-q__dialog", "aria-labelledby": id },
    element("h2", { class: "pi-q__dialog-title", id }, title),
    element("p", {}, text),
    element("p", { class: "pi-q__actions" }, ...choices.map(buttonOf)),
  );
  $root.append($dialog);
  try {
    return await answerOf(/** @type {HTMLDialogElement} */ ($dialog));
  } finally {
    $dialog.remove();
  }
}

/**
 * @param {HTMLDialogElement} $dialog
 * @returns {Promise<string>}
 */
function answerOf($dialog) {
  return new Promise((resolve) => {
    $dialog.returnValue = "no";
    for (const $button of all($dialog, "button[value]")) {
      $button.onclick = () => $dialog.close(/** @type {HTMLButtonElement} */ ($button).value);
    }
    $dialog.addEventListener("close", () => resolve($dialog.returnValue), { once: true });
    $dialog.showModal();
  });
}

/** @param {Choice} choice */
function buttonOf({ value, label, kind }) {
  return element(
    "button",
    { type: "button", value, class: `pi-q__button pi-q__button--${kind}` },
    label,
  );
}

/**
 * Lets the browser ask before the page is left, as long as that would lose something.
 *
 * @param {boolean} unsaved
 */
export function askBeforeLeaving(unsaved) {
  window.removeEventListener("beforeunload", hold);
  if (unsaved) {
    window.addEventListener("beforeunload", hold);
  }
}

/** @param {BeforeUnloadEvent} event */
function hold(event) {
  event.preventDefault();
  // Older browsers ask only when a value is set.
  event.returnValue = true;
}
