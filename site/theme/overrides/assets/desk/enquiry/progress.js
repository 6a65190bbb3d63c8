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
      outcome && h("div", { class: "outcome" }, h("h2", {}, "Outcome"), outcome),
      h("h2", { id: "progress-title", class: "visually-hidden" }, "Progress"),
      h("ol", { class: "progress__steps plain", "aria-labelledby": "progress-title" }, steps.map(step)),
      h("p", { class: "progress__next" }, h("strong", {}, "What happens next: "), next, by && [" ", h("strong", {}, `${by}.`)], late && [" ", h("span", { class: "tag tag--bad" }, "Late")]),
    );
  }
}

function step({ title, at, state }) {
  return h(
    "li",
    { class: `progress__step progress__step--${state.replace(" ", "-")}`, "aria-current": state === "current" && "step" },
    h("span", { class: "progress__title" }, h("span", { class: "visually-hidden" }, SAID[state]), title),
    at && h("span", { class: "progress__at" }, timeElement(at)),
  );
}

// What came of it, in a line that is read first: each mark and the grade, the decision, or the answer. Nothing before the reader may know it.
function outcomeOf({ components, grade_before: before, grade_after: after, answer, appeal, subject }) {
  const marks = subject.kind === "candidate" ? components.filter((each) => each.mark_after !== null) : [];
  const grade = after && before !== after && h("span", { class: "outcome__part" }, "Grade ", change(before, after));
  const same = after && before === after && h("span", { class: "outcome__part" }, "Grade ", h("strong", {}, after), ", unchanged");
  const decision = appeal?.decision && h("span", { class: "outcome__part" }, h("strong", {}, appeal.decision.finding_text));
  const answered = answer && h("span", { class: "outcome__part" }, h("strong", {}, answer.finding_text));
  const parts = [
    decision,
    answered,
    ...marks.map(({ code, mark_before: from, mark_after: to }) => h("span", { class: "outcome__part" }, `Component ${code} `, from === to ? [h("strong", {}, `${to}`), ", unchanged"] : change(from, to))),
    grade || same,
  ].filter(Boolean);
  return parts.length > 0 && h("p", { class: "outcome__line" }, parts);
}

function change(from, to) {
  const arrow = [h("span", { "aria-hidden": "true" }, " → "), h("span", { class: "visually-hidden" }, " changed to ")];
  return h("strong", {}, `${from ?? "none"}`, arrow, `${to}`);
}
