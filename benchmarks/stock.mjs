// The peer: Pyodide as its documentation starts it, in a module worker, with its
// npm files as they are and the same wheels.

import { loadPyodide } from "./stock/pyodide.mjs";

globalThis.onmessage = async ({ data: { wheels, framework, text } }) => {
  const codebook = fetch(framework).then((response) => response.text());
  const pyodide = await loadPyodide();
  await pyodide.loadPackage(wheels);
  const browser = pyodide.pyimport("scorer.browser");
  browser.start(await codebook);
  postMessage(browser.handle(JSON.stringify({ kind: "score", text })));
};
