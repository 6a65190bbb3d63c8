// The form of a new enquiry: its fields, and which of them follow from the series, the route, the service and the syllabus that are chosen.
import { choice } from "../components/choices.js";
import { Component } from "../components/component.js";
import { atBody } from "../current-user.js";
import { closingInOwnZone, formatDay, zoneName } from "../dates.js";
import { contactLink, h, put, refill } from "../elements.js";
import { clearField } from "../error-summary.js";
import { AssessmentField } from "./assessment-field.js";
import { CandidateChoice } from "./candidate-choice.js";
import { ComponentChoice } from "./component-choice.js";
import { EMPTY } from "./draft.js";
import { GradeCheckFields } from "./grade-check-fields.js";
import { bodiesOf } from "./series.js";

// The route wanted, where the series has it; else its usual one.
export function usualRoute(series, wanted) {
  const ids = series?.routes.map((each) => each.id) ?? [EMPTY.route];
  return ids.includes(wanted) ? wanted : ids[0];
}

export class EnquiryForm extends Component {
  static module = "enquiry-form";

  // `changed()` hears of everything that is typed or chosen; `drawn()` of it too, and of the draft when it is put into the form.
  // `otherBody(id)` is called when another awarding body is chosen: its words and catalogue are others, so the page begins anew with it.
  constructor(root, { changed, drawn, otherBody }) {
    super(root);
    this.onChange = changed;
    this.onBody = otherBody;
    this.onDraw = drawn;
    this.route = this.element("route");
    this.listed = null; // resolves once the candidates are listed
  }

  init() {
    const form = this.root;
    this.assessment = this.component(AssessmentField, { syllabuses: () => this.syllabuses, chosen: (syllabus) => this.chooseSyllabus(syllabus) });
    this.components = this.component(ComponentChoice, { changed: (codes) => this.change({ components: codes }, { reload: true }) });
    this.candidates = this.component(CandidateChoice, { most: Number(form.dataset.most), changed: (numbers) => this.change({ candidates: numbers }) });
    this.gradeCheck = this.component(GradeCheckFields, { changed: (values) => this.change(values) });
    form.addEventListener("submit", (event) => event.preventDefault());
    this.field("body").addEventListener("change", () => this.onBody(this.field("body").value));
    this.field("series").addEventListener("change", () => this.chooseSeries());
    this.route.addEventListener("change", (event) => this.chooseRoute(event.target.value));
    this.field("service").addEventListener("change", () => this.chooseService());
    this.field("qualification").addEventListener("change", () => this.chooseQualification());
    this.field("contact_email_confirmed").addEventListener("change", () => this.change({ contact_email_confirmed: this.field("contact_email_confirmed").checked }));
    this.field("note").addEventListener("input", () => this.change({ note: this.field("note").value.trim() }));
  }

  field(name) {
    return this.root.elements[name];
  }

  // `offered` is the catalogue of the draft's awarding body.
  show({ draft, series, centre, offered }) {
    Object.assign(this, { draft, series, centre, offered });
    const bodies = bodiesOf(series);
    this.field("body").closest("[data-field]").hidden = bodies.length < 2;
    if (this.field("body").options.length <= 1) put(this.field("body"), bodies.map((each) => h("option", { value: each.id }, each.label)));
    const own = series.filter((each) => each.body === draft.content.body);
    if (this.field("series").options.length <= 1) put(this.field("series"), own.map((each) => h("option", { value: each.id }, `${each.title} (${each.remaining_text})`)));
    if (this.field("qualification").options.length <= 1) put(this.field("qualification"), offered.qualifications.map((each) => h("option", {}, each)));
    if (Object.keys(offered.words).length) import("../words.js").then(({ speak }) => speak(offered.words, [offered.syllabuses, offered.routes, series, centre]));
    this.assessment.describe(offered.hints.syllabus);
    this.candidates.describe(offered.hints.candidates);
    this.draw();
  }

