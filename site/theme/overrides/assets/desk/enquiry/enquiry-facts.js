// What an enquiry is about, as the heads and the summaries of its pages say it.
import { timeElement } from "../dates.js";
import { h } from "../elements.js";
import { serviceName, subjectName } from "./enquiry-rows.js";

// Whom and what it is about, for who handles enquiries of many centres.
export function caseHeading(enquiry, { after = null } = {}) {
  const { centre, syllabus, series, route } = enquiry;
  return [
    h("p", { class: "case__candidate" }, subjectName(enquiry), after),
    h("p", { class: "case__about" }, `${centre.number} ${centre.name} · ${syllabus.code} ${syllabus.name} · ${series.title} · `, serviceName(enquiry.service), route && ` · ${route}`),
  ];
}

// The rows of a summary that say when each step was taken.
export function milestones(enquiry) {
  return [
    enquiry.received_at && !enquiry.extends && ["Received", timeElement(enquiry.received_at)],
    enquiry.acknowledged_at && ["Acknowledged", timeElement(enquiry.acknowledged_at)],
    enquiry.completed_at && ["Completed", timeElement(enquiry.completed_at)],
    enquiry.cancelled_at && ["Cancelled", timeElement(enquiry.cancelled_at)],
  ];
}
