// /staff/register/: brings in the results register or the exemptions as CSV. A file is checked and previewed, then imported, all or nothing;
// every fault by row and column, one click from its line.
import { call, get, Refusal } from "../api.js";
import { catalogue } from "../catalogue.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { JobProgress, newId } from "../components/job-progress.js";
import { Form } from "../components/form.js";
import { acceptDrops } from "../components/upload-box.js";
import { counted, h, put, refill } from "../elements.js";
import { clearProblems } from "../error-summary.js";
import { showSuccess } from "../notices.js";
import { fillRows, row } from "../tables.js";
import { ImportPreview } from "./import-preview.js";

const MARKS = [[0xff, 0xfe, "utf-16le"], [0xfe, 0xff, "utf-16be"]]; // how text in UTF-16 begins
const KINDS = {
  register: { path: "staff/register", importedText: "of the results register" },
  exemptions: { path: "staff/exemptions", importedText: "of exemptions" },
};

class ImportsPage extends DeskPage {
  static module = "staff-imports";

  init() {
    this.import = this.component(ImportForm, this);
    this.preview = this.component(ImportPreview, { send: (wanted) => this.import.begin(wanted), leave: () => this.leavePreview() });
    this.progress = this.component(JobProgress);
    this.errors = this.part("errors");
    this.errorsTable = this.part("errors-table");
    this.columns = this.part("columns");
  }

  async load(me) {
    const { series } = await catalogue(me.organisation.id);
    this.import.showSeries(series);
    const running = await this.progress.unfinished(Object.keys(KINDS));
    if (running) this.follow(running, null);
  }

  // Nothing else is imported meanwhile, so the form comes back when it is finished.
  async follow(job, rows) {
    this.columns.hidden = true;
    this.preview.root.hidden = true;
    const done = await this.progress.follow(job);
    if (!done) return;
    this.columns.hidden = false;
    this.showImported(done.kind, rows ?? done.facts.rows, done);
  }

  showImported(kind, rows, job) {
    const changes = job ? ` ${counted(job.facts.added, "entry", "entries")} added, ${job.facts.changed} changed, ${counted(job.facts.removed, "result")} removed.` : " Nothing had to be changed.";
    showSuccess(this.message, `${counted(rows, "row")} ${KINDS[kind].importedText} ${rows === 1 ? "is" : "are"} in.${changes}`);
    this.message.scrollIntoView({ block: "center" });
  }

  showPreview(preview) {
    this.columns.hidden = true;
    this.preview.show(preview);
  }

  leavePreview() {
    this.clear();
    this.import.csv.focus();
  }

  showKind(kind) {
    for (const each of Object.keys(KINDS)) this.part(`about-${each}`).hidden = each !== kind;
  }

  clear() {
    clearProblems();
    this.message.replaceChildren();
    this.errors.hidden = true;
    this.preview.root.hidden = true;
    this.columns.hidden = false;
    refill(this.errorsTable.tBodies[0]);
  }

  showErrors(errors, more) {
    this.errors.hidden = false;
    this.part("errors-title").textContent = `Nothing was imported: ${counted(errors.length + more, "fault")}`;
    this.part("errors-more").textContent = more > 0 ? `The first ${errors.length} are listed. Correct them and check the file again to see the others.` : "Correct the lines below or in your file, then check it again.";
    fillRows(this.errorsTable, errors.map((each) => this.errorRow(each)));
    this.errors.focus({ preventScroll: true });
    this.errors.scrollIntoView({ block: "start" });
  }

  errorRow({ row: number, line, column, message }) {
    const go = h("button", { type: "button", class: "button button--quiet button--small", onclick: () => this.import.selectLine(line) }, `${number}`, h("span", { class: "visually-hidden" }, ": go to the line"));
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

  // Spreadsheets on Windows still save CSV in the machine's old encoding, or as UTF-16: read as UTF-8 only what is UTF-8.
  async read(files) {
    if (files.length === 0) return;
    const [chosen] = files;
    const bytes = await chosen.arrayBuffer();
    let note = "";
    const marked = MARKS.find(([first, second]) => new Uint8Array(bytes)[0] === first && new Uint8Array(bytes)[1] === second);
    try {
      this.csv.value = new TextDecoder(marked?.[2] ?? "utf-8", { fatal: true }).decode(bytes);
      if (marked) note = " It was read as UTF-16.";
    } catch {
      this.csv.value = new TextDecoder("windows-1252").decode(bytes);
      note = " It is not UTF-8 and was read as Windows text: check the names with accents below.";
    }
    if (bytes.byteLength === 0) note = " It is empty.";
    this.file.value = "";
    this.page.clear();
    this.part("file-said").textContent = `${chosen.name}: ${counted(linesOf(this.csv.value).length, "line")}.${note}`;
  }

  problemsIn({ series, csv }) {
    this.page.clear();
    return [!series && { field: "series", message: "Choose the series." }, !csv.trim() && { field: "csv", message: "Choose a CSV file, or paste its lines." }].filter(Boolean);
  }

  send({ kind, series, csv }) {
    return call("POST", `${KINDS[kind].path}/preview`, { series, csv }, { repeatable: true });
  }

  // The file is checked: what it would do is shown, or every fault.
  stored({ preview, errors, more_errors: more }, values) {
    if (!preview) return this.page.showErrors(errors, more);
    this.checked = { ...values, id: newId() };
    this.page.showPreview(preview);
  }

  // Imports what was previewed. The id makes sending it again the same import.
  async begin(wanted) {
    const { kind, series, csv, id } = this.checked;
    let answer;
    try {
      answer = await call("POST", KINDS[kind].path, { series, csv, id, ...wanted }, { repeatable: true });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return this.showProblems(fault.problems);
    }
    this.page.clear();
    if (answer.job) await this.page.follow(answer.job, answer.imported);
    else this.page.showImported(kind, answer.imported, null);
  }

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
