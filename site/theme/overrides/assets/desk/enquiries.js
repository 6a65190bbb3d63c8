// /desk/enquiries/: find an enquiry by candidate, note or number; filter by series, status and service.
import { get } from "./calls.js";
import { openDesk } from "./desk.js";
import { h, part, put } from "./elements.js";
import { finder } from "./finding.js";
import { announce, showLeftMessage } from "./forms.js";
import { enquiryRow, withChanges } from "./rows.js";
import { fillRows, paged } from "./tables.js";

const form = document.getElementById("find");
const table = part("enquiries");
const list = paged(part("pager"), load, show);
const found = finder(form, table, list, ["q", "series", "status", "service"]);

openDesk(async () => {
  showLeftMessage(part("message"));
  const { series } = await get("series");
  fillServices(series);
  await found.start(series);
});

// A number means another service on another route.
function fillServices(known) {
  const services = new Map();
  for (const { code, name } of known.flatMap((each) => each.routes).flatMap((each) => each.services)) services.set(code, (services.get(code) ?? new Set()).add(name));
  put(form.elements.service, [...services].map(([code, names]) => h("option", { value: code }, `${code} ${[...names].join(" / ")}`)));
}

async function load(after) {
  const { enquiries, next } = await get("enquiries", { ...found.wanted(), after });
  return { items: withChanges(enquiries), next };
}

function show(items, { first, next }) {
  if (first) fillRows(table, items.map(enquiryRow));
  else put(table.tBodies[0], items.map(enquiryRow));
  const none = table.tBodies[0].rows.length === 0;
  table.parentElement.hidden = none;
  part("none").hidden = !none || found.narrowed();
  part("none-found").hidden = !none || !found.narrowed() || Boolean(next);
  if (first) announce(none ? "No enquiries found." : `${items.length} enquiries shown.`);
}
