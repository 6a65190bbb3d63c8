// /desk/enquiry/: one enquiry. Status and what is promised, its components, files, fee, note, changes and history.
import { pageUrl } from "../addresses.js";
import { openPage } from "../components/desk-page.js";
import { countDown, formatDay, formatDuration, timeElement } from "../dates.js";
import { contactLink, h, money, refill, statusTag, summaryList } from "../elements.js";
import { AppealSummary } from "../enquiry/appeals.js";
import { caseHeading, declineNotice } from "../enquiry/enquiry-facts.js";
import { EnquiryPage } from "../enquiry/enquiry-page.js";
import { NOT_CARRIED_OUT, subjectLinks } from "../enquiry/enquiry-rows.js";
import { CentreEvidence } from "../enquiry/evidence.js";
import { ExtensionList, ExtensionNotice } from "../enquiry/extensions.js";
import { demonstrationMark } from "../enquiry/fee.js";
import { FileList } from "../enquiry/files.js";
import { gradeCheckRows } from "../enquiry/grade-check-rows.js";
import { History } from "../enquiry/history.js";
import { ErrorReportForm, MessageThread, ReplyForm } from "../enquiry/messages.js";
import { CohortResults, IssuedAnswer, MarksAndGrade } from "../enquiry/outcome.js";
import { Progress } from "../enquiry/progress.js";
import { rememberChange } from "../enquiry/recent-changes.js";
import { guardLeaving } from "../typed-values.js";
import { AppealSection } from "./appeal-form.js";
import { AmendForm, CancelForm, ChangeWindow, NoteForm } from "./enquiry-changes.js";
import { OwnRecords } from "./own-records.js";
import { MadeForm, PortalGuide, PortalOutcomeForm, portalFacts, ReasonsForm } from "./portal-forms.js";

class CentreEnquiryPage extends EnquiryPage {
  static module = "enquiry";

  constructor(root) {
    super(root, "enquiries");
    this.stopClock = () => {};
  }

  init() {
    const desk = "desk/enquiry/";
    const evidence = this.component(CentreEvidence, { page: this });
    this.changeForms = [this.component(NoteForm, this), this.component(AmendForm, this), this.component(CancelForm, this)];
    this.sections = [
      this.component(Progress),
      this.component(PortalGuide),
      this.component(MadeForm, this),
      this.component(PortalOutcomeForm, this),
      this.component(ReasonsForm, this),
      this.component(ExtensionNotice, { desk }),
      this.component(MarksAndGrade),
      this.component(IssuedAnswer),
      this.component(CohortResults),
      evidence,
      this.component(AppealSummary, { desk }),
      this.component(AppealSection, this),
      this.component(FileList, { path: this.path }),
      this.component(ExtensionList, { desk }),
      this.component(ChangeWindow),
      this.component(OwnRecords),
      ...this.changeForms,
      this.component(MessageThread),
      this.component(ReplyForm, this),
      this.component(ErrorReportForm, this, canReportError),
      this.component(History),
    ];
    guardLeaving(() => evidence.upload.busy);
  }

  async load() {
    await super.load();
    for (const form of this.changeForms) form.restoreTyped();
    this.sections.find((each) => each instanceof AppealSection).restoreTyped();
  }

  show(enquiry) {
    super.show(enquiry);
    this.showTitle(enquiry.subject.label);
    this.part("enquiries-link").href = new URL(`../enquiries/?series=${enquiry.series.id}`, location.href);
    refill(this.part("who"), caseHeading(enquiry, { who: subjectLinks(enquiry) }));
    refill(this.part("head"), statusTag(enquiry.status, enquiry.status_text), " ", enquiry.late && h("span", { class: "tag tag--bad" }, "Late"));
    refill(this.part("flags"), enquiry.flags.map(lateNotice));
    refill(this.part("about"), facts(enquiry));
    refill(this.part("fee"), feeLines(enquiry.fee));
    this.part("files").closest("section").hidden = Boolean(enquiry.portal); // no letter comes here: what the body sent is added below
    this.showWaiting(enquiry);
  }

  // The enquiry after the centre changed it.
  changedTo(enquiry, text) {
    for (const form of this.changeForms) form.typed.forget();
    rememberChange(enquiry);
    this.show(enquiry);
    for (const form of this.changeForms) form.close();
    this.say(text);
  }

