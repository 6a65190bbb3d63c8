// /desk/terms/: the centre's own last days and charges, beside those of each awarding body, for one series at a time.
import { call, get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { formatDay } from "../dates.js";
import { h, money, put, refill } from "../elements.js";
import { serviceName } from "../enquiry/enquiry-rows.js";
import { announce, showSuccess } from "../notices.js";
import { fillRows, row } from "../tables.js";
import { guardLeaving } from "../typed-values.js";
import { CalendarAddress } from "./calendar-address.js";

const DAY = 86_400_000;
const TRUST = { demonstration: "demonstration figure", reported: "reported, not confirmed" };
const CHARGE = /^([0-9]{1,5}([.][0-9]{1,2})?)?$/;

class OwnTermsPage extends DeskPage {
  static module = "own-terms";

  init() {
    this.form = this.component(TermsForm, this);
    this.calendar = this.component(CalendarAddress);
  }

  async load() {
    const [{ terms }, { calendar }] = await Promise.all([get("terms"), get("calendar")]);
    this.calendar.show(calendar);
    this.part("no-bodies").hidden = terms.bodies.length > 0;
    this.form.root.hidden = terms.bodies.length === 0;
    if (terms.body) this.form.show(terms);
  }
}

class TermsForm extends Form {
  static module = "terms-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.body = this.element("awarding-body");
    this.series = this.element("terms-series");
    this.table = this.part("terms");
    this.fields = this.part("fields");
    this.terms = null;
    this.touched = false;
  }

  get storageKey() {
    return "terms";
  }

  init() {
    super.init();
    guardLeaving(() => this.touched);
    this.body.addEventListener("change", () => this.choose(() => this.showBody(this.body.value)));
    this.series.addEventListener("change", () => this.choose(() => this.draw()));
    this.element("fill-days").addEventListener("click", () => this.fillDays());
  }

  changed() {
    this.touched = true;
  }

  // What is typed belongs to the body and series that it was typed for.
  async choose(showOther) {
    const before = [this.terms.body.id, this.shown];
    if (this.touched && !window.confirm("What you typed is not saved. Go on without saving it?")) {
      [this.body.value, this.series.value] = before;
      return;
    }
    this.touched = false;
    this.typed.forget();
    await showOther();
  }

  // Nothing can be typed or chosen until the other body's dates are there: they would take its place.
  async showBody(id) {
    this.fields.disabled = true;
    try {
      this.show((await get("terms", { awarding_body: id })).terms);
    } finally {
      this.fields.disabled = false;
    }
    this.body.focus();
  }

  get services() {
    return this.terms.body.series.find((each) => each.id === this.series.value)?.services ?? [];
  }

  get values() {
    const field = (name, { route, code }) => this.element(`${name}.${route}.${code}`).value.trim();
    return {
      body: this.terms.body.id,
      series: this.series.value,
      rows: this.services.map((each) => ({ route: each.route, service: each.code, closes_on: field("closes_on", each), charge: field("charge", each) })),
      currency: this.element("currency").value.trim().toUpperCase(),
      returned: this.element("returned").checked,
      payment_text: this.element("payment_text").value.trim(),
      contact: this.element("contact").value.trim(),
      opening_hours: this.element("opening_hours").value.trim(),
    };
  }

  show(terms) {
    const chosen = this.series.value;
    this.terms = terms;
    refill(this.body, terms.bodies.map((each) => h("option", { value: each.id }, each.name)));
    this.body.value = terms.body.id;
    refill(this.series, terms.body.series.map((each) => h("option", { value: each.id }, each.title)));
    this.series.value = terms.body.series.some((each) => each.id === chosen) ? chosen : terms.body.shown;
    this.element("currency").value = terms.currency;
    this.element("returned").checked = terms.returned;
    for (const name of ["payment_text", "contact", "opening_hours"]) this.element(name).value = terms[name];
    this.draw();
  }

  draw() {
    this.shown = this.series.value;
    fillRows(this.table, this.services.map((each) => this.serviceRow(each)));
  }

  serviceRow(each) {
    const id = (name) => `${name}.${each.route}.${each.code}`;
    const day = h("input", { class: "input input--date", type: "date", id: id("closes_on"), value: each.own_date, max: each.closes_on, "aria-label": `Your last day for ${each.name}` });
    const charge = h("input", { class: "input input--short", type: "text", inputmode: "decimal", autocomplete: "off", id: id("charge"), value: each.own_charge, "aria-label": `Your charge for ${each.name}` });
    return row([
      ["Service", [serviceName(each), each.route_name && h("span", { class: "aside" }, each.route_name)]],
      ["Awarding body’s last day", each.closes_on ? h("span", { class: "number" }, formatDay(each.closes_on)) : "not known here"],
      ["Your last day", day],
      ["Awarding body’s fee", fee(each)],
      ["Your charge", charge],
    ]);
  }

  // Days before the awarding body's last day, for services that have no day of the centre's own yet.
  fillDays() {
    const days = Number(this.element("days-before").value);
    if (!Number.isInteger(days) || days < 0 || days > 60) {
      this.showProblems([{ message: "Enter a number of days from 0 to 60.", field: "days-before" }]);
      return;
    }
    let filled = 0;
    for (const each of this.services) {
      const field = this.element(`closes_on.${each.route}.${each.code}`);
      if (field.value || !each.closes_on) continue;
      field.value = new Date(Date.parse(`${each.closes_on}T12:00:00Z`) - days * DAY).toISOString().slice(0, 10);
      filled += 1;
    }
    if (filled) {
      this.keep();
      this.changed();
    }
    announce(filled === 1 ? "One day filled in." : `${filled} days filled in.`);
  }

  problemsIn({ rows }) {
    refill(this.page.message);
    return rows
      .filter(({ charge }) => !CHARGE.test(charge))
      .map(({ route, service }) => ({ message: "Enter a charge as an amount such as 7.50, or leave it empty.", field: `charge.${route}.${service}` }));
  }

  send(values) {
    return call("PUT", "terms", { ...values, version: this.terms.version });
  }

  stored({ terms }) {
    this.touched = false;
    const { title } = terms.body.series.find((each) => each.id === this.series.value);
    this.show(terms);
    showSuccess(this.page.message, `Saved for ${terms.body.name}, ${title}.`);
    this.page.message.scrollIntoView({ block: "center" });
  }
}

function fee({ fees, free, fee_unit: unit, fee_known: known }) {
  if (free) return "free";
  if (fees.length === 0) return "not known here";
  const amount = fees.map(money).join(" to ");
  return put(h("span", {}, amount), unit && ` for each ${unit}`, known && h("span", { class: "aside" }, TRUST[known]));
}

openPage(OwnTermsPage);
