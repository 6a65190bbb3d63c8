// Who owns the case, and whether it is held: said in the page's head, with the buttons that change it.
import { call } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { h, refill } from "../elements.js";

const CLOSED = ["completed", "cancelled", "declined", "rejected"];

export class CaseOwner extends Component {
  static module = "case-owner";

  constructor(root, page) {
    super(root);
    this.page = page;
  }

  show({ status, handler: owner, held }) {
    const { me } = this.page;
    const mine = owner?.id === me;
    this.root.hidden = CLOSED.includes(status);
    refill(
      this.root,
      h("span", {}, mine ? "Assigned to you" : owner ? ["Assigned to ", h("strong", {}, owner.name)] : "Unassigned"),
      !mine && this.button("handler", owner ? "Take over" : "Assign to me", "The enquiry is assigned to you.", (fresh) => fresh.handler?.id === me),
      held && this.button("go-on", "Resume", "The enquiry is no longer on hold.", (fresh) => !fresh.held),
    );
  }

  button(action, label, doneText, isDone) {
    const button = h("button", { type: "button", class: "button button--secondary button--small" }, label);
    onPress(button, async () => {
      const { version } = this.page.enquiry;
      const answer = await this.page.attempt(() => call("POST", `${this.page.apiPath}/${action}`, { version }), { isDone });
      if (answer) await this.page.stepDone(answer.enquiry, doneText);
    });
    return button;
  }
}
