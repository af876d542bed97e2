// Measures from the click on a button to the report's text on the page.

import { ScorerClient } from "../sitegen/theme/js/client.mjs";
import { absolute } from "../sitegen/theme/js/manifest.mjs";

const find = (id) => document.getElementById(id);
const { manifest, wheels, text } = JSON.parse(find("setting").textContent);
const baseUrl = new URL(".", document.baseURI).href;
const address = (path) => new URL(path, baseUrl).href;

/** @returns {Promise<string>} the reply of the stock worker */
function stock() {
  const worker = new Worker(address("stock.mjs"), { type: "module" });
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(JSON.parse(data));
    const framework = address(manifest.framework.url);
    worker.postMessage({ wheels: wheels.map(address), framework, text });
  });
}

/** @returns {Promise<object>} the reply of our worker */
function ours() {
  return new ScorerClient(manifest, { baseUrl }).score(text);
}

async function time(action) {
  const began = performance.now();
  const reply = await action();
  find("report").textContent = reply.report;
  find("milliseconds").textContent = String(performance.now() - began);
}

/** Times the calls alone, in a worker of its own. */
function calls() {
  const worker = new Worker(address("scoring.js"), { type: "module" });
  worker.onmessage = ({ data }) => {
    find("milliseconds").textContent = JSON.stringify(data);
  };
  worker.postMessage({ manifest: absolute(manifest, baseUrl), text });
}

find("stock").onclick = () => time(stock);
find("ours").onclick = () => time(ours);
find("calls").onclick = () => calls();
