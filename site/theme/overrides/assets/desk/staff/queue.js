// /staff/: the queue in order of receipt, by stage; an enquiry found by its number; keys that move through it.
import { pageUrl, queryValue } from "../addresses.js";
import { get } from "../api.js";
import { onPress } from "../buttons.js";
import { showBulkResults } from "../components/bulk-results.js";
import { DeskHomePage, openPage } from "../components/desk-page.js";
import { PagedList } from "../components/paged-list.js";
import { RowSelection } from "../components/row-selection.js";
import { counted, h, refill } from "../elements.js";
import { withRecentChanges } from "../enquiry/recent-changes.js";
import { showLeftMessage } from "../notices.js";
import { BulkAcknowledgement } from "./bulk-acknowledgement.js";
import { QueueKeys } from "./queue-keys.js";
import { enquiryUrl, saveQueueOrder } from "./queue-order.js";
import { queueRow } from "./queue-rows.js";

const STAGES = {
  received: {
    title: "To acknowledge",
    about: "Received and numbered; the acknowledgement letter has not been issued. In order of receipt.",
    none: ["Nothing to acknowledge", "Every enquiry that has been received has been acknowledged."],
  },
  acknowledged: {
    title: "In review",
    about: "Acknowledged; marks, outcome letter and copies of scripts are still to come. An enquiry that was amended after its letter needs a new acknowledgement.",
    none: ["Nothing in review", "Every enquiry that has been acknowledged has been completed."],
  },
  submitted: {
    title: "Waiting for a number",
    about: "Numbers are given automatically within minutes of submission. If an enquiry stays here, look under Failed deliveries.",
    none: ["No enquiry is waiting", "Every submitted enquiry has its number."],
  },
  overdue: {
    title: "Overdue",
    about: "Past the promised date, the oldest first.",
    none: ["Nothing is overdue", "Every enquiry is within its promised time."],
  },
};
const NO_SUCH_NUMBER = ["No enquiry has this number", "Check for typing mistakes: numbers look like 2206-000123."];
const PAGE_SIZE = 50; // a stage's overdue are counted as far as one page goes

class QueuePage extends DeskHomePage {
  static module = "staff-queue";

  constructor(root) {
    super(root);
    this.number = queryValue("number").trim();
    this.stage = Object.hasOwn(STAGES, queryValue("stage")) ? queryValue("stage") : "received";
    this.canAcknowledge = this.stage === "received" && !this.number;
    this.lookButton = this.element("look-together");
  }

  init() {
    this.list = this.component(PagedList, {
      load: (after) => this.read(after),
      row: (each) => queueRow(each, this.canAcknowledge),
      nouns: ["enquiry", "enquiries"],
      shown: () => this.listShown(),
    });
    this.selection = this.component(RowSelection, { list: this.list, changed: (ids) => this.showChosen(ids) });
    this.acknowledgement = this.component(BulkAcknowledgement, { ended: (issued, failed) => this.endAcknowledgement(issued, failed) });
    this.component(QueueKeys, { list: this.list });
    onPress(this.lookButton, () => this.beginAcknowledgement());
  }

  async load() {
    const { number, stage } = this;
    showLeftMessage(this.message);
    this.element("number").value = number;
    this.part("about").textContent = number ? `Found by the number ${number}` : STAGES[stage].about;
    if (!number) document.title = `${STAGES[stage].title}: ${document.title.replace(/^.*: /, "")}`;
    this.list.table.classList.toggle("queue--one-status", !number && (stage === "received" || stage === "submitted"));
    this.showStages();
    await this.list.start();
    if (stage !== "overdue" && !number) this.countOverdue();
  }

  showStages(overdue = null) {
    const tab = ([id, { title }]) => {
      const current = id === this.stage && !this.number ? "true" : null;
      const count = id === "overdue" && overdue && h("span", { class: "count" }, overdue);
      return h("li", {}, h("a", { href: pageUrl("staff/", id === "received" ? {} : { stage: id }), "aria-current": current }, title, count));
    };
    refill(this.part("stages"), Object.entries(STAGES).map(tab));
  }

  // The number beside the tab is a convenience: a queue without it is still a queue.
  async countOverdue() {
    try {
      const { enquiries } = await get("staff/queue", { stage: "overdue" });
      this.showStages(enquiries.length ? `${enquiries.length}${enquiries.length >= PAGE_SIZE ? "+" : ""}` : null);
    } catch {
      this.showStages();
    }
  }

  async read(after) {
    const { number, stage } = this;
    const { enquiries, next } = await get("staff/queue", number ? { number } : { stage, after });
    return { items: withRecentChanges(enquiries).filter((each) => this.belongs(each)), next };
  }

  // What this tab has just moved on is gone from its stage, also while the index still has it there.
  belongs(each) {
    return this.number || (this.stage === "overdue" ? each.overdue : each.status === this.stage);
  }

  listShown() {
    const { items, next, isEmpty } = this.list;
    if (!this.number) saveQueueOrder({ stage: this.stage, ids: items.map((each) => each.id), next });
    this.selection.root.hidden = isEmpty || !this.canAcknowledge;
    this.selection.update();
    [this.part("none-title").textContent, this.part("none-text").textContent] = this.number ? NO_SUCH_NUMBER : STAGES[this.stage].none;
  }

  showChosen(ids) {
    this.lookButton.disabled = ids.length === 0;
    this.lookButton.textContent = ids.length > 1 ? `Preview ${ids.length} letters` : "Preview letter";
  }

  async beginAcknowledgement() {
    this.message.replaceChildren();
    const { items } = this.selection;
    this.selection.say("Making the first letter…");
    await this.acknowledgement.begin(items);
    this.part("list").hidden = true;
  }

  async endAcknowledgement(issued, failed) {
    this.part("list").hidden = false;
    this.selection.update();
    if (issued.length + failed.length === 0) return this.lookButton.focus();
    await this.list.start();
    showBulkResults(this.message, issued.length > 0 && `${counted(issued.length, "enquiry is", "enquiries are")} acknowledged. Centres are told by e-mail.`, failed, enquiryUrl);
  }
}

openPage(QueuePage);
