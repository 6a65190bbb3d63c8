// A form in which staff record something about an enquiry: marks, a finding, an answer, a decision, reviewers. All are filled in, sent and
// answered alike; each states its fields, what is recorded already and what it sends.
import { call } from "../api.js";
import { Form } from "../components/form.js";

export const NOT_YET_TO_CENTRE = "The centre sees none of this before the letter is issued.";

export class RecordForm extends Form {
  // `page` is the EnquiryPage: it knows the enquiry, shows what somebody else changed meanwhile, and goes on to the next step.
  constructor(root, page) {
    super(root);
    this.page = page;
    this.path = ""; // below the enquiry's in the API
    this.recordedText = "";
    this.nextStep = "outcome"; // the part of the page where the next step is
    this.drawn = null;
  }

  get storageKey() {
    return `${this.constructor.module}.${this.page.id}`;
  }

  // What stands in the form of an enquiry: what was typed, else what is recorded, else nothing yet.
  recordedValues() {
    return null;
  }

  emptyValues() {
    return {};
  }

  statusText() {
    return "";
  }

  // Puts the values into the fields.
  draw() {}

  // The request's content, without the version.
  request(values) {
    return values;
  }

  // Whether an enquiry has these values: what says after a lost answer whether they arrived.
  isRecorded() {
    return false;
  }

  show(enquiry, wanted) {
    this.root.hidden = !wanted;
    if (!wanted) return;
    const typed = this.typed.read();
    this.part("form-status").textContent = this.statusText(enquiry, typed !== null);
    // While a file arrives or a letter goes out, nobody who is typing here loses their place.
    const { components, entries, findings, grades, grade_after: grade, recorded, answer, appeal, cohort, cohort_table: table, unassigned } = enquiry;
    const drawn = JSON.stringify([components, entries, findings, grades, grade, recorded, answer, appeal, cohort, table, unassigned]);
    if (drawn === this.drawn && typed) return;
    this.drawn = drawn;
    this.draw(enquiry, typed ?? this.recordedValues(enquiry) ?? this.emptyValues(enquiry));
    this.changed();
  }

  attempt(values) {
    const content = this.request(values);
    return this.page.attempt(() => call("POST", `${this.page.apiPath}/${this.path}`, { version: this.page.enquiry.version, ...content }), {
      isDone: (fresh) => this.isRecorded(fresh, content),
      typed: true,
      prefix: this.prefix,
    });
  }

  stored({ enquiry }) {
    const next = this.nextStep === "outcome" && !this.page.documentOf("OutLetter") ? "breakdown" : this.nextStep; // what tells the outcome
    return this.page.stepDone(enquiry, this.recordedText, { goOn: next });
  }
}

// The value of the chosen radio button, or "".
export function chosenValue(form, name) {
  return form.querySelector(`[name="${name}"]:checked`)?.value ?? "";
}
