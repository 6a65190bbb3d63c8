// What an enquiry is about and what came of it: marks before and after by component, and the syllabus grade. A group and a cohort have none of
// their own: of those, the components are named.
import { h, part, refill } from "./elements.js";
import { fillRows, row } from "./tables.js";

// `open` is what stands for a mark that is not there yet.
export function showComponents({ status, components, subject: { kind } }, { open = "with the outcome letter" } = {}) {
  const marks = kind === "candidate";
  part("components").parentElement.hidden = !marks;
  part("components-named").hidden = marks;
  if (marks) fillRows(part("components"), components.map((each) => componentRow(each, ["cancelled", "rejected"].includes(status) ? "none" : open)));
  else refill(part("components-named"), components.map(({ code, title }) => h("li", {}, h("span", { class: "number" }, code), ` ${title}`)));
}

function componentRow({ code, title, most, mark_before: before, mark_after: after, outcome, reason, within_tolerance: within, tolerance }, open) {
  const of = (mark) => (mark === null ? "none" : most ? `${mark} of ${most}` : `${mark}`);
  return row([
    ["Component", [h("span", { class: "number" }, code), ` ${title}`]],
    ["Mark before", of(before), "number"],
    ["Mark after", after === null ? open : of(after), after === null ? null : "number"],
    ["Outcome", [outcome ?? "", within && h("span", { class: "aside" }, `Within tolerance (${tolerance})`), reason && h("span", { class: "aside" }, reason)]],
  ]);
}

export function showGrade({ grade_before: before, grade_after: after, subject: { kind } }) {
  const said = after === null ? [] : [after === before ? `, unchanged after review (${after})` : [", ", h("strong", {}, `${after} after review`)]];
  refill(part("grade"), kind === "candidate" && before && ["Syllabus grade: ", h("strong", {}, before), ...said.flat(), ". Results are provisional until the certificate confirms them."]);
}
