// /staff/: the queue in order of receipt, by stage, narrowed to whom and what one looks for; keys that move through it.
import { keepTyped, linkTo, pageUrl, queryValue, typedHere } from "../addresses.js";
import { get } from "../api.js";
import { showAttention } from "../attention.js";
import { onPress } from "../buttons.js";
import { catalogue } from "../catalogue.js";
import { DeskHomePage, openPage } from "../components/desk-page.js";
import { JobProgress } from "../components/job-progress.js";
import { showJobResults } from "../components/job-results.js";
import { PagedList } from "../components/paged-list.js";
import { RowSelection } from "../components/row-selection.js";
import { counted, h, put, refill } from "../elements.js";
import { SORTS } from "../enquiry/enquiry-rows.js";
import { rememberChange, withRecentChanges } from "../enquiry/recent-changes.js";
import { fillServices } from "../enquiry/service-filter.js";
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
  all: {
    title: "All stages",
    about: "Everything that is not completed. With a centre’s number, everything from that centre, completed or not.",
    none: ["No enquiry is open", "Every enquiry has been completed."],
  },
};
// What needs doing, asked for in a stage's place; the tiles above the queue lead here.
const KINDS = {
  unacknowledged: {
    title: "Acknowledgement late",
    about: "Received, and the time for the acknowledgement letter is over. In order of receipt.",
    none: ["No acknowledgement is late", "Every acknowledgement letter was issued in time."],
    tile: { one: "acknowledgement is late", many: "acknowledgements are late", level: "bad" },
  },
  overdue: { tile: { one: "enquiry is overdue", many: "enquiries are overdue", level: "bad" } },
  answered: {
    title: "Answers to read",
    about: "A centre or its Associate has answered your question.",
    none: ["No answer to read", "No centre has answered a question since you last wrote."],
    tile: { one: "answer to read", many: "answers to read", level: "warn" },
  },
  error: {
    title: "Errors reported",
    about: "A centre or its Associate has reported an error in the acknowledgement.",
    none: ["No error is reported", "Nobody has reported an error that is still open."],
    tile: { one: "error reported in an acknowledgement", many: "errors reported in acknowledgements", level: "warn" },
  },
  amended: {
    title: "New letter needed",
    about: "Amended since the acknowledgement letter was issued: each needs a new one.",
    none: ["No new letter is needed", "Every acknowledgement letter says what the enquiry is about now."],
    tile: { one: "amended enquiry needs a new acknowledgement", many: "amended enquiries need new acknowledgements", level: "warn" },
  },
  held: {
    title: "On hold",
    about: "Nothing is issued until the centre has answered.",
    none: ["Nothing is on hold", "No enquiry waits for an answer."],
    tile: { one: "enquiry is on hold for an answer", many: "enquiries are on hold for an answer" },
  },
};
// The same for an awarding body that accepts enquiries or declines them.
const ACCEPTING = {
  received: {
    title: "To accept",
    about: "Received and numbered; not yet accepted or declined. In order of receipt.",
    none: ["Nothing to accept", "Every enquiry that has been received has been accepted or declined."],
  },
  acknowledged: {
    title: "In review",
    about: "Accepted; the outcome and other documents are still to come. An enquiry that was amended after its letter needs a new one.",
    none: ["Nothing in review", "Every enquiry that has been accepted has been completed."],
  },
  unacknowledged: {
    title: "Acceptance late",
    about: "Received, and the time in which to accept or decline is over. In order of receipt.",
    none: ["No acceptance is late", "Every enquiry was accepted or declined in time."],
    tile: { one: "acceptance is late", many: "acceptances are late", level: "bad" },
  },
};
const ELSEWHERE = {
  statements: { one: "statement of results to print and send", many: "statements of results to print and send", page: "staff/statements/" },
  failures: { one: "delivery has failed", many: "deliveries have failed", page: "staff/failures/", level: "bad" },
};
const ABOUT = { ...KINDS, ...STAGES, overdue: { ...STAGES.overdue, ...KINDS.overdue } }; // what is overdue is a stage and counted like a kind
const NUMBER = /^\d{4}-\d{6,}$/;
const NO_SUCH_NUMBER = ["No enquiry has this number", "Check for typing mistakes: numbers look like 2206-000123."];
const NONE_FOUND = ["Nothing matches", "Look in all stages, or type less. A completed enquiry is found by its number, or in all stages together with its centre’s number."];

