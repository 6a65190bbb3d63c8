// One document that an enquiry ends with, on its way out: looked at first, issued second. A letter is made by the desk or by hand; a copy of
// script and a report are always brought, and so is the outcome of a re-moderation, which has no marks to make a letter from.
import { call } from "../calls.js";
import { h, refill } from "../elements.js";
import { once } from "../forms.js";
import { look } from "./look.js";
import { elsewhere } from "../upload-box.js";
import { Upload, announceUpload } from "./upload.js";

// Where a kind of letter is looked at and issued.
const LETTERS = { AckLetter: "acknowledgement", OutLetter: "outcome" };
const ISSUED_AT = { AckLetter: "acknowledge", OutLetter: "outcome" };

export class Slot {
  // `work` is what the page does: enquiry (as shown), attempt, look again, next. `document` is one of the enquiry's documents.
  constructor(work, document) {
    this.work = work;
    this.document = document;
    this.waiting = null;
    this.shown = h("div");
    this.state = h("p", { class: "hint", hidden: true });
    this.lookButton = h("button", { type: "button", class: "button", hidden: true });
    once(this.lookButton, () => this.lookAt());
    this.upload = new Upload({
      slot: document.slot,
      label: this.made ? ["A PDF made by hand"] : [document.kind_text.replace(/ \(.*\)$/, ""), document.component && h("span", { class: "visually-hidden" }, `, component ${document.component}`)],
      announced: announceUpload(work.enquiry.id, document),
      attached: (id) => this.brought(id),
    });
    this.bring = h("button", { type: "button", class: "button button--quiet", "aria-expanded": "false", onclick: () => this.open(this.upload.element.hidden) });
    this.element = h("div", { class: "slot" }, this.state, h("p", { class: "button-row slot__look" }, this.lookButton), this.shown, this.bring, this.upload.element);
    this.open(!this.made);
  }

  get letter() {
    return LETTERS[this.document.kind] ?? null;
  }

  // Whether the desk makes it.
  get made() {
    return this.letter !== null && !(this.document.kind === "OutLetter" && this.work.enquiry.subject.kind === "cohort" && !this.work.enquiry.appeal);
  }

  // The document as the enquiry has it now. What was looked at before a change is no longer shown; a brought file stays what it is.
  show(document) {
    this.document = document;
    if (document.state === "attached" && this.waiting !== document.id) {
      this.waiting = document.id;
      this.open(false);
    }
    if (this.seen?.sha256 && this.seen.version !== this.work.enquiry.version) this.close();
    this.say();
  }

  say() {
    this.state.hidden = !this.waiting;
    this.state.textContent = this.waiting ? "A file is checked and attached. It has not been issued." : "";
    this.lookButton.hidden = Boolean(this.seen) || (!this.made && !this.waiting);
    this.lookButton.textContent = this.waiting ? "Look at the file" : "Look at the letter";
    this.lookButton.parentElement.hidden = this.lookButton.hidden;
    this.bring.hidden = !this.made && !this.waiting;
    this.bring.textContent = this.waiting ? "Bring another file instead" : "Use a letter made by hand instead";
  }

  open(wanted) {
    this.upload.element.hidden = !wanted;
    this.bring.setAttribute("aria-expanded", `${wanted}`);
  }

  close() {
    this.seen = null;
    this.shown.replaceChildren();
  }

  async brought(id) {
    this.waiting = id;
    this.open(false);
    await this.work.readAgain();
    await this.lookAt({ arrived: true });
  }

  // `arrived` says that nobody pressed a button just now: then none gets the focus, for the next key would press it.
  async lookAt({ arrived = false } = {}) {
    if (this.work.unsaved(this.document.kind)) return;
    const { enquiry } = this.work;
    const base = `staff/enquiries/${enquiry.id}`;
    const answer = await this.work.attempt(() =>
      this.waiting
        ? call("POST", `${base}/documents/${this.waiting}/link`, undefined, { repeatable: true })
        : call("POST", `${base}/letters/${this.letter}`, undefined, { repeatable: true }),
    );
    if (!answer) return;
    const link = answer.preview ?? answer;
    this.seen = answer.preview ? { sha256: answer.preview.sha256, version: answer.preview.version } : { document: this.waiting };
    const issue = issueButton("button", enquiry.through_associate ? "Issue to the Associate" : "Issue to the centre");
    const onward = issueButton("button button--secondary", "Issue, then the next in the queue");
    once(issue, () => this.issue(false));
    once(onward, () => this.issue(true));
    refill(this.shown, look(enquiry, this.document.name, link, issue, onward));
    this.say();
    if (elsewhere(this.element)) return;
    (arrived ? this.shown.firstChild : this.work.onward ? onward : issue).focus({ preventScroll: true });
    this.shown.scrollIntoView({ block: "nearest" });
  }

  async issue(onward) {
    const { enquiry } = this.work;
    const { document: id, sha256, version = enquiry.version } = this.seen;
    const base = `staff/enquiries/${enquiry.id}`;
    const send = () => {
      if (!this.letter) return call("POST", `${base}/documents/${id}/issue`, { version });
      return call("POST", `${base}/${ISSUED_AT[this.document.kind]}`, id ? { version, document: id } : { version, sha256 });
    };
    const before = this.document.id;
    const isOut = (fresh) => fresh.documents.some((each) => each.slot === this.document.slot && each.state === "issued" && each.id !== before);
    const answer = await this.work.attempt(send, { done: id ? (fresh) => fresh.documents.some((each) => each.id === id && each.state === "issued") : isOut });
    if (!answer) return this.close() ?? this.say();
    this.waiting = null;
    this.close();
    await this.work.took(answer.enquiry, `${this.document.name} is issued; ${enquiry.through_associate ? "the Associate, who releases it to the centre," : "the centre"} is e-mailed.`, { onward, letter: this.letter });
  }
}

// A key that is held down presses what gets the focus next: nothing goes out unseen that way.
function issueButton(className, text) {
  return h("button", { type: "button", class: className, onkeydown: (event) => event.repeat && event.preventDefault() }, text);
}
