// What an import would do, before it happens: figures, repairs, removals that are asked about, changes, and the enquiries that it touches.
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { counted, h, refill } from "../elements.js";
import { clearProblems, showProblems } from "../error-summary.js";
import { fillRows, row } from "../tables.js";

const LISTS = ["removed", "changed", "added"];

export class ImportPreview extends Component {
  static module = "import-preview";

  // `send(options)` begins the import; `leave()` goes back to the file.
  constructor(root, { send, leave }) {
    super(root);
    this.send = send;
    this.leave = leave;
    this.accept = this.element("accept_removals");
  }

  init() {
    onPress(this.element("import-send"), () => this.begin());
    this.element("import-back").addEventListener("click", () => this.leave());
  }

  // What stands in the tables is about candidates, or for boundaries about components and syllabuses.
  show(preview, kind) {
    this.shown = preview;
    this.boundaries = kind === "boundaries";
    const { counts, rows, repaired, enquiries } = preview;
    const same = counts.added + counts.changed === 0;
    refill(this.part("preview-figures"), this.boundaries ? boundaryFigures(counts, rows) : figures(counts, rows));
    this.part("repaired").hidden = repaired.length === 0;
    refill(this.part("repaired-list"), repaired.map(repairLine));
    for (const name of LISTS) this.showList(name, preview[name], counts[name]);
    this.part("touched").hidden = enquiries.length === 0;
    this.part("touched-more").textContent = firstOf(enquiries.length, counts.enquiries);
    refill(this.part("touched-list"), enquiries.map(enquiryLine));
    this.part("ask").hidden = counts.removed === 0;
    const [one, several] = this.boundaries ? ["set of boundaries", "sets of boundaries"] : ["result", "results"];
    this.part("ask-text").textContent = `Remove ${counts.removed === 1 ? `this ${one}` : `these ${counts.removed} ${several}`}${this.boundaries ? "" : " from the register"}`;
    this.accept.checked = false;
    this.element("import-send").hidden = same;
    this.part("nothing").hidden = !same;
    this.root.hidden = false;
    this.root.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "start" });
  }

  showList(name, items, count) {
    const section = this.part(name);
    section.hidden = count === 0;
    this.part(`${name}-more`).textContent = firstOf(items.length, count);
    const table = this.part(`${name}-table`);
    const [about, centre] = table.tHead.rows[0].cells;
    about.textContent = this.boundaries ? "Boundaries of" : "Candidate";
    centre.hidden = this.boundaries;
    fillRows(table, items.map((each) => previewRow(each, about.textContent, !this.boundaries)));
  }

  async begin() {
    clearProblems();
    const { counts, fingerprint } = this.shown;
    if (counts.removed > 0 && !this.accept.checked) {
      const left = this.boundaries ? "boundaries out that are here already" : "results out that the register has";
      return showProblems([{ field: "accept_removals", message: `This file leaves ${left}. Tick the box if they are to be removed, or add their rows to the file.` }]);
    }
    await this.send({ fingerprint, accept_removals: this.accept.checked });
  }
}

function previewRow({ centre, candidate, name, syllabus, what }, about, withCentre) {
  return row([[about, `${candidate} ${name}`.trim()], withCentre && ["Centre", centre], ["Syllabus", syllabus], ["What", what]]);
}

function firstOf(listed, count) {
  return count > listed ? `The first ${listed} of ${count} ${listed === 1 ? "is" : "are"} listed.` : "";
}

function figures({ added, changed, removed, renamed, enquiries }, rows) {
  return [
    [rows, counted(rows, "row").replace(/^\d+ /, ""), "in the file, all of them right"],
    [added, "added", "candidates in a syllabus, new to the register"],
    [changed, "changed", renamed ? `entries; ${renamed} of them get a corrected name` : "entries that differ from the register"],
    [removed, "removed", "results that the file leaves out"],
    [enquiries, "touched", "enquiries about somebody whose entry changes"],
  ].map(figure);
}

function boundaryFigures({ added, changed, removed }, rows) {
  return [
    [rows, counted(rows, "row").replace(/^\d+ /, ""), "in the file, all of them right"],
    [added, "added", "sets of boundaries, each of a component, an option or a syllabus"],
    [changed, "changed", "sets that differ from those that are here"],
    [removed, "removed", "sets that the file leaves out"],
  ].map(figure);
}

function figure([number, word, about]) {
  return h("div", { class: "figure" }, h("dt", {}, word), h("dd", {}, h("strong", {}, `${number}`), h("span", {}, about)));
}

function repairLine({ column, times, row: number, message }) {
  const where = times === 1 ? `Row ${number}` : `${times} rows, the first of them ${number}`;
  return h("li", {}, message, " ", h("span", { class: "aside" }, column ? `Column ${column}. ${where}.` : ""));
}

function enquiryLine({ id, number, reference, service, subject, status_text: status, means, contradicted }) {
  const link = h("a", { href: `/staff/enquiry/?id=${id}` }, number ?? reference);
  return h("li", { class: contradicted ? "contradicted" : null }, h("p", {}, h("strong", {}, link), ` ${service}: ${subject.label}. ${status}.`), means.map((each) => h("p", {}, each)));
}
