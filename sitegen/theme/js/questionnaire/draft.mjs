// The draft that the reader asked to keep on this device: a saved file's text under one key.

/** The browser would not keep the draft; `code` is "blocked" or "full". */
export class DraftError extends Error {
  /** @param {"blocked" | "full"} code */
  constructor(code) {
    super(`storage ${code}`);
    this.code = code;
  }
}

export class Draft {
  /** Whether changes go into the draft: only after the reader saved or continued one. */
  on = false;

  #key;

  /** @param {string} key */
  constructor(key) {
    this.#key = key;
  }

  /**
   * The draft's text; null when there is none or the browser blocks storage.
   *
   * @returns {string | null}
   */
  read() {
    try {
      return storage().getItem(this.#key);
    } catch {
      return null;
    }
  }

  /**
   * @param {string} text
   * @throws {DraftError}
   */
  write(text) {
    const kept = storage();
    try {
      kept.setItem(this.#key, text);
    } catch {
      throw new DraftError("full");
    }
    this.on = true;
  }

  remove() {
    this.on = false;
    try {
      storage().removeItem(this.#key);
    } catch {
      // Where storage is blocked there is no draft.
    }
  }

  /**
   * Another tab may delete the draft: then this one must not write it again.
   *
   * @param {() => void} removed
   */
  watch(removed) {
    window.addEventListener("storage", (event) => {
      if (this.on && (event.key === this.#key || event.key === null) && event.newValue === null) {
        this.on = false;
        removed();
      }
    });
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