class QueuePage extends DeskHomePage {
  static module = "staff-queue";

  constructor(root) {
    super(root);
    this.form = this.element("find");
    this.typed = typedHere();
    this.chosen = Object.fromEntries(["service", "owner"].map((name) => [name, queryValue(name)]).filter(([, value]) => value));
    this.number = NUMBER.test(this.typed) ? this.typed : "";
    this.stage = Object.hasOwn(ABOUT, queryValue("stage")) ? queryValue("stage") : "received";
    this.accepts = false;
    this.canAcknowledge = this.stage === "received" && !this.number;
    this.lookButton = this.element("look-together");
  }

  init() {
    this.list = this.component(PagedList, {
      load: (after) => this.read(after),
      row: (each) => queueRow(each, this.canAcknowledge),
      nouns: ["enquiry", "enquiries"],
      sorts: SORTS,
      shown: () => this.listShown(),
    });
    this.selection = this.component(RowSelection, { list: this.list, changed: (ids) => this.showChosen(ids) });
    this.acknowledgement = this.component(BulkAcknowledgement, {
      begin: (letters) => this.progress.begin("staff/acknowledge", { letters }),
      ended: (job, rows) => this.endAcknowledgement(job, rows),
    });
    this.progress = this.component(JobProgress);
    this.component(QueueKeys, { list: this.list });
    onPress(this.lookButton, () => this.beginAcknowledgement());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    for (const name of ["service", "owner"]) this.form.elements[name].addEventListener("change", () => this.form.requestSubmit());
    addEventListener("popstate", () => location.reload());
  }

  async load({ organisation }) {
    const { number, stage } = this;
    showLeftMessage(this.message);
    this.showForm();
    this.showAbout();
    this.list.table.classList.toggle("queue--one-status", !number && (stage === "received" || stage === "submitted"));
    this.showStages({});
    const [job] = await Promise.all([this.lettersInWork(), this.list.start(), this.showCounts(), this.showServices(organisation.id)]); // all before anything is shown, so that nothing moves afterwards
    if (job) this.follow(job, []);
  }

  // Letters that somebody is having issued, or had issued here before the page was closed.
  lettersInWork() {
    return this.canAcknowledge ? this.progress.unfinished(["acknowledgements"]) : null;
  }

  // The words for a stage, or a kind in its place.
  words(id) {
    return (this.accepts && ACCEPTING[id]) || ABOUT[id];
  }

  showAbout() {
    const { number, stage } = this;
    const { title, about } = this.words(stage);
    this.part("about").textContent = number ? `Found by the number ${number}.` : about;
    if (!number) document.title = `${title}: ${document.title.replace(/^.*: /, "")}`;
  }

  showStages(counts, more = []) {
    const tab = (id) => {
      const { title } = this.words(id);
      const current = id === this.stage && !this.number ? "true" : null;
      const question = { ...(id === "received" ? {} : { stage: id }), ...this.chosen };
      const count = counts[id] > 0 && h("span", { class: "count" }, `${counts[id]}${more.includes(id) ? "+" : ""}`);
      return h("li", {}, h("a", { href: this.typed ? linkTo("staff/", question, this.typed) : pageUrl("staff/", question), "aria-current": current }, title, count));
    };
    const tabs = Object.keys(STAGES);
    if (!STAGES[this.stage]) tabs.push(this.stage);
    refill(this.part("stages"), tabs.map(tab));
  }

