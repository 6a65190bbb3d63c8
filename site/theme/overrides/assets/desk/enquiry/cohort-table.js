// The candidates of a cohort with their current results, to be changed where the outcome changes them. Most stay as they are: only those whose
// mark or grade is another are kept and sent.
import { fitsFilter } from "../candidate-filter.js";
import { Component } from "../components/component.js";
import { counted, h, refill } from "../elements.js";
import { clearField } from "../error-summary.js";
import { row } from "../tables.js";

const WHOLE_NUMBER = /^[0-9]{1,4}$/;

export class CohortTable extends Component {
  static module = "cohort-table";

  // `prefix` is that of the form's ids.
  constructor(root, prefix) {
    super(root);
    this.prefix = prefix;
    this.table = this.find("table");
    this.filter = this.find("input[type=search]");
    this.changedOnly = this.find("input[type=checkbox]");
    this.candidates = [];
    this.components = [];
  }

  init() {
    this.table.addEventListener("input", (event) => clearField(event.target.id)); // what was mended is not complained about
    this.filter.addEventListener("input", (event) => {
      event.stopPropagation(); // looking for somebody changes nothing of the form
      this.narrow();
    });
    this.filter.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    this.changedOnly.addEventListener("input", (event) => {
      event.stopPropagation();
      this.narrow();
    });
  }

  // `grades` are those that a grade can become; `values` what was typed or recorded, by candidate number.
  draw(candidates, components, grades, values) {
    this.candidates = candidates;
    this.components = components;
    const marks = components.flatMap(({ code }) => [`Mark ${code} before`, `Mark ${code} after`]);
    const heads = ["Number", "Name", ...marks, "Grade before", "Grade after", "What changes"];
    refill(this.table.tHead.rows[0], heads.map((each) => h("th", { scope: "col" }, each)));
    refill(this.table.tBodies[0], candidates.map((each) => this.row(each, grades, values[each.number])));
    this.filter.closest("[data-part]").hidden = candidates.length < 2;
    this.update();
  }

  row(candidate, grades, values) {
    const { number, name, marks, grade, open_enquiry: open } = candidate;
    // The errors stand in the last cell, where there is room for them.
    const errors = [h("span", { class: "field-error", id: `${this.prefix}candidates.${number}-error`, hidden: true })];
    const field = (kind, label, control) => {
      const id = `${this.prefix}${kind}`;
      control.id = id;
      control.disabled = Boolean(open);
      errors.push(h("span", { class: "field-error", id: `${id}-error`, hidden: true }));
      return h("div", { class: "field" }, h("label", { class: "visually-hidden", for: id }, `${label}, candidate ${number} ${name}`), control);
    };
    const cells = marks.flatMap(({ code, mark }) => {
      const control = h("input", { class: "input marks__mark", inputmode: "numeric", maxlength: "4", autocomplete: "off", "data-mark": code });
      control.value = values?.marks[code] ?? mark ?? "";
      return [
        [`Mark ${code} before`, mark ?? "none", "number"],
        [`Mark ${code} after`, mark === null ? "none" : field(`marks.${number}.${code}`, `Mark after, component ${code}`, control)],
      ];
    });
    const select = h("select", { class: "select", "data-grade": true }, ["", ...grades].map((each) => h("option", { value: each }, each || (grade ?? "none"))));
    const stays = [...select.options].find((each) => each.value === grade);
    stays?.remove(); // the first option is the grade as it is
    select.value = values?.grade ?? "";
    const after = field(`grades.${number}`, "Grade after", select);
    return row(
      [
        ["Number", number, "number"],
        ["Name", name],
        ...cells,
        ["Grade before", grade ?? "none", "number"],
        ["Grade after", after],
        ["What changes", [h("output", {}), open && h("span", { class: "reason" }, `Has an open enquiry (${open}): finish it first.`), ...errors]],
      ],
      { id: `${this.prefix}candidates.${number}`, "data-number": number },
    );
  }

  get rows() {
    return [...this.table.tBodies[0].rows];
  }

