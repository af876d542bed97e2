// The sparse form of a Pyodide memory snapshot.
//
// A snapshot is the whole memory, 30 MB: half of it zeros, and a tenth a copy
// of the wasm file's own data. Stored is only what differs from the memory that
// the wasm file makes when it is instantiated:
//
//     8 x uint32   magic, length of Pyodide's header, runs, bytes of the runs,
//                  length of the memory, bytes of it that the wasm file fills, 0, 0
//     header       as Pyodide wrote it, a multiple of 16 bytes
//     runs         pairs of uint32: zeros or same bytes to skip, bytes to take
//     bytes        of all runs, one after the other
//
// All numbers are little-endian, as every machine that runs WebAssembly is.

const MAGIC = 0x31736970;
const FIELDS = 8;
/** Runs closer than this are stored as one: a pair costs as much. */
const GAP = 32;

/**
 * @param {Uint8Array} snapshot - from makeMemorySnapshot()
 * @param {number} headerLength
 * @param {Uint8Array} pristine - memory right after instantiation
 * @returns {Uint8Array}
 */
export function pack(snapshot, headerLength, pristine) {
  const header = snapshot.subarray(0, headerLength);
  const memory = snapshot.subarray(headerLength);
  const runs = differences(memory, pristine);
  const size = runs.reduce((sum, [start, end]) => sum + end - start, 0);
  const table = new Uint32Array(runs.length * 2);
  const bytes = new Uint8Array(size);
  let [at, last] = [0, 0];
  runs.forEach(([start, end], index) => {
    table.set([start - last, end - start], index * 2);
    bytes.set(memory.subarray(start, end), at);
    at += end - start;
    last = end;
  });
  const filled = pristine.findLastIndex((byte) => byte !== 0) + 1;
  const fields = Uint32Array.of(
    MAGIC, headerLength, runs.length, size, memory.length, filled, 0, 0,
  );
  return concatenate([fields, header, table, bytes]);
}

/**
 * @param {Uint8Array} memory
 * @param {Uint8Array} pristine
 * @returns {[number, number][]} start and end of each differing stretch
 */
function differences(memory, pristine) {
  /** @type {[number, number][]} */
  const runs = [];
  for (let at = 0; at < memory.length; at += 1) {
    if (memory[at] === pristine[at]) continue;
    const last = runs.at(-1);
    if (last && at - last[1] < GAP) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}

/**
 * @param {ArrayBufferView[]} parts
 * @returns {Uint8Array}
 */
function concatenate(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return whole;
}

/**
 * @typedef {object} Sparse
 * @property {Uint8Array} header - what loadPyodide takes as a snapshot without memory
 * @property {number} filled - bytes of fresh memory that the wasm file fills
 * @property {number} memoryLength
 * @property {Uint32Array} runs
 * @property {Uint8Array} bytes
 */

/**
 * @param {Uint8Array<ArrayBuffer>} file - at an offset that is a multiple of 4
 * @returns {Sparse}
 * @throws {RangeError} when the file is not a whole sparse snapshot
 */
export function unpack(file) {
  const fields = new Uint32Array(file.buffer, file.byteOffset, FIELDS);
  const [magic, headerLength, runCount, size, memoryLength, filled] =
    /** @type {[number, number, number, number, number, number]} */ (Array.from(fields));
  const start = FIELDS * 4 + headerLength;
  if (magic !== MAGIC || file.length !== start + runCount * 8 + size) {
    throw new RangeError("not a snapshot, or not a whole one");
  }
  return {
    header: file.slice(FIELDS * 4, start),
    filled,
    memoryLength,
    runs: new Uint32Array(file.buffer, file.byteOffset + start, runCount * 2),
    bytes: file.subarray(start + runCount * 8),
  };
}

/**
 * Makes `memory` what it was when the snapshot was taken.
 *
 * @param {Uint8Array} memory - of a fresh instance
 * @param {Uint8Array} pristine - its first `filled` bytes right after instantiation
 * @param {Sparse} sparse
 */
export function restore(memory, pristine, sparse) {
  if (memory.length < sparse.memoryLength) throw new RangeError("the memory is too small");
  memory.set(pristine);
  memory.fill(0, sparse.filled);
  const { runs, bytes } = sparse;
  let [to, from] = [0, 0];
  for (let index = 0; index < runs.length; index += 2) {
    to += /** @type {number} */ (runs[index]);
    const length = /** @type {number} */ (runs[index + 1]);
    memory.set(bytes.subarray(from, from + length), to);
    to += length;
    from += length;
  }
}
