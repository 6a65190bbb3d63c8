// What a centre does with a request that it makes in the awarding body's own portal: what to enter there, field by field, and what it
// records here: that it is made, its outcome, when the reasons came.
import { call, get } from "../api.js";
import { choice, componentName } from "../components/choices.js";
import { Component } from "../components/component.js";
import { FieldsForm } from "../components/form.js";
import { formatDay } from "../dates.js";
import { h, put, refill } from "../elements.js";
import { CohortTable } from "../enquiry/cohort-table.js";

const WHOLE_NUMBER = /^[0-9]{1,4}$/;
const OUTCOME_WORDS = { report: "When did it come?", answer: "What was answered?", decision: "What was decided?", cohort: "What was found?", finding: "What was found?" };

// Where to make it and what to enter, in the order of the portal; folded once it is made.
export class PortalGuide extends Component {
  static module = "portal-guide";

  constructor(root) {
    super(root);
    this.status = this.part("copied");
    this.drawnFor = null;
  }

  show({ portal, status }) {
    this.root.hidden = !portal || portal.over || status === "completed";
    if (this.root.hidden) return;
    const { name, url, roles, fields, text, fields_source: source, fields_note: note, body_name: body } = portal;
    this.part("portal-title").textContent = status === "submitted" ? `Make this request in ${name}` : `What you entered in ${name}`;
    const notSent = this.part("not-sent");
    notSent.hidden = !text;
    if (text) refill(notSent, h("p", { class: "notice__title" }, "Not sent"), h("p", {}, text));
    refill(
      this.part("portal-where"),
      url ? h("p", {}, h("a", { href: url, rel: "noreferrer" }, `Open ${name}`), ` (${body}).`) : h("p", {}, `Sign in to ${name} as you do for ${body}. Its address is not known here.`),
      roles.length > 0 && h("p", {}, `You need one of these roles there: ${roles.join(", ")}.`),
    );
    if (this.drawnFor !== status) this.part("portal-enter").open = status === "submitted"; // left as the reader left it otherwise
    this.drawnFor = status;
    refill(this.part("portal-fields"), fields.map((each) => this.field(each)));
    this.part("portal-source").textContent = [note, source && `Source: ${source}.`].filter(Boolean).join(" ");
    this.status.textContent = "";
  }

  field({ label, values }) {
    const line = (value) => h("div", { class: "portal-value" }, h("span", { class: "portal-value__text" }, value), this.copyButton(label, value));
    return h("div", { class: "summary__row" }, h("dt", {}, label), h("dd", {}, values.map(line)));
  }

  // Says what was copied, also to those who do not see the button change.
  copyButton(label, value) {
    const button = h("button", { type: "button", class: "button button--secondary button--small", "aria-label": `Copy ${label.toLowerCase()}: ${value}` }, "Copy");
    button.addEventListener("click", async () => {
      for (const each of this.root.querySelectorAll(".portal-value button")) each.textContent = "Copy";
      try {
        await navigator.clipboard.writeText(value);
        button.textContent = "Copied";
        this.status.textContent = `Copied: ${label}, ${value}`;
      } catch {
        getSelection().selectAllChildren(button.previousElementSibling); // where the browser does not let us, it is one key away
        this.status.textContent = `Selected: ${label}. Copy it with your keyboard.`;
      }
    });
    return button;
  }
}

// A form that records something of such a request. A repeat after a lost answer is refused as changed meanwhile; then what stands there says
// whether it was this.
class PortalForm extends FieldsForm {
  constructor(root, page, { path, prefix, doneText }) {
    super(root);
    Object.assign(this, { page, path, prefix, doneText });
    this.drawn = null;
  }

  get storageKey() {
    return `${this.path}.${this.page.id}`;
  }

  field(name) {
    return this.element(`${this.prefix}${name}`);
  }

  get day() {
    return this.field("day").value;
  }

  isStored() {
    return false;
  }

  // Drawn anew only where the enquiry is another, so that nobody who is typing loses their place.
  isNew({ version }) {
    if (this.drawn === version) return false;
    this.drawn = version;
    return true;
  }

  async send(values) {
    const { version } = this.page.enquiry;
    try {
      return await call("POST", `${this.page.apiPath}/${this.path}`, { ...values, version }, { repeatable: true });
    } catch (fault) {
      if (!fault.overtaken) throw fault;
      const { enquiry } = await get(this.page.apiPath);
      if (enquiry.version === version + 1 && this.isStored(enquiry, values)) return { enquiry };
      throw fault;
    }
  }

  stored({ enquiry }) {
    if ("open" in this.root) this.root.open = false;
    this.page.changedTo(enquiry, this.doneText);
  }
}

export class MadeForm extends PortalForm {
  static module = "made-form";

  constructor(root, page) {
    super(root, page, { path: "made", prefix: "made-", doneText: "Recorded: you have made it in the portal." });
  }

  get values() {
    return { day: this.day, reference: this.field("reference").value.trim() };
  }

  show(enquiry) {
    const { portal, number, status } = enquiry;
    this.root.hidden = !portal?.may_make;
    if (this.root.hidden || !this.isNew(enquiry)) return;
    this.part("made-summary").textContent = status === "submitted" ? "You have made it: record it" : "Correct the day or the reference";
    this.root.open = status === "submitted";
    this.field("day").value = portal.made_on ?? "";
    this.field("reference").value = number ?? "";
    this.restore();
  }

  isStored({ portal, number }, { day, reference }) {
    return portal.made_on === day && (number ?? "") === reference;
  }
}

export class ReasonsForm extends PortalForm {
  static module = "reasons-form";

