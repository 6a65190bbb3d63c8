// One document that an enquiry ends with, on its way out: looked at first, issued second. A letter is made by the desk or by hand; a copy of
// script and a report are always brought.
import { call } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { isTypingElsewhere } from "../components/upload-box.js";
import { h, put, refill } from "../elements.js";
import { documentPreview } from "./document-preview.js";
import { DocumentUpload } from "./document-upload.js";

// Where a kind of letter is made, and where it is issued.
const LETTERS = { AckLetter: "acknowledgement", OutLetter: "outcome", Breakdown: "breakdown" };
const ISSUED_AT = { AckLetter: "acknowledge", OutLetter: "outcome", Breakdown: "breakdown" };

// It makes its own element, which its owner puts where it belongs.
export class DocumentIssue extends Component {
  static module = "document-issue";

  // `page` is the EnquiryPage; `document` is one of the enquiry's documents.
  constructor(page, document) {
    super(h("div", { class: "issue", "data-module": DocumentIssue.module }));
    this.page = page;
    this.document = document;
    this.brought = null; // the id of a file that is attached and not issued
    this.preview = null; // what is looked at: {sha256, version} of a letter, {document} of a file
    this.place = h("div");
    this.status = h("p", { class: "hint", hidden: true });
    this.lookButton = h("button", { type: "button", class: "button", hidden: true });
    const what = document.component && h("span", { class: "visually-hidden" }, `, component ${document.component}`);
    this.upload = new DocumentUpload(page.enquiry.id, document, {
      label: this.isMadeHere ? ["A PDF of your own"] : [document.kind_text.replace(/ \(.*\)$/, ""), what],
      limits: page.root,
      attached: (id) => this.fileArrived(id),
    });
    this.bringButton = h("button", { type: "button", class: "button button--quiet", "aria-expanded": "false" });
    put(this.root, this.status, h("p", { class: "button-row issue__look" }, this.lookButton), this.place, this.bringButton, this.upload.root);
  }

  init() {
    this.upload.init();
    onPress(this.lookButton, () => this.look());
    this.bringButton.addEventListener("click", () => this.openUpload(this.upload.root.hidden));
    this.openUpload(!this.isMadeHere);
  }

  get letter() {
    return LETTERS[this.document.kind] ?? null;
  }

  // Whether the desk makes it.
  get isMadeHere() {
    return this.letter !== null;
  }

  // The document as the enquiry has it now. What was looked at before a change is no longer shown; a brought file stays what it is.
  show(document) {
    this.document = document;
    if (document.state === "attached" && this.brought !== document.id) {
      this.brought = document.id;
      this.openUpload(false);
    }
    if (this.preview?.sha256 && this.preview.version !== this.page.enquiry.version) this.closePreview();
    this.showStatus();
  }

  showStatus() {
    this.status.hidden = !this.brought;
    this.status.textContent = this.brought ? "A file is checked and attached. It has not been issued." : "";
    this.lookButton.hidden = Boolean(this.preview) || (!this.isMadeHere && !this.brought);
    this.lookButton.textContent = this.brought ? "Preview file" : "Preview letter";
    this.lookButton.parentElement.hidden = this.lookButton.hidden;
    this.bringButton.hidden = !this.isMadeHere && !this.brought;
    this.bringButton.textContent = this.brought ? "Upload another file instead" : "Upload your own letter instead";
  }

  openUpload(wanted) {
    this.upload.root.hidden = !wanted;
    this.bringButton.setAttribute("aria-expanded", `${wanted}`);
  }

  closePreview() {
    this.preview = null;
    this.place.replaceChildren();
  }

  async fileArrived(id) {
    this.brought = id;
    this.openUpload(false);
    await this.page.readAgain();
    await this.look({ arrived: true });
  }

  // `arrived` says that nobody pressed a button just now: then none gets the focus, for the next key would press it.
  async look({ arrived = false } = {}) {
    if (this.page.hasUnrecorded(this.document.kind)) return;
    const { apiPath, enquiry } = this.page;
    const path = this.brought ? `${apiPath}/documents/${this.brought}/link` : `${apiPath}/letters/${this.letter}`;
    const answer = await this.page.attempt(() => call("POST", path, undefined, { repeatable: true }));
    if (!answer) return;
    this.preview = answer.preview ? { sha256: answer.preview.sha256, version: answer.preview.version } : { document: this.brought };
    const issue = issueButton("button", enquiry.through_associate ? "Issue to the Associate" : "Issue to the centre");
    const issueAndNext = issueButton("button button--secondary", "Issue, then the next in the queue");
    onPress(issue, () => this.issue({ andNext: false }));
    onPress(issueAndNext, () => this.issue({ andNext: true }));
    refill(this.place, documentPreview(enquiry, this.document.name, answer.preview ?? answer, issue, issueAndNext));
    this.showStatus();
    if (isTypingElsewhere(this.root)) return;
    (arrived ? this.place.firstChild : this.page.walking ? issueAndNext : issue).focus({ preventScroll: true });
    this.place.scrollIntoView({ block: "nearest" });
  }

  async issue({ andNext }) {
    const { apiPath, enquiry } = this.page;
    const { document: id, sha256, version = enquiry.version } = this.preview;
    const send = () => {
      if (!this.letter) return call("POST", `${apiPath}/documents/${id}/issue`, { version });
      return call("POST", `${apiPath}/${ISSUED_AT[this.document.kind]}`, id ? { version, document: id } : { version, sha256 });
    };
    const { id: before, slot, name } = this.document;
    const isIssued = (each) => each.state === "issued" && (id ? each.id === id : each.slot === slot && each.id !== before);
    const answer = await this.page.attempt(send, { isDone: (fresh) => fresh.documents.some(isIssued) });
    this.closePreview();
    if (!answer) return this.showStatus();
    this.brought = null;
    const told = enquiry.through_associate ? "the Associate, who releases it to the centre," : "the centre";
    await this.page.stepDone(answer.enquiry, `${name} is issued; ${told} is e-mailed.`, { andNext, letter: this.letter });
  }
}

// A key that is held down presses what gets the focus next: nothing goes out unseen that way.
function issueButton(className, text) {
  return h("button", { type: "button", class: className, onkeydown: (event) => event.repeat && event.preventDefault() }, text);
}
