// /associate/: what waits for the Associate's approval, with the centre and the time left; approve those chosen; and what there is to release.
import { pageUrl } from "../addresses.js";
import { get } from "../api.js";
import { showAttention } from "../attention.js";
import { onPress } from "../buttons.js";
import { DeskHomePage, openPage } from "../components/desk-page.js";
import { JobProgress } from "../components/job-progress.js";
import { showJobResults } from "../components/job-results.js";
import { PagedList } from "../components/paged-list.js";
import { RowSelection } from "../components/row-selection.js";
import { confirmed } from "../dialogs.js";
import { counted } from "../elements.js";
import { SORTS } from "../enquiry/enquiry-rows.js";
import { showLeftMessage } from "../notices.js";
import { approvalRow, countedCentres, enquiryUrl } from "./enquiry-rows.js";

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
    this.progress = this.component(JobProgress);
    onPress(this.approveButton, () => this.approveChosen());
  }

  async load() {
    showLeftMessage(this.message);
    const [job] = await Promise.all([this.progress.unfinished(["approvals"]), this.list.start(), this.showCounts()]); // all before anything is shown, so that nothing moves afterwards
    if (job) this.list.withTrouble(() => this.follow(job));
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
    // The version is that of the row that was looked at: what changed since is refused.
    const enquiries = chosen.map(({ id, version }) => ({ id, version }));
    await this.list.withTrouble(async () => this.follow(await this.progress.begin("associate/approve", { enquiries }), chosen));
  }

  // Follows the approvals to their end and says what became of them. `chosen` are the rows of this tab that they are for.
  async follow(job, chosen = []) {
    const done = await this.progress.follow(job);
    if (!done) return;
    await Promise.all([this.list.start(), this.showCounts()]);
    const centres = chosen.length === done.facts.done && chosen.length > 0 ? countedCentres(chosen) : "their centres";
    showJobResults(this.message, `${counted(done.facts.done, "enquiry is", "enquiries are")} approved and sent on, on behalf of ${centres}.`, done, enquiryUrl);
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

openPage(ApprovalPage);
