// /staff/invoices/: what has been issued for a series; finance staff run its invoices here; the ledger as CSV.
import { queryValue } from "../addresses.js";
import { get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { catalogue } from "../catalogue.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { JobProgress } from "../components/job-progress.js";
import { PagedList } from "../components/paged-list.js";
import { saveCsv } from "../csv-file.js";
import { mayAct } from "../current-user.js";
import { confirmed } from "../dialogs.js";
import { counted, h, put, refill } from "../elements.js";
import { ruleText } from "../error-summary.js";
import { countedInvoices, invoiceRow, totalOf } from "../invoices/invoice-tables.js";
import { showSuccess, showTrouble } from "../notices.js";

class StaffInvoicesPage extends DeskPage {
  static module = "staff-invoices";

  constructor(root) {
    super(root);
    this.series = this.element("series");
    this.runButton = this.element("run");
    this.ledgerButton = this.element("ledger");
  }

  init() {
    this.list = this.component(PagedList, {
      load: (after) => this.read(after),
      row: (each) => invoiceRow(each, "staff"),
      nouns: ["invoice", "invoices"],
      shown: () => this.listShown(),
    });
    this.progress = this.component(JobProgress);
    this.series.addEventListener("change", () => {
      history.replaceState(null, "", `?series=${this.series.value}`);
      this.message.replaceChildren();
      this.list.restart();
    });
    onPress(this.runButton, () => this.run());
    onPress(this.ledgerButton, () => this.saveLedger());
  }

  async load(me) {
    const { series } = await catalogue(me.organisation.id);
    if (this.series.options.length === 0) put(this.series, series.map((each) => h("option", { value: each.id }, each.title)));
    this.series.value = queryValue("series"); // nothing is chosen where the address names no series: then the answer names the one to invoice
    await this.list.start();
    if (!mayAct(me, "bill")) return;
    const running = await this.progress.unfinished(["invoices"]);
    if (running) this.follow(running);
  }

  get seriesTitle() {
    return this.series.selectedOptions[0].textContent;
  }

  async read(after) {
    const answer = await get("staff/invoices", { series: this.series.value, after });
    this.series.value ||= answer.series.id;
    this.showMonths(answer);
    return { items: answer.invoices, next: answer.next };
  }

  listShown() {
    const { items, next, isEmpty } = this.list;
    this.ledgerButton.hidden = isEmpty;
    refill(this.part("total"), !isEmpty && [next ? "Those shown come to " : "Together they come to ", h("strong", {}, totalOf(items)), "."]);
  }

  // From when on the series is invoiced, or why it cannot be run now: a refusal before that day says the day itself.
  showMonths({ invoicing, refused, may_bill: may }) {
    refill(this.part("months"), `${this.seriesTitle} is invoiced from `, h("strong", {}, invoicing.from_text), ". ", invoicing.source && h("span", { class: "source" }, `Source: ${invoicing.source}.`));
    refill(this.part("refused"), refused.map((each) => h("p", {}, each.message, ruleText(each))));
    this.part("refused").hidden = refused.length === 0;
    this.part("months").hidden = refused.some((each) => each.code === "invoices_too_early");
    this.runButton.hidden = !may || refused.length > 0;
  }

  async run() {
    this.message.replaceChildren();
    const title = this.seriesTitle;
    this.part("run-title").textContent = `Run the invoices of ${title}?`;
    if (!(await confirmed(this.element("run-dialog")))) return;
    try {
      await this.follow(await this.progress.begin("staff/invoices/run", { series: this.series.value }));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      await this.list.start();
      showTrouble(this.message, fault.message);
    }
  }

  // Follows a run to its end; somebody may have begun it before this page was opened.
  async follow(job) {
    this.runButton.disabled = true;
    const done = await this.progress.follow(job).finally(() => (this.runButton.disabled = false));
    if (!done) return;
    await this.list.start();
    const { invoices, unpriced } = done.facts;
    const title = done.about.title;
    const issued = invoices > 0 ? `${countedInvoices(invoices)} issued for ${title}. Centres are told by e-mail.` : `Nothing to invoice for ${title}: every finished enquiry has been invoiced.`;
    showSuccess(this.message, issued, unpriced > 0 && ` ${counted(unpriced, "finished enquiry", "finished enquiries")} cannot be invoiced until the catalogue has a price.`);
  }

  async saveLedger() {
    const portions = [];
    let after = "";
    do {
      const answer = await get("staff/ledger", { series: this.series.value, after });
      portions.push(answer.csv);
      after = answer.next;
    } while (after);
    saveCsv(`ledger-${this.series.value}.csv`, portions.join(""));
  }
}

openPage(StaffInvoicesPage);
