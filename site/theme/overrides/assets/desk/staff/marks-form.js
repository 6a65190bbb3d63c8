// Marks after review and the syllabus grade; where a breakdown of marks is issued, also the marks of the parts of each component.
import { onPress } from "../buttons.js";
import { componentName } from "../components/choices.js";
import { h, put, refill } from "../elements.js";
import { row } from "../tables.js";
import { RecordForm } from "./record-form.js";

const WHOLE_NUMBER = /^[0-9]{1,4}$/;
const PART = /^(.{1,80}?)\s*:\s*([0-9]{1,4})\s*(?:of|\/)\s*([0-9]{1,4})$/; // Section A: 31 of 40

export class MarksForm extends RecordForm {
  static module = "marks-form";

  constructor(root, page) {
    super(root, page);
    this.path = "marks";
    this.recordedText = "Marks and grade are recorded. The centre will see them with the outcome letter.";
    this.grade = this.element("grade_after");
    this.sameButton = this.element("marks-same");
    this.withoutReviewer = this.element("without_reviewer");
    this.components = [];
  }

  init() {
    super.init();
    onPress(this.sameButton, () => this.fillUnchanged());
  }

  get values() {
    const lines = this.components.map(({ code }) => [code, { mark: this.field("marks", code).value, reason: this.field("reasons", code).value, parts: this.field("parts", code).value }]);
    return { lines: Object.fromEntries(lines), grade: this.grade.value, why: this.withoutReviewer.value.trim() };
  }

  field(name, code) {
    return this.element(`${name}.${code}`);
  }

  emptyValues({ components, grade_after: after, without_reviewer: why }) {
    const lines = components.map((each) => [each.code, recordedLine(each)]);
    return { lines: Object.fromEntries(lines), grade: after ?? "", why };
  }

  statusText({ recorded }, typed) {
    if (typed && recorded) return "Recorded earlier. What you typed since then is not recorded.";
    if (typed) return "What you typed is kept in this tab. It is not recorded yet.";
    return recorded ? "Recorded. You can change them until the outcome letter is issued." : "Give every component a mark after review, even if it stays the same. Give a reason for each changed mark.";
  }

  draw({ components, grades, grade_before: before, unassigned, documents }, { lines, grade, why }) {
    // Nobody reviews by accident: a reviewer is assigned above first, or it is said here why there is none.
    this.withoutReviewer.value = why ?? "";
    this.part("without-reviewer").hidden = unassigned.length === 0;
    this.part("unassigned").textContent = `Nobody is assigned to review ${unassigned.length === 1 ? "component" : "components"} ${unassigned.join(" and ")}. Assign a reviewer above, or say why there is none.`;
    this.components = components;
    refill(this.part("marks-rows"), components.map((each) => markRow(each, lines[each.code] ?? recordedLine(each))));
    this.part("parts").hidden = !documents.some(({ kind }) => kind === "Breakdown");
    refill(this.part("parts-fields"), components.map((each) => partsField(each, (lines[each.code] ?? recordedLine(each)).parts ?? "")));
    this.part("grade-before").textContent = before ?? "none";
    if (this.grade.options.length === 1) put(this.grade, grades.map((each) => h("option", { value: each }, each)));
    this.grade.value = grade;
  }

  // What comes of each mark and of the grade, said while it is typed.
  changed() {
    for (const each of this.components) this.element(`outcome.${each.code}`).textContent = outcomeText(each, this.field("marks", each.code).value);
    const { grade_before: before } = this.page.enquiry;
    const { value } = this.grade;
    this.part("grade-said").textContent = value === "" ? "" : value !== before ? `${before ?? "none"} → ${value}: no fee is charged.` : "The grade stays the same: the fee is charged.";
  }

  fillUnchanged() {
    for (const each of this.components) this.field("marks", each.code).value = each.mark_before ?? "";
    this.grade.value = this.page.enquiry.grade_before ?? "";
    this.form.dispatchEvent(new Event("input"));
    this.submitButton.focus();
  }

