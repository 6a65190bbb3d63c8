// /associate/: what waits for the Associate's approval, with the centre and the time left; approve those chosen; and what there is to release.
import { Refusal, call, get } from "../calls.js";
import { Choice, results } from "../choice.js";
import { openHome, page } from "../desk.js";
import { counted, h, part, put, refill } from "../elements.js";
import { announce, asked as confirmed, once, showLeftMessage } from "../forms.js";
import { fillRows, paged } from "../tables.js";
import { addressOf, centresOf, queueRow } from "./lines.js";

const table = part("queue");
const button = document.getElementById("approve");
const list = paged(part("pager"), load, show);
const choice = new Choice(table, document.getElementById("all"), showChosen);
let rows = [];

openHome(render);
once(button, approveChosen);

async function render() {
  showLeftMessage(part("message"));
  await list.start();
  countToRelease(); // not awaited: the list is there meanwhile
}

async function load(after) {
  const { enquiries, next } = await get("associate/queue", { after });
  return { items: enquiries, next };
}

function show(items, { first }) {
  rows = first ? items : [...rows, ...items];
  if (first) fillRows(table, items.map(queueRow));
  else put(table.tBodies[0], items.map(queueRow));
  const none = rows.length === 0;
  for (const name of ["list", "bulk"]) part(name).hidden = none;
  part("none").hidden = !none;
  choice.tell();
  if (!first) announce(`${items.length} more enquiries shown.`);
}

function showChosen(ids) {
  part("chosen").textContent = ids.length ? `${counted(ids.length, "enquiry", "enquiries")} chosen` : "None chosen";
  button.disabled = ids.length === 0;
  button.textContent = ids.length ? `Approve ${ids.length}` : "Approve";
}

async function approveChosen() {
  const { ids } = choice;
  const chosen = rows.filter((each) => ids.includes(each.id));
  if (chosen.length === 0) return;
  part("approve-count").textContent = `${counted(chosen.length, "enquiry", "enquiries")} of ${centresOf(chosen)}`;
  if (!(await confirmed(document.getElementById("approve-dialog")))) return;
  const failed = [];
  for (const [index, each] of chosen.entries()) {
    part("chosen").textContent = `Approving ${index + 1} of ${chosen.length}…`;
    const problems = await approve(each);
    if (problems) failed.push({ each, problems });
  }
  await list.start();
  const done = chosen.length - failed.length;
  results(part("message"), done > 0 && `${counted(done, "enquiry is", "enquiries are")} approved and sent on, on behalf of ${done === chosen.length ? centresOf(chosen) : "their centres"}.`, failed, addressOf);
}

// null where it went through. The version is that of the line that was looked at: what changed since is refused. Where the answer got
// lost, the enquiry says whether it was sent on.
async function approve({ id, version }) {
  try {
    await call("POST", `associate/enquiries/${id}/approve`, { version });
    return null;
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    if (fault.status === 0) {
      const fresh = await get(`associate/enquiries/${id}`).catch(() => null);
      if (fresh && ["submitted", "pending", "received"].includes(fresh.enquiry.status)) return null;
    }
    return fault.problems;
  }
}

// A line for each series with something to release. A convenience: the list finds the same.
async function countToRelease() {
  const place = part("to-release");
  try {
    const { series } = await get("series");
    const counts = await Promise.all(series.map(async (each) => ({ each, ...(await get("associate/enquiries", { series: each.id, release: "any" })) })));
    const lines = counts.filter(({ enquiries }) => enquiries.length > 0);
    refill(
      place,
      lines.length === 0
        ? h("p", {}, "Nothing waits to be released.")
        : lines.map(({ each, enquiries, next }) => h("p", {}, h("a", { href: page("associate/enquiries/", { series: each.id, release: "any" }) }, `${each.title}: ${next ? "more than " : ""}${counted(enquiries.length, "enquiry", "enquiries")} with documents to release`))),
    );
  } catch (fault) {
    place.textContent = `What waits to be released could not be read: ${fault.message}`;
  }
}
