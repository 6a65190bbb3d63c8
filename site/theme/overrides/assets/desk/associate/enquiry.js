// /associate/enquiry/: one enquiry of an Associate Centre. Approve or reject it, release its documents, pass on an error, answer questions.
import { showAppealOf } from "../appeal.js";
import { Refusal, call, get } from "../calls.js";
import { asked, openDesk, page } from "../desk.js";
import { counted, h, money, part, refill, statusTag, summaryList } from "../elements.js";
import { demonstrationMark } from "../fee.js";
import { announce, asked as confirmed, clearProblems, confirm, leaveMessage, once, showLeftMessage, showProblems } from "../forms.js";
import { showExtension } from "../extended.js";
import { showEvidence } from "../evidence.js";
import { showFiles } from "../files.js";
import { askedRows } from "../grade-check.js";
import { showHistory } from "../history.js";
import { showAnswering, listenForMessage, showErrorTime, showThread } from "../messages.js";
import { showAnswer, showComponents, showGrade } from "../outcomes.js";
import { enquiryName, serviceNamed, subjectNamed } from "../rows.js";
import { countDown, day, duration, timeElement } from "../when.js";
import { addressOf, centre } from "./lines.js";

const id = asked("id");
const base = `associate/enquiries/${id}`;
const read = async () => (await get(base)).enquiry;
const RELEASES = [
  ["acknowledgement", /^AckLetter/, "Release acknowledgement letter"],
  ["outcome", /^OutLetter/, "Release outcome letter"],
  ["other", /^(CoSLetter|Rpt|Statement)/, "Release other documents"],
];
let shown = null;
let stopClock = () => {};

openDesk(async () => {
  showLeftMessage(part("message"));
  show(await read());
  for (const kind of ["answer", "error"]) listenForMessage(kind, base, { read, show });
});
once(document.getElementById("approve"), () => decide(false));
once(document.getElementById("approve-next"), () => decide(true));
once(document.getElementById("reject-send"), reject);

function show(enquiry) {
  shown = enquiry;
  const { title } = enquiryName(enquiry);
  document.querySelector("article h1").textContent = title;
  document.title = `${title}, ${enquiry.centre.name}`;
  part("list-link").href = page("associate/enquiries/", { series: enquiry.series.id });
  refill(part("who"), h("p", { class: "case__candidate" }, subjectNamed(enquiry)), h("p", { class: "case__about" }, centre(enquiry), ` · ${enquiry.syllabus.code} ${enquiry.syllabus.name} · ${enquiry.series.title} · `, serviceNamed(enquiry.service), enquiry.route && ` · ${enquiry.route}`));
  refill(part("head"), statusTag(enquiry.status, enquiry.status_text), " ", enquiry.late && h("span", { class: "tag tag--bad" }, "Late"));
  refill(part("flags"), enquiry.flags.map(({ message }) => h("div", { class: "notice notice--error" }, h("p", {}, message))));
  showState(enquiry);
  showExtension(enquiry, "associate/enquiry/");
  showDecision(enquiry);
  showFiles(part("files"), enquiry, { base: "associate/enquiries", about: releasedOrNot });
  showReleases(enquiry);
  refill(part("about"), about(enquiry));
  showComponents(enquiry);
  showGrade(enquiry);
  showAnswer(enquiry);
  showAppealOf(enquiry);
  showEvidence(enquiry, "associate/enquiries");
  showThread(enquiry);
  showAnswering(enquiry);
  part("messages").hidden = !enquiry.history.some((each) => each.message);
  part("error").hidden = enquiry.status !== "acknowledged" || Boolean(enquiry.extends);
  if (!part("error").hidden) showErrorTime(enquiry);
  showHistory(enquiry);
}

function showState({ status, waiting, history }) {
  const place = part("state");
  place.hidden = !["pending", "rejected"].includes(status);
  if (status === "pending") refill(place, h("p", { class: "notice__title" }, "Pending"), h("p", {}, `${waiting} This may take longer than the usual time.`));
  if (status === "rejected") refill(place, h("p", { class: "notice__title" }, "Rejected"), h("p", {}, `“${history.findLast((each) => each.code === "rejected")?.why ?? ""}”`), h("p", {}, "The centre has been told why, and its candidates are free for another enquiry."));
}

function showDecision({ status, approve_by: until, approve_by_text: text }) {
  stopClock();
  part("decision").hidden = status !== "with_associate";
  if (status !== "with_associate") return;
  const left = part("approve-left");
  const over = () => {
    left.textContent = "Too late to approve";
    left.className = "chip chip--last";
    part("approve-text").textContent = `The time to send it on ended at ${text}. Reject it, and tell the centre why.`;
    part("approving").hidden = true;
  };
  part("approving").hidden = false;
  if (!until) {
    left.textContent = "Deadline not known here";
    left.className = "chip";
    part("approve-text").textContent = "What counts is when the awarding body gets it: send it on soon.";
    return;
  }
  part("approve-text").textContent = `What counts is when the awarding body gets it: send it on by ${text}.`;
  stopClock = countDown(until, (time) => {
    left.textContent = `${duration(time)} left`;
    left.className = time < 2 * 86_400_000 ? "chip chip--last" : time < 7 * 86_400_000 ? "chip chip--soon" : "chip";
  }, over);
}

