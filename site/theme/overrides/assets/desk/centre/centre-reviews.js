// /desk/centre-reviews/: the Centre Reviews that the centre has recorded, with their corrections, and the form that records one.
import { queryValue } from "../addresses.js";
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { catalogue } from "../catalogue.js";
import { candidateName, choice, radios } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { timeElement } from "../dates.js";
import { confirmed } from "../dialogs.js";
import { h, refill, summaryList } from "../elements.js";
import { ASKERS } from "../enquiry/grade-check-rows.js";
import { clearProblems, showProblems } from "../error-summary.js";
import { Latest } from "../latest.js";
import { showSuccess } from "../notices.js";
import { guardLeaving } from "../typed-values.js";
import { newId } from "./draft.js";

const FINDINGS = { error: "An error was found", no_error: "No error was found" };
const TEXTS = ["syllabus", "completed_on", "completed_by", "explanation"];

class CentreReviewsPage extends DeskPage {
  static module = "centre-reviews";
  answers = new Latest();

  init() {
    this.form = this.component(ReviewForm, this);
  }

  async load() {
    const found = await get("series");
    const series = found.series.filter((each) => each.routes.some((route) => route.centre_review_first));
    this.part("none-to-review").hidden = series.length > 0;
    this.part("reviewing").hidden = series.length === 0;
    if (series.length) await this.form.show(series);
  }

  async list() {
    const { id, body } = this.form.series;
    const answer = await this.answers.of(get("centre-reviews", { awarding_body: body, series: id }));
    if (!answer) return;
    const { reviews } = answer;
    this.part("no-reviews").hidden = reviews.length > 0;
    refill(this.part("reviews"), reviews.map((each) => this.card(each)));
  }

  card(each) {
    const whom = each.cohort ? "The whole cohort" : each.candidates.map(({ number, name }, index) => [index > 0 && h("br"), h("span", { class: "number" }, number), ` ${name}`]).flat();
    const correct = h("button", { type: "button", class: "button button--secondary button--small" }, "Correct", h("span", { class: "visually-hidden" }, ` the record of ${each.completed_text}`));
    onPress(correct, () => this.correct(each));
    return h(
      "section",
      { class: "card", "aria-label": `${each.syllabus.code} ${each.syllabus.name}, completed ${each.completed_text}` },
      summaryList([
        ["Syllabus", `${each.syllabus.code} ${each.syllabus.name}`],
        ["Candidates", whom],
        ["Whose doubts", each.asked_by_text],
        ["Completed", `${each.completed_text}, by ${each.completed_by}`],
        ["Found", [h("strong", {}, `${each.finding_text}. `), each.explanation]],
        ["Recorded", timeElement(each.recorded_at)],
        ...each.corrections.map((one) => ["Correction", [one.text, h("span", { class: "aside" }, timeElement(one.at))]]),
      ]),
      h("p", { class: "button-row" }, correct),
    );
  }

  // A correction beside a record.
  async correct(review) {
    const text = this.element("correction-text");
    text.value = "";
    if (!(await confirmed(this.element("correction-dialog")))) return;
    clearProblems();
    try {
      await call("POST", `centre-reviews/${review.id}/corrections`, { body: this.form.series.body, series: review.series, text: text.value.trim() }, { repeatable: true });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return showProblems(fault.problems.map((each) => ({ ...each, field: null })), { title: "The correction was not recorded" });
    }
    await this.list();
    showSuccess(this.message, "The correction has been added to the record.");
  }
}

// A record's id is made here, so that sending it twice is sending it once.
class ReviewForm extends Form {
  static module = "review-form";
  answers = new Latest();

  constructor(root, page) {
    super(root);
    this.page = page;
    this.refusedTitle = "This was not recorded";
    this.whom = this.element("candidates");
    this.allSeries = [];
    this.id = newId();
  }

  get storageKey() {
    return "centre-review";
  }

  field(name) {
    return this.form.elements[name];
  }

