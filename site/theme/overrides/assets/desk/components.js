// The components of the chosen syllabus as checkboxes; those that the service is not for cannot be chosen and say why.
import { h, refill } from "./elements.js";

export class ComponentChoices {
  // `fieldset` is the field as the build renders it; `changed(codes)` hears of every choice.
  constructor(fieldset, changed) {
    this.fieldset = fieldset;
    this.place = fieldset.querySelector("[data-choices]");
    this.place.addEventListener("change", () => changed(this.codes));
  }

  get codes() {
    return [...this.place.querySelectorAll("input:checked")].map((each) => each.value);
  }

  // `unavailable` of a component, as the catalogue publishes it: by service, why not.
  show(syllabus, service, chosen) {
    this.fieldset.hidden = false;
    if (!syllabus) {
      refill(this.place, h("p", { class: "hint" }, "Choose the assessment first."));
      return;
    }
    refill(this.place, syllabus.components.map((each) => this.choice(each, each.unavailable?.[service] ?? [], chosen.includes(each.code))));
  }

  choice({ code, title }, reasons, checked) {
    const id = `components.${code}`;
    const box = h("input", {
      type: "checkbox", id, name: "components", value: code, checked, disabled: reasons.length > 0 && !checked,
      "aria-describedby": reasons.length ? `${id}-why` : null,
    });
    return h(
      "div",
      { class: "choice" },
      box,
      h("label", { for: id }, h("span", { class: "number" }, code), ` ${title}`),
      reasons.length > 0 && h("span", { class: "hint", id: `${id}-why` }, reasons.join(" ")),
    );
  }
}
