// What an enquiry is about, as the heads and the summaries of its pages say it.
import { h, numberAndName } from "../elements.js";
import { serviceName, subjectName } from "./enquiry-rows.js";

// Whom and what it is about, as every page of an enquiry opens. `who` is whose it is where that is not the candidate by name alone; a centre
// reads of its own enquiries, so its name is left out there.
export function caseHeading(enquiry, { after = null, who = subjectName(enquiry) } = {}) {
  const { centre, qualification, syllabus, series, route } = enquiry;
  const about = [
    centre && h("span", {}, numberAndName(centre)),
    h("span", {}, `${qualification} ${syllabus.code} ${syllabus.name}`),
    h("span", {}, serviceName(enquiry.service)),
    h("span", {}, series.title),
    route && h("span", {}, route),
  ];
  return [h("div", { class: "case__candidate" }, who, after), h("p", { class: "case__about" }, about.filter(Boolean).flatMap((each, place) => (place ? [" · ", each] : [each])))];
}

// Why the awarding body did not accept an enquiry, in its own words.
export function declineNotice(history) {
  const why = history.findLast((each) => each.code === "declined")?.why ?? "";
  return [h("p", { class: "notice__title" }, "Declined by the awarding body"), h("p", {}, `“${why}”`), h("p", {}, "It was not accepted, and nothing is charged. You can submit another until the deadline.")];
}
