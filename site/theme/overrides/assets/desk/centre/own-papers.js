// /desk/papers/: papers in the centre's own name, to open and print, and to have as files; the logo that stands on them.
import { pageUrl } from "../addresses.js";
import { get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { downloadButton } from "../download-button.js";
import { h, refill } from "../elements.js";
import { fillRows, row } from "../tables.js";
import { CentreLogoForm } from "./centre-logo.js";
import { FORMAT } from "./paper-formats.js";

class OwnPapersPage extends DeskPage {
  static module = "own-papers";

  init() {
    this.logo = this.component(CentreLogoForm);
    this.series = this.element("papers-series");
    this.series.addEventListener("change", () => this.draw());
  }

  async load() {
    [{ shelves: this.shelves }] = await Promise.all([get("papers"), this.logo.load()]);
    refill(this.series, this.shelves.map((each) => h("option", { value: each.series }, each.title || "For any series")));
    this.draw();
  }

  draw() {
    const shelf = this.shelves.find((each) => each.series === this.series.value);
    const table = h("table", { class: "table table--papers" }, h("thead", {}, h("tr", {}, ["Paper", "Files", "Edition"].map((each) => h("th", { scope: "col" }, each)))), h("tbody"));
    fillRows(table, shelf.papers.map((each) => this.paperRow(each)));
    refill(this.part("papers"), table);
  }

  paperRow({ id, title, lead, edition, formats }) {
    const look = h("a", { href: pageUrl("desk/paper/", { paper: id }) }, "Open and print", h("span", { class: "visually-hidden" }, `: ${title}`));
    const file = (format) => downloadButton([FORMAT[format], h("span", { class: "visually-hidden" }, `: ${title}`)], "papers/file", null, { paper: id, format });
    return row([
      ["Paper", [h("strong", {}, title), h("span", { class: "aside" }, lead)]],
      ["Files", [...formats.flatMap((each) => [file(each), " "]), look]],
      ["Edition", edition.replace("Edition of ", ""), "number"],
    ]);
  }
}

openPage(OwnPapersPage);
