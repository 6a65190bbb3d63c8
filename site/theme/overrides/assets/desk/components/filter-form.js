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

  // The series to choose from, and all of them together, which is where a list begins: work may be in one that has closed. Where they are of
  // several awarding bodies, one of these can be chosen too; bodies may name the series of a month differently.
  show(series) {
    this.series = series;
    const { series: select, awarding_body: bodies } = this.root.elements;
    if (select?.options.length === 0) put(select, h("option", { value: "" }, "All series"), [...titlesOf(series)].map(([id, titles]) => h("option", { value: id }, titles)));
    const names = new Map(series.map((each) => [each.body, each.body_name]));
    if (bodies?.options.length === 0) {
      put(bodies, h("option", { value: "" }, "All"), [...names].sort(([, one], [, other]) => one.localeCompare(other)).map(([id, name]) => h("option", { value: id }, name)));
      this.part("body-field").hidden = names.size < 2;
    }
    this.readAddress();
    this.changed();
  }

  readAddress() {
    const { elements } = this.root;
    for (const name of this.names) elements[name].value = name === "typed" ? typedHere() : queryValue(name);
    if (elements.series) elements.series.value = this.series.find((each) => each.id === queryValue("series"))?.id ?? "";
    if (elements.awarding_body) elements.awarding_body.value = this.series.find((each) => each.body === queryValue("awarding_body"))?.body ?? "";
  }
}

// The titles of series by id, each once.
function titlesOf(series) {
  const titles = new Map();
  for (const { id, title } of series) titles.set(id, (titles.get(id) ?? new Set()).add(title));
  return new Map([...titles].map(([id, all]) => [id, [...all].join(" / ")]));
}
