// /desk/enquiry/: one enquiry. Where it stands and what is promised, its components, files, fee, note, changes and history.
import { listenForAppeal, showAppealOf, showAppeals } from "./appeal.js";
import { get } from "./calls.js";
import { listenForChanges, showChanges } from "./changes.js";
import { asked, openDesk } from "./desk.js";
import { h, money, part, refill, statusTag, summaryList } from "./elements.js";
import { showExtension } from "./extended.js";
import { listenForEvidence, showEvidence } from "./evidence.js";
import { demonstrationMark } from "./fee.js";
import { guardLeaving } from "./forms.js";
import { askedRows } from "./grade-check.js";
import { showFiles } from "./files.js";
import { showHistory } from "./history.js";
import { showAnswering, listenForMessage, showErrorTime, showThread } from "./messages.js";
import { showAnswer, showComponents, showGrade } from "./outcomes.js";
import { enquiryName, rememberChange, serviceNamed, subject } from "./rows.js";
import { countDown, day, duration, timeElement } from "./when.js";

const id = asked("id");
const read = async () => (await get(`enquiries/${id}`)).enquiry;
const CLOSED = ["completed", "cancelled", "rejected"];
let stopClock = () => {};

openDesk(async () => {
  show(await read());
  for (const kind of ["answer", "error"]) listenForMessage(kind, `enquiries/${id}`, { read, show });
  const bringing = listenForEvidence(id, { read, show });
  guardLeaving(() => bringing.busy);
  listenForAppeal(id, { read, show });
  listenForChanges(id, (changed) => {
    rememberChange(changed);
    show(changed);
  });
});

function show(enquiry) {
  const { title } = enquiryName(enquiry);
  document.querySelector("article h1").textContent = title;
  document.title = `${title}, ${enquiry.subject.label}`;
  part("enquiries-link").href = new URL(`../enquiries/?series=${enquiry.series.id}`, location.href);
  refill(part("head"), statusTag(enquiry.status, enquiry.status_text), " ", enquiry.late && h("span", { class: "tag tag--bad" }, "Late"));
  refill(part("flags"), enquiry.flags.map(flag));
  showWaiting(enquiry);
  showExtension(enquiry, "desk/enquiry/");
  refill(part("about"), about(enquiry));
  showComponents(enquiry);
  showGrade(enquiry);
  showAnswer(enquiry);
  showEvidence(enquiry);
  part("bring-evidence").hidden = CLOSED.includes(enquiry.status) || !enquiry.evidence_asked;
  showAppealOf(enquiry, { desk: "desk/enquiry/" });
  showAppeals(enquiry);
  showFee(enquiry.fee);
  showFiles(part("files"), enquiry);
  showChanges(enquiry);
  showMessages(enquiry);
  showHistory(enquiry);
}

// What it waits for: its Associate, with the time left; other enquiries; or nothing any more, because the Associate rejected it.
function showWaiting({ status, waiting, approve_by: until, approve_by_text: text, history }) {
  stopClock();
  const place = part("waiting");
  place.hidden = !["with_associate", "pending", "rejected"].includes(status);
  place.className = status === "rejected" ? "notice notice--error" : "notice notice--warning";
  if (status === "pending") refill(place, h("p", { class: "notice__title" }, "Pending"), h("p", {}, `${waiting} This may take longer than the usual time.`));
  if (status === "rejected") {
    const why = history.findLast((each) => each.code === "rejected")?.why;
    refill(place, h("p", { class: "notice__title" }, "Rejected by your Associate"), why && h("p", {}, `“${why}”`), h("p", {}, "It was not sent to the awarding body and nothing is charged. You can ask anew until the deadline."));
  }
  if (status !== "with_associate") return;
  const left = h("strong", {});
  refill(place, h("p", { class: "notice__title" }, "With your Associate"), h("p", {}, `Your Associate sends it on to the awarding body on your behalf, or rejects it${until ? `, until ${text}` : "; the deadline is not known here"}. `, left));
  if (until) stopClock = countDown(until, (time) => (left.textContent = `${duration(time)} left.`), () => (left.textContent = "That time is over: ask your Associate."));
}

function showMessages(enquiry) {
  showThread(enquiry);
  showAnswering(enquiry);
  part("messages").hidden = !enquiry.history.some((each) => each.message);
  const letter = enquiry.documents.some((each) => each.slot === "AckLetter" && each.state === "issued");
  part("error").hidden = !enquiry.through_associate || !letter || enquiry.status !== "acknowledged";
  if (!part("error").hidden) showErrorTime(enquiry);
}

function flag({ message, contact }) {
  const [before, after] = contact && message.includes(contact) ? message.split(contact) : [message, ""];
  return h(
    "div",
    { class: "notice notice--error" },
    h("p", { class: "notice__title" }, "Late"),
    h("p", {}, before, contact && message.includes(contact) && h("a", { href: `mailto:${contact}` }, contact), after),
  );
}

function about(each) {
  return summaryList([
    [each.subject.kind === "candidate" ? "Candidate" : "Candidates", subject(each)],
    ["Syllabus", `${each.syllabus.code} ${each.syllabus.name}, ${each.qualification}`],
    ["Series", each.series.title],
    ["Service", serviceNamed(each.service)],
    each.route && ["Route", each.route],
    ["Reference", h("span", { class: "number" }, each.reference)],
    ...askedRows(each, { reviews: true }),
    [each.extends ? "Begun" : "Submitted", [timeElement(each.submitted_at), !each.extends && each.through_associate && h("span", { class: "aside" }, "Through your Associate")]],
    each.received_at && !each.extends && ["Received", timeElement(each.received_at)],
    each.acknowledged_at && ["Acknowledged", timeElement(each.acknowledged_at)],
    each.completed_at && ["Completed", timeElement(each.completed_at)],
    each.cancelled_at && ["Cancelled", timeElement(each.cancelled_at)],
    !["cancelled", "rejected"].includes(each.status) && [promised(each), promise(each)],
  ]);
}

// A service without outcome letter ends with its report.
function promised(each) {
  return each.documents.some((one) => one.kind === "OutLetter") ? "Outcome promised by" : "Report promised by";
}

function promise(each) {
  const notice = each.notice && !each.completed_at && h("span", { class: "aside" }, each.notice);
  if (!each.promised_by) return [each.received_at ? each.target_text : `Known once it is received. ${each.target_text}`, notice];
  const late = each.flags.some(({ code }) => code === "outcome_late");
  return [h("span", {}, `${day(each.promised_by)}. `), late && h("strong", {}, "Late. "), h("span", { class: "aside" }, each.target_text), notice];
}

function showFee(fee) {
  const mark = fee.demonstration && [" ", demonstrationMark()];
  const amount = fee.money ? money(fee.money) : null;
  refill(
    part("fee"),
    h("p", { class: "fee-total" }, h("strong", {}, fee.status === "due" ? (amount ?? (fee.known ? "Not published" : "Not known here")) : "No charge"), fee.status === "due" && amount && mark),
    h("p", {}, fee.text),
    h("p", { class: "hint" }, fee.explanation),
    fee.charges.map((each) => h("p", {}, `Administration fee, ${each.what} `, timeElement(each.at), each.money && `: ${money(each.money)}`, each.money && mark)),
  );
}
