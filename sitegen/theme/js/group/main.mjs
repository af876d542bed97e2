// The page for meetings: joins its parts and what a facilitator can press.

import { Answers } from "../questionnaire/answers.mjs";
import { all, one } from "../questionnaire/elements.mjs";
import { Failures } from "../questionnaire/failures.mjs";
import { fileName } from "../questionnaire/files.mjs";
import { Page } from "../questionnaire/page.mjs";
import { follow } from "../questionnaire/questions.mjs";
import { Runtime } from "../questionnaire/runtime.mjs";
import { Flow } from "./flow.mjs";
import { Gathering } from "./gathering.mjs";
import { Meeting } from "./meeting.mjs";
import { Members } from "./members.mjs";
import { Minutes } from "./minutes.mjs";

const WORDS = {
  idle: "",
  starting: "The page is loading its tool. You can choose files while it loads.",
  ready: "The tool is ready.",
  failed: "The tool did not start. The message at the top of this page says what you can do.",
};

/** @param {HTMLElement} $root */
function attach($root) {
  const page = new Page($root);
  const answers = new Answers(page.identity, () => minutes.changed());
  answers.form = page.onlyForm;
  const runtime = new Runtime($root, WORDS);
  const failures = new Failures(page);
  const members = new Members();
  /** @param {string} part */
  const name = (part, /** @type {string} */ ending) =>
    fileName([page.identity.instrument, part], answers.about.partnership ?? "", ending);
  const parts = { page, answers, runtime, failures, members, name };
  const meeting = new Meeting(page, answers);
  const minutes = new Minutes({ ...parts, meeting });
  /** @param {import("../client.mjs").Merged | null} merge */
  const merged = (merge) => {
    meeting.showMembers(merge);
    flow.refresh();
  };
  const gathering = new Gathering({ ...parts, merged });
  const flow = new Flow({ ...parts, meeting, minutes, gathering });
  const $members = one($root, "[data-member-files]", HTMLInputElement);
  const $minutes = one($root, "[data-minutes-file]", HTMLInputElement);

  /** @type {Record<string, () => unknown>} */
  const actions = {
    "add-files": () => $members.click(),
    "open-minutes": () => $minutes.click(),
    "close-earlier": () => minutes.closeEarlier(),
    "save-minutes": () => minutes.save(),
    "download-minutes": () => minutes.report.downloadDocument(),
    "download-minutes-markdown": () => minutes.report.downloadMarkdown(),
    "download-report": () => gathering.report.downloadDocument(),
    "download-results": () => gathering.report.downloadResults(),
    "download-markdown": () => gathering.report.downloadMarkdown(),
    "print-form": () => page.printForm(),
    print: () => window.print(),
    back: () => history.back(),
    meeting: () => flow.meet(),
    minutes: () => flow.steps.go("minutes"),
    finish: () => flow.finish(),
  };
  for (const $button of all($root, "[data-action]")) {
    $button.addEventListener("click", () => actions[$button.dataset.action ?? ""]?.());
  }
  $members.addEventListener("change", () => {
    const files = [...($members.files ?? [])];
    $members.value = "";
    void gathering.add(files);
  });
  $minutes.addEventListener("change", () => {
    const [file] = $minutes.files ?? [];
    $minutes.value = "";
    if (file) {
      void minutes.open(file).then((opened) => opened && flow.arrived(opened));
    }
  });
  page.$form.addEventListener("submit", (event) => {
    event.preventDefault();
    flow.submit();
  });
  follow(page, answers);
  flow.refresh();
  page.wake();
}

for (const $root of all(document, ".pi-group")) {
  attach($root);
}
