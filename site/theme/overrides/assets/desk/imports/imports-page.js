// A page that imports files: each is checked and previewed, then imported, all or nothing; every fault by row and column, one click from its line.
import { catalogue } from "../catalogue.js";
import { DeskPage } from "../components/desk-page.js";
import { JobProgress } from "../components/job-progress.js";
import { selectLine } from "../csv-file.js";
import { counted, h, refill } from "../elements.js";
import { clearProblems } from "../error-summary.js";
import { showSuccess } from "../notices.js";
import { ImportForm } from "./import-form.js";
import { ImportPreview } from "./import-preview.js";
import { showRowFaults } from "./row-faults.js";

// What each kind is said to be made of, in the message at the end.
export const REGISTER = { text: "of the results register", entry: "entry", entries: "entries", result: "result" };
export const EXEMPTIONS = { text: "of exemptions", entry: "entry", entries: "entries", result: "result" };
export const BOUNDARIES = { text: "of grade boundaries", entry: "set of boundaries", entries: "sets of boundaries" };

export class ImportsPage extends DeskPage {
  static module = "imports";

  // The kinds that can be imported here: path of the API, and what is said of the rows, by kind.
  get kinds() {
    throw new Error(`${this.constructor.name} imports nothing`);
  }

  // Further fields of every request.
  get about() {
    return {};
  }

  init() {
    this.import = this.component(ImportForm, this);
    this.preview = this.component(ImportPreview, { send: (wanted) => this.import.begin(wanted), leave: () => this.leavePreview() });
    this.progress = this.component(JobProgress);
    this.errors = this.part("errors");
    this.columns = this.part("columns");
  }

  // Shows the series of an awarding body and the further columns that its register may have; follows what is running.
  async offer(body, series) {
    this.import.showSeries(series);
    const { further } = (await catalogue(body)).identifiers;
    this.part("further").hidden = further.length === 0;
    refill(this.part("further-list"), further.map(({ id, label, hint, example }) => h("li", {}, h("code", {}, id), `, ${label}: ${hint}, such as ${example}.`)));
    const running = await this.progress.unfinished(Object.keys(this.kinds));
    if (running) this.follow(running, null);
  }

  // Nothing else is imported meanwhile, so the form comes back when it is finished.
  async follow(job, rows) {
    this.columns.hidden = true;
    this.preview.root.hidden = true;
    const done = await this.progress.follow(job);
    if (!done) return;
    this.columns.hidden = false;
    this.showImported(done.kind, rows ?? done.facts.rows, done.facts);
  }

  showImported(kind, rows, facts) {
    const { text, entry, entries, result } = this.kinds[kind];
    const changes = facts ? ` ${counted(facts.added, entry, entries)} added, ${facts.changed} changed, ${counted(facts.removed, result ?? entry, result ? undefined : entries)} removed.` : " Nothing had to be changed.";
    showSuccess(this.message, `${counted(rows, "row")} ${text} ${rows === 1 ? "is" : "are"} in.${changes}`);
    this.message.scrollIntoView({ block: "center" });
  }

  showPreview(preview, kind) {
    this.columns.hidden = true;
    this.preview.show(preview, kind);
  }

  leavePreview() {
    this.clear();
    this.import.csv.focus();
  }

  showKind(kind) {
    for (const each of Object.keys(this.kinds)) this.part(`about-${each}`).hidden = each !== kind;
  }

  clear() {
    clearProblems();
    this.message.replaceChildren();
    this.errors.hidden = true;
    this.preview.root.hidden = true;
    this.columns.hidden = false;
  }

  showErrors(errors, more) {
    showRowFaults(this.errors, { title: "Nothing was imported", errors, more, goTo: (line) => selectLine(this.import.csv, line) });
  }
}