function releasedOrNot({ released }) {
  return released ? [" · ", "Released"] : [" ", h("span", { class: "tag tag--warn" }, "Not released")];
}

function showReleases(enquiry) {
  const waiting = enquiry.documents.filter((each) => each.state === "issued" && !each.released).map((each) => each.slot);
  const buttons = RELEASES.filter(([, kind]) => waiting.some((slot) => kind.test(slot))).map(([what, kind, title]) => {
    const slots = waiting.filter((slot) => kind.test(slot));
    const button = h("button", { type: "button", class: "button" }, title, slots.length > 1 && ` (${slots.length})`);
    once(button, () => release(what, title, slots));
    return button;
  });
  part("releases").hidden = buttons.length === 0;
  refill(part("release-buttons"), buttons);
}

function about(each) {
  return summaryList([
    ["Reference", h("span", { class: "number" }, each.reference)],
    ...askedRows(each),
    ["Qualification", each.qualification],
    each.extends ? ["Begun", timeElement(each.submitted_at)] : ["Submitted", [timeElement(each.submitted_at), h("span", { class: "aside" }, `By ${each.centre.name}`)]],
    each.received_at && !each.extends && ["Received", timeElement(each.received_at)],
    each.acknowledged_at && ["Acknowledged", timeElement(each.acknowledged_at)],
    each.completed_at && ["Completed", timeElement(each.completed_at)],
    each.cancelled_at && ["Cancelled", timeElement(each.cancelled_at)],
    !["cancelled", "rejected"].includes(each.status) && ["Promised by", [each.promised_by ? day(each.promised_by) : each.received_at ? "No day." : "Known once it is received.", h("span", { class: "aside" }, each.target_text)]],
    ["Fee", [each.fee.status === "due" && each.fee.money ? [money(each.fee.money), each.fee.demonstration && [" ", demonstrationMark()]] : "", h("span", { class: "aside" }, each.fee.text)].flat(2)],
    ["Centre’s address", each.contact_email],
  ]);
}

async function decide(onward) {
  const answer = await attempt(() => call("POST", `${base}/approve`, { version: shown.version }), (fresh) => ["submitted", "pending", "received"].includes(fresh.status));
  if (!answer) return;
  const said = `${enquiryName(answer).title} is approved and sent on, on behalf of ${answer.centre.name}.`;
  if (!onward) return done(answer, said);
  const next = await get("associate/queue").catch(() => ({ enquiries: [] }));
  const waiting = next.enquiries.find((each) => each.id !== id);
  leaveMessage(`${said}${waiting ? "" : " It was the last that waited for you."}`);
  location.assign(waiting ? addressOf(waiting.id) : page("associate/"));
}

async function reject() {
  const reason = document.getElementById("reject-reason").value.trim();
  const answer = await attempt(() => call("POST", `${base}/reject`, { version: shown.version, reason }), (fresh) => fresh.status === "rejected", "reject-");
  if (answer) done(answer, "The enquiry is rejected. The centre is told by e-mail and reads your reason at its desk.");
}

async function release(what, title, slots) {
  part("release-title").textContent = title;
  part("release-count").textContent = `${slots.join(", ")} of ${enquiryName(shown).title} to ${shown.centre.name}. It cannot be taken back.`;
  part("release-yes").textContent = title;
  if (!(await confirmed(document.getElementById("release-dialog")))) return;
  const answer = await attempt(async () => {
    const { enquiries } = await call("POST", "associate/release", { enquiries: [id], what }, { repeatable: true });
    const stands = enquiries[0].errors.filter((each) => each.code !== "nothing_to_release");
    if (stands.length) throw new Refusal(422, stands);
    return { enquiry: await read() };
  });
  if (answer) done(answer, `${counted(slots.length, "document is", "documents are")} released to ${answer.centre.name}, which is told by e-mail.`);
}

// The enquiry after a step, or null where the desk refused, which the page then says. Where the answer got lost, the enquiry says whether
// it was `carriedOut`; where somebody was faster, the page shows what there is now.
async function attempt(step, carriedOut = () => false, prefix = "") {
  clearProblems();
  try {
    return (await step()).enquiry;
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    const fresh = fault.status === 0 || fault.status === 409 ? await read().catch(() => null) : null;
    if (fresh && fault.status === 0 && carriedOut(fresh)) return fresh;
    if (fresh && fault.status === 409) show(fresh);
    showProblems(fault.problems, { prefix });
    return null;
  }
}

function done(enquiry, said) {
  show(enquiry);
  confirm(part("message"), said);
  announce(said);
  part("message").scrollIntoView({ block: "center" });
}
