// What stands in a paper, on a page that prints as the paper: with lines to write on and boxes to tick.
import { h, put } from "../elements.js";
import { fillRows, row } from "../tables.js";
import { logoImage } from "./centre-logo.js";

export function paperContents({ title, letterhead, lead, edition, parts, prevailing, prevails, made_by: madeBy, sources }) {
  return [
    letterhead.name && letterheadOf(letterhead),
    h("p", { class: "only-print paper__title", "aria-hidden": "true" }, title),
    h("p", {}, `${edition}. ${lead}`),
    ...parts.map((each) => SHOWN[each.kind](each)),
    h("h2", {}, "About this paper"),
    h("p", {}, prevailing),
    h("ul", {}, prevails.map(({ body, url }) => h("li", {}, body, url && ": ", url && h("a", { href: url }, url.replace("https://", ""))))),
    h("p", {}, madeBy),
    ...sources.map((each) => h("p", { class: "source" }, `${each}.`)),
  ];
}

function letterheadOf({ logo, name, said }) {
  return h("div", { class: "paper__head" }, logo && logoImage(logo), h("p", {}, h("strong", {}, name), h("span", { class: "aside" }, said.join(" · "))));
}

const box = () => h("span", { class: "paper__box", "aria-hidden": "true" });
const blank = (kind = "") => h("span", { class: `paper__blank ${kind}`.trim() }, h("span", { class: "visually-hidden" }, "to fill in"));
const boxes = (items) => h("ul", { class: "plain paper__boxes" }, items.map((each) => h("li", {}, box(), h("span", {}, each))));
const field = ({ label, value, lines }) => h("div", { class: "paper__field" }, h("dt", {}, label), h("dd", {}, value || Array.from({ length: lines }, () => blank())));

const SHOWN = {
  heading: ({ text }) => h("h2", {}, text),
  paragraph: ({ text }) => text && h("p", {}, text),
  notice: ({ title, text }) => h("div", { class: "notice" }, h("p", { class: "notice__title" }, title), h("p", {}, text)),
  table: ({ name, columns, rows, blank: more }) => paperTable(name, columns, rows, more),
  tasks: ({ tasks }) => boxes(tasks.map(({ text, when }) => [text, when && " ", when && h("strong", {}, when)])),
  fields: ({ fields }) => h("dl", { class: "paper__fields" }, fields.map(field)),
  choice: ({ label, options, several }) => [h("p", { class: "paper__choice" }, `${label} (${several ? "tick all that apply" : "tick one"})`), boxes(options)],
  signature: ({ who }) => h("p", { class: "paper__signature" }, h("span", {}, `Signature: ${who.charAt(0).toLowerCase()}${who.slice(1)}`), blank(), h("span", {}, "Date"), blank("paper__blank--day")),
};

// Rows to write on are there on a wide screen and on paper; where a row is a card, a sentence says how many there are.
function paperTable(name, columns, rows, more) {
  const made = h("table", { class: "table table--dense" }, h("thead", {}, h("tr", {}, columns.map((each) => h("th", { scope: "col" }, each.title)))), h("tbody"));
  fillRows(made, rows.map((cells) => row(cells.map((each, place) => [columns[place].title, each]))));
  put(made.tBodies[0], Array.from({ length: more }, () => h("tr", { class: "paper__row" }, columns.map(() => h("td")))));
  const room = more > 0 && h("p", { class: "hint only-narrow" }, `${more} ${rows.length > 0 ? "more lines" : "lines"} to write on.`);
  return [h("div", { class: "table-scroll", role: "region", "aria-label": name, tabindex: "0" }, made), room];
}
