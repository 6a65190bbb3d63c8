// A centre's drafts, to go on with. A draft is not an enquiry: nothing has been asked for yet.
import { pageUrl } from "../addresses.js";
import { timeElement } from "../dates.js";
import { h } from "../elements.js";
import { row } from "../tables.js";
import { EMPTY } from "./draft.js";

export function draftList(drafts, titles, routes) {
  if (drafts.length === 0) return h("p", {}, "There are no drafts. Drafts that you save are kept here for everybody at your centre.");
  const heads = ["Draft", "Series", "Syllabus", "Service", "Candidates", "Saved"];
  return h(
    "div",
    { class: "table-scroll", role: "region", "aria-label": "Saved drafts", tabindex: "0" },
    h(
      "table",
      { class: "table table--dense" },
      h("thead", {}, h("tr", {}, heads.map((each) => h("th", { scope: "col" }, each)))),
      h("tbody", {}, drafts.map((each) => draftRow(each, titles, routes))),
    ),
  );
}

function draftRow({ id, reference, saved_at: saved, content }, titles, routes) {
  const missing = "not chosen";
  return row([
    ["Draft", [h("a", { href: pageUrl("desk/new/", { draft: id }) }, reference), content.note && h("span", { class: "aside" }, content.note)]],
    ["Series", titles.get(content.series) ?? missing],
    ["Syllabus", content.syllabus || missing],
    ["Service", [content.service || missing, content.route !== EMPTY.route && h("span", { class: "aside" }, routes.get(content.route))]],
    ["Candidates", content.candidates.length ? content.candidates.join(", ") : missing],
    ["Saved", timeElement(saved)],
  ]);
}
