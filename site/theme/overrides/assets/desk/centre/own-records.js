// What a centre keeps of one enquiry for itself: the money, and that its candidate was told. It is read when somebody opens it.
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { downloadButton } from "../download-button.js";
import { formatDay } from "../dates.js";
import { h, money, refill, summaryList } from "../elements.js";
import { announce } from "../notices.js";

const KNOWN = {
  demonstration: "demonstration figure", reported: "reported, not confirmed", entered: "as you entered it", unknown: "not known here", free: "free of charge",
};
const STEPS = {
  not_asked: [["asked", "Record that payment was asked for"], ["paid", "Record as paid"], ["waived", "Waive it"]],
  asked: [["paid", "Record as paid"], ["waived", "Waive it"], ["not_asked", "It was not asked for"]],
  paid: [["not_paid", "It was not paid"]],
  to_return: [["returned", "Record as given back"]],
  returned: [["not_returned", "It was not given back"]],
  waived: [["not_waived", "It is not waived"]],
  ours: [],
  nothing: [],
};

export class OwnRecords extends Component {
  static module = "own-records";

  constructor(root) {
    super(root);
    this.id = null;
    this.place = this.part("own-facts");
    this.buttons = this.part("own-steps");
    this.trouble = this.part("own-trouble");
  }

  init() {
    this.root.addEventListener("toggle", () => this.root.open && this.read());
  }

  show({ id, subject }) {
    this.id = id;
    this.single = subject.kind === "candidate";
    if (this.root.open) this.read();
  }

  async read() {
    await this.attempt(async () => this.draw((await get(`enquiries/${this.id}/money`)).money));
  }

  async attempt(action) {
    this.trouble.textContent = "";
    try {
      await action();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.trouble.textContent = fault.message;
    }
  }

  draw(its) {
    const day = (date, amounts = []) => date && [formatDay(date), amounts.length > 0 && `, ${sums(amounts)}`];
    refill(
      this.place,
      summaryList(
        [
          ["Awarding body’s fee", [its.fee.length ? sums(its.fee) : null, KNOWN[its.fee_known] && h("span", { class: "aside" }, KNOWN[its.fee_known])]],
          its.charge.length > 0 && ["Our charge", sums(its.charge)],
          its.total.length > 0 && ["Together", sums(its.total)],
          ["Who pays", its.bearer_text],
          ["Payment", its.state_text],
          its.asked_on && ["Asked for", day(its.asked_on, its.asked)],
          its.paid_on && ["Paid", day(its.paid_on, its.paid)],
          its.waived_on && ["Waived", day(its.waived_on)],
          its.to_return.length > 0 && ["To give back", h("strong", {}, sums(its.to_return))],
          its.returned_on && ["Given back", day(its.returned_on, its.returned)],
          its.stays.length > 0 && ["Stays with us", sums(its.stays)],
          its.outcome_open && ["Candidate told", its.told_on ? formatDay(its.told_on) : "not yet"],
        ].filter(Boolean),
      ),
    );
    const told = its.outcome_open ? [its.told_on ? ["not_told", "The candidate was not told"] : ["told", "Record that the candidate was told"]] : [];
    refill(this.buttons, [...STEPS[its.state], ...told].map(([step, text]) => this.button(step, text)), this.single && this.note());
  }

  button(step, text) {
    const made = h("button", { type: "button", class: "button button--secondary button--small" }, text);
    onPress(made, () => this.record(step, text));
    return made;
  }

  note() {
    return downloadButton("note to the family (PDF)", "money/note", null, { ids: [this.id] });
  }

  async record(step, text) {
    await this.attempt(async () => {
      const answer = await call("POST", "log/records", { ids: [this.id], step }, { repeatable: true });
      for (const { errors } of answer.left_out) throw new Refusal(422, errors);
      await this.read();
      announce(`Done: ${text}.`);
    });
  }
}

function sums(amounts) {
  return amounts.map(money).join(" and ");
}
