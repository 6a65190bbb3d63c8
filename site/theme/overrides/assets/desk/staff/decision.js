// How an appeal is decided: allowed, in part, not, or too late; with the reasons that its letter gives and the grade. What is typed is kept in
// this tab until it is recorded.
import { call } from "../calls.js";
import { h, part, refill } from "../elements.js";
import { clearField, clearProblems, once, showProblems, typed } from "../forms.js";

const form = document.getElementById("decision-form");
const reasons = document.getElementById("reasons");
const grade = document.getElementById("grade");

export class AppealDecision {
  constructor(work) {
    this.work = work;
    this.kept = typed(`decision.${work.enquiry.id}`);
    this.drawn = null;
    form.addEventListener("input", () => {
      this.kept.keep(this.values);
      if (this.values.decision) clearField("decision");
      this.sayGrade();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    once(document.getElementById("decision-save"), () => this.record());
  }

  get unsaved() {
    return this.kept.read() !== null;
  }

  get values() {
    return { decision: form.querySelector("[name=decision]:checked")?.value ?? "", reasons: reasons.value.trim(), grade: grade.value };
  }

  show() {
    const { appeal, grades, grade_before: before, grade_after: after, recorded, subject } = this.work.enquiry;
    const drawn = JSON.stringify([appeal, after, recorded]);
    if (drawn === this.drawn && this.unsaved) return; // nobody who is typing here loses their place
    this.drawn = drawn;
    const stored = appeal.decision && { decision: appeal.decision.finding, reasons: appeal.decision.reasons, grade: after ?? "" };
    const said = this.kept.read() ?? stored ?? { decision: "", reasons: "", grade: before ?? "" };
    part("decision-said").textContent = recorded ? "The decision is recorded. It can be changed until its letter is issued." : "Nothing of it reaches the centre before the letter is issued. Whoever issued the outcome does not decide the appeal against it.";
    refill(part("decision-choices"), appeal.findings.map((each) => choice(each, said.decision)));
    reasons.value = said.reasons;
    part("decision-grade").hidden = subject.kind !== "candidate" || !before;
    refill(grade, [...new Set([before ?? "", ...grades])].map((each) => h("option", { value: each }, each)));
    grade.value = said.grade;
    this.sayGrade();
  }

  sayGrade() {
    const { grade_before: before, fee } = this.work.enquiry;
    const [stays, goes] = fee.money ? [": the fee is charged", ": no fee is charged"] : ["", ""];
    part("decision-grade-said").textContent = grade.value === before ? `The grade stays${stays}.` : `${before} → ${grade.value}${goes}.`;
  }

  async record() {
    clearProblems();
    const { decision, reasons: why, grade: after } = this.values;
    if (!decision) return showProblems([{ message: "Choose how the appeal is decided.", field: "decision" }]);
    const { id, version } = this.work.enquiry;
    const same = (fresh) => fresh.recorded && fresh.appeal.decision?.finding === decision && fresh.appeal.decision.reasons === why;
    const answer = await this.work.attempt(() => call("POST", `staff/enquiries/${id}/decision`, { version, decision, reasons: why, grade: after }), { done: same, kept: true });
    if (!answer) return;
    this.kept.forget();
    await this.work.took(answer.enquiry, "The decision is recorded.", { goOn: "outcome" });
  }
}

function choice({ code, text }, chosen) {
  const id = `decision-${code}`;
  return h("div", { class: "choice" }, h("input", { type: "radio", id, name: "decision", value: code, checked: code === chosen }), h("label", { for: id }, text));
}
