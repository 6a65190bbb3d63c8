// An enquiry as a line of a list, and the changes of this tab that a list may not have caught up with yet.
import { h, statusTag } from "./elements.js";
import { page } from "./desk.js";
import { row } from "./tables.js";
import { day, timeElement } from "./when.js";

const FRESH_FOR = 60_000;
const KEY = "changed";

export function enquiryRow(each) {
  return row(
    [
      ["Enquiry", enquiryLink(each)],
      ["Candidate", subject(each)],
      ["Syllabus", `${each.syllabus.code} ${each.syllabus.name}`],
      ["Service", serviceCode(each)],
      ["Status", h("span", {}, statusOf(each), extensionTag(each))],
      ["Promised by", each.promised_by ? h("span", { class: "number" }, day(each.promised_by)) : each.received_at ? "not published" : "after receipt"],
      ["Note", each.note],
    ],
    { class: each.late ? "overdue" : null },
  );
}

// "2 Review of marking"; an appeal by its name alone, for its code is the desk's own.
export function serviceNamed({ label, name }) {
  return label === name ? name : `${label} ${name}`;
}

// The service, short; beside it the route by which the results were reached, where it is not the usual one.
export function serviceCode({ service, route }) {
  return [h("span", { title: service.name }, service.label), route && h("span", { class: "aside" }, route)];
}

export function statusOf(each) {
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
  return h("a", { href: page("desk/enquiry/", { id: each.id }), class: "number" }, enquiryName(each).name);
}

// One candidate leads to their entries; a group shows its candidates on demand; a cohort is all of them.
export function subject({ subject, series }) {
  const link = (each) => h("a", { href: page("desk/candidate/", { number: each.number, series: series.id }) }, named(each));
  return about(subject, link);
}

// The same for desks that have no page of a candidate's entries.
export function subjectNamed({ subject }) {
  return about(subject, named);
}

function named({ number, name }) {
  return [h("span", { class: "number" }, number), ` ${name}`];
}

function about({ kind, label, candidates }, show) {
  if (kind === "candidate") return show(candidates[0]);
  if (candidates.length === 0) return label;
  return h("details", { class: "details group" }, h("summary", {}, label), h("ul", {}, candidates.map((each) => h("li", {}, show(each)))));
}

export function submittedOn(each) {
  return timeElement(each.submitted_at);
}

// A list is read from an index that follows its table by a moment. What this tab changed itself is remembered until then.
export function rememberChange(enquiry) {
  const changes = remembered();
  changes[enquiry.id] = { at: Date.now(), row: enquiry };
  sessionStorage.setItem(KEY, JSON.stringify(changes));
}

export function withChanges(rows) {
  const changes = remembered();
  return rows.map((each) => (changes[each.id] ? { ...each, ...changes[each.id].row } : each));
}

function remembered() {
  const changes = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  return Object.fromEntries(Object.entries(changes).filter(([, { at }]) => Date.now() - at < FRESH_FOR));
}
