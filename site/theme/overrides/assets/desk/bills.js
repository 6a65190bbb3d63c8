// Invoices and credit notes as lines of a list, an invoice's lines and its credit notes, and the PDF of either. The same at every desk.
import { Refusal, call } from "./calls.js";
import { page } from "./desk.js";
import { counted, h, money, put, refill, summaryList } from "./elements.js";
import { demonstrationMark } from "./fee.js";
import { announce, once } from "./forms.js";
import { fillRows, row } from "./tables.js";
import { day, timeElement } from "./when.js";

// `desk` is the folder of the desk whose page shows it: desk, associate or staff.
export function billRow(each, desk, payer = false) {
  const credit = each.kind === "credit_note";
  return row([
    ["Number", [h("a", { href: page(`${desk}/invoice/`, { id: each.id }), class: "number" }, each.number), credit && h("span", { class: "aside" }, `Credit note on ${each.invoice_number}`)]],
    payer && ["Invoiced", each.to],
    ["Centre", centreOf(each)],
    ["Series", each.series.title],
    ["Issued", dayOf(each.issued_at)],
    ["Lines", credit ? "" : [each.lines, each.waived > 0 && h("span", { class: "aside" }, `${each.waived} waived`)], "count"],
    ["Amount", amount(each.total, each.demonstration), "amount"],
  ]);
}

export function fillBills(table, pager, items, { first, next }, lineOf) {
  if (first) fillRows(table, items.map(lineOf));
  else put(table.tBodies[0], items.map(lineOf));
  table.parentElement.hidden = first && items.length === 0;
  pager.hidden = !next;
  if (!first) announce(`${items.length} more shown.`);
}

// What the documents of a list come to, credit notes taken off: counted in hundredths, which add up exactly.
export function together(items) {
  const hundredths = items.reduce((sum, each) => sum + Math.round(Number(each.total.amount) * 100), 0);
  const value = { amount: (hundredths / 100).toFixed(2), currency: items[0].total.currency };
  return amount(value, items.some((each) => each.demonstration));
}

// What stands above the lines of an invoice: who is invoiced, for what, and what is left to pay.
export function billSummary(place, each) {
  refill(
    place,
    summaryList([
      ["Invoiced", each.for_associate ? [each.to, h("span", { class: "aside" }, "Associate of the centre")] : each.to],
      ["Centre", centreOf(each)],
      ["Series", each.series.title],
      ["Issued", timeElement(each.issued_at)],
      ["Total", amount(each.total, each.demonstration)],
      each.credited && ["Given back by credit notes", amount(each.credited, each.demonstration)],
      each.credited && ["Left to pay", h("strong", {}, amount(each.owing, each.demonstration))],
    ]),
  );
}

// `enquiryAt` gives the address of an enquiry for who may open it, else null.
export function fillLines(table, each, enquiryAt) {
  fillRows(
    table,
    each.items.map((line) => {
      const address = enquiryAt(line.enquiry);
      return row([
        ["Line", `${line.place}`],
        ["Enquiry", h(address ? "a" : "span", { href: address, class: "number" }, line.number)],
        ["Candidate", h("span", { class: "number" }, line.candidate)],
        ["Syllabus", h("span", { class: "number" }, line.syllabus)],
        ["For", [line.what, line.why && h("span", { class: "aside" }, line.waived && [h("span", { class: "tag tag--good" }, "Waived"), " "], line.why)]],
        ["Fee", money(line.fee), "amount"],
        ["Charged", money(line.charged), "amount"],
      ]);
    }),
  );
}

export function showNotes(place, each, base) {
  refill(
    place,
    each.credit_notes.map((note) =>
      h(
        "li",
        {},
        h("span", {}, paperButton(note.number, `${base}/${each.id}/link?credit=${note.turn}`), h("span", { class: "aside" }, `Line ${note.line}, enquiry ${note.enquiry_number}: ${note.why}`)),
        h("span", { class: "hint" }, amount(note.amount, each.demonstration), ", ", dayOf(note.issued_at)),
      ),
    ),
    each.credit_notes.length === 0 && h("li", {}, h("span", { class: "hint" }, "There are none.")),
  );
}

// Brings the PDF. It is made within moments of the issue; until then the desk says so.
export function paperButton(name, path) {
  const trouble = h("span", { class: "field-error", role: "alert" });
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, h("span", { class: "visually-hidden" }, "Download "), `${name} (PDF)`);
  once(button, async () => {
    trouble.textContent = "";
    try {
      location.assign((await call("POST", path, undefined, { repeatable: true })).url);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      trouble.textContent = fault.message;
    }
  });
  return h("span", {}, button, trouble);
}

export function countedBills(count) {
  return `${counted(count, "invoice")} ${count === 1 ? "is" : "are"}`;
}

function amount(value, demonstration) {
  return h("span", {}, h("span", { class: "number" }, money(value)), demonstration && [" ", demonstrationMark()]);
}

function centreOf({ centre: { number, name } }) {
  return [h("span", { class: "number" }, number), ` ${name}`];
}

function dayOf(iso) {
  return h("time", { datetime: iso, class: "number" }, day(iso.slice(0, 10)));
}
