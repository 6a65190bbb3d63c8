// /desk/invoices/ and /associate/invoices/: the invoices and credit notes to one's own centre or Associate, newest first.
import { get } from "./calls.js";
import { billRow, fillBills } from "./bills.js";
import { openDesk } from "./desk.js";
import { h, part, refill } from "./elements.js";
import { DESK } from "./session.js";
import { paged } from "./tables.js";

const ASSOCIATE = DESK === "associate";
const table = part("invoices");
const list = paged(part("pager"), load, show);

openDesk(async ({ organisation }) => {
  const through = ASSOCIATE ? null : organisation.associate;
  if (through) {
    refill(part("through-who"), h("strong", {}, through.name));
    part("through").hidden = false;
  }
  await list.start();
});

async function load(after) {
  const { invoices, next } = await get(ASSOCIATE ? "associate/invoices" : "invoices", { after });
  return { items: invoices, next };
}

function show(items, way) {
  part("none").hidden = !way.first || items.length > 0;
  fillBills(table, part("pager"), items, way, (each) => billRow(each, ASSOCIATE ? "associate" : "desk"));
}
