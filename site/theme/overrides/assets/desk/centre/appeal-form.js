// The section of an outcome's page about appeals: those that were made, and the one that can be, written here, saved for the whole centre,
// checked and submitted.
import { pageUrl } from "../addresses.js";
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { choice } from "../components/choices.js";
import { FieldsForm } from "../components/form.js";
import { timeElement } from "../dates.js";
import { h, money, refill, summaryList } from "../elements.js";
import { AppealList } from "../enquiry/appeals.js";
import { demonstrationMark } from "../enquiry/fee.js";
import { clearField, clearProblems, ruleText, showProblems } from "../error-summary.js";

// The button of the form saves and checks; that of the check submits.
export class AppealSection extends FieldsForm {
  static module = "appeal-section";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.prefix = "appeal-";
    this.grounds = this.element("appeal-grounds");
    this.boxes = this.part("appeal-boxes");
    this.offer = null; // what can be appealed now
    this.checked = false;
  }

  get storageKey() {
    return `appeal.${this.page.id}`;
  }

  get values() {
    return { grounds: this.grounds.value.trim() };
  }

  init() {
    super.init();
    this.made = this.component(AppealList, { desk: "desk/enquiry/" });
    this.part("appeal-sending").addEventListener("submit", (event) => event.preventDefault());
    this.boxes.addEventListener("change", () => clearField("appeal-declarations"));
    onPress(this.element("appeal-send"), () => this.submitAppeal());
    onPress(this.element("appeal-change"), () => {
      this.leaveCheck();
      this.grounds.focus();
    });
  }

  restoreTyped() {
    if (this.offer && !this.offer.problems.length) this.restore();
  }

  // What stands in the field is left alone while somebody writes there.
  show(enquiry) {
    const { appeals, appeal_offer: offer, appeal_at_desk: elsewhere } = enquiry;
    const before = this.offer;
    this.offer = offer;
    this.root.hidden = !offer && !elsewhere && appeals.length === 0;
    this.part("appeal-elsewhere").hidden = !elsewhere;
    if (elsewhere) {
      const { code, name, checks, route } = elsewhere;
      refill(this.part("appeal-elsewhere"), `${checks} `, h("a", { href: pageUrl("desk/new/", { series: enquiry.series.id, route, service: code }) }, name));
    }
    this.made.show(enquiry);
    this.part("appeal-offer").hidden = !offer;
    if (!offer) return;
    const late = offer.problems.length > 0;
    refill(this.part("appeal-said"), offerText(offer));
    this.part("appeal-form").hidden = late || this.checked;
    this.part("appeal-checked").hidden = late || !this.checked;
    if (!before) this.grounds.value = offer.draft?.grounds ?? "";
    this.showSaved();
  }

  showSaved() {
    const { draft } = this.offer;
    refill(this.part("appeal-saved"), draft && ["Saved ", timeElement(draft.saved_at), ". Everybody at your centre can see it. Nothing has been submitted."]);
  }

  send(values) {
    return call("PUT", `${this.page.apiPath}/appeal`, { ...values, version: this.offer.draft?.version ?? null }, { repeatable: true });
  }

  stored(answer, { grounds }) {
    this.offer = answer.appeal_offer ?? this.offer;
    this.showSaved();
    const forHead = answer.problems.filter(isForHead);
    const others = answer.problems.filter((each) => !isForHead(each));
    if (others.length) return this.showProblems(others);
    this.showCheck(grounds, answer, forHead);
  }

  // A colleague saved something else meanwhile: theirs is shown, and what was typed here stays in the field.
  async refused(fault) {
    if (!fault.overtaken) return super.refused(fault);
    const { enquiry } = await get(this.page.apiPath);
    this.page.show(enquiry);
    const theirs = enquiry.appeal_offer?.draft?.grounds ?? "";
    const message = `A colleague saved a different text in the meantime: “${theirs}”. Yours is still in the field. Combine the two, then save again.`;
    this.showProblems([{ ...fault.problems[0], message, field: "grounds" }]);
  }

  // Sent again as often as needed: it is the same appeal.
  async submitAppeal() {
    clearProblems();
    const declarations = [...this.boxes.querySelectorAll("input:checked")].map((each) => each.value);
    try {
      const { submission } = await call("POST", `${this.page.apiPath}/appeal`, { ...this.values, attempt: this.offer.attempt, declarations }, { repeatable: true });
      this.typed.forget();
      location.assign(pageUrl("desk/submitted/", { id: submission.id }));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.overtaken || fault.has("appeal_already")) await this.page.readAgain();
      showProblems(fault.problems, { prefix: this.prefix });
    }
  }

  showCheck(grounds, { contact_email: email }, forHead) {
    const { enquiry } = this.page;
    const { name, fee, declarations } = this.offer;
    this.checked = true;
    this.part("appeal-form").hidden = true;
    this.part("appeal-checked").hidden = false;
    refill(
      this.part("appeal-summary"),
      summaryList([
        ["Appeal", name],
        ["Against the outcome of", `Enquiry ${enquiry.number ?? enquiry.reference}: ${enquiry.subject.label}, ${enquiry.syllabus.code} ${enquiry.syllabus.name}`],
        ["Grounds", h("span", { class: "thread__text" }, grounds)],
        ["We write to", [email, h("span", { class: "aside" }, h("a", { href: pageUrl("desk/centre/") }, "Correct it under My centre details"))]],
        fee.money && ["Fee", [money(fee.money), fee.demonstration && [" ", demonstrationMark()]].flat()],
      ]),
    );
    const head = this.part("appeal-head");
    head.hidden = forHead.length === 0;
    refill(head, forHead.map((each) => [h("p", {}, each.message), h("p", {}, ruleText(each))]).flat());
    this.boxes.closest("fieldset").hidden = forHead.length > 0;
    this.element("appeal-send").hidden = forHead.length > 0;
    refill(this.boxes, declarations.map(declarationBox));
    const title = this.element("appeal-checked-title");
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  }

  leaveCheck() {
    this.checked = false;
    clearProblems();
    this.part("appeal-form").hidden = false;
    this.part("appeal-checked").hidden = true;
  }
}

