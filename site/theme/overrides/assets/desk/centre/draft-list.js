// A centre's drafts, to go on with. A draft is not an enquiry: nothing has been asked for yet.
import { pageUrl } from "../addresses.js";
import { get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { timeElement } from "../dates.js";
import { counted, h, refill } from "../elements.js";
import { announce } from "../notices.js";
import { row } from "../tables.js";
import { EMPTY } from "./draft.js";

// The first page, and those after it as they are asked for: a centre may have more drafts than one page of the list holds.
export function showDrafts(place, { drafts, next }, titles, routes) {
  const trouble = h("p", { class: "hint", role: "alert" });
  const more = h("button", { type: "button", class: "button button--secondary" }, "Show more drafts");
  refill(place, draftList(drafts, titles, routes), next && h("p", { class: "button-row" }, h("span", { role: "status" }, `The first ${drafts.length} drafts are shown.`), more), trouble);
  onPress(more, async () => {
    trouble.textContent = "";
    try {
      const page = await get("drafts", { after: next });
      showDrafts(place, { drafts: [...drafts, ...page.drafts], next: page.next }, titles, routes);
      announce(`${counted(page.drafts.length, "more draft", "more drafts")} shown.`);
      place.querySelectorAll("tbody a")[drafts.length]?.focus();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      trouble.textContent = fault.message;
    }
  });
}

function draftList(drafts, titles, routes) {
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
    ["Series", titles.get(`${content.body}/${content.series}`) ?? missing],
    ["Syllabus", content.syllabus || missing],
    ["Service", [content.service || missing, content.route !== EMPTY.route && h("span", { class: "aside" }, routes.get(`${content.body}/${content.route}`))]],
    ["Candidates", content.candidates.length ? content.candidates.join(", ") : missing],
    ["Saved", timeElement(saved)],
  ]);
}
