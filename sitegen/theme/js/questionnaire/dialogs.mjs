// Questions that the reader answers before something is lost.

import { all, one } from "./elements.mjs";

/**
 * Shows a dialog of the page and waits for the choice.
 *
 * @param {ParentNode} $root
 * @param {string} name
 * @returns {Promise<string>} the value of the pressed button; "no" after Escape
 */
export function ask($root, name) {
  const $dialog = one($root, `[data-dialog="${name}"]`, HTMLDialogElement);
  return new Promise((resolve) => {
    $dialog.returnValue = "no";
    for (const $button of all($dialog, "button[value]")) {
      $button.onclick = () => $dialog.close(/** @type {HTMLButtonElement} */ ($button).value);
    }
    $dialog.addEventListener("close", () => resolve($dialog.returnValue), { once: true });
    $dialog.showModal();
  });
}
