// Choices of a form: radio buttons and checkboxes with their labels.
import { h, numberAndName } from "../elements.js";

// `attributes` are those of the input; `after` stands below the label.
export function choice(attributes, label, after = null) {
  return h("div", { class: "choice" }, h("input", attributes), h("label", { for: attributes.id }, label), after);
}

// Radio buttons for {value: text}, named and numbered by `name`.
export function radios(name, texts, chosen) {
  return Object.entries(texts).map(([value, text]) => choice({ type: "radio", id: `${name}.${value}`, name, value, checked: value === chosen }, text));
}

// A component by code and title, as the label of a choice or the line of a list.
export function componentName({ code, title }) {
  return [h("span", { class: "number" }, code), ` ${title}`];
}

// A candidate by number and name, likewise.
export const candidateName = numberAndName;
