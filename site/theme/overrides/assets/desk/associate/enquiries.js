// /associate/enquiries/: every enquiry of the Associate Centres in a series; choose many and release one kind of document of each.
import { Refusal, call, get } from "../calls.js";
import { Choice, results } from "../choice.js";
import { openDesk } from "../desk.js";
import { counted, part, put } from "../elements.js";
import { finder } from "../finding.js";
import { announce, asked as confirmed, once, showLeftMessage } from "../forms.js";
import { fillRows, paged } from "../tables.js";
import { addressOf, centresOf, listRow } from "./lines.js";

const AT_ONCE = 50; // in one request
const MOST_GATHERED = 500; // of what waits to be released, shown together so that all can be chosen
const WHAT = { acknowledgement: "acknowledgement letter", outcome: "outcome letter", other: "other documents" };
const KINDS = { acknowledgement: /^AckLetter/, outcome: /^OutLetter/, other: /^(CoSLetter|Rpt|Statement)/ };

const form = document.getElementById("find");
const operation = document.getElementById("operation");
const proceed = document.getElementById("proceed");
const table = part("enquiries");
const list = paged(part("pager"), load, show);
const found = finder(form, table, list, ["q", "series", "status", "release"], matchOperation);
const choice = new Choice(table, document.getElementById("all"), showChosen);
let rows = [];

openDesk(async () => {
  showLeftMessage(part("message"));
  await found.start((await get("series")).series);
});

form.addEventListener("submit", () => part("message").replaceChildren());
operation.addEventListener("change", () => showChosen(choice.ids));
once(proceed, release);

// Who looks for what waits to be released wants to release just that.
function matchOperation() {
  if (WHAT[form.elements.release.value]) operation.value = form.elements.release.value;
}

async function load(after) {
  const wanted = found.wanted();
  const items = [];
  let next = after;
  do {
    const page = await get("associate/enquiries", { ...wanted, after: next });
    items.push(...page.enquiries);
    ({ next } = page);
  } while (next && wanted.release && items.length < MOST_GATHERED);
  return { items, next };
}

function show(items, { first, next }) {
  rows = first ? items : [...rows, ...items];
  if (first) fillRows(table, items.map(listRow));
  else put(table.tBodies[0], items.map(listRow));
  const none = rows.length === 0;
  for (const name of ["list", "bulk"]) part(name).hidden = none;
  part("none").hidden = !none || found.narrowed();
  part("none-found").hidden = !none || !found.narrowed() || Boolean(next);
  part("none-found-title").textContent = found.wanted().release ? "Nothing of this kind waits to be released" : "Nothing fits";
  choice.tell();
  announce(none ? "No enquiries found." : `${items.length} ${first ? "" : "more "}enquiries shown.`);
}

function showChosen(ids) {
  part("chosen").textContent = ids.length ? `${counted(ids.length, "enquiry", "enquiries")} chosen` : "None chosen";
  proceed.disabled = ids.length === 0 || operation.value === "";
}

async function release() {
  const what = operation.value;
  const { ids } = choice;
  const chosen = rows.filter((each) => ids.includes(each.id));
  const having = chosen.filter((each) => each.to_release.some((slot) => KINDS[what].test(slot)));
  const none = chosen.length - having.length;
  part("release-title").textContent = `Release ${WHAT[what]}`;
  part("release-count").textContent = having.length
    ? `${counted(having.length, "enquiry", "enquiries")} of ${centresOf(having)}.${none ? ` The other ${none} of the ${chosen.length} chosen ${none === 1 ? "has" : "have"} nothing of this kind to release.` : ""}`
    : `None of the ${chosen.length} chosen has ${WHAT[what]} to release.`;
  part("release-yes").hidden = having.length === 0;
  part("release-yes").textContent = `Release ${WHAT[what]}`;
  if (!(await confirmed(document.getElementById("release-dialog")))) return;
  const released = [];
  const failed = [];
  for (let start = 0; start < having.length; start += AT_ONCE) {
    const some = having.slice(start, start + AT_ONCE);
    part("chosen").textContent = `Releasing ${start + 1} to ${start + some.length} of ${having.length}…`;
    const answers = await releasedOf(some, what);
    for (const each of some) {
      const problems = answers.get(each.id);
      if (problems.length === 0) released.push(each);
      else failed.push({ each, problems });
    }
  }
  await found.find();
  results(part("message"), released.length > 0 && `Released: ${WHAT[what]} of ${counted(released.length, "enquiry", "enquiries")} of ${centresOf(released)}. E-mails announce it.`, failed, addressOf);
}

// By enquiry, what stood in the way. Releasing twice is releasing once: what is out already has nothing left to release, which after a
// lost answer means that it went through.
async function releasedOf(some, what) {
  const stood = new Map();
  try {
    const { enquiries } = await call("POST", "associate/release", { enquiries: some.map((each) => each.id), what }, { repeatable: true });
    for (const { id, errors } of enquiries) stood.set(id, errors.filter((each) => each.code !== "nothing_to_release"));
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    for (const each of some) stood.set(each.id, fault.problems);
  }
  return stood;
}
