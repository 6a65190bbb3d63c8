// What an enquiry is about and what came of it: marks before and after by component, and the syllabus grade. A group and a cohort have none of
// their own: of those, the components are named.
import { h, part, refill } from "./elements.js";
import { fillRows, row } from "./tables.js";

const NO_GRADE = ["X", "Q"]; // in place of a grade, said by the service already

// `open` is what stands for a mark that is not there yet.
export function showComponents({ status, components, extends: original, about_components: any, appeal, subject: { kind } }, { open = "with the outcome letter" } = {}) {
  const marks = kind === "candidate" && any && !appeal; // an appeal is decided as a whole: its components are named
  part("components-part").hidden = !any;
  part("components").parentElement.hidden = !marks;
  part("components-named").hidden = marks;
  if (marks) fillRows(part("components"), components.map((each) => componentRow(each, ["cancelled", "rejected"].includes(status) ? "none" : open, Boolean(original))));
  else refill(part("components-named"), components.map(({ code, title }) => h("li", {}, h("span", { class: "number" }, code), ` ${title}`)));
}

function componentRow({ code, title, most, mark_before: before, mark_after: after, outcome, reason, within_tolerance: within, tolerance }, open, extension) {
  const of = (mark) => (mark === null ? "none" : most ? `${mark} of ${most}` : `${mark}`);
  return row([
    ["Component", [h("span", { class: "number" }, code), ` ${title}`]],
    ["Mark before", extension && before === null ? open : of(before), "number"], // an extension says none before its letter
    ["Mark after", after === null ? open : of(after), after === null ? null : "number"],
    ["Outcome", [outcome ?? "", within && h("span", { class: "aside" }, `Within tolerance (${tolerance})`), reason && h("span", { class: "aside" }, reason)]],
  ]);
}

// What was answered to an enquiry about a missing result, once its letter is out.
export function showAnswer({ about_components: components, appeal, answer }) {
  const place = part("answered");
  place.hidden = components || Boolean(appeal);
  if (place.hidden) return;
  const why = (each) => h("li", {}, h("span", { class: "number" }, each.code), ` ${each.title}: `, each.why);
  refill(
    place,
    h("h2", {}, "Answer"),
    !answer && h("p", { class: "hint" }, "It comes with the outcome letter."),
    answer && h("p", {}, h("strong", {}, `${answer.finding_text}.`)),
    answer?.grade_text && h("p", {}, h("strong", {}, answer.grade_text)),
    answer && h("p", {}, answer.explanation),
    answer?.unmarked.length > 0 && [h("p", {}, "Components without a mark, and why:"), h("ul", {}, answer.unmarked.map(why))],
  );
}

export function showGrade({ grade_before: before, grade_after: after, appeal, subject: { kind } }) {
  const what = appeal ? "the appeal" : "review";
  const said = after === null ? [] : [after === before ? `, unchanged after ${what} (${after})` : [", ", h("strong", {}, `${after} after ${what}`)]];
  refill(part("grade"), kind === "candidate" && before && !NO_GRADE.includes(before) && ["Syllabus grade: ", h("strong", {}, before), ...said.flat(), ". Results are provisional until the certificate confirms them."]);
}