  constructor(root, page) {
    super(root, page, { path: "reasons", prefix: "reasons-", doneText: "The day is recorded. The time to appeal counts from it where that ends later." });
  }

  get values() {
    return { day: this.day };
  }

  show(enquiry) {
    const { portal } = enquiry;
    this.root.hidden = !portal?.asks_reasons;
    if (this.root.hidden || !this.isNew(enquiry)) return;
    this.field("day").value = portal.reasons_on ?? "";
    this.restore();
  }

  isStored({ portal }, { day }) {
    return portal.reasons_on === day;
  }
}

export class PortalOutcomeForm extends PortalForm {
  static module = "portal-outcome-form";

  constructor(root, page) {
    super(root, page, { path: "outcome", prefix: "portal-", doneText: "The outcome is recorded." });
    this.findings = this.find("#portal-finding [data-choices]");
    this.grade = this.field("grade_after");
    this.unit = this.field("unit_grade_changed");
    this.explanation = this.field("explanation");
    this.cohort = this.component(CohortTable, this.prefix);
  }

  get marks() {
    return [...this.part("portal-marks").querySelectorAll("input")];
  }

  get values() {
    return {
      day: this.day,
      lines: this.marks.map((each) => ({ component: each.dataset.component, mark_after: each.value.trim() === "" ? null : Number(each.value) })),
      grade_after: this.grade.value,
      unit_grade_changed: this.unit.checked,
      finding: this.form.querySelector('[name="portal-finding"]:checked')?.value ?? "",
      explanation: this.explanation.value.trim(),
      candidates: this.cohort.root.hidden ? [] : CohortTable.request(this.cohort.values),
    };
  }

  show(enquiry) {
    const { portal, status, components, grade_after: grade, grade_before: before, subject, outcome, answer, cohort, cohort_table: table, appeal } = enquiry;
    this.root.hidden = !portal?.may_record;
    if (this.root.hidden || !this.isNew(enquiry)) return;
    const { kind, findings, grades } = portal;
    const isDone = status === "completed";
    this.part("portal-outcome-summary").textContent = isDone ? "Correct the outcome" : "The outcome is there: record it";
    this.root.open = false;
    this.field("day").value = portal.outcome_on ?? "";
    const chosen = appeal?.decision?.finding ?? answer?.finding ?? cohort?.finding ?? "";
    this.findings.closest(".field").hidden = findings.length === 0;
    refill(this.find("#portal-finding .legend"), OUTCOME_WORDS[kind] ?? "Outcome");
    refill(this.findings, findings.map(({ id, text }) => choice({ type: "radio", id: `portal-finding.${id}`, name: "portal-finding", value: id, checked: id === chosen }, text)));
    refill(this.part("portal-marks"), kind === "marks" && components.map((each) => markField(each)));
    const graded = ["marks", "finding"].includes(kind) || (kind === "decision" && subject.kind === "candidate");
    this.grade.closest(".field").hidden = !graded;
    refill(this.grade, h("option", { value: "" }, "Choose"), grades.map((each) => h("option", { value: each }, each)));
    this.grade.value = grade ?? (kind === "decision" ? (before ?? "") : "");
    this.part("portal-grade-before").textContent = graded && before ? `Grade before: ${before}.` : "";
    this.unit.closest(".field").hidden = !portal.unit_grade;
    this.unit.checked = portal.unit_grade_changed;
    this.explanation.closest(".field").hidden = ["marks", "report"].includes(kind);
    this.explanation.value = appeal?.decision?.reasons ?? answer?.explanation ?? cohort?.explanation ?? "";
    this.cohort.root.hidden = !table;
    if (table) this.cohort.draw(table, components, grades, cohort && outcome ? CohortTable.recorded(cohort) : {});
    this.restore();
  }

  changed() {
    if (!this.cohort.root.hidden) this.cohort.update();
  }

  problemsIn() {
    const wrong = this.marks.filter((each) => each.value.trim() !== "" && !WHOLE_NUMBER.test(each.value.trim()));
    const marks = wrong.map((each) => ({ field: `marks.${each.dataset.component}`, message: `The mark for component ${each.dataset.component} must be a whole number.` }));
    if (this.cohort.root.hidden) return marks;
    this.cohort.showAll();
    return [...marks, ...this.cohort.problems()];
  }

  isStored({ status, portal }, { day }) {
    return status === "completed" && portal.outcome_on === day;
  }
}

// What was recorded, in the page's facts.
export function portalFacts({ portal, number }) {
  if (!portal) return [];
  return [
    portal.made_on && ["Made in the portal", `${formatDay(portal.made_on)}, in ${portal.name}`],
    number && ["Awarding body’s reference", h("span", { class: "number" }, number)],
    portal.outcome_on && ["Outcome", formatDay(portal.outcome_on)],
    portal.reasons_on && ["Reasons received", formatDay(portal.reasons_on)],
  ];
}

function markField(component) {
  const { code, most, mark_before: before, mark_after: after } = component;
  const id = `portal-marks.${code}`;
  const input = h("input", { class: "input marks__mark", id, inputmode: "numeric", maxlength: "4", autocomplete: "off", "data-component": code, "aria-describedby": `${id}-error` });
  input.value = after ?? "";
  return put(
    h("div", { class: "field" }),
    h("label", { class: "label", for: id }, "Mark after, component ", componentName(component)),
    h("span", { class: "hint" }, `Before: ${before ?? "none"}${most ? ` of ${most}` : ""}.`),
    h("span", { class: "field-error", id: `${id}-error`, hidden: true }),
    input,
  );
}
