// The page of one invoice, with its lines, its credit notes and the PDFs.
import { queryValue } from "../addresses.js";
import { get } from "../api.js";
import { DeskPage } from "../components/desk-page.js";
import { downloadButton } from "../download-button.js";
import { h, refill } from "../elements.js";
import { showCreditNotes, showInvoiceLines, showInvoiceSummary } from "./invoice-tables.js";

export class InvoicePage extends DeskPage {
  // `path` is where the desk's invoices are in the API; `enquiryUrl(id)` is the address of an enquiry for who may open it, else null.
  constructor(root, { path, enquiryUrl }) {
    super(root);
    this.id = queryValue("id");
    this.path = path;
    this.enquiryUrl = enquiryUrl;
    this.pageTitle = document.title;
    this.invoice = null;
  }

  async load() {
    this.show((await get(`${this.path}/${encodeURIComponent(this.id)}`)).invoice);
  }

  show(invoice) {
    this.invoice = invoice;
    refill(this.title, "Invoice ", h("span", { class: "number" }, invoice.number));
    document.title = `${invoice.number}: ${this.pageTitle}`;
    this.part("demonstration").hidden = !invoice.demonstration;
    showInvoiceSummary(this.part("summary"), invoice);
    refill(this.part("paper"), downloadButton(`${invoice.number} (PDF)`, `${this.path}/${invoice.id}/link`));
    showInvoiceLines(this.part("lines"), invoice, this.enquiryUrl);
    showCreditNotes(this.part("notes"), invoice, this.path);
  }
}