  // The counts are a convenience: a queue without them is still a queue.
  async showCounts() {
    try {
      const { counts, more, more_elsewhere: moreElsewhere, accepts } = await get("staff/attention");
      this.accepts = accepts;
      this.showAbout();
      this.showStages(counts, more);
      const kinds = Object.keys(KINDS).map((id) => ({ ...this.words(id).tile, count: counts[id], href: pageUrl("staff/", { stage: id }) }));
      const others = Object.entries(ELSEWHERE).map(([id, { page, ...tile }]) => ({ ...tile, count: counts[id], href: pageUrl(page) }));
      showAttention(this.part("kinds"), [...kinds, ...others], { none: "Nothing is late, and nobody waits for an answer from you.", more: more.length > 0 || moreElsewhere });
    } catch (fault) {
      this.part("kinds").textContent = `What needs attention could not be counted: ${fault.message}`;
    }
  }

  get narrowed() {
    return this.typed !== "" || Object.keys(this.chosen).length > 0;
  }

  showForm() {
    const { typed, owner } = this.form.elements;
    typed.value = this.typed;
    this.showOwners([]);
    owner.value = this.chosen.owner ?? "";
  }

  async showServices(body) {
    const { service } = this.form.elements;
    fillServices(service, (await catalogue(body)).routes);
    service.value = this.chosen.service ?? "";
  }

  // Goes on to what the form says, at the same stage.
  search() {
    const { typed, service, owner } = this.form.elements;
    const asked = { stage: this.stage === "received" ? "" : this.stage, service: service.value, owner: owner.value };
    keepTyped(typed.value.trim(), pageUrl("staff/", Object.fromEntries(Object.entries(asked).filter(([, value]) => value))));
    location.reload();
  }

  // Whoever has an enquiry that is shown can be chosen; also whoever was chosen and has none.
  showOwners(enquiries) {
    const { owner } = this.form.elements;
    const shown = new Map([...owner.options].map((each) => [each.value, each]));
    const named = new Map(enquiries.filter((each) => each.handler).map(({ handler }) => [handler.id, handler.name]));
    if (this.chosen.owner && !shown.has(this.chosen.owner)) named.set(this.chosen.owner, named.get(this.chosen.owner) ?? "A colleague");
    for (const [id, name] of named) {
      if (!shown.has(id)) put(owner, h("option", { value: id }, name));
      else if (shown.get(id).textContent === "A colleague") shown.get(id).textContent = name;
    }
  }

  async read(after) {
    const { stage, typed, chosen } = this;
    const { enquiries, next, more } = await get("staff/queue", { stage, typed, ...chosen, after });
    this.showOwners(enquiries);
    this.part("more-than-looked-at").hidden = !more;
    return { items: withRecentChanges(enquiries).filter((each) => this.belongs(each)), next };
  }

  // What this tab has just moved on is gone from its stage, also while the index still has it there. Kinds go over several stages.
  belongs(each) {
    if (this.number || this.stage === "all" || Object.hasOwn(KINDS, this.stage)) return true;
    return each.status === this.stage;
  }

  listShown() {
    const { items, next, isEmpty } = this.list;
    if (!this.number) saveQueueOrder({ stage: this.stage, ids: items.map((each) => each.id), next: this.narrowed ? null : next });
    this.selection.root.hidden = isEmpty || !this.canAcknowledge;
    this.selection.update();
    [this.part("none-title").textContent, this.part("none-text").textContent] = this.number ? NO_SUCH_NUMBER : this.narrowed ? NONE_FOUND : this.words(this.stage).none;
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

  async endAcknowledgement(job, rows) {
    this.part("list").hidden = false;
    this.selection.update();
    if (job) return this.follow(job, rows);
    this.lookButton.focus();
  }

  // Follows the letters to their end and says what became of them. `rows` are those of this tab that they are for.
  async follow(job, rows) {
    const done = await this.progress.follow(job);
    if (!done) return;
    const leftOut = new Set(done.left_out.map((each) => each.id));
    for (const each of rows) if (!leftOut.has(each.id)) rememberChange({ ...each, status: "acknowledged", status_text: each.acceptance ? "Accepted" : "Acknowledged" });
    await Promise.all([this.list.start(), this.showCounts()]);
    showJobResults(this.message, `${counted(done.facts.done, "enquiry is", "enquiries are")} ${this.accepts ? "accepted" : "acknowledged"}. Centres are told by e-mail.`, done, enquiryUrl);
  }
}

openPage(QueuePage);
