// /staff/extend/: an enquiry extended to other candidates of its centre. Chosen from the register, checked, then made; nothing typed is lost.
import { fits } from "../candidates.js";
import { Refusal, call, get } from "../calls.js";
import { asked, openDesk } from "../desk.js";
import { counted, h, part, refill, summaryList } from "../elements.js";
import { announce, because, clearProblems, guardLeaving, leaveMessage, once, showProblems, typed } from "../forms.js";
import { enquiryName, subjectNamed } from "../rows.js";
import { fillRows, row } from "../tables.js";
import { addressOf } from "./turn.js";

const id = asked("id");
const kept = typed(`extend.${id}`);
const filter = document.getElementById("candidate-filter");
const reason = document.getElementById("reason");
const table = part("candidates");
let enquiry = null;
let all = [];
let most = 0;
let chosen = new Set();
let done = false;

openDesk(async () => {
  enquiry = (await get(`staff/enquiries/${id}`)).enquiry;
  await readCandidates();
  const before = kept.read();
  chosen = new Set((before?.candidates ?? []).filter((number) => all.some((each) => each.number === number)));
  reason.value = before?.reason ?? "";
  part("back-link").href = addressOf(id);
  refill(
    part("who"),
    h("p", { class: "case__candidate" }, h("a", { href: addressOf(id) }, enquiryName(enquiry).title), ", ", subjectNamed(enquiry)),
    h("p", { class: "case__about" }, `${enquiry.centre.number} ${enquiry.centre.name} · ${enquiry.syllabus.code} ${enquiry.syllabus.name} · ${counted(components().length, "component").replace(/^\d+ /, "")} ${components().join(", ")} · ${enquiry.series.title}`),
  );
  part("told").textContent = `${told()} by e-mail at once, and reads why you extend it.`;
  draw();
});

filter.addEventListener("input", draw);
filter.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // it filters already; it does not send the form
reason.addEventListener("input", keep);
table.addEventListener("change", ({ target }) => {
  if (target.checked) chosen.add(target.value);
  else chosen.delete(target.value);
  keep();
  count();
});
guardLeaving(() => !done && (chosen.size > 0 || reason.value.trim() !== "") && kept.read() === null);
once(document.getElementById("go-on"), check);
once(document.getElementById("change"), () => showForm(filter));
once(document.getElementById("extend"), extend);

async function readCandidates() {
  ({ candidates: all, most } = await get(`staff/enquiries/${id}/extensions`));
}

function components() {
  return enquiry.components.map((each) => each.code);
}

function told() {
  return enquiry.through_associate ? "The centre’s Associate is told" : "The centre is told";
}

function keep() {
  kept.keep({ candidates: [...chosen], reason: reason.value });
}

function draw() {
  const shown = all.filter((each) => fits(each, filter.value));
  part("candidates-status").textContent = shown.length === all.length ? `${counted(all.length, "candidate")} of the centre in this syllabus.` : `${shown.length} of ${counted(all.length, "candidate")} fit.`;
  table.parentElement.hidden = shown.length === 0;
  fillRows(table, shown.map(line));
  const rules = new Map(shown.flatMap((each) => each.unavailable).filter((each) => each.rule).map((each) => [each.rule, each]));
  part("rules").hidden = rules.size === 0;
  refill(part("rules").querySelector("ul"), [...rules.values()].map((each) => h("li", {}, because(each))));
  count();
}

function line({ number, name, marks, grade, unavailable }) {
  const box = `candidates.${number}`;
  const checked = chosen.has(number);
  const input = h("input", { type: "checkbox", id: box, value: number, checked, disabled: unavailable.length > 0 && !checked, "aria-describedby": unavailable.length ? `${box}-why` : null });
  const label = h("label", { for: box }, h("span", { class: "visually-hidden" }, `Choose ${name}, `), number);
  return row(
    [
      ["Number", h("span", { class: "pick" }, input, label), "number"],
      ["Name", h("label", { for: box }, name)],
      ["Marks", marks.map(({ component, mark }) => `${component}: ${mark ?? "none"}`).join(", "), "number"],
      ["Grade", grade ?? "none"],
      ["", [h("span", { id: `${box}-why` }, unavailable.map((each) => h("span", { class: "reason" }, each.message))), h("span", { id: `${box}-error`, class: "field-error", hidden: true })]],
    ],
    { class: unavailable.length ? "unavailable" : null },
  );
}

function count() {
  const over = chosen.size > most ? ` Take out ${chosen.size - most}.` : "";
  refill(part("chosen"), h("strong", {}, counted(chosen.size, "candidate")), ` chosen, of at most ${most} at once.${over}`);
}

// What can be seen to be wrong is said before the check; everything else the desk says.
function check() {
  clearProblems();
  const problems = [];
  if (chosen.size === 0) problems.push({ message: "Choose at least one candidate.", field: "candidates" });
  if (chosen.size > most) problems.push({ message: `Choose at most ${most} candidates at once.`, field: "candidates" });
  if (!reason.value.trim()) problems.push({ message: "Say why, in a few words.", field: "reason" });
  if (problems.length) return showProblems(problems);
  const names = all.filter((each) => chosen.has(each.number));
  refill(
    part("answers"),
    summaryList([
      ["Enquiry", [enquiryName(enquiry).name, h("span", { class: "aside" }, subjectNamed(enquiry))]],
      ["Centre", `${enquiry.centre.number} ${enquiry.centre.name}`],
      ["Syllabus", `${enquiry.syllabus.code} ${enquiry.syllabus.name}, ${components().join(", ")}`],
      [counted(names.length, "candidate"), h("ul", { class: "plain" }, names.map(({ number, name }) => h("li", {}, h("span", { class: "number" }, number), ` ${name}`)))],
      ["Why", reason.value.trim()],
      ["Who is told", `${told()} by e-mail, once.`],
    ]),
  );
  document.getElementById("extend").textContent = `Extend to ${counted(names.length, "candidate")}`;
  part("form").hidden = true;
  part("check").hidden = false;
  document.getElementById("check-title").focus();
}

function showForm(focus) {
  part("check").hidden = true;
  part("form").hidden = false;
  focus?.focus();
}

// Sent again it is the same as sent once, so a lost answer is asked for again.
async function extend() {
  clearProblems();
  try {
    const { extensions } = await call("POST", `staff/enquiries/${id}/extensions`, { candidates: [...chosen].sort(), reason: reason.value.trim() }, { repeatable: true });
    done = true;
    kept.forget();
    leaveMessage(`${enquiryName(enquiry).title} is extended to ${counted(extensions.length, "candidate")}: ${extensions.map((each) => each.number).join(", ")}.`);
    location.assign(addressOf(id));
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    showForm(null);
    await readCandidates().catch(() => {}); // what stands in the way may be new
    draw();
    showProblems(fault.problems);
    announce(fault.message);
  }
}
