// The Files of an enquiry: what the service ends with, by name, with a button that brings what is issued.
import { Component } from "../components/component.js";
import { timeElement } from "../dates.js";
import { downloadButton } from "../download-button.js";
import { h, refill } from "../elements.js";

export class FileList extends Component {
  static module = "file-list";

  // `path` is where the desk's enquiries are in the API; `more(document)` says more of one that is issued.
  constructor(root, { path, more = () => null }) {
    super(root);
    this.path = path;
    this.more = more;
  }

  show(enquiry) {
    refill(this.part("files"), receiptLine(enquiry), enquiry.documents.map((each) => h("li", {}, this.line(enquiry, each))));
  }

  line(enquiry, document) {
    const { id, slot, name, kind_text: kind, component, state, issued_at: issued } = document;
    const about = h("span", { class: "aside" }, component ? `${kind}, component ${component}` : kind);
    const short = name.replace(/\.pdf$/, "");
    if (state !== "issued") return [h("span", {}, h("strong", {}, short), about), h("span", { class: "hint" }, missingText(enquiry, slot))];
    return [downloadButton(`${short} (PDF)`, `${this.path}/${enquiry.id}/documents/${id}/link`, about), h("span", { class: "hint" }, "Issued ", timeElement(issued), this.more(document))];
  }
}

// What was submitted is among the files of the centre that submitted it; an extension was submitted by nobody.
function receiptLine({ submission, submitted_at: at, extends: original }) {
  if (!submission || original) return null;
  const about = h("span", { class: "aside" }, "What was submitted, and when");
  return h("li", {}, [downloadButton("Receipt (PDF)", `submissions/${submission}/receipt`, about), h("span", { class: "hint" }, "Submitted ", timeElement(at))]);
}

// Statuses show at once; documents of an Associate Centre come when its Associate releases them.
function missingText({ status, through_associate: through, centre }, slot) {
  if (status === "cancelled") return "Not coming: cancelled";
  if (["rejected", "declined"].includes(status)) return `Not coming: ${status}`;
  const issued = status === "completed" || (status === "acknowledged" && ["AckLetter", "Statement"].includes(slot));
  return through && issued && !centre ? "With your Associate, who must release it" : "Expected";
}
