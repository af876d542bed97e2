// One step at a time, each an entry in the browser's history under its own fragment.
// The history is written to disk, so it holds step names and nothing else.

import { all, one } from "./elements.mjs";

const FIRST = "start";

export class Steps {
  current = FIRST;

  #title = document.title;
  #root;
  #caption;
  #heading;
  #entered;
  #moved;

  /**
   * @param {HTMLElement} $root
   * @param {(name: string) => string} entered - called before a step is shown; returns the
   *   step to show in its place, or the same
   * @param {() => void} moved - called after a step is shown
   */
  constructor($root, entered, moved) {
    this.#root = $root;
    this.#caption = one($root, "[data-caption]", HTMLElement);
    this.#heading = one($root, "[data-heading]", HTMLElement);
    this.#entered = entered;
    this.#moved = moved;
    history.scrollRestoration = "manual";
    history.replaceState(null, "", address(FIRST));
    window.addEventListener("popstate", () => this.#follow());
    this.#show(FIRST);
  }

  /** The sections that hold a question of the chosen form, in order. */
  get sections() {
    return all(this.#root, '[data-step^="section-"]')
      .filter(($step) => $step.querySelector("[data-item]:not([hidden])"))
      .map(($step) => $step.dataset.step ?? "");
  }

  /** @param {string} name */
  section(name) {
    return one(this.#root, `[data-step="${name}"]`, HTMLElement);
  }

  /**
   * Goes to a step, as a new entry of the history.
   *
   * @param {string} name
   * @param {{ replace?: boolean }} [options]
   */
  go(name, { replace = false } = {}) {
    const shown = this.#entered(name);
    const change = replace ? history.replaceState : history.pushState;
    change.call(history, null, "", address(shown));
    this.#show(shown);
    this.#arrive();
  }

  #follow() {
    const asked = location.hash.slice(1) || FIRST;
    if (!this.#root.querySelector(`[data-step="${CSS.escape(asked)}"]`)) {
      return; // A link within the page, such as the one that skips the menu.
    }
    const shown = this.#entered(asked);
    if (shown !== asked) {
      history.replaceState(null, "", address(shown));
    }
    this.#show(shown);
    this.#arrive();
  }

  /** @param {string} name */
  #show(name) {
    this.current = name;
    for (const $step of all(this.#root, "[data-step]")) {
      $step.hidden = $step.dataset.step !== name;
    }
    const number = this.sections.indexOf(name) + 1;
    const noun = this.#root.dataset.stepNoun ?? "Section";
    const caption = number > 0 ? `${noun} ${number} of ${this.sections.length}` : "";
    const title = this.section(name).dataset.title;
    const instrument = this.#root.dataset.title ?? "";
    this.#caption.hidden = !title;
    this.#caption.textContent = [instrument, caption].filter(Boolean).join(" · ");
    this.#heading.textContent = title ?? instrument;
    document.title = [caption, title, this.#title].filter(Boolean).join(" – ");
  }

  #arrive() {
    this.#moved();
    this.#heading.focus({ preventScroll: true });
    this.#heading.parentElement?.scrollIntoView();
  }
}

/** @param {string} name */
function address(name) {
  return name === FIRST ? location.pathname + location.search : `#${name}`;
}
