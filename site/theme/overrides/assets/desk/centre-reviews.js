// /desk/centre-reviews/: the Centre Reviews that the centre has recorded, with their corrections, and the form that records one. A record's id is made
// here, so that sending it twice is sending it once.
import { Refusal, call, get } from "./calls.js";
import { catalogue } from "./catalogue.js";
import { asked, openDesk } from "./desk.js";
import { newId } from "./draft.js";
import { h, part, refill, summaryList } from "./elements.js";
import { asked as confirmed, clearProblems, confirm, guardLeaving, once, showProblems, typed } from "./forms.js";
import { ASKERS } from "./grade-check.js";
import { timeElement } from "./when.js";

const FINDINGS = { error: "An error was found", no_error: "No error was found" };
const TEXTS = ["syllabus", "completed_on", "completed_by", "explanation"];
const form = document.getElementById("review");
const field = (name) => form.elements[name];
const kept = typed("centre-review");
let series, offered, id;
let candidates = [];

openDesk(async () => {
  const found = await get("series");
  series = found.series.filter((each) => each.routes.some((route) => route.centre_review_first));
  part("none-to-review").hidden = series.length > 0;
  part("reviewing").hidden = series.length === 0;
  if (!series.length) return;
  const said = kept.read();
  id = said?.id ?? newId();
  refill(field("series"), series.map((each) => h("option", { value: each.id }, each.title)));
  field("series").value = series.some((each) => each.id === (said?.series ?? asked("series"))) ? (said?.series ?? asked("series")) : series[0].id;
  radios("asked_by", ASKERS, said?.asked_by);
  radios("finding", FINDINGS, said?.finding);
  offered = await catalogue(chosenSeries().body);
  refill(field("syllabus"), h("option", { value: "" }, "Choose"), offered.syllabuses.map((each) => h("option", { value: each.code }, `${each.code} ${each.name}, ${each.qualification}`)));
  for (const name of TEXTS) field(name).value = said?.[name] ?? "";
  field("cohort").checked = said?.cohort ?? false;
  await Promise.all([list(), choose(said?.candidates ?? [])]);
  listen();
  guardLeaving(() => kept.read() !== null);
});

function chosenSeries() {
  return series.find((each) => each.id === field("series").value);
}

function route() {
  return chosenSeries().routes.find((each) => each.centre_review_first);
}

function radios(name, texts, chosen) {
  const choice = ([value, text]) => h("div", { class: "choice" }, h("input", { type: "radio", id: `${name}.${value}`, name, value, checked: value === chosen }), h("label", { for: `${name}.${value}` }, text));
  refill(document.querySelector(`#${name} [data-choices]`), Object.entries(texts).map(choice));
}

function values() {
  const picked = [...document.querySelectorAll("#candidates input:checked")].map((each) => each.value);
  const cohort = field("cohort").checked;
  return {
    body: chosenSeries().body, route: route().id, series: chosenSeries().id, cohort, candidates: cohort ? [] : picked,
    asked_by: form.querySelector("[name=asked_by]:checked")?.value ?? "", finding: form.querySelector("[name=finding]:checked")?.value ?? "",
    ...Object.fromEntries(TEXTS.map((name) => [name, field(name).value.trim()])),
  };
}

function listen() {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => kept.keep({ id, ...values() }));
  field("series").addEventListener("change", () => Promise.all([list(), choose([])]));
  field("syllabus").addEventListener("change", () => choose([]));
  field("cohort").addEventListener("change", fit);
  once(document.getElementById("record"), record);
}

// Whom the review can be about: the centre's candidates in the syllabus whose grade it gave.
async function choose(chosen) {
  const place = document.querySelector("#candidates [data-choices]");
  const syllabus = field("syllabus").value;
  candidates = [];
  if (syllabus) {
    const found = await get("register", { awarding_body: chosenSeries().body, route: route().id, series: chosenSeries().id, syllabus });
    candidates = found.candidates;
  }
  const choice = ({ number, name }) => {
    const box = `candidates.${number}`;
    return h("div", { class: "choice" }, h("input", { type: "checkbox", id: box, name: "candidates", value: number, checked: chosen.includes(number) }), h("label", { for: box }, h("span", { class: "number" }, number), ` ${name}`));
  };
  const none = syllabus ? "You have nobody in this syllabus in this series." : "Choose the syllabus; your candidates in it are then listed here.";
  refill(place, candidates.length ? candidates.map(choice) : h("p", { class: "hint" }, none));
  fit();
}

function fit() {
  document.getElementById("candidates").hidden = field("cohort").checked;
}

async function list() {
  const { reviews } = await get("centre-reviews", { awarding_body: chosenSeries().body, series: chosenSeries().id });
  part("no-reviews").hidden = reviews.length > 0;
  refill(part("reviews"), reviews.map(shown));
}

function shown(each) {
  const whom = each.cohort ? "The whole cohort" : each.candidates.map(({ number, name }, index) => [index > 0 && h("br"), h("span", { class: "number" }, number), ` ${name}`]).flat();
  const correct = h("button", { type: "button", class: "button button--secondary button--small" }, "Correct", h("span", { class: "visually-hidden" }, ` the record of ${each.completed_text}`));
  once(correct, () => put(each));
  return h(
    "section",
    { class: "card", "aria-label": `${each.syllabus.code} ${each.syllabus.name}, completed ${each.completed_text}` },
    summaryList([
      ["Syllabus", `${each.syllabus.code} ${each.syllabus.name}`],
      ["Candidates", whom],
      ["Whose doubts", each.asked_by_text],
      ["Completed", `${each.completed_text}, by ${each.completed_by}`],
      ["Found", [h("strong", {}, `${each.finding_text}. `), each.explanation]],
      ["Recorded", timeElement(each.recorded_at)],
      ...each.corrections.map((one) => ["Correction", [one.text, h("span", { class: "aside" }, timeElement(one.at))]]),
    ]),
    h("p", { class: "button-row" }, correct),
  );
}

async function record() {
  clearProblems();
  refill(part("message"));
  try {
    await call("PUT", `centre-reviews/${id}`, values(), { repeatable: true });
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return showProblems(fault.problems, { title: "This was not recorded" });
  }
  kept.forget();
  id = newId();
  for (const box of form.querySelectorAll("input:checked")) box.checked = false;
  for (const name of TEXTS) field(name).value = "";
  await Promise.all([list(), choose([])]);
  confirm(part("message"), h("strong", {}, "The Centre Review is recorded."), " You can now ask for a check about it.");
  part("message").focus({ preventScroll: true });
  part("message").scrollIntoView({ block: "center" });
}

// A correction beside a record.
async function put(review) {
  const text = document.getElementById("correction-text");
  text.value = "";
  if (!(await confirmed(document.getElementById("correction-dialog")))) return;
  clearProblems();
  try {
    await call("POST", `centre-reviews/${review.id}/corrections`, { body: chosenSeries().body, series: review.series, text: text.value.trim() }, { repeatable: true });
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return showProblems(fault.problems.map((each) => ({ ...each, field: null })), { title: "The correction was not recorded" });
  }
  await list();
  confirm(part("message"), "The correction stands beside the record.");
}
