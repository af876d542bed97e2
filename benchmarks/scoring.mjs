// Times calls inside a started worker, without messages.

import { startPython } from "../sitegen/theme/js/startup.mjs";

const ROUNDS = 60;
/** Rounds in which the engine still compiles. */
const WARMING = 10;

globalThis.onmessage = async ({ data: { manifest, text } }) => {
  const { pyodide, framework } = await startPython(manifest, () => {});
  const codebook = pyodide.pyimport("scorer.codebook").load(framework);
  const { score } = pyodide.pyimport("scorer.scoring");
  const read = pyodide.pyimport("scorer.answers").read(text, codebook);
  const browser = pyodide.pyimport("scorer.browser");
  browser.start(framework);
  const request = JSON.stringify({ kind: "score", text });
  postMessage({
    score: median(() => score(read, codebook).destroy()),
    handle: median(() => browser.handle(request)),
  });
};

/** @param {() => unknown} action */
function median(action) {
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    action();
    return performance.now() - began;
  });
  const settled = times.slice(WARMING).sort((a, b) => a - b);
  return settled[Math.floor(settled.length / 2)];
}
