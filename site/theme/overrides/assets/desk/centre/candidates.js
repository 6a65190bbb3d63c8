// /desk/candidates/: the centre's candidates in a syllabus, with marks, grade, and how far each mark is from the next grade where boundaries
// are known. Each leads to the page of the candidate over all awarding bodies.
import { keepTyped, linkTo, queryValue, typedHere } from "../addresses.js";
import { get } from "../api.js";
import { catalogue } from "../catalogue.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { counted, h, refill } from "../elements.js";
import { boundarySource, distanceAside } from "../enquiry/distances.js";
import { Latest } from "../latest.js";
import { fillRows, row } from "../tables.js";
import { fillSeries } from "./series.js";

const MOST = 100; // at once

class CandidatesPage extends DeskPage {
  static module = "candidates";
  answers = new Latest();

  constructor(root) {
    super(root);
    this.form = this.find("form");
    this.series = this.element("series");
    this.syllabus = this.element("syllabus");
    this.typed = this.element("typed");
    this.table = this.part("candidates");
  }

  init() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.show();
    });
    this.series.addEventListener("change", () => this.showSyllabuses());
    this.syllabus.addEventListener("change", () => this.show());
  }

  async load(me) {
    const { series } = await get("series");
    fillSeries(this.series, series);
    this.typed.value = typedHere();
    const mayImport = me.person.roles.some((each) => each.organisation === me.organisation.id && each.acts.includes("import_own"));
    this.part("import").hidden = !mayImport || !me.organisation.bodies.some((each) => each.portal);
    await this.showSyllabuses(queryValue("syllabus"));
  }

  async showSyllabuses(wanted = "") {
    const [body] = this.series.value.split("/");
    const { syllabuses } = await catalogue(body);
    refill(this.syllabus, syllabuses.map((each) => h("option", { value: each.code }, `${each.code} ${each.name}`)));
    if (syllabuses.some((each) => each.code === wanted)) this.syllabus.value = wanted;
    await this.show();
  }

  async show() {
    const [body, series] = this.series.value.split("/");
    const { value: syllabus } = this.syllabus;
    const typed = this.typed.value.trim();
    keepTyped(typed, `?${new URLSearchParams({ body, series, syllabus })}`, { replace: true });
    const answer = await this.answers.of(get("register", { awarding_body: body, series, syllabus, typed, most: MOST }));
    if (!answer) return;
    const { candidates, found, total, boundaries } = answer;
    this.part("count").textContent = countText(candidates.length, found, total);
    this.table.parentElement.hidden = candidates.length === 0;
    fillRows(this.table, candidates.map((each) => candidateRow(each, { body, series })));
    refill(this.part("source"), boundarySource(boundaries));
  }
}

function candidateRow({ number, name, components, grade, distances }, place) {
  return row([
    ["Number", h("a", { href: linkTo("desk/candidate/", place, number), class: "number" }, number)],
    ["Name", name],
    ["Marks", [...components.map((each) => markLine(each, distances.components[each.code])), totalLine(distances.total)]],
    ["Grade", grade ?? "none"],
  ]);
}

function markLine({ code, mark, exempt }, distance) {
  return h("div", { class: "mark-line" }, h("span", { class: "number" }, `${code}: ${exempt ? "exempt" : (mark ?? "none")}`), distanceAside(distance));
}

function totalLine(total) {
  return total && h("div", { class: "mark-line" }, h("span", { class: "number" }, `Total: ${total.mark}`), distanceAside(total.text));
}

function countText(shown, found, total) {
  if (total === 0) return "None of your candidates has an entry in this syllabus and series.";
  if (shown < found) return `The first ${shown} of ${counted(found, "candidate")} are listed. Type part of a name or a number to find the others.`;
  return found < total ? `${found} of ${counted(total, "candidate")} in this syllabus.` : `${counted(total, "candidate")} in this syllabus.`;
}

openPage(CandidatesPage);
