// The way through: start, files, report, the items one by one, minutes.

import { ask } from "../questionnaire/dialogs.mjs";
import { all, one } from "../questionnaire/elements.mjs";
import { clearItem, clearMessages, markItem, showSummary } from "../questionnaire/errors.mjs";
import { entrance, faultOf } from "../questionnaire/questions.mjs";
import { Steps } from "../questionnaire/steps.mjs";

/** @import { Answers } from "../questionnaire/answers.mjs" */
/** @import { Failures } from "../questionnaire/failures.mjs" */
/** @import { Page } from "../questionnaire/page.mjs" */
/** @import { Runtime } from "../questionnaire/runtime.mjs" */
/** @import { Gathering } from "./gathering.mjs" */
/** @import { Meeting } from "./meeting.mjs" */
/** @import { Minutes, Opened } from "./minutes.mjs" */
/** @import { Members } from "./members.mjs" */

/**
 * @typedef {object} Parts
 * @property {Page} page
 * @property {Answers} answers
 * @property {Runtime} runtime
 * @property {Failures} failures
 * @property {Members} members
 * @property {Meeting} meeting
 * @property {Minutes} minutes
 * @property {Gathering} gathering
 */

export class Flow {
  #begun = false;
  /** The item that was talked about last. */
  #last = "";

  #page;
  #answers;
  #runtime;
  #failures;
  #members;
  #meeting;
  #minutes;
  #gathering;

  /** @param {Parts} parts */
  constructor({ page, answers, runtime, failures, members, meeting, minutes, gathering }) {
    this.#page = page;
    this.#answers = answers;
    this.#runtime = runtime;
    this.#failures = failures;
    this.#members = members;
    this.#meeting = meeting;
    this.#minutes = minutes;
    this.#gathering = gathering;
    this.steps = new Steps(
      page.$root,
      (name) => this.#enter(name),
      () => this.refresh(),
    );
  }

  /** The one submit of the form: Start, Continue, Next item. */
  submit() {
    clearMessages(this.#page.$messages);
    const { current, sections } = this.steps;
    if (current === "start") {
      this.#begun = true;
      void this.#warmUp();
      this.steps.go("files");
    } else if (current === "files") {
      this.#gathering.merged ? this.steps.go("report") : this.meet();
    } else if (current === "report") {
      this.meet();
    } else if (this.#isRight()) {
      this.steps.go(sections[sections.indexOf(current) + 1] ?? "minutes");
    }
  }

  /** Goes to the item that was talked about last, or to the first. */
  meet() {
    const { sections } = this.steps;
    this.steps.go(sections.includes(this.#last) ? this.#last : (sections[0] ?? "minutes"));
  }

  /** @param {Opened} opened - what was done with minutes */
  arrived(opened) {
    this.#begun = true;
    void this.#warmUp();
    if (opened === "continue") {
      this.steps.go("minutes");
    } else {
      this.steps.go(this.#members.files.length > 0 ? this.steps.current : "files");
      this.#page.notice("The earlier minutes stand beside this meeting. Each item shows what they hold.");
    }
  }

  async finish() {
    if ((await ask(this.#page.$root, "finish")) !== "yes") {
      return;
    }
    this.#runtime.stop();
    this.#gathering.clear();
    this.#minutes.clear();
    // The page may come back from the browser's memory; it must then start anew.
    window.addEventListener("pageshow", () => location.reload());
    location.replace(new URL(this.#page.$root.dataset.finishUrl ?? ".", document.baseURI));
  }

  /** Called after each step. */
  refresh() {
    const { current, sections } = this.steps;
    const meeting = sections.includes(current);
    one(this.#page.$root, "[data-jump]", HTMLElement).hidden = !meeting;
    if (meeting) {
      this.#last = current;
      this.#meeting.list(sections, current, (step) => this.#isRight() && this.steps.go(step));
    }
    one(this.#page.$root, "[data-keep]", HTMLElement).hidden =
      !this.#begun || (this.#minutes.empty && this.#members.files.length === 0 && !meeting);
    this.#minutes.changed();
  }

  /** Whether what was entered at this item can be kept; else says what is wrong with it. */
  #isRight() {
    const $step = this.steps.section(this.steps.current);
    const $items = all($step, "[data-item]");
    const problems = $items.flatMap(($item) => {
      const text = faultOf($item, this.#answers.get($item.dataset.item ?? ""));
      clearItem($item);
      if (text === "") {
        return [];
      }
      markItem($item, text);
      return [{ text, target: entrance($item) }];
    });
    if (problems.length > 0) {
      showSummary(this.#page.$messages, "There is a problem", problems);
    }
    return problems.length === 0;
  }

  /** Starts the tool while the facilitator looks for the files. */
  async #warmUp() {
    try {
      await this.#runtime.start();
      this.#failures.clear();
    } catch (error) {
      this.#failures.show(error, () => void this.#warmUp(), { asked: false });
    }
  }

  /**
   * @param {string} asked
   * @returns {string} the step to show
   */
  #enter(asked) {
    clearMessages(this.#page.$messages);
    this.#page.notice("");
    const name = this.#allowed(asked);
    this.#page.$root.dataset.print = ["report", "minutes"].includes(name) ? name : "form";
    if (name === "minutes") {
      void this.#minutes.write();
    }
    return name;
  }

  /** @param {string} name */
  #allowed(name) {
    if (!this.#begun) {
      return "start";
    }
    return name === "report" && !this.#gathering.merged ? "files" : name;
  }
}
