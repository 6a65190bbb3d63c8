// /desk/log-import/: an earlier spreadsheet of the centre: pasted, as an Excel file or as CSV, its columns mapped, looked at, and added to the log.
import { call, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { readCsv } from "../csv-file.js";
import { counted, h, refill } from "../elements.js";
import { clearProblems, showProblems } from "../error-summary.js";
import { Latest } from "../latest.js";
import { announce, showSuccess } from "../notices.js";
import { fillRows, row } from "../tables.js";

const AT_ONCE = 100; // lines that one request adds

class LogImportPage extends DeskPage {
  static module = "log-import";
  answers = new Latest();

  init() {
    this.found = null;
    this.base64 = null; // of the Excel file that was chosen
    this.element("file").addEventListener("change", ({ target }) => target.files[0] && this.take(target.files[0]));
    this.element("sheet").addEventListener("change", ({ target }) => this.readSheet(target.value));
    onPress(this.element("look"), () => this.look());
    onPress(this.element("add"), () => this.add());
  }

  async take(file) {
    clearProblems();
    this.part("sheets").hidden = true;
    this.base64 = null;
    if (!/\.(xlsx|xlsm|xls)$/i.test(file.name)) {
      const { text, said } = await readCsv(file);
      this.element("text").value = text;
      showSuccess(this.part("message"), said);
      return;
    }
    if (file.size > Number(this.element("file").dataset.most)) {
      showProblems([{ message: `This file is too large. ${this.element("file-hint").textContent} Copy the cells of the log alone and paste them.`, field: "file" }]);
      return;
    }
    this.base64 = await inBase64(file);
    await this.readSheet("");
  }

  // The desk reads the sheet; what it says of it comes into the box, where it can be looked at and changed.
  async readSheet(sheet) {
    clearProblems();
    this.element("text").value = "";
    this.part("preview").hidden = true;
    try {
      const found = await this.answers.of(call("POST", "log/earlier/spreadsheet", { base64: this.base64, sheet }, { repeatable: true }));
      if (!found) return;
      this.element("text").value = found.text;
      refill(this.element("sheet"), found.sheets.map((name) => h("option", { value: name }, name)));
      this.element("sheet").value = found.sheet;
      this.part("sheets").hidden = found.sheets.length < 2;
      announce(`The sheet ${found.sheet} is read.`);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems(fault.problems);
    }
  }

  // `columns` are those that the person chose; without them the desk guesses.
  async look(columns = []) {
    clearProblems();
    try {
      const found = await this.answers.of(call("POST", "log/earlier/preview", { text: this.element("text").value, columns }, { repeatable: true }));
      if (!found) return;
      this.found = found;
      this.show();
      if (columns.length === 0) this.element("mapping-title").focus();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems(fault.problems);
    }
  }

  show() {
    const { headings, columns, lines, shown, repairs, faults, empty, twice, choices } = this.found;
    this.part("preview").hidden = false;
    refill(this.part("mapping"), headings.map((heading, place) => this.choice(heading, place, columns[place], choices)));
    const left = [
      faults.length > 0 && `${counted(new Set(faults.map((each) => each.row)).size, "row")} cannot be read`,
      twice > 0 && `${counted(twice, "row")} the same as another`,
      empty > 0 && `${counted(empty, "row")} without anything in these columns`,
    ].filter(Boolean);
    this.part("count").textContent = `${counted(lines.length, "request")} can be added.${left.length ? ` Left out: ${left.join(", ")}.` : ""}`;
    refill(this.part("repairs"), repairs.map(({ column, times, was, became }) => h("li", {}, `${column}: “${was}” is read as “${became}”${times > 1 ? `, and ${counted(times - 1, "other")} likewise` : ""}.`)));
    this.part("faults").hidden = faults.length === 0;
    refill(this.part("faults"), h("p", { class: "notice__title" }, "Rows that are left out"), h("ul", {}, faults.slice(0, 50).map((each) => h("li", {}, `Row ${each.row}, ${each.column}: ${each.message}`))));
    const used = choices.filter((each) => columns.includes(each.key));
    refill(this.part("lines").tHead.rows[0], used.map((each) => h("th", { scope: "col" }, each.title)));
    fillRows(this.part("lines"), lines.slice(0, shown).map((cells) => row(used.map(({ key, title }) => [title, cells[key] ?? ""]))));
    this.element("add").disabled = lines.length === 0;
  }

  choice(heading, place, chosen, choices) {
    const id = `column-${place}`;
    const select = h("select", { class: "select", id }, h("option", { value: "" }, "Leave out"), choices.map(({ key, title }) => h("option", { value: key }, title)));
    select.value = chosen;
    select.addEventListener("change", () => this.look([...this.part("mapping").querySelectorAll("select")].map((each) => each.value)));
    return h("div", { class: "field" }, h("label", { class: "label", for: id }, heading || `Column ${place + 1}`), select);
  }

  // In portions; adding one again adds nothing, so whoever was interrupted begins anew.
  async add() {
    const { lines } = this.found;
    let done = 0;
    try {
      for (let at = 0; at < lines.length; at += AT_ONCE) {
        await call("POST", "log/earlier", { lines: lines.slice(at, at + AT_ONCE) }, { repeatable: true });
        done = Math.min(at + AT_ONCE, lines.length);
        if (lines.length > AT_ONCE) announce(`${done} of ${lines.length} added.`);
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems([{ message: `${counted(done, "request")} added, then: ${fault.message} Press the button again: nothing is added twice.`, field: null }]);
      return;
    }
    this.part("preview").hidden = true;
    this.element("text").value = "";
    showSuccess(this.message, `${counted(done, "earlier request")} added to the log. `, h("a", { href: "../log/?earlier=yes" }, "See them in the log"));
    this.message.scrollIntoView({ block: "center" });
  }
}

function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

openPage(LogImportPage);
