// /desk/enquiries/: find an enquiry by candidate, note or number; filter by series, status and service.
import { get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { FilterForm } from "../components/filter-form.js";
import { PagedList } from "../components/paged-list.js";
import { enquiryRow, SORTS } from "../enquiry/enquiry-rows.js";
import { withRecentChanges } from "../enquiry/recent-changes.js";
import { fillServices } from "../enquiry/service-filter.js";
import { showLeftMessage } from "../notices.js";

class EnquiriesPage extends DeskPage {
  static module = "enquiries";

  init() {
    this.filter = this.component(FilterForm, { apply: () => this.list.restart() });
    this.list = this.component(PagedList, {
      load: async (after) => {
        const { enquiries, next } = await get("enquiries", { ...this.filter.values, after });
        return { items: withRecentChanges(enquiries), next };
      },
      row: enquiryRow,
      nouns: ["enquiry", "enquiries"],
      sorts: SORTS,
      narrowed: () => this.filter.narrowed,
    });
  }

  async load() {
    showLeftMessage(this.message);
    const { series } = await get("series");
    fillServices(this.element("service"), series.flatMap((each) => each.routes));
    this.filter.show(series);
    await this.list.start();
  }
}

openPage(EnquiriesPage);
