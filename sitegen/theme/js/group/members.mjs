// The members' files: what was opened, and what the scorer said of it. No DOM.

import { LARGEST, MOST_FILES, checkText } from "../limits.mjs";
import { ScorerError } from "../client.mjs";

/** @import { Merged } from "../client.mjs" */

/**
 * A file as the facilitator sees it. `fault` says why it is set aside; empty: it is used.
 *
 * @typedef {{ name: string, text: string, fault: string }} MemberFile
 */
/**
 * How the members answered an item; `counts` is null where they are not shown.
 *
 * @typedef {{ id: string, counts: readonly number[] | null, split: boolean | null }} ItemCounts
 */

export class Members {
  /** @type {readonly MemberFile[]} */
  files = [];

  /** Counts the changes: a merge of other files is stale. */
  revision = 0;

  /** The files that the scorer can be handed. */
  get readable() {
    return this.files.filter(({ text }) => text !== "").map(({ name, text }) => ({ name, text }));
  }

  /**
   * Takes files in, each under a name of its own: members may all call theirs the same.
   *
   * @param {readonly { name: string, text: string, fault: string }[]} news
   * @returns {number} how many were too many
   */
  add(news) {
    const files = [...this.files];
    for (const { name, text, fault } of news.slice(0, MOST_FILES - files.length)) {
      const refused = fault || faultOf(text);
      const own = fresh(name, new Set(files.map((file) => file.name)));
      files.push({ name: own, text: refused ? "" : text, fault: refused });
    }
    const left = this.files.length + news.length - files.length;
    this.#replace(files);
    return left;
  }

  /** @param {string} name */
  remove(name) {
    this.#replace(this.files.filter((file) => file.name !== name));
  }

  clear() {
    this.#replace([]);
  }

  /** @param {Merged} merged */
  mark(merged) {
    const faults = new Map(summaryOf(merged).set_aside.map(({ name, message }) => [name, message]));
    this.files = this.files.map((file) =>
      file.text === "" ? file : { ...file, fault: faults.get(file.name) ?? "" },
    );
  }

  /** @param {readonly MemberFile[]} files */
  #replace(files) {
    this.files = files;
    this.revision += 1;
  }
}

/**
 * How the members answered each item, and the order in which to talk about them.
 *
 * @param {Merged | null} merged
 * @returns {{ items: ItemCounts[], split: string[] }}
 */
export function countsOf(merged) {
  const { items = [], evidence = [], split = [] } = merged ? JSON.parse(merged.technical) : {};
  return { items: [...items, ...evidence], split };
}

/**
 * What the scorer says of the files, in words.
 *
 * @typedef {object} Summary
 * @property {number} members - whose files are used
 * @property {number} needed - for a report
 * @property {boolean} enough
 * @property {readonly { name: string, message: string }[]} set_aside
 * @property {readonly string[]} warnings - about files that are used
 */

/**
 * @param {Merged} merged
 * @returns {Summary}
 */
export function summaryOf({ summary }) {
  return /** @type {Summary} */ (summary);
}

/**
 * @param {string} text
 * @returns {string} why the scorer must not be handed the text; empty when it may be
 */
function faultOf(text) {
  if (text === "") {
    return "The file is empty.";
  }
  try {
    checkText(text);
    return "";
  } catch (error) {
    if (!(error instanceof ScorerError)) {
      throw error;
    }
    return error.code === "too-large"
      ? `It is larger than ${LARGEST / 1024} KB, so it is no file of saved answers.`
      : "It holds lists inside lists, so it is no file of saved answers.";
  }
}

/**
 * @param {string} name
 * @param {ReadonlySet<string>} taken
 */
function fresh(name, taken) {
  let own = name;
  for (let number = 2; taken.has(own); number += 1) {
    own = `${name} (${number})`;
  }
  return own;
}
