// The answer to an enquiry about a missing result: an explanation, that a result will be issued, or that none can be, with why for every component
// that has no mark. What is typed is kept in this tab until it is recorded.
import { call } from "../calls.js";
import { h, part, refill } from "../elements.js";
import { clearProblems, once, showProblems, typed } from "../forms.js";

const form = document.getElementById("answer-form");

export class MissingAnswer {
  constructor(work) {
    this.work = work;
    this.kept = typed(`answer.${work.enquiry.id}`);
    form.addEventListener("input", () => {
      this.kept.keep(this.values);
      this.fit();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    once(document.getElementById("answer-save"), () => this.record());
  }

  get unsaved() {
    return this.kept.read() !== null;
  }

  get values() {
    const why = Object.fromEntries([...form.querySelectorAll("[data-component]")].map((each) => [each.dataset.component, each.value.trim()]));
    return { finding: form.querySelector("[name=finding]:checked")?.value ?? "", explanation: form.elements.explanation.value.trim(), why };
  }

  show() {
    const { entries, recorded, answer } = this.work.enquiry;
    const unmarked = entries.filter((each) => each.mark === null && !each.exempt);
    const stored = recorded && answer ? { ...answer, why: Object.fromEntries(answer.unmarked.map((each) => [each.code, each.why])) } : null;
    const said = this.kept.read() ?? stored ?? { finding: "explained", explanation: "", why: {} };
    part("answer-said").textContent = recorded ? "The answer is recorded. It can be changed until its letter is issued." : "Nothing of it reaches the centre before the letter is issued.";
    refill(part("entries"), entries.map(({ code, title, mark, exempt }) => h("li", {}, h("span", { class: "number" }, code), ` ${title}: `, h("strong", {}, exempt ? "exempted" : mark === null ? "no mark" : `${mark}`))));
    for (const each of form.querySelectorAll("[name=finding]")) each.checked = each.value === said.finding;
    form.elements.explanation.value = said.explanation;
    refill(part("unmarked"), unmarked.map((each) => reason(each, said.why[each.code] ?? "")), unmarked.length === 0 && h("p", {}, "Every component has its mark in the register."));
    this.fit();
  }

  // Components without a mark are named only where no result can be issued.
  fit() {
    part("unmarked").hidden = this.values.finding !== "no_result";
  }

  async record() {
    clearProblems();
    const { finding, explanation, why } = this.values;
    if (!finding) return showProblems([{ message: "Choose the answer.", field: "finding" }]);
    const unmarked = finding === "no_result" ? Object.entries(why).map(([component, said]) => ({ component, why: said })) : [];
    const { id, version } = this.work.enquiry;
    const same = (fresh) => fresh.recorded && fresh.answer?.finding === finding && fresh.answer.explanation === explanation;
    const answer = await this.work.attempt(() => call("POST", `staff/enquiries/${id}/answer`, { version, finding, explanation, unmarked }), { done: same, kept: true });
    if (!answer) return;
    this.kept.forget();
    await this.work.took(answer.enquiry, "The answer is recorded.", { goOn: "outcome" });
  }
}

function reason({ code, title }, value) {
  const id = `unmarked.${code}`;
  return h(
    "div",
    { class: "field" },
    h("label", { class: "label", for: id }, "Why component ", h("span", { class: "number" }, code), ` ${title} has no mark`),
    h("span", { class: "field-error", id: `${id}-error`, hidden: true }),
    Object.assign(h("textarea", { class: "textarea", id, "data-component": code, maxlength: "500", rows: "2", "aria-describedby": `${id}-error` }), { value }),
  );
}
