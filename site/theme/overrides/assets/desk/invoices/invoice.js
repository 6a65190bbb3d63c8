// /desk/invoice/ and /associate/invoice/: an invoice to one's own centre or Associate.
import { pageUrl } from "../addresses.js";
import { DESK } from "../session.js";
import { InvoicePage } from "./invoice-page.js";
import { openPage } from "../components/desk-page.js";

class OwnInvoicePage extends InvoicePage {
  static module = "invoice";

  constructor(root) {
    const [path, folder] = DESK === "associate" ? ["associate/invoices", "associate"] : ["invoices", "desk"];
    super(root, { path, enquiryUrl: (id) => pageUrl(`${folder}/enquiry/`, { id }) });
  }
}

openPage(OwnInvoicePage);
