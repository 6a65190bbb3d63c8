// The components of the chosen syllabus as checkboxes, or as radio buttons where the service is about one; those that it is not for cannot be
// chosen and say why.
import { h, refill } from "./elements.js";

const HINTS = {
  group: "Choose one: the report is about one component.",
  cohort: "Choose each component that is to be moderated again, as a whole.",
};

export class ComponentChoices {
  // `fieldset` is the field as the build renders it; `changed(codes)` hears of every choice.
  constructor(fieldset, changed) {
    this.fieldset = fieldset;
    this.place = fieldset.querySelector("[data-choices]");
    this.hint = fieldset.querySelector(".hint");
    this.general = this.hint.textContent;
    this.place.addEventListener("change", () => changed(this.codes));
  }

  get codes() {
    return [...this.place.querySelectorAll("input:checked")].map((each) => each.value);
  }

  // `unavailable` of a component, as the catalogue publishes it: by route and service, why not.
  show(syllabus, route, service, chosen) {
    this.fieldset.hidden = false;
    this.hint.textContent = HINTS[service?.subject] ?? this.general;
    this.hint.hidden = service?.about_components === false;
    this.type = service?.subject === "group" ? "radio" : "checkbox";
    if (service?.about_components === false) {
      refill(this.place, h("p", {}, h("strong", {}, "None."), " This is about the syllabus as a whole, so no component is chosen."));
      return;
    }
    if (!syllabus) {
      refill(this.place, h("p", { class: "hint" }, "Choose the assessment first."));
      return;
    }
    refill(this.place, syllabus.components.map((each) => this.choice(each, each.unavailable[route]?.[service?.code] ?? [], chosen.includes(each.code))));
  }

  choice({ code, title }, reasons, checked) {
    const id = `components.${code}`;
    const box = h("input", {
      type: this.type, id, name: "components", value: code, checked, disabled: reasons.length > 0 && !checked,
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
