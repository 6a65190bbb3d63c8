// /staff/statements/: updated statements of results in the order in which they were made; each opened for printing, and marked as sent, many at once.
import { pageUrl, queryValue } from "../addresses.js";
import { call, get } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { JobProgress } from "../components/job-progress.js";
import { showJobResults } from "../components/job-results.js";
import { PagedList } from "../components/paged-list.js";
import { RowSelection, selectable } from "../components/row-selection.js";
import { confirmed } from "../dialogs.js";
import { counted, h, numberAndName, refill } from "../elements.js";
import { enquiryName, subjectName } from "../enquiry/enquiry-rows.js";
import { row } from "../tables.js";
import { documentPreview } from "./document-preview.js";
import { enquiryUrl } from "./queue-order.js";
import { shortTime } from "./queue-rows.js";

const STAGES = {
  to_send: {
    title: "Not sent yet",
    about: "A statement is made automatically when an outcome letter changes a syllabus grade. Open it, print it, send it to the centre, and mark it as sent. Oldest first.",
    none: ["Nothing to print", "Every updated statement of results is printed and sent."],
  },
  sent: { title: "Sent", about: "Printed and sent, newest first. You can open and print them again.", none: ["No statement has been sent yet", "Statements that you mark as sent are listed here."] },
};
const MOST_NAMED = 5;

class StatementsPage extends DeskPage {
  static module = "staff-statements";

  constructor(root) {
    super(root);
    this.stage = queryValue("stage") === "sent" ? "sent" : "to_send";
    this.preview = this.part("preview");
    this.markButton = this.element("mark-sent");
  }

  init() {
    this.list = this.component(PagedList, {
      load: (after) => this.read(after),
      row: (each) => this.row(each),
      nouns: ["statement", "statements"],
      shown: ({ isEmpty }) => {
        this.selection.root.hidden = isEmpty || this.stage === "sent";
        this.selection.update();
      },
    });
    this.selection = this.component(RowSelection, { list: this.list, changed: (ids) => (this.markButton.disabled = ids.length === 0) });
    this.progress = this.component(JobProgress);
    onPress(this.markButton, () => this.markSent(this.selection.items));
  }

  async load() {
    const tab = ([id, { title }]) => h("li", {}, h("a", { href: pageUrl("staff/statements/", id === "sent" ? { stage: id } : {}), "aria-current": id === this.stage ? "true" : null }, title));
    refill(this.part("stages"), Object.entries(STAGES).map(tab));
    this.part("about").textContent = STAGES[this.stage].about;
    this.part("sent-head").hidden = this.stage !== "sent";
    [this.part("none-title").textContent, this.part("none-text").textContent] = STAGES[this.stage].none;
    const [job] = await Promise.all([this.progress.unfinished(["statements"]), this.list.start()]);
    if (job) this.list.withTrouble(() => this.follow(job));
  }

  async read(after) {
    const { statements, next } = await get("staff/statements", { stage: this.stage, after });
    return { items: statements.map((each) => ({ ...each, enquiry: each.id, id: each.statement.id })), next };
  }

  row(each) {
    const { name } = enquiryName(each);
    const link = h("a", { href: enquiryUrl(each.enquiry), class: "number" }, name);
    const open = h("button", { type: "button", class: "button button--secondary button--small" }, "Open", h("span", { class: "visually-hidden" }, ` the statement of ${each.subject.label} for printing`));
    onPress(open, () => this.openStatement(each));
    return row([
      ["Enquiry", this.stage === "to_send" ? selectable(each, name, link) : link],
      ["Candidate", subjectName(each)],
      ["Centre", numberAndName(each.centre)],
      ["Syllabus", [h("span", { class: "number" }, each.syllabus.code), ` ${each.syllabus.name}`]],
      ["Made", shortTime(each.statement.made_at)],
      this.stage === "sent" && ["Sent", [shortTime(each.statement.sent_at), h("span", { class: "aside" }, each.statement.sent_by.name)]],
      ["", open],
    ]);
  }

  openStatement(each) {
    return this.list.withTrouble(async () => {
      const link = await call("POST", `staff/enquiries/${each.enquiry}/documents/${each.statement.document}/link`, undefined, { repeatable: true });
      const close = h("button", { type: "button", class: "button button--secondary", onclick: () => this.preview.replaceChildren() }, "Close");
      const sent = this.stage === "to_send" && h("button", { type: "button", class: "button" }, "Printed: mark as sent");
      if (sent) onPress(sent, () => this.markSent([each]));
      refill(this.preview, documentPreview(each, "Statement.pdf", link, [sent, " ", close].filter(Boolean)));
      (sent || close).focus({ preventScroll: true });
      this.preview.scrollIntoView({ block: "start" });
    });
  }

  // Each stands for itself, and twice is once: a lost answer is asked for again.
  async markSent(chosen) {
    const names = chosen.map((each) => `${enquiryName(each).name}, ${each.subject.label}`);
    this.part("sent-about").textContent = names.length > MOST_NAMED ? `${counted(names.length, "statement")}, from ${names[0]} to ${names.at(-1)}.` : `${names.join("; ")}.`;
    if (!(await confirmed(this.element("sent-dialog")))) return;
    await this.list.withTrouble(async () => this.follow(await this.progress.begin("staff/statements/sent", { enquiries: chosen.map((each) => each.id) }), chosen));
  }

  // Follows the marking to its end. What this tab has marked is gone from the list, also while the index still has it there.
  async follow(job, chosen = []) {
    const done = await this.progress.follow(job);
    if (!done) return;
    const leftOut = new Set(done.left_out.map((each) => each.id));
    this.preview.replaceChildren();
    await this.list.start();
    this.list.drop(chosen.map((each) => each.id).filter((id) => !leftOut.has(id)));
    showJobResults(this.message, `${counted(done.facts.done, "statement is", "statements are")} marked as printed and sent.`, done, (id) => enquiryUrl(id.split(".")[0]));
  }
}

openPage(StatementsPage);
