// An enquiry as a row of a list, and what it is called.
import { linkTo, pageUrl } from "../addresses.js";
import { formatDay } from "../dates.js";
import { h, numberAndName, statusTag } from "../elements.js";
import { row } from "../tables.js";

export function enquiryRow(each) {
  return row(
    [
      ["Enquiry", enquiryLink(each)],
      ["Candidate", subjectLinks(each)],
      ["Syllabus", syllabusCell(each)],
      ["Service", serviceCode(each)],
      ["Status", h("span", {}, statusCell(each), extensionTag(each))],
      ["Promised by", each.promised_by ? h("span", { class: "number" }, formatDay(each.promised_by)) : promiseMissing(each)],
      ["Note", each.note],
    ],
    { class: each.late ? "overdue" : null },
  );
}

// The statuses of what ended without an outcome: no document is to come of it, and no day is promised.
export const NOT_CARRIED_OUT = ["rejected", "declined", "cancelled"];

// What stands in a list for a day that is not promised: nothing is, of what was not carried out. Some targets count from acceptance.
export function promiseMissing({ status, received_at: received, promise_text: promised, portal }) {
  if (NOT_CARRIED_OUT.includes(status)) return "–";
  if (portal && !received) return "once it is made";
  return promised ?? (received ? "not published" : "after receipt");
}

// By which a list of enquiries can be sorted, by the column's heading.
export const SORTS = {
  Enquiry: (each) => each.number ?? each.reference,
  Candidate: (each) => each.subject.label,
  Centre: (each) => each.centre?.number,
  Syllabus: (each) => `${each.syllabus.code} ${each.series.id}`,
  Service: (each) => each.service.label,
  Status: (each) => each.status_text,
  "Promised by": (each) => each.promised_by ?? "9",
  "Time left": (each) => each.promised_by ?? each.approve_by ?? "9",
  Received: (each) => each.received_at ?? each.submitted_at,
  Submitted: (each) => each.submitted_at,
  With: (each) => each.handler?.name ?? "",
  Note: (each) => each.note,
};

// The syllabus, and the series, for lists go over all of them.
export function syllabusCell({ syllabus, series, body, portal }) {
  return h("span", {}, `${syllabus.code} ${syllabus.name}`, h("span", { class: "aside" }, portal ? `${series.title}, ${body.name}` : series.title));
}

// "2 Review of marking"; by its name alone where the code is the desk's own, as an appeal's, or stands in the name, as in "… NO RESULT (X)".
export function serviceName({ label, name }) {
  return label === name || name.endsWith(`(${label})`) ? name : `${label} ${name}`;
}

// The service, short; beside it the route by which the results were reached, where it is not the usual one.
export function serviceCode({ service, route }) {
  return [h("span", { title: service.name }, service.label), route && h("span", { class: "aside" }, route)];
}

export function statusCell(each) {
  return h("span", {}, statusTag(each.status, each.status_text), each.late && [" ", h("span", { class: "tag tag--bad" }, "Late")], messageTag(each));
}

// What the awarding body began stands among what the centre asked for.
export function extensionTag(each) {
  return each.extends && [" ", h("span", { class: "tag" }, "Extension")];
}

// What was written about it and waits for who looks: a question, an answer, an error.
export function messageTag({ message }) {
  return message && [" ", h("span", { class: "tag tag--warn" }, message)];
}

// The number is the name of an enquiry; until there is one, the submission's reference is.
export function enquiryName({ number, reference, appeal }) {
  const what = appeal ? "Appeal" : "Enquiry";
  return { name: number ?? reference, title: number ? `${what} ${number}` : `${what} in ${reference}` };
}

export function enquiryLink(each) {
  return h("a", { href: pageUrl("desk/enquiry/", { id: each.id }), class: "number" }, enquiryName(each).name);
}

// One candidate leads to their entries; a group shows its candidates on demand; a cohort is all of them.
export function subjectLinks({ subject, series, body }) {
  const link = (each) => h("a", { href: linkTo("desk/candidate/", { body: body?.id ?? "", series: series.id }, each.number) }, numberAndName(each));
  return about(subject, link);
}

// The same for desks that have no page of a candidate's entries.
export function subjectName({ subject }) {
  return about(subject, numberAndName);
}

function about({ kind, label, candidates }, show) {
  if (kind === "candidate") return show(candidates[0]);
  if (candidates.length === 0) return label;
  return h("details", { class: "details group" }, h("summary", {}, label), h("ul", {}, candidates.map((each) => h("li", {}, show(each)))));
}
