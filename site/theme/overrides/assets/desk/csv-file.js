// CSV files: chosen by somebody and read here, or made here and saved by the browser.
import { counted, h } from "./elements.js";
import { withoutDirectionChanges } from "./typed-text.js";

const MARKS = [[0xff, 0xfe, "utf-16le"], [0xfe, 0xff, "utf-16be"]]; // how text in UTF-16 begins

// The text of a file, and what to say of it. Spreadsheets on Windows still save CSV in the machine's old encoding, or as UTF-16: read as
// UTF-8 only what is UTF-8.
export async function readCsv(file) {
  const bytes = await file.arrayBuffer();
  let note = "";
  let text = "";
  const marked = MARKS.find(([first, second]) => new Uint8Array(bytes)[0] === first && new Uint8Array(bytes)[1] === second);
  try {
    text = new TextDecoder(marked?.[2] ?? "utf-8", { fatal: true }).decode(bytes);
    if (marked) note = " It was read as UTF-16.";
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
    note = " It is not UTF-8 and was read as Windows text: check the names with accents below.";
  }
  if (bytes.byteLength === 0) note = " It is empty.";
  return { text, said: `${file.name}: ${counted(linesOf(text).length, "line")}.${note}` };
}

// Leads to a line of the text in a box, numbered from 1, and selects it.
export function selectLine(box, number) {
  const lines = linesOf(box.value);
  const start = lines.slice(0, number - 1).reduce((sum, each) => sum + each.length + 1, 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0));
  box.scrollTop = Math.max(0, (box.scrollHeight / lines.length) * (number - 3));
}

function linesOf(text) {
  return text.replace(/\n$/, "").split("\n");
}

// CSV in UTF-8 with the mark that spreadsheets on Windows need to read it as that.
export function saveCsv(name, csv) {
  const url = URL.createObjectURL(new Blob(["\ufeff", withoutDirectionChanges(csv)], { type: "text/csv;charset=utf-8" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// A file that the desk made: its name and type, and its content as text or in base64.
export function saveFile({ name, type, text, base64 }) {
  const content = base64 === undefined ? text : Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
