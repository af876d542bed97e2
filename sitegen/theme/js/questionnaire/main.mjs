// The questionnaire page: joins its parts and what the reader can press.

import { Answers } from "./answers.mjs";
import { DraftList } from "./draftlist.mjs";
import { Drafts } from "./drafts.mjs";
import { all, one } from "./elements.mjs";
import { Failures } from "./failures.mjs";
import { fileName } from "./files.mjs";
import { Journey } from "./journey.mjs";
import { Keeping } from "./keeping.mjs";
import { Opening } from "./opening.mjs";
import { Page } from "./page.mjs";
import { growForPrint } from "./paper.mjs";
import { follow } from "./questions.mjs";
import { Report } from "./report.mjs";
import { Runtime } from "./runtime.mjs";
import { WordFile } from "./wordfile.mjs";

/** @param {HTMLElement} $root */
function attach($root) {
  const page = new Page($root);
  const { framework, instrument } = page.identity;
  const answers = new Answers(page.identity, () => keeping.changed());
  const drafts = new Drafts(`${framework}/${instrument}/draft`);
  /** @type {import("./report.mjs").Naming} */
  const name = (part, ending) =>
    fileName([instrument, answers.form, part], answers.about.partnership ?? "", ending);
  const runtime = new Runtime($root);
  const report = new Report($root, name);
  const failures = new Failures(page);
  const word = new WordFile({ page, answers, runtime, report, failures, name });
  const moved = () => keeping.refresh();
  const journey = new Journey(page, answers, runtime, report, failures, moved);
  const list = new DraftList(
    one($root, "[data-drafts]", HTMLElement),
    ({ key }) => void opening.continueDraft(key),
    (draft) => void keeping.removeListed(draft),
  );
  const parts = { page, answers, drafts, list, runtime, failures, journey, name };
  const keeping = new Keeping(parts);
  const opening = new Opening({ ...parts, keeping });
  const $file = one($root, "[data-file]", HTMLInputElement);

  /** @type {Record<string, () => unknown>} */
  const actions = {
    "save-file": () => keeping.saveFile(),
    "save-device": () => keeping.saveDevice(),
    open: () => $file.click(),
    delete: () => keeping.remove(),
    finish: () => keeping.finish(),
    "print-form": () => page.printForm(),
    "print-report": () => window.print(),
    "download-report": () => report.downloadDocument(),
    "download-results": () => report.downloadResults(),
    "download-markdown": () => report.downloadMarkdown(),
    "download-word": () => word.download(),
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
  follow(page, answers);
  growForPrint($root);
  journey.showAll();
  keeping.refresh();
  page.wake();
}

for (const $root of all(document, "[data-questionnaire]")) {
  attach($root);
}
