// Where an enquiry is: its outcome, once there is one; the line of its steps; what happens next, and by when. The words come with the enquiry.
import { Component } from "../components/component.js";
import { timeElement } from "../dates.js";
import { h, refill } from "../elements.js";

const SAID = { done: "Done: ", current: "Now: ", "to come": "To come: " };

export class Progress extends Component {
  static module = "progress";

  show(enquiry) {
    const { steps, next, by_text: by, late } = enquiry.progress;
    const outcome = outcomeOf(enquiry);
    refill(
      this.root,
      outcome && h("div", { class: "outcome" }, h("h2", {}, isIssued(enquiry) ? "Outcome" : "Outcome as recorded"), outcome),
      h("h2", { id: "progress-title", class: "visually-hidden" }, "Progress"),
      h("ol", { class: "progress__steps plain", "aria-labelledby": "progress-title" }, steps.map(step)),
      h("p", { class: "progress__next" }, h("strong", {}, "What happens next: "), next, by && [" ", h("strong", {}, `${by}.`)], late && [" ", h("span", { class: "tag tag--bad" }, "Late")]),
    );
  }
}

function isIssued({ documents }) {
  const telling = documents.filter((each) => ["OutLetter", "Breakdown"].includes(each.kind));
  return telling.length === 0 || telling.some((each) => each.state === "issued");
}

function step({ title, at, state }) {
  return h(
    "li",
    { class: `progress__step progress__step--${state.replace(" ", "-")}`, "aria-current": state === "current" && "step" },
    h("span", { class: "progress__title" }, h("span", { class: "visually-hidden" }, SAID[state]), title),
    at && h("span", { class: "progress__at" }, timeElement(at)),
  );
}

// What came of it, in a line that is read first: each mark and the grade; the decision, the answer, or what it changes in a cohort. There is no
// outcome before the reader may know it; staff know it as soon as it is recorded.
function outcomeOf({ outcome, appeal, answer, subject }) {
  if (!outcome) return null;
  const said = (text) => h("span", { class: "outcome__part" }, h("strong", {}, text));
  if (outcome.changed !== null) return h("p", { class: "outcome__line" }, said(outcome.text));
  const marks = subject.kind === "candidate" && !appeal ? outcome.marks : [];
  const parts = [
    appeal?.decision && said(appeal.decision.finding_text),
    answer && said(answer.finding_text),
    ...marks.map(({ code, before, after }) => result(`Component ${code}`, before, after)),
    outcome.grade && result("Grade", outcome.grade.before, outcome.grade.after),
  ].filter(Boolean);
  return parts.length > 0 && h("p", { class: "outcome__line" }, parts);
}

function result(what, before, after) {
  return h("span", { class: "outcome__part" }, `${what} `, before === after ? [h("strong", {}, `${after}`), ", unchanged"] : change(before, after));
}

function change(from, to) {
  const arrow = [h("span", { "aria-hidden": "true" }, " → "), h("span", { class: "visually-hidden" }, " changed to ")];
  return h("strong", {}, `${from ?? "none"}`, arrow, `${to}`);
}
