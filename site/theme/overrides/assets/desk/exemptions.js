// /desk/exemptions/: the components from which the centre's candidates were exempted, and the same as CSV.
import { get } from "./calls.js";
import { openDesk } from "./desk.js";
import { counted, h, part, put } from "./elements.js";
import { once } from "./forms.js";
import { saveCsv } from "./saving.js";
import { fillRows, row } from "./tables.js";

const choice = document.getElementById("series");
const button = document.getElementById("download");
let shown = null;

openDesk(async () => {
  const { series } = await get("series");
  choice.replaceChildren();
  put(choice, series.map((each) => h("option", { value: each.id }, each.title)));
  await show();
  choice.addEventListener("change", show);
  once(button, download);
});

async function show() {
  shown = await get("exemptions", { series: choice.value });
  const { exemptions, series } = shown;
  const candidates = new Set(exemptions.map((each) => each.number)).size;
  part("count").textContent = exemptions.length
    ? `${counted(candidates, "candidate")} with ${counted(exemptions.length, "exempted component")} in ${series.title}.`
    : `None of your candidates was exempted from a component in ${series.title}.`;
  part("exemptions").parentElement.hidden = exemptions.length === 0;
  button.disabled = exemptions.length === 0;
  fillRows(
    part("exemptions"),
    exemptions.map((each) =>
      row([
        ["Candidate", h("span", { class: "number" }, each.number)],
        ["Name", each.name],
        ["Syllabus", [h("span", { class: "number" }, each.syllabus), ` ${each.syllabus_name}`]],
        ["Component", [h("span", { class: "number" }, each.component), ` ${each.component_name}`]],
      ]),
    ),
  );
}

function download() {
  const { name, csv } = shown.report;
  saveCsv(name, csv);
}
