// /staff/statements/: updated statements of results in the order in which they were made; each opened for printing, and marked as sent, many at once.
import { Refusal, call, get } from "../calls.js";
import { Choice, results } from "../choice.js";
import { asked, openDesk, page } from "../desk.js";
import { counted, h, part, put, refill } from "../elements.js";
import { announce, asked as confirmed, once } from "../forms.js";
import { enquiryName, subjectNamed } from "../rows.js";
import { fillRows, paged, row } from "../tables.js";
import { shortTime } from "./lines.js";
import { look } from "./look.js";
import { addressOf } from "./turn.js";

const STAGES = {
  to_send: {
    title: "Not sent yet",
    about: "A statement is made by itself when an outcome letter changes a syllabus grade. Open it, print it, send it to the centre, and mark it as sent. The first made stands first.",
    none: ["Nothing to print", "Every updated statement of results is printed and sent."],
  },
  sent: { title: "Sent", about: "What was printed and sent, the latest first. It can be opened and printed again.", none: ["None has been sent yet", "What is marked as sent is listed here."] },
};
const stage = asked("stage") === "sent" ? "sent" : "to_send";
const table = part("statements");
const list = paged(part("pager"), load, show);
const button = document.getElementById("mark-sent");
const choice = new Choice(table, document.getElementById("all"), showChosen);
let rows = [];

openDesk(async () => {
  refill(part("stages"), Object.entries(STAGES).map(tab));
  part("about").textContent = STAGES[stage].about;
  part("sent-head").hidden = stage !== "sent";
  await list.start();
});
once(button, () => markSent(rows.filter((each) => choice.ids.includes(each.id))));

function tab([id, { title }]) {
  return h("li", {}, h("a", { href: page("staff/statements/", id === "sent" ? { stage: id } : {}), "aria-current": id === stage ? "true" : null }, title));
}

async function load(after) {
  const { statements, next } = await get("staff/statements", { stage, after });
  return { items: statements, next };
}

function show(items, { first }) {
  rows = first ? items : [...rows, ...items];
  const lines = items.map(line);
  if (first) fillRows(table, lines);
  else put(table.tBodies[0], lines);
  const none = rows.length === 0;
  table.parentElement.hidden = none;
  part("bulk").hidden = none || stage === "sent";
  choice.tell();
  part("none").hidden = !none;
  [part("none-title").textContent, part("none-text").textContent] = STAGES[stage].none;
  if (!first) announce(`${items.length} more statements shown.`);
}

function line(each) {
  const { name } = enquiryName(each);
  const link = h("a", { href: addressOf(each.id), class: "number" }, name);
  const box = stage === "to_send" && h("input", { type: "checkbox", value: each.id, "data-pick": true, "aria-label": `Choose ${name}, ${each.centre.name}, ${each.subject.label}` });
  const open = h("button", { type: "button", class: "button button--secondary button--small" }, "Open", h("span", { class: "visually-hidden" }, ` the statement of ${each.subject.label} for printing`));
  once(open, () => openStatement(each));
  return row([
    ["Enquiry", box ? h("span", { class: "pick" }, box, link) : link],
    ["Candidate", subjectNamed(each)],
    ["Centre", [h("span", { class: "number" }, each.centre.number), ` ${each.centre.name}`]],
    ["Syllabus", [h("span", { class: "number" }, each.syllabus.code), ` ${each.syllabus.name}`]],
    ["Made", shortTime(each.statement.made_at)],
    stage === "sent" && ["Sent", [shortTime(each.statement.sent_at), h("span", { class: "aside" }, each.statement.sent_by.name)]],
    ["", open],
  ]);
}

function showChosen(ids) {
  part("chosen").textContent = ids.length ? `${counted(ids.length, "statement")} chosen` : "None chosen";
  button.disabled = ids.length === 0;
}

async function openStatement(each) {
  sayTrouble(null);
  try {
    const link = await call("POST", `staff/enquiries/${each.id}/documents/${each.statement.document}/link`, undefined, { repeatable: true });
    const place = part("shown");
    const shut = h("button", { type: "button", class: "button button--secondary", onclick: () => place.replaceChildren() }, "Close");
    const sent = stage === "to_send" && h("button", { type: "button", class: "button" }, "Printed: mark as sent");
    if (sent) once(sent, () => markSent([each]));
    refill(place, look(each, "Statement.pdf", link, [sent, " ", shut].filter(Boolean)));
    (sent || shut).focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    sayTrouble(fault.message);
  }
}

// Each stands for itself, and twice is once: a lost answer is asked for again.
async function markSent(chosen) {
  const said = chosen.map((each) => `${enquiryName(each).name}, ${each.subject.label}`);
  part("sent-about").textContent = said.length > 5 ? `${counted(said.length, "statement")}, from ${said[0]} to ${said.at(-1)}.` : `${said.join("; ")}.`;
  if (!(await confirmed(document.getElementById("sent-dialog")))) return;
  sayTrouble(null);
  try {
    const { enquiries } = await call("POST", "staff/statements/sent", { enquiries: chosen.map((each) => each.id) }, { repeatable: true });
    const errors = new Map(enquiries.map((each) => [each.id, each.errors]));
    const failed = chosen.filter((each) => errors.get(each.id).length).map((each) => ({ each, problems: errors.get(each.id) }));
    part("shown").replaceChildren();
    await list.start();
    drop(chosen.filter((each) => !errors.get(each.id).length));
    const done = chosen.length - failed.length;
    results(part("message"), done > 0 && `${counted(done, "statement is", "statements are")} marked as printed and sent.`, failed, addressOf);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    sayTrouble(fault.message);
  }
}

// The list is read from an index that follows by a moment: what was just sent is not shown again.
function drop(sent) {
  const left = rows.filter((each) => !sent.some((one) => one.id === each.id));
  if (left.length !== rows.length) show(left, { first: true });
}

function sayTrouble(message) {
  part("trouble").hidden = !message;
  part("trouble-text").textContent = message ?? "";
}
