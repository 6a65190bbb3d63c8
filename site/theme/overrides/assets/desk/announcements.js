// /desk/messages/ and /staff/messages/: what the awarding body says to its centres. Staff post here too.
import { call, get } from "./api.js";
import { DeskPage, openPage } from "./components/desk-page.js";
import { Form } from "./components/form.js";
import { timeElement } from "./dates.js";
import { h, refill } from "./elements.js";
import { demonstrationMark } from "./enquiry/fee.js";
import { showSuccess } from "./notices.js";
import { DESK } from "./session.js";
import { guardLeaving } from "./typed-values.js";

class AnnouncementsPage extends DeskPage {
  static module = "announcements";

  constructor(root) {
    super(root);
    this.path = DESK === "staff" ? "staff/messages" : "messages";
  }

  init() {
    if (DESK === "staff") this.component(AnnouncementForm, this);
  }

  async load() {
    this.show(await get(this.path));
  }

  show({ messages }) {
    refill(this.part("messages"), messages.map(announcement), messages.length === 0 && h("p", { class: "empty" }, "There are none."));
  }
}

class AnnouncementForm extends Form {
  static module = "announcement-form";

  constructor(root, page) {
    super(root);
    this.page = page;
  }

  init() {
    super.init();
    guardLeaving(() => this.values.title !== "" || this.values.text !== "");
  }

  keep() {} // asked about before it is lost instead

  get values() {
    const { title, text, email } = this.form.elements;
    return { title: title.value.trim(), text: text.value.trim(), email: email.checked };
  }

  send(values) {
    return call("POST", this.page.path, values);
  }

  // Posting twice would say it twice, so an unanswered post is looked for before anything else.
  async findStored({ title, text }) {
    const answer = await get(this.page.path);
    const [latest] = answer.messages;
    return latest?.title === title && latest.text === text ? answer : null;
  }

  stored(answer, { email }) {
    this.form.reset();
    this.root.open = false;
    this.page.show(answer);
    showSuccess(this.page.message, `Every centre can now read the message at its desk.${email ? " Each centre is told by e-mail; e-mails that cannot be sent are listed under Failed deliveries." : ""}`);
  }
}

function announcement({ id, from, title, text, at, demonstration, emailed }) {
  const paragraphs = text.split(/\n{2,}/).map((each) => h("p", {}, each.split("\n").map((line, index) => [index > 0 && h("br"), line]).flat()));
  return h(
    "section",
    { class: "card", "aria-labelledby": `message-${id}` },
    h("h2", { id: `message-${id}` }, title),
    h("p", { class: "hint" }, `${from} to all its centres`, at && [", ", timeElement(at)], emailed && ", announced by e-mail", demonstration && [" ", demonstrationMark()]),
    paragraphs,
  );
}

openPage(AnnouncementsPage);
