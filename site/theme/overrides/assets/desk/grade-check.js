// A check of a grade that the centre gave: the fields that the form has for it alone, and what was asked as rows of an enquiry's page.
import { page } from "./desk.js";
import { h, part, refill } from "./elements.js";

export const ASKERS = { centre: "The centre itself", candidate: "A candidate", guardian: "A parent or legal guardian" };

// `changed(values)` hears of everything that is chosen or typed.
export class GradeCheck {
  constructor(form, changed) {
    this.section = document.getElementById("about-check-fields");
    this.grade = form.elements.revised_grade;
    this.error = form.elements.error;
    this.grounds = form.elements.grounds;
    this.concerns = document.getElementById("concern");
    const choice = ([value, text]) => h("div", { class: "choice" }, h("input", { type: "radio", id: `on_behalf.${value}`, name: "on_behalf", value }), h("label", { for: `on_behalf.${value}` }, text));
    this.askers = document.getElementById("on_behalf");
    refill(this.askers.querySelector("[data-choices]"), Object.entries(ASKERS).map(choice));
    this.askers.addEventListener("change", (event) => changed({ on_behalf: event.target.value }));
    this.grade.addEventListener("change", () => changed({ revised_grade: this.grade.value }));
    this.concerns.addEventListener("change", (event) => changed({ concern: event.target.value }));
    this.grounds.addEventListener("input", () => changed({ grounds: this.grounds.value.trim() }));
    this.error.addEventListener("input", () => changed({ error: this.error.value.trim() }));
  }

  // Only what the route and the service ask for. A grade of another syllabus does not stay chosen.
  show(route, service, syllabus, content) {
    this.section.hidden = !route?.centre_review_first;
    for (const [name, field] of [["revised_grade", this.grade], ["error", this.error]]) field.closest(".field").hidden = !service?.asks.includes(name);
    this.showAppeal(service?.appeal, content);
    for (const box of this.askers.querySelectorAll("input")) box.checked = box.value === content.on_behalf;
    refill(this.grade, h("option", { value: "" }, "Choose"), (syllabus?.grades ?? []).map((each) => h("option", { value: each }, each)));
    this.grade.value = syllabus?.grades.includes(content.revised_grade) ? content.revised_grade : "";
    if (this.error.value.trim() !== content.error) this.error.value = content.error;
  }

  // What an appeal says; and whether a Centre Review comes before it.
  showAppeal(appeal, { grounds, concern }) {
    part("review-first").hidden = appeal?.needs_review === false;
    this.grounds.closest(".field").hidden = !appeal;
    this.concerns.hidden = !appeal?.concerns.length;
    const choice = ({ id, text }) => h("div", { class: "choice" }, h("input", { type: "radio", id: `concern.${id}`, name: "concern", value: id, checked: id === concern }), h("label", { for: `concern.${id}` }, text));
    refill(this.concerns.querySelector("[data-choices]"), (appeal?.concerns ?? []).map(choice));
    if (this.grounds.value.trim() !== grounds) this.grounds.value = grounds;
  }
}

// What was asked, as rows of a summary; `reviews` says that whoever looks can open the list of Centre Reviews.
export function askedRows({ asked, review, series }, { reviews = false } = {}) {
  if (!asked) return [];
  const title = review && `${review.finding_text}. Completed ${review.completed_text} by ${review.completed_by}.`;
  const whole = review && [
    h("span", {}, title),
    h("span", { class: "aside" }, review.explanation),
    review.corrections.map((each) => h("span", { class: "aside" }, h("strong", {}, "Correction: "), each.text)),
    reviews && h("span", { class: "aside" }, h("a", { href: page("desk/centre-reviews/", { series: series.id }) }, "Centre Reviews")),
  ];
  return [
    ["On behalf of", asked.on_behalf_text],
    asked.revised_grade && ["Revised grade", h("strong", {}, asked.revised_grade)],
    asked.error && ["The error", asked.error],
    ["Centre Review", whole?.flat() ?? "Recorded"],
  ].filter(Boolean);
}