  problemsIn({ lines }) {
    const marks = Object.entries(lines)
      .filter(([, { mark }]) => mark.trim() !== "" && !WHOLE_NUMBER.test(mark.trim()))
      .map(([code]) => ({ field: `marks.${code}`, message: `The mark for component ${code} must be a whole number.` }));
    const parts = Object.entries(lines)
      .map(([code, { parts: text }]) => [code, partLines(text).find((each) => !PART.test(each))])
      .filter(([, wrong]) => wrong)
      .map(([code, wrong]) => ({ field: `parts.${code}`, message: `“${wrong}” cannot be read as a part of component ${code}. Write its name, its mark and the highest mark, such as Section A: 31 of 40.` }));
    return [...marks, ...parts];
  }

  request({ lines, grade, why }) {
    const line = ([component, { mark, reason, parts }]) => ({ component, mark_after: mark.trim() === "" ? null : Number(mark), reason: reason.trim(), parts: partLines(parts).map(part) });
    return { lines: Object.entries(lines).map(line), grade_after: grade, without_reviewer: why };
  }

  isRecorded({ recorded, grade_after: grade, components }, { lines, grade_after: after }) {
    const has = (line) => components.some((each) => each.code === line.component && each.mark_after === line.mark_after && each.reason === line.reason && partsText(each.parts) === partsText(line.parts));
    return recorded && grade === after && lines.every(has);
  }
}

// What is recorded of a component, as the fields show it.
function recordedLine({ mark_after: after, reason, parts }) {
  return { mark: after ?? "", reason: reason ?? "", parts: partsText(parts) };
}

function partsText(parts) {
  return (parts ?? []).map(({ part, mark, most }) => `${part}: ${mark} of ${most}`).join("\n");
}

function partLines(text = "") {
  return text.split("\n").map((each) => each.trim()).filter(Boolean);
}

function part(line) {
  const [, name, mark, most] = PART.exec(line);
  return { part: name, mark: Number(mark), most: Number(most) };
}

function partsField({ code, title }, value) {
  const id = `parts.${code}`;
  const control = h("textarea", { id, name: id, class: "textarea", rows: "3", autocomplete: "off", "aria-describedby": `parts-hint ${id}-error` });
  control.value = value;
  return h("div", { class: "field" }, h("label", { class: "label", for: id }, componentName({ code, title })), h("span", { class: "field-error", id: `${id}-error`, hidden: true }), control);
}

function markRow(component, { mark, reason }) {
  const { code, most, mark_before: before, tolerance_text: tolerance } = component;
  const field = (name, label, value, attributes) => {
    const id = `${name}.${code}`;
    const control = h("input", { id, name: id, autocomplete: "off", ...attributes });
    control.value = value;
    return h("div", { class: "field" }, h("label", { class: "visually-hidden", for: id }, `${label}, component ${code}`), h("span", { class: "field-error", id: `${id}-error`, hidden: true }), control);
  };
  return row([
    ["Component", componentName(component)],
    ["Before", [h("span", { class: "number" }, before ?? "none"), most && h("span", { class: "marks__most" }, ` of ${most}`), tolerance && h("span", { class: "aside" }, tolerance)]],
    ["After", field("marks", "Mark after review", mark, { class: "input marks__mark", inputmode: "numeric", maxlength: "4" })],
    ["Outcome", h("output", { id: `outcome.${code}`, for: `marks.${code}` })],
    ["Why it changes", field("reasons", "Why the mark changes", reason, { class: "input", "data-longest": "500" })],
  ]);
}

function outcomeText({ mark_before: before, most, tolerance }, text) {
  if (text.trim() === "" || Number.isNaN(Number(text))) return "";
  const after = Number(text);
  if (most !== null && after > most) return `More than ${most}`;
  if (before === null || after === before) return "No change";
  const by = Math.abs(after - before);
  return `${after > before ? "Raised" : "Lowered"} by ${by}${tolerance !== null && by <= tolerance ? ", within tolerance" : ""}`;
}
