// A list that comes page by page: the table and its rows, the pager, what is said where there is nothing, and what went wrong.
import { Refusal } from "../api.js";
import { counted, h, put, refill } from "../elements.js";
import { announce } from "../notices.js";
import { fillRows, inOrder, sortable } from "../tables.js";
import { Component } from "./component.js";

export class PagedList extends Component {
  static module = "paged-list";

  // `load(after)` answers {items, next}; `row(item)` makes a row; `nouns` is ["enquiry", "enquiries"]. `narrowed()` says whether a form narrows the list,
  // so that nothing found is not the same as nothing there; such a list also says how many it found. `shown(list, {first})` hears when it is drawn.
  // `sorts` has, by a column's heading, what a row is sorted by.
  constructor(root, { load, row, nouns, narrowed = null, shown = () => {}, sorts = {} }) {
    super(root);
    Object.assign(this, { load, row, nouns, narrowed, shown, sorts });
    this.table = this.find("table");
    this.pager = this.part("pager");
    this.none = this.part("none");
    this.noneFound = this.optionalPart("none-found");
    this.trouble = this.part("trouble");
    this.more = h("button", { type: "button", class: "button button--secondary" }, "Show more");
    this.count = h("span", { role: "status" });
    this.items = [];
    this.next = null;
    this.turn = 0; // of readings
  }

  get isEmpty() {
    return this.items.length === 0;
  }

  init() {
    refill(this.pager, this.count, this.more);
    this.pager.hidden = true;
    for (const heading of this.table.querySelectorAll("thead th")) if (this.sorts[heading.textContent]) heading.dataset.sort = heading.textContent;
    sortable(this.table, (key, ascending) => this.sort(key, ascending));
    this.more.addEventListener("click", () => this.more.getAttribute("aria-busy") === "true" || this.readOn());
  }

  // The first page. A fault is the caller's to show.
  start() {
    return this.read({ first: true });
  }

  // The first page again; a fault is shown above the list, which stays.
  async restart() {
    this.table.setAttribute("aria-busy", "true");
    await this.withTrouble(() => this.start());
    this.table.removeAttribute("aria-busy");
  }

  readOn() {
    return this.withTrouble(() => this.read({ first: false }));
  }

  async withTrouble(action) {
    this.showTrouble(null);
    try {
      await action();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.showTrouble(fault.message);
    }
  }

  showTrouble(message) {
    this.trouble.hidden = !message;
    this.part("trouble-text").textContent = message ?? "";
  }

  async read({ first }) {
    this.showTrouble(null);
    this.more.setAttribute("aria-busy", "true");
    const turn = ++this.turn;
    try {
      const { items, next } = await this.load(first ? null : this.next);
      if (turn !== this.turn) return; // asked again meanwhile: an earlier answer that comes later must not be drawn over it
      this.next = next;
      this.draw(items, { first });
    } finally {
      if (turn === this.turn) this.more.removeAttribute("aria-busy");
    }
  }

  draw(items, { first }) {
    const rows = items.map((each) => this.row(each));
    this.forgetOrder();
    this.items = first ? items : [...this.items, ...items];
    if (first) fillRows(this.table, rows);
    else put(this.table.tBodies[0], rows);
    this.table.parentElement.hidden = this.isEmpty;
    const narrowed = this.noneFound && this.narrowed?.();
    this.none.hidden = !this.isEmpty || Boolean(narrowed);
    if (this.noneFound) this.noneFound.hidden = !this.isEmpty || !narrowed || Boolean(this.next);
    this.showPager();
    this.shown(this, { first });
    if (!first) announce(`${counted(items.length, `more ${this.nouns[0]}`, `more ${this.nouns[1]}`)} shown.`);
    else if (this.narrowed) announce(this.isEmpty ? `No ${this.nouns[1]} found.` : `${counted(items.length, ...this.nouns)} shown.`);
  }

  showPager() {
    const count = this.items.length;
    this.count.textContent = this.next ? (count === 1 ? "The first one is shown." : `The first ${count} are shown.`) : `${count === 1 ? "One is" : `All ${count} are`} shown.`;
    this.more.hidden = !this.next;
    this.pager.hidden = count === 0 && !this.next;
  }

  // The desk keeps its lists by time and can read them in no other order without reading all. So only what is shown in full is sorted here.
  sort(key, ascending) {
    if (this.next) {
      this.forgetOrder();
      this.showTrouble(`Only a list that is shown in full can be sorted by ${key.toLowerCase()}. Narrow it, or show more until all ${this.nouns[1]} are shown.`);
      return;
    }
    this.showTrouble(null);
    this.items = inOrder(this.items, this.sorts[key], ascending);
    fillRows(this.table, this.items.map((each) => this.row(each)));
    this.shown(this, { first: true });
    announce(`Sorted by ${key.toLowerCase()}, ${ascending ? "ascending" : "descending"}.`);
  }

  forgetOrder() {
    for (const heading of this.table.querySelectorAll("thead th[data-sort]")) heading.setAttribute("aria-sort", "none");
  }

  // Takes lines out that are known to be gone; the list is read from an index that follows by a moment.
  drop(ids) {
    const left = this.items.filter((each) => !ids.includes(each.id));
    if (left.length !== this.items.length) this.draw(left, { first: true });
  }
}
