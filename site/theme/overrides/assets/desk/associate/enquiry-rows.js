// An enquiry as a row of the Associate's lists, the time left to approve it, and how many centres some rows are of.
import { pageUrl } from "../addresses.js";
import { selectable } from "../components/row-selection.js";
import { formatDay, formatDuration, serverNow, timeElement } from "../dates.js";
import { counted, h, numberAndName } from "../elements.js";
import { enquiryName, extensionTag, messageTag, serviceCode, serviceName, statusCell, subjectName, syllabusCell } from "../enquiry/enquiry-rows.js";
import { row } from "../tables.js";

const DAY = 86_400_000;
const SHORT = { AckLetter: "Ack", OutLetter: "Out", CoSLetter: "CoS", Rpt: "Rpt", Statement: "Statement", Breakdown: "Marks", DigitalEvidence: "Evidence", TaskMarks: "Tasks" };

export function enquiryUrl(id) {
  return pageUrl("associate/enquiry/", { id });
}

// What waits for approval.
export function approvalRow(each) {
  const components = h("span", { class: "aside" }, `Component${each.components.length === 1 ? "" : "s"} ${each.components.join(", ")}`);
  return row([
    ["Enquiry", selectableLink(each)],
    ["Centre", centreName(each)],
    ["Candidate", subjectName(each)],
    ["Syllabus", [h("span", { class: "number" }, each.syllabus.code), ` ${each.syllabus.name}`, components]],
    ["Service", [serviceName(each.service), each.route && h("span", { class: "aside" }, each.route)]],
    ["Submitted", timeElement(each.submitted_at)],
    ["Time left", [timeLeft(each), messageTag(each)]],
  ]);
}

// Any enquiry, with what there is to release.
export function releaseRow(each) {
  return row([
    ["Enquiry", selectableLink(each)],
    ["Centre", centreName(each)],
    ["Candidate", subjectName(each)],
    ["Syllabus", syllabusCell(each)],
    ["Service", serviceCode(each)],
    ["Status", h("span", {}, statusCell(each), extensionTag(each))],
    ["To release", releaseTags(each)],
    ["Promised by", each.promised_by ? h("span", { class: "number" }, formatDay(each.promised_by)) : ""],
  ]);
}

function selectableLink(each) {
  const { name } = enquiryName(each);
  return selectable(each, name, h("a", { href: enquiryUrl(each.id), class: "number" }, name));
}

function centreName({ centre }) {
  return numberAndName(centre);
}

// Not only by colour: what is short says so in days and hours.
function timeLeft({ approve_by: until }) {
  if (!until) return "";
  const left = new Date(until) - serverNow();
  if (left <= 0) return h("span", { class: "tag tag--bad" }, "Too late to approve");
  return h("span", { class: left < 2 * DAY ? "tag tag--bad" : left < 7 * DAY ? "tag tag--warn" : "number" }, left < 2 * DAY ? formatDuration(left) : counted(Math.floor(left / DAY), "day"));
}

// AckLetter, OutLetter, CoSLetter-8300_1H as the lists call them: Ack, Out, CoS 8300/1H. A stroke in a code is _ in a slot.
function releaseTags({ to_release: slots }) {
  return slots.map((slot, index) => {
    const [kind, ...code] = slot.split("-");
    const component = code.join("-").replaceAll("_", "/");
    return [index > 0 && " ", h("span", { class: "tag tag--warn" }, `${SHORT[kind] ?? kind}${component ? ` ${component}` : ""}`)];
  });
}

export function countedCentres(rows) {
  return counted(new Set(rows.map((each) => each.centre.number)).size, "centre");
}
