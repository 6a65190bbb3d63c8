// A check of a grade that the centre gave: the fields that the form has for it alone.
import { choice, radios } from "../components/choices.js";
import { Component } from "../components/component.js";
import { h, refill } from "../elements.js";
import { ASKERS } from "../enquiry/grade-check-rows.js";


export class GradeCheckFields extends Component {
  static module = "grade-check-fields";

  // `changed(values)` hears of everything that is chosen or typed.
  constructor(root, { changed }) {
    super(root);
    this.changed = changed;
    this.grade = this.element("revised_grade");
    this.error = this.element("error");
    this.grounds = this.element("grounds");
    this.concerns = this.element("concern");
    this.askers = this.element("on_behalf");
  }

  init() {
    const { changed } = this;
    refill(this.askers.querySelector("[data-choices]"), radios("on_behalf", ASKERS));
    this.askers.addEventListener("change", (event) => changed({ on_behalf: event.target.value }));
    this.grade.addEventListener("change", () => changed({ revised_grade: this.grade.value }));
    this.concerns.addEventListener("change", (event) => changed({ concern: event.target.value }));
    this.grounds.addEventListener("input", () => changed({ grounds: this.grounds.value.trim() }));
    this.error.addEventListener("input", () => changed({ error: this.error.value.trim() }));
  }

  // Only what the route and the service ask for. A grade of another syllabus does not stay chosen.
  show(route, service, syllabus, content) {
    this.root.hidden = !route?.centre_review_first;
    for (const [name, field] of [["revised_grade", this.grade], ["error", this.error]]) field.closest(".field").hidden = !service?.asks.includes(name);
    this.showAppeal(service?.appeal, content);
    for (const box of this.askers.querySelectorAll("input")) box.checked = box.value === content.on_behalf;
    refill(this.grade, h("option", { value: "" }, "Choose"), (syllabus?.grades ?? []).map((each) => h("option", { value: each }, each)));
    this.grade.value = syllabus?.grades.includes(content.revised_grade) ? content.revised_grade : "";
    if (this.error.value.trim() !== content.error) this.error.value = content.error;
  }

  // What an appeal must say; and whether a Centre Review comes before it.
  showAppeal(appeal, { grounds, concern }) {
    this.part("review-first").hidden = appeal?.needs_review === false;
    this.grounds.closest(".field").hidden = !appeal;
    this.concerns.hidden = !appeal?.concerns.length;
    const radio = ({ id, text }) => choice({ type: "radio", id: `concern.${id}`, name: "concern", value: id, checked: id === concern }, text);
    refill(this.concerns.querySelector("[data-choices]"), (appeal?.concerns ?? []).map(radio));
    if (this.grounds.value.trim() !== grounds) this.grounds.value = grounds;
  }
}
