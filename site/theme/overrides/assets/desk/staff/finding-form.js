// What a check of a grade that the centre gave has found, with the reasons, and the grade where the finding leaves it open.
import { choice } from "../components/choices.js";
import { h, refill } from "../elements.js";
import { CohortTable } from "../enquiry/cohort-table.js";
import { chosenValue, NOT_YET_TO_CENTRE, RecordForm } from "./record-form.js";

const COHORT_TEXT = {
  none: "No candidate’s grade changes.",
  each: "Choose the grade after the check for each candidate whose grade changes.",
  withdrawn: "Choose “Withdrawn” for each candidate whose grade is withdrawn.",
};

export class FindingForm extends RecordForm {
  static module = "finding-form";

  constructor(root, page) {
    super(root, page);
    this.path = "finding";
    this.prefix = "check-";
    this.recordedText = "The finding is recorded.";
    this.choices = this.find("#check-finding [data-choices]");
    this.grade = this.element("check-grade_after");
    this.explanation = this.element("check-explanation");
    this.cohort = this.component(CohortTable, this.prefix);
  }

  get values() {
    const { values: candidates } = this.cohort;
    return { finding: chosenValue(this.form, "check-finding"), grade_after: this.grade.value, explanation: this.explanation.value.trim(), candidates };
  }

  // How the grade follows from the finding that is chosen: "chosen", "stays", "revised", "withdrawn"; of a cohort "none", "each", "withdrawn"; null before one is.
  get gradeFollows() {
    const chosen = chosenValue(this.form, "check-finding");
    return this.page.enquiry.findings.find((each) => each.id === chosen)?.grade ?? null;
  }

  recordedValues({ recorded, answer, cohort, grade_after: after }) {
    const candidates = cohort ? CohortTable.recorded(cohort) : {};
    return recorded && answer ? { finding: answer.finding, grade_after: after ?? "", explanation: answer.explanation, candidates } : null;
  }

  emptyValues() {
    return { finding: "", grade_after: "", explanation: "", candidates: {} };
  }

  statusText({ recorded }) {
    return recorded ? "The finding is recorded. You can change it until its letter is issued." : NOT_YET_TO_CENTRE;
  }

  draw({ findings, grades, grade_before: before, cohort_table: cohort }, { finding, grade_after: after, explanation, candidates }) {
    const radio = ({ id, text }) => choice({ type: "radio", id: `check-finding.${id}`, name: "check-finding", value: id, checked: id === finding }, text);
    refill(this.choices, findings.map(radio));
    refill(this.grade, h("option", { value: "" }, "Choose"), grades.filter((each) => each !== before).map((each) => h("option", { value: each }, each)));
    this.grade.value = after;
    this.explanation.value = explanation;
    this.cohort.draw(cohort ?? [], [], [...grades, "Withdrawn"], candidates ?? {});
  }

  // The grade is chosen only where the finding leaves it open; else the page says what follows.
  changed() {
    const { asked, grade_before: before } = this.page.enquiry;
    const isCohort = this.page.enquiry.subject.kind === "cohort";
    this.cohort.root.hidden = !isCohort || !["each", "withdrawn"].includes(this.gradeFollows);
    this.cohort.update();
    const texts = {
      stays: `The syllabus grade stays ${before}.`,
      revised: `The syllabus grade changes from ${before} to ${asked?.revised_grade}.`,
      withdrawn: `The syllabus grade ${before} is withdrawn.`,
    };
    this.grade.closest(".field").hidden = this.gradeFollows !== "chosen";
    this.part("check-grade").textContent = isCohort ? (COHORT_TEXT[this.gradeFollows] ?? "") : (texts[this.gradeFollows] ?? "");
  }

  problemsIn() {
    this.cohort.showAll();
    return [];
  }

  request({ finding, explanation, grade_after: after, candidates }) {
    return { finding, explanation, grade_after: this.gradeFollows === "chosen" ? after : "", candidates: this.cohort.root.hidden ? [] : CohortTable.request(candidates) };
  }

  isRecorded({ recorded, answer, cohort }, { finding, explanation }) {
    const same = !cohort || this.cohort.root.hidden || CohortTable.isRecorded(cohort, this.values.candidates);
    return recorded && answer?.finding === finding && answer.explanation === explanation && same;
  }
}
