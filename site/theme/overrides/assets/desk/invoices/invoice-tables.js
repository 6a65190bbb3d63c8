// Invoices and credit notes as lines of a list, an invoice's lines and its credit notes, and the PDF of either. The same at every desk.
import { pageUrl } from "../addresses.js";
import { formatDay, timeElement } from "../dates.js";
import { downloadButton } from "../download-button.js";
import { counted, h, money, numberAndName, refill, summaryList } from "../elements.js";
import { demonstrationMark } from "../enquiry/fee.js";
import { fillRows, row } from "../tables.js";

// `desk` is the folder of the desk whose page shows it: desk, associate or staff. Staff read one series at a time, and see who is invoiced.
export function invoiceRow(each, desk) {
  const ofSeries = desk === "staff";
  const credit = each.kind === "credit_note";
  return row([
    ["Number", [h("a", { href: pageUrl(`${desk}/invoice/`, { id: each.id }), class: "number" }, each.number), credit && h("span", { class: "aside" }, `Credit note on ${each.invoice_number}`)]],
    ofSeries && ["Invoiced", each.to],
    ["Centre", centreOf(each)],
    !ofSeries && ["Series", each.series.title],
    ["Issued", shortDay(each.issued_at)],
    ["Lines", credit ? "" : [each.lines, each.waived > 0 && h("span", { class: "aside" }, `${each.waived} waived`)], "count"],
    ["Amount", amount(each.total, each.demonstration), "amount"],
  ]);
}

// What the documents of a list come to, credit notes taken off: counted in hundredths, which add up exactly.
export function totalOf(items) {
  const hundredths = items.reduce((sum, each) => sum + Math.round(Number(each.total.amount) * 100), 0);
  const value = { amount: (hundredths / 100).toFixed(2), currency: items[0].total.currency };
  return amount(value, items.some((each) => each.demonstration));
}

// What stands above the lines of an invoice: who is invoiced, for what, and what is left to pay.
export function showInvoiceSummary(place, each) {
  refill(
    place,
    summaryList([
      ["Invoiced", each.for_associate ? [each.to, h("span", { class: "aside" }, "Associate of the centre")] : each.to],
      ["Centre", centreOf(each)],
      ["Series", each.series.title],
      ["Issued", timeElement(each.issued_at)],
      ["Total", amount(each.total, each.demonstration)],
      each.credited && ["Less credit notes", amount(each.credited, each.demonstration)],
      each.credited && ["Left to pay", h("strong", {}, amount(each.owing, each.demonstration))],
    ]),
  );
}

// `enquiryUrl` gives the address of an enquiry for who may open it, else null.
export function showInvoiceLines(table, each, enquiryUrl) {
  fillRows(
    table,
    each.items.map((line) => {
      const url = enquiryUrl(line.enquiry);
      return row([
        ["Line", `${line.place}`],
        ["Enquiry", h(url ? "a" : "span", { href: url, class: "number" }, line.number)],
        ["Candidate", h("span", { class: "number" }, line.candidate)],
        ["Syllabus", h("span", { class: "number" }, line.syllabus)],
        ["For", [line.what, line.why && h("span", { class: "aside" }, line.waived && [h("span", { class: "tag tag--good" }, "Waived"), " "], line.why)]],
        ["Fee", money(line.fee), "amount"],
        ["Charged", money(line.charged), "amount"],
      ]);
    }),
  );
}

export function showCreditNotes(place, each, base) {
  refill(
    place,
    each.credit_notes.map((note) =>
      h(
        "li",
        {},
        h("span", {}, downloadButton(`${note.number} (PDF)`, `${base}/${each.id}/link?credit=${note.turn}`), h("span", { class: "aside" }, `Line ${note.line}, enquiry ${note.enquiry_number}: ${note.why}`)),
        h("span", { class: "hint" }, amount(note.amount, each.demonstration), ", ", shortDay(note.issued_at)),
      ),
    ),
    each.credit_notes.length === 0 && h("li", {}, h("span", { class: "hint" }, "There are none.")),
  );
}

export function countedInvoices(count) {
  return `${counted(count, "invoice")} ${count === 1 ? "is" : "are"}`;
}

function amount(value, demonstration) {
  return h("span", {}, h("span", { class: "number" }, money(value)), demonstration && [" ", demonstrationMark()]);
}

function centreOf({ centre }) {
  return numberAndName(centre);
}

function shortDay(iso) {
  return h("time", { datetime: iso, class: "number" }, formatDay(iso.slice(0, 10)));
}
