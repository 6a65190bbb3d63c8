// What the log is narrowed to. All lines are here, so a choice counts at once, and so does each letter that is typed.
import { folded } from "../candidate-filter.js";
import { FilterForm } from "../components/filter-form.js";
import { h, refill } from "../elements.js";

// A line with all its text as it is compared.
export function withText(row) {
  const numbers = (row.cells.candidate_number ?? "").split(", ").map((each) => each.replace(/^0+/, ""));
  return { ...row, text: folded(Object.values(row.cells).join(" ")), numbers };
}

// Whether a line fits all that is chosen. Each word that is typed is part of the line, or a candidate's number without its zeros.
export function fits(row, { typed, body, series, service, status, needs, payment, earlier }) {
  if (row.earlier && !earlier) return false;
  if (body && row.body !== body) return false;
  if (series && row.series !== series) return false;
  if (service && row.cells.service !== service) return false;
  if (status && row.cells.status !== status) return false;
  if (payment && row.payment !== payment) return false;
  if (needs && !row.needs.includes(needs)) return false;
  const words = folded(typed.replaceAll(",", " ")).split(" ").filter(Boolean);
  return words.every((word) => row.text.includes(word) || row.numbers.includes(word.replace(/^0+/, "")));
}

export class LogFilters extends FilterForm {
  static module = "log-filters";

  init() {
    super.init();
    this.readAddress();
    this.root.elements.typed.addEventListener("input", () => this.apply());
  }

  // The choices that the lines have, the present one kept.
  offer(rows) {
    this.fill("body", "All", unique(rows, (each) => [each.body, each.cells.body]));
    this.fill("series", "All", unique(rows, (each) => [each.series, each.cells.series]));
    this.fill("service", "All", unique(rows, (each) => [each.cells.service, each.cells.service]));
    this.fill("status", "Any", unique(rows, (each) => [each.cells.status, each.cells.status]));
  }

  fill(name, all, options) {
    const select = this.root.elements[name];
    const wanted = select.value || this.narrowTo(name);
    refill(select, h("option", { value: "" }, all), options.map(([value, text]) => h("option", { value }, text)));
    select.value = options.some(([value]) => value === wanted) ? wanted : "";
  }

  narrowTo(name) {
    return new URLSearchParams(location.search).get(name) ?? "";
  }

  readAddress() {
    for (const name of this.names) this.root.elements[name].value = name === "typed" ? (history.state?.typed ?? "") : this.narrowTo(name);
  }

  get filters() {
    return this.names;
  }

  // What a view keeps.
  get narrowing() {
    return Object.fromEntries(Object.entries(this.values).filter(([, value]) => value !== ""));
  }

  narrow(filters) {
    for (const name of this.names) this.root.elements[name].value = filters[name] ?? "";
  }
}

function unique(rows, pair) {
  return [...new Map(rows.map(pair).filter(([value, text]) => value && text))].sort(([, one], [, other]) => one.localeCompare(other, "en-GB", { numeric: true }));
}
