// /staff/invoice/: one invoice as issued. Finance staff correct a line by a credit note; the invoice itself does not change.
import { pageUrl } from "../addresses.js";
import { call } from "../api.js";
import { FieldsForm } from "../components/form.js";
import { mayAct } from "../current-user.js";
import { h, money, put, refill } from "../elements.js";
import { InvoicePage } from "../invoices/invoice-page.js";
import { showSuccess } from "../notices.js";
import { openPage } from "../components/desk-page.js";

class StaffInvoicePage extends InvoicePage {
  static module = "staff-invoice";

  constructor(root) {
    super(root, { path: "staff/invoices", enquiryUrl: (id) => (this.mayOpen ? pageUrl("staff/enquiry/", { id }) : null) });
    this.mayOpen = false;
  }

  init() {
    this.credit = this.component(CreditNoteForm, this);
  }

  async load(me) {
    this.mayOpen = mayAct(me, "handle");
    await super.load(me);
    this.credit.root.hidden = !mayAct(me, "bill");
    if (this.credit.restore()) this.credit.root.open = true;
  }

  show(invoice) {
    super.show(invoice);
    this.credit.showLines(invoice);
  }
}

class CreditNoteForm extends FieldsForm {
  static module = "credit-note-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.prefix = "credit-";
    this.line = this.element("credit-line");
  }

  get storageKey() {
    return `credit.${this.page.id}`;
  }

  get values() {
    return { line: Number(this.line.value), amount: this.element("credit-amount").value.trim(), reason: this.element("credit-reason").value.trim() };
  }

  showLines({ items }) {
    const chosen = this.line.value;
    const left = items.filter((each) => Number(each.left.amount) > 0);
    refill(this.line, h("option", { value: "" }, "Choose a line"));
    put(this.line, left.map((each) => h("option", { value: each.place }, `${each.place}: ${each.number}, ${each.what}. ${money(each.left)} left`)));
    this.line.value = chosen;
    if (this.line.selectedIndex === -1) this.line.value = "";
  }

  send(values) {
    const { id, version } = this.page.invoice;
    return call("POST", `${this.page.path}/${id}/credits`, { version, ...values });
  }

  stored({ invoice }) {
    this.page.show(invoice);
    this.form.reset();
    this.root.open = false;
    showSuccess(this.page.message, `Credit note ${invoice.credit_notes.at(-1).number} is issued. The centre is told by e-mail.`);
    this.page.message.scrollIntoView({ block: "center" });
  }
}

openPage(StaffInvoicePage);
