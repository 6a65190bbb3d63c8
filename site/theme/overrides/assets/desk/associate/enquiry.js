// /associate/enquiry/: one enquiry of an Associate Centre. Approve or reject it, release its documents, pass on an error, answer questions.
import { pageUrl } from "../addresses.js";
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { Form } from "../components/form.js";
import { newId } from "../components/job-progress.js";
import { countDown, formatDay, formatDuration, timeElement } from "../dates.js";
import { confirmed } from "../dialogs.js";
import { counted, h, money, refill, statusTag, summaryList } from "../elements.js";
import { AppealSummary } from "../enquiry/appeals.js";
import { caseHeading, declineNotice } from "../enquiry/enquiry-facts.js";
import { EnquiryPage } from "../enquiry/enquiry-page.js";
import { enquiryName, NOT_CARRIED_OUT } from "../enquiry/enquiry-rows.js";
import { EvidenceList } from "../enquiry/evidence.js";
import { ExtensionList, ExtensionNotice } from "../enquiry/extensions.js";
import { demonstrationMark } from "../enquiry/fee.js";
import { FileList } from "../enquiry/files.js";
import { gradeCheckRows } from "../enquiry/grade-check-rows.js";
import { History } from "../enquiry/history.js";
import { ErrorReportForm, MessageThread, ReplyForm } from "../enquiry/messages.js";
import { CohortResults, IssuedAnswer, MarksAndGrade } from "../enquiry/outcome.js";
import { Progress } from "../enquiry/progress.js";
import { clearProblems, showProblems } from "../error-summary.js";
import { announce, leaveMessage, showLeftMessage } from "../notices.js";
import { enquiryUrl } from "./enquiry-rows.js";
import { openPage } from "../components/desk-page.js";

const DAY = 86_400_000;
const SENT_ON = ["submitted", "pending", "received"]; // the statuses of what was approved
const RELEASES = [
  ["acknowledgement", /^AckLetter/, "Release acknowledgement letter"],
  ["outcome", /^OutLetter/, "Release outcome letter"],
  ["other", /^(CoSLetter|Rpt|Statement|Breakdown|DigitalEvidence|TaskMarks)/, "Release other documents"],
];

class AssociateEnquiryPage extends EnquiryPage {
  static module = "associate-enquiry";

  constructor(root) {
    super(root, "associate/enquiries");
  }

  init() {
    const desk = "associate/enquiry/";
    this.sections = [
      this.component(Progress),
      this.component(ExtensionNotice, { desk }),
      this.component(Approval, this),
      this.component(RejectionForm, this),
      this.component(ChangeDecision, this),
      this.component(FileList, { path: this.path, more: releasedTag }),
      this.component(ExtensionList, { desk }),
      this.component(MarksAndGrade),
      this.component(IssuedAnswer),
      this.component(CohortResults),
      this.component(AppealSummary),
      this.component(EvidenceList, { path: this.path }),
      this.component(MessageThread),
      this.component(ReplyForm, this),
      this.component(ErrorReportForm, this, (enquiry) => enquiry.status === "acknowledged" && !enquiry.extends),
      this.component(History),
    ];
  }

  async load(me) {
    showLeftMessage(this.message);
    await super.load(me);
  }

  show(enquiry) {
    super.show(enquiry);
    this.showTitle(enquiry.centre.name);
    this.part("list-link").href = pageUrl("associate/enquiries/", { series: enquiry.series.id });
    refill(this.part("who"), caseHeading(enquiry));
    refill(this.part("head"), statusTag(enquiry.status, enquiry.status_text), " ", enquiry.late && h("span", { class: "tag tag--bad" }, "Late"));
    refill(this.part("flags"), enquiry.flags.map(({ message }) => h("div", { class: "notice notice--error" }, h("p", {}, message))));
    refill(this.part("about"), facts(enquiry));
    this.showState(enquiry);
    this.showReleases(enquiry);
  }

