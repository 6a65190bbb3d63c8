// How an appeal is decided: allowed, in part, not, or too late; with the reasons that its letter gives and the grade, or of a cohort, whose
// results change.
import { choice } from "../components/choices.js";
import { counted, h, refill } from "../elements.js";
import { clearField } from "../error-summary.js";
import { CohortTable } from "../enquiry/cohort-table.js";
import { chosenValue, NOT_YET_TO_CENTRE, RecordForm } from "./record-form.js";

const CHANGING = ["allowed", "partly"]; // the decisions that can change results

export class DecisionForm extends RecordForm {
  static module = "decision-form";

  constructor(root, page) {
    super(root, page);
    this.path = "decision";
    this.recordedText = "The decision is recorded.";
    this.reasons = this.element("reasons");
    this.grade = this.element("grade");
    this.cohort = this.component(CohortTable, this.prefix);
  }

  get values() {
    return { decision: chosenValue(this.form, "decision"), reasons: this.reasons.value.trim(), grade: this.grade.value, candidates: this.cohort.values };
  }

  recordedValues({ appeal: { decision }, cohort, grade_after: after }) {
    const candidates = cohort ? CohortTable.recorded(cohort) : {};
    return decision ? { decision: decision.finding, reasons: decision.reasons, grade: after ?? "", candidates } : null;
  }

  emptyValues({ grade_before: before }) {
    return { decision: "", reasons: "", grade: before ?? "", candidates: {} };
  }

  statusText({ recorded }) {
    return recorded ? "The decision is recorded. You can change it until its letter is issued." : `${NOT_YET_TO_CENTRE} The person who issued the outcome cannot decide the appeal against it.`;
  }

  draw({ appeal, cohort_table: cohort, components, grades, grade_before: before, subject }, { decision, reasons, grade, candidates }) {
    const radio = ({ code, text }) => choice({ type: "radio", id: `decision-${code}`, name: "decision", value: code, checked: code === decision }, text);
    refill(this.part("decision-choices"), appeal.findings.map(radio));
    this.reasons.value = reasons;
    this.part("decision-grade").hidden = subject.kind !== "candidate" || !before;
    refill(this.grade, [...new Set([before ?? "", ...grades])].map((each) => h("option", { value: each }, each)));
    this.grade.value = grade;
    this.cohort.draw(cohort ?? [], components, grades, candidates ?? {});
  }

  // What the grade, or those of the cohort, mean for the fee. The table stands there where the decision can change results.
  changed() {
    const { grade_before: before, fee, subject } = this.page.enquiry;
    const { decision } = this.values;
    this.cohort.root.hidden = subject.kind !== "cohort" || !CHANGING.includes(decision);
    this.cohort.update();
    const [stays, goes] = fee.money ? [": the fee is charged", ": no fee is charged"] : ["", ""];
    const ofOne = this.grade.value === before ? `The grade stays${stays}.` : `${before} → ${this.grade.value}${goes}.`;
    const count = this.cohort.root.hidden ? 0 : this.cohort.gradesChanged;
    const ofCohort = count === 0 ? `No syllabus grade changes${stays}.` : `The syllabus grade of ${counted(count, "candidate")} changes${goes}.`;
    this.part("decision-said").textContent = subject.kind === "cohort" ? decision && ofCohort : ofOne;
    if (decision) clearField("decision");
  }

  problemsIn({ decision, reasons }) {
    this.cohort.showAll();
    // Once a decision is chosen, the desk says all that is wrong at once, reasons and marks alike.
    const noReasons = { message: "Give the reasons for the decision, in words meant for the Head of Centre.", field: "reasons" };
    const missing = decision ? [] : [{ message: "Choose how the appeal is decided.", field: "decision" }, ...(reasons ? [] : [noReasons])];
    return this.cohort.root.hidden ? missing : [...missing, ...this.cohort.problems()];
  }

  request({ candidates, ...values }) {
    return { ...values, candidates: this.cohort.root.hidden ? [] : CohortTable.request(candidates) };
  }

  isRecorded({ recorded, appeal, cohort }, { decision, reasons }) {
    const same = !cohort || this.cohort.root.hidden || CohortTable.isRecorded(cohort, this.values.candidates);
    return recorded && appeal.decision?.finding === decision && appeal.decision.reasons === reasons && same;
  }
}
