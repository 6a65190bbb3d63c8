// How far a case has come and what is known of it: the tags in the head of its page, and the rows of its summary.
import { formatDay, timeElement } from "../dates.js";
import { h, money, statusTag, summaryList } from "../elements.js";
import { demonstrationMark } from "../enquiry/fee.js";
import { gradeCheckRows } from "../enquiry/grade-check-rows.js";
import { amendedTag, heldTag, timeLeft } from "./queue-rows.js";

const LATE = { number_late: "Number late", acknowledgement_late: "Acknowledgement late", acceptance_late: "Acceptance late" }; // the outcome's lateness is the time left itself

export function caseTags(enquiry) {
  const late = enquiry.flags.map(({ code }) => LATE[code] && h("span", { class: "tag tag--bad" }, LATE[code]));
  return [statusTag(enquiry.status, enquiry.status_text), timeLeft(enquiry), enquiry.held && heldTag(), enquiry.amended && amendedTag(), ...late];
}

export function caseFacts(each) {
  const amount = each.fee.money ? [money(each.fee.money), " ", each.fee.demonstration && demonstrationMark()] : [each.fee.known ? "not published" : "not known here"];
  return summaryList([
    ["Reference", h("span", { class: "number" }, each.reference)],
    ...gradeCheckRows(each),
    each.deadline_find && ["Deadline", ["Not known here. ", h("span", { class: "aside" }, `${each.deadline_find} Use it to decide whether this came in time.`)]],
    each.extends ? ["Begun", timeElement(each.submitted_at)] : ["Submitted", [timeElement(each.submitted_at), each.through_associate && h("span", { class: "aside" }, `By ${each.centre.name}, sent on by its Associate on its behalf`)]],
    each.promised_by && !each.cancelled_at && ["Promised by", [formatDay(each.promised_by), h("span", { class: "aside" }, each.target_text)]],
    each.promise_text && ["Promised", each.promise_text],
    ["Fee", each.fee.status === "due" ? [amount, h("span", { class: "aside" }, each.fee.text)].flat() : each.fee.text],
    ["We write to", each.contact_email],
    each.notice && ["Notice", each.notice],
  ]);
}
