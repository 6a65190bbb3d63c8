// /staff/enquiry/: one enquiry and what is to be done with it now: acknowledge, record marks, issue the outcome, the copies of scripts and the
// report, and ask the centre.
import { showAppealOf, showAppealsMade } from "../appeal.js";
import { Refusal, get } from "../calls.js";
import { asked, openDesk, page } from "../desk.js";
import { showEvidence } from "../evidence.js";
import { showExtension } from "../extended.js";
import { h, part, refill } from "../elements.js";
import { announce, clearProblems, confirm, guardLeaving, leaveMessage, once, showLeftMessage, showProblems } from "../forms.js";
import { listenForMessage } from "../messages.js";
import { rememberChange } from "../rows.js";
import { changedNotice } from "./changed.js";
import { showCase } from "./case.js";
import { showHands } from "./hands.js";
import { MissingAnswer } from "./answer.js";
import { Check } from "./check.js";
import { AppealDecision } from "./decision.js";
import { Marks } from "./marks.js";
import { Reviewers } from "./reviewers.js";
import { Slot } from "./slot.js";
import { addressOf, addressOfQueue, currentTurn, nextAfter } from "./turn.js";

const id = asked("id");
const slots = new Map();
let me = null;
let marks = null;
let reviewers = null;
let answer = null;
let check = null;
let decision = null;

// What the page does for its parts.
const work = {
  enquiry: null,
  onward: false, // whether somebody walks through the queue, and Enter should lead on

  // Carries out one step and answers with what the desk says. Where it is refused, the page says why and the answer is null; where the answer
  // got lost, the enquiry says whether it was `done`. `kept` says that something typed is still there.
  async attempt(step, { done = null, kept = false, prefix = "" } = {}) {
    clearProblems();
    part("changed").replaceChildren();
    if (done) part("message").replaceChildren(); // a look at something changes nothing that was said
    try {
      return await step();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.status === 409) return this.meanwhile(kept);
      if (done && (fault.status === 0 || fault.status >= 500)) {
        const fresh = await read().catch(() => null);
        if (fresh && done(fresh)) return { enquiry: fresh };
      }
      showProblems(fault.problems, { prefix });
      return null;
    }
  },

  // Somebody got there first: the page shows the enquiry as it is, and what is different.
  async meanwhile(kept) {
    const before = this.enquiry;
    const fresh = await read().catch(() => null);
    if (fresh) show(fresh);
    const place = part("changed");
    refill(place, changedNotice(before, fresh ?? before, kept || marks?.unsaved || reviewers?.unsaved || answer?.unsaved || decision?.unsaved || check?.unsaved));
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
    return null;
  },

  async readAgain() {
    show(await read());
  },

  // Marks that were typed and not recorded would be missing in the outcome letter.
  unsaved(kind) {
    const { appeal, findings, about_components: components } = this.enquiry;
    const forms = { decision: [decision, "a decision that is", "it"], check: [check, "a finding that is", "it"], marks: [marks, "marks that are", "them"], answer: [answer, "an answer that is", "it"] };
    const [typed, what, it] = forms[appeal ? "decision" : findings ? "check" : components ? "marks" : "answer"];
    if (kind !== "OutLetter" || !typed?.unsaved) return false;
    showProblems([{ message: `You typed ${what} not recorded. Record ${it} before the letter.` }]);
    return true;
  },

  // The enquiry after a step. `goOn` names the part where the next step is.
  async took(enquiry, text, { onward = false, letter = null, goOn = null } = {}) {
    rememberChange(enquiry);
    const finished = enquiry.status === "completed" ? " The enquiry is completed." : "";
    if (onward) {
      const next = await nextAfter(id).catch(() => null);
      leaveMessage(`${enquiry.number ?? enquiry.reference}: ${text}${finished}${next ? "" : " It was the last in this queue."}`);
      location.assign(next ? addressOf(next, letter === "acknowledgement" ? { look: letter } : {}) : addressOfQueue());
      return;
    }
    show(enquiry);
    confirm(part("message"), `${text}${finished}`);
    const place = goOn && !part(goOn).hidden ? part(goOn) : part("message");
    (finished ? part("next") : (place.querySelector("button:not([hidden])") ?? place)).focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  },
};

openDesk(async (who) => {
  me = who.person.id;
  work.enquiry = await read();
  marks ??= new Marks(work);
  reviewers ??= new Reviewers(work);
  answer ??= new MissingAnswer(work);
  check ??= new Check(work);
  decision ??= new AppealDecision(work);
  showLeftMessage(part("message"));
  part("queue-link").href = addressOfQueue();
  show(work.enquiry);
  listenForMessage("question", `staff/enquiries/${id}`, { read, show });
  if (asked("look") === "acknowledgement" && !part("acknowledgement").hidden) {
    history.replaceState(null, "", addressOf(id));
    work.onward = true;
    slots.get("AckLetter").lookAt();
  }
});

guardLeaving(() => [...slots.values()].some((each) => each.upload.busy));
once(part("next"), async () => {
  try {
    const next = await nextAfter(id);
    if (next) location.assign(addressOf(next));
    else announceEnd();
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    showProblems(fault.problems);
  }
});

function announceEnd() {
  const text = currentTurn()?.stage === "overdue" ? "This was the last of those overdue." : "This was the last in this queue.";
  part("next").disabled = true;
  part("next").textContent = "Last in the queue";
  announce(text);
}

