// /desk/submitted/: the confirmation with its reference, the enquiries that it made, and the receipt once it is there.
import { Refusal, call, get } from "./calls.js";
import { asked, openDesk, page } from "./desk.js";
import { counted, h, money, part, refill, statusTag, summaryList } from "./elements.js";
import { demonstrationMark } from "./fee.js";
import { once } from "./forms.js";
import { serviceNamed, subject } from "./rows.js";
import { fillRows, row } from "./tables.js";
import { timeElement } from "./when.js";

const PAUSES = [1, 1, 2, 2, 3, 3, 5, 5, 8, 10, 15, 20, 30, 30]; // seconds between looks for receipt and numbers, then on demand
const id = asked("id");

const NOT_ON_ITS_WAY = ["with_associate", "pending", "rejected", "cancelled"];
const MADE = {
  candidate: "One for each candidate, with its own number, outcome and fee.",
  group: "One about the whole group, with one number, one report and one fee. No marking is reviewed.",
  cohort: "One about everybody, with one number, one outcome and one report. The work of the original sample is moderated again.",
};

openDesk(async () => {
  const { submission } = await get(`submissions/${id}`);
  show(submission);
  once(part("receipt-button"), download);
  follow(submission); // not awaited: the page is there meanwhile
});

function show(submission) {
  part("reference").textContent = submission.reference;
  refill(part("submitted-at"), "Submitted ", timeElement(submission.submitted_at), `, ${counted(submission.enquiries.length, "enquiry", "enquiries")}.`);
  document.title = `Submitted: ${submission.reference}`;
  refill(
    part("what"),
    summaryList([
      ["Series", submission.series?.title ?? submission.series],
      ["Syllabus", submission.syllabus?.name ? `${submission.syllabus.code} ${submission.syllabus.name}` : submission.syllabus],
      ["Service", submission.service?.name ? serviceNamed(submission.service) : submission.service],
      submission.route && ["Route", submission.route],
      submission.components && ["Components", submission.components.map((each) => (each.code ? `${each.code} ${each.title}` : each)).join(", ")],
      ["E-mail address", submission.contact_email],
      submission.note && ["Note", submission.note],
      submission.fee?.total && ["Fee", [money(submission.fee.total), submission.fee.demonstration && [" ", demonstrationMark()]].flat()],
    ]),
  );
  part("made").textContent = MADE[submission.enquiries[0]?.subject.kind] ?? MADE.candidate;
  const statuses = submission.enquiries.map((each) => each.status);
  part("with-associate").hidden = !statuses.includes("with_associate");
  part("pending").hidden = !statuses.includes("pending");
  part("waiver").textContent = submission.fee?.waiver ?? "";
  fillRows(part("enquiries"), submission.enquiries.map((each) => enquiryRow(each, submission)));
}

function enquiryRow(each, { series }) {
  return row([
    ["Enquiry", h("a", { href: page("desk/enquiry/", { id: each.id }), class: "number" }, each.number ?? "number to come")],
    ["Candidate", subject({ subject: each.subject, series })],
    ["Status", statusTag(each.status, each.status_text)],
  ]);
}

// Until every enquiry that is on its way has its number, or patience ends.
async function follow(submission) {
  for (const seconds of PAUSES) {
    if (submission.enquiries.every((each) => each.number || NOT_ON_ITS_WAY.includes(each.status))) return;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    try {
      ({ submission } = await get(`submissions/${id}`));
      show(submission);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
    }
  }
}

// The receipt is made within seconds of the submission. Whoever is faster waits here: it comes by itself once it is there.
async function download() {
  const status = part("receipt-status");
  status.textContent = "";
  for (const seconds of PAUSES) {
    try {
      const { url } = await call("POST", `submissions/${id}/receipt`, undefined, { repeatable: true });
      status.textContent = "";
      location.assign(url);
      return;
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      status.textContent = fault.has("not_ready") ? "The receipt is being made. It will download by itself." : fault.message;
      if (!fault.has("not_ready")) return;
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
  status.textContent = "The receipt is taking longer than usual. Come back to this page later: the submission itself is complete.";
}
