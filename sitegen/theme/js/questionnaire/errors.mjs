// Messages: the summary of what to mend, the mark on each item, and failures of the runtime.

import { all, button, element } from "./elements.mjs";

/** @import { Reply } from "../client.mjs" */

const PREFIX = "Error: ";

/** @typedef {{ text: string, target?: HTMLElement }} Problem */
/** @typedef {{ label: string, press: () => void }} Action */

/**
 * Shows a summary in place of the last one and moves the focus to it.
 *
 * @param {HTMLElement} $place
 * @param {string} title
 * @param {readonly Problem[]} problems
 * @param {readonly Action[]} [actions]
 * @param {string} [lead] - what to do, before the problems
 */
export function showSummary($place, title, problems, actions = [], lead = "") {
  const $list = element("ul", { class: "pi-q__problems" });
  for (const problem of problems) {
    $list.append(element("li", {}, problem.target ? link(problem) : problem.text));
  }
  show($place, title, lead ? [element("p", {}, lead), $list] : [$list], actions);
  if (!document.title.startsWith(PREFIX)) {
    document.title = PREFIX + document.title;
  }
  focus($place);
}

/**
 * Shows what went wrong beside the answers, and what to do next. The focus stays.
 *
 * @param {HTMLElement} $place
 * @param {string} title
 * @param {string} text
 * @param {readonly Action[]} actions
 */
export function showFailure($place, title, text, actions) {
  show($place, title, [element("p", {}, text)], actions);
}

/**
 * The problems that the scorer found in a file, each with its place in the file.
 *
 * @param {Reply} reply
 * @returns {Problem[]}
 */
export function refused(reply) {
  const problems = reply.kind === "refused" ? reply.problems : [];
  return problems.map(({ path, message }) => ({ text: path ? `${path}: ${message}` : message }));
}

/** @param {HTMLElement} $place */
export function focus($place) {
  const $box = $place.firstElementChild;
  if ($box instanceof HTMLElement) {
    $box.focus({ preventScroll: true });
    $box.scrollIntoView();
  }
}

/** @param {HTMLElement} $place */
export function clearMessages($place) {
  $place.replaceChildren();
  if (document.title.startsWith(PREFIX)) {
    document.title = document.title.slice(PREFIX.length);
  }
}

/**
 * Says on the question itself what is wrong with it.
 *
 * @param {HTMLElement} $item
 * @param {string} text
 */
export function markItem($item, text) {
  clearItem($item);
  const id = `${$item.id}-error`;
  const $hidden = element("span", { class: "pi-visually-hidden" }, PREFIX);
  $item
    .querySelector("legend, label")
    ?.after(element("p", { class: "pi-q__error", id, "data-error": "" }, $hidden, text));
  const $described = describedOf($item);
  const others = $described.getAttribute("aria-describedby");
  $described.setAttribute("aria-describedby", others ? `${id} ${others}` : id);
  $item.classList.add("pi-q__item--error");
}

/** @param {HTMLElement} $item */
export function clearItem($item) {
  const $described = describedOf($item);
  for (const $error of all($item, "[data-error]")) {
    const others = $described.getAttribute("aria-describedby")?.split(" ") ?? [];
    const left = others.filter((id) => id !== $error.id);
    if (left.length > 0) {
      $described.setAttribute("aria-describedby", left.join(" "));
    } else {
      $described.removeAttribute("aria-describedby");
    }
    $error.remove();
  }
  $item.classList.remove("pi-q__item--error");
}

/**
 * What screen readers read the description of: the group, or what is typed into.
 *
 * @param {HTMLElement} $item
 * @returns {Element}
 */
function describedOf($item) {
  const $control = $item.querySelector("input, textarea");
  return $item instanceof HTMLFieldSetElement ? $item : ($control ?? $item);
}

/**
 * @param {HTMLElement} $place
 * @param {string} title
 * @param {readonly Node[]} content
 * @param {readonly Action[]} actions
 */
function show($place, title, content, actions) {
  const $alert = element(
    "div",
    { role: "alert" },
    element("h2", { class: "pi-q__message-title" }, title),
    ...content,
  );
  const $box = element("div", { class: "pi-q__message", tabindex: "-1" }, $alert);
  if (actions.length > 0) {
    const $buttons = actions.map(({ label, press }) => button(label, "secondary", press));
    $box.append(element("p", { class: "pi-q__actions" }, ...$buttons));
  }
  $place.replaceChildren($box);
}

/** @param {Problem} problem */
function link({ text, target }) {
  const $link = element("a", { href: `#${target?.id}` }, text);
  $link.addEventListener("click", (event) => {
    // The address names the step; a fragment of an item would leave it.
    event.preventDefault();
    target?.focus();
    (target?.closest("[data-item], fieldset") ?? target)?.scrollIntoView();
  });
  return $link;
}
