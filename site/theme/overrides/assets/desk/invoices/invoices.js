// /desk/invoices/ and /associate/invoices/: the invoices and credit notes to one's own centre or Associate, newest first.
import { get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { FilterForm } from "../components/filter-form.js";
import { PagedList } from "../components/paged-list.js";
import { h, refill } from "../elements.js";
import { DESK } from "../session.js";
import { invoiceRow } from "./invoice-tables.js";

class InvoicesPage extends DeskPage {
  static module = "invoices";

  init() {
    const [path, folder] = DESK === "associate" ? ["associate/invoices", "associate"] : ["invoices", "desk"];
    this.filter = this.component(FilterForm, { apply: () => this.list.restart() });
    this.list = this.component(PagedList, {
      load: async (after) => {
        const { invoices, next } = await get(path, { ...this.filter.values, after });
        return { items: invoices, next };
      },
      row: (each) => invoiceRow(each, folder),
      nouns: ["invoice", "invoices"],
      narrowed: () => this.filter.narrowed,
    });
  }

  async load({ organisation }) {
    const through = DESK === "associate" ? [] : organisation.bodies.map((each) => each.associate?.name).filter(Boolean);
    if (through.length) {
      refill(this.part("through-who"), h("strong", {}, [...new Set(through)].join(", ")));
      this.part("through").hidden = false;
    }
    this.filter.show((await get("series")).series);
    await this.list.start();
  }
}

openPage(InvoicesPage);
