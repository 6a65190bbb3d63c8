// Views of the log: its columns, and what each person keeps under a name with its filters and order.
import { call, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { h, refill } from "../elements.js";
import { showSuccess, showTrouble } from "../notices.js";

export class LogViews extends Component {
  static module = "log-views";

  // `now()` says what the log is narrowed to and sorted by; `chosen(view)` hears of another view, `columnsChosen()` of other columns.
  constructor(root, { now, chosen, columnsChosen, message }) {
    super(root);
    Object.assign(this, { now, chosen, columnsChosen, message });
    this.select = this.element("view");
    this.saved = { version: 0, views: [] };
    this.all = [];
    this.keys = [];
  }

  init() {
    this.select.addEventListener("change", () => this.open());
    this.element("choose-columns").addEventListener("click", () => this.chooseColumns());
    this.element("save-view").addEventListener("click", () => this.element("view-dialog").showModal());
    onPress(this.element("delete-view"), () => this.store(this.saved.views.filter((each) => each !== this.view), "The view is deleted."));
    this.element("columns-dialog").addEventListener("close", ({ target }) => target.returnValue === "yes" && this.takeColumns());
    this.element("view-dialog").addEventListener("close", ({ target }) => target.returnValue === "yes" && this.saveView());
  }

  get columns() {
    return this.all.filter((each) => this.keys.includes(each.key));
  }

  get view() {
    return this.saved.views[Number(this.select.value)] ?? null;
  }

  show({ columns, at_first: atFirst, saved }) {
    this.all = columns;
    this.atFirst = atFirst;
    if (this.keys.length === 0) this.keys = atFirst;
    this.offer(saved);
  }

  offer(saved, chosen = "") {
    this.saved = saved;
    refill(this.select, h("option", { value: "" }, "All requests"), saved.views.map((each, place) => h("option", { value: place }, each.name)));
    this.select.value = String(chosen);
    this.element("delete-view").hidden = this.view === null;
  }

  open() {
    const { view } = this;
    this.element("delete-view").hidden = view === null;
    this.keys = view?.columns ?? this.atFirst;
    this.chosen(view ?? { filters: {}, sort: "", descending: false });
  }

  chooseColumns() {
    refill(
      this.part("columns"),
      this.all.map(({ key, title }) => {
        const box = h("input", { type: "checkbox", id: `column-${key}`, value: key });
        box.checked = this.keys.includes(key);
        return h("div", { class: "choice" }, box, h("label", { for: `column-${key}` }, title));
      }),
    );
    this.element("columns-dialog").returnValue = "";
    this.element("columns-dialog").showModal();
  }

  takeColumns() {
    const keys = [...this.part("columns").querySelectorAll("input:checked")].map((each) => each.value);
    if (keys.length) this.keys = keys;
    this.columnsChosen();
  }

  async saveView() {
    const name = this.element("view-name").value.trim();
    if (!name) return;
    const view = { name, columns: this.columns.map((each) => each.key), ...this.now() };
    const others = this.saved.views.filter((each) => each.name.toLowerCase() !== name.toLowerCase());
    this.element("view-name").value = "";
    await this.store([...others, view], `The view “${name}” is saved.`, others.length);
  }

  async store(views, said, chosen = "") {
    try {
      const { saved } = await call("PUT", "log/views", { version: this.saved.version, views });
      this.offer(saved, chosen);
      if (chosen === "") this.open();
      showSuccess(this.message, said);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showTrouble(this.message, fault.message);
    }
  }
}
