// /desk/submitted/: the confirmation with its reference, the enquiries that it made, and the receipt once it is there.
import { Refusal, call, get } from "./calls.js";
import { asked, openDesk, page } from "./desk.js";
import { counted, h, money, part, refill, statusTag, summaryList } from "./elements.js";
import { demonstrationMark } from "./fee.js";
import { once } from "./forms.js";
import { fillRows, row } from "./tables.js";
import { timeElement } from "./when.js";

const PAUSES = [1, 1, 2, 2, 3, 3, 5, 5, 8, 10, 15, 20, 30, 30]; // seconds between looks for receipt and numbers, then on demand
const id = asked("id");

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
      ["Service", submission.service?.name ? `${submission.service.code} ${submission.service.name}` : submission.service],
      submission.components && ["Components", submission.components.map((each) => (each.code ? `${each.code} ${each.title}` : each)).join(", ")],
      ["E-mail address", submission.contact_email],
      submission.note && ["Note", submission.note],
      submission.fee?.total && ["Fee", [money(submission.fee.total), submission.fee.demonstration && [" ", demonstrationMark()]].flat()],
    ]),
  );
  part("waiver").textContent = submission.fee?.waiver ?? "";
  fillRows(part("enquiries"), submission.enquiries.map(enquiryRow));
}

function enquiryRow({ id: enquiry, number, status, status_text: text, subject }) {
  return row([
    ["Enquiry", h("a", { href: page("desk/enquiry/", { id: enquiry }), class: "number" }, number ?? "number to come")],
    ["Candidate", subject.label ?? subject],
    ["Status", statusTag(status, text ?? "Submitted")],
  ]);
}

// Until every enquiry has its number, or patience ends.
async function follow(submission) {
  for (const seconds of PAUSES) {
    if (submission.enquiries.every((each) => each.number)) return;
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
