// Marks after review and the syllabus grade. What is typed is kept in this tab until it is recorded, whoever changes the enquiry meanwhile.
import { call } from "../calls.js";
import { h, part, put, refill } from "../elements.js";
import { clearProblems, once, showProblems, typed } from "../forms.js";
import { row } from "../tables.js";

const form = document.getElementById("marks-form");
const grade = document.getElementById("grade_after");

export class Marks {
  constructor(work) {
    this.work = work;
    this.typed = typed(`marks.${work.enquiry.id}`);
    this.components = [];
    this.drawn = null;
    form.addEventListener("input", () => {
      this.typed.keep(this.values);
      this.sayOutcomes();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    once(document.getElementById("marks-save"), () => this.record());
    once(document.getElementById("marks-same"), () => this.nothingChanges());
  }

  get unsaved() {
    return this.typed.read() !== null;
  }

  get values() {
    const lines = this.components.map(({ code }) => [code, { mark: field("marks", code).value, reason: field("reasons", code).value }]);
    return { lines: Object.fromEntries(lines), grade: grade.value };
  }

  show() {
    const { enquiry } = this.work;
    // While a file arrives or a script goes out, nobody who is typing here loses their place.
    const drawn = JSON.stringify([enquiry.components, enquiry.grade_after, enquiry.recorded]);
    if (drawn === this.drawn && this.unsaved) return;
    this.drawn = drawn;
    const kept = this.typed.read();
    this.components = enquiry.components;
    refill(part("marks-rows"), enquiry.components.map((each) => markRow(each, kept?.lines[each.code])));
    part("grade-before").textContent = enquiry.grade_before ?? "none";
    if (grade.options.length === 1) put(grade, enquiry.grades.map((each) => h("option", { value: each }, each)));
    grade.value = kept?.grade ?? enquiry.grade_after ?? "";
    refill(part("marks-said"), said(enquiry, kept));
    this.sayOutcomes();
  }

  sayOutcomes() {
    for (const each of this.components) document.getElementById(`outcome.${each.code}`).textContent = outcome(each, field("marks", each.code).value);
    const { grade_before: before } = this.work.enquiry;
    const changed = grade.value !== before;
    part("grade-said").textContent = grade.value === "" ? "" : changed ? `${before ?? "none"} → ${grade.value}: no fee is charged.` : "The grade stays: the fee is charged.";
  }

  nothingChanges() {
    for (const each of this.components) field("marks", each.code).value = each.mark_before ?? "";
    grade.value = this.work.enquiry.grade_before ?? "";
    form.dispatchEvent(new Event("input"));
    document.getElementById("marks-save").focus();
  }

  async record() {
    clearProblems();
    const { lines, grade: after } = this.values;
    const faults = Object.entries(lines).filter(([, { mark }]) => mark.trim() !== "" && !/^[0-9]{1,4}$/.test(mark.trim()));
    if (faults.length > 0) {
      showProblems(faults.map(([code]) => ({ field: `marks.${code}`, message: `The mark for component ${code} must be a whole number.` })));
      return;
    }
    const { enquiry } = this.work;
    const request = {
      version: enquiry.version,
      lines: Object.entries(lines).map(([component, { mark, reason }]) => ({
        component,
        mark_after: mark.trim() === "" ? null : Number(mark),
        reason: reason.trim(),
      })),
      grade_after: after,
    };
    const answer = await this.work.attempt(() => call("POST", `staff/enquiries/${enquiry.id}/marks`, request), {
      done: (fresh) => fresh.recorded && fresh.grade_after === after && request.lines.every((line) => fresh.components.some((each) => each.code === line.component && each.mark_after === line.mark_after && each.reason === line.reason)),
      kept: true,
    });
    if (!answer) return;
    this.typed.forget();
    await this.work.took(answer.enquiry, "Marks and grade are recorded. The centre sees them with the outcome letter.", { goOn: "outcome" });
  }
}

function field(name, code) {
  return document.getElementById(`${name}.${code}`);
}

function said(enquiry, kept) {
  if (kept && enquiry.recorded) return "Recorded before; what you typed since then is not.";
  if (kept) return "What you typed is kept in this tab. It is not recorded yet.";
  return enquiry.recorded ? "Recorded. They can be changed until the outcome letter is issued." : "Every component has a mark after review, also where it stays; a changed mark has a reason.";
}

function markRow(each, kept) {
  const { code, title, most, mark_before: before, mark_after: after, reason, tolerance_text: tolerance } = each;
  const box = (name, label, value, attributes, element = "input") => {
    const id = `${name}.${code}`;
    const control = h(element, { id, name: id, autocomplete: "off", ...attributes });
    control.value = value;
    return h("div", { class: "field" }, h("label", { class: "visually-hidden", for: id }, `${label}, component ${code}`), h("span", { class: "field-error", id: `${id}-error`, hidden: true }), control);
  };
  return row([
    ["Component", [h("span", { class: "number" }, code), ` ${title}`]],
    ["Before", [h("span", { class: "number" }, before ?? "none"), most && h("span", { class: "marks__most" }, ` of ${most}`), tolerance && h("span", { class: "aside" }, tolerance)]],
    ["After", box("marks", "Mark after review", kept?.mark ?? after ?? "", { class: "input marks__mark", inputmode: "numeric", maxlength: "4" })],
    ["Outcome", h("output", { id: `outcome.${code}`, for: `marks.${code}` })],
    ["Why it changes", box("reasons", "Why the mark changes", kept?.reason ?? reason ?? "", { class: "input", maxlength: "500" })],
  ]);
}

function outcome({ mark_before: before, most, tolerance }, typed) {
  if (typed.trim() === "" || Number.isNaN(Number(typed))) return "";
  const after = Number(typed);
  if (most !== null && after > most) return `More than ${most}`;
  if (before === null || after === before) return "No change";
  const by = Math.abs(after - before);
  return `${after > before ? "Raised" : "Lowered"} by ${by}${tolerance !== null && by <= tolerance ? ", within tolerance" : ""}`;
}
