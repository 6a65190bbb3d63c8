// The candidates of a syllabus to choose from: all listed, filtered by number or name, those who cannot be chosen greyed out with the reason,
// those for whom a group's report would wait yellow with what that means. A service about everybody has nobody to choose.
import { get } from "../api.js";
import { fitsFilter } from "../candidate-filter.js";
import { Component } from "../components/component.js";
import { counted, h, refill } from "../elements.js";
import { ruleText } from "../error-summary.js";
import { announce } from "../notices.js";
import { fillRows, inOrder, row, sortable } from "../tables.js";

const MOST_LISTED = 100; // at once; of more, the desk searches
const PAUSE = 300; // milliseconds after the last key

export class CandidateChoice extends Component {
  static module = "candidate-choice";

  // `most` is what any submission takes; `changed(numbers)` hears of every choice.
  constructor(root, { most, changed }) {
    super(root);
    this.mostOfAll = most;
    this.changed = changed;
    this.find("[data-choices]").replaceWith(document.getElementById("chooser").content);
    this.choosing = this.part("choosing");
    this.everybody = this.part("everybody");
    this.hint = this.find(".hint");
    this.filter = this.element("candidate-filter");
    this.status = this.part("candidates-status");
    this.table = this.part("candidates-table");
    this.rules = this.part("rules");
    this.count = this.part("chosen-count");
    this.waiting = this.part("chosen-waiting");
    this.chosenList = this.part("chosen");
    this.chosen = new Set();
    this.all = []; // those listed; beyond MOST_LISTED the desk searches for the others
    this.total = 0;
    this.content = null;
    this.known = new Map(); // everybody who was ever listed, by number
    this.order = ["number", true];
    this.asking = null;
  }

