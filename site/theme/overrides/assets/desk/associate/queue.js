// /associate/: what waits for the Associate's approval, with the centre and the time left; approve those chosen; and what there is to release.
import { pageUrl } from "../addresses.js";
import { call, get, Refusal } from "../api.js";
import { showAttention } from "../attention.js";
import { onPress } from "../buttons.js";
import { showBulkResults } from "../components/bulk-results.js";
import { DeskHomePage, openPage } from "../components/desk-page.js";
import { PagedList } from "../components/paged-list.js";
import { RowSelection } from "../components/row-selection.js";
import { confirmed } from "../dialogs.js";
import { counted } from "../elements.js";
import { SORTS } from "../enquiry/enquiry-rows.js";
import { showLeftMessage } from "../notices.js";
import { approvalRow, countedCentres, enquiryUrl } from "./enquiry-rows.js";

const SENT_ON = ["submitted", "pending", "received"]; // the statuses of what was approved

const KINDS = [
  { kind: "closing", one: "must be sent on within two days", many: "must be sent on within two days", level: "bad" },
  { kind: "to_approve", one: "enquiry to approve", many: "enquiries to approve", level: "warn" },
  { kind: "to_release", one: "enquiry with documents to release", many: "enquiries with documents to release", level: "warn" },
  { kind: "question", one: "question waits for your answer", many: "questions wait for your answer", level: "warn" },
  { kind: "error", one: "error reported by a centre", many: "errors reported by centres", level: "warn" },
  { kind: "change", one: "change for you to agree to", many: "changes for you to agree to", level: "warn" },
  { kind: "late", one: "enquiry is later than promised", many: "enquiries are later than promised" },
];

class ApprovalPage extends DeskHomePage {
  static module = "associate-queue";

  constructor(root) {
    super(root);
    this.approveButton = this.element("approve");
  }

  init() {
    this.list = this.component(PagedList, {
      load: async (after) => {
        const { enquiries, next } = await get("associate/queue", { after });
        return { items: enquiries, next };
      },
      row: approvalRow,
      nouns: ["enquiry", "enquiries"],
      sorts: SORTS,
      shown: ({ isEmpty }) => {
        this.selection.root.hidden = isEmpty;
        this.selection.update();
      },
    });
    this.selection = this.component(RowSelection, { list: this.list, changed: (ids) => this.showChosen(ids) });
    onPress(this.approveButton, () => this.approveChosen());
  }

  async load() {
    showLeftMessage(this.message);
    await Promise.all([this.list.start(), this.showCounts()]); // both before anything is shown, so that nothing moves afterwards
  }

  showChosen(ids) {
    this.approveButton.disabled = ids.length === 0;
    this.approveButton.textContent = ids.length ? `Approve ${ids.length}` : "Approve";
  }

  async approveChosen() {
    const { items: chosen } = this.selection;
    if (chosen.length === 0) return;
    this.part("approve-count").textContent = `${counted(chosen.length, "enquiry", "enquiries")} of ${countedCentres(chosen)}`;
    if (!(await confirmed(this.element("approve-dialog")))) return;
    const failed = [];
    for (const [index, each] of chosen.entries()) {
      this.selection.say(`Approving ${index + 1} of ${chosen.length}…`);
      const problems = await approve(each);
      if (problems) failed.push({ each, problems });
    }
    await Promise.all([this.list.start(), this.showCounts()]);
    const done = chosen.length - failed.length;
    const centres = done === chosen.length ? countedCentres(chosen) : "their centres";
    showBulkResults(this.message, done > 0 && `${counted(done, "enquiry is", "enquiries are")} approved and sent on, on behalf of ${centres}.`, failed, enquiryUrl);
  }

  // A convenience: the lists find the same.
  async showCounts() {
    const place = this.part("kinds");
    try {
      const { counts, more } = await get("associate/attention");
      const status = (kind) => pageUrl("associate/enquiries/", { status: kind });
      const hrefs = { to_approve: "#queue", to_release: pageUrl("associate/enquiries/", { release: "any" }) };
      showAttention(place, KINDS.map((each) => ({ ...each, count: counts[each.kind], href: hrefs[each.kind] ?? status(each.kind) })), { none: "Nothing waits for you.", more });
    } catch (fault) {
      place.textContent = `What waits for you could not be counted: ${fault.message}`;
    }
  }
}

// null where it went through. The version is that of the row that was looked at: what changed since is refused. Where the answer got
// lost, the enquiry says whether it was sent on.
async function approve({ id, version }) {
  try {
    await call("POST", `associate/enquiries/${id}/approve`, { version });
    return null;
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    const fresh = fault.lost ? await get(`associate/enquiries/${id}`).catch(() => null) : null;
    return fresh && SENT_ON.includes(fresh.enquiry.status) ? null : fault.problems;
  }
}

openPage(ApprovalPage);
