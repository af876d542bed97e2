// The page that compares two saved files: joins its parts and what the reader can press.

import { all, one } from "../questionnaire/elements.mjs";
import { Report } from "../questionnaire/report.mjs";
import { Runtime } from "../questionnaire/runtime.mjs";
import { fileName } from "../questionnaire/files.mjs";
import { Comparison } from "./comparison.mjs";

/** @param {HTMLElement} $root */
function attach($root) {
  const runtime = new Runtime($root, {
    idle: "The scoring tool is fetched when you choose a file.",
    starting: "The scoring tool is loading. You can choose the files meanwhile.",
  });
  /** @type {Comparison} */
  let comparison;
  const report = new Report($root, (part, ending) =>
    fileName([part === "report" ? "comparison" : part], comparison.partnership, ending),
  );
  comparison = new Comparison($root, runtime, report);

  /** @type {Record<string, () => unknown>} */
  const actions = {
    swap: () => comparison.swap(),
    "print-report": () => window.print(),
    "download-report": () => report.downloadDocument(),
    "download-markdown": () => report.downloadMarkdown(),
    finish: () => comparison.finish(),
  };
  for (const $button of all($root, "[data-action]")) {
    $button.addEventListener("click", () => actions[$button.dataset.action ?? ""]?.());
  }
  for (const $file of all($root, "[data-file]")) {
    $file.addEventListener("change", () => comparison.chosen());
  }
  one($root, "[data-form]", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void comparison.compare();
  });
  $root.dataset.awake = "";
  for (const $part of all($root, "[data-js]")) {
    $part.hidden = false;
  }
}

for (const $root of all(document, "[data-compare]")) {
  attach($root);
}
