// A form that narrows a list. What is chosen stands in the address, so it can be kept, shared and gone back to; what is typed, in the field
// named "typed", does not, since it may be a name.
import { keepTyped, queryValue, typedHere } from "../addresses.js";
import { h, put } from "../elements.js";
import { Component } from "./component.js";

export class FilterForm extends Component {
  static module = "filter-form";

  // `apply()` brings the list that the form asks for; `changed()` runs whenever another one is about to come.
  constructor(root, { apply, changed = () => {} }) {
    super(root);
    this.apply = apply;
    this.changed = changed;
    this.names = [...root.elements].map((each) => each.name).filter(Boolean);
    this.series = [];
  }

  init() {
    const form = this.root;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = [...new FormData(form)].filter(([name, each]) => each && name !== "typed");
      keepTyped(form.elements.typed?.value.trim() ?? "", `?${new URLSearchParams(chosen)}`);
      this.changed();
      this.apply();
    });
    for (const name of this.names) if (form.elements[name].matches("select")) form.elements[name].addEventListener("change", () => form.requestSubmit());
    this.optionalPart("clear")?.addEventListener("click", () => {
      for (const name of this.filters) form.elements[name].value = "";
      form.requestSubmit();
    });
    addEventListener("popstate", () => {
      this.readAddress();
      this.changed();
      this.apply();
    });
  }

  get filters() {
    return this.names.filter((name) => name !== "series" && name !== "order");
  }

  get values() {
    return Object.fromEntries(this.names.map((name) => [name, this.root.elements[name].value.trim()]));
  }

  get narrowed() {
    const { values } = this;
    return this.filters.some((name) => values[name] !== "");
  }

  // The series to choose from, and all of them together, which is where a list begins: work may be in one that has closed.
  show(series) {
    this.series = series;
    const { options } = this.root.elements.series;
    if (options.length === 0) put(this.root.elements.series, h("option", { value: "" }, "All series"), series.map((each) => h("option", { value: each.id }, each.title)));
    this.readAddress();
    this.changed();
  }

  readAddress() {
    const { elements } = this.root;
    for (const name of this.names) elements[name].value = name === "typed" ? typedHere() : queryValue(name);
    elements.series.value = this.series.find((each) => each.id === queryValue("series"))?.id ?? "";
  }
}
