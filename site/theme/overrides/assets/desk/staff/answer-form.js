// The answer to an enquiry about a missing result: an explanation, that a result will be issued, or that none can be, with why for every component
// that has no mark.
import { componentName } from "../components/choices.js";
import { h, refill } from "../elements.js";
import { chosenValue, NOT_YET_TO_CENTRE, RecordForm } from "./record-form.js";

export class AnswerForm extends RecordForm {
  static module = "answer-form";

  constructor(root, page) {
    super(root, page);
    this.path = "answer";
    this.recordedText = "The answer is recorded.";
    this.explanation = this.element("explanation");
    this.unmarked = this.part("unmarked");
  }

  get values() {
    const why = Object.fromEntries([...this.form.querySelectorAll("[data-component]")].map((each) => [each.dataset.component, each.value.trim()]));
    return { finding: chosenValue(this.form, "finding"), explanation: this.explanation.value.trim(), why };
  }

  recordedValues({ recorded, answer }) {
    return recorded && answer ? { ...answer, why: Object.fromEntries(answer.unmarked.map((each) => [each.code, each.why])) } : null;
  }

  emptyValues() {
    return { finding: "explained", explanation: "", why: {} };
  }

  statusText({ recorded }) {
    return recorded ? "The answer is recorded. You can change it until its letter is issued." : NOT_YET_TO_CENTRE;
  }

  draw({ entries }, { finding, explanation, why }) {
    const markText = ({ mark, exempt }) => (exempt ? "exempted" : mark === null ? "no mark" : `${mark}`);
    const unmarked = entries.filter((each) => each.mark === null && !each.exempt);
    refill(this.part("entries"), entries.map((each) => h("li", {}, componentName(each), ": ", h("strong", {}, markText(each)))));
    for (const each of this.form.querySelectorAll("[name=finding]")) each.checked = each.value === finding;
    this.explanation.value = explanation;
    refill(this.unmarked, unmarked.map((each) => reasonField(each, why[each.code] ?? "")), unmarked.length === 0 && h("p", {}, "Every component has a mark in the register."));
  }

  // Components without a mark are named only where no result can be issued.
  changed() {
    this.unmarked.hidden = this.values.finding !== "no_result";
  }

  problemsIn({ finding }) {
    return finding ? [] : [{ message: "Choose the answer.", field: "finding" }];
  }

  request({ finding, explanation, why }) {
    return { finding, explanation, unmarked: finding === "no_result" ? Object.entries(why).map(([component, reason]) => ({ component, why: reason })) : [] };
  }

  isRecorded({ recorded, answer }, { finding, explanation }) {
    return recorded && answer?.finding === finding && answer.explanation === explanation;
  }
}

function reasonField(component, value) {
  const id = `unmarked.${component.code}`;
  return h(
    "div",
    { class: "field" },
    h("label", { class: "label", for: id }, "Why component ", componentName(component), " has no mark"),
    h("span", { class: "field-error", id: `${id}-error`, hidden: true }),
    Object.assign(h("textarea", { class: "textarea", id, "data-component": component.code, "data-longest": "500", rows: "2", "aria-describedby": `${id}-error` }), { value }),
  );
}
