// /desk/candidate/: one candidate's entries in a series, with marks, grades, and the enquiries about them.
import { linkTo, pageUrl, queryValue, typedHere } from "../addresses.js";
import { get } from "../api.js";
import { onPress } from "../buttons.js";
import { componentName } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { formatDay } from "../dates.js";
import { h, put, refill } from "../elements.js";
import { fillRows, row } from "../tables.js";
import { ServiceGuide } from "./service-guide.js";

const ORIGIN = { exam: "", moderation: "from moderation", centre: "the centre’s mark, accepted", calculated: "calculated", none: "" };

class CandidatePage extends DeskPage {
  static module = "candidate";

  init() {
    this.guide = this.component(ServiceGuide);
  }

  async load() {
    const { candidate, series, entries } = await get("candidates", { awarding_body: queryValue("body"), series: queryValue("series"), typed: typedHere() });
    const title = `${candidate.number} ${candidate.name}`;
    this.title.textContent = title;
    document.title = `${title}, ${series.title}`;
    this.part("series").textContent = `Entries in ${series.title}`;
    this.part("enquiries-link").href = linkTo("desk/enquiries/", { series: series.id }, candidate.number);
    const further = candidate.identifiers.map(({ label, value }) => `${label} ${value}`).join(", ");
    refill(this.part("entries"), further && h("p", { class: "number" }, further), entries.map((each) => this.entryCard(each, candidate, series)));
  }

  entryCard(entry, candidate, series) {
    const about = { body: queryValue("body"), series: series.id, syllabus: entry.syllabus.code, candidate: candidate.number };
    return entryCard(entry, (component) => this.guideButton({ ...about, component: component?.code ?? "" }, [`${candidate.number} ${candidate.name}`, entry.syllabus.name, component && componentName(component)]));
  }

  guideButton(question, names) {
    const about = names.filter(Boolean).join(", ");
    const button = h("button", { type: "button", class: "button button--quiet" }, "Which service?", h("span", { class: "visually-hidden" }, ` ${about}`));
    onPress(button, () => this.guide.show(question, about));
    return button;
  }
}

function entryCard({ syllabus, qualification, route, grade, current_grade: current, components, enquiries }, guideButton) {
  const heads = ["Component", "Mark", h("span", { class: "visually-hidden" }, "Guide")].map((each) => h("th", { scope: "col" }, each));
  const table = h("table", { class: "table table--dense" }, h("thead", {}, h("tr", {}, heads)));
  put(table, h("tbody"));
  fillRows(table, components.map((each) => componentRow(each, guideButton(each))));
  const asked = (each) => h("li", {}, h("a", { href: pageUrl("desk/enquiry/", { id: each.id }) }, each.reference), `, ${each.service_title}, ${formatDay(each.at.slice(0, 10))}`);
  const none = components.length ? "No clerical re-check or review of marking has been requested." : "No check has been requested.";
  return h(
    "section",
    { class: "card" },
    h("h2", {}, `${syllabus.code} ${syllabus.name}`),
    h("p", {}, qualification, route && `, by the route ${route}`, (grade || current) && [", syllabus grade ", change(grade, current)].flat()),
    components.length > 0 ? table : guideButton(null),
    enquiries.length ? h("ul", {}, enquiries.map(asked)) : h("p", { class: "hint" }, none),
  );
}

function componentRow(component, button) {
  const { mark, current_mark: current, origin, exempt } = component;
  const remark = exempt ? "exempted" : (ORIGIN[origin] ?? origin);
  return row([
    ["Component", componentName(component)],
    ["Mark", [change(mark, current), remark && h("span", { class: "aside" }, remark)], "number"],
    ["", button],
  ]);
}

// What the register has, and what it is after the outcome of an enquiry.
function change(before, after) {
  return after === before ? h("strong", {}, `${before ?? "none"}`) : h("span", {}, `${before ?? "none"} → `, h("strong", {}, `${after ?? "none"}`));
}

openPage(CandidatePage);
