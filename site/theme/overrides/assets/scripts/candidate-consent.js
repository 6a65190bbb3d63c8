// /consent/: what a candidate's link opens. The token stands behind the # of the address, which no server sees; this page posts it.
// All words come from the desk, in the language that is chosen; what the awarding body says in its own words stays English.
import { onPress } from "../desk/buttons.js";
import { Component, start } from "../desk/components/component.js";
import { h, refill } from "../desk/elements.js";
import { clearProblems, showProblems } from "../desk/error-summary.js";

const ROOT = new URL("../../", import.meta.url);
const PATIENCE = 20_000; // milliseconds
const TRIES = 3;
const LOST = { code: "unreachable", message: "The page could not be reached. Check your connection and try again.", field: null };
const INCOMPLETE = { code: "link_not_valid", message: "This is not the whole link. Open it from the e-mail or the code that you were given, or ask your exams officer for a new one.", field: null };

class ConsentPage extends Component {
  static module = "candidate-consent";

  constructor(root) {
    super(root);
    this.title = document.querySelector("article h1");
    this.form = this.part("form");
    this.page = null;
    this.changing = false;
  }

  init() {
    addEventListener("hashchange", () => this.open());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", () => this.showChoices());
    addEventListener("beforeprint", () => {
      for (const each of this.part("asked").querySelectorAll("details")) each.open = true;
    });
    this.open();
  }

  get token() {
    return location.hash.slice(1);
  }

  async open(language = "") {
    this.part("loading").hidden = false;
    const answer = this.token ? await post("consents", { token: this.token, language }) : { errors: [INCOMPLETE] };
    this.part("loading").hidden = true;
    this.root.removeAttribute("aria-busy");
    if (answer.errors) return this.showFault(answer.errors, language);
    this.changing = false;
    this.show(answer);
  }

  showFault(errors, language) {
    const { words = {} } = this.page ?? {};
    const works = errors.every(({ code }) => code !== "link_not_valid"); // one that does not will not work the next time either
    const retry = works && button(words.retry ?? "Try again", "button button--secondary", () => this.open(language));
    this.part("ready").hidden = true;
    refill(this.part("fault"), h("div", { class: "notice notice--error", role: "alert" }, errors.map((each) => h("p", {}, each.message))), retry && h("p", { class: "button-row" }, retry));
    this.part("fault").hidden = false;
  }

  show(page) {
    this.page = page;
    const { words, asked, language } = page;
    clearProblems();
    this.part("fault").hidden = true;
    this.part("ready").hidden = false;
    document.querySelector("article").lang = language;
    this.title.textContent = words.title;
    document.title = words.title;
    refill(this.part("languages"), Object.entries(page.languages).map((each) => this.languageButton(each)));
    this.part("unchecked").hidden = page.checked;
    this.part("unchecked").textContent = page.checked ? "" : words.unchecked;
    this.part("for").textContent = filled(words.for, { candidate: page.candidate, school: page.school });
    this.answering = asked.some((each) => each.open && (this.changing || each.state === "asked"));
    const open = asked.some((each) => each.open);
    this.part("lead").textContent = this.answering ? words.lead : open ? words.lead_answered : words.lead_sent;
    // What has no answer yet first, then what can still be changed.
    const place = (each) => (!this.isAnswering(each) ? 2 : each.state === "asked" ? 0 : 1);
    refill(this.part("asked"), [0, 1, 2].flatMap((at) => asked.filter((each) => place(each) === at)).map((each) => this.section(each)));
    this.showSigning();
    this.showActions(open);
    this.part("closing").textContent = `${words.questions} ${words.private}`;
    this.showChoices();
  }

  languageButton([code, name]) {
    const here = code === this.page.language;
    const button = h("button", { type: "button", class: "button button--secondary button--small", lang: code, "aria-pressed": `${here}` }, name);
    onPress(button, () => here || this.openIn(code));
    return button;
  }

