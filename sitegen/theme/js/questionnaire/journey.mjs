// The way through the steps: start, sections, check, report.

import { forgetAnswers, showAnswers } from "./check.mjs";
import { one } from "./elements.mjs";
import { clearItem, clearMessages, markItem, refused, showSummary } from "./errors.mjs";
import { fieldEntrance, radios } from "./fields.mjs";
import { arrange, asked, entrance, faultOf, isOptional, show, wordingOf } from "./questions.mjs";
import { isRefusal } from "./runtime.mjs";
import { Steps } from "./steps.mjs";
import { Views } from "./views.mjs";

/** @import { Answers } from "./answers.mjs" */
/** @import { Problem } from "./errors.mjs" */
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
  #views;

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
    this.#views = new Views(page.$root, () => void this.#changeView());
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

  /**
   * Shows the answers that were opened, at the first question that has none.
   *
   * @param {{ everything?: boolean }} [options] - whether optional questions count too
   */
  resume({ everything = false } = {}) {
    this.showAll();
    this.steps.go(this.#firstOpen(everything) ?? "check");
  }

  /** Whether no question of the form is open. */
  get isComplete() {
    return this.#firstOpen(true) === undefined;
  }

  /** Puts the controls and the report in step with the answers. */
  showAll() {
    const { form } = this.#answers;
    this.#page.showForm(form);
    arrange(this.#page.$root, this.#page.items(form));
    show(this.#page.$form, this.#answers);
    if (this.#answers.empty) {
      this.#report.clear();
      this.#views.clear();
      forgetAnswers(this.steps.section("check"));
    }
  }

  async seeReport() {
    await this.#write("check", () => this.steps.go("report"));
  }

  /** Writes the report anew in the view that the reader picked; the focus stays. */
  async #changeView() {
    await this.#write("report", () => this.#views.announce());
  }

  /**
   * @param {string} step - where the reader waits for the report
   * @param {() => void} then - called when it is on the page
   */
  async #write(step, then) {
    const { revision } = this.#answers;
    const view = this.#views.chosen;
    try {
      const text = this.#answers.toText(this.#page.items(this.#answers.form));
      const reply = await this.#runtime.request("score", view ? { text, view } : { text });
      if (!this.#waits(step, revision, view)) {
        return; // The reader went on to something else while the scoring tool loaded.
      }
      this.#failures.clear();
      if (reply.kind === "scored") {
        this.#report.show(reply, revision);
        this.#views.show(reply.views, reply.view);
        then();
      } else {
        this.#refuse(refused(reply));
      }
    } catch (error) {
      if (isRefusal(error)) {
        const { tool } = this.#page;
        const text = `Your answers are longer than 256 KB, and the ${tool} takes no more. Shorten your texts.`;
        this.#refuse([{ text }]);
        return;
      }
      this.#views.undo();
      this.#failures.show(error, () => {
        this.#views.choose(view);
        void this.#write(step, then);
      });
    }
  }

  /**
   * Whether the reader still waits for what was asked for.
   *
   * @param {string} step
   * @param {number} revision
   * @param {string} view
   */
  #waits(step, revision, view) {
    return (
      step === this.steps.current &&
      revision === this.#answers.revision &&
      view === this.#views.chosen
    );
  }

  /** @param {Problem[]} problems */
  #refuse(problems) {
    this.#views.undo();
    const title = `Your ${this.#page.product} could not be written`;
    showSummary(this.#page.$messages, title, problems);
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
    this.#page.notice(`The ${this.#page.tool} is loading again.`);
    await this.#warmUp();
    this.#page.notice("");
  }

  #begin() {
    const $chosen = radios(this.#page.$form, "pi-form").find(($radio) => $radio.checked);
    const form = $chosen?.value ?? this.#page.onlyForm;
    if (form === "") {
      const $forms = one(this.#page.$form, "#item-pi-form", HTMLElement);
      markItem($forms, "Choose a form");
      const problem = { text: "Choose a form", target: fieldEntrance($forms) };
      showSummary(this.#page.$messages, "There is a problem", [problem]);
      return;
    }
    this.#answers.choose(form);
    this.showAll();
    void this.#warmUp();
    this.steps.go(this.steps.sections[0] ?? "check");
  }

  #finishSection() {
    const $faulty = asked(this.steps.section(this.steps.current)).filter(
      ($item) => faultOf($item, this.#answerTo($item)) !== "",
    );
    if ($faulty.length === 0) {
      this.#next();
      return;
    }
    const problems = $faulty.map(($item) => {
      const fault = faultOf($item, this.#answerTo($item));
      markItem($item, fault);
      return { text: `${fault}: ${wordingOf($item)}`, target: entrance($item) };
    });
    const skip = {
      label: $faulty.length === 1 ? "Continue without this answer" : "Continue without these answers",
      press: () => this.#skip($faulty),
    };
    showSummary(this.#page.$messages, "There is a problem", problems, [skip]);
  }

  /** @param {readonly HTMLElement[]} $faulty */
  #skip($faulty) {
    // A wrong date may stand in an entry of which the rest is an answer.
    const $open = $faulty.filter(($item) => this.#isOpen($item, false));
    this.#answers.skip($open.map(({ dataset }) => dataset.item ?? ""));
    $faulty.forEach(clearItem);
    this.#next();
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

  /** @param {boolean} everything - whether optional questions count too */
  #firstOpen(everything) {
    return this.steps.sections.find((name) =>
      asked(this.steps.section(name)).some(($item) => this.#isOpen($item, everything)),
    );
  }

  /**
   * @param {HTMLElement} $item
   * @param {boolean} everything - whether optional questions count too
   */
  #isOpen($item, everything) {
    return this.#answerTo($item) === undefined && (everything || !isOptional($item));
  }

  /** @param {HTMLElement} $item */
  #answerTo({ dataset }) {
    return this.#answers.get(dataset.item ?? "");
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
      const change = this.#change.bind(this);
      showAnswers(this.steps.section(name), $sections, this.#answers, this.#page.noun, change);
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
