// /desk/invoice/ and /associate/invoice/: one invoice with its lines, its credit notes and the PDFs.
import { get } from "./calls.js";
import { billSummary, fillLines, paperButton, showNotes } from "./bills.js";
import { asked, openDesk, page } from "./desk.js";
import { part, refill } from "./elements.js";
import { DESK } from "./session.js";

const FOLDER = DESK === "associate" ? "associate" : "desk";
const BASE = DESK === "associate" ? "associate/invoices" : "invoices";

openDesk(async () => {
  const { invoice } = await get(`${BASE}/${encodeURIComponent(asked("id"))}`);
  document.querySelector("article h1").textContent = `Invoice ${invoice.number}`;
  document.title = `${invoice.number}: ${document.title}`;
  part("demonstration").hidden = !invoice.demonstration;
  billSummary(part("summary"), invoice);
  refill(part("paper"), paperButton(invoice.number, `${BASE}/${invoice.id}/link`));
  fillLines(part("lines"), invoice, (id) => page(`${FOLDER}/enquiry/`, { id }));
  showNotes(part("notes"), invoice, BASE);
});
