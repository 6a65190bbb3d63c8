// What a check of a grade that the centre gave has found, with the reasons, and the grade where the finding leaves it open.
import { choice } from "../components/choices.js";
import { h, refill } from "../elements.js";
import { chosenValue, NOT_YET_TO_CENTRE, RecordForm } from "./record-form.js";

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
  }

  get values() {
    return { finding: chosenValue(this.form, "check-finding"), grade_after: this.grade.value, explanation: this.explanation.value.trim() };
  }

  // How the grade follows from the finding that is chosen: "chosen", "stays", "revised", "withdrawn"; null before one is.
  get gradeFollows() {
    return this.page.enquiry.findings.find((each) => each.id === this.values.finding)?.grade ?? null;
  }

  recordedValues({ recorded, answer, grade_after: after }) {
    return recorded && answer ? { finding: answer.finding, grade_after: after ?? "", explanation: answer.explanation } : null;
  }

  emptyValues() {
    return { finding: "", grade_after: "", explanation: "" };
  }

  statusText({ recorded }) {
    return recorded ? "The finding is recorded. You can change it until its letter is issued." : NOT_YET_TO_CENTRE;
  }

  draw({ findings, grades, grade_before: before }, { finding, grade_after: after, explanation }) {
    const radio = ({ id, text }) => choice({ type: "radio", id: `check-finding.${id}`, name: "check-finding", value: id, checked: id === finding }, text);
    refill(this.choices, findings.map(radio));
    refill(this.grade, h("option", { value: "" }, "Choose"), grades.filter((each) => each !== before).map((each) => h("option", { value: each }, each)));
    this.grade.value = after;
    this.explanation.value = explanation;
  }

  // The grade is chosen only where the finding leaves it open; else the page says what follows.
  changed() {
    const { asked, grade_before: before } = this.page.enquiry;
    const texts = {
      stays: `The syllabus grade stays ${before}.`,
      revised: `The syllabus grade changes from ${before} to ${asked?.revised_grade}.`,
      withdrawn: `The syllabus grade ${before} is withdrawn.`,
    };
    this.grade.closest(".field").hidden = this.gradeFollows !== "chosen";
    this.part("check-grade").textContent = texts[this.gradeFollows] ?? "";
  }

  request({ finding, explanation, grade_after: after }) {
    return { finding, explanation, grade_after: this.gradeFollows === "chosen" ? after : "" };
  }

  isRecorded({ recorded, answer }, { finding, explanation }) {
    return recorded && answer?.finding === finding && answer.explanation === explanation;
  }
}