  // Puts the draft into the fields.
  draw() {
    const { draft, centre } = this;
    const { content } = draft;
    if (content.contact_email !== centre.contact_email) draft.change({ contact_email: centre.contact_email, contact_email_confirmed: false });
    this.field("body").value = content.body;
    this.field("series").value = content.series;
    this.field("qualification").value = content.qualification;
    this.field("note").value = content.note;
    this.part("contact").textContent = centre.contact_email || "none yet";
    this.field("contact_email_confirmed").checked = content.contact_email_confirmed;
    this.assessment.set(this.chosenSyllabus);
    this.candidates.set(content.candidates);
    this.showRoutes();
    this.showServices();
    this.describeService();
    this.fitService();
    this.listed = this.candidates.load(content);
    this.onDraw();
  }

  get chosenSeries() {
    const { body, series } = this.draft.content;
    return this.series.find((each) => each.id === series && each.body === body);
  }

  get chosenRoute() {
    return this.chosenSeries?.routes.find((each) => each.id === this.draft.content.route) ?? null;
  }

  // The chosen route and its services, as the catalogue has them.
  get offeredRoute() {
    return this.offered.routes.find((each) => each.id === this.draft.content.route) ?? null;
  }

  get offeredServices() {
    return this.offeredRoute?.services ?? [];
  }

  get chosenService() {
    return this.offeredServices.find((each) => each.code === this.draft.content.service) ?? null;
  }

  get syllabuses() {
    const { qualification } = this.draft.content;
    return this.offered.syllabuses.filter((each) => !qualification || each.qualification === qualification);
  }

  get chosenSyllabus() {
    return this.offered.syllabuses.find((each) => each.code === this.draft.content.syllabus) ?? null;
  }

  // Something was typed or chosen: it is kept, the field's error goes, and fee, refusals and candidates follow.
  change(values, { reload = false } = {}) {
    this.draft.change(values);
    for (const name of Object.keys(values)) clearField(name);
    this.onChange();
    this.onDraw();
    if (reload) this.candidates.load(this.draft.content);
  }

  chooseSeries() {
    this.draft.change({ series: this.field("series").value });
    this.showRoutes();
    this.routeChanged({ series: this.draft.content.series });
  }

  chooseRoute(route) {
    this.draft.change({ route });
    if (!this.chosenService) this.draft.change({ service: "" });
    this.routeChanged({ route });
  }

  // Another series or route has other services; of the candidates, those who cannot be chosen by it now are marked, not lost.
  routeChanged(values) {
    this.showServices();
    this.fitService();
    this.change(values, { reload: true });
    for (const name of ["route", "service", "components", "candidates"]) clearField(name);
    this.describeService();
  }

  chooseService() {
    const service = this.field("service").value;
    this.draft.change({ service });
    this.fitService();
    this.change({ service }, { reload: true });
    for (const name of ["components", "candidates"]) clearField(name);
    this.describeService();
  }

  chooseQualification() {
    const { value } = this.field("qualification");
    this.draft.change({ qualification: value });
    if (!value || !this.chosenSyllabus || this.chosenSyllabus.qualification === value) return;
    this.assessment.set(null);
    this.chooseSyllabus(null);
  }

  chooseSyllabus(syllabus) {
    const qualification = syllabus?.qualification ?? this.draft.content.qualification;
    this.field("qualification").value = qualification;
    clearField("qualification");
    this.candidates.set([]);
    this.change({ syllabus: syllabus?.code ?? "", qualification, components: [], candidates: [] }, { reload: true });
    this.fitService();
  }

  // Only a series with several routes asks for one. A service that the route has not got is left out.
  showRoutes() {
    const { draft, chosenSeries } = this;
    const routes = chosenSeries?.routes ?? [];
    const route = usualRoute(chosenSeries, draft.content.route);
    const body = chosenSeries?.body ?? draft.content.body;
    if (route !== draft.content.route || body !== draft.content.body) draft.change({ body, route });
    this.route.hidden = routes.length < 2;
    const radio = ({ id, name }) => choice({ type: "radio", id: `route.${id}`, name: "route", value: id, checked: id === route }, name);
    refill(this.route.querySelector("[data-choices]"), routes.map(radio));
    if (this.chosenRoute && !this.chosenRoute.services.some((each) => each.code === draft.content.service)) draft.change({ service: "" });
  }

