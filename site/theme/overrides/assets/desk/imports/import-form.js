// The form of an import: what it is, the series, and the file, which is read here and may be corrected before it is checked.
import { call, Refusal } from "../api.js";
import { Form } from "../components/form.js";
import { newId } from "../components/job-progress.js";
import { acceptDrops } from "../components/upload-box.js";
import { readCsv } from "../csv-file.js";
import { h, put } from "../elements.js";

export class ImportForm extends Form {
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
    for (const radio of this.kinds) radio.addEventListener("change", () => this.showKind());
    this.showKind();
    this.file.addEventListener("change", () => this.read(this.file.files));
    acceptDrops(this.file.closest(".upload"), (files) => this.read(files));
  }

  showKind() {
    const { kind } = this.values;
    this.part("published").hidden = kind !== "boundaries";
    this.page.showKind(kind);
  }

  // A file of thousands of lines is not kept in the tab: it is on the disk that it came from.
  keep() {}

  get values() {
    const { kind } = this.form.elements;
    return { kind: kind.value, series: this.series.value, csv: this.csv.value, source: this.element("source").value.trim(), source_url: this.element("source_url").value.trim() };
  }

  // The series to choose from, of another awarding body than before.
  showSeries(series) {
    const chosen = this.series.value;
    const { length } = this.series.options;
    for (let index = length - 1; index > 0; index -= 1) this.series.options[index].remove(); // the first says that none is chosen
    put(this.series, series.map((each) => h("option", { value: each.id }, each.title)));
    this.series.value = series.some((each) => each.id === chosen) ? chosen : "";
  }

  async read(files) {
    if (files.length === 0) return;
    const { text, said } = await readCsv(files[0]);
    this.csv.value = text;
    this.file.value = "";
    this.page.clear();
    this.part("file-said").textContent = said;
  }

  problemsIn({ kind, series, csv, source }) {
    this.page.clear();
    return [
      !series && { field: "series", message: "Choose the series." },
      kind === "boundaries" && !source && { field: "source", message: "Say where these grade boundaries are published: title and publisher." },
      !csv.trim() && { field: "csv", message: "Choose a CSV file, or paste its lines." },
    ].filter(Boolean);
  }

  send(values) {
    return call("POST", `${this.page.kinds[values.kind].path}/preview`, this.request(values), { repeatable: true });
  }

  // What is sent of the values: boundaries alone have a source.
  request({ kind, series, csv, source, source_url }) {
    return { ...this.page.about, series, csv, ...(kind === "boundaries" ? { source, source_url } : {}) };
  }

  // The file is checked: what it would do is shown, or every fault.
  stored({ preview, errors, more_errors: more }, values) {
    if (!preview) return this.page.showErrors(errors, more);
    this.checked = { kind: values.kind, request: { ...this.request(values), id: newId() } };
    this.page.showPreview(preview, values.kind);
  }

  // Imports what was previewed. The id makes sending it again the same import.
  async begin(wanted) {
    const { kind, request } = this.checked;
    let answer;
    try {
      answer = await call("POST", this.page.kinds[kind].path, { ...request, ...wanted }, { repeatable: true });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return this.showProblems(fault.problems);
    }
    this.page.clear();
    if (answer.job) await this.page.follow(answer.job, answer.imported);
    else this.page.showImported(kind, answer.imported, answer.facts);
  }
}