  init() {
    this.fit(null);
    this.element("apply-filter").addEventListener("click", () => this.narrow({ say: true }));
    this.filter.addEventListener("input", () => this.narrow());
    this.filter.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // Enter applies the filter; it does not send the form
      this.narrow({ say: true });
    });
    sortable(this.table, (key, ascending) => {
      this.order = [key, ascending];
      this.narrow();
    });
    this.table.addEventListener("change", (event) => this.choose(event.target.value, event.target.checked));
  }

  // `hint` says by what the awarding body's candidates are found.
  describe(hint) {
    this.hint.textContent = hint;
  }

  set(numbers) {
    this.chosen = new Set(numbers);
  }

  // Takes as many as the service does; null is before one is chosen.
  fit(service) {
    this.group = service?.availability.group ?? null;
    this.most = service?.availability.one_candidate ? 1 : (this.group?.most ?? this.mostOfAll);
    this.about = service?.subject ?? "candidate";
    this.choosing.hidden = this.about === "cohort";
    this.everybody.hidden = this.about !== "cohort";
    this.hint.hidden = this.about === "cohort";
    for (const [name, shown] of [["sample", service?.about_components !== false], ["cohort", service?.about_components === false]]) {
      this.part(`everybody-${name}`).hidden = !shown;
    }
  }

  // Reads the candidates for what the form says now. Until there is a syllabus, there is nobody to choose from and nothing is shown.
  async load(content, { say = false, search = false } = {}) {
    const { body, route, series, syllabus, service, components } = content;
    this.asking?.abort();
    clearTimeout(this.waits);
    this.root.hidden = !series || !syllabus;
    if (content.syllabus !== this.content?.syllabus || content.series !== this.content?.series) this.filter.value = "";
    this.content = content;
    if (this.about === "cohort") return;
    if (!series || !syllabus) {
      this.all = [];
      this.total = 0;
      this.say("Choose the assessment first. Your candidates in that syllabus are then listed here."); // seen only where an error leads here
      return;
    }
    this.asking = new AbortController();
    const { signal } = this.asking;
    if (!search) this.say("Getting your candidates…");
    try {
      const [order, ascending] = this.order;
      const asked = { awarding_body: body, route, series, syllabus, service, components: components.join(","), typed: this.filter.value.trim(), most: MOST_LISTED, order: `${order}${ascending ? "" : "_down"}` };
      const { candidates, found, total } = await get("register", asked, { signal });
      if (signal.aborted) return;
      this.all = candidates;
      this.found = found;
      this.total = total;
      for (const each of candidates) this.known.set(each.number, each);
      await this.lookUp(search ? [] : [...this.chosen].filter((number) => !candidates.some((each) => each.number === number)), asked, signal);
      if (signal.aborted) return;
      this.draw({ say });
    } catch (fault) {
      if (signal.aborted) return;
      this.all = [];
      const again = { type: "button", class: "button button--small button--secondary", onclick: () => this.load(content) };
      this.say(`${fault.message} `, h("button", again, "Try again"));
    }
  }

  // Whether those who are chosen can be chosen now, where there are too many for all to be listed.
  async lookUp(numbers, asked, signal) {
    const answers = await Promise.all(numbers.map((typed) => get("register", { ...asked, typed }, { signal })));
    for (const { candidates } of answers) for (const each of candidates) if (numbers.includes(each.number)) this.known.set(each.number, each);
  }

  say(...content) {
    this.table.parentElement.hidden = true;
    this.rules.hidden = true;
    refill(this.status, ...content);
    this.drawChosen();
  }

  choose(number, on) {
    if (on) this.chosen.add(number);
    else this.chosen.delete(number);
    this.drawChosen();
    const warning = on && this.all.find((each) => each.number === number)?.warning;
    if (warning) announce(warning.message);
    this.changed(this.numbers);
  }

  get numbers() {
    return this.about === "cohort" ? [] : [...this.chosen].sort();
  }

  // Few candidates are all here and are narrowed at once; many are searched by the desk, a moment after the last key.
  narrow({ say = false } = {}) {
    if (this.total <= MOST_LISTED) return this.draw({ say });
    clearTimeout(this.waits);
    this.waits = setTimeout(() => this.load(this.content, { say, search: true }), say ? 0 : PAUSE);
  }

  draw({ say = false } = {}) {
    const words = this.filter.value;
    const listed = this.total > MOST_LISTED ? this.all : inOrder(this.all.filter((each) => fitsFilter(each, words)), (each) => each[this.order[0]], this.order[1]);
    const shown = [...listed.filter((each) => !isElsewhere(each)), ...listed.filter(isElsewhere)];
    const found = this.total > MOST_LISTED ? this.found : shown.length;
    const text = this.total === 0 ? "None of your candidates has an entry in this syllabus and series." : countText(shown.length, found, this.total, words);
    refill(this.status, text);
    if (say) announce(text);
    this.table.parentElement.hidden = shown.length === 0;
    fillRows(this.table, shown.map((each) => this.row(each)));
    this.drawRules(shown);
    this.drawChosen();
  }

  row({ number, name, components, grade, unavailable, warning }) {
    const id = `candidates.${number}`;
    const checked = this.chosen.has(number);
    const box = h("input", {
      type: "checkbox", id, value: number, checked, disabled: unavailable.length > 0 && !checked,
      "aria-describedby": unavailable.length || warning ? `${id}-why` : null,
    });
    const reasons = unavailable.map((each) => h("span", { class: "reason" }, each.message));
    const label = h("label", { for: id }, h("span", { class: "visually-hidden" }, `Choose ${name}, `), number);
    const why = h("span", { id: `${id}-why` }, reasons, warning && h("span", { class: "reason" }, h("span", { class: "tag tag--warn" }, "Open enquiry"), ` ${warning.message}`));
    const className = unavailable.length ? "unavailable" : warning ? "existing" : null;
    return row(
      [
        ["Number", h("span", { class: "pick" }, box, label), "number"],
        // Beside the name: a column of its own at the end is out of sight on a narrow screen and in large letters.
        ["Name", [h("label", { for: id }, name), why, h("span", { id: `${id}-error`, class: "field-error", hidden: true })]],
        ["Marks", components.map(markText).join(", ") || "no components", "number"],
        ["Grade", grade ?? "none", "number"],
      ],
      { class: className },
    );
  }

  // Each rule once, with its source, rather than on every line of a long list.
  drawRules(shown) {
    const rules = new Map(shown.flatMap((each) => [...each.unavailable, each.warning]).filter((each) => each?.rule).map((each) => [each.rule, each]));
    this.rules.hidden = rules.size === 0;
    refill(this.rules.querySelector("ul"), [...rules.values()].map((each) => h("li", {}, ruleText(each))));
  }

  drawChosen() {
    const names = this.known;
    const items = this.numbers.map((number) => {
      const known = names.get(number);
      const drop = () => {
        this.choose(number, false);
        this.draw();
        this.filter.focus();
      };
      return h(
        "li",
        {},
        h("span", { class: "number" }, number),
        known ? ` ${known.name} ` : " ",
        known?.unavailable.length ? h("strong", {}, "cannot be chosen ") : known?.warning ? h("span", { class: "tag tag--warn" }, "Open enquiry") : null,
        h("button", { type: "button", class: "button button--quiet button--small", onclick: drop, "aria-label": `Remove ${known?.name ?? number}` }, "Remove"),
      );
    });
    refill(this.count, h("strong", {}, counted(this.chosen.size, "candidate")), ` chosen${this.limits()}`);
    refill(this.chosenList, items.length > 0 && h("ul", { class: "chosen" }, items));
    const open = this.numbers.filter((number) => names.get(number)?.warning);
    this.waiting.hidden = open.length === 0;
    const who = open.length === 1 ? `Candidate ${open[0]} has an open enquiry` : `Candidates ${open.join(", ")} have open enquiries`;
    refill(this.waiting, h("p", {}, `${who}. You can continue: the report waits until ${open.length === 1 ? "it is" : "they are"} finished, which may take longer than usual. Or remove ${open.length === 1 ? "the candidate" : "them"}.`));
  }

  limits() {
    const { size } = this.chosen;
    const over = size > this.most ? ` Remove ${size - this.most}.` : "";
    if (!this.group) return `, of at most ${this.most}.${over}`;
    const { least } = this.group;
    return `; a group has ${least} to ${this.most}.${over || (size < least ? ` Choose ${least - size} more.` : "")}`;
  }
}

// The mark of a component, or why there is none.
function markText({ code, mark, exempt }) {
  return `${code}: ${exempt ? "exempt" : (mark ?? "none")}`;
}

// Whoever is asked about on another route stands below those of this one.
function isElsewhere({ unavailable }) {
  return unavailable.some(({ code }) => code === "other_route");
}

function countText(shown, found, all, words) {
  if (shown < found) return `The first ${shown} of ${words.trim() ? `${found} that match “${words.trim()}”` : counted(found, "candidate")} are listed. Type part of a name or a number to find the others.`;
  if (shown === all) return `${counted(all, "candidate")} in this syllabus.`;
  if (shown === 0) return `No candidate in this syllabus matches “${words.trim()}”. Clear the filter to list all ${all}.`;
  return `${shown} of ${counted(all, "candidate")} fit “${words.trim()}”.`;
}
