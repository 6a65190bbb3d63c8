// What was asked in a check of a grade that the centre gave.
import { pageUrl } from "../addresses.js";
import { h } from "../elements.js";

export const ASKERS = { centre: "The centre itself", candidate: "A candidate", guardian: "A parent or legal guardian" };

// What was asked, as rows of a summary; `reviews` says that whoever looks can open the list of Centre Reviews.
export function gradeCheckRows({ asked, review, series }, { reviews = false } = {}) {
  if (!asked) return [];
  const title = review && `${review.finding_text}. Completed ${review.completed_text} by ${review.completed_by}.`;
  const whole = review && [
    h("span", {}, title),
    h("span", { class: "aside" }, review.explanation),
    review.corrections.map((each) => h("span", { class: "aside" }, h("strong", {}, "Correction: "), each.text)),
    reviews && h("span", { class: "aside" }, h("a", { href: pageUrl("desk/centre-reviews/", { series: series.id }) }, "Centre Reviews")),
  ];
  return [
    ["On behalf of", asked.on_behalf_text],
    asked.revised_grade && ["Revised grade", h("strong", {}, asked.revised_grade)],
    asked.error && ["The error", asked.error],
    ["Centre Review", whole?.flat() ?? "Recorded"],
  ].filter(Boolean);
}