  // What it waits for: its Associate, with the time left; other enquiries; or nothing any more, because it was rejected or declined.
  showWaiting({ status, waiting, approve_by: until, approve_by_text: text, history }) {
    this.stopClock();
    const place = this.part("waiting");
    place.hidden = !["with_associate", "pending", "rejected", "declined"].includes(status);
    place.className = NOT_CARRIED_OUT.includes(status) ? "notice notice--error" : "notice notice--warning";
    if (status === "pending") refill(place, h("p", { class: "notice__title" }, "Pending"), h("p", {}, `${waiting} This may take longer than the usual time.`));
    if (status === "declined") refill(place, declineNotice(history));
    if (status === "rejected") {
      const why = history.findLast((each) => each.code === "rejected")?.why;
      refill(place, h("p", { class: "notice__title" }, "Rejected by your Associate"), why && h("p", {}, `“${why}”`), h("p", {}, "It was not sent to the awarding body, and nothing is charged. You can submit another until the deadline."));
    }
    if (status !== "with_associate") return;
    const left = h("strong", {});
    const when = until ? `, until ${text}` : "; the deadline is not known here";
    refill(place, h("p", { class: "notice__title" }, "With your Associate"), h("p", {}, `Your Associate sends it on to the awarding body on your behalf, or rejects it${when}. `, left));
    if (until) this.stopClock = countDown(until, (time) => (left.textContent = `${formatDuration(time)} left.`), () => (left.textContent = "That time is over. Ask your Associate."));
  }
}

function canReportError({ documents, through_associate: through, status }) {
  const letter = documents.some((each) => each.slot === "AckLetter" && each.state === "issued");
  return through && letter && status === "acknowledged";
}

function lateNotice({ message, contact }) {
  const named = contact && message.includes(contact);
  const [before, after] = named ? message.split(contact) : [message, ""];
  return h("div", { class: "notice notice--error" }, h("p", { class: "notice__title" }, "Late"), h("p", {}, before, named && contactLink(contact), after));
}

function facts(each) {
  return summaryList([
    ["Reference", each.extends ? h("span", { class: "number" }, each.reference) : h("a", { class: "number", href: pageUrl("desk/submitted/", { id: each.submission }) }, each.reference)],
    ...gradeCheckRows(each, { reviews: true }),
    ...portalFacts(each),
    [each.extends ? "Begun" : each.portal ? "Prepared" : "Submitted", [timeElement(each.submitted_at), !each.extends && each.through_associate && h("span", { class: "aside" }, "Through your Associate")]],
    !NOT_CARRIED_OUT.includes(each.status) && [promisedTerm(each), promise(each)],
  ]);
}

// A service without an outcome letter or a breakdown of marks ends with its report.
function promisedTerm({ documents, portal }) {
  return portal || documents.some((one) => ["OutLetter", "Breakdown"].includes(one.kind)) ? "Outcome promised by" : "Report promised by";
}

function promise(each) {
  const notice = each.notice && !each.completed_at && h("span", { class: "aside" }, each.notice);
  if (!each.promised_by && each.portal) return [each.status === "submitted" ? `You will see it once you have recorded that it is made. ${each.target_text}` : each.target_text, notice];
  if (!each.promised_by) return [each.received_at && !each.promise_text ? each.target_text : `You will see it once the enquiry is ${each.promise_text ? "accepted" : "received"}. ${each.target_text}`, notice];
  const late = each.flags.some(({ code }) => code === "outcome_late");
  return [h("span", {}, `${formatDay(each.promised_by)}. `), late && h("strong", {}, "Late. "), h("span", { class: "aside" }, each.target_text), notice];
}

function feeLines(fee) {
  const mark = fee.demonstration && [" ", demonstrationMark()];
  const amount = fee.money ? money(fee.money) : null;
  return [
    h("p", { class: "fee-total" }, h("strong", {}, fee.status === "due" ? (amount ?? (fee.known ? "Not published" : "Not known here")) : "No charge"), fee.status === "due" && amount && mark),
    h("p", {}, fee.text),
    h("p", { class: "hint" }, fee.explanation),
    fee.charges.map((each) => h("p", {}, `Administration fee, ${each.what} `, timeElement(each.at), each.money && `: ${money(each.money)}`, each.money && mark)),
  ].flat();
}

openPage(CentreEnquiryPage);
