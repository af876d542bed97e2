// Files in and out: a download made on the page, and a file that the reader picks.

const LARGEST = 262_144;

/** The file was not read; the message is a sentence for the reader. */
export class FileError extends Error {}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
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
        "Choose a file that you saved from this page.",
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      await file.arrayBuffer(),
    );
  } catch (error) {
    throw new FileError(
      error instanceof TypeError
        ? `“${file.name}” is not a text file. Choose a file that you saved from this page.`
        : `The browser could not read “${file.name}”. Check that it is still there, then try again.`,
    );
  }
}
