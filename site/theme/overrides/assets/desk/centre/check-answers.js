// /desk/check/: the answers before they are sent, the fee and when there is none, what is declared, and the button that submits.
import { pageUrl, queryValue } from "../addresses.js";
import { Refusal, Unanswered } from "../api.js";
import { onPress } from "../buttons.js";
import { choice } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { atBody } from "../current-user.js";
import { closingInOwnZone, countDown, formatDuration } from "../dates.js";
import { h, refill, summaryList } from "../elements.js";
import { showFee } from "../enquiry/fee.js";
import { clearField, ruleText, showProblems } from "../error-summary.js";
import { Draft } from "./draft.js";

const NO_ANSWER = "We do not know whether the desk has your enquiry. Press Submit again: if it has already been submitted, you get the same reference and not a second enquiry.";

class CheckAnswersPage extends DeskPage {
  static module = "check-answers";

  constructor(root) {
    super(root);
    this.id = queryValue("draft");
    this.formUrl = pageUrl("desk/new/", { draft: this.id });
    this.declarations = this.element("declarations");
    this.acceptWaiting = this.element("accept_waiting");
    this.draft = null;
  }

  init() {
    for (const field of [this.declarations, this.acceptWaiting]) field.addEventListener("change", () => clearField(field.id));
    onPress(this.element("submit"), () => this.submit());
  }

  async load(me) {
    try {
      this.draft = await Draft.open(this.id);
    } catch (fault) {
      // What was submitted is no draft any more: its confirmation is the answer to whoever comes back here.
      if (fault instanceof Refusal && fault.status === 404) return location.replace(pageUrl("desk/submitted/", { id: this.id }));
      throw fault;
    }
    this.show(await this.draft.check());
    this.showAssociate(atBody(me.organisation, this.draft.content.body).associate);
  }

  show({ problems, warnings, fee, deadline, summary, declarations, portal }) {
    const { formUrl } = this;
    const change = ({ term, field }) => h("a", { href: `${formUrl}#${field}` }, "Change", h("span", { class: "visually-hidden" }, ` ${term.toLowerCase()}`));
    const value = ({ value: text }) => (text === "" ? "none" : text.split("\n").map((each, index) => [index > 0 && h("br"), each]));
    refill(this.part("answers"), summaryList(summary.map((each) => [each.term, value(each), change(each)])));
    showFee(this.part("fee"), fee);
    // What is declared for this service, in the words of its awarding body.
    refill(this.part("declarations"), declarations.map(declarationBox));
    this.showPortal(portal);
    this.showDeadline(deadline);
    this.showWaiting(warnings, problems.length === 0);
    this.part("back-to-form").href = formUrl;
    this.part("sending").hidden = problems.length > 0;
    this.part("mend").hidden = problems.length === 0;
    this.part("mend-link").href = formUrl;
    const unconsented = problems.some((each) => each.code === "consent_missing");
    this.part("consents").hidden = !unconsented;
    if (unconsented) this.part("consents-link").href = pageUrl("desk/consents/", { draft: this.id });
    if (problems.length) showProblems(problems, { elsewhere: formUrl, title: "This cannot be submitted as it is", focus: false });
  }

  // Candidates of the group with open enquiries: choose others, or go on and let the report wait. The box is asked for with Submit.
  showWaiting(warnings, sending) {
    const place = this.part("waiting");
    place.hidden = warnings.length === 0;
    if (place.hidden) return;
    const alone = warnings.length === 1;
    const who = warnings.map((each) => each.field.slice(each.field.indexOf(".") + 1)).join(", ");
    this.part("waiting-title").textContent = alone ? "A candidate of this group has an open enquiry" : `${warnings.length} candidates of this group have open enquiries`;
    refill(
      this.part("waiting-who"),
      `${alone ? "Candidate" : "Candidates"} `,
      h("strong", { class: "number" }, who),
      `. You can continue: the report waits until the open enquiries about ${alone ? "this candidate" : "them"} are finished, which may take longer than usual.`,
    );
    refill(this.part("waiting-rule"), ruleText(warnings[0]));
    this.part("choose-others").href = `${this.formUrl}#candidates`;
    this.part("accept").hidden = !sending;
  }

  showAssociate(associate) {
    const place = this.part("associate");
    place.hidden = !associate;
    if (!associate) return;
    refill(place, h("p", {}, `Submit sends this to ${associate.name}, your Associate, who sends it on to the awarding body on your behalf or rejects it with a reason. Your Associate must send it on before the deadline.`));
  }

  // A body with a portal of its own is sent nothing from here.
  showPortal(portal) {
    this.part("in-portal").hidden = !portal;
    this.element("submit").textContent = portal ? "Prepare the request" : "Submit";
    if (portal) refill(this.part("in-portal"), h("p", {}, `This prepares the request and sends nothing to ${portal.body_name}. Then you make it in ${portal.name}: the desk shows what to enter there.`));
  }

  showDeadline(deadline) {
    if (!deadline) return;
    const place = this.part("deadline");
    if (!deadline.closes_at) {
      refill(place, `The deadline is not known here. ${deadline.find} You can submit your request, and the awarding body’s staff decide whether it came in time.`);
      return;
    }
    const here = closingInOwnZone(deadline.closes_at, deadline.zone);
    const say = (left) => refill(place, `Can be submitted until ${deadline.text}, ${left}.`, here && ` Where you are, that is ${here}.`);
    countDown(deadline.closes_at, (left) => say(`${formatDuration(left)} from now`), () => say("which has passed"));
  }

  // Sent again as often as needed: the draft's id makes it the same submission, so a lost answer costs nothing but a second press.
  async submit() {
    const declared = [...this.declarations.querySelectorAll("input:checked")].map((each) => each.value);
    try {
      await this.draft.submit(declared, this.acceptWaiting.checked);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      const unanswered = fault instanceof Unanswered;
      showProblems(unanswered ? [{ message: NO_ANSWER }] : fault.problems, { elsewhere: this.formUrl, title: unanswered ? "No answer yet" : "This was not submitted" });
      return;
    }
    location.assign(pageUrl("desk/submitted/", { id: this.id }));
  }
}

function declarationBox({ id, text, source }) {
  return choice({ type: "checkbox", id: `declaration-${id}`, name: "declarations", value: id }, text, h("span", { class: "source" }, source));
}

openPage(CheckAnswersPage);
