// What is recorded of the chosen lines at once: consent chased, candidate told, payment asked for, paid, waived, given back, who pays.
import { call, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { counted, h } from "../elements.js";
import { announce, showSuccess, showTrouble } from "../notices.js";

const AT_ONCE = 50; // that one request takes
const AMOUNT = /^([0-9]{1,5}([.][0-9]{1,2})?)?$/;

export class LogActions extends Component {
  static module = "log-actions";

  // `chosen()` says which lines are chosen, `recorded(rows)` hears of the lines as they are afterwards, `takenOut(ids)` of those that are gone.
  constructor(root, { chosen, recorded, takenOut, message }) {
    super(root);
    Object.assign(this, { chosen, recorded, takenOut, message });
    this.buttons = [...this.root.querySelectorAll("[data-step]"), this.element("bearer-open")];
    this.day = this.element("step-day");
    this.dialog = this.element("bearer-dialog");
  }

  init() {
    for (const button of this.root.querySelectorAll("[data-step]")) onPress(button, () => this.record(button.dataset.step));
    this.element("bearer-open").addEventListener("click", () => {
      this.dialog.returnValue = "";
      this.dialog.showModal();
    });
    this.dialog.addEventListener("close", () => this.dialog.returnValue === "yes" && this.recordBearer());
    onPress(this.element("take-out"), () => this.takeOut());
    this.show([]);
  }

  show(lines) {
    const earlier = lines.filter((each) => each.earlier);
    this.part("chosen").textContent = lines.length ? `${counted(lines.length, "request")} chosen` : "None chosen";
    for (const button of this.buttons) button.disabled = lines.length === earlier.length;
    this.element("take-out").hidden = earlier.length === 0;
  }

  // Of earlier requests nothing is recorded; they can be taken out of the log.
  async takeOut() {
    const ids = this.chosen().filter((each) => each.earlier).map((each) => each.id);
    try {
      for (let at = 0; at < ids.length; at += 2 * AT_ONCE) {
        const { removed } = await call("POST", "log/earlier/remove", { ids: ids.slice(at, at + 2 * AT_ONCE) }, { repeatable: true });
        this.takenOut(removed);
      }
      showSuccess(this.message, `${counted(ids.length, "earlier request")} taken out of the log.`);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showTrouble(this.message, fault.message);
    }
  }

  recordBearer() {
    const value = (name) => this.element(`step-${name}`).value.trim();
    if (!AMOUNT.test(value("fee")) || !AMOUNT.test(value("charge"))) {
      showTrouble(this.message, "Enter amounts such as 7.50, or leave them empty.");
      return;
    }
    this.record("bearer", { bearer: this.element("bearer").value, fund: value("fund"), fee: value("fee"), charge: value("charge") });
  }

  // Many lines go in portions; what one portion has recorded stays recorded.
  async record(step, more = {}) {
    const ids = this.chosen().filter((each) => !each.earlier).map((each) => each.id);
    const leftOut = [];
    let done = 0;
    try {
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const sent = { ids: ids.slice(at, at + AT_ONCE), step, day: step === "bearer" ? "" : this.day.value, ...more };
        const answer = await call("POST", "log/records", sent, { repeatable: true });
        leftOut.push(...answer.left_out);
        done += answer.rows.length - answer.left_out.length;
        this.recorded(answer.rows);
        if (ids.length > AT_ONCE) announce(`${done + leftOut.length} of ${ids.length} done.`);
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showTrouble(this.message, done ? `${counted(done, "request")} recorded, then: ${fault.message}` : fault.message);
      return;
    }
    this.say(done, leftOut);
  }

  say(done, leftOut) {
    const said = `Recorded for ${counted(done, "request")}.`;
    if (leftOut.length === 0) {
      showSuccess(this.message, said);
      return;
    }
    const why = leftOut.map(({ name, errors }) => h("li", {}, h("strong", {}, name), ` ${errors.map((each) => each.message).join(" ")}`));
    showTrouble(this.message, done ? `${said} ` : "", `Nothing was recorded for ${counted(leftOut.length, "request")}:`, h("ul", {}, why));
  }
}
