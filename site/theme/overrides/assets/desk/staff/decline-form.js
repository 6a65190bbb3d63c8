// Declining an enquiry that the awarding body does not accept, with the reason for the centre.
import { call } from "../api.js";
import { Form } from "../components/form.js";

export class DeclineForm extends Form {
  static module = "decline-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.prefix = "decline-";
    this.reason = this.element("decline-reason");
  }

  get storageKey() {
    return `${DeclineForm.module}.${this.page.id}`;
  }

  get values() {
    return { reason: this.reason.value.trim() };
  }

  show({ may_decline: wanted }) {
    this.root.hidden = !wanted;
    const typed = this.typed.read();
    if (!wanted || !typed || this.reason.value) return;
    this.reason.value = typed.reason;
    this.find("details").open = true;
  }

  attempt(values) {
    const { page } = this;
    return page.attempt(() => call("POST", `${page.apiPath}/decline`, { version: page.enquiry.version, ...values }), { isDone: (fresh) => fresh.status === "declined", typed: true, prefix: this.prefix });
  }

  stored({ enquiry }) {
    this.page.stepDone(enquiry, "The enquiry is declined. The centre and the person who asked are told by e-mail and can read your reason at the desk.");
  }
}
