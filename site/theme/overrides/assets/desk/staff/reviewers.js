// Who is to review which component. What is typed is kept in this tab until it is recorded, whoever changes the enquiry meanwhile.
import { call } from "../calls.js";
import { h, part, refill } from "../elements.js";
import { once, typed } from "../forms.js";
import { row } from "../tables.js";

const form = document.getElementById("reviewers-form");

export class Reviewers {
  constructor(work) {
    this.work = work;
    this.typed = typed(`reviewers.${work.enquiry.id}`);
    form.addEventListener("input", () => this.typed.keep(this.values));
    form.addEventListener("submit", (event) => event.preventDefault());
    once(document.getElementById("reviewers-save"), () => this.assign());
  }

  get unsaved() {
    return this.typed.read() !== null;
  }

  get values() {
    return Object.fromEntries([...form.querySelectorAll("input")].map((each) => [each.name.split(".")[1], each.value.trim()]));
  }

  show() {
    const { components } = this.work.enquiry;
    const kept = this.typed.read();
    refill(part("reviewers-rows"), components.map((each) => line(each, kept?.[each.code])));
    part("reviewers-said").textContent = kept
      ? "What you typed is kept in this tab. It is not recorded yet."
      : components.every((each) => each.marker === null)
        ? "The results register does not say who marked: make sure that nobody reviews their own marking."
        : "Whoever set the mark does not review it. Centres see neither.";
  }

  async assign() {
    const { enquiry } = this.work;
    const lines = Object.entries(this.values).map(([component, reviewer]) => ({ component, reviewer }));
    const is = (fresh) => lines.every((line) => fresh.components.some((each) => each.code === line.component && (each.reviewer ?? "") === line.reviewer));
    const answer = await this.work.attempt(() => call("POST", `staff/enquiries/${enquiry.id}/reviewers`, { version: enquiry.version, lines }), { done: is, kept: true });
    if (!answer) return;
    this.typed.forget();
    await this.work.took(answer.enquiry, "The reviewers are recorded.");
  }
}

function line({ code, title, marker, reviewer }, kept) {
  const id = `reviewers.${code}`;
  const control = h("input", { id, name: id, class: "input", autocomplete: "off", spellcheck: "false", maxlength: "40" });
  control.value = kept ?? reviewer ?? "";
  return row([
    ["Component", [h("span", { class: "number" }, code), ` ${title}`]],
    ["Marked by", marker ? h("span", { class: "number" }, marker) : h("span", { class: "hint" }, "not known")],
    ["Reviewer", h("div", { class: "field" }, h("label", { class: "visually-hidden", for: id }, `Reviewer of component ${code}`), h("span", { class: "field-error", id: `${id}-error`, hidden: true }), control)],
  ]);
}
