// How an appeal is decided: allowed, in part, not, or too late; with the reasons that its letter gives and the grade.
import { choice } from "../components/choices.js";
import { h, refill } from "../elements.js";
import { clearField } from "../error-summary.js";
import { chosenValue, NOT_YET_TO_CENTRE, RecordForm } from "./record-form.js";

export class DecisionForm extends RecordForm {
  static module = "decision-form";

  constructor(root, page) {
    super(root, page);
    this.path = "decision";
    this.recordedText = "The decision is recorded.";
    this.reasons = this.element("reasons");
    this.grade = this.element("grade");
  }

  get values() {
    return { decision: chosenValue(this.form, "decision"), reasons: this.reasons.value.trim(), grade: this.grade.value };
  }

  recordedValues({ appeal: { decision }, grade_after: after }) {
    return decision ? { decision: decision.finding, reasons: decision.reasons, grade: after ?? "" } : null;
  }

  emptyValues({ grade_before: before }) {
    return { decision: "", reasons: "", grade: before ?? "" };
  }

  statusText({ recorded }) {
    return recorded ? "The decision is recorded. You can change it until its letter is issued." : `${NOT_YET_TO_CENTRE} The person who issued the outcome cannot decide the appeal against it.`;
  }

  draw({ appeal, grades, grade_before: before, subject }, { decision, reasons, grade }) {
    const radio = ({ code, text }) => choice({ type: "radio", id: `decision-${code}`, name: "decision", value: code, checked: code === decision }, text);
    refill(this.part("decision-choices"), appeal.findings.map(radio));
    this.reasons.value = reasons;
    this.part("decision-grade").hidden = subject.kind !== "candidate" || !before;
    refill(this.grade, [...new Set([before ?? "", ...grades])].map((each) => h("option", { value: each }, each)));
    this.grade.value = grade;
  }

  // What the grade means for the fee.
  changed() {
    const { grade_before: before, fee } = this.page.enquiry;
    const [stays, goes] = fee.money ? [": the fee is charged", ": no fee is charged"] : ["", ""];
    this.part("decision-grade-said").textContent = this.grade.value === before ? `The grade stays${stays}.` : `${before} → ${this.grade.value}${goes}.`;
    if (this.values.decision) clearField("decision");
  }

  problemsIn({ decision }) {
    return decision ? [] : [{ message: "Choose how the appeal is decided.", field: "decision" }];
  }

  isRecorded({ recorded, appeal }, { decision, reasons }) {
    return recorded && appeal.decision?.finding === decision && appeal.decision.reasons === reasons;
  }
}
