// /desk/consents/: for one request, which candidates have consented and for whom it is missing; consent on paper or by e-mail is recorded here.
import { linkTo, pageUrl, queryValue } from "../addresses.js";
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { catalogue } from "../catalogue.js";
import { choice, componentName } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { downloadButton } from "../download-button.js";
import { counted, h, numberAndName, refill, statusTag } from "../elements.js";
import { serviceName } from "../enquiry/enquiry-rows.js";
import { clearField, ruleText, showProblems } from "../error-summary.js";
import { Latest } from "../latest.js";
import { showSuccess } from "../notices.js";
import { fillRows, row } from "../tables.js";
import { ConsentLinksForm } from "./consent-links.js";
import { ConsentRecordForm } from "./consent-record.js";
import { Draft } from "./draft.js";

const DEPENDENT = ["listed", "linking", "recording"]; // parts of the page that are about one request

class ConsentsPage extends DeskPage {
  static module = "consents";
  answers = new Latest();

  constructor(root) {
    super(root);
    this.form = this.element("asked");
    this.table = this.part("candidates");
    this.components = this.element("components");
    this.chosen = new Set();
    this.candidates = [];
    this.asked = null;
  }

  init() {
    this.linking = this.component(ConsentLinksForm, this);
    this.recording = this.component(ConsentRecordForm, this);
    const { series, service, syllabus } = this.form.elements;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    series.addEventListener("change", () => this.showSeries());
    service.addEventListener("change", () => this.list());
    syllabus.addEventListener("change", () => this.showSyllabus([]));
    this.components.addEventListener("change", () => this.list());
    this.table.addEventListener("change", (event) => event.target.matches("[data-pick]") && this.pick(event.target));
    onPress(this.part("choose-missing"), () => this.choose(this.candidates.filter((each) => each.state !== "given").map((each) => each.number)));
    onPress(this.part("choose-none"), () => this.choose([]));
  }

  async load() {
    const { series } = await get("series");
    this.allSeries = series.map((each) => ({ ...each, asking: each.routes[0].services.filter((one) => one.consent) })).filter((each) => each.asking.length > 0);
    const wanted = await this.wanted();
    refill(this.form.elements.series, this.allSeries.map((each) => h("option", { value: `${each.body}/${each.id}` }, `${each.body_name}, ${each.title}`)));
    const asked = this.allSeries.find((each) => each.body === wanted.body && each.id === wanted.series);
    const open = this.allSeries.find((each) => each.open) ?? this.allSeries[0];
    const first = asked ?? open;
    if (first) this.form.elements.series.value = `${first.body}/${first.id}`;
    this.chosen = new Set(wanted.candidates);
    await this.showSeries(wanted);
  }

  // What the address asks for: a draft whose consents are missing, or a request.
  async wanted() {
    const id = queryValue("draft");
    this.part("to-draft").hidden = !id;
    if (id) {
      this.part("draft-link").href = pageUrl("desk/check/", { draft: id });
      return (await Draft.open(id)).content;
    }
    const list = (name) => queryValue(name).split(",").filter(Boolean);
    const [body, series, service, syllabus] = ["body", "series", "service", "syllabus"].map(queryValue);
    return { body, series, service, syllabus, components: list("components"), candidates: [] };
  }

  get series() {
    return this.allSeries.find((each) => `${each.body}/${each.id}` === this.form.elements.series.value);
  }

  async showSeries(wanted = {}) {
    const { service, syllabus } = this.form.elements;
    if (!this.series) return;
    const services = this.series.asking;
    refill(service, services.map((each) => h("option", { value: each.code }, serviceName(each))));
    if (services.some((each) => each.code === wanted.service)) service.value = wanted.service;
    const { syllabuses } = await catalogue(this.series.body);
    this.syllabuses = syllabuses;
    refill(syllabus, h("option", { value: "" }, "Choose"), syllabuses.map((each) => h("option", { value: each.code }, `${each.code} ${each.name}, ${each.qualification}`)));
    syllabus.value = syllabuses.some((each) => each.code === wanted.syllabus) ? wanted.syllabus : "";
    await this.showSyllabus(wanted.components ?? []);
  }

  async showSyllabus(chosen) {
    const syllabus = this.syllabuses.find((each) => each.code === this.form.elements.syllabus.value);
    const box = (each) => choice({ type: "checkbox", id: `components.${each.code}`, name: "components", value: each.code, checked: chosen.includes(each.code) || syllabus.components.length === 1 }, componentName(each));
    this.components.hidden = !syllabus;
    refill(this.components.querySelector("[data-choices]"), syllabus ? syllabus.components.map(box) : null);
    await this.list();
  }

  // What consent is for, as the desk takes it.
  get request() {
    const { service, syllabus } = this.form.elements;
    const components = [...this.components.querySelectorAll("input:checked")].map((each) => each.value);
    const [body, series] = [this.series.body, this.series.id];
    return { body, series, route: this.series.routes[0].id, service: service.value, syllabus: syllabus.value, components };
  }

