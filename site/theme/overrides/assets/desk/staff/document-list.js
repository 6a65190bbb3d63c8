// The documents that an enquiry ends with: what is issued, what is missing, and each to be looked at.
import { pageUrl } from "../addresses.js";
import { call, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { timeElement } from "../dates.js";
import { counted, h, refill } from "../elements.js";
import { NOT_CARRIED_OUT } from "../enquiry/enquiry-rows.js";
import { documentPreview } from "./document-preview.js";

export class DocumentList extends Component {
  static module = "document-list";

  // `preview` is where a document is shown.
  constructor(root, { preview }) {
    super(root);
    this.preview = preview;
  }

  show(enquiry) {
    const missing = enquiry.documents.filter((each) => each.state !== "issued");
    const closed = NOT_CARRIED_OUT.includes(enquiry.status);
    refill(
      this.part("missing"),
      missing.length === 0
        ? "All are issued."
        : closed
          ? "No document is still to come."
          : [h("strong", {}, `${counted(missing.length, "document")} of ${enquiry.documents.length}`), ` ${missing.length === 1 ? "is" : "are"} still to be issued. The last one completes the enquiry.`],
    );
    refill(this.part("documents"), enquiry.documents.map((each) => h("li", {}, this.line(enquiry, each, closed))));
  }

  line(enquiry, { id, slot, name, kind_text: kind, component, state, issued_at: issued }, closed) {
    const described = h("span", {}, h("strong", {}, name.replace(/\.pdf$/, "")), h("span", { class: "aside" }, component ? `${kind}, component ${component}` : kind));
    if (state === "expected") return [described, h("span", { class: "hint" }, closed ? "Not coming" : "Missing")];
    const trouble = h("span", { class: "field-error", role: "alert" });
    const button = h("button", { type: "button", class: "button button--secondary button--small" }, "Show", h("span", { class: "visually-hidden" }, ` ${name}`));
    onPress(button, () => this.showDocument(enquiry, id, name, trouble));
    const status = state === "issued" ? h("span", { class: "hint" }, "Issued ", timeElement(issued), sentText(enquiry.statements.find((each) => each.document === id))) : h("span", { class: "tag tag--warn" }, "Checked, not issued");
    return [described, h("span", { class: "document__state" }, status, " ", button, trouble)];
  }

  async showDocument(enquiry, id, name, trouble) {
    trouble.textContent = "";
    try {
      const link = await call("POST", `staff/enquiries/${enquiry.id}/documents/${id}/link`, undefined, { repeatable: true });
      const close = h("button", { type: "button", class: "button button--secondary button--small", onclick: () => this.preview.replaceChildren() }, "Close");
      refill(this.preview, documentPreview(enquiry, name, link, close));
      close.focus({ preventScroll: true });
      this.preview.scrollIntoView({ block: "nearest" });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      trouble.textContent = fault.message;
    }
  }
}

// Of an updated statement of results alone: whether it is printed and sent.
function sentText(statement) {
  if (!statement) return null;
  const { sent_at: at, sent_by: by } = statement;
  return at ? [" · Printed and sent ", timeElement(at), `, ${by.name}`] : [" · ", h("a", { href: pageUrl("staff/statements/") }, "To print and send")];
}
