// The answers: in memory only, and the text of the file that holds them. No DOM.

/** @typedef {{ value: null, reason: string }} Missing */
/** @typedef {number | string | readonly string[] | Missing} Plain */
/** @typedef {Readonly<Record<string, Plain>>} Entry */
/** @typedef {Plain | readonly Entry[]} Answer */
/**
 * What a saved file says about where its answers belong.
 *
 * @typedef {object} Identity
 * @property {string} framework
 * @property {string} version
 * @property {string} sha256
 * @property {string} instrument
 */
/**
 * Whose answers they are, in the reader's own words, and what tells two files apart.
 *
 * @typedef {object} About
 * @property {string} [person]
 * @property {string} [partnership]
 * @property {string} [organisation]
 * @property {string} [date] - day of saving, such as 2026-11-21
 * @property {string} [id] - 32 hexadecimal digits, drawn at random
 */
/** @typedef {"person" | "partnership" | "organisation"} Label */

/** @type {readonly Label[]} */
const LABELS = ["person", "partnership", "organisation"];
const ID_BYTES = 16;

export class Answers {
  /** The chosen form; empty until one is chosen. */
  form = "";

  /** Counts the changes: what was made from the answers is stale when it has moved on. */
  revision = 0;

  /** Whether there are answers that no file and no draft holds. */
  unsaved = false;

  /** @type {Map<string, Answer>} */
  #given = new Map();

  /** @type {About} */
  #about = {};

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

  /** What is known of whose answers they are, without the day. */
  get about() {
    return aboutOf(this.#about);
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
   * @param {Answer | undefined} answer - undefined takes the answer away
   */
  set(item, answer) {
    if (same(this.#given.get(item), answer)) {
      return;
    }
    if (answer === undefined) {
      this.#given.delete(item);
    } else {
      this.#given.set(item, answer);
    }
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
   * @param {Label} label
   * @param {string} text
   */
  describe(label, text) {
    if ((this.#about[label] ?? "") !== text) {
      this.#about[label] = text;
      this.#touch();
    }
  }

  /**
   * Puts the answers of a file or draft in the place of all that was here.
   *
   * @param {string} form
   * @param {Readonly<Record<string, Answer>>} answers
   * @param {About} [about]
   */
  replace(form, answers, about = {}) {
    this.form = form;
    this.#given = new Map(Object.entries(answers));
    this.#about = { ...about };
    this.#name();
    this.revision += 1;
    this.markSaved();
  }

  /**
   * Takes over answers for the questions that are open here, and whose they are.
   * The file's own id stays with the file: these answers are another set.
   *
   * @param {Readonly<Record<string, Answer>>} answers
   * @param {About} about
   * @returns {number} how many were taken over
   */
  fill(answers, about) {
    const news = Object.entries(answers).filter(
      ([item, answer]) => !isOpen(answer) && isOpen(this.#given.get(item)),
    );
    for (const [item, answer] of news) {
      this.#given.set(item, answer);
    }
    for (const label of LABELS) {
      this.#about[label] ||= about[label] ?? "";
    }
    this.#touch();
    return news.length;
  }

  /**
   * How many of these answers say something else than the answers here.
   *
   * @param {Readonly<Record<string, Answer>>} answers
   */
  clashes(answers) {
    return Object.entries(answers).filter(([item, answer]) => {
      const here = this.#given.get(item);
      return !isOpen(answer) && !isOpen(here) && !same(here, answer);
    }).length;
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
   * @param {string} [date] - the day, only in what is kept: a report must not change with it
   * @returns {string}
   */
  toText(items, date) {
    const { framework, version, sha256, instrument } = this.#identity;
    const given = items.filter((item) => this.#given.has(item));
    const about = aboutOf({ ...this.#about, ...(date ? { date } : {}) });
    const file = {
      format: "partnership-intelligence/answers",
      format_version: 1,
      framework: { id: framework, version, sha256 },
      instrument,
      form: this.form,
      ...(Object.keys(about).length > 0 ? { about } : {}),
      answers: Object.fromEntries(given.map((item) => [item, this.#given.get(item)])),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  }

  #touch() {
    this.#name();
    this.revision += 1;
    this.unsaved = !this.empty;
    this.#changed();
  }

  /** Gives the set of answers its id, once there is one to tell from others. */
  #name() {
    if (!this.empty) {
      this.#about.id ??= freshId();
    }
  }
}

/**
 * Whether a question still waits for an answer; one that was skipped does.
 *
 * @param {Answer | undefined} answer
 */
export function isOpen(answer) {
  return answer === undefined || (isMissing(answer) && answer.reason === "skipped");
}

/**
 * @param {Answer | undefined} answer
 * @returns {answer is Missing}
 */
export function isMissing(answer) {
  return typeof answer === "object" && !Array.isArray(answer);
}

/** The day on the reader's calendar, such as 2026-11-21. */
export function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * What there is of it, in the order of a saved file.
 *
 * @param {About} about
 * @returns {About}
 */
function aboutOf({ person, partnership, organisation, date, id }) {
  const entries = Object.entries({ person, partnership, organisation, date, id });
  return Object.fromEntries(
    entries.map(([key, text]) => [key, text?.trim() ?? ""]).filter(([, text]) => text !== ""),
  );
}

/**
 * @param {Answer | undefined} first
 * @param {Answer | undefined} second
 */
function same(first, second) {
  return JSON.stringify(first) === JSON.stringify(second);
}

function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
