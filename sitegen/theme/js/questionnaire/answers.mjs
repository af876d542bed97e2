// The answers: in memory only, and the text of the file that holds them. No DOM.

/** @typedef {{ value: null, reason: string }} Missing */
/** @typedef {number | Missing} Answer */
/**
 * What a saved file says about where its answers belong.
 *
 * @typedef {object} Identity
 * @property {string} framework
 * @property {string} version
 * @property {string} sha256
 * @property {string} instrument
 */

export class Answers {
  /** The chosen form; empty until one is chosen. */
  form = "";

  /** Counts the changes: what was made from the answers is stale when it has moved on. */
  revision = 0;

  /** Whether there are answers that no file and no draft holds. */
  unsaved = false;

  /** @type {Map<string, Answer>} */
  #given = new Map();

  #identity;
  #changed;

  /**
   * @param {Identity} identity
   * @param {() => void} changed - called after each change
   */
  constructor(identity, changed) {
    this.#identity = identity;
    this.#changed = changed;
  }

  get empty() {
    return this.#given.size === 0;
  }

  /**
   * @param {string} item
   * @returns {Answer | undefined}
   */
  get(item) {
    return this.#given.get(item);
  }

  /**
   * @param {string} item
   * @param {Answer} answer
   */
  set(item, answer) {
    this.#given.set(item, answer);
    this.#touch();
  }

  /** @param {Iterable<string>} items */
  skip(items) {
    for (const item of items) {
      this.#given.set(item, { value: null, reason: "skipped" });
    }
    this.#touch();
  }

  /** @param {string} form */
  choose(form) {
    if (this.form !== form) {
      this.form = form;
      if (!this.empty) {
        this.#touch();
      }
    }
  }

  /**
   * Puts the answers of a file or draft in the place of all that was here.
   *
   * @param {string} form
   * @param {Record<string, Answer>} answers
   */
  replace(form, answers) {
    this.form = form;
    this.#given = new Map(Object.entries(answers));
    this.revision += 1;
    this.markSaved();
  }

  clear() {
    this.replace("", {});
  }

  markSaved() {
    this.unsaved = false;
    this.#changed();
  }

  /**
   * The text of a saved file. Answers to items outside the form stay on the page.
   *
   * @param {readonly string[]} items - of the form, in the order shown
   * @returns {string}
   */
  toText(items) {
    const { framework, version, sha256, instrument } = this.#identity;
    const given = items.filter((item) => this.#given.has(item));
    const file = {
      format: "partnership-intelligence/answers",
      format_version: 1,
      framework: { id: framework, version, sha256 },
      instrument,
      form: this.form,
      answers: Object.fromEntries(given.map((item) => [item, this.#given.get(item)])),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  }

  #touch() {
    this.revision += 1;
    this.unsaved = true;
    this.#changed();
  }
}
