// What a re-moderation found, and the results of the candidates whom it changes.
import { counted } from "../elements.js";
import { CohortTable } from "./cohort-table.js";
import { NOT_YET_TO_CENTRE, RecordForm } from "./record-form.js";

export class ModerationForm extends RecordForm {
  static module = "moderation-form";

  constructor(root, page) {
    super(root, page);
    this.path = "moderation";
    this.prefix = "moderation-";
    this.recordedText = "The outcome of the re-moderation is recorded.";
    this.explanation = this.element("moderation-explanation");
    this.cohort = this.component(CohortTable, this.prefix);
  }

  get values() {
    return { explanation: this.explanation.value.trim(), candidates: this.cohort.values };
  }

  recordedValues({ recorded, cohort }) {
    return recorded && cohort ? { explanation: cohort.explanation, candidates: CohortTable.recorded(cohort) } : null;
  }

  emptyValues() {
    return { explanation: "", candidates: {} };
  }

  statusText({ recorded }) {
    return recorded ? "The outcome is recorded. It can be changed until its letter is issued." : `The table starts from the current results: change only those that change. ${NOT_YET_TO_CENTRE}`;
  }

  draw({ cohort_table: cohort, components, grades }, { explanation, candidates }) {
    this.explanation.value = explanation;
    this.cohort.draw(cohort ?? [], components, grades, candidates);
  }

  changed() {
    this.cohort.update();
    const { gradesChanged: count } = this.cohort;
    this.part("moderation-fee").textContent = count === 0 ? "No syllabus grade changes: the fee is charged." : `The syllabus grade of ${counted(count, "candidate")} changes: no fee is charged.`;
  }

  problemsIn() {
    this.cohort.showAll();
    return this.cohort.problems();
  }

  request({ explanation, candidates }) {
    return { explanation, candidates: CohortTable.request(candidates) };
  }

  isRecorded({ recorded, cohort }, { explanation }) {
    return recorded && cohort?.explanation === explanation && CohortTable.isRecorded(cohort, this.values.candidates);
  }
}
