// The address of the centre's own calendar: given out, renewed, stopped. It carries a secret, so the desk shows it once and does not keep it.
import { call, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { formatTime } from "../dates.js";
import { confirmed } from "../dialogs.js";
import { h, refill } from "../elements.js";
import { announce } from "../notices.js";

export class CalendarAddress extends Component {
  static module = "calendar-address";

  init() {
    this.give = this.element("give-address");
    this.end = this.element("stop-address");
    this.copy = this.element("copy-address");
    onPress(this.give, () => this.renew());
    onPress(this.end, () => this.stop());
    onPress(this.copy, () => this.copyAddress());
  }

  // `address` is there only in the answer to the call that made it.
  show({ given, made_at: madeAt, address = "" }) {
    this.given = given;
    this.part("calendar-state").textContent = given ? `Your calendar has had its address since ${formatTime(madeAt)}.` : "Your calendar has no address yet.";
    this.part("calendar-new").hidden = !address;
    this.part("calendar-text").textContent = address;
    this.give.textContent = given ? "Get a new address" : "Get the address";
    this.end.hidden = !given;
    refill(this.part("calendar-fault"));
  }

  async renew() {
    if (this.given && !(await confirmed(document.getElementById("renew-dialog")))) return;
    await this.change("calendar");
    if (!this.part("calendar-new").hidden) this.copy.focus();
  }

  async stop() {
    if (!(await confirmed(document.getElementById("stop-dialog")))) return;
    await this.change("calendar/stop");
    this.give.focus();
  }

  async change(path) {
    try {
      const { calendar } = await call("POST", path, {}, { repeatable: true });
      this.show(calendar);
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      refill(this.part("calendar-fault"), h("div", { class: "notice notice--error", role: "alert" }, problem.problems.map((each) => h("p", {}, each.message))));
    }
  }

  async copyAddress() {
    const text = this.part("calendar-text");
    try {
      await navigator.clipboard.writeText(text.textContent);
      announce("The address is copied.");
      this.copy.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(text); // where the browser does not let us, it is one key away
      announce("The address is selected. Copy it with your keyboard.");
    }
  }
}
