// /desk/check/: the answers before they are sent, the fee and when there is none, two declarations, and the button that submits.
import { Refusal, Unanswered } from "./calls.js";
import { asked, openDesk, page } from "./desk.js";
import { Draft } from "./draft.js";
import { h, part, refill, summaryList } from "./elements.js";
import { showFee } from "./fee.js";
import { because, clearField, once, showProblems } from "./forms.js";
import { closingWhereYouAre, countDown, duration } from "./when.js";

const id = asked("draft");
const form = page("desk/new/", { draft: id });
let draft;

openDesk(async (me) => {
  try {
    draft = await Draft.open(id);
  } catch (fault) {
    // What was submitted is no draft any more: its confirmation is the answer to whoever comes back here.
    if (fault instanceof Refusal && fault.status === 404) return location.replace(page("desk/submitted/", { id }));
    throw fault;
  }
  show(await draft.check());
  showAssociate(me.organisation.associate);
  for (const name of ["declarations", "accept_waiting"]) document.getElementById(name).addEventListener("change", () => clearField(name));
  once(document.getElementById("submit"), submit);
});

function show({ problems, warnings, fee, deadline, summary, declarations }) {
  const change = ({ term, field }) => h("a", { href: `${form}#${field}` }, "Change", h("span", { class: "visually-hidden" }, ` ${term.toLowerCase()}`));
  const value = ({ value }) => (value === "" ? "none" : value.split("\n").map((each, index) => [index > 0 && h("br"), each]));
  refill(part("answers"), summaryList(summary.map((each) => [each.term, value(each), change(each)])));
  showFee(part("fee"), fee);
  showDeclarations(declarations.map((each) => each.id));
  showDeadline(deadline);
  showWaiting(warnings, problems.length === 0);
  part("back-to-form").href = form;
  part("sending").hidden = problems.length > 0;
  part("mend").hidden = problems.length === 0;
  part("mend-link").href = form;
  if (problems.length) showProblems(problems, { elsewhere: form, title: "This cannot be submitted as it is", focus: false });
}

// Candidates of the group with open enquiries: choose others, or go on and let the report wait. The box is asked for with Submit.
function showWaiting(warnings, sending) {
  const place = part("waiting");
  place.hidden = warnings.length === 0;
  if (place.hidden) return;
  const [first] = warnings;
  part("waiting-title").textContent = warnings.length === 1 ? "A candidate of this group has an open enquiry" : `${warnings.length} candidates of this group have open enquiries`;
  const who = warnings.map((each) => each.field.split(".")[1]).join(", ");
  refill(part("waiting-who"), `${warnings.length === 1 ? "Candidate" : "Candidates"} `, h("strong", { class: "number" }, who), `. You can go on: the report waits until what is open for ${warnings.length === 1 ? "this candidate" : "them"} is finished, which may take longer than the usual time.`);
  refill(part("waiting-rule"), because(first));
  part("choose-others").href = `${form}#candidates`;
  part("accept").hidden = !sending;
}

// Only what is declared for this service.
function showDeclarations(wanted) {
  for (const box of document.querySelectorAll("#declarations input")) box.closest(".choice").hidden = !wanted.includes(box.value);
}

function showAssociate(associate) {
  const place = part("associate");
  place.hidden = !associate;
  if (associate) refill(place, h("p", {}, `Submit sends this to ${associate.name}, your Associate, who sends it on to the awarding body on your behalf or rejects it with a reason. It has to be sent on before the deadline.`));
}

function showDeadline(deadline) {
  if (!deadline) return;
  const place = part("deadline");
  if (!deadline.closes_at) return refill(place, `The deadline is not known here. ${deadline.find} Your request is taken, and the awarding body’s staff judge whether it came in time.`);
  const here = closingWhereYouAre(deadline.closes_at, deadline.zone);
  const say = (left) => refill(place, `Can be submitted until ${deadline.text}, ${left}.`, here && ` Where you are, that is ${here}.`);
  countDown(deadline.closes_at, (left) => say(`${duration(left)} from now`), () => say("which has passed"));
}

// Sent again as often as needed: the draft's id makes it the same submission, so a lost answer costs nothing but a second press.
async function submit() {
  const declared = [...document.querySelectorAll("#declarations .choice:not([hidden]) input:checked")].map((each) => each.value);
  try {
    await draft.submit(declared, document.getElementById("accept_waiting").checked);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    showProblems(fault instanceof Unanswered ? unanswered() : fault.problems, {
      elsewhere: form,
      title: fault instanceof Unanswered ? "No answer has come" : "This was not submitted",
    });
    return;
  }
  location.assign(page("desk/submitted/", { id }));
}

function unanswered() {
  const message = "The desk may or may not have your enquiry. Press Submit again: if it was submitted already, you get the same reference and nothing is asked twice.";
  return [{ code: "unanswered", message, field: null, rule: null, source: null }];
}

