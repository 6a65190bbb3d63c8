// /staff/extend/: an enquiry extended to other candidates of its centre. Chosen from the register, checked, then made; nothing typed is lost.
import { queryValue } from "../addresses.js";
import { call, get } from "../api.js";
import { onPress } from "../buttons.js";
import { fitsFilter } from "../candidate-filter.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { counted, h, numberAndName, refill, summaryList } from "../elements.js";
import { enquiryName, subjectName } from "../enquiry/enquiry-rows.js";
import { rulesOnExtensions } from "../enquiry/extensions.js";
import { clearProblems, ruleText, showProblems } from "../error-summary.js";
import { announce, leaveMessage } from "../notices.js";
import { fillRows, row } from "../tables.js";
import { guardLeaving } from "../typed-values.js";
import { enquiryUrl } from "./queue-order.js";

class ExtensionPage extends DeskPage {
  static module = "staff-extension";

  constructor(root) {
    super(root);
    this.id = queryValue("id");
    this.enquiry = null;
  }

  init() {
    this.extension = this.component(ExtensionForm, this);
  }

  async load() {
    this.enquiry = (await get(`staff/enquiries/${this.id}`)).enquiry;
    await this.extension.readCandidates();
    const { centre, syllabus, series } = this.enquiry;
    const components = counted(this.components.length, "component").replace(/^\d+ /, "");
    this.part("back-link").href = enquiryUrl(this.id);
    refill(
      this.part("who"),
      h("p", { class: "case__candidate" }, h("a", { href: enquiryUrl(this.id) }, enquiryName(this.enquiry).title), ", ", subjectName(this.enquiry)),
      h("p", { class: "case__about" }, `${centre.number} ${centre.name} · ${syllabus.code} ${syllabus.name} · ${components} ${this.components.join(", ")} · ${series.title}`),
    );
    this.part("told").textContent = `${this.told} by e-mail at once, and reads why you extend it.`;
    this.extension.show();
  }

  get components() {
    return this.enquiry.components.map((each) => each.code);
  }

  get told() {
    return this.enquiry.through_associate ? "The centre’s Associate is told" : "The centre is told";
  }
}

