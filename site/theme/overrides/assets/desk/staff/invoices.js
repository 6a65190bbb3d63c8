// /staff/invoices/: what has been issued for a series; finance staff run its invoices here; the ledger as CSV.
import { billRow, countedBills, fillBills, together } from "../bills.js";
import { Refusal, call, get } from "../calls.js";
import { catalogue } from "../catalogue.js";
import { asked, openDesk } from "../desk.js";
import { counted, h, part, put, refill } from "../elements.js";
import { announce, asked as sure, because, confirm, once } from "../forms.js";
import { saveCsv } from "../saving.js";
import { paged } from "../tables.js";

const choice = document.getElementById("series");
const table = part("invoices");
const list = paged(part("pager"), load, show);
let shown = [];

openDesk(async (me) => {
  const { series } = await catalogue(me.organisation.id);
  if (choice.options.length === 0) put(choice, series.map((each) => h("option", { value: each.id }, each.title)));
  if ([...choice.options].some((each) => each.value === asked("series"))) choice.value = asked("series");
  await list.start();
});

choice.addEventListener("change", () => {
  history.replaceState(null, "", `?series=${choice.value}`);
  part("message").replaceChildren();
  list.start().catch(sayTrouble);
});
once(document.getElementById("run"), run);
once(document.getElementById("ledger"), ledger);

async function load(after) {
  const answer = await get("staff/invoices", { series: choice.value, after });
  showMonths(answer);
  return { items: answer.invoices, next: answer.next };
}

function show(items, way) {
  const none = way.first && items.length === 0;
  part("none").hidden = !none;
  if (way.first) document.getElementById("ledger").hidden = none;
  shown = way.first ? items : [...shown, ...items];
  refill(part("together"), !none && [way.next ? "Those shown come to " : "Together they come to ", h("strong", {}, together(shown)), "."]);
  fillBills(table, part("pager"), items, way, (each) => billRow(each, "staff", true));
}

// From when on the series is invoiced, and why it cannot be run now where it cannot.
function showMonths({ invoicing, refused, may_bill: may }) {
  const title = choice.selectedOptions[0].textContent;
  refill(part("months"), `${title} is invoiced from: `, h("strong", {}, invoicing.from_text), ". ", invoicing.source && h("span", { class: "source" }, `Source: ${invoicing.source}.`));
  refill(part("refused"), refused.map((each) => h("p", {}, each.message, because(each))));
  part("refused").hidden = refused.length === 0;
  document.getElementById("run").hidden = !may || refused.length > 0;
}

async function run() {
  part("message").replaceChildren();
  const title = choice.selectedOptions[0].textContent;
  part("run-title").textContent = `Run the invoices of ${title}?`;
  if (!(await sure(document.getElementById("run-dialog")))) return;
  let made = 0;
  let unpriced = 0;
  let after = "";
  try {
    do {
      // Sent again it bills nothing twice, so an answer that got lost is simply asked for once more.
      const answer = await call("POST", "staff/invoices", { series: choice.value, after }, { repeatable: true });
      made += answer.invoices.length;
      unpriced += answer.unpriced;
      after = answer.next;
      announce(`${countedBills(made)} issued so far.`);
    } while (after);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    await list.start();
    return sayTrouble(fault, made);
  }
  await list.start();
  const said = made > 0 ? `${countedBills(made)} issued for ${title}. E-mails announce them.` : `Nothing to bill for ${title}: all that is finished has been billed.`;
  confirm(part("message"), said, unpriced > 0 && ` ${counted(unpriced, "finished enquiry", "finished enquiries")} wait for a price in the catalogue.`);
}

async function ledger() {
  const portions = [];
  let after = "";
  do {
    const answer = await get("staff/ledger", { series: choice.value, after });
    portions.push(answer.csv);
    after = answer.next;
  } while (after);
  saveCsv(`ledger-${choice.value}.csv`, portions.join(""));
}

function sayTrouble({ message }, made = 0) {
  const before = made > 0 ? `${countedBills(made)} issued before this. ` : "";
  refill(part("message"), h("div", { class: "notice notice--error", role: "alert" }, h("p", {}, before, message)));
}
