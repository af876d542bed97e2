// How large and how deep a text may be that is handed to Python.

import { ScorerError } from "./faults.mjs";

const LARGEST = 256 * 1024;
const DEEPEST = 16;

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
