// The Files of an enquiry: what the service ends with, by name, with a link to what is issued. A link lives five minutes, so it is made on the click.
import { Refusal, call } from "./calls.js";
import { h, refill } from "./elements.js";
import { once } from "./forms.js";
import { timeElement } from "./when.js";

export function showFiles(place, enquiry) {
  refill(place, enquiry.documents.map((each) => h("li", {}, file(enquiry, each))));
}

function file(enquiry, { id, name, kind_text: kind, component, state, issued_at: issued }) {
  const about = h("span", { class: "aside" }, component ? `${kind}, component ${component}` : kind);
  const short = name.replace(/\.pdf$/, "");
  if (state !== "issued") {
    return [h("span", {}, h("strong", {}, short), about), h("span", { class: "hint" }, enquiry.status === "cancelled" ? "Not coming: cancelled" : "Expected")];
  }
  const trouble = h("span", { class: "field-error", role: "alert" });
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, h("span", { class: "visually-hidden" }, "Download "), `${short} (PDF)`);
  once(button, () => download(enquiry.id, id, trouble));
  return [h("span", {}, button, about, trouble), h("span", { class: "hint" }, "Issued ", timeElement(issued))];
}

async function download(enquiry, document, trouble) {
  trouble.textContent = "";
  try {
    const { url } = await call("POST", `enquiries/${enquiry}/documents/${document}/link`, undefined, { repeatable: true });
    location.assign(url);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    trouble.textContent = fault.message;
  }
}
