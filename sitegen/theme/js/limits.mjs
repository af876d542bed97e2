// How large and how deep a text may be that is handed to Python, and how many at once.

import { ScorerError } from "./faults.mjs";

/** Bytes of one text. */
export const LARGEST = 256 * 1024;
/** Files of one request. */
export const MOST_FILES = 500;
const DEEPEST = 16;

/**
 * What a request hands over beside its kind; scorer/browser.py says which kind takes what.
 *
 * @typedef {object} Payload
 * @property {string} [text]
 * @property {string} [instrument]
 * @property {readonly string[]} [texts]
 * @property {readonly {name: string, text: string}[]} [files]
 * @property {string | null} [earlier]
 * @property {string} [view]
 */

/**
 * Refuses a request that holds a text that Python should not be handed.
 *
 * @param {Payload} payload
 * @throws {ScorerError} `too-large`, `too-deep` or `too-many`
 */
export function checkPayload({ text, texts = [], files = [], earlier }) {
  if (texts.length > MOST_FILES || files.length > MOST_FILES) throw new ScorerError("too-many");
  for (const each of [text, earlier, ...texts, ...files.map((file) => file.text)]) {
    if (typeof each === "string") checkText(each);
  }
}

/**
 * Refuses what Python should not be handed: a text of 10,000 nested lists ends
 * Pyodide for good. One pass, without building anything.
 *
 * @param {string} text
 * @throws {ScorerError} `too-large` or `too-deep`
 */
export function checkText(text) {
  if (text.length > LARGEST || new TextEncoder().encode(text).length > LARGEST) {
    throw new ScorerError("too-large");
  }
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > DEEPEST) throw new ScorerError("too-deep");
    } else if (character === "]" || character === "}") depth -= 1;
  }
}
