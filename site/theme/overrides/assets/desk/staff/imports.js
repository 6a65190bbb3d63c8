// /staff/register/: brings in the results register or the exemptions as CSV. All or nothing; every fault by row and column, one click from its line.
import { call } from "../api.js";
import { catalogue } from "../catalogue.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { acceptDrops } from "../components/upload-box.js";
import { counted, h, put, refill } from "../elements.js";
import { clearProblems } from "../error-summary.js";
import { showSuccess } from "../notices.js";
import { fillRows, row } from "../tables.js";

const KINDS = {
  register: { path: "staff/register", importedText: "of the results register are in." },
  exemptions: { path: "staff/exemptions", importedText: "of exemptions are in." },
};

class ImportsPage extends DeskPage {
  static module = "staff-imports";

  init() {
    this.import = this.component(ImportForm, this);
    this.errors = this.part("errors");
    this.errorsTable = this.part("errors-table");
  }

  async load(me) {
    const { series } = await catalogue(me.organisation.id);
    this.import.showSeries(series);
  }

  showKind(kind) {
    for (const each of Object.keys(KINDS)) this.part(`about-${each}`).hidden = each !== kind;
  }

  clear() {
    clearProblems();
    this.message.replaceChildren();
    this.errors.hidden = true;
    refill(this.errorsTable.tBodies[0]);
  }

  showErrors(errors, more) {
    this.errors.hidden = false;
    this.part("errors-title").textContent = `Nothing was imported: ${counted(errors.length + more, "fault")}`;
    this.part("errors-more").textContent = more > 0 ? `The first ${errors.length} are listed. Correct them and import again to see the others.` : "Correct the lines below or in your file, then import again.";
    fillRows(this.errorsTable, errors.map((each) => this.errorRow(each)));
    this.errors.focus({ preventScroll: true });
    this.errors.scrollIntoView({ block: "start" });
  }

  errorRow({ row: number, column, message }) {
    const go = h("button", { type: "button", class: "button button--quiet button--small", onclick: () => this.import.selectLine(number) }, `${number}`, h("span", { class: "visually-hidden" }, ": go to the line"));
    return row([["Row", go], ["Column", column || "whole file"], ["What is wrong", message]]);
  }
}

class ImportForm extends Form {
  static module = "import-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.kinds = [...this.form.elements.kind];
    this.series = this.element("series");
    this.csv = this.element("csv");
    this.file = this.element("file");
  }

  init() {
    super.init();
    for (const radio of this.kinds) radio.addEventListener("change", () => this.page.showKind(this.values.kind));
    this.page.showKind(this.values.kind);
    this.file.addEventListener("change", () => this.read(this.file.files));
    acceptDrops(this.file.closest(".upload"), (files) => this.read(files));
  }

  // A file of thousands of lines is not kept in the tab: it is on the disk that it came from.
  keep() {}

  get values() {
    return { kind: this.form.elements.kind.value, series: this.series.value, csv: this.csv.value };
  }

  showSeries(series) {
    if (this.series.options.length === 1) put(this.series, series.map((each) => h("option", { value: each.id }, each.title)));
  }

  // Spreadsheets on Windows still save CSV in the machine's old encoding: read as UTF-8 only what is UTF-8.
  async read(files) {
    if (files.length === 0) return;
    const [chosen] = files;
    const bytes = await chosen.arrayBuffer();
    let note = "";
    try {
      this.csv.value = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      this.csv.value = new TextDecoder("windows-1252").decode(bytes);
      note = " It is not UTF-8 and was read as Windows text: check the names with accents below.";
    }
    this.file.value = "";
    this.page.clear();
    this.part("file-said").textContent = `${chosen.name}: ${counted(linesOf(this.csv.value).length, "line")}.${note}`;
  }

  problemsIn({ series, csv }) {
    this.page.clear();
    return [!series && { field: "series", message: "Choose the series." }, !csv.trim() && { field: "csv", message: "Choose a CSV file, or paste its lines." }].filter(Boolean);
  }

  send({ kind, series, csv }) {
    return call("POST", KINDS[kind].path, { series, csv }, { repeatable: true });
  }

  stored({ imported, errors, more_errors: more = 0 }, { kind }) {
    if (errors.length > 0) return this.page.showErrors(errors, more);
    showSuccess(this.page.message, `${counted(imported, "row")} ${KINDS[kind].importedText}`);
    this.page.message.scrollIntoView({ block: "center" });
  }

  // Row 1 is the header, as in a spreadsheet.
  selectLine(number) {
    const lines = linesOf(this.csv.value);
    const start = lines.slice(0, number - 1).reduce((sum, each) => sum + each.length + 1, 0);
    this.csv.focus();
    this.csv.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0));
    this.csv.scrollTop = Math.max(0, (this.csv.scrollHeight / lines.length) * (number - 3));
  }
}

function linesOf(text) {
  return text.replace(/\n$/, "").split("\n");
}

openPage(ImportsPage);
