// The drafts that the reader asked to keep on this device: each the text of a saved file,
// under a key of its own.

/** @import { About } from "./answers.mjs" */
/** @typedef {{ key: string, about: About }} Kept */

/** The browser would not keep the draft; `code` is "blocked" or "full". */
export class DraftError extends Error {
  /** @param {"blocked" | "full"} code */
  constructor(code) {
    super(`storage ${code}`);
    this.code = code;
  }
}

export class Drafts {
  /**
   * The key of the draft that takes in each change: only after the reader saved or
   * continued one. Empty: there is none.
   */
  current = "";

  #prefix;

  /**
   * @param {string} prefix - of all keys; alone it is the key of a draft of an older version
   */
  constructor(prefix) {
    this.#prefix = prefix;
  }

  /**
   * All drafts but the current one, the newest first.
   *
   * @returns {Kept[]}
   */
  others() {
    return this.#keys()
      .filter((key) => key !== this.current)
      .map((key) => ({ key, about: aboutOf(this.read(key) ?? "") }))
      .sort((first, second) => (second.about.date ?? "").localeCompare(first.about.date ?? ""));
  }

  /** @param {string | undefined} id - of a set of answers */
  keyOf(id) {
    return `${this.#prefix}/${id ?? ""}`;
  }

  /**
   * The draft's text; null when there is none or the browser blocks storage.
   *
   * @param {string} key
   * @returns {string | null}
   */
  read(key) {
    try {
      return storage().getItem(key);
    } catch {
      return null;
    }
  }

  /**
   * Writes the draft, which then takes in each change.
   *
   * @param {string} key
   * @param {string} text
   * @throws {DraftError}
   */
  write(key, text) {
    const kept = storage();
    try {
      kept.setItem(key, text);
    } catch {
      throw new DraftError("full");
    }
    this.current = key;
  }

  /** @param {string} key */
  remove(key) {
    if (this.current === key) {
      this.current = "";
    }
    try {
      storage().removeItem(key);
    } catch {
      // Where storage is blocked there is no draft.
    }
  }

  /**
   * Another tab may delete the current draft: then this one must not write it again.
   *
   * @param {() => void} removed
   * @param {() => void} changed - after any other change in another tab
   */
  watch(removed, changed) {
    window.addEventListener("storage", ({ key, newValue }) => {
      const all = key === null;
      if (this.current !== "" && (all || (key === this.current && newValue === null))) {
        this.current = "";
        removed();
      } else if (all || key.startsWith(this.#prefix)) {
        changed();
      }
    });
  }

  #keys() {
    try {
      return Object.keys(storage()).filter(
        (key) => key === this.#prefix || key.startsWith(`${this.#prefix}/`),
      );
    } catch {
      return [];
    }
  }
}

/**
 * Whose answers a draft holds, as far as it can be read without the scorer.
 *
 * @param {string} text
 * @returns {About}
 */
function aboutOf(text) {
  try {
    const entries = Object.entries(JSON.parse(text).about ?? {});
    return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}

/** @returns {Storage} */
function storage() {
  try {
    const kept = window.localStorage;
    // The site's first script puts a stand-in where storage is blocked, and marks it.
    if (kept && !("piBlocked" in kept)) {
      return kept;
    }
  } catch {
    // Reading the property is what a browser refuses.
  }
  throw new DraftError("blocked");
}
