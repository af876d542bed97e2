// Takes the times out of a ZIP archive, so that a file does not say when it was made.

const END = 0x06054b50;
const END_LENGTH = 22;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
// 1 January 1980, 00:00: where the count of an archive's times starts.
const NEVER = 0x00210000;

/**
 * @param {ArrayBuffer} archive - without a comment; changed in place
 * @returns {ArrayBuffer}
 */
export function undated(archive) {
  const view = new DataView(archive);
  const number = (/** @type {number} */ at) => view.getUint32(at, true);
  const length = (/** @type {number} */ at) => view.getUint16(at, true);
  const end = archive.byteLength - END_LENGTH;
  check(number(end) === END);
  let at = number(end + 16);
  for (let left = length(end + 10); left > 0; left -= 1) {
    check(number(at) === ENTRY);
    view.setUint32(at + 12, NEVER, true);
    view.setUint32(number(at + 42) + 10, NEVER, true);
    at += ENTRY_LENGTH + length(at + 28) + length(at + 30) + length(at + 32);
  }
  return archive;
}

/** @param {boolean} held */
function check(held) {
  if (!held) {
    throw new Error("The archive is not laid out as expected.");
  }
}
