// /desk/money/: what is due, paid, open and given back, by awarding body, by who pays and by candidate.
import { queryValue } from "../addresses.js";
import { get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { h, money, refill } from "../elements.js";
import { Latest } from "../latest.js";
import { fillRows, row } from "../tables.js";

const COLUMNS = [
  ["Requests", "count"],
  ["Awarding body’s fees", "due"],
  ["Our charges", "charges"],
  ["Still to be paid", "open"],
  ["Paid", "paid"],
  ["To give back", "to_return"],
  ["Given back", "returned"],
  ["Stays with us", "stays"],
];
const GROUPS = [
  ["body", "By awarding body", "Awarding body"],
  ["bearer", "By who pays", "Who pays"],
  ["candidate", "By candidate", "Candidate"],
];

class MoneyPage extends DeskPage {
  static module = "money";
  answers = new Latest();

  init() {
    this.series = this.element("money-series");
    this.series.addEventListener("change", () => {
      history.replaceState(history.state, "", this.series.value ? `?${new URLSearchParams({ series: this.series.value })}` : location.pathname);
      this.fill();
    });
  }

  async load() {
    if (this.series.options.length === 0) {
      const { series } = await get("series");
      const titles = new Map(series.map((each) => [each.id, each.title]));
      refill(this.series, h("option", { value: "" }, "All series"), [...titles].map(([value, title]) => h("option", { value }, title)));
      this.series.value = titles.has(queryValue("series")) ? queryValue("series") : "";
    }
    const found = await this.answers.of(get("money", { series: this.series.value }));
    if (!found) return;
    this.part("none").hidden = found.all.count > 0;
    refill(this.part("tables"), found.all.count > 0 && GROUPS.map(([group, title, heading]) => table(title, heading, found[group], found.all)));
  }
}

function table(title, heading, totals, all) {
  const made = h(
    "table",
    { class: "table table--dense" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, heading), COLUMNS.map(([name]) => h("th", { scope: "col", class: "amount" }, name)))),
    h("tbody"),
  );
  fillRows(made, [...totals, ...(totals.length > 1 ? [all] : [])].map((each) => line(heading, each)));
  return h("section", {}, h("h2", {}, title), h("div", { class: "table-scroll", role: "region", "aria-label": title, tabindex: "0" }, made));
}

function line(heading, total) {
  return row([[heading, total.name], ...COLUMNS.map(([name, key]) => [name, key === "count" ? String(total.count) : sums(total[key]), "amount"])]);
}

function sums(amounts) {
  return amounts.map(money).join(" and ") || "–";
}

openPage(MoneyPage);
