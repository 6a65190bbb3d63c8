// What an enquiry is about and what came of it: marks before and after by component, and the syllabus grade; the answer about a missing result.
// A group and a cohort have no marks of their own: of those, the components are named.
import { componentName } from "../components/choices.js";
import { Component } from "../components/component.js";
import { h, refill } from "../elements.js";
import { fillRows, row } from "../tables.js";
import { boundarySource, distanceAside } from "./distances.js";
import { NOT_CARRIED_OUT } from "./enquiry-rows.js";

const NO_GRADE = ["X", "Q"]; // in place of a grade, said by the service already

export class MarksAndGrade extends Component {
  static module = "marks-and-grade";

  // `open` is what stands for a mark that is not there yet.
  constructor(root, { open = "with the outcome letter" } = {}) {
    super(root);
    this.open = open;
    this.table = this.part("components");
  }

  show(enquiry) {
    const { status, components, extends: original, about_components: any, appeal, subject } = enquiry;
    const marks = subject.kind === "candidate" && any && !appeal; // an appeal is decided as a whole: its components are named
    const open = NOT_CARRIED_OUT.includes(status) ? "none" : this.open;
    const named = this.part("components-named");
    this.part("components-part").hidden = !any;
    this.table.parentElement.hidden = !marks;
    named.hidden = marks;
    if (marks) fillRows(this.table, components.map((each) => componentRow(each, open, Boolean(original))));
    else refill(named, components.map((each) => h("li", {}, componentName(each))));
    this.showGrade(enquiry);
    refill(this.part("boundaries"), marks && boundarySource(enquiry.boundaries));
  }

  showGrade({ grade_before: before, grade_after: after, appeal, subject: { kind } }) {
    const what = appeal ? "the appeal" : "review";
    const said = after === null ? [] : [after === before ? `, unchanged after ${what}` : [", ", h("strong", {}, `${after} after ${what}`)]];
    refill(
      this.part("grade"),
      kind === "candidate" && before && !NO_GRADE.includes(before) && ["Syllabus grade: ", h("strong", {}, before), ...said.flat(), "."],
    );
  }
}

function componentRow(component, open, extension) {
  const { most, mark_before: before, mark_after: after, outcome, reason, within_tolerance: within, tolerance } = component;
  const of = (mark) => (mark === null ? "none" : most ? `${mark} of ${most}` : `${mark}`);
  return row([
    ["Component", componentName(component)],
    ["Mark before", [extension && before === null ? open : of(before), distanceAside(component.distance_before)], "number"], // an extension says none before its letter
    ["Mark after", [after === null ? open : of(after), distanceAside(component.distance_after)], after === null ? null : "number"],
    ["Outcome", [outcome ?? "", within && h("span", { class: "aside" }, `Within tolerance (${tolerance})`), reason && h("span", { class: "aside" }, reason)]],
  ]);
}

// The outcome about a cohort: how many candidates it changes, and each of them with marks and grade before and after.
export class CohortResults extends Component {
  static module = "cohort-results";

  show({ cohort, answer }) {
    this.root.hidden = !cohort;
    if (!cohort) return;
    const marks = cohort.changed.some((each) => each.marks.length > 0);
    const heads = ["Number", "Name", ...(marks ? ["Mark"] : []), "Syllabus grade"];
    const table = h("table", { class: "table table--dense" }, h("thead", {}, h("tr", {}, heads.map((each) => h("th", { scope: "col" }, each)))), h("tbody"));
    fillRows(table, cohort.changed.map((each) => cohortRow(each, marks)));
    refill(
      this.root,
      h("h2", { id: this.root.getAttribute("aria-labelledby") }, "Outcome for the cohort"),
      (answer || cohort.finding_text) && h("p", {}, h("strong", {}, `${cohort.finding_text ?? answer.finding_text}.`)),
      h("p", {}, h("strong", {}, cohort.text)),
      (cohort.explanation || answer?.explanation) && h("p", {}, cohort.explanation || answer.explanation),
      cohort.changed.length > 0 && h("div", { class: "table-scroll", role: "region", "aria-label": "Candidates whose results change", tabindex: "0" }, table),
    );
  }
}

function cohortRow({ number, name, marks, grade_before: before, grade_after: after }, withMarks) {
  const mark = (each) => h("div", {}, `${each.code}: `, change(each.before, each.after));
  return row([["Number", number, "number"], ["Name", name], withMarks && ["Mark", marks.map(mark)], ["Syllabus grade", change(before, after)]]);
}

// "54 → 60", with what is new heavier; one of them where nothing changes.
function change(before, after) {
  if (before === after) return h("span", {}, `${after ?? "none"}`);
  return h("span", {}, `${before ?? "none"} → `, h("strong", {}, `${after ?? "none"}`));
}

// What was answered to an enquiry about a missing result, once its letter is out.
export class IssuedAnswer extends Component {
  static module = "issued-answer";

  show({ about_components: components, appeal, answer, cohort }) {
    this.root.hidden = components || Boolean(appeal) || Boolean(cohort); // what was found about a cohort is told with its candidates
    if (this.root.hidden) return;
    const why = (each) => h("li", {}, componentName(each), ": ", each.why);
    refill(
      this.root,
      h("h2", {}, "Answer"),
      !answer && h("p", { class: "hint" }, "It comes with the outcome letter."),
      answer && h("p", {}, h("strong", {}, `${answer.finding_text}.`)),
      answer?.grade_text && h("p", {}, h("strong", {}, answer.grade_text)),
      answer && h("p", {}, answer.explanation),
      answer?.unmarked.length > 0 && [h("p", {}, "Components without a mark, and why:"), h("ul", {}, answer.unmarked.map(why))],
    );
  }
}
