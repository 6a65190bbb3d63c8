// The components of the chosen syllabus as checkboxes, or as radio buttons where the service is about one; those that it is not for cannot be
// chosen and say why.
import { choice, componentName } from "../components/choices.js";
import { Component } from "../components/component.js";
import { h, refill } from "../elements.js";

const HINTS = {
  group: "Choose one: the report is about one component.",
  cohort: "Choose each component that you want moderated again. It is moderated as a whole.",
};

export class ComponentChoice extends Component {
  static module = "component-choice";

  // `changed(codes)` hears of every choice.
  constructor(root, { changed }) {
    super(root);
    this.changed = changed;
    this.fieldset = this.find("fieldset");
    this.place = this.find("[data-choices]");
    this.hint = this.find(".hint");
    this.general = this.hint.textContent;
  }

  init() {
    this.place.addEventListener("change", () => this.changed(this.codes));
  }

  get codes() {
    return [...this.place.querySelectorAll("input:checked")].map((each) => each.value);
  }

  // `unavailable` of a component, as the catalogue publishes it: by route and service, why not.
  show(syllabus, route, service, chosen) {
    this.root.hidden = !syllabus; // until it can be used
    this.hint.textContent = HINTS[service?.subject] ?? this.general;
    this.hint.hidden = service?.about_components === false;
    this.type = service?.subject === "group" ? "radio" : "checkbox";
    if (!syllabus) {
      refill(this.place, h("p", { class: "hint" }, "Choose the assessment first.")); // seen only where an error leads here
      return;
    }
    if (service?.about_components === false) {
      refill(this.place, h("p", {}, h("strong", {}, "None."), " This is about the syllabus as a whole, so you choose no component."));
      return;
    }
    refill(this.place, syllabus.components.map((each) => this.choice(each, each.unavailable[route]?.[service?.code] ?? [], chosen.includes(each.code))));
  }

  choice(component, reasons, checked) {
    const id = `components.${component.code}`;
    const why = reasons.length > 0 && h("span", { class: "hint", id: `${id}-why` }, reasons.join(" "));
    const described = reasons.length ? `${id}-why` : null;
    return choice({ type: this.type, id, name: "components", value: component.code, checked, disabled: reasons.length > 0 && !checked, "aria-describedby": described }, componentName(component), why);
  }
}