  showServices() {
    const { service } = this.draft.content;
    const option = (each) => {
      const name = each.label === each.name ? each.name : `${each.code} – ${each.name}`;
      const why = each.available ? "" : each.not_yet ? " (not on this desk yet)" : " (closed)";
      return h("option", { value: each.code, disabled: !each.available && each.code !== service }, `${name}${why}`);
    };
    refill(this.field("service"), h("option", { value: "" }, "Choose"), (this.chosenRoute?.services ?? []).map(option));
    this.field("service").value = service;
  }

  // A report on a group is about one component; a re-moderation is about everybody, so that nobody is named. What was chosen
  // for another service and does not fit this one is left out; candidates come back when the service does.
  fitService() {
    const { chosenService: service, draft } = this;
    const { components: codes, route } = draft.content;
    this.candidates.fit(service);
    const none = service?.about_components === false || (service?.subject === "group" && codes.length > 1);
    draft.change({ components: none ? [] : codes, candidates: this.candidates.numbers });
    this.components.show(this.chosenSyllabus, route, service, draft.content.components);
    const possible = service ? [service] : this.offeredServices;
    const { rule, source } = this.offeredRoute?.all_at_once ?? {};
    refill(this.part("all-at-once"), h("p", {}, h("strong", {}, rule)), h("p", { class: "source" }, `${source}.`));
    this.part("all-at-once").hidden = !rule || !this.chosenSyllabus || (possible.length > 0 && possible.every((each) => each.about_components === false));
    this.gradeCheck.show(this.chosenRoute, service, this.chosenSyllabus, draft.content);
  }

  // Where nothing of a series can be asked for, the form says what to do about a late request, and offers nothing to fill in.
  showLate(series) {
    const closed = Boolean(series) && !series.open && (series.days_remaining === null || series.days_remaining < 0);
    const place = this.part("late");
    place.hidden = !closed;
    for (const each of this.root.querySelectorAll("[data-while-open]")) each.hidden = closed;
    if (closed) refill(place, lateText(series, atBody(this.centre, this.draft.content.body).associate));
  }

  describeService() {
    const { chosenSeries: series, chosenService: service } = this;
    const { associate } = atBody(this.centre, this.draft.content.body);
    refill(
      this.part("service-said"),
      service && h("p", {}, service.checks),
      service?.subject === "group" && h("p", {}, "It is best to submit all other services for these candidates first: an enquiry that you submit later for one of them waits for this report."),
      service?.appeal?.evidence_text && h("p", {}, service.appeal.evidence_text),
      service?.asked_by && h("p", {}, `The ${service.asked_by} must submit this. Anybody at your centre can prepare the draft.`),
      service && h("p", { class: "hint" }, service.target_text, series?.notice && ` ${series.notice}`),
    );
    this.showLate(series);
    refill(
      this.part("deadline"),
      series && deadlineText(series),
      associate && ` Your enquiry goes to ${associate.name}, your Associate, who must send it on${series?.closes_at ? " by then" : ""}.`,
    );
  }
}

function lateText({ title, contact }, associate) {
  const ask = associate ? [`Ask your Associate, ${associate.name}: it writes to the awarding body on your behalf.`] : ["Write to ", contactLink(contact), " and say why it is late."];
  return [
    h("p", { class: "notice__title" }, `${title} is closed`),
    h("p", {}, "Nothing can be submitted here for this series any more. Is there a case for a late request? ", ...ask, " The awarding body decides whether it takes a late request."),
  ];
}

function deadlineText({ closes_at: at, closes_on: on, days_remaining: days, zone, find, remaining_text: remaining }) {
  if (!at) return `The deadline is not known here. ${find}`;
  const here = closingInOwnZone(at, zone);
  const last = `the end of ${formatDay(on)} (${zoneName(zone)})`;
  return `${days < 0 ? `Closed at ${last}` : `Submit by ${last}, ${remaining}`}.${here ? ` Where you are, that is ${here}.` : ""}`;
}
