// Questions, answers and reported errors about one enquiry: the thread on its page, and the forms that add to it. The same on all three desks.
import { call } from "../api.js";
import { Component } from "../components/component.js";
import { Form } from "../components/form.js";
import { countDown, formatDuration, formatTime, serverNow, timeElement } from "../dates.js";
import { h, refill } from "../elements.js";
import { clearProblems } from "../error-summary.js";
import { guardLeaving } from "../typed-values.js";

export class MessageThread extends Component {
  static module = "message-thread";

  // Where centres look, an empty thread is not shown.
  constructor(root, { hiddenWhenEmpty = true } = {}) {
    super(root);
    this.hiddenWhenEmpty = hiddenWhenEmpty;
    this.thread = this.part("thread");
  }

  show({ history }) {
    const messages = history.filter((each) => each.message);
    refill(this.thread, messages.map(messageLine));
    this.thread.hidden = messages.length === 0;
    this.part("no-messages").hidden = messages.length > 0;
    this.root.hidden = this.hiddenWhenEmpty && messages.length === 0;
  }
}

function messageLine({ at, who, what, code, why }) {
  return h(
    "li",
    { class: "thread__message", "data-code": code },
    h("p", { class: "thread__head" }, h("strong", {}, what), " ", h("span", {}, who), " ", timeElement(at)),
    h("p", { class: "thread__text" }, why),
  );
}

// A form that adds a message. The kind is also the prefix of its fields.
class MessageForm extends Form {
  constructor(root, page, kind, sentText) {
    super(root);
    this.page = page;
    this.kind = kind;
    this.sentText = sentText;
    this.prefix = `${kind}-`;
    this.text = this.element(`${kind}-text`);
    this.hold = this.findOptional(`#${kind}-hold`); // only a question can hold its enquiry
  }

  get storageKey() {
    return `message.${this.kind}.${this.page.apiPath}`;
  }

  get values() {
    return { kind: this.kind, text: this.text.value.trim(), ...(this.hold && { hold: this.hold.checked }) };
  }

  init() {
    super.init();
    this.text.value = this.typed.read() ?? "";
    guardLeaving(() => this.text.value.trim() !== "");
  }

  keep() {
    if (this.text.value) this.typed.keep(this.text.value);
    else this.typed.forget();
  }

  show() {}

  // Sending twice would say it twice: where the answer got lost, the thread says whether it was sent.
  async send(values) {
    const before = await this.page.read();
    this.sentBefore = count(before, values.text);
    return call("POST", `${this.page.apiPath}/messages`, values);
  }

  async findStored({ text }) {
    const fresh = this.sentBefore === undefined ? null : await this.page.read();
    return fresh && count(fresh, text) > this.sentBefore ? fresh : null;
  }

  async attempt(values) {
    this.sentBefore = undefined;
    return super.attempt(values);
  }

  async stored() {
    const fresh = await this.page.read().catch(() => null);
    clearProblems();
    this.text.value = "";
    if (this.hold) this.hold.checked = false;
    if (fresh) this.page.show(fresh);
    this.text.closest("details").open = false;
    this.page.say(this.sentText);
  }
}

function count({ history }, text) {
  return history.filter((each) => each.message && each.why === text).length;
}

// A caseworker asks the centre.
export class QuestionForm extends MessageForm {
  static module = "question-form";

  constructor(root, page) {
    super(root, page, "question", "Your question has been sent and is kept with the enquiry. The centre is told by e-mail.");
  }
}

// Once the awarding body has asked, there is something to answer; the form stands open while its last question has no answer.
export class ReplyForm extends MessageForm {
  static module = "reply-form";

  constructor(root, page) {
    super(root, page, "answer", "Your answer has been sent and is kept with the enquiry.");
  }

  show({ history }) {
    const exchanged = history.filter((each) => ["asked", "answered"].includes(each.code));
    this.root.hidden = exchanged.length === 0;
    this.root.open = exchanged.at(-1)?.code === "asked";
  }
}

// An error in the acknowledgement, and until when it counts. One reported later is taken and shown with its time.
export class ErrorReportForm extends MessageForm {
  static module = "error-report-form";

  // `wanted(enquiry)` says whether an error can be reported.
  constructor(root, page, wanted) {
    super(root, page, "error", "The error has been reported and is kept with the enquiry.");
    this.wanted = wanted;
    this.stopClock = () => {};
  }

  show(enquiry) {
    this.root.hidden = !this.wanted(enquiry);
    this.stopClock();
    if (!this.root.hidden) this.showTime(enquiry.report_errors_until);
  }

  showTime(until) {
    const left = this.part("error-left");
    left.hidden = !until || new Date(until) <= serverNow();
    this.part("error-said").textContent = left.hidden
      ? `The time for it ended ${formatTime(until)}. You can still report one, but the awarding body decides whether it counts.`
      : `An error must reach the awarding body by ${formatTime(until)}.`;
    if (!left.hidden) this.stopClock = countDown(until, (time) => (left.textContent = `${formatDuration(time)} left`), () => this.showTime(until));
  }
}
