// /desk/log/: every request to every awarding body. All lines are read page by page while the first are shown; then filters, order and the
// choice of columns work on them at once, and what is shown can be exported and recorded on together.
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { saveFile } from "../csv-file.js";
import { announce, showTrouble } from "../notices.js";
import { LogActions } from "./log-actions.js";
import { fits, LogFilters, withText } from "./log-filters.js";
import { LogTable } from "./log-table.js";
import { LogViews } from "./log-views.js";

class LogPage extends DeskPage {
  static module = "log";

  init() {
    this.rows = [];
    this.earlier = null; // requests of earlier years, once somebody asked for them
    this.turn = 0; // of readings
    this.filters = this.component(LogFilters, { apply: () => this.draw() });
    this.views = this.component(LogViews, {
      now: () => ({ filters: this.filters.narrowing, sort: this.table.sort, descending: this.table.descending }),
      chosen: (view) => this.showView(view),
      columnsChosen: () => this.draw(),
      message: this.message,
    });
    this.table = this.component(LogTable, { changed: (lines) => this.actions.show(lines) });
    this.actions = this.component(LogActions, {
      chosen: () => this.table.chosenLines,
      recorded: (rows) => this.replace(rows),
      takenOut: (ids) => this.takeOut(ids),
      message: this.message,
    });
    for (const button of this.root.querySelectorAll("[data-export]")) onPress(button, () => this.export(button.dataset.export));
  }

  async load() {
    const turn = ++this.turn;
    const first = await get("log");
    this.rows = first.rows.map(withText);
    this.views.show(first);
    this.refresh();
    if (first.next) this.readOn(first.next, turn);
  }

  // The rest comes while the first page is looked at.
  async readOn(next, turn) {
    try {
      for (let after = next; after; ) {
        const page = await get("log", { after });
        if (turn !== this.turn) return;
        this.rows = [...this.rows, ...page.rows.map(withText)];
        after = page.next;
        this.refresh({ more: Boolean(after) });
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showTrouble(this.message, `Only the first ${this.rows.length} lines could be read. ${fault.message}`);
    }
  }

  refresh({ more = false } = {}) {
    const begun = this.rows.length > 0 || Boolean(this.filters.values.earlier);
    this.part("none").hidden = begun;
    this.part("log").hidden = !begun;
    this.filters.offer(this.rows);
    this.more = more;
    this.draw();
  }

  draw() {
    const { values } = this.filters;
    if (values.earlier && this.earlier === null) this.readEarlier();
    const all = values.earlier ? [...this.rows, ...(this.earlier ?? [])] : this.rows;
    const shown = all.filter((each) => fits(each, values));
    this.table.show({ columns: this.views.columns, rows: shown, total: all.length, more: this.more });
  }

  async readEarlier() {
    this.earlier = [];
    try {
      this.earlier = (await get("log/earlier")).rows.map(withText);
      this.filters.offer([...this.rows, ...this.earlier]);
      this.draw();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.earlier = null;
      showTrouble(this.message, fault.message);
    }
  }

  takeOut(ids) {
    this.earlier = this.earlier.filter((each) => !ids.includes(each.id));
    this.draw();
  }

  showView(view) {
    this.filters.narrow(view.filters);
    this.table.order(view.sort, view.descending);
    this.draw();
  }

  replace(rows) {
    const fresh = new Map(rows.map((each) => [each.id, withText(each)]));
    this.rows = this.rows.map((each) => fresh.get(each.id) ?? each);
    this.draw();
  }

  async export(format) {
    const lines = this.table.rows;
    try {
      const file = await call("POST", "log/export", { format, columns: this.views.columns.map((each) => each.key), ids: lines.map((each) => each.id) }, { repeatable: true });
      saveFile(file);
      announce(`${file.lines === 1 ? "One line" : `${file.lines} lines`} exported to ${file.name}.`);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showTrouble(this.message, fault.message);
    }
  }
}

openPage(LogPage);
