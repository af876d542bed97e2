// The way through the steps: start, sections, check, report.

import { arrange, entrance, radios, show } from "./choices.mjs";
import { forgetAnswers, showAnswers } from "./check.mjs";
import { all, one } from "./elements.mjs";
import { clearItem, clearMessages, markItem, refused, showSummary } from "./errors.mjs";
import { Steps } from "./steps.mjs";

/** @import { Answers } from "./answers.mjs" */
/** @import { Failures } from "./failures.mjs" */
/** @import { Page } from "./page.mjs" */
/** @import { Report } from "./report.mjs" */
/** @import { Runtime } from "./runtime.mjs" */

export class Journey {
  /** Whether the reader came from the check step to change one answer. */
  #changing = false;

  #page;
  #answers;
  #runtime;
  #report;
  #failures;

  /**
   * @param {Page} page
   * @param {Answers} answers
   * @param {Runtime} runtime
   * @param {Report} report
   * @param {Failures} failures
   * @param {() => void} moved - called after each step
   */
  constructor(page, answers, runtime, report, failures, moved) {
    this.#page = page;
    this.#answers = answers;
    this.#runtime = runtime;
    this.#report = report;
    this.#failures = failures;
    this.steps = new Steps(page.$root, (name) => this.#enter(name), moved);
  }

  /** The one submit of the form: Start, Continue or See your report. */
  submit() {
    clearMessages(this.#page.$messages);
    const { current } = this.steps;
    if (current === "start") this.#begin();
    else if (current === "check") void this.seeReport();
    else this.#finishSection();
  }

  /** Shows the answers that were opened, at the first statement that has none. */
  resume() {
    this.showAll();
    this.steps.go(this.#firstOpen() ?? "check");
  }

  /** Puts the radios and the report in step with the answers. */
  showAll() {
    const { form } = this.#answers;
    this.#page.showForm(form);
    arrange(this.#page.$root, this.#page.items(form || this.#page.longest));
    show(this.#page.$form, this.#answers);
    if (this.#answers.empty) {
      this.#report.clear();
      forgetAnswers(this.steps.section("check"));
    }
  }

  async seeReport() {
    const { revision } = this.#answers;
    try {
      const text = this.#answers.toText(this.#page.items(this.#answers.form));
      const reply = await this.#runtime.ask("score", text);
      if (revision !== this.#answers.revision || this.steps.current !== "check") {
        return; // The reader went on to something else while the scoring tool loaded.
      }
      this.#failures.clear();
      if (reply.kind === "scored") {
        this.#report.show(reply, revision);
        this.steps.go("report");
      } else {
        showSummary(this.#page.$messages, "Your answers could not be scored", refused(reply));
      }
    } catch (error) {
      this.#failures.show(error, () => void this.seeReport());
    }
  }

  /** Starts the scoring tool while the reader answers. */
  async #warmUp() {
    try {
      await this.#runtime.start();
      this.#failures.clear();
    } catch (error) {
      this.#failures.show(error, () => void this.#tryAgain(), { asked: false });
    }
  }

  async #tryAgain() {
    this.#page.notice("The scoring tool is loading again.");
    await this.#warmUp();
    this.#page.notice("");
  }

  #begin() {
    const $chosen = radios(this.#page.$form, "pi-form").find(($radio) => $radio.checked);
    if (!$chosen) {
      const $forms = one(this.#page.$form, "[data-forms]", HTMLElement);
      markItem($forms, "Choose a form");
      const problem = { text: "Choose a form", target: entrance($forms) };
      showSummary(this.#page.$messages, "There is a problem", [problem]);
      return;
    }
    this.#answers.choose($chosen.value);
    this.showAll();
    void this.#warmUp();
    this.steps.go(this.steps.sections[0] ?? "check");
  }

  #finishSection() {
    const $missing = all(this.steps.section(this.steps.current), "[data-item]:not([hidden])").filter(
      ({ dataset }) => this.#answers.get(dataset.item ?? "") === undefined,
    );
    if ($missing.length === 0) {
      this.#next();
      return;
    }
    const problems = $missing.map(($item) => {
      markItem($item, "Choose an answer");
      const wording = one($item, "[data-wording]", HTMLElement).textContent;
      return { text: `Choose an answer: ${wording}`, target: entrance($item) };
    });
    const skip = {
      label: $missing.length === 1 ? "Continue without this answer" : "Continue without these answers",
      press: () => {
        this.#answers.skip($missing.map(({ dataset }) => dataset.item ?? ""));
        $missing.forEach(clearItem);
        this.#next();
      },
    };
    showSummary(this.#page.$messages, "There is a problem", problems, [skip]);
  }

  #next() {
    const { sections, current } = this.steps;
    const following = this.#changing ? undefined : sections[sections.indexOf(current) + 1];
    this.steps.go(following ?? "check");
  }

  /**
   * @param {string} section
   * @param {string} item
   */
  #change(section, item) {
    this.steps.go(section);
    this.#changing = true;
    entrance(this.#page.item(item))?.focus({ preventScroll: true });
    this.#page.item(item).scrollIntoView();
  }

  #firstOpen() {
    return this.steps.sections.find((name) =>
      all(this.steps.section(name), "[data-item]:not([hidden])").some(
        ({ dataset }) => this.#answers.get(dataset.item ?? "") === undefined,
      ),
    );
  }

  /**
   * @param {string} asked
   * @returns {string} the step to show
   */
  #enter(asked) {
    this.#changing = false;
    clearMessages(this.#page.$messages);
    this.#page.notice("");
    const name = this.#allowed(asked);
    this.#page.$root.dataset.print = ["check", "report"].includes(name) ? name : "form";
    if (name === "check") {
      const $sections = this.steps.sections.map((section) => this.steps.section(section));
      showAnswers(this.steps.section(name), $sections, this.#answers, (section, item) =>
        this.#change(section, item),
      );
    }
    return name;
  }

  /** @param {string} name */
  #allowed(name) {
    if (name === "start" || this.#answers.form === "") {
      return "start";
    }
    if (name === "report") {
      return this.#report.revision === this.#answers.revision ? name : "check";
    }
    return name === "check" || this.steps.sections.includes(name) ? name : "start";
  }
}
