// /desk/extensions/: what the awarding body extended the centre's enquiries to, by series. Nobody asks for one here.
import { get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { FilterForm } from "../components/filter-form.js";
import { PagedList } from "../components/paged-list.js";
import { timeElement } from "../dates.js";
import { h, refill } from "../elements.js";
import { enquiryLink, statusCell, subjectLinks, syllabusCell } from "../enquiry/enquiry-rows.js";
import { originalLink, rulesOnExtensions } from "../enquiry/extensions.js";
import { withRecentChanges } from "../enquiry/recent-changes.js";
import { row } from "../tables.js";

class ExtensionsPage extends DeskPage {
  static module = "extensions";

  init() {
    this.filter = this.component(FilterForm, { apply: () => this.list.restart() });
    this.list = this.component(PagedList, {
      load: async (after) => {
        const { enquiries, next, rules } = await get("extensions", { ...this.filter.values, after });
        if (rules) this.showRules(rules); // with the first page
        return { items: withRecentChanges(enquiries), next };
      },
      row: extensionRow,
      nouns: ["extension", "extensions"],
      narrowed: () => this.filter.narrowed,
    });
  }

  async load() {
    this.filter.show((await get("series")).series);
    await this.list.start();
  }

  // Each awarding body has its own, and some have none.
  showRules(bodies) {
    this.part("rules").hidden = bodies.length === 0;
    refill(this.part("rules-of-bodies"), bodies.flatMap((each) => [h("h3", {}, each.body), ...rulesOnExtensions([each])]));
  }
}

function extensionRow(each) {
  return row([
    ["Enquiry", enquiryLink(each)],
    ["Candidate", subjectLinks(each)],
    ["Syllabus", syllabusCell(each)],
    ["Service", each.service.code],
    ["Status", statusCell(each)],
    ["Extension of", originalLink(each, "desk/enquiry/")],
    ["Begun", timeElement(each.submitted_at)],
  ]);
}

openPage(ExtensionsPage);
