// /desk/enquiry/: one enquiry. Where it stands and what is promised, its components, files, fee, note, changes and history.
import { get } from "./calls.js";
import { listenForChanges, showChanges } from "./changes.js";
import { asked, openDesk } from "./desk.js";
import { h, money, part, refill, statusTag, summaryList } from "./elements.js";
import { demonstrationMark } from "./fee.js";
import { showFiles } from "./files.js";
import { rememberChange, subject } from "./rows.js";
import { fillRows, row } from "./tables.js";
import { day, timeElement } from "./when.js";

const id = asked("id");

openDesk(async () => {
  const { enquiry } = await get(`enquiries/${id}`);
  show(enquiry);
  listenForChanges(id, (changed) => {
    rememberChange(changed);
    show(changed);
  });
});

function show(enquiry) {
  const title = enquiry.number ? `Enquiry ${enquiry.number}` : `Enquiry in ${enquiry.reference}`;
  document.querySelector("article h1").textContent = title;
  document.title = `${title}, ${enquiry.subject.label}`;
  part("enquiries-link").href = new URL(`../enquiries/?series=${enquiry.series.id}`, location.href);
  refill(part("head"), statusTag(enquiry.status, enquiry.status_text), " ", enquiry.late && h("span", { class: "tag tag--bad" }, "Late"));
  refill(part("flags"), enquiry.flags.map(flag));
  refill(part("about"), about(enquiry));
  fillRows(part("components"), enquiry.components.map(componentRow));
  showGrade(enquiry);
  showFee(enquiry.fee);
  showFiles(part("files"), enquiry);
  showChanges(enquiry);
  refill(part("history"), [...enquiry.history].reverse().map(event));
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
    ["Candidate", subject(each)],
    ["Syllabus", `${each.syllabus.code} ${each.syllabus.name}, ${each.qualification}`],
    ["Series", each.series.title],
    ["Service", `${each.service.code} ${each.service.name}`],
    ["Reference", h("span", { class: "number" }, each.reference)],
    ["Submitted", timeElement(each.submitted_at)],
    each.received_at && ["Received", timeElement(each.received_at)],
    each.acknowledged_at && ["Acknowledged", timeElement(each.acknowledged_at)],
    each.completed_at && ["Completed", timeElement(each.completed_at)],
    each.cancelled_at && ["Cancelled", timeElement(each.cancelled_at)],
    !each.cancelled_at && ["Outcome promised by", promise(each)],
  ]);
}

function promise(each) {
  const notice = each.notice && !each.completed_at && h("span", { class: "aside" }, each.notice);
  if (!each.promised_by) return [`Known once it is received. ${each.target_text}`, notice];
  return [h("span", {}, `${day(each.promised_by)}. `), each.late && !each.completed_at ? h("strong", {}, "Late. ") : null, h("span", { class: "aside" }, each.target_text), notice];
}

function componentRow({ code, title, most, mark_before: before, mark_after: after, outcome, reason }) {
  const of = (mark) => (mark === null ? "none" : most ? `${mark} of ${most}` : `${mark}`);
  return row([
    ["Component", [h("span", { class: "number" }, code), ` ${title}`]],
    ["Mark before", of(before), "number"],
    ["Mark after", after === null ? "with the outcome letter" : of(after), after === null ? null : "number"],
    ["Outcome", [outcome ?? "", reason && h("span", { class: "aside" }, reason)]],
  ]);
}

function showGrade({ grade_before: before, grade_after: after }) {
  const said = after === null ? [] : [after === before ? `, unchanged after review (${after})` : [", ", h("strong", {}, `${after} after review`)]];
  refill(part("grade"), before && ["Syllabus grade: ", h("strong", {}, before), ...said.flat(), ". Results are provisional until the certificate confirms them."]);
}

function showFee(fee) {
  const mark = fee.demonstration && [" ", demonstrationMark()];
  const amount = fee.money ? money(fee.money) : null;
  refill(
    part("fee"),
    h("p", { class: "fee-total" }, h("strong", {}, fee.status === "due" ? (amount ?? "Not published") : "No charge"), fee.status === "due" && amount && mark),
    h("p", {}, fee.text),
    h("p", { class: "hint" }, fee.explanation),
    fee.charges.map((each) => h("p", {}, `Administration fee, ${each.what} `, timeElement(each.at), each.money && `: ${money(each.money)}`, each.money && mark)),
  );
}

// A document is named in the history with the mark of its bytes, which tells two files of one name apart and nobody wants to read.
function event({ at, who, what, why }) {
  return h("li", {}, timeElement(at), h("strong", {}, what.replace(/\.[0-9a-f]{16}$/, "")), h("span", { class: "aside" }, who), why && h("span", { class: "aside" }, `“${why}”`));
}
