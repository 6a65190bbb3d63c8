// /desk/enquiries/: find an enquiry by candidate, note or number; filter by series, status and service.
import { get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { FilterForm } from "../components/filter-form.js";
import { PagedList } from "../components/paged-list.js";
import { h, put } from "../elements.js";
import { enquiryRow, SORTS } from "../enquiry/enquiry-rows.js";
import { withRecentChanges } from "../enquiry/recent-changes.js";
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
    this.showServices(series);
    this.filter.show(series);
    await this.list.start();
  }

  // A number means another service on another route.
  showServices(series) {
    const select = this.element("service");
    if (select.options.length > 1) return;
    const names = new Map();
    for (const { code, name } of series.flatMap((each) => each.routes).flatMap((each) => each.services)) names.set(code, (names.get(code) ?? new Set()).add(name));
    put(select, [...names].map(([code, all]) => h("option", { value: code }, `${code} ${[...all].join(" / ")}`)));
  }
}

openPage(EnquiriesPage);
