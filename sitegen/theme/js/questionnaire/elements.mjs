// Finding and making elements. Works alike in HTML and XHTML documents.

/**
 * The one element that the page must have.
 *
 * @template {Element} E
 * @param {ParentNode} $root
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E}
 */
export function one($root, selector, type) {
  const $found = $root.querySelector(selector);
  if (!($found instanceof type)) {
    throw new Error(`The page lacks ${selector}.`);
  }
  return $found;
}

/**
 * @param {ParentNode} $root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all($root, selector) {
  return [.../** @type {NodeListOf<HTMLElement>} */ ($root.querySelectorAll(selector))];
}

/**
 * A new element. Texts become text nodes, so no answer or message is ever read as markup.
 *
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes, ...children) {
  const $made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    $made.setAttribute(key, value);
  }
  $made.append(...children);
  return $made;
}

/**
 * @param {string} label
 * @param {string} kind
 * @param {() => void} press
 * @returns {HTMLElement}
 */
export function button(label, kind, press) {
  const $button = element(
    "button",
    { type: "button", class: `pi-q__button pi-q__button--${kind}` },
    label,
  );
  $button.addEventListener("click", press);
  return $button;
}
