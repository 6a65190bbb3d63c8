// Acknowledgement letters of many enquiries: looked at one after the other, then issued together. Nothing goes out that was not shown here.
import { Refusal, call } from "../calls.js";
import { counted, h, put, refill } from "../elements.js";
import { once } from "../forms.js";
import { enquiryName, rememberChange } from "../rows.js";
import { look } from "./look.js";
import { addressOf } from "./turn.js";

const AT_ONCE = 40; // in one request
const KEEPS = 120_000; // milliseconds for which a letter made ahead may still be shown: its link ends after some minutes

export class Together {
  // `ended(issued, failed)` hears how it went: rows that were issued, and {each, problems} of those that were not. Both are empty when
  // somebody went back.
  constructor(place, ended) {
    this.place = place;
    this.ended = ended;
  }

  async begin(rows) {
    this.letters = rows.map((each) => ({ each, seen: null, problems: null, left: false }));
    this.ahead = new Map();
    this.place.hidden = false;
    await this.show(0);
  }

  end(issued, failed) {
    this.place.hidden = true;
    this.place.replaceChildren();
    return this.ended(issued, failed);
  }

  get chosen() {
    return this.letters.filter(({ seen, left }) => seen && !left);
  }

  async show(at) {
    const letter = this.letters[at];
    if (!letter) return this.sum();
    const made = await this.made(at);
    if (this.letters[at + 1]) this.make(at + 1);
    letter.left = false;
    letter.problems = made.problems ?? null;
    letter.seen = made.preview ? { version: made.preview.version, sha256: made.preview.sha256 } : null;
    const last = at === this.letters.length - 1;
    const onward = this.button(last ? "Looked at: to the end" : "Looked at: the next", () => this.show(at + 1), "");
    const out = this.button("Leave this one out", () => {
      letter.left = true;
      return this.show(at + 1);
    });
    const back = at > 0 && this.button("The one before", () => this.show(at - 1));
    if (!letter.seen) {
      onward.textContent = last ? "To the end" : "The next";
      this.draw(
        this.title(at),
        h("div", { class: "notice notice--warning" }, h("p", { class: "notice__title" }, `${enquiryName(letter.each).name}, ${letter.each.subject.label}: left out`), letter.problems.map((each) => h("p", {}, each.message))),
        h("p", { class: "button-row" }, onward, back, this.leave()),
      );
    } else {
      const shown = { ...made.preview, expires_in: made.preview.expires_in - (Date.now() - made.at) / 1000 };
      this.draw(this.title(at), look(letter.each, "AckLetter.pdf", shown, onward, out, back, this.leave()));
    }
    onward.focus({ preventScroll: true });
    this.place.scrollIntoView({ block: "start" });
  }

  // The end of the walk: what goes out, what does not and why, and the one button that issues.
  sum() {
    const { chosen } = this;
    const left = this.letters.filter((each) => !chosen.includes(each));
    const issue = chosen.length > 0 && this.button(`Issue ${counted(chosen.length, "letter")}`, () => this.issue(), "");
    const again = this.button("Look at them again", () => this.show(0));
    const heading = h("h2", { tabindex: "-1", id: "together-title" }, chosen.length ? `${counted(chosen.length, "letter")} looked at` : "No letter to issue");
    this.said = h("p", { role: "status" }, chosen.length > 0 && "Centres are e-mailed, and their 24 hours for changes begin. It cannot be taken back.");
    const line = ({ each, problems }) => h("li", {}, h("a", { href: addressOf(each.id), class: "number" }, enquiryName(each).name), `, ${each.subject.label}: ${problems ? problems.map((one) => one.message).join(" ") : "left out by you."}`);
    this.draw(
      heading,
      this.said,
      left.length > 0 && [h("p", {}, `${counted(left.length, "enquiry stays", "enquiries stay")} in the queue:`), h("ul", {}, left.map(line))],
      h("p", { class: "button-row" }, issue, again, this.leave()),
    );
    (issue || heading).focus({ preventScroll: true });
    this.place.scrollIntoView({ block: "start" });
  }

  async issue() {
    const issued = [];
    const failed = [];
    const { chosen } = this;
    for (let start = 0; start < chosen.length; start += AT_ONCE) {
      const some = chosen.slice(start, start + AT_ONCE);
      this.said.textContent = `Issuing ${start + 1} to ${start + some.length} of ${chosen.length}…`;
      const problems = await stoodInTheWay(some);
      for (const { each } of some) {
        if (problems.get(each.id).length) failed.push({ each, problems: problems.get(each.id) });
        else {
          rememberChange({ ...each, status: "acknowledged", status_text: "Acknowledged" });
          issued.push(each);
        }
      }
    }
    return this.end(issued, failed);
  }

  // The letter as it would be issued now, made ahead while another is looked at.
  async made(at) {
    const { id } = this.letters[at].each;
    const kept = await this.ahead.get(id);
    this.ahead.delete(id);
    if (kept?.preview && Date.now() - kept.at < KEEPS) return kept;
    this.make(at);
    const made = await this.ahead.get(id);
    this.ahead.delete(id);
    return made;
  }

  make(at) {
    const { id } = this.letters[at].each;
    if (!this.ahead.has(id)) this.ahead.set(id, previewOf(id));
  }

  title(at) {
    const out = this.letters.slice(0, at).filter(({ seen, left }) => left || !seen).length;
    return h("h2", { id: "together-title" }, `Letter ${at + 1} of ${this.letters.length}`, out > 0 && h("span", { class: "aside" }, `${out} left out`));
  }

  leave() {
    return this.button("Back to the queue", () => this.end([], []));
  }

  button(text, action, kind = "button--secondary") {
    const button = h("button", { type: "button", class: `button ${kind}`.trim() }, text);
    once(button, action);
    return button;
  }

  draw(...content) {
    put(refill(this.place), ...content);
  }
}

async function previewOf(id) {
  try {
    const { preview } = await call("POST", `staff/enquiries/${id}/letters/acknowledgement`, undefined, { repeatable: true });
    return { preview, at: Date.now() };
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return { problems: fault.problems, at: Date.now() };
  }
}

// By enquiry, what stood in the way: nothing where its letter is out. Sent twice it is issued once, so a lost answer is asked for again.
async function stoodInTheWay(some) {
  const letters = some.map(({ each, seen }) => ({ id: each.id, ...seen }));
  try {
    const { enquiries } = await call("POST", "staff/acknowledge", { letters }, { repeatable: true });
    return new Map(enquiries.map(({ id, errors }) => [id, errors]));
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return new Map(some.map(({ each }) => [each.id, fault.problems]));
  }
}
