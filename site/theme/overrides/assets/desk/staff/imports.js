// /staff/register/: brings in the results register or the exemptions as CSV. All or nothing; every fault by row and column, one click from its line.
import { Refusal, call } from "../calls.js";
import { catalogue } from "../catalogue.js";
import { openDesk } from "../desk.js";
import { counted, h, part, put, refill } from "../elements.js";
import { clearProblems, confirm, once, showProblems } from "../forms.js";
import { fillRows, row } from "../tables.js";

const KINDS = {
  register: { path: "staff/register", rows: "row", said: "of the results register are in." },
  exemptions: { path: "staff/exemptions", rows: "row", said: "of exemptions are in." },
};
const form = document.getElementById("import");
const { series, csv, file } = form.elements;

openDesk(async (me) => {
  const { series: known } = await catalogue(me.organisation.id);
  if (series.options.length === 1) put(series, known.map((each) => h("option", { value: each.id }, each.title)));
});

for (const radio of form.elements.kind) radio.addEventListener("change", showKind);
showKind();
file.addEventListener("change", () => read(file.files));
form.addEventListener("submit", (event) => event.preventDefault());
once(document.getElementById("import-send"), send);

const box = file.closest(".upload");
for (const type of ["dragover", "drop"]) document.addEventListener(type, (event) => event.preventDefault());
for (const type of ["dragenter", "dragover"]) box.addEventListener(type, () => box.classList.add("upload--over"));
for (const type of ["dragleave", "drop"]) box.addEventListener(type, () => box.classList.remove("upload--over"));
box.addEventListener("drop", (event) => read(event.dataTransfer.files));

function showKind() {
  const kind = form.elements.kind.value;
  for (const each of Object.keys(KINDS)) part(`about-${each}`).hidden = each !== kind;
}

// Spreadsheets on Windows still save CSV in the machine's old encoding: read as UTF-8 only what is UTF-8.
async function read(files) {
  if (files.length === 0) return;
  const [chosen] = files;
  const bytes = await chosen.arrayBuffer();
  let note = "";
  try {
    csv.value = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    csv.value = new TextDecoder("windows-1252").decode(bytes);
    note = " It is not UTF-8 and was read as Windows text: check the names with accents below.";
  }
  file.value = "";
  clear();
  part("file-said").textContent = `${chosen.name}: ${counted(lines(csv.value).length, "line")}.${note}`;
}

async function send() {
  clear();
  const kind = form.elements.kind.value;
  const missing = [
    !series.value && { field: "series", message: "Choose the series." },
    !csv.value.trim() && { field: "csv", message: "Choose a CSV file, or paste its lines." },
  ].filter(Boolean);
  if (missing.length > 0) return showProblems(missing);
  try {
    const { imported, errors, more_errors: more = 0 } = await call("POST", KINDS[kind].path, { series: series.value, csv: csv.value }, { repeatable: true });
    if (errors.length > 0) return showErrors(errors, more);
    confirm(part("message"), `${counted(imported, KINDS[kind].rows)} ${KINDS[kind].said}`);
    part("message").scrollIntoView({ block: "center" });
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    showProblems(fault.problems);
  }
}

function showErrors(errors, more) {
  const place = part("errors");
  place.hidden = false;
  const count = counted(errors.length + more, "fault");
  part("errors-title").textContent = `Nothing was imported: ${count}`;
  part("errors-more").textContent = more > 0 ? `The first ${errors.length} are listed. Mend them and import again to see the others.` : "Mend the lines below or in your file, then import again.";
  fillRows(part("errors-table"), errors.map(errorRow));
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

function errorRow({ row: number, column, message }) {
  const go = h("button", { type: "button", class: "button button--quiet button--small", onclick: () => select(number) }, `${number}`, h("span", { class: "visually-hidden" }, ": go to the line"));
  return row([["Row", go], ["Column", column || "whole file"], ["What is wrong", message]]);
}

// Row 1 is the header, as in a spreadsheet.
function select(number) {
  const before = lines(csv.value).slice(0, number - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  csv.focus();
  csv.setSelectionRange(start, start + (lines(csv.value)[number - 1]?.length ?? 0));
  csv.scrollTop = Math.max(0, (csv.scrollHeight / lines(csv.value).length) * (number - 3));
}

function lines(text) {
  return text.replace(/\n$/, "").split("\n");
}

function clear() {
  clearProblems();
  part("message").replaceChildren();
  part("errors").hidden = true;
  refill(part("errors-table").tBodies[0]);
}
