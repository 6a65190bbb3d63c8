// What an enquiry is about and how far it has come: head, documents and what is missing of them, details, components, history.
import { Refusal, call } from "../calls.js";
import { page } from "../desk.js";
import { counted, h, money, part, refill, statusTag, summaryList } from "../elements.js";
import { once } from "../forms.js";
import { demonstrationMark } from "../fee.js";
import { askedRows } from "../grade-check.js";
import { showHistory } from "../history.js";
import { showThread } from "../messages.js";
import { showComponents, showGrade } from "../outcomes.js";
import { enquiryName, serviceNamed, subjectNamed } from "../rows.js";
import { day, timeElement } from "../when.js";
import { amendedTag, heldTag, timeLeft } from "./lines.js";
import { look } from "./look.js";

// `marking` says that the marks stand in a form, where they need not stand twice.
export function showCase(enquiry, marking) {
  const { title } = enquiryName(enquiry);
  document.querySelector("article h1").textContent = title;
  document.title = `${title}, ${enquiry.subject.label}`;
  refill(
    part("who"),
    h("p", { class: "case__candidate" }, subjectNamed(enquiry), enquiry.subject.kind === "cohort" && (enquiry.about_components ? " (the original sample)" : " (the whole cohort)")),
    h("p", { class: "case__about" }, `${enquiry.centre.number} ${enquiry.centre.name} · ${enquiry.syllabus.code} ${enquiry.syllabus.name} · ${enquiry.series.title} · `, serviceNamed(enquiry.service), enquiry.route && ` · ${enquiry.route}`),
  );
  refill(part("head"), statusTag(enquiry.status, enquiry.status_text), timeLeft(enquiry), enquiry.held && heldTag(), enquiry.amended && amendedTag(), enquiry.flags.map(lateness));
  showDocuments(enquiry);
  refill(part("about"), about(enquiry));
  part("marks-shown").hidden = marking || !enquiry.about_components;
  showComponents(enquiry, { open: "not recorded" });
  showGrade(enquiry);
  showThread(enquiry);
  showHistory(enquiry);
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

function documentLine(enquiry, { id, slot, name, kind_text: kind, component, state, issued_at: issued }, closed) {
  const described = h("span", {}, h("strong", {}, name.replace(/\.pdf$/, "")), h("span", { class: "aside" }, component ? `${kind}, component ${component}` : kind));
  if (state === "expected") return [described, h("span", { class: "hint" }, closed ? "Not coming" : "Missing")];
  const trouble = h("span", { class: "field-error", role: "alert" });
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, "Show", h("span", { class: "visually-hidden" }, ` ${name}`));
  once(button, () => showDocument(enquiry, id, name, trouble));
  const said = state === "issued" ? h("span", { class: "hint" }, "Issued ", timeElement(issued), slot === "Statement" && posted(enquiry.statement)) : h("span", { class: "tag tag--warn" }, "Checked, not issued");
  return [described, h("span", { class: "document__state" }, said, " ", button, trouble)];
}

function posted({ sent_at: at, sent_by: by }) {
  return at ? [" · Printed and sent ", timeElement(at), `, ${by.name}`] : [" · ", h("a", { href: page("staff/statements/") }, "To print and send")];
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
  const amount = each.fee.money ? [money(each.fee.money), " ", each.fee.demonstration && demonstrationMark()] : [each.fee.known ? "not published" : "not known here"];
  return summaryList([
    ["Reference", h("span", { class: "number" }, each.reference)],
    ...askedRows(each),
    each.deadline_find && ["Deadline", ["Not known here. ", h("span", { class: "aside" }, `${each.deadline_find} Judge by it whether this came in time.`)]],
    ["Qualification", [each.qualification, each.route].filter(Boolean).join(", ")],
    each.extends ? ["Begun", timeElement(each.submitted_at)] : ["Submitted", [timeElement(each.submitted_at), each.through_associate && h("span", { class: "aside" }, `By ${each.centre.name}, sent on by its Associate on its behalf`)]],
    each.received_at && !each.extends && ["Received", timeElement(each.received_at)],
    each.acknowledged_at && ["Acknowledged", timeElement(each.acknowledged_at)],
    each.completed_at && ["Completed", timeElement(each.completed_at)],
    each.cancelled_at && ["Cancelled", timeElement(each.cancelled_at)],
    each.promised_by && !each.cancelled_at && ["Promised by", [day(each.promised_by), h("span", { class: "aside" }, each.target_text)]],
    ["Fee", each.fee.status === "due" ? [amount, h("span", { class: "aside" }, each.fee.text)].flat() : each.fee.text],
    ["Letters are announced to", each.contact_email],
    each.notice && ["Notice", each.notice],
  ]);
}
