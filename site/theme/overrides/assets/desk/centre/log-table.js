// The lines of the log. However many there are, only as many are drawn as somebody has scrolled to.
import { linkTo, pageUrl } from "../addresses.js";
import { Component } from "../components/component.js";
import { h, money, put, refill } from "../elements.js";
import { announce } from "../notices.js";
import { row, sortable } from "../tables.js";
import { inZone } from "../../scripts/clock.js";

const AT_ONCE = 80; // lines that are drawn at once

export class LogTable extends Component {
  static module = "log-table";

  // `changed(lines)` hears which lines are chosen.
  constructor(root, { changed }) {
    super(root);
    this.changed = changed;
    this.table = this.find("table");
    this.body = this.table.tBodies[0];
    this.scroller = this.find(".table-scroll");
    this.rows = [];
    this.chosen = new Set();
    this.sort = "";
    this.descending = false;
    this.drawn = 0;
  }

  init() {
    this.scroller.addEventListener("scroll", () => this.nearEnd(this.scroller.getBoundingClientRect().bottom) && this.drawMore());
    addEventListener("scroll", () => this.nearEnd(innerHeight) && this.drawMore(), { passive: true });
    this.body.addEventListener("change", ({ target }) => target.matches("[data-pick]") && this.choose(target.value, target.checked));
    this.body.addEventListener("keydown", (event) => this.press(event));
  }

  get chosenLines() {
    return this.rows.filter((each) => this.chosen.has(each.id));
  }

  order(sort, descending) {
    this.sort = sort;
    this.descending = descending;
  }

  show({ columns, rows, total, more }) {
    this.columns = columns;
    this.rows = this.inOrder(rows);
    const shown = new Set(rows.map((each) => each.id));
    this.chosen = new Set([...this.chosen].filter((id) => shown.has(id)));
    this.drawHeadings();
    refill(this.body);
    this.drawn = 0;
    this.drawMore();
    this.scroller.hidden = rows.length === 0;
    this.part("none-found").hidden = rows.length > 0;
    const count = rows.length === total ? `${total} ${total === 1 ? "request" : "requests"}` : `${rows.length} of ${total} requests`;
    this.part("count").textContent = more ? `${count} so far, more are on their way…` : count;
    this.changed(this.chosenLines);
  }

  inOrder(rows) {
    if (!this.sort) return rows;
    const sign = this.descending ? -1 : 1;
    const compare = new Intl.Collator("en-GB", { numeric: true }).compare;
    const value = (each) => each.cells[this.sort] ?? "";
    return [...rows].sort((one, other) => (value(one) === "") - (value(other) === "") || sign * compare(value(one), value(other)));
  }

  drawHeadings() {
    const all = h("input", { type: "checkbox", id: "all", "aria-label": "Choose all lines shown" });
    all.addEventListener("change", () => this.chooseAll(all.checked));
    const headings = this.columns.map(({ key, title }) => {
      const sorted = key === this.sort ? (this.descending ? "descending" : "ascending") : "none";
      return h("th", { scope: "col", "data-sort": key, "aria-sort": sorted }, title);
    });
    refill(this.table.tHead.rows[0], h("th", { scope: "col" }, all), headings);
    sortable(this.table, (key, ascending) => {
      this.order(key, !ascending);
      this.rows = this.inOrder(this.rows);
      refill(this.body);
      this.drawn = 0;
      this.drawMore();
      announce(`Sorted by ${this.columns.find((each) => each.key === key).title}, ${ascending ? "ascending" : "descending"}.`);
    });
    this.showAll();
  }

  nearEnd(bottom) {
    return this.drawn < this.rows.length && (this.body.lastElementChild?.getBoundingClientRect().top ?? 0) < bottom + 600;
  }

  drawMore() {
    put(this.body, this.rows.slice(this.drawn, this.drawn + AT_ONCE).map((each) => this.line(each)));
    this.drawn = Math.min(this.drawn + AT_ONCE, this.rows.length);
  }

  line(each) {
    const name = each.cells.reference;
    const box = h("input", { type: "checkbox", value: each.id, "data-pick": true, "aria-label": `Choose ${name}, ${each.subject.label}` });
    box.checked = this.chosen.has(each.id);
    const link = !each.earlier && h("a", { href: pageUrl("desk/enquiry/", { id: each.id }), class: "number" }, name);
    const cells = this.columns.map(({ key, title, kind }) => [title, this.cell(each, key, kind), kind === "money" ? "amount" : null]);
    const first = [box, this.columns.some((column) => column.key === "reference") ? null : [" ", link]];
    return row([["", h("span", { class: "pick" }, first)], ...cells], { class: each.late ? "overdue" : null });
  }

  cell(each, key, kind) {
    const value = each.cells[key];
    if (!value) return null;
    if (each.earlier && (key === "reference" || key === "candidate")) return value;
    if (key === "reference") return h("a", { href: pageUrl("desk/enquiry/", { id: each.id }), class: "number" }, value);
    if (key === "candidate") return this.candidate(each, value);
    if (key === "status") return h("span", {}, h("span", { class: "tag", "data-status": each.status }, value), each.late && [" ", h("span", { class: "tag tag--bad" }, "Late")]);
    if (kind === "day") return h("span", { class: "number" }, shortDay(value));
    if (kind === "money") return value.split(" and ").map((sum) => sum.split(" ")).map(([currency, amount]) => money({ currency, amount })).join(" and ");
    return value;
  }

  candidate({ subject, body, series }, name) {
    const [only, ...others] = subject.candidates;
    if (!only || others.length) return others.length ? subject.label : name;
    return h("a", { href: linkTo("desk/candidate/", { body, series }, only.number) }, name);
  }

  choose(id, on) {
    if (on) this.chosen.add(id);
    else this.chosen.delete(id);
    this.showAll();
    this.changed(this.chosenLines);
  }

  chooseAll(on) {
    this.chosen = new Set(on ? this.rows.map((each) => each.id) : []);
    for (const box of this.body.querySelectorAll("[data-pick]")) box.checked = on;
    this.changed(this.chosenLines);
  }

  showAll() {
    const all = this.element("all");
    const { length } = this.chosenLines;
    all.checked = length > 0 && length === this.rows.length;
    all.indeterminate = length > 0 && length < this.rows.length;
  }

  // Keys count only inside the lines.
  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const line = event.target.closest("tr");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      if (step === 1 && line === this.body.lastElementChild) this.drawMore();
      const next = step === 1 ? line.nextElementSibling : line.previousElementSibling;
      const wanted = event.target.matches("a") ? next?.querySelector("a") : next?.querySelector("[data-pick]");
      wanted?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    } else if (event.key === "x") {
      line.querySelector("[data-pick]").click();
      event.preventDefault();
    }
  }
}

function shortDay(isoDate) {
  return inZone(new Date(`${isoDate}T12:00:00Z`), "UTC", { day: "numeric", month: "short", year: "numeric" });
}
