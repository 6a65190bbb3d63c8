// Evidence for an enquiry about a missing result: the files that the centre brought, each with checksum and time, and on the centre's desk the box to
// bring one in. Posted straight to the store and watched until it is kept or refused.
import { Refusal, call, get } from "./calls.js";
import { h, part, refill } from "./elements.js";
import { once } from "./forms.js";
import { UploadBox } from "./upload-box.js";
import { timeElement } from "./when.js";

const MOST_BYTES = 10_000_000; // as the desk takes them; asked here only so that no huge file is read for nothing
const KINDS = { pdf: "PDF", jpg: "JPEG", png: "PNG" };

// `base` is where the desk's enquiries are in the API.
export function showEvidence({ id, evidence, evidence_asked: asked }, base = "enquiries") {
  part("evidence").hidden = !asked;
  if (!asked) return;
  part("no-evidence").hidden = evidence.length > 0;
  refill(part("evidence-list"), evidence.map((each) => h("li", {}, line(each, `${base}/${id}/evidence/${each.id}/link`))));
}

function line({ name, kind, size, sha256, at }, path) {
  const trouble = h("span", { class: "field-error", role: "alert" });
  const open = h("button", { type: "button", class: "button button--secondary button--small" }, h("span", { class: "visually-hidden" }, "Download "), name);
  once(open, async () => {
    trouble.textContent = "";
    try {
      location.assign((await call("POST", path, undefined, { repeatable: true })).url);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      trouble.textContent = fault.message;
    }
  });
  const about = h("span", { class: "aside" }, `${KINDS[kind]}, ${Math.max(1, Math.round(size / 1000))} kB. SHA-256 `, h("code", { class: "checksum" }, sha256));
  return [h("span", {}, open, about, trouble), h("span", { class: "hint" }, "Came ", timeElement(at))];
}

// The box on the centre's page. `read()` answers the enquiry afresh, `show(enquiry)` draws it.
export function listenForEvidence(id, { read, show }) {
  const box = new UploadBox({
    id: "evidence-file",
    label: "Bring a file",
    hint: "PDF, JPEG or PNG, at most 10 MB. It is seen by your centre, your Associate if you have one, and the awarding body’s staff.",
    accept: "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png",
    most: MOST_BYTES,
    announced: (file) => call("POST", `enquiries/${id}/evidence`, file, { repeatable: true }),
    became: (upload) => get(`uploads/${upload}`),
    attached: async () => show(await read()),
  });
  part("bring-evidence").append(box.element);
  return box;
}
