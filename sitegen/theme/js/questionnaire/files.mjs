// Files in and out: a download made on the page, and a file that the reader picks.

import { LARGEST } from "../limits.mjs";

const SLUG_LENGTH = 40;

/** The file was not read; the message is a sentence for the reader. */
export class FileError extends Error {}

/**
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
export function download(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const $link = document.createElement("a");
  $link.setAttribute("href", url);
  $link.setAttribute("download", name);
  document.body.append($link);
  $link.click();
  $link.remove();
  // A browser may read the address after this task; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * The name of a file: its parts, and what the reader calls the partnership.
 *
 * @param {readonly string[]} parts
 * @param {string} partnership - empty when it has no name
 * @param {string} ending
 * @returns {string} such as leader-short-answers-harbour-board.json
 */
export function fileName(parts, partnership, ending) {
  return `${[...parts, slug(partnership)].filter(Boolean).join("-")}.${ending}`;
}

/**
 * @param {string} text
 * @returns {string} lower-case letters without accents, digits and hyphens
 */
function slug(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const whole = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-/, "");
  return whole.slice(0, SLUG_LENGTH).replace(/-$/, "");
}

/**
 * The text of the file that the reader picked. Its size is judged before it is read.
 *
 * @param {File} file
 * @returns {Promise<string>}
 * @throws {FileError}
 */
export async function readText(file) {
  if (file.size > LARGEST) {
    throw new FileError(
      `“${file.name}” is larger than 256 KB, so it is no file of saved answers. ` +
        "Choose a file that you saved from this site.",
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      await file.arrayBuffer(),
    );
  } catch (error) {
    throw new FileError(
      error instanceof TypeError
        ? `“${file.name}” is not a text file. Choose a file that you saved from this site.`
        : `The browser could not read “${file.name}”. Check that it is still there, then try again.`,
    );
  }
}
