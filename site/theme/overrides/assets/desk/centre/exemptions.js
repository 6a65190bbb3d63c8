// /desk/exemptions/: the components from which the centre's candidates were exempted, and the same as CSV.
import { get } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { saveCsv } from "../csv-file.js";
import { counted, h, refill } from "../elements.js";
import { Latest } from "../latest.js";
import { fillRows, row } from "../tables.js";

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
    const { series } = await get("series");
    const several = new Set(series.map((each) => each.body)).size > 1;
    refill(this.series, series.map((each) => h("option", { value: `${each.body}/${each.id}` }, several ? `${each.body_name}, ${each.title}` : each.title)));
    await this.show();
  }

  async show() {
    const [body, id] = this.series.value.split("/");
    const answer = await this.answers.of(get("exemptions", { awarding_body: body, series: id }));
    if (!answer) return;
    const { exemptions, series, report } = answer;
    const none = exemptions.length === 0;
    const candidates = new Set(exemptions.map((each) => each.number)).size;
    this.report = report;
    this.part("count").textContent = none
      ? `None of your candidates was exempted from a component in ${series.title}.`
      : `${counted(candidates, "candidate")} with ${counted(exemptions.length, "exempted component")} in ${series.title}.`;
    this.table.parentElement.hidden = none;
    this.downloadButton.disabled = none;
    fillRows(this.table, exemptions.map(exemptionRow));
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