  showState({ status, waiting, history }) {
    const place = this.part("state");
    place.hidden = !["pending", "rejected", "declined"].includes(status);
    if (status === "declined") refill(place, declineNotice(history));
    if (status === "pending") refill(place, h("p", { class: "notice__title" }, "Pending"), h("p", {}, `${waiting} This may take longer than the usual time.`));
    if (status === "rejected") {
      const why = history.findLast((each) => each.code === "rejected")?.why ?? "";
      refill(place, h("p", { class: "notice__title" }, "Rejected"), h("p", {}, `“${why}”`), h("p", {}, "The centre has been told why. It can submit another enquiry for these candidates."));
    }
  }

  showReleases({ documents }) {
    const waiting = documents.filter((each) => each.state === "issued" && !each.released).map((each) => each.slot);
    const buttons = RELEASES.filter(([, kind]) => waiting.some((slot) => kind.test(slot))).map(([what, kind, title]) => {
      const slots = waiting.filter((slot) => kind.test(slot));
      const button = h("button", { type: "button", class: "button" }, title, slots.length > 1 && ` (${slots.length})`);
      onPress(button, () => this.release(what, title, slots));
      return button;
    });
    this.part("releases").hidden = buttons.length === 0;
    refill(this.part("release-buttons"), buttons);
  }

  async release(what, title, slots) {
    this.part("release-title").textContent = title;
    this.part("release-count").textContent = `${slots.join(", ")} of ${enquiryName(this.enquiry).title} to ${this.enquiry.centre.name}. You cannot undo this.`;
    this.part("release-yes").textContent = title;
    if (!(await confirmed(this.element("release-dialog")))) return;
    const answer = await this.attempt(async () => {
      const { job } = await call("POST", "associate/release", { enquiries: [this.id], what, id: newId() }, { repeatable: true });
      const problems = job.left_out.flatMap((each) => each.errors);
      if (problems.length) throw new Refusal(422, problems);
      return { enquiry: await this.read() };
    });
    if (answer) this.stepDone(answer.enquiry, `${counted(slots.length, "document is", "documents are")} released to ${this.enquiry.centre.name}, which is told by e-mail.`);
  }

  // Carries out a step and answers with what the desk says, or null where it refused, which the page then says. Where the answer got lost, the
  // enquiry says whether it `isDone`; where somebody was faster, the page shows what there is now.
  async attempt(step, { isDone = () => false, prefix = "" } = {}) {
    clearProblems();
    try {
      return await step();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      const fresh = fault.lost || fault.overtaken ? await this.read().catch(() => null) : null;
      if (fresh && fault.lost && isDone(fresh)) return { enquiry: fresh };
      if (fresh && fault.overtaken) this.show(fresh);
      showProblems(fault.problems, { prefix });
      return null;
    }
  }

  stepDone(enquiry, text) {
    this.show(enquiry);
    this.say(text);
    announce(text);
  }
}

// The time left to send the enquiry on, and the buttons that do.
class Approval extends Component {
  static module = "approval";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.left = this.part("approve-left");
    this.text = this.part("approve-text");
    this.stopClock = () => {};
  }

  init() {
    onPress(this.element("approve"), () => this.approve({ andNext: false }));
    onPress(this.element("approve-next"), () => this.approve({ andNext: true }));
  }

  show({ status, approve_by: until, approve_by_text: text }) {
    this.stopClock();
    this.root.hidden = status !== "with_associate";
    if (this.root.hidden) return;
    this.part("approving").hidden = false;
    if (!until) {
      this.say("Deadline not known here", "chip", "What counts is when it reaches the awarding body, so send it on soon.");
      return;
    }
    this.text.textContent = `What counts is when it reaches the awarding body, so send it on by ${text}.`;
    this.stopClock = countDown(until, (time) => this.showLeft(time), () => this.showTooLate(text));
  }

  showLeft(time) {
    this.left.textContent = `${formatDuration(time)} left`;
    this.left.className = time < 2 * DAY ? "chip chip--last" : time < 7 * DAY ? "chip chip--soon" : "chip";
  }

  showTooLate(text) {
    this.say("Too late to approve", "chip chip--last", `The time to send it on ended at ${text}. Reject it, and tell the centre why.`);
    this.part("approving").hidden = true;
  }

  say(left, className, text) {
    this.left.textContent = left;
    this.left.className = className;
    this.text.textContent = text;
  }

  async approve({ andNext }) {
    const { page } = this;
    const answer = await page.attempt(() => call("POST", `${page.apiPath}/approve`, { version: page.enquiry.version }), { isDone: (fresh) => SENT_ON.includes(fresh.status) });
    if (!answer) return;
    const text = `${enquiryName(answer.enquiry).title} is approved and sent on, on behalf of ${answer.enquiry.centre.name}.`;
    if (!andNext) return page.stepDone(answer.enquiry, text);
    const { enquiries } = await get("associate/queue").catch(() => ({ enquiries: [] }));
    const next = enquiries.find((each) => each.id !== page.id);
    leaveMessage(`${text}${next ? "" : " It was the last one waiting for you."}`);
    location.assign(next ? enquiryUrl(next.id) : pageUrl("associate/"));
  }
}

