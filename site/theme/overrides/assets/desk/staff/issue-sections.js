// The sections of a case in which its documents are issued: the two letters, and what staff bring.
import { Component } from "../components/component.js";
import { h, refill } from "../elements.js";
import { DocumentIssue } from "./document-issue.js";

const ACKNOWLEDGE = ["Acknowledge", "The letter is made from the enquiry as it is now. Preview it, then issue it. The centre is told by e-mail, and its 24 hours for changes begin."];
const ACCEPT = ["Accept", "The letter says that the enquiry is accepted, and from when its time counts: today. Preview it, then issue it. The centre and the person who asked are told by e-mail. If you do not accept it, decline it below."];
const ACCEPT_AGAIN = ["Accept as amended", "The centre amended the enquiry after its letter. Issue a new letter with the new details. The day of the acceptance stays."];
const ACKNOWLEDGE_AGAIN = ["Acknowledge again", "The centre amended the enquiry after its letter. Issue a new letter with the new details."];
const MODERATION = ["Outcome letter", "The letter is made from the outcome that you recorded, with every candidate whose results change. You can upload your own PDF instead. When you issue it, the centre can see the outcome and you can no longer change it."];
const ANSWER = ["Letter with the answer", "The letter is made from the answer that you recorded. When you issue it, the centre can read it and the enquiry is completed."];
const FINDING = ["Outcome letter", "The letter is made from the finding that you recorded. For a whole cohort you can upload your own PDF instead. When you issue it, the centre can read it and the enquiry is completed."];
const DECISION = ["Letter with the decision", "The letter is made from the decision that you recorded. When you issue it, the centre can read it and the appeal is completed."];
const MARKS = ["Outcome letter", "The letter is made from the marks and the grade that you recorded. When you issue it, the centre can see them and you can no longer change them."];

// A letter: kept while it is wanted, for a file may be on its way.
class LetterSection extends Component {
  constructor(root, page, slot) {
    super(root);
    this.page = page;
    this.slot = slot;
    this.issue = null;
  }

  showLetter(wanted, [title, text]) {
    this.root.hidden = !wanted;
    if (!wanted) {
      this.issue = null;
      this.root.replaceChildren();
      return;
    }
    const document = this.page.documentOf(this.slot);
    if (!this.issue) {
      this.issue = new DocumentIssue(this.page, document);
      this.issue.init();
      refill(this.root, h("h2", { id: this.root.getAttribute("aria-labelledby") }, title), h("p", {}, text), this.issue.root);
    }
    this.issue.show(document);
  }

  get busy() {
    return this.issue?.upload.busy ?? false;
  }
}

export class AcknowledgementSection extends LetterSection {
  static module = "acknowledgement-section";

  constructor(root, page) {
    super(root, page, "AckLetter");
  }

  show({ status, amended, acceptance }) {
    const [first, again] = acceptance ? [ACCEPT, ACCEPT_AGAIN] : [ACKNOWLEDGE, ACKNOWLEDGE_AGAIN];
    this.showLetter(status === "received" || (status === "acknowledged" && amended), amended ? again : first);
  }
}

export class OutcomeSection extends LetterSection {
  static module = "outcome-section";

  constructor(root, page) {
    super(root, page, "OutLetter");
  }

  // `recordedIn` is the name of the form in which staff record what this letter says.
  show({ recorded }, { deciding, recordedIn }) {
    const texts = { decision: DECISION, finding: FINDING, answer: ANSWER, marks: MARKS, moderation: MODERATION };
    this.showLetter(deciding && recorded, texts[recordedIn]);
  }
}

const BREAKDOWN = "It is made from the marks and the grade that you recorded, with the maximum of each component. When you issue it, the centre can see them and you can no longer change them.";

// The breakdown of marks: the report of a clerical check, or what follows an outcome letter.
export class BreakdownSection extends LetterSection {
  static module = "breakdown-section";

  constructor(root, page) {
    super(root, page, "Breakdown");
  }

  show({ status, recorded }) {
    const document = this.page.documentOf("Breakdown");
    const letter = this.page.documentOf("OutLetter");
    const wanted = status === "acknowledged" && recorded && document && document.state !== "issued" && (!letter || letter.state === "issued");
    this.showLetter(Boolean(wanted), [document?.kind_text.replace(/ \(.*\)$/, "") ?? "", BREAKDOWN]);
  }
}

const BROUGHT = {
  CoSLetter: ["Copies of scripts", "One for each component. Compare the name and number on the first page before you issue it."],
  Rpt: ["Report", "Compare the centre, syllabus and component on the first page before you issue it."],
  DigitalEvidence: ["Digital evidence", "One file for each component. Compare the name and number on the first page before you issue it."],
  TaskMarks: ["Breakdown of marks by task", "One file for each component. Compare the name and number on the first page before you issue it."],
};

// Copies of scripts, reports, digital evidence. Each keeps its place while others come and go: a file may be on its way.
export class BroughtSection extends Component {
  static module = "brought-section";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.issues = new Map();
  }

  get busy() {
    return [...this.issues.values()].some((each) => each.upload.busy);
  }

  show({ status, documents, subject, components }) {
    const wanted = status === "acknowledged" ? documents.filter((each) => Object.hasOwn(BROUGHT, each.kind) && each.state !== "issued") : [];
    this.root.hidden = wanted.length === 0;
    if (!this.root.firstChild && wanted.length) this.begin(wanted, subject);
    for (const section of this.root.querySelectorAll("section")) {
      if (wanted.some((each) => each.slot === section.dataset.slot)) continue;
      section.remove();
      this.issues.delete(section.dataset.slot);
    }
    for (const each of wanted) {
      if (!this.issues.has(each.slot)) this.add(each, components);
      this.issues.get(each.slot).show(each);
    }
  }

  // Several kinds of documents stand under one heading, each with its own name.
  begin(wanted, subject) {
    const [{ kind, kind_text: name }] = wanted;
    this.isMixed = wanted.some((each) => each.kind !== kind);
    const own = name.replace(/ \(.*\)$/, "");
    const [usual, text] = BROUGHT[kind];
    const title = this.isMixed ? "Files to issue" : ["Copy of script", "Report"].includes(own) ? usual : own;
    const waits = subject.kind === "cohort" && " You can issue it when the other enquiries about candidates in the group are finished.";
    refill(this.root, h("h2", { id: "brought-title" }, title), h("p", {}, text, waits));
  }

  add(document, components) {
    const { slot, component, kind_text: kind } = document;
    const issue = new DocumentIssue(this.page, document);
    issue.init();
    this.issues.set(slot, issue);
    const about = component && `Component ${component} ${components.find((one) => one.code === component)?.title ?? ""}`;
    const heading = (about || this.isMixed) && h("h3", {}, [this.isMixed && kind.replace(/ \(.*\)$/, ""), about].filter(Boolean).join(", "));
    this.root.append(h("section", { class: "script", "data-slot": slot, "aria-label": [this.isMixed || !component ? kind : null, component && `Component ${component}`].filter(Boolean).join(", ") }, heading || "", issue.root));
  }
}
