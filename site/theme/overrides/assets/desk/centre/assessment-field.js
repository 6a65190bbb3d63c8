// The Assessment field: a combobox with a list of suggestions, by the syllabus's name or number.
// Pattern: WAI-ARIA combobox with list autocomplete. The focus stays in the field; arrows move through the list, Enter takes, Escape closes.
import { Component } from "../components/component.js";
import { counted, h, refill } from "../elements.js";
import { announce } from "../notices.js";

const MOST = 12;

export class AssessmentField extends Component {
  static module = "assessment-field";

  // `syllabuses()` gives those to choose from; `chosen(syllabus or null)` hears of every choice.
  constructor(root, { syllabuses, chosen }) {
    super(root);
    this.input = this.find("[role=combobox]");
    this.list = this.element(this.input.getAttribute("aria-controls"));
    this.value = this.element(`${this.input.id}-value`);
    this.syllabuses = syllabuses;
    this.chosen = chosen;
    this.found = [];
    this.active = -1;
    this.current = null;
  }

  init() {
    const { input } = this;
    // What is typed is looked up and may be longer than the code that is sent.
    for (const name of ["pattern", "maxlength"]) input.removeAttribute(name);
    input.addEventListener("input", () => this.open());
    input.addEventListener("click", () => this.list.hidden && this.open());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.leave());
  }

  // `hint` is the awarding body's own, with its example of a code.
  describe(hint) {
    this.element(`${this.input.id}-hint`).textContent = hint;
  }

  set(syllabus) {
    this.current = syllabus;
    this.value.value = syllabus?.code ?? "";
    this.input.value = syllabus ? spoken(syllabus) : "";
  }

  open() {
    const unchanged = this.current && this.input.value === spoken(this.current);
    this.found = matching(this.syllabuses(), unchanged ? "" : this.input.value).slice(0, MOST);
    this.active = -1;
    const none = this.found.length === 0 && h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No syllabus matches");
    refill(this.list, this.found.map((each, index) => this.option(each, index)), none);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
    announce(none ? "No syllabus matches." : `${counted(this.found.length, "suggestion")}. Use the arrow keys.`);
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  option(syllabus, index) {
    const take = (event) => {
      event.preventDefault(); // the field keeps the focus
      this.take(syllabus);
    };
    const attributes = { id: `${this.list.id}-${index}`, role: "option", "aria-selected": "false", onpointerdown: take };
    return h("li", attributes, h("strong", {}, syllabus.code), ` ${syllabus.name} `, h("small", {}, syllabus.qualification));
  }

  key(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") this.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter" && !this.list.hidden) this.take(this.found[this.active] ?? (this.found.length === 1 ? this.found[0] : this.current));
    else if (key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
  }

  move(step) {
    if (this.list.hidden) this.open();
    if (this.found.length === 0) return;
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = this.active === -1 && step < 0 ? this.found.length - 1 : (this.active + step + this.found.length) % this.found.length;
    const item = this.list.children[this.active];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  take(syllabus) {
    const before = this.current?.code;
    this.current = syllabus;
    this.value.value = syllabus?.code ?? "";
    if (syllabus) this.input.value = spoken(syllabus);
    this.close();
    if (before !== syllabus?.code) this.chosen(syllabus);
  }

  // Leaving the field takes what was typed where it can mean one syllabus only.
  leave() {
    this.close();
    const words = this.input.value.trim();
    if (this.current && words === spoken(this.current)) return;
    const meant = words ? matching(this.syllabuses(), words) : [];
    const exact = meant.find((each) => each.code.toLowerCase() === words.toLowerCase());
    this.take(exact ?? (meant.length === 1 ? meant[0] : null));
  }
}

function spoken(syllabus) {
  return `${syllabus.code} ${syllabus.name}`;
}

// The syllabuses that all words typed point to: the number from its start, or any word of name or qualification from its start. Best first.
function matching(syllabuses, words) {
  const wanted = plain(words).split(" ").filter(Boolean);
  return syllabuses
    .map((syllabus) => ({ syllabus, rank: rank(syllabus, wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => one.rank - other.rank || one.syllabus.code.localeCompare(other.syllabus.code))
    .map(({ syllabus }) => syllabus);
}

function rank(syllabus, wanted) {
  const name = plain(syllabus.name);
  const words = [...name.split(" "), ...plain(syllabus.qualification).split(" ")];
  const code = plain(syllabus.code).split(" "); // 601/8882/0 is typed whole, or with spaces, or from its start
  let sum = 0;
  for (const each of wanted) {
    // “maths” is said for Mathematics: a plural s at the end does not count.
    const stem = each.length > 3 ? each.replace(/s$/, "") : each;
    if (code.some((part) => part.startsWith(each))) sum += 0;
    else if (name.startsWith(stem)) sum += 1;
    else if (words.some((word) => word.startsWith(stem))) sum += 2;
    else return null;
  }
  return sum;
}

function plain(text) {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
}
