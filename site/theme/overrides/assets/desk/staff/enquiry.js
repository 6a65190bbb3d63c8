// /staff/enquiry/: one enquiry and what is to be done with it now: acknowledge, record marks, issue the outcome, the copies of scripts and the
// report, and ask the centre.
import { pageUrl, queryValue } from "../addresses.js";
import { Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { refill } from "../elements.js";
import { AppealList, AppealSummary } from "../enquiry/appeals.js";
import { caseHeading } from "../enquiry/enquiry-facts.js";
import { EnquiryPage } from "../enquiry/enquiry-page.js";
import { EvidenceList } from "../enquiry/evidence.js";
import { ExtensionList, ExtensionNotice } from "../enquiry/extensions.js";
import { History } from "../enquiry/history.js";
import { MessageThread, QuestionForm } from "../enquiry/messages.js";
import { CohortResults, MarksAndGrade } from "../enquiry/outcome.js";
import { Progress } from "../enquiry/progress.js";
import { rememberChange } from "../enquiry/recent-changes.js";
import { clearProblems, showProblems } from "../error-summary.js";
import { announce, leaveMessage, showLeftMessage, showSuccess } from "../notices.js";
import { guardLeaving } from "../typed-values.js";
import { AnswerForm } from "./answer-form.js";
import { caseFacts, caseTags } from "./case-facts.js";
import { CaseOwner } from "./case-owner.js";
import { changeNotice } from "./change-notice.js";
import { DecisionForm } from "./decision-form.js";
import { DeclineForm } from "./decline-form.js";
import { DocumentList } from "./document-list.js";
import { FindingForm } from "./finding-form.js";
import { AcknowledgementSection, BreakdownSection, BroughtSection, OutcomeSection } from "./issue-sections.js";
import { MarksForm } from "./marks-form.js";
import { ModerationForm } from "./moderation-form.js";
import { currentQueueOrder, enquiryUrl, nextInQueue, queueUrl } from "./queue-order.js";
import { ReviewersForm } from "./reviewers-form.js";
import { openPage } from "../components/desk-page.js";

// What the form records, in the sentence that asks for it to be recorded.
const UNRECORDED = { decision: ["a decision that is", "it"], finding: ["a finding that is", "it"], marks: ["marks that are", "them"], moderation: ["an outcome that is", "it"], answer: ["an answer that is", "it"] };

class StaffEnquiryPage extends EnquiryPage {
  static module = "staff-enquiry";

  constructor(root) {
    super(root, "staff/enquiries");
    this.me = null;
    this.walking = false; // whether somebody walks through the queue, and Enter should lead on
    this.nextButton = this.part("next");
    this.changes = this.part("changes");
  }

  init() {
    const desk = "staff/enquiry/";
    this.acknowledgement = this.component(AcknowledgementSection, this);
    this.breakdown = this.component(BreakdownSection, this);
    this.brought = this.component(BroughtSection, this);
    this.sections = [
      this.component(Progress),
      this.component(ExtensionNotice, { desk }),
      this.component(CaseOwner, this),
      this.component(DocumentList, { preview: this.part("document-shown") }),
      this.acknowledgement,
      this.component(DeclineForm, this),
      this.breakdown,
      this.brought,
      this.component(AppealSummary, { desk, lateness: true }),
      this.component(AppealList, { desk }),
      this.component(EvidenceList, { path: this.path }),
      this.component(ExtensionList, { desk }),
      this.component(MarksAndGrade, { open: "not recorded" }),
      this.component(CohortResults),
      this.component(MessageThread, { hiddenWhenEmpty: false }),
      this.component(QuestionForm, this),
      this.component(History),
    ];
    this.outcome = this.component(OutcomeSection, this);
    this.reviewers = this.component(ReviewersForm, this);
    this.forms = {
      marks: this.component(MarksForm, this),
      moderation: this.component(ModerationForm, this),
      answer: this.component(AnswerForm, this),
      finding: this.component(FindingForm, this),
      decision: this.component(DecisionForm, this),
    };
    onPress(this.nextButton, () => this.goToNext());
    guardLeaving(() => [this.acknowledgement, this.outcome, this.breakdown, this.brought].some((each) => each.busy));
  }

  async load(me) {
    this.me = me.person.id;
    showLeftMessage(this.message);
    this.part("queue-link").href = queueUrl();
    await super.load(me);
    if (queryValue("look") !== "acknowledgement" || this.acknowledgement.root.hidden) return;
    history.replaceState(null, "", enquiryUrl(this.id));
    this.walking = true;
    this.acknowledgement.issue.look();
  }

  // The form in which staff record what this enquiry's outcome letter says.
  get recordedIn() {
    const { appeal, findings, about_components: components, subject } = this.enquiry;
    if (appeal || findings) return appeal ? "decision" : "finding";
    return subject.kind === "cohort" ? "moderation" : components ? "marks" : "answer";
  }

  documentOf(slot) {
    return this.enquiry.documents.find((each) => each.slot === slot);
  }

  show(enquiry) {
    super.show(enquiry);
    this.showTitle(enquiry.subject.label);
    const { recordedIn } = this;
    const letter = this.documentOf("OutLetter");
    const telling = letter ?? this.documentOf("Breakdown"); // what first says the outcome
    const deciding = enquiry.status === "acknowledged" && Boolean(telling) && telling.state !== "issued";
    const sample = enquiry.about_components ? " (the original sample)" : " (the whole cohort)";
    const shownForm = deciding ? recordedIn : null;
    refill(this.part("who"), caseHeading(enquiry, { after: enquiry.subject.kind === "cohort" && sample }));
    refill(this.part("head"), caseTags(enquiry));
    refill(this.part("about"), caseFacts(enquiry));
    this.part("held").hidden = !enquiry.held;
    this.part("marks-shown").hidden = shownForm === "marks" || !enquiry.about_components; // where the marks stand in a form, they need not stand twice
    for (const [name, form] of Object.entries(this.forms)) form.show(enquiry, name === shownForm);
    this.reviewers.show(enquiry, enquiry.may_assign);
    this.outcome.show(enquiry, { deciding: deciding && Boolean(letter), recordedIn });
    this.part("extending").hidden = enquiry.extensions.length === 0 && !enquiry.may_extend;
    this.part("extend-link").hidden = !enquiry.may_extend;
    this.part("extend-link").querySelector("a").href = pageUrl("staff/extend/", { id: this.id });
  }

  // Carries out one step and answers with what the desk says. Where it is refused, the page says why and the answer is null; where the answer
  // got lost, the enquiry says whether it `isDone`. `typed` says that something typed is still there. Without `isDone` it is a look, which
  // changes nothing that was said.
  async attempt(step, { isDone = null, typed = false, prefix = "" } = {}) {
    clearProblems();
    this.changes.replaceChildren();
    if (isDone) this.message.replaceChildren();
    try {
      return await step();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.overtaken) return this.showChanges(typed);
      const fresh = isDone && fault.lost ? await this.read().catch(() => null) : null;
      if (fresh && isDone(fresh)) return { enquiry: fresh };
      showProblems(fault.problems, { prefix });
      return null;
    }
  }

  // Somebody else changed the enquiry meanwhile: the page shows it as it is, and what is different.
  async showChanges(typed) {
    const before = this.enquiry;
    const fresh = await this.read().catch(() => null);
    if (fresh) this.show(fresh);
    const unsaved = [this.reviewers, ...Object.values(this.forms)].some((each) => each.unsaved);
    refill(this.changes, changeNotice(before, fresh ?? before, typed || unsaved));
    this.changes.focus({ preventScroll: true });
    this.changes.scrollIntoView({ block: "center" });
    return null;
  }

  // Marks that were typed and not recorded would be missing in the outcome letter.
  hasUnrecorded(kind) {
    if (!["OutLetter", "Breakdown"].includes(kind) || !this.forms[this.recordedIn].unsaved) return false;
    const [what, it] = UNRECORDED[this.recordedIn];
    showProblems([{ message: `You typed ${what} not recorded. Record ${it} before the letter.` }]);
    return true;
  }

  // The enquiry after a step. `goOn` names the part where the next step is; `andNext` leads to the next enquiry in the queue, where `letter`
  // is looked at.
  async stepDone(enquiry, text, { andNext = false, letter = null, goOn = null } = {}) {
    rememberChange(enquiry);
    const finished = enquiry.status === "completed" ? " The enquiry is completed." : "";
    if (andNext) {
      const next = await nextInQueue(this.id).catch(() => null);
      leaveMessage(`${enquiry.number ?? enquiry.reference}: ${text}${finished}${next ? "" : " It was the last in this queue."}`);
      location.assign(next ? enquiryUrl(next, letter === "acknowledgement" ? { look: letter } : {}) : queueUrl());
      return;
    }
    this.show(enquiry);
    showSuccess(this.message, `${text}${finished}`);
    const place = goOn && !this.part(goOn).hidden ? this.part(goOn) : this.message;
    (finished ? this.nextButton : (place.querySelector("button:not([hidden])") ?? place)).focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  }

  async goToNext() {
    try {
      const next = await nextInQueue(this.id);
      if (next) location.assign(enquiryUrl(next));
      else this.announceEnd();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems(fault.problems);
    }
  }

  announceEnd() {
    this.nextButton.disabled = true;
    this.nextButton.textContent = "Last in the queue";
    announce(currentQueueOrder()?.stage === "overdue" ? "This was the last of those overdue." : "This was the last in this queue.");
  }
}

openPage(StaffEnquiryPage);
