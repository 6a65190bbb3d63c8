// /guidance/group-awards/: composes the e-mail that asks for the recalculation of a group award. Nothing leaves this page: whoever fills it in sends
// the e-mail themselves.
import { onPress } from "../desk/buttons.js";
import { Component, start } from "../desk/components/component.js";
import { h, refill } from "../desk/elements.js";
import { clearProblems, showProblems } from "../desk/error-summary.js";

const REQUIRED = [
  ["centre-number", "Enter the centre number."],
  ["centre-name", "Enter the name of the centre."],
  ["candidate-number", "Enter the candidate’s number."],
  ["candidate-name", "Enter the candidate’s name."],
];

class GroupAwardEmail extends Component {
  static module = "group-award-email";

  constructor(root) {
    super(root);
    this.form = this.element("compose");
    this.composed = this.part("composed");
  }

  init() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.compose();
    });
    // What was composed from other words is no longer what the form says.
    this.form.addEventListener("input", () => (this.composed.hidden = true));
  }

  value(name) {
    return this.form.elements[name].value.trim();
  }

  compose() {
    clearProblems();
    const missing = REQUIRED.filter(([name]) => this.value(name) === "").map(([field, message]) => ({ field, message }));
    if (missing.length === 0) return this.show(this.email);
    this.composed.hidden = true;
    showProblems(missing);
  }

  get email() {
    const { name, email } = this.form.elements.award.selectedOptions[0].dataset;
    const [series, number, why] = ["series", "centre-number", "why"].map((each) => this.value(each));
    const lines = [
      `Please recalculate the ${name} of the candidate below.`,
      "",
      `Centre: ${number} ${this.value("centre-name")}`,
      `Series: ${series}`,
      `Candidate: ${this.value("candidate-number")} ${this.value("candidate-name")}`,
      ...(why ? ["", "What looks wrong:", why] : []),
    ];
    return { to: email, subject: `Recalculation of ${name}, ${series}, centre ${number}`, text: lines.join("\n") };
  }

  show({ to, subject, text }) {
    const href = `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
    const whole = Object.assign(h("textarea", { class: "textarea", id: "composed-text", readonly: true, rows: "12" }), { value: `To: ${to}\nSubject: ${subject}\n\n${text}` });
    const status = h("span", { role: "status" });
    const copy = h("button", { type: "button", class: "button button--secondary" }, "Copy the text");
    onPress(copy, async () => {
      try {
        await navigator.clipboard.writeText(whole.value);
        status.textContent = "Copied.";
      } catch {
        whole.select(); // where the browser does not let us, it is one key away
        status.textContent = "Selected: copy it with your keyboard.";
      }
    });
    refill(
      this.composed,
      h("h3", {}, "Your e-mail"),
      h("label", { class: "label", for: "composed-text" }, "Nothing has been sent. Send this yourself:"),
      whole,
      h("p", { class: "button-row" }, h("a", { class: "button", href }, "Open in your e-mail program"), copy, status),
    );
    this.composed.hidden = false;
    this.composed.focus({ preventScroll: true });
    this.composed.scrollIntoView({ block: "nearest" });
  }
}

start(GroupAwardEmail);
