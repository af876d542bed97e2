// The list of the runtime's files, which the build puts into the page.

/** @typedef {import("./loader.mjs").FileEntry} FileEntry */

/**
 * Addresses are relative to the site's root.
 *
 * @typedef {object} Manifest
 * @property {string} worker
 * @property {FileEntry} framework
 * @property {FileEntry[]} [earlier] - codebooks of earlier versions, which old files name
 * @property {FileEntry} [word] - the script that writes Word files
 * @property {Record<string, string>} env - Python's environment
 * @property {{wasm: FileEntry, loader: FileEntry, asm: FileEntry, stdlib: FileEntry,
 *   lock: FileEntry, snapshot: FileEntry, packages: FileEntry[]}} files
 */

/**
 * @param {Manifest} manifest
 * @param {string} baseUrl
 * @returns {Manifest}
 */
export function absolute(manifest, baseUrl) {
  const move = (/** @type {FileEntry} */ entry) => ({
    ...entry,
    url: new URL(entry.url, baseUrl).href,
  });
  const { packages, ...files } = manifest.files;
  return {
    worker: new URL(manifest.worker, baseUrl).href,
    framework: move(manifest.framework),
    earlier: (manifest.earlier ?? []).map(move),
    env: manifest.env,
    files: {
      ...mapValues(files, move),
      packages: packages.map(move),
    },
  };
}

/**
 * @template {string} K
 * @template T
 * @param {Record<K, T>} object
 * @param {(value: T) => T} change
 * @returns {Record<K, T>}
 */
function mapValues(object, change) {
  const entries = /** @type {[K, T][]} */ (Object.entries(object));
  return /** @type {Record<K, T>} */ (
    Object.fromEntries(entries.map(([key, value]) => [key, change(value)]))
  );
}