function isForHead({ code }) {
  return code === "appeal_head_only";
}

function declarationBox({ id, text, source }) {
  return choice({ type: "checkbox", id: `appeal-declaration-${id}`, value: id }, [text, h("br"), h("span", { class: "source" }, source)]);
}

function offerText(offer) {
  const sourced = (each) => h("li", {}, each.text, " ", h("span", { class: "source" }, each.source));
  const price = offer.fee.money ? [money(offer.fee.money), offer.fee.demonstration && [" ", demonstrationMark()]] : "Not published";
  return [
    offer.problems.map((each) => h("div", { class: "notice notice--warning" }, h("p", {}, each.message), h("p", {}, ruleText(each)))),
    summaryList([
      ["Next", `${offer.name}. ${offer.checks}`],
      ["Until when", [offer.until_text ? `Until ${offer.until_text}. ` : "", offer.limit_text, offer.limit_source && h("span", { class: "source" }, offer.limit_source)]],
      ["Answer", offer.target_text],
      ["Fee", [price, h("span", { class: "aside" }, offer.fee.waiver)].flat(2)],
      offer.asked_by && ["Submitted by", `The ${offer.asked_by}. Anybody at your centre can write it and save it.`],
    ]),
    offer.evidence_text && h("p", {}, offer.evidence_text),
    h("p", {}, h("strong", {}, "What an appeal must say")),
    h("ul", {}, offer.states.map(sourced)),
    h("details", { class: "details" }, h("summary", {}, "The rules of appeals"), h("ul", {}, offer.rules.map(sourced))),
  ];
}
