// /desk/exemptions/: the components from which the centre's candidates were exempted, and the same as CSV.
import { keepTyped } from "../addresses.js";
import { get } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { saveCsv } from "../csv-file.js";
import { contactLink, counted, h, refill } from "../elements.js";
import { ruleText } from "../error-summary.js";
import { Latest } from "../latest.js";
import { fillRows, row } from "../tables.js";
import { fillSeries, seriesChosen } from "./series.js";

class ExemptionsPage extends DeskPage {
  static module = "exemptions";
  answers = new Latest();

  constructor(root) {
    super(root);
    this.series = this.element("series");
    this.downloadButton = this.element("download");
    this.table = this.part("exemptions");
    this.report = null;
  }

  init() {
    this.series.addEventListener("change", () => this.show());
    onPress(this.downloadButton, () => saveCsv(this.report.name, this.report.csv));
  }

  async load() {
    this.allSeries = (await get("series")).series;
    fillSeries(this.series, this.allSeries);
    await this.show();
  }

  async show() {
    const { body, id, contact } = seriesChosen(this.series, this.allSeries);
    const answer = await this.answers.of(get("exemptions", { awarding_body: body, series: id }));
    if (!answer) return;
    const { exemptions, series, report, rule } = answer;
    keepTyped("", `?${new URLSearchParams({ body, series: id })}`, { replace: true });
    const none = exemptions.length === 0;
    const candidates = new Set(exemptions.map((each) => each.number)).size;
    this.report = report;
    this.part("count").textContent = none
      ? `None of your candidates was exempted from a component in ${series.title}.`
      : `${counted(candidates, "candidate")} with ${counted(exemptions.length, "exempted component")} in ${series.title}.`;
    this.table.parentElement.hidden = none;
    this.downloadButton.disabled = none;
    fillRows(this.table, exemptions.map(exemptionRow));
    refill(this.part("contact"), contactLink(contact));
    refill(this.part("rule"), rule && ruleText(rule));
    for (const paper of this.root.querySelectorAll("[data-part=papers]")) paper.hidden = paper.dataset.body !== body;
  }
}

function exemptionRow(each) {
  return row([
    ["Candidate", h("span", { class: "number" }, each.number)],
    ["Name", each.name],
    ["Syllabus", [h("span", { class: "number" }, each.syllabus), ` ${each.syllabus_name}`]],
    ["Component", [h("span", { class: "number" }, each.component), ` ${each.component_name}`]],
  ]);
}

openPage(ExemptionsPage);