  async list() {
    const { request } = this;
    const ready = request.syllabus !== "" && request.service !== "" && request.components.length > 0;
    for (const name of DEPENDENT) this.part(name).hidden = !ready;
    this.setInert(true); // what is sent or recorded is for the request that is shown, never for the one before it
    const found = await this.answers.of(ready ? call("POST", "consents/candidates", request, { repeatable: true }) : null);
    if (!found) return;
    this.show(found);
    this.setInert(false);
  }

  setInert(inert) {
    for (const name of DEPENDENT) this.part(name).inert = inert;
  }

  show({ asked, candidates }) {
    this.asked = asked;
    this.candidates = candidates;
    this.chosen = new Set([...this.chosen].filter((number) => candidates.some((each) => each.number === number)));
    refill(this.part("rule"), ruleText(asked));
    fillRows(this.table, candidates.map((each) => this.row(each)));
    this.linking.show(asked);
    this.recording.show(asked);
    this.count();
  }

  row(each) {
    const { number, name, consent } = each;
    const box = h("input", { type: "checkbox", "data-pick": true, value: number, checked: this.chosen.has(number), "aria-label": `Choose ${number} ${name}` });
    const { agreement } = consent ?? {};
    const how = agreement && [
      `${agreement.way_text}, ${agreement.day_text}`,
      agreement.guardian && h("span", { class: "aside" }, `${agreement.giver_text}: ${agreement.guardian}`),
      agreement.choice && h("span", { class: "aside" }, `Scripts in class: ${agreement.choice}`),
      agreement.scan && downloadButton("Scan", `consents/scans/${agreement.scan}/link`),
    ];
    const undo = each.state === "given" && !consent.in_use && h("button", { type: "button", class: "button button--secondary button--small" }, "Record a withdrawal", h("span", { class: "visually-hidden" }, ` of ${name}`));
    if (undo) onPress(undo, () => this.withdraw(number));
    return row([
      ["Candidate", h("span", { class: "pick" }, box, h("span", {}, numberAndName(each)))],
      ["Consent", statusTag(each.state, each.state_text)],
      ["How and when", [how, linkText(each.link), this.formLink(each)]],
      ["", [undo, this.endLink(each)].filter(Boolean).length ? [undo, this.endLink(each)] : consent?.in_use && h("a", { href: pageUrl("desk/enquiry/", { id: consent.enquiry }) }, "Its enquiry")],
    ]);
  }

  // The form on paper for somebody who has not consented yet, with this request in it.
  formLink({ number, name, state }) {
    if (state === "given" || !this.asked.needed) return null;
    const { body, series, service, syllabus, components } = this.request;
    const query = { paper: `request-consent-payment-${series}`, body, service, syllabus, components: components.join(",") };
    return h("span", { class: "aside" }, h("a", { href: linkTo("desk/paper/", query, number) }, "Form filled in for this candidate", h("span", { class: "visually-hidden" }, `: ${name}`)));
  }

  endLink(each) {
    if (!each.link?.works) return null;
    const end = h("button", { type: "button", class: "button button--secondary button--small" }, "End the link", h("span", { class: "visually-hidden" }, ` of ${each.name}`));
    onPress(end, () => this.revoke(each.number));
    return end;
  }

  async revoke(candidate) {
    const { body, series } = this.request;
    try {
      await call("POST", "consents/links/revoke", { body, series, candidate });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return showProblems(fault.problems, { title: "The link was not ended" });
    }
    await this.list();
    showSuccess(this.message, h("strong", {}, "The link is ended."));
  }

  pick(box) {
    if (box.checked) this.chosen.add(box.value);
    else this.chosen.delete(box.value);
    clearField("candidates");
    this.count();
  }

  choose(numbers) {
    this.chosen = new Set(numbers);
    for (const box of this.table.querySelectorAll("[data-pick]")) box.checked = this.chosen.has(box.value);
    clearField("candidates");
    this.count();
  }

  count() {
    this.linking.changed();
    const missing = this.candidates.filter((each) => each.state !== "given").length;
    const said = missing ? `Consent is missing for ${counted(missing, "candidate")} of ${this.candidates.length}.` : "All have consented.";
    this.part("count").textContent = this.candidates.length ? `${said} ${this.chosen.size ? `${counted(this.chosen.size, "candidate")} chosen.` : "None chosen."}` : "You have no candidates in this syllabus in this series.";
  }

  done(answer, text) {
    this.chosen = new Set();
    this.show(answer);
    const draft = queryValue("draft");
    showSuccess(this.message, h("strong", {}, text), draft && [" ", h("a", { href: pageUrl("desk/check/", { draft }) }, "Go back to your draft"), "."]);
    this.message.focus({ preventScroll: true });
    this.message.scrollIntoView({ block: "center" });
  }

  async withdraw(number) {
    try {
      this.done(await call("POST", "consents/withdraw", { ...this.request, candidates: [number] }), "The withdrawal is recorded.");
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems(fault.problems, { title: "This was not recorded" });
    }
  }
}

function linkText(link) {
  if (!link || link.revoked) return null;
  if (link.way === "sheet") return h("span", { class: "aside" }, "Link given out on a sheet");
  const became = { due: "Link on its way to", sent: "Link sent to", refused: "The link could not be sent to" }[link.mail];
  return h("span", { class: "aside" }, `${became} ${link.email}`);
}

openPage(ConsentsPage);