  init() {
    super.init();
    this.field("series").addEventListener("change", () => Promise.all([this.page.list(), this.listCandidates([])]));
    this.field("syllabus").addEventListener("change", () => this.listCandidates([]));
    guardLeaving(() => this.unsaved);
  }

  async show(allSeries) {
    const typed = this.typed.read();
    const wanted = typed?.series ?? queryValue("series");
    this.allSeries = allSeries;
    this.id = typed?.id ?? this.id;
    refill(this.field("series"), allSeries.map((each) => h("option", { value: each.id }, each.title)));
    this.field("series").value = allSeries.some((each) => each.id === wanted) ? wanted : allSeries[0].id;
    refill(this.find("#asked_by [data-choices]"), radios("asked_by", ASKERS, typed?.asked_by));
    refill(this.find("#finding [data-choices]"), radios("finding", FINDINGS, typed?.finding));
    const { syllabuses } = await catalogue(this.series.body);
    refill(this.field("syllabus"), h("option", { value: "" }, "Choose"), syllabuses.map((each) => h("option", { value: each.code }, `${each.code} ${each.name}, ${each.qualification}`)));
    for (const name of TEXTS) this.field(name).value = typed?.[name] ?? "";
    this.field("cohort").checked = typed?.cohort ?? false;
    await Promise.all([this.page.list(), this.listCandidates(typed?.candidates ?? [])]);
  }

  get series() {
    return this.allSeries.find((each) => each.id === this.field("series").value);
  }

  get route() {
    return this.series.routes.find((each) => each.centre_review_first);
  }

  get values() {
    const cohort = this.field("cohort").checked;
    const chosen = (name) => this.form.querySelector(`[name=${name}]:checked`)?.value ?? "";
    const candidates = [...this.whom.querySelectorAll("input:checked")].map((each) => each.value);
    return {
      body: this.series.body, route: this.route.id, series: this.series.id, cohort, candidates: cohort ? [] : candidates,
      asked_by: chosen("asked_by"), finding: chosen("finding"), ...Object.fromEntries(TEXTS.map((name) => [name, this.field(name).value.trim()])),
    };
  }

  keep() {
    this.typed.keep({ id: this.id, ...this.values });
  }

  changed() {
    this.whom.hidden = this.field("cohort").checked;
  }

  // Whom the review can be about: the centre's candidates in the syllabus whose grade it gave.
  async listCandidates(chosen) {
    const syllabus = this.field("syllabus").value;
    const { id, body } = this.series;
    const asked = { awarding_body: body, route: this.route.id, series: id, syllabus };
    const answer = await this.answers.of(syllabus ? get("register", asked) : { candidates: [] });
    if (!answer) return;
    const { candidates } = answer;
    const box = ({ number, name }) =>
      choice({ type: "checkbox", id: `candidates.${number}`, name: "candidates", value: number, checked: chosen.includes(number) }, candidateName({ number, name }));
    const none = syllabus ? "You have no candidates in this syllabus in this series." : "Choose the syllabus. Your candidates in it are then listed here.";
    refill(this.whom.querySelector("[data-choices]"), candidates.length ? candidates.map(box) : h("p", { class: "hint" }, none));
    this.changed();
  }

  problemsIn() {
    refill(this.page.message);
    return [];
  }

  send(values) {
    return call("PUT", `centre-reviews/${this.id}`, values, { repeatable: true });
  }

  async stored() {
    const { message } = this.page;
    this.id = newId();
    for (const box of this.form.querySelectorAll("input:checked")) box.checked = false;
    for (const name of TEXTS) this.field(name).value = "";
    await Promise.all([this.page.list(), this.listCandidates([])]);
    showSuccess(message, h("strong", {}, "The Centre Review is recorded."), " You can now ask for a check about it.");
    message.focus({ preventScroll: true });
    message.scrollIntoView({ block: "center" });
  }
}

openPage(CentreReviewsPage);
