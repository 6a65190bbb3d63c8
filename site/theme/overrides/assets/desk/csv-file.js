// Text that the page has, saved as a file by the browser.
import { h } from "./elements.js";
import { withoutDirectionChanges } from "./typed-text.js";

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
