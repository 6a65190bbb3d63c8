// An enquiry as a line of the Associate's lists, the time left to approve it, and how many centres some lines are of.
import { counted, h } from "../elements.js";
import { page } from "../desk.js";
import { enquiryName, extensionTag, messageTag, serviceCode, serviceNamed, statusOf, subjectNamed } from "../rows.js";
import { row } from "../tables.js";
import { day, duration, serverNow, timeElement } from "../when.js";

const DAY = 86_400_000;
const SHORT = { AckLetter: "Ack", OutLetter: "Out", CoSLetter: "CoS", Rpt: "Rpt", Statement: "Statement" };

export function addressOf(id) {
  return page("associate/enquiry/", { id });
}

export function queueRow(each) {
  return row([
    ["Enquiry", picked(each)],
    ["Centre", centre(each)],
    ["Candidate", subjectNamed(each)],
    ["Syllabus", [h("span", { class: "number" }, each.syllabus.code), ` ${each.syllabus.name}`, h("span", { class: "aside" }, `Component${each.components.length === 1 ? "" : "s"} ${each.components.join(", ")}`)]],
    ["Service", [serviceNamed(each.service), each.route && h("span", { class: "aside" }, each.route)]],
    ["Submitted", timeElement(each.submitted_at)],
    ["Time left", [timeLeft(each), messageTag(each)]],
  ]);
}

export function listRow(each) {
  return row([
    ["Enquiry", picked(each)],
    ["Centre", centre(each)],
    ["Candidate", subjectNamed(each)],
    ["Syllabus", [h("span", { class: "number" }, each.syllabus.code), ` ${each.syllabus.name}`]],
    ["Service", serviceCode(each)],
    ["Status", h("span", {}, statusOf(each), extensionTag(each))],
    ["To release", toRelease(each)],
    ["Promised by", each.promised_by ? h("span", { class: "number" }, day(each.promised_by)) : ""],
  ]);
}

function picked(each) {
  const { name } = enquiryName(each);
  const box = h("input", { type: "checkbox", value: each.id, "data-pick": true, "aria-label": `Choose ${name}, ${each.centre.name}, ${each.subject.label}` });
  return h("span", { class: "pick" }, box, h("a", { href: addressOf(each.id), class: "number" }, name));
}

export function centre({ centre: { number, name } }) {
  return [h("span", { class: "number" }, number), ` ${name}`];
}

// Not only by colour: what is short says so in days and hours.
export function timeLeft({ approve_by: until }) {
  if (!until) return "";
  const left = new Date(until) - serverNow();
  if (left <= 0) return h("span", { class: "tag tag--bad" }, "Too late to approve");
  return h("span", { class: left < 2 * DAY ? "tag tag--bad" : left < 7 * DAY ? "tag tag--warn" : "number" }, left < 2 * DAY ? duration(left) : counted(Math.floor(left / DAY), "day"));
}

// AckLetter, OutLetter, CoSLetter-22 as the lists call them: Ack, Out, CoS 22.
export function toRelease({ to_release: slots }) {
  return slots.map((slot, index) => {
    const [kind, component] = slot.split("-");
    return [index > 0 && " ", h("span", { class: "tag tag--warn" }, `${SHORT[kind] ?? kind}${component ? ` ${component}` : ""}`)];
  });
}

export function centresOf(rows) {
  return counted(new Set(rows.map((each) => each.centre.number)).size, "centre");
}
