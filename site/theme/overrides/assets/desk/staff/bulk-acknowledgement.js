// Acknowledgement letters of many enquiries: looked at one after the other, then issued together. Nothing goes out that was not shown here.
import { call, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { counted, h, put, refill } from "../elements.js";
import { enquiryName } from "../enquiry/enquiry-rows.js";
import { documentPreview, fetchPictures } from "./document-preview.js";
import { enquiryUrl } from "./queue-order.js";

const AHEAD = 3; // letters made while another is looked at
const KEPT_FOR = 120_000; // milliseconds for which a letter made ahead may still be shown: its link ends after some minutes

export class BulkAcknowledgement extends Component {
  static module = "bulk-acknowledgement";

  // `begin(letters)` has the letters issued and returns the job. `ended(job, rows)` hears of it with the rows chosen; without a job somebody
  // went back.
  constructor(root, { begin, ended }) {
    super(root);
    this.beginJob = begin;
    this.ended = ended;
    this.next = this.back = this.leaveOut = null; // the buttons of the letter that is shown
  }

  // Arrows lead through the letters and move the page, Delete leaves one out; buttons do the same. Nothing else has these keys here.
  init() {
    this.root.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const pages = this.root.querySelector(".preview__pages");
    const scrolled = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const pressed = { ArrowRight: this.next, ArrowLeft: this.back, Delete: this.leaveOut }[event.key];
    if (scrolled && pages && document.activeElement !== pages) pages.scrollBy({ top: scrolled * 120 });
    else if (pressed) pressed.click();
    else return;
    event.preventDefault();
  }

  async begin(rows) {
    this.letters = rows.map((each) => ({ each, seen: null, problems: null, left: false }));
    this.ahead = new Map();
    await this.showLetter(0);
  }

  end(job, rows) {
    this.root.hidden = true;
    this.root.replaceChildren();
    return this.ended(job, rows);
  }

  get chosen() {
    return this.letters.filter(({ seen, left }) => seen && !left);
  }

  async showLetter(at) {
    const letter = this.letters[at];
    if (!letter) return this.showSummary();
    const made = await this.preview(at);
    for (let ahead = at + 1; ahead <= at + AHEAD && this.letters[ahead]; ahead += 1) this.makeAhead(ahead);
    letter.left = false;
    letter.problems = made.problems ?? null;
    letter.seen = made.preview ? { version: made.preview.version, sha256: made.preview.sha256 } : null;
    const last = at === this.letters.length - 1;
    const next = this.button(last ? "Seen: finish" : "Seen: next", () => this.showLetter(at + 1), "");
    const leaveOut = this.button("Leave this one out", () => {
      letter.left = true;
      return this.showLetter(at + 1);
    });
    const back = at > 0 && this.button("Previous", () => this.showLetter(at - 1));
    Object.assign(this, { next, back: back || null, leaveOut: made.preview ? leaveOut : null });
    if (!letter.seen) {
      next.textContent = last ? "Finish" : "Next";
      this.draw(
        this.heading(at),
        h("div", { class: "notice notice--warning" }, h("p", { class: "notice__title" }, `${enquiryName(letter.each).name}, ${letter.each.subject.label}: left out`), letter.problems.map((each) => h("p", {}, each.message))),
        h("p", { class: "button-row" }, next, back, this.backButton()),
      );
    } else {
      const shown = { ...made.preview, expires_in: made.preview.expires_in - (Date.now() - made.at) / 1000 };
      this.draw(this.heading(at), documentPreview(letter.each, "AckLetter.pdf", shown, next, leaveOut, back, this.backButton()), keysHint());
    }
    next.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "start" });
  }

  // The end of the walk: what goes out, what does not and why, and the one button that issues.
  showSummary() {
    const { chosen } = this;
    Object.assign(this, { next: null, back: null, leaveOut: null });
    const left = this.letters.filter((each) => !chosen.includes(each));
    const issue = chosen.length > 0 && this.button(`Issue ${counted(chosen.length, "letter")}`, () => this.issue(), "");
    const again = this.button("Preview them again", () => this.showLetter(0));
    const heading = h("h2", { tabindex: "-1", id: "bulk-acknowledgement-title" }, chosen.length ? `${counted(chosen.length, "letter")} previewed` : "No letter to issue");
    this.status = h("p", { role: "status" }, chosen.length > 0 && (chosen.some(({ each }) => each.acceptance) ? "The centre and the person who asked are told by e-mail. You cannot undo this." : "Centres are told by e-mail, and their 24 hours for changes begin. You cannot undo this."));
    const line = ({ each, problems }) => h("li", {}, h("a", { href: enquiryUrl(each.id), class: "number" }, enquiryName(each).name), `, ${each.subject.label}: ${problems ? problems.map((one) => one.message).join(" ") : "left out by you."}`);
    this.draw(
      heading,
      this.status,
      left.length > 0 && [h("p", {}, `${counted(left.length, "enquiry stays", "enquiries stay")} in the queue:`), h("ul", {}, left.map(line))],
      h("p", { class: "button-row" }, issue, again, this.backButton()),
    );
    (issue || heading).focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "start" });
  }

  // Where the work could not be begun, the letters stay previewed and the button there.
  async issue() {
    const { chosen } = this;
    this.status.textContent = "Handing the letters over…";
    try {
      const job = await this.beginJob(chosen.map(({ each, seen }) => ({ id: each.id, ...seen })));
      await this.end(job, chosen.map(({ each }) => each));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.status.textContent = `${fault.message} Nothing was issued twice: try again.`;
    }
  }

  // The letter as it would be issued now, made ahead while another is looked at.
  async preview(at) {
    const { id } = this.letters[at].each;
    const kept = await this.ahead.get(id);
    this.ahead.delete(id);
    if (kept?.preview && Date.now() - kept.at < KEPT_FOR) return kept;
    this.makeAhead(at);
    const made = await this.ahead.get(id);
    this.ahead.delete(id);
    return made;
  }

  makeAhead(at) {
    const { id } = this.letters[at].each;
    if (!this.ahead.has(id)) this.ahead.set(id, makePreview(id));
  }

  heading(at) {
    const leftOut = this.letters.slice(0, at).filter(({ seen, left }) => left || !seen).length;
    return h("h2", { id: "bulk-acknowledgement-title" }, `Letter ${at + 1} of ${this.letters.length}`, leftOut > 0 && h("span", { class: "aside" }, `${leftOut} left out`));
  }

  backButton() {
    return this.button("Back to the queue", () => this.end(null, []));
  }

  button(text, action, kind = "button--secondary") {
    const button = h("button", { type: "button", class: `button ${kind}`.trim() }, text);
    onPress(button, action);
    return button;
  }

  draw(...content) {
    put(refill(this.root), ...content);
    this.root.hidden = false; // not before there is something to see in it
  }
}

function keysHint() {
  return h("p", { class: "hint preview__keys" }, "Keys: ", h("kbd", {}, "→"), " seen, next; ", h("kbd", {}, "←"), " previous; ", h("kbd", {}, "Delete"), " leave out; ", h("kbd", {}, "↑"), h("kbd", {}, "↓"), " move the page.");
}

async function makePreview(id) {
  try {
    const { preview } = await call("POST", `staff/enquiries/${id}/letters/acknowledgement`, undefined, { repeatable: true });
    fetchPictures(preview);
    return { preview, at: Date.now() };
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return { problems: fault.problems, at: Date.now() };
  }
}