class RejectionForm extends Form {
  static module = "rejection-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.prefix = "reject-";
    this.reason = this.element("reject-reason");
  }

  keep() {}

  get values() {
    return { reason: this.reason.value.trim() };
  }

  show() {}

  attempt(values) {
    const { page } = this;
    return page.attempt(() => call("POST", `${page.apiPath}/reject`, { version: page.enquiry.version, ...values }), { isDone: (fresh) => fresh.status === "rejected", prefix: this.prefix });
  }

  stored({ enquiry }) {
    this.page.stepDone(enquiry, "The enquiry is rejected. The centre is told by e-mail and can read your reason at its desk.");
  }
}

// A change that the centre asked for after the time without charge: the Associate pays for it, so the Associate agrees or says why not.
class ChangeDecision extends Form {
  static module = "change-decision";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.prefix = "change-";
    this.reason = this.element("change-reason");
  }

  init() {
    super.init();
    onPress(this.element("change-agree"), () => this.decide({ agree: true }));
  }

  keep() {}

  get values() {
    return { agree: false, reason: this.reason.value.trim() };
  }

  show({ change_proposed: proposed, change_window: { text } }) {
    this.root.hidden = !proposed;
    if (this.root.hidden) return;
    refill(this.part("change-said"), h("p", {}, h("strong", {}, proposed.text), " Asked for on ", timeElement(proposed.at), "."), proposed.reason && h("p", {}, `“${proposed.reason}”`), h("p", { class: "hint" }, text));
  }

  attempt(values) {
    const { page } = this;
    return page.attempt(() => call("POST", `${page.apiPath}/change`, { version: page.enquiry.version, ...values }), { isDone: (fresh) => !fresh.change_proposed, prefix: this.prefix });
  }

  async decide(values) {
    const answer = await this.attempt(values);
    if (answer) this.page.stepDone(answer.enquiry, "The change is made, and the administration fee is charged. The centre is told by e-mail.");
  }

  stored({ enquiry }) {
    this.reason.value = "";
    this.page.stepDone(enquiry, "The change is declined and nothing was changed. The centre is told by e-mail and reads your reason at its desk.");
  }
}

function releasedTag({ released }) {
  return released ? [" · ", "Released"] : [" ", h("span", { class: "tag tag--warn" }, "Not released")];
}

function facts(each) {
  const amount = each.fee.status === "due" && each.fee.money ? [money(each.fee.money), each.fee.demonstration && [" ", demonstrationMark()]] : "";
  const promised = each.promised_by ? formatDay(each.promised_by) : each.promise_text ? `${each.promise_text[0].toUpperCase()}${each.promise_text.slice(1)}.` : each.received_at ? "No date." : "You will see it once the enquiry is received.";
  return summaryList([
    ["Reference", h("span", { class: "number" }, each.reference)],
    ...gradeCheckRows(each),
    each.extends ? ["Begun", timeElement(each.submitted_at)] : ["Submitted", [timeElement(each.submitted_at), h("span", { class: "aside" }, `By ${each.centre.name}`)]],
    !NOT_CARRIED_OUT.includes(each.status) && ["Promised by", [promised, h("span", { class: "aside" }, each.target_text)]],
    ["Fee", [amount, h("span", { class: "aside" }, each.fee.text)].flat(2)],
    ["Centre’s address", each.contact_email],
  ]);
}

openPage(AssociateEnquiryPage);
