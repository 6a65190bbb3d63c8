// /desk/enquiries/: find an enquiry by candidate, note or number; filter by series, status and service.
import { get } from "./calls.js";
import { asked, openDesk } from "./desk.js";
import { h, part, put } from "./elements.js";
import { announce, showLeftMessage } from "./forms.js";
import { enquiryRow, withChanges } from "./rows.js";
import { fillRows, paged } from "./tables.js";

const NAMES = ["q", "series", "status", "service"];
const form = document.getElementById("find");
const table = part("enquiries");
const list = paged(part("pager"), load, show);
let known = [];

openDesk(async () => {
  showLeftMessage(part("message"));
  const { series } = await get("series");
  known = series;
  fillFilters();
  await list.start();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.pushState(null, "", `?${wanted}`);
  find();
});
for (const name of ["series", "status", "service"]) form.elements[name].addEventListener("change", () => form.requestSubmit());
part("clear").addEventListener("click", () => {
  for (const name of ["q", "status", "service"]) form.elements[name].value = "";
  form.requestSubmit();
});
addEventListener("popstate", () => {
  readAddress();
  find();
});

function fillFilters() {
  put(form.elements.series, known.map((each) => h("option", { value: each.id }, each.title)));
  // A number means another service on another route.
  const services = new Map();
  for (const { code, name } of known.flatMap((each) => each.routes).flatMap((each) => each.services)) services.set(code, (services.get(code) ?? new Set()).add(name));
  put(form.elements.service, [...services].map(([code, names]) => h("option", { value: code }, `${code} ${[...names].join(" / ")}`)));
  readAddress();
}

function readAddress() {
  for (const name of NAMES) form.elements[name].value = asked(name);
  const chosen = known.find((each) => each.id === asked("series")) ?? known.find((each) => each.open) ?? known[0];
  form.elements.series.value = chosen?.id ?? "";
}

async function find() {
  part("trouble").hidden = true;
  table.setAttribute("aria-busy", "true");
  try {
    await list.start();
  } catch (fault) {
    part("trouble").hidden = false;
    part("trouble-text").textContent = fault.message;
  } finally {
    table.removeAttribute("aria-busy");
  }
}

async function load(after) {
  const wanted = Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value.trim()]));
  const { enquiries, next } = await get("enquiries", { ...wanted, after });
  return { items: withChanges(enquiries), next };
}

function show(items, { first, next }) {
  if (first) fillRows(table, items.map(enquiryRow));
  else put(table.tBodies[0], items.map(enquiryRow));
  const none = table.tBodies[0].rows.length === 0;
  const narrowed = ["q", "status", "service"].some((name) => form.elements[name].value.trim());
  table.parentElement.hidden = none;
  part("none").hidden = !none || narrowed;
  part("none-found").hidden = !none || !narrowed || Boolean(next);
  if (first) announce(none ? "No enquiries found." : `${items.length} enquiries shown.`);
}
