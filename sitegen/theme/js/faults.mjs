// What can go wrong with the scoring, and what the reader is told about it.

/**
 * @typedef {"no-webassembly" | "download" | "damaged" | "too-slow" | "crashed"
 *   | "too-large" | "too-deep" | "too-many"} FaultCode
 */

const KEPT = "Your answers are still on this page.";

/** @type {Record<FaultCode, string>} */
const MESSAGES = {
  "no-webassembly":
    `This browser does not run WebAssembly, which this page needs. ${KEPT} ` +
    "Allow WebAssembly for this site, or open the page in another browser.",
  download:
    `The program of this page could not be downloaded. ${KEPT} ` +
    "Check your internet connection, then try again.",
  damaged:
    `A part of the program of this page arrived damaged. ${KEPT} ` +
    "Try again. If it happens again, your network may be changing files: try another one.",
  "too-slow":
    `The work took too long and was stopped. ${KEPT} ` +
    "Close other tabs or programs, then try again.",
  crashed:
    `The work stopped because of an error. ${KEPT} ` +
    "Try again. If it happens again, save your answers to a file and use another browser.",
  "too-large":
    `The file is larger than 256 KB, so it is not an answers file from this site. ${KEPT} ` +
    "Choose another file.",
  "too-deep":
    `The file holds lists inside lists, more than 16 deep, so it is not an answers file ` +
    `from this site. ${KEPT} Choose another file.`,
  "too-many": "These are more than 500 files, the most that this page takes at once. Choose fewer.",
};

/** A failure with a message for the reader that names the next step. */
export class ScorerError extends Error {
  /**
   * @param {FaultCode} code
   * @param {string} [detail] - for the console, not for the reader
   */
  constructor(code, detail = "") {
    super(MESSAGES[code]);
    this.name = "ScorerError";
    this.code = code;
    this.detail = detail;
  }
}

/**
 * @param {unknown} error
 * @returns {ScorerError}
 */
export function asScorerError(error) {
  return error instanceof ScorerError ? error : new ScorerError("crashed", String(error));
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {number} milliseconds
 * @param {FaultCode} [code]
 * @returns {Promise<T>}
 */
export async function inTime(promise, milliseconds, code = "too-slow") {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new ScorerError(code)), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}