  // By number, whose mark or grade is another than before.
  get values() {
    return Object.fromEntries(this.rows.map((each) => [each.dataset.number, this.valueOf(each)]).filter(([, value]) => value));
  }

  valueOf(tr) {
    const { marks, grade } = this.candidates.find((each) => each.number === tr.dataset.number);
    const typed = Object.fromEntries([...tr.querySelectorAll("[data-mark]")].map((each) => [each.dataset.mark, each.value.trim()]));
    const changed = Object.entries(typed).filter(([code, value]) => value !== `${marks.find((each) => each.code === code).mark ?? ""}`);
    const after = tr.querySelector("[data-grade]").value;
    if (changed.length === 0 && (after === "" || after === grade)) return null;
    return { marks: Object.fromEntries(changed), grade: after };
  }

  // What is sent of the values.
  static request(values) {
    const number = (text) => (text === "" ? null : Number(text));
    return Object.entries(values).map(([candidate, { marks, grade }]) => ({
      candidate, grade_after: grade, marks: Object.entries(marks).map(([component, mark]) => ({ component, mark_after: number(mark) })),
    }));
  }

  // What was recorded, as values.
  static recorded(cohort) {
    const value = ({ marks, grade_before: before, grade_after: after }) => ({
      grade: after === before ? "" : after, marks: Object.fromEntries(marks.map((each) => [each.code, `${each.after}`])),
    });
    return Object.fromEntries(cohort.changed.map((each) => [each.number, value(each)]));
  }

  // Whether an enquiry has these values recorded.
  static isRecorded(cohort, values) {
    if (!cohort) return false;
    const recorded = CohortTable.recorded(cohort);
    const same = ([number, { marks, grade }]) => recorded[number]?.grade === grade && Object.entries(marks).every(([code, mark]) => recorded[number].marks[code] === mark);
    return Object.keys(recorded).length === Object.keys(values).length && Object.entries(values).every(same);
  }

  problems() {
    return this.rows.flatMap((tr) =>
      [...tr.querySelectorAll("[data-mark]")]
        .filter((each) => !WHOLE_NUMBER.test(each.value.trim()))
        .map((each) => ({ field: each.id.slice(this.prefix.length), message: `The mark of candidate ${tr.dataset.number} for component ${each.dataset.mark} must be a whole number.` })),
    );
  }

  // Says in each row what changes, and how many do.
  update() {
    for (const tr of this.rows) {
      const value = this.valueOf(tr);
      tr.classList.toggle("changed", value !== null);
      tr.querySelector("output").textContent = value ? this.text(tr.dataset.number, value) : "";
    }
    this.narrow();
  }

  text(number, { marks, grade }) {
    const before = this.candidates.find((each) => each.number === number);
    const mark = ([code, after]) => `${code}: ${before.marks.find((each) => each.code === code).mark ?? "none"} → ${after || "none"}`;
    return [...Object.entries(marks).map(mark), ...(grade && grade !== before.grade ? [`Grade ${before.grade ?? "none"} → ${grade}`] : [])].join("; ");
  }

  // Whose syllabus grade changes.
  get gradesChanged() {
    return Object.entries(this.values).filter(([number, { grade }]) => grade && grade !== this.candidates.find((each) => each.number === number).grade).length;
  }

  narrow() {
    const { value } = this.filter;
    for (const tr of this.rows) {
      const candidate = this.candidates.find((each) => each.number === tr.dataset.number);
      tr.hidden = !fitsFilter(candidate, value) || (this.changedOnly.checked && !tr.classList.contains("changed"));
    }
    const shown = this.rows.filter((each) => !each.hidden).length;
    const changed = this.rows.filter((each) => each.classList.contains("changed")).length;
    const all = counted(this.candidates.length, "candidate");
    this.part("cohort-status").textContent = `${shown === this.candidates.length ? all : `${shown} of ${all} shown`}. ${changed === 0 ? "No results change." : `The results of ${changed} change.`}`;
  }

  // Everybody is shown, so that a problem is found at its field.
  showAll() {
    this.filter.value = "";
    this.changedOnly.checked = false;
    this.narrow();
  }
}
