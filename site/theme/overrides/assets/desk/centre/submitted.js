// /desk/submitted/: the confirmation with its reference, the enquiries that it made, and the receipt once it is there.
import { pageUrl, queryValue } from "../addresses.js";
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { timeElement } from "../dates.js";
import { contactLink, counted, h, money, refill, statusTag, summaryList } from "../elements.js";
import { serviceName, subjectLinks } from "../enquiry/enquiry-rows.js";
import { demonstrationMark } from "../enquiry/fee.js";
import { fillRows, row } from "../tables.js";

const PAUSES = [1, 1, 2, 2, 3, 3, 5, 5, 8, 10, 15, 20, 30, 30]; // seconds between looks for receipt and numbers, then on demand
const NOT_ON_ITS_WAY = ["with_associate", "pending", "rejected", "declined", "cancelled"];
const MADE = {
  candidate: "One enquiry for each candidate, with its own number, outcome and fee.",
  group: "One enquiry about the whole group, with one number, one report and one fee. No marking is reviewed.",
  cohort: "One enquiry about the whole cohort, with one number, one outcome and one report. The work in the original sample is moderated again.",
};

class SubmittedPage extends DeskPage {
  static module = "submitted";

  constructor(root) {
    super(root);
    this.id = queryValue("id");
  }

  init() {
    onPress(this.part("receipt-button"), () => this.downloadReceipt());
  }

  async load() {
    const { submission } = await get(`submissions/${this.id}`);
    this.show(submission);
    this.follow(submission); // not awaited: the page is there meanwhile
  }

  show(submission) {
    const { enquiries } = submission;
    const statuses = enquiries.map((each) => each.status);
    this.part("reference").textContent = submission.reference;
    refill(this.part("submitted-at"), submission.portal ? "Prepared " : "Submitted ", timeElement(submission.submitted_at), `, ${counted(enquiries.length, "enquiry", "enquiries")}.`);
    document.title = `Submitted: ${submission.reference}`;
    refill(this.part("what"), facts(submission));
    this.part("made").textContent = MADE[enquiries[0]?.subject.kind] ?? MADE.candidate;
    this.part("with-associate").hidden = !statuses.includes("with_associate");
    this.part("pending").hidden = !statuses.includes("pending");
    this.part("number-step").hidden = !submission.within || statuses.every((each) => ["pending", "with_associate"].includes(each));
    this.part("late").hidden = !submission.within;
    this.part("number-within").textContent = submission.within?.number ?? "";
    this.part("acknowledgement-within").textContent = submission.within?.acknowledgement ?? "";
    refill(this.part("contact"), contactLink(submission.contact));
    this.part("changes").textContent = submission.changes;
    this.part("documents").textContent = submission.documents_text;
    this.showPortal(submission);
    this.part("waiver").textContent = submission.fee?.waiver ?? "";
    fillRows(this.part("enquiries"), enquiries.map((each) => enquiryRow(each, submission)));
  }

  // What is made in the awarding body's own portal was sent to nobody, and what comes next is the centre's to do.
  showPortal({ portal, enquiries, reference }) {
    this.part("prepared").hidden = !portal;
    this.part("next-steps").hidden = Boolean(portal);
    this.part("next-portal").hidden = !portal;
    if (!portal) return;
    this.title.textContent = "Prepared";
    document.title = `Prepared: ${reference}`;
    this.part("prepared-text").textContent = portal.text;
    this.part("prepared-link").href = pageUrl("desk/enquiry/", { id: enquiries[0].id });
    this.part("prepared-link").textContent = enquiries.length === 1 ? "What to enter in the portal" : "What to enter in the portal, for the first candidate";
    this.part("portal-changes").textContent = this.part("changes").textContent;
  }

  // Until every enquiry that is on its way has its number, or patience ends.
  async follow(submission) {
    for (const seconds of PAUSES) {
      if (submission.portal) return; // nobody gives it a number here
      if (submission.enquiries.every((each) => each.number || NOT_ON_ITS_WAY.includes(each.status))) return;
      await pause(seconds);
      try {
        ({ submission } = await get(`submissions/${this.id}`));
        this.show(submission);
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault;
      }
    }
  }

  // The receipt is made within seconds of the submission. Whoever is faster waits here: it comes by itself once it is there.
  async downloadReceipt() {
    const status = this.part("receipt-status");
    status.textContent = "";
    for (const seconds of PAUSES) {
      try {
        const { url } = await call("POST", `submissions/${this.id}/receipt`, undefined, { repeatable: true });
        status.textContent = "";
        location.assign(url);
        return;
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault;
        status.textContent = fault.has("not_ready") ? "The receipt is being made. It will download automatically." : fault.message;
        if (!fault.has("not_ready")) return;
      }
      await pause(seconds);
    }
    status.textContent = "The receipt is taking longer than usual. Come back to this page later: the submission itself is complete.";
  }
}

function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

function facts(submission) {
  const { series, syllabus, service, route, components, contact_email: email, note, fee } = submission;
  return summaryList([
    ["Series", series?.title ?? series],
    ["Syllabus", syllabus?.name ? `${syllabus.code} ${syllabus.name}` : syllabus],
    ["Service", service?.name ? serviceName(service) : service],
    route && ["Route", route],
    components?.length > 0 && ["Components", components.map((each) => (each.code ? `${each.code} ${each.title}` : each)).join(", ")],
    ["E-mail address", email],
    note && ["Note", note],
    fee?.total && ["Fee", [money(fee.total), fee.demonstration && [" ", demonstrationMark()]].flat()],
  ]);
}

function enquiryRow(each, { series, portal }) {
  return row([
    ["Enquiry", h("a", { href: pageUrl("desk/enquiry/", { id: each.id }), class: "number" }, each.number ?? (portal || NOT_ON_ITS_WAY.includes(each.status) ? "no number yet" : "number to come"))],
    ["Candidate", subjectLinks({ subject: each.subject, series })],
    ["Status", statusTag(each.status, each.status_text)],
  ]);
}

openPage(SubmittedPage);