  // What is chosen and typed already stays while the words change.
  async openIn(language) {
    const filledIn = new FormData(this.form);
    const { changing } = this;
    refill(this.part("message")); // it is in the language before
    await this.open(language);
    if (!this.part("fault").hidden) return;
    if (changing) this.change();
    for (const [name, value] of filledIn) {
      const control = this.form.elements[name];
      if (control) control.value = value; // of radio buttons this is a list, whose value chooses one
    }
    this.showChoices();
  }

  isAnswering(each) {
    return each.open && this.answering;
  }

  section(each) {
    const { words } = this.page;
    const id = fieldOf(each);
    return h(
      "section",
      { class: "card", "aria-labelledby": `${id}-title` },
      h("h2", { id: `${id}-title`, lang: "en" }, each.heading),
      each.standing.length > 0 && [h("h3", {}, words.standing), each.standing.map((one) => h("p", { class: "candidate__standing" }, one))],
      this.isAnswering(each)
        ? [this.explained(each), this.question(each, id), each.choices.length > 0 && this.choice(each, id)]
        : [this.answered(each), this.canWithdraw(each) && h("p", { class: "button-row" }, this.withdrawButton(each)), h("details", { class: "details" }, h("summary", {}, words.asked), this.explained(each))],
    );
  }

  explained(each) {
    const { words } = this.page;
    return [
      h("h3", {}, words.checks),
      h("p", { lang: "en" }, each.checks),
      h("h3", {}, words.asked),
      h("ul", {}, each.sentences.map((one) => h("li", {}, one))),
    ];
  }

  answered(each) {
    const { words } = this.page;
    return h(
      "p",
      {},
      h("strong", {}, each.state_text),
      each.choice && [". ", h("span", { lang: "en" }, capital(each.choice))],
      each.answered_on && h("span", { class: "aside" }, filled(words.answered_on, { day: each.answered_on })),
      each.signed && h("span", { class: "aside" }, filled(words.signed_by, { name: each.signed })),
    );
  }

  question(each, id) {
    const { words } = this.page;
    const answers = [["yes", words.yes, each.agrees === true], ["no", words.no, each.agrees === false]];
    return fieldset(id, words.agrees, answers.map(([value, text, checked]) => radio(id, value, text, checked)));
  }

  choice(each, id) {
    const { words } = this.page;
    return fieldset(`${id}-choice`, words.choice, each.choices.map((one) => radio(`${id}-choice`, one, h("span", { lang: "en" }, capital(one)), one === each.choice)));
  }

  // Which choice there is concerns only whoever agrees.
  showChoices() {
    for (const each of this.page.asked) {
      const box = document.getElementById(`${fieldOf(each)}-choice`);
      if (box) box.hidden = this.chosen(fieldOf(each)) !== "yes";
    }
  }

  showSigning() {
    const { words, age } = this.page;
    const place = this.part("signing");
    place.hidden = !this.answering;
    if (!this.answering) return refill(place);
    const givers = [["candidate", words.candidate], ["guardian", words.guardian]].map(([value, text]) => radio("giver", value, text, value === "candidate"));
    refill(
      place,
      age && [h("p", {}, filled(words.age, { age })), fieldset("giver", words.giver, givers)],
      field("signed", words.signed, words.signed_hint, { type: "text", autocomplete: "name", maxlength: "80" }),
      field("email", words.email, words.email_hint, { type: "email", autocomplete: "email", spellcheck: "false", maxlength: "254" }),
    );
  }

  showActions(open) {
    const { words } = this.page;
    const send = this.answering && button(words.send, "button", () => this.send());
    const change = open && !this.answering && button(words.change, "button button--secondary", () => this.change());
    const print = !this.answering && button(words.print, "button button--secondary", () => window.print());
    refill(this.part("actions"), send, change, print);
  }

  canWithdraw(each) {
    return each.open && each.state === "given" && !this.answering;
  }

