// The questionnaire page: joins its parts and what the reader can press.

import { Answers } from "./answers.mjs";
import { follow } from "./choices.mjs";
import { Draft } from "./draft.mjs";
import { all, one } from "./elements.mjs";
import { Failures } from "./failures.mjs";
import { Journey } from "./journey.mjs";
import { Keeping } from "./keeping.mjs";
import { Opening } from "./opening.mjs";
import { Page } from "./page.mjs";
import { Report } from "./report.mjs";
import { Runtime } from "./runtime.mjs";

/** @param {HTMLElement} $root */
function attach($root) {
  const page = new Page($root);
  const { framework, instrument } = page.identity;
  const answers = new Answers(page.identity, () => keeping.changed());
  const draft = new Draft(`${framework}/${instrument}/draft`);
  const runtime = new Runtime($root);
  const report = new Report($root, instrument);
  const failures = new Failures(page);
  const moved = () => keeping.refresh();
  const journey = new Journey(page, answers, runtime, report, failures, moved);
  const keeping = new Keeping(page, answers, draft, runtime, failures, journey);
  const opening = new Opening(page, answers, draft, runtime, failures, journey, keeping);
  const $file = one($root, "[data-file]", HTMLInputElement);

  /** @type {Record<string, () => unknown>} */
  const actions = {
    "continue-draft": () => opening.continueDraft(),
    "save-file": () => keeping.saveFile(),
    "save-device": () => keeping.saveDevice(),
    open: () => $file.click(),
    delete: () => keeping.remove(),
    finish: () => keeping.finish(),
    "print-form": () => page.printForm(),
    "print-report": () => window.print(),
    "download-report": () => report.downloadDocument(),
    "download-results": () => report.downloadResults(),
    back: () => history.back(),
    change: () => journey.steps.go("check"),
  };
  for (const $button of all($root, "[data-action]")) {
    $button.addEventListener("click", () => actions[$button.dataset.action ?? ""]?.());
  }
  $file.addEventListener("change", () => {
    const [file] = $file.files ?? [];
    if (file) {
      void opening.openFile(file).finally(() => ($file.value = ""));
    }
  });
  page.$form.addEventListener("submit", (event) => {
    event.preventDefault();
    journey.submit();
  });
  follow(page.$form, answers);
  journey.showAll();
  keeping.refresh();
  page.wake();
}

for (const $root of all(document, "[data-questionnaire]")) {
  attach($root);
}
