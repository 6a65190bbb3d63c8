// /desk/candidate/: one candidate's entries, with marks, grades, and the enquiries about them; below, those at other awarding bodies and in
// other series, each with what matched. Whoever is only perhaps the same is named, and nothing is merged.
import { linkTo, pageUrl, queryValue, typedHere } from "../addresses.js";
import { get } from "../api.js";
import { onPress } from "../buttons.js";
import { componentName } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { formatDay } from "../dates.js";
import { downloadButton } from "../download-button.js";
import { h, numberAndName, put, refill } from "../elements.js";
import { boundarySource, distanceAside } from "../enquiry/distances.js";
import { fillRows, row } from "../tables.js";
import { ServiceGuide } from "./service-guide.js";

const ORIGIN = { exam: "", moderation: "from moderation", centre: "the centre’s mark, accepted", calculated: "calculated", none: "" };

class CandidatePage extends DeskPage {
  static module = "candidate";

  init() {
    this.guide = this.component(ServiceGuide);
  }

  async load() {
    const asked = await get("candidates", { awarding_body: queryValue("body"), series: queryValue("series"), typed: typedHere() });
    const { candidate, series, elsewhere, perhaps } = asked;
    const title = `${candidate.number} ${candidate.name}`;
    this.title.textContent = title;
    document.title = `${title}, ${series.title}`;
    this.part("series").textContent = `Entries in ${series.title}`;
    this.part("enquiries-link").href = linkTo("desk/enquiries/", { series: series.id }, candidate.number);
    if (elsewhere.length > 0) refill(this.part("entries"), [{ ...asked, matched: null }, ...elsewhere].map((each) => this.placeSection(each)));
    else refill(this.part("entries"), identifiersLine(candidate), this.cards(asked, "h2"));
    refill(this.part("request-form"), requestForm(asked));
    this.part("perhaps").hidden = perhaps.length === 0;
    refill(this.part("perhaps-list"), perhaps.map(perhapsLine));
  }

  // What one awarding body's register has of the candidate in one series. The first is the one that was asked for.
  placeSection(place) {
    const { body, series, candidate, matched } = place;
    const link = h("a", { href: linkTo("desk/enquiries/", { series: series.id }, candidate.number) }, "Enquiries", h("span", { class: "visually-hidden" }, ` of ${body.name}, ${series.title}`));
    return h(
      "section",
      { class: "candidate-place" },
      h("div", { class: "toolbar" }, h("h2", {}, `${body.name}, ${series.title}`), matched && link),
      matched && h("p", {}, numberAndName(candidate), h("span", { class: "aside" }, matched)),
      identifiersLine(candidate),
      this.cards(place, "h3"),
    );
  }

  cards({ body, series, candidate, entries }, heading) {
    const card = (entry) => {
      const about = { body: body.id, series: series.id, syllabus: entry.syllabus.code, candidate: candidate.number };
      const button = (component) => this.guideButton({ ...about, component: component?.code ?? "" }, [`${candidate.number} ${candidate.name}`, entry.syllabus.name, component && componentName(component)]);
      return entryCard(entry, heading, button);
    };
    return h("div", { class: "cards" }, entries.map(card));
  }

  guideButton(question, names) {
    const about = names.filter(Boolean).join(", ");
    const button = h("button", { type: "button", class: "button button--quiet" }, "Which service?", h("span", { class: "visually-hidden" }, ` ${about}`));
    onPress(button, () => this.guide.show(question, about));
    return button;
  }
}

// The form on which the candidate asks, consents and says who pays, with everything known filled in.
function requestForm({ body, series, candidate }) {
  const file = ([format, label]) => downloadButton(`Request form, filled in (${label})`, "papers/file", null, { paper: `request-consent-payment-${series.id}`, format, body: body.id, candidate: candidate.number });
  const page = h("a", { href: linkTo("desk/paper/", { paper: `request-consent-payment-${series.id}`, body: body.id }, candidate.number) }, "Request form, filled in: open and print");
  return [page, ...[["pdf", "PDF"], ["docx", "Word"]].map(file)];
}

function identifiersLine({ identifiers }) {
  return identifiers.length > 0 && h("p", { class: "number" }, identifiers.map(({ label, value }) => `${label} ${value}`).join(", "));
}

function perhapsLine({ body, series, candidate, matched }) {
  const link = h("a", { href: linkTo("desk/candidate/", { body: body.id, series: series.id }, candidate.number) }, numberAndName(candidate));
  return h("li", {}, link, `, ${body.name}, ${series.title}`, h("span", { class: "aside" }, matched));
}

function entryCard({ syllabus, qualification, route, grade, current_grade: current, components, enquiries, distances, boundaries }, heading, guideButton) {
  const heads = ["Component", "Mark", h("span", { class: "visually-hidden" }, "Guide")].map((each) => h("th", { scope: "col" }, each));
  const table = h("table", { class: "table table--dense" }, h("thead", {}, h("tr", {}, heads)));
  put(table, h("tbody"));
  fillRows(table, components.map((each) => componentRow(each, distances.components[each.code], guideButton(each))));
  const asked = (each) => h("li", {}, h("a", { href: pageUrl("desk/enquiry/", { id: each.id }) }, each.reference), `, ${each.service_title}, ${formatDay(each.at.slice(0, 10))}`);
  const none = components.length ? "No clerical re-check or review of marking has been requested." : "No check has been requested.";
  return h(
    "section",
    { class: "card" },
    h(heading, {}, `${syllabus.code} ${syllabus.name}`),
    h("p", {}, qualification, route && `, by the route ${route}`, (grade || current) && [", syllabus grade ", change(grade, current)].flat()),
    components.length > 0 ? table : guideButton(null),
    distances.total && h("p", {}, `Total: ${distances.total.mark}`, distanceAside(distances.total.text)),
    (distances.total || Object.keys(distances.components).length > 0) && boundarySource(boundaries),
    enquiries.length ? h("ul", {}, enquiries.map(asked)) : h("p", { class: "hint" }, none),
  );
}

function componentRow(component, distance, button) {
  const { mark, current_mark: current, origin, exempt } = component;
  const remark = exempt ? "exempted" : (ORIGIN[origin] ?? origin);
  return row([
    ["Component", componentName(component)],
    ["Mark", [change(mark, current), remark && h("span", { class: "aside" }, remark), distanceAside(distance)], "number"],
    ["", button],
  ]);
}

// What the register has, and what it is after the outcome of an enquiry.
function change(before, after) {
  return after === before ? h("strong", {}, `${before ?? "none"}`) : h("span", {}, `${before ?? "none"} → `, h("strong", {}, `${after ?? "none"}`));
}

openPage(CandidatePage);