// The form, and the same once more to be checked: the button of the form leads to the check, that of the check sends.
class ExtensionForm extends Form {
  static module = "extension-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.filter = this.element("candidate-filter");
    this.reason = this.element("reason");
    this.table = this.part("candidates");
    this.candidates = [];
    this.most = 0;
    this.chosen = new Set();
    this.done = false;
  }

  get storageKey() {
    return `extend.${this.page.id}`;
  }

  get values() {
    return { candidates: [...this.chosen].sort(), reason: this.reason.value.trim() };
  }

  init() {
    super.init();
    this.filter.addEventListener("input", () => this.draw());
    this.filter.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // it filters already; it does not send the form
    this.table.addEventListener("change", ({ target }) => this.choose(target.value, target.checked));
    onPress(this.element("go-on"), () => this.check());
    onPress(this.element("change"), () => this.showForm(this.filter));
    guardLeaving(() => !this.done && (this.chosen.size > 0 || this.values.reason !== "") && !this.unsaved);
  }

  async readCandidates() {
    const { candidates, most, rules } = await get(`staff/enquiries/${this.page.id}/extensions`);
    Object.assign(this, { candidates, most });
    refill(this.part("extension-rules"), rulesOnExtensions(rules));
  }

  show() {
    const typed = this.typed.read();
    this.chosen = new Set((typed?.candidates ?? []).filter((number) => this.candidates.some((each) => each.number === number)));
    this.reason.value = typed?.reason ?? "";
    this.draw();
  }

  choose(number, on) {
    if (on) this.chosen.add(number);
    else this.chosen.delete(number);
    this.keep();
    this.showCount();
  }

  draw() {
    const all = this.candidates;
    const shown = all.filter((each) => fitsFilter(each, this.filter.value));
    this.part("candidates-status").textContent = shown.length === all.length ? `${counted(all.length, "candidate")} of the centre in this syllabus.` : `${shown.length} of ${counted(all.length, "candidate")} fit.`;
    this.table.parentElement.hidden = shown.length === 0;
    fillRows(this.table, shown.map((each) => this.row(each)));
    const rules = new Map(shown.flatMap((each) => each.unavailable).filter((each) => each.rule).map((each) => [each.rule, each]));
    this.part("rules").hidden = rules.size === 0;
    refill(this.part("rules").querySelector("ul"), [...rules.values()].map((each) => h("li", {}, ruleText(each))));
    this.showCount();
  }

  row({ number, name, marks, grade, unavailable }) {
    const id = `candidates.${number}`;
    const checked = this.chosen.has(number);
    const box = h("input", { type: "checkbox", id, value: number, checked, disabled: unavailable.length > 0 && !checked, "aria-describedby": unavailable.length ? `${id}-why` : null });
    const label = h("label", { for: id }, h("span", { class: "visually-hidden" }, `Choose ${name}, `), number);
    const reasons = h("span", { id: `${id}-why` }, unavailable.map((each) => h("span", { class: "reason" }, each.message)));
    return row(
      [
        ["Number", h("span", { class: "pick" }, box, label), "number"],
        ["Name", [h("label", { for: id }, name), reasons, h("span", { id: `${id}-error`, class: "field-error", hidden: true })]],
        ["Marks", marks.map(({ component, mark }) => `${component}: ${mark ?? "none"}`).join(", "), "number"],
        ["Grade", grade ?? "none"],
      ],
      { class: unavailable.length ? "unavailable" : null },
    );
  }

  showCount() {
    const { chosen, most } = this;
    const over = chosen.size > most ? ` Remove ${chosen.size - most}.` : "";
    refill(this.part("chosen"), h("strong", {}, counted(chosen.size, "candidate")), ` chosen, of at most ${most} at once.${over}`);
  }

  // What can be seen to be wrong is said before the check; everything else the desk says.
  problemsIn({ candidates, reason }) {
    return [
      candidates.length === 0 && { message: "Choose at least one candidate.", field: "candidates" },
      candidates.length > this.most && { message: `Choose at most ${this.most} candidates at once.`, field: "candidates" },
      !reason && { message: "Say why, in a few words.", field: "reason" },
    ].filter(Boolean);
  }

  check() {
    clearProblems();
    const problems = this.problemsIn(this.values);
    if (problems.length) return showProblems(problems);
    const { enquiry, components, told } = this.page;
    const names = this.candidates.filter((each) => this.chosen.has(each.number));
    refill(
      this.part("answers"),
      summaryList([
        ["Enquiry", [enquiryName(enquiry).name, h("span", { class: "aside" }, subjectName(enquiry))]],
        ["Centre", numberAndName(enquiry.centre)],
        ["Syllabus", `${enquiry.syllabus.code} ${enquiry.syllabus.name}, ${components.join(", ")}`],
        [counted(names.length, "candidate"), h("ul", { class: "plain" }, names.map((each) => h("li", {}, numberAndName(each))))],
        ["Why", this.values.reason],
        ["Who is told", `${told} by e-mail, once.`],
      ]),
    );
    this.submitButton.textContent = `Extend to ${counted(names.length, "candidate")}`;
    this.part("form").hidden = true;
    this.part("check").hidden = false;
    this.element("check-title").focus();
  }

  showForm(focus) {
    this.part("check").hidden = true;
    this.part("form").hidden = false;
    focus?.focus();
  }

  // Sent again it is the same as sent once, so a lost answer is asked for again.
  send(values) {
    return call("POST", `staff/enquiries/${this.page.id}/extensions`, values, { repeatable: true });
  }

  stored({ extensions }) {
    this.done = true;
    leaveMessage(`${enquiryName(this.page.enquiry).title} is extended to ${counted(extensions.length, "candidate")}: ${extensions.map((each) => each.number).join(", ")}.`);
    location.assign(enquiryUrl(this.page.id));
  }

  async refused(fault) {
    this.showForm(null);
    await this.readCandidates().catch(() => {}); // what stands in the way may be new
    this.draw();
    super.refused(fault);
    announce(fault.message);
  }
}

openPage(ExtensionPage);
