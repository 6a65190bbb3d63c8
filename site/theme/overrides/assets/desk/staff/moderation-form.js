// What a re-moderation found, and the results of the candidates whom it changes.
import { choice } from "../components/choices.js";
import { counted, refill } from "../elements.js";
import { clearField } from "../error-summary.js";
import { CohortTable } from "../enquiry/cohort-table.js";
import { chosenValue, NOT_YET_TO_CENTRE, RecordForm } from "./record-form.js";

// When the one fee is waived, in words for the form, by the rule of the awarding body.
const GRADE = { "any-syllabus-grade-changes": "syllabus grade", "moderated-grade-changes": "moderated grade" };

export class ModerationForm extends RecordForm {
  static module = "moderation-form";

  constructor(root, page) {
    super(root, page);
    this.path = "moderation";
    this.prefix = "moderation-";
    this.recordedText = "The outcome of the re-moderation is recorded.";
    this.choices = this.find("#moderation-finding [data-choices]");
    this.explanation = this.element("moderation-explanation");
    this.cohort = this.component(CohortTable, this.prefix);
  }

  get values() {
    return { finding: chosenValue(this.form, "moderation-finding"), explanation: this.explanation.value.trim(), candidates: this.cohort.values };
  }

  // What becomes of the marks by the outcome that is chosen: "stay", "corrected", "reinstated"; null where none is.
  get marksFollow() {
    const chosen = chosenValue(this.form, "moderation-finding");
    return this.page.enquiry.moderation?.findings.find((each) => each.id === chosen)?.marks ?? null;
  }

  recordedValues({ recorded, cohort }) {
    return recorded && cohort ? { finding: cohort.finding, explanation: cohort.explanation, candidates: CohortTable.recorded(cohort) } : null;
  }

  emptyValues() {
    return { finding: "", explanation: "", candidates: {} };
  }

  statusText({ recorded }) {
    return recorded ? "The outcome is recorded. It can be changed until its letter is issued." : `The table starts from the current results: change only those that change. ${NOT_YET_TO_CENTRE}`;
  }

  draw({ cohort_table: cohort, components, grades, moderation }, { finding, explanation, candidates }) {
    const radio = ({ id, text }) => choice({ type: "radio", id: `moderation-finding.${id}`, name: "moderation-finding", value: id, checked: id === finding }, text);
    this.choices.closest(".field").hidden = !moderation;
    refill(this.choices, (moderation?.findings ?? []).map(radio));
    this.part("moderation-no-feedback").hidden = !moderation || moderation.feedback;
    this.explanation.value = explanation;
    this.cohort.draw(cohort ?? [], components, grades, candidates);
  }

  // With an outcome that changes no mark there is nothing to enter for a candidate.
  changed() {
    this.cohort.root.hidden = this.marksFollow === "stay";
    this.cohort.update();
    this.part("moderation-fee").textContent = this.feeText();
    if (this.marksFollow) clearField("moderation-finding");
  }

  feeText() {
    const { waived_when: rule } = this.page.enquiry;
    if (rule === null) return "";
    if (rule === "centre-marks-reinstated") return this.marksFollow === "reinstated" ? "The centre’s marks are reinstated: no fee is charged." : "The centre’s marks are not reinstated: the fee is charged.";
    const count = this.cohort.root.hidden ? 0 : this.cohort.gradesChanged;
    return count === 0 ? `No ${GRADE[rule]} changes: the fee is charged.` : `The ${GRADE[rule]} of ${counted(count, "candidate")} changes: no fee is charged.`;
  }

  problemsIn() {
    this.cohort.showAll();
    return this.cohort.problems();
  }

  request({ finding, explanation, candidates }) {
    return { finding, explanation, candidates: this.cohort.root.hidden ? [] : CohortTable.request(candidates) };
  }

  isRecorded({ recorded, cohort }, { finding, explanation }) {
    const same = this.cohort.root.hidden || CohortTable.isRecorded(cohort, this.values.candidates);
    return recorded && cohort?.finding === finding && cohort.explanation === explanation && same;
  }
}
