// Who is to review which component.
import { componentName } from "../components/choices.js";
import { h, refill } from "../elements.js";
import { row } from "../tables.js";
import { RecordForm } from "./record-form.js";

export class ReviewersForm extends RecordForm {
  static module = "reviewers-form";

  constructor(root, page) {
    super(root, page);
    this.path = "reviewers";
    this.recordedText = "The reviewers are recorded.";
    this.nextStep = null;
  }

  get values() {
    return Object.fromEntries([...this.form.querySelectorAll("input")].map((each) => [each.name.slice(each.name.indexOf(".") + 1), each.value.trim()]));
  }

  emptyValues({ components }) {
    return Object.fromEntries(components.map((each) => [each.code, each.reviewer ?? ""]));
  }

  statusText({ components }, typed) {
    if (typed) return "What you typed is kept in this tab. It is not recorded yet.";
    if (components.every((each) => each.marker === null)) return "The results register does not say who marked this. Make sure that nobody reviews their own marking.";
    return "The person who set a mark cannot review it. Centres see neither name.";
  }

  draw({ components }, reviewers) {
    refill(this.part("reviewers-rows"), components.map((each) => reviewerRow(each, reviewers[each.code] ?? each.reviewer ?? "")));
  }

  request(reviewers) {
    return { lines: Object.entries(reviewers).map(([component, reviewer]) => ({ component, reviewer })) };
  }

  isRecorded({ components }, { lines }) {
    return lines.every((line) => components.some((each) => each.code === line.component && (each.reviewer ?? "") === line.reviewer));
  }
}

function reviewerRow(component, reviewer) {
  const { code, marker } = component;
  const id = `reviewers.${code}`;
  const control = h("input", { id, name: id, class: "input", autocomplete: "off", spellcheck: "false", maxlength: "40" });
  control.value = reviewer;
  return row([
    ["Component", componentName(component)],
    ["Marked by", marker ? h("span", { class: "number" }, marker) : h("span", { class: "hint" }, "not known")],
    ["Reviewer", h("div", { class: "field" }, h("label", { class: "visually-hidden", for: id }, `Reviewer of component ${code}`), h("span", { class: "field-error", id: `${id}-error`, hidden: true }), control)],
  ]);
}
