// What a check of a grade found that the centre gave, with the reasons, and the grade where the finding leaves it open. What is typed is kept in this
// tab until it is recorded.
import { call } from "../calls.js";
import { h, part, refill } from "../elements.js";
import { clearProblems, once, typed } from "../forms.js";

const form = document.getElementById("check-form");
const grade = document.getElementById("check-grade_after");
const explanation = document.getElementById("check-explanation");

export class Check {
  constructor(work) {
    this.work = work;
    this.kept = typed(`check.${work.enquiry.id}`);
    form.addEventListener("input", () => {
      this.kept.keep(this.values);
      this.fit();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    once(document.getElementById("check-save"), () => this.record());
  }

  get unsaved() {
    return this.kept.read() !== null;
  }

  get values() {
    return { finding: form.querySelector("[name=check-finding]:checked")?.value ?? "", grade_after: grade.value, explanation: explanation.value.trim() };
  }

  get found() {
    return this.work.enquiry.findings.find((each) => each.id === this.values.finding) ?? null;
  }

  show() {
    const { findings, grades, recorded, answer, grade_before: before, grade_after: after } = this.work.enquiry;
    const stored = recorded && answer ? { finding: answer.finding, grade_after: after ?? "", explanation: answer.explanation } : null;
    const said = this.kept.read() ?? stored ?? { finding: "", grade_after: "", explanation: "" };
    part("check-said").textContent = recorded ? "The finding is recorded. It can be changed until its letter is issued." : "Nothing of it reaches the centre before the letter is issued.";
    const choice = ({ id, text }) =>
      h("div", { class: "choice" }, h("input", { type: "radio", id: `check-finding.${id}`, name: "check-finding", value: id, checked: id === said.finding }), h("label", { for: `check-finding.${id}` }, text));
    refill(document.querySelector("#check-finding [data-choices]"), findings.map(choice));
    refill(grade, h("option", { value: "" }, "Choose"), grades.filter((each) => each !== before).map((each) => h("option", { value: each }, each)));
    grade.value = said.grade_after;
    explanation.value = said.explanation;
    this.fit();
  }

  // The grade is chosen only where the finding leaves it open; else the page says what follows.
  fit() {
    const { asked, grade_before: before } = this.work.enquiry;
    const follows = this.found?.grade ?? null;
    grade.closest(".field").hidden = follows !== "chosen";
    part("check-grade").textContent =
      { stays: `The syllabus grade stays ${before}.`, revised: `The syllabus grade changes from ${before} to ${asked?.revised_grade}.`, withdrawn: `The syllabus grade ${before} is withdrawn.` }[follows] ?? "";
  }

  async record() {
    clearProblems();
    const { id, version } = this.work.enquiry;
    const { finding, explanation: words } = this.values;
    const sent = { version, finding, explanation: words, grade_after: this.found?.grade === "chosen" ? grade.value : "" };
    const done = (fresh) => fresh.recorded && fresh.answer?.finding === finding && fresh.answer.explanation === words;
    const answer = await this.work.attempt(() => call("POST", `staff/enquiries/${id}/finding`, sent), { done, kept: true, prefix: "check-" });
    if (!answer) return;
    this.kept.forget();
    await this.work.took(answer.enquiry, "The finding is recorded.", { goOn: "outcome" });
  }
}
