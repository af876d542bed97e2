// Texts on paper: a box that scrolls on the screen is printed as long as what it holds.

import { all } from "./elements.mjs";

/**
 * Makes every box as long as its text while the page is printed.
 *
 * @param {HTMLElement} $root
 */
export function growForPrint($root) {
  /** @type {Map<HTMLTextAreaElement, number>} */
  const before = new Map();
  window.addEventListener("beforeprint", () => {
    // Paper has the other steps too, and a box that is not laid out has no height.
    const $hidden = all($root, "[data-step][hidden]");
    show($hidden, true);
    for (const $text of /** @type {HTMLTextAreaElement[]} */ (all($root, "textarea"))) {
      if (!before.has($text)) {
        before.set($text, $text.rows);
      }
      $text.rows = Math.max($text.rows, lines($text));
    }
    show($hidden, false);
  });
  window.addEventListener("afterprint", () => {
    for (const [$text, rows] of before) {
      $text.rows = rows;
    }
    before.clear();
  });
}

/**
 * @param {readonly HTMLElement[]} $steps
 * @param {boolean} on
 */
function show($steps, on) {
  for (const $step of $steps) {
    $step.hidden = !on;
  }
}

/** @param {HTMLTextAreaElement} $text */
function lines($text) {
  // One line more: paper may break lines where the screen does not.
  return Math.ceil($text.scrollHeight / Number.parseFloat(getComputedStyle($text).lineHeight)) + 1;
}