  withdrawButton(each) {
    const { words, asked } = this.page;
    const which = asked.length > 1 && h("span", { class: "visually-hidden" }, ": ", h("span", { lang: "en" }, each.heading));
    return button([words.withdraw, which], "button button--secondary", () => this.withdraw(each));
  }

  change() {
    this.changing = true;
    refill(this.part("message"));
    this.show(this.page);
    this.part("asked").querySelector("input")?.focus();
  }

  chosen(name) {
    return this.form.querySelector(`[name="${CSS.escape(name)}"]:checked`)?.value ?? "";
  }

  async send() {
    const { asked, wording, language, words } = this.page;
    const answers = asked.filter((each) => this.isAnswering(each)).map((each) => this.answerOf(each));
    const email = this.form.elements.email.value.trim();
    const told = { token: this.token, language, wording, answers, giver: this.chosen("giver") || "candidate", signed: this.form.elements.signed.value.trim(), email };
    const answer = await post("answers", told);
    if (answer.errors) return this.refused(answer.errors);
    this.changing = false;
    this.show(answer);
    this.say(words.sent, email && answers.some((each) => each.agrees) ? words.copy_sent : "");
  }

  answerOf(each) {
    const id = fieldOf(each);
    const said = this.chosen(id);
    return { syllabus: each.syllabus, consent: each.consent, agrees: said === "" ? null : said === "yes", choice: said === "yes" ? this.chosen(`${id}-choice`) : "" };
  }

  async withdraw(each) {
    const { language, words } = this.page;
    const answer = await post("withdrawals", { token: this.token, language, syllabus: each.syllabus, consent: each.consent });
    if (answer.errors) return this.refused(answer.errors);
    this.show(answer);
    this.say(words.withdrawn);
  }

  refused(errors) {
    const { words, problems } = this.page;
    const said = errors.map((each) => ({ ...each, message: each.code === "unreachable" ? words.unreachable : (problems[each.code] ?? each.message), rule: null, source: null }));
    showProblems(said, { title: words.problems });
  }

  say(...texts) {
    refill(this.part("message"), h("div", { class: "notice notice--success", role: "status" }, h("p", {}, texts.filter(Boolean).join(" "))));
    this.part("message").focus({ preventScroll: true });
    this.title.scrollIntoView({ block: "start" });
  }
}

// The answer of the desk: a page, or {errors}. What got lost is sent again, since doing it twice is the same as doing it once.
async function post(what, told) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(new URL(`api/candidate/${what}`, ROOT), {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/json" },
        body: JSON.stringify(told),
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      });
      const said = await answer.json();
      if (answer.status < 500) return said;
    } catch {
      // no answer, or none that can be read
    }
    if (attempt === TRIES) return { errors: [LOST] };
    await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
  }
}

function fieldOf({ syllabus, consent }) {
  return `answer-${syllabus}-${consent}`;
}

function fieldset(id, legend, choices) {
  const error = h("span", { class: "field-error", id: `${id}-error`, hidden: true });
  return h("fieldset", { class: "fieldset field", id, tabindex: "-1", "aria-describedby": `${id}-error` }, h("legend", { class: "legend" }, legend), error, h("div", { class: "choices" }, choices));
}

function radio(name, value, label, checked) {
  const id = `${name}.${value}`.replace(/\s+/g, "-");
  return h("div", { class: "choice" }, h("input", { type: "radio", id, name, value, checked }), h("label", { for: id }, label));
}

function field(id, label, hint, attributes) {
  return h(
    "div",
    { class: "field" },
    h("label", { class: "label", for: id }, label),
    h("span", { class: "hint", id: `${id}-hint` }, hint),
    h("span", { class: "field-error", id: `${id}-error`, hidden: true }),
    h("input", { class: "input", id, name: id, "aria-describedby": `${id}-hint ${id}-error`, ...attributes }),
  );
}

function button(text, className, action) {
  const made = h("button", { type: "button", class: className }, text);
  onPress(made, action);
  return made;
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

start(ConsentPage);
