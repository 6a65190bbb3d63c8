// An enquiry as a row of the queue, and the words that say how long there is left.
import { inZone } from "../../scripts/clock.js";
import { ZONE } from "../dates.js";
import { selectable } from "../components/row-selection.js";
import { counted, h, numberAndName, statusTag } from "../elements.js";
import { extensionTag, messageTag, serviceCode, subjectName } from "../enquiry/enquiry-rows.js";
import { row } from "../tables.js";
import { enquiryUrl } from "./queue-order.js";

const SOON = 5; // days

// `canBeChosen` gives the row a box.
export function queueRow(each, canBeChosen = false) {
  const name = each.number ?? each.reference;
  const link = h("a", { href: enquiryUrl(each.id), class: "number", "data-id": each.id }, name);
  return row(
    [
      ["Enquiry", canBeChosen ? selectable(each, name, link) : link],
      ["Time left", [timeLeft(each), each.held && [" ", heldTag()], messageTag(each)]],
      ["Candidate", subjectName(each)],
      ["Centre", h("span", { title: each.centre.name }, numberAndName(each.centre))],
      ["Syllabus", [h("span", { class: "number" }, each.syllabus.code), ` ${each.syllabus.name}`]],
      ["Service", serviceCode(each)],
      ["With", each.handler?.name],
      [each.received_at ? "Received" : "Submitted", shortTime(each.received_at ?? each.submitted_at)],
      ["Status", [statusTag(each.status, each.status_text), each.amended && " ", each.amended && amendedTag(), extensionTag(each)].flat()],
    ],
    { class: each.overdue ? "overdue" : null },
  );
}

// Overdue is said by a word, not only by a colour.
export function timeLeft({ overdue, days_left: days, late }) {
  if (overdue) return h("span", { class: "tag tag--bad" }, `Overdue by ${counted(-days, "day")}`);
  if (days === null) return late ? h("span", { class: "tag tag--bad" }, "Late") : "";
  const text = days === 0 ? "Last day" : `${counted(days, "day")} left`;
  return days <= SOON ? h("span", { class: "tag tag--warn" }, text) : text;
}

export function heldTag() {
  return h("span", { class: "tag tag--warn" }, "Held");
}

export function amendedTag() {
  return h("span", { class: "tag tag--warn" }, "Amended since letter");
}

export function shortTime(iso) {
  const text = inZone(new Date(iso), ZONE, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return h("time", { datetime: iso }, text);
}
