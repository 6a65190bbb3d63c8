// /desk/candidate/: one candidate's entries in a series, with marks, grades, and the enquiries about them.
import { get } from "./calls.js";
import { asked, openDesk, page } from "./desk.js";
import { h, part, put, refill } from "./elements.js";
import { fillRows, row } from "./tables.js";
import { day } from "./when.js";

const ORIGIN = { exam: "", moderation: "from moderation", calculated: "calculated", none: "" };

openDesk(async () => {
  const { candidate, series, entries } = await get(`candidates/${asked("number")}`, { series: asked("series") });
  const title = `${candidate.number} ${candidate.name}`;
  document.querySelector("article h1").textContent = title;
  document.title = `${title}, ${series.title}`;
  part("series").textContent = `Entries in ${series.title}`;
  part("enquiries-link").href = page("desk/enquiries/", { series: series.id, q: candidate.number });
  refill(part("entries"), entries.map(entry));
});

function entry({ syllabus, qualification, route, grade, components, enquiries }) {
  const table = h(
    "table",
    { class: "table table--dense" },
    h("thead", {}, h("tr", {}, ["Component", "Mark", ""].map((each) => h("th", { scope: "col" }, each || h("span", { class: "visually-hidden" }, "Remark"))))),
  );
  put(table, h("tbody"));
  fillRows(table, components.map(componentRow));
  return h(
    "section",
    { class: "card" },
    h("h2", {}, `${syllabus.code} ${syllabus.name}`),
    h("p", {}, qualification, route && `, by the route ${route}`, grade && [", syllabus grade ", h("strong", {}, grade)]),
    components.length > 0 && table,
    enquiries.length
      ? h("ul", {}, enquiries.map((each) => h("li", {}, h("a", { href: page("desk/enquiry/", { id: each.id }) }, each.reference), `, ${each.service_title}, ${day(each.at.slice(0, 10))}`)))
      : h("p", { class: "hint" }, components.length ? "No clerical re-check or review of marking stands for this syllabus." : "No check has been asked for in this syllabus."),
  );
}

function componentRow({ code, title, mark, origin, exempt }) {
  return row([
    ["Component", [h("span", { class: "number" }, code), ` ${title}`]],
    ["Mark", mark ?? "none", "number"],
    ["Remark", exempt ? "exempted" : (ORIGIN[origin] ?? origin)],
  ]);
}
