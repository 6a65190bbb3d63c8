// /staff/: the queue in order of receipt, by stage; an enquiry found by its number; keys that move through it.
import { get } from "../calls.js";
import { Choice, results } from "../choice.js";
import { asked, openHome, page } from "../desk.js";
import { counted, h, part, put, refill } from "../elements.js";
import { announce, once, showLeftMessage } from "../forms.js";
import { withChanges } from "../rows.js";
import { fillRows, paged } from "../tables.js";
import { moveByKeys } from "./keys.js";
import { queueRow } from "./lines.js";
import { Together } from "./together.js";
import { addressOf, keepTurn } from "./turn.js";

const STAGES = {
  received: { title: "To acknowledge", about: "Received and numbered: the acknowledgement letter is to be issued. First received, first done." },
  acknowledged: {
    title: "In review",
    about: "Acknowledged: marks, outcome letter and copies of scripts are to come. One that was amended since its letter needs a new acknowledgement.",
  },
  submitted: {
    title: "Waiting for a number",
    about: "Numbers come by themselves, within minutes of the submission. One that stays here is listed under What keeps failing.",
  },
  overdue: { title: "Overdue", about: "Past the promised date, whether to acknowledge or in review, the oldest first." },
};
const EMPTY = {
  received: ["Nothing to acknowledge", "Every enquiry that has been received is acknowledged."],
  acknowledged: ["Nothing in review", "Every enquiry that has been acknowledged is completed."],
  submitted: ["None is waiting", "Every submitted enquiry has its number."],
  overdue: ["Nothing is overdue", "Every enquiry is within its promised time."],
};
const PAGE = 50; // a stage's overdue are counted as far as one page goes

const number = asked("number").trim();
const stage = Object.hasOwn(STAGES, asked("stage")) ? asked("stage") : "received";
const table = part("queue");
const list = paged(part("pager"), load, show);
const choosing = stage === "received" && !number;
const button = document.getElementById("look-together");
const choice = new Choice(table, document.getElementById("all"), showChosen);
const together = new Together(part("together"), endTogether);
let rows = [];

openHome(render);
once(button, lookTogether);

async function render() {
  showLeftMessage(part("message"));
  document.getElementById("number").value = number;
  part("about").textContent = number ? `Found by the number ${number}` : STAGES[stage].about;
  if (!number) document.title = `${STAGES[stage].title}: ${document.title}`;
  table.classList.toggle("queue--one-status", !number && (stage === "received" || stage === "submitted"));
  showStages();
  await list.start();
  moveByKeys(table, part("pager"));
  if (stage !== "overdue" && !number) countOverdue();
}

function showStages(overdue = null) {
  const tab = ([id, { title }]) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: page("staff/", id === "received" ? {} : { stage: id }), "aria-current": id === stage && !number ? "true" : null },
        title,
        id === "overdue" && overdue && h("span", { class: "count" }, overdue),
      ),
    );
  refill(part("stages"), Object.entries(STAGES).map(tab));
}

// The number beside the tab is a convenience: a queue without it is still a queue.
async function countOverdue() {
  try {
    const { enquiries } = await get("staff/queue", { stage: "overdue" });
    showStages(enquiries.length ? `${enquiries.length}${enquiries.length >= PAGE ? "+" : ""}` : null);
  } catch {
    showStages();
  }
}

async function load(after) {
  part("trouble").hidden = true;
  try {
    const { enquiries, next } = await get("staff/queue", number ? { number } : { stage, after });
    return { items: withChanges(enquiries).filter(belongs), next };
  } catch (fault) {
    if (after === null) throw fault;
    part("trouble").hidden = false;
    part("trouble-text").textContent = fault.message;
    return { items: [], next: after };
  }
}

// What this tab has just moved on is gone from its stage, also while the index still has it there.
function belongs(each) {
  return number || (stage === "overdue" ? each.overdue : each.status === stage);
}

function show(items, { first, next }) {
  const lines = items.map((each) => queueRow(each, choosing));
  rows = first ? items : [...rows, ...items];
  if (first) fillRows(table, lines);
  else put(table.tBodies[0], lines);
  if (!number) keepTurn({ stage, ids: rows.map((each) => each.id), next });
  const none = rows.length === 0;
  table.parentElement.hidden = none;
  part("bulk").hidden = none || !choosing;
  choice.tell();
  part("none").hidden = !none;
  const [title, text] = number ? ["No enquiry has this number", "Check it for typing mistakes: numbers look like 2206-000123."] : EMPTY[stage];
  part("none-title").textContent = title;
  part("none-text").textContent = text;
  if (!first) announce(`${items.length} more enquiries shown.`);
}

function showChosen(ids) {
  part("chosen").textContent = ids.length ? `${counted(ids.length, "enquiry", "enquiries")} chosen` : "None chosen";
  button.disabled = ids.length === 0;
  button.textContent = ids.length > 1 ? `Look at ${ids.length} letters` : "Look at the letter";
}

async function lookTogether() {
  part("message").replaceChildren();
  const { ids } = choice;
  part("chosen").textContent = "Making the first letter…";
  await together.begin(rows.filter((each) => ids.includes(each.id)));
  part("list").hidden = true;
}

async function endTogether(issued, failed) {
  part("list").hidden = false;
  choice.tell();
  if (issued.length + failed.length === 0) return button.focus();
  await list.start();
  results(part("message"), issued.length > 0 && `${counted(issued.length, "enquiry is", "enquiries are")} acknowledged. E-mails announce the letters.`, failed, addressOf);
}
