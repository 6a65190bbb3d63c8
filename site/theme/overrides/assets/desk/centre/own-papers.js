// /desk/papers/: papers in the centre's own name, to look at and to have as files.
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { downloadButton } from "../download-button.js";
import { h, refill } from "../elements.js";
import { Latest } from "../latest.js";
import { fillRows, row } from "../tables.js";
import { CentreLogoForm, logoImage } from "./centre-logo.js";

const LABEL = { pdf: "PDF", xlsx: "Excel", docx: "Word" };

class OwnPapersPage extends DeskPage {
  static module = "own-papers";
  answers = new Latest();

  init() {
    this.logo = this.component(CentreLogoForm);
    this.series = this.element("papers-series");
    this.heading = this.element("shown-title");
    this.shown = this.part("shown");
    this.series.addEventListener("change", () => this.draw());
  }

  async load() {
    [{ shelves: this.shelves }] = await Promise.all([get("papers"), this.logo.load()]);
    refill(this.series, this.shelves.map((each) => h("option", { value: each.series }, each.title || "For any series")));
    this.draw();
  }

  draw() {
    this.shown.hidden = true;
    const shelf = this.shelves.find((each) => each.series === this.series.value);
    const table = h("table", { class: "table table--papers" }, h("thead", {}, h("tr", {}, ["Paper", "Files", "Edition"].map((each) => h("th", { scope: "col" }, each)))), h("tbody"));
    fillRows(table, shelf.papers.map((each) => this.paperRow(each)));
    refill(this.part("papers"), table);
  }

  paperRow({ id, title, lead, edition, formats }) {
    const look = h("button", { type: "button", class: "button button--quiet" }, "Look at it", h("span", { class: "visually-hidden" }, `: ${title}`));
    onPress(look, () => this.show(id));
    const file = (format) => downloadButton([LABEL[format], h("span", { class: "visually-hidden" }, `: ${title}`)], "papers/file", null, { paper: id, format });
    return row([
      ["Paper", [h("strong", {}, title), h("span", { class: "aside" }, lead)]],
      ["Files", [...formats.flatMap((each) => [file(each), " "]), look]],
      ["Edition", edition.replace("Edition of ", ""), "number"],
    ]);
  }

  async show(paper) {
    try {
      const found = await this.answers.of(call("POST", "papers/page", { paper }, { repeatable: true }));
      if (!found) return;
      this.heading.textContent = found.paper.title;
      refill(this.part("contents"), paperContents(found.paper));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.heading.textContent = "This paper could not be shown";
      refill(this.part("contents"), fault.problems.map((each) => h("p", {}, each.message)));
    }
    this.shown.hidden = false;
    this.heading.focus();
  }
}

// What stands in a paper, as its page on the public site shows it.
function paperContents({ letterhead, lead, edition, parts, prevailing, prevails, made_by: madeBy, sources }) {
  return [
    letterhead.logo && h("p", {}, logoImage(letterhead.logo)),
    h("p", {}, h("strong", {}, letterhead.name), h("span", { class: "aside" }, letterhead.said.join(" · "))),
    h("p", {}, `${edition}. ${lead}`),
    ...parts.map((each) => SHOWN[each.kind](each)),
    h("h3", {}, "About this paper"),
    h("p", {}, prevailing),
    h("ul", {}, prevails.map(({ body, url }) => h("li", {}, body, url && ": ", url && h("a", { href: url }, url.replace("https://", ""))))),
    h("p", {}, madeBy),
    ...sources.map((each) => h("p", { class: "source" }, `${each}.`)),
  ];
}

const list = (items) => h("ul", {}, items.map((each) => h("li", {}, each)));
const SHOWN = {
  heading: ({ text }) => h("h3", {}, text),
  paragraph: ({ text }) => text && h("p", {}, text),
  notice: ({ title, text }) => h("div", { class: "notice" }, h("p", { class: "notice__title" }, title), h("p", {}, text)),
  table: ({ name, columns, rows, blank }) => paperTable(name, columns, rows, blank),
  tasks: ({ tasks }) => list(tasks.map(({ text, when }) => [text, when && " ", when && h("strong", {}, when)])),
  fields: ({ fields }) => list(fields.map(({ label, value }) => (value ? `${label}: ${value}` : `${label}: to fill in`))),
  choice: ({ label, options }) => [h("p", {}, label), list(options)],
  signature: ({ who }) => h("p", {}, `Signature: ${who.charAt(0).toLowerCase()}${who.slice(1)}, date`),
};

function paperTable(name, columns, rows, blank) {
  const made = h("table", { class: "table table--dense" }, h("thead", {}, h("tr", {}, columns.map((each) => h("th", { scope: "col" }, each.title)))), h("tbody"));
  fillRows(made, rows.map((cells) => row(cells.map((each, place) => [columns[place].title, each]))));
  const room = blank > 0 && h("p", { class: "hint" }, `${blank} ${rows.length > 0 ? "more lines" : "lines"} to write on.`);
  return [h("div", { class: "table-scroll", role: "region", "aria-label": name, tabindex: "0" }, made), room];
}

openPage(OwnPapersPage);
