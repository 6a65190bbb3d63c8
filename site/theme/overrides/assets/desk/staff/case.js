// What an enquiry is about and how far it has come: head, documents and what is missing of them, details, components, history.
import { Refusal, call } from "../calls.js";
import { counted, h, money, part, refill, statusTag, summaryList } from "../elements.js";
import { once } from "../forms.js";
import { demonstrationMark } from "../fee.js";
import { fillRows, row } from "../tables.js";
import { day, timeElement } from "../when.js";
import { amendedTag, candidate, timeLeft } from "./lines.js";
import { look } from "./look.js";

// `marking` says that the marks stand in a form, where they need not stand twice.
export function showCase(enquiry, marking) {
  const title = enquiry.number ? `Enquiry ${enquiry.number}` : `Enquiry in ${enquiry.reference}`;
  document.querySelector("article h1").textContent = title;
  document.title = `${title}, ${enquiry.subject.label}`;
  refill(
    part("who"),
    h("p", { class: "case__candidate" }, candidate(enquiry)),
    h("p", { class: "case__about" }, `${enquiry.centre.number} ${enquiry.centre.name} · ${enquiry.syllabus.code} ${enquiry.syllabus.name} · ${enquiry.series.title} · `, h("strong", {}, enquiry.service.code), ` ${enquiry.service.name}`),
  );
  refill(part("head"), statusTag(enquiry.status, enquiry.status_text), timeLeft(enquiry), enquiry.amended && amendedTag(), enquiry.flags.map(lateness));
  showDocuments(enquiry);
  refill(part("about"), about(enquiry));
  part("marks-shown").hidden = marking;
  fillRows(part("components"), enquiry.components.map(componentRow));
  refill(part("grade"), grade(enquiry));
  refill(part("history"), [...enquiry.history].reverse().map(event));
}

const LATE = { number_late: "Number late", acknowledgement_late: "Acknowledgement late" }; // the outcome's lateness is the time left itself

function lateness({ code }) {
  return LATE[code] && h("span", { class: "tag tag--bad" }, LATE[code]);
}

function showDocuments(enquiry) {
  const missing = enquiry.documents.filter((each) => each.state !== "issued");
  const closed = ["cancelled", "rejected"].includes(enquiry.status);
  refill(
    part("missing"),
    missing.length === 0
      ? "All are issued."
      : closed
        ? "None is to come."
        : [h("strong", {}, `${counted(missing.length, "document")} of ${enquiry.documents.length}`), ` ${missing.length === 1 ? "is" : "are"} still to be issued. The enquiry is completed with the last one.`],
  );
  refill(part("documents"), enquiry.documents.map((each) => h("li", {}, documentLine(enquiry, each, closed))));
}

function documentLine(enquiry, { id, name, kind_text: kind, component, state, issued_at: issued }, closed) {
  const described = h("span", {}, h("strong", {}, name.replace(/\.pdf$/, "")), h("span", { class: "aside" }, component ? `${kind}, component ${component}` : kind));
  if (state === "expected") return [described, h("span", { class: "hint" }, closed ? "Not coming" : "Missing")];
  const trouble = h("span", { class: "field-error", role: "alert" });
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, "Show", h("span", { class: "visually-hidden" }, ` ${name}`));
  once(button, () => showDocument(enquiry, id, name, trouble));
  const said = state === "issued" ? h("span", { class: "hint" }, "Issued ", timeElement(issued)) : h("span", { class: "tag tag--warn" }, "Checked, not issued");
  return [described, h("span", { class: "document__state" }, said, " ", button, trouble)];
}

async function showDocument(enquiry, id, name, trouble) {
  trouble.textContent = "";
  try {
    const link = await call("POST", `staff/enquiries/${enquiry.id}/documents/${id}/link`, undefined, { repeatable: true });
    const place = part("document-shown");
    const shut = h("button", { type: "button", class: "button button--secondary button--small", onclick: () => place.replaceChildren() }, "Close");
    refill(place, look(enquiry, name, link, shut));
    shut.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    trouble.textContent = fault.message;
  }
}

function about(each) {
  const amount = each.fee.money ? [money(each.fee.money), " ", each.fee.demonstration && demonstrationMark()] : ["not published"];
  return summaryList([
    ["Reference", h("span", { class: "number" }, each.reference)],
    ["Qualification", `${each.qualification}, ${each.route}`],
    ["Submitted", timeElement(each.submitted_at)],
    each.received_at && ["Received", timeElement(each.received_at)],
    each.acknowledged_at && ["Acknowledged", timeElement(each.acknowledged_at)],
    each.completed_at && ["Completed", timeElement(each.completed_at)],
    each.cancelled_at && ["Cancelled", timeElement(each.cancelled_at)],
    each.promised_by && !each.cancelled_at && ["Promised by", [day(each.promised_by), h("span", { class: "aside" }, each.target_text)]],
    ["Fee", each.fee.status === "due" ? [amount, h("span", { class: "aside" }, each.fee.text)].flat() : each.fee.text],
    ["Letters are announced to", each.contact_email],
    each.notice && ["Notice", each.notice],
  ]);
}

function componentRow({ code, title, most, mark_before: before, mark_after: after, outcome, reason }) {
  const of = (mark) => (mark === null ? "none" : most ? `${mark} of ${most}` : `${mark}`);
  return row([
    ["Component", [h("span", { class: "number" }, code), ` ${title}`]],
    ["Mark before", of(before), "number"],
    ["Mark after", after === null ? "not recorded" : of(after), after === null ? null : "number"],
    ["Outcome", [outcome ?? "", reason && h("span", { class: "aside" }, reason)]],
  ]);
}

function grade({ grade_before: before, grade_after: after }) {
  if (after === null) return ["Syllabus grade: ", h("strong", {}, before ?? "none")];
  return ["Syllabus grade: ", h("strong", {}, before ?? "none"), " before, ", h("strong", {}, after), " after review."];
}

function event({ at, who, what, why }) {
  return h("li", {}, timeElement(at), h("strong", {}, what), h("span", { class: "aside" }, who), why && h("span", { class: "aside" }, `“${why}”`));
}