async function read() {
  return (await get(`staff/enquiries/${id}`)).enquiry;
}

function show(enquiry) {
  work.enquiry = enquiry;
  const open = enquiry.status === "acknowledged";
  const out = (slot) => enquiry.documents.find((each) => each.slot === slot)?.state === "issued";
  const toAcknowledge = enquiry.status === "received" || (open && enquiry.amended);
  const alone = enquiry.subject.kind === "candidate"; // a group and a cohort have no marks to record
  const deciding = open && Boolean(documentOf("OutLetter")) && !out("OutLetter");
  const { appeal } = enquiry;
  const checking = Boolean(enquiry.findings) && !appeal;
  const missing = !enquiry.about_components && !checking;
  const marking = deciding && alone && !missing && !checking && !appeal;
  showCase(enquiry, marking);
  showHands(work, me);
  showLetter("acknowledgement", "AckLetter", toAcknowledge, enquiry.amended ? AGAIN : FIRST);
  part("marks").hidden = !marking;
  if (marking) marks.show();
  part("reviewers").hidden = !enquiry.may_assign;
  if (enquiry.may_assign) reviewers.show();
  part("answer").hidden = !(deciding && missing && !appeal);
  if (deciding && missing && !appeal) answer.show();
  part("decision").hidden = !(deciding && appeal);
  if (deciding && appeal) decision.show();
  part("check").hidden = !(deciding && checking);
  if (deciding && checking) check.show();
  showAppealOf(enquiry, { desk: "staff/enquiry/", lateness: true });
  showAppealsMade(enquiry, "staff/enquiry/");
  showEvidence(enquiry, "staff/enquiries");
  showExtending(enquiry);
  showLetter("outcome", "OutLetter", deciding && (enquiry.recorded || (!alone && !appeal)), appeal ? DECISION : checking ? FINDING : missing ? ANSWER : alone ? OUTCOME : BY_HAND);
  showBrought(open ? enquiry.documents.filter((each) => Object.hasOwn(BROUGHT, each.kind) && each.state !== "issued") : []);
}

function showExtending(enquiry) {
  showExtension(enquiry, "staff/enquiry/");
  part("extending").hidden = enquiry.extensions.length === 0 && !enquiry.may_extend;
  part("extend-link").hidden = !enquiry.may_extend;
  part("extend-link").querySelector("a").href = page("staff/extend/", { id });
}

const FIRST = ["Acknowledge", "The letter is made from the enquiry as it stands. Look at it, then issue it: an e-mail announces it, and the 24 hours for changes begin."];
const AGAIN = ["Acknowledge again", "The centre amended the enquiry after its letter. Issue a new one, which says what is asked for now."];
const BY_HAND = ["Outcome letter", "A re-moderation has no marks to record here: bring the letter as PDF, look at it, then issue it."];
const ANSWER = ["Letter with the answer", "Made from the answer as recorded. Once it is issued the centre reads it, and the enquiry is completed."];
const FINDING = ["Outcome letter", "Made from the finding as recorded; about a whole cohort, a letter written by hand may be brought as PDF instead. Once it is issued the centre reads it, and the enquiry is completed."];
const DECISION = ["Letter with the decision", "Made from the decision as recorded. Once it is issued the centre reads it, and the appeal is completed."];
const OUTCOME = ["Outcome letter", "Made from the marks and the grade as recorded. Once it is issued the centre sees them, and they can no longer be changed."];

function showLetter(name, kind, wanted, [title, text]) {
  const place = part(name);
  place.hidden = !wanted;
  if (!wanted) {
    slots.delete(kind);
    place.replaceChildren();
    return;
  }
  if (!slots.has(kind)) {
    slots.set(kind, new Slot(work, documentOf(kind)));
    refill(place, h("h2", { id: `${name}-title` }, title), h("p", {}, text), slots.get(kind).element);
  }
  slots.get(kind).show(documentOf(kind));
}

function documentOf(slot) {
  return work.enquiry.documents.find((each) => each.slot === slot);
}

const BROUGHT = {
  CoSLetter: ["Copies of scripts", "One for each component. Compare name and number on its first page before you issue it."],
  Rpt: ["Report", "Compare centre, syllabus and component on its first page before you issue it."],
};

// What staff bring. Each keeps its place while others come and go: a file may be on its way.
function showBrought(wanted) {
  const place = part("brought");
  place.hidden = wanted.length === 0;
  if (!place.firstChild && wanted.length) {
    const [title, text] = BROUGHT[wanted[0].kind];
    const waits = work.enquiry.subject.kind === "cohort" && " It can be issued once the other enquiries about candidates of the group are finished.";
    refill(place, h("h2", { id: "brought-title" }, title), h("p", {}, text, waits));
  }
  for (const section of place.querySelectorAll("section")) {
    if (wanted.some((each) => each.slot === section.dataset.slot)) continue;
    section.remove();
    slots.delete(section.dataset.slot);
  }
  for (const each of wanted) {
    if (!slots.has(each.slot)) {
      slots.set(each.slot, new Slot(work, each));
      const title = work.enquiry.components.find((one) => one.code === each.component)?.title ?? "";
      const heading = each.component && h("h3", {}, `Component ${each.component} `, title);
      place.append(h("section", { class: "script", "data-slot": each.slot, "aria-label": each.component ? `Component ${each.component}` : each.kind_text }, heading || "", slots.get(each.slot).element));
    }
    slots.get(each.slot).show(each);
  }
}
