// The Files of an enquiry: what the service ends with, by name, with a link to what is issued. A link lives five minutes, so it is made on the click.
import { Refusal, call } from "./calls.js";
import { h, refill } from "./elements.js";
import { once } from "./forms.js";
import { timeElement } from "./when.js";

// `base` is where the desk's enquiries are in the API; `about(document)` says more of one that is issued.
export function showFiles(place, enquiry, { base = "enquiries", about = () => null } = {}) {
  refill(place, enquiry.documents.map((each) => h("li", {}, file(enquiry, each, `${base}/${enquiry.id}`, about))));
}

function file(enquiry, document, base, more) {
  const { id, slot, name, kind_text: kind, component, state, issued_at: issued } = document;
  const about = h("span", { class: "aside" }, component ? `${kind}, component ${component}` : kind);
  const short = name.replace(/\.pdf$/, "");
  if (state !== "issued") {
    return [h("span", {}, h("strong", {}, short), about), h("span", { class: "hint" }, missing(enquiry, slot))];
  }
  const trouble = h("span", { class: "field-error", role: "alert" });
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, h("span", { class: "visually-hidden" }, "Download "), `${short} (PDF)`);
  once(button, () => download(`${base}/documents/${id}/link`, trouble));
  return [h("span", {}, button, about, trouble), h("span", { class: "hint" }, "Issued ", timeElement(issued), more(document))];
}

// Statuses show at once; documents of an Associate Centre come when its Associate releases them.
function missing({ status, through_associate: through, centre }, slot) {
  if (status === "cancelled") return "Not coming: cancelled";
  if (status === "rejected") return "Not coming: rejected";
  const issued = status === "completed" || (status === "acknowledged" && ["AckLetter", "Statement"].includes(slot));
  return through && issued && !centre ? "With your Associate, who has to release it" : "Expected";
}

async function download(path, trouble) {
  trouble.textContent = "";
  try {
    const { url } = await call("POST", path, undefined, { repeatable: true });
    location.assign(url);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    trouble.textContent = fault.message;
  }
}
