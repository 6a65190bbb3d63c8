// /desk/new/: a new enquiry or a draft to go on with. The page shows; what may be asked for is decided by the check, which the API answers.
import { AssessmentField } from "./assessment.js";
import { Refusal, get } from "./calls.js";
import { Candidates } from "./candidates.js";
import { catalogue } from "./catalogue.js";
import { ComponentChoices } from "./components.js";
import { asked, openDesk, page } from "./desk.js";
import { Draft, EMPTY } from "./draft.js";
import { h, part, put, refill } from "./elements.js";
import { showFee } from "./fee.js";
import { GradeCheck } from "./grade-check.js";
import { asked as confirmed, clearField, confirm, fieldOf, goTo, guardLeaving, leaveMessage, once, showAtFields, showProblems } from "./forms.js";
import { closingWhereYouAre, day, moment, zoneName } from "./when.js";

const CHECK_AFTER = 350; // milliseconds of quiet before fee and refusals are asked for again
const SOON = ["route", "service", "components"]; // fields whose refusals are shown while the form is still being filled in

const form = document.getElementById("enquiry");
const field = (name) => form.elements[name];
let draft, offered, series, centre, assessment, components, candidates, check;
let checking = null;
let listed = null;
let touched = asked("draft") !== ""; // whether there may be something that would be missed
let waiting = null;

openDesk(async () => {
  ({ series } = await get("series"));
  ({ organisation: centre } = await get("centre"));
  draft = await opened();
  offered = await catalogue(draft.content.body);
  fillSeries();
  put(field("qualification"), offered.qualifications.map((each) => h("option", {}, each)));
  document.querySelector("#candidates [data-choices]").replaceWith(document.getElementById("chooser").content);
  assessment = new AssessmentField(document.getElementById("syllabus"), suggested, chooseSyllabus);
  components = new ComponentChoices(document.getElementById("components"), (codes) => change({ components: codes }, { reload: true }));
  candidates = new Candidates(document.getElementById("candidates"), Number(form.dataset.most), (numbers) => change({ candidates: numbers }));
  check = new GradeCheck(form, change);
  listen();
  fill();
  guardLeaving(() => draft.unsaved && touched);
  if (draft.overtaken) offerTyped();
  goToField();
});

// ?draft= goes on with one; otherwise a new one begins, for the series and service chosen on the way here, and gets its address at once.
async function opened() {
  if (asked("draft")) return Draft.open(asked("draft"));
  const wanted = series.find((each) => each.id === asked("series")) ?? series.find((each) => each.open);
  const begun = Draft.begin({ ...EMPTY, body: wanted?.body ?? EMPTY.body, series: wanted?.id ?? "", route: usualRoute(wanted, asked("route")), service: asked("service"), contact_email: centre.contact_email });
  history.replaceState(null, "", page("desk/new/", { draft: begun.id }));
  return begun;
}

function currentSeries() {
  return series.find((each) => each.id === draft.content.series);
}

function currentRoute() {
  return currentSeries()?.routes.find((each) => each.id === draft.content.route) ?? null;
}

// The route wanted, where the series has it; else its usual one.
function usualRoute(inSeries, wanted) {
  const ids = inSeries?.routes.map((each) => each.id) ?? [EMPTY.route];
  return ids.includes(wanted) ? wanted : ids[0];
}

function suggested() {
  const { qualification } = draft.content;
  return offered.syllabuses.filter((each) => !qualification || each.qualification === qualification);
}

function chosenService() {
  const { route, service } = draft.content;
  return offered.routes.find((each) => each.id === route)?.services.find((each) => each.code === service) ?? null;
}

function chosenSyllabus() {
  return offered.syllabuses.find((each) => each.code === draft.content.syllabus) ?? null;
}

function fillSeries() {
  put(field("series"), series.map((each) => h("option", { value: each.id }, `${each.title} (${each.remaining_text})`)));
}

// Only a series with several routes asks for one. A service that the route has not got is left out.
function fillRoutes() {
  const routes = currentSeries()?.routes ?? [];
  const route = usualRoute(currentSeries(), draft.content.route);
  if (route !== draft.content.route) draft.change({ route });
  const field = document.getElementById("route");
  field.hidden = routes.length < 2;
  const choice = ({ id, name }) => h("div", { class: "choice" }, h("input", { type: "radio", id: `route.${id}`, name: "route", value: id, checked: id === route }), h("label", { for: `route.${id}` }, name));
  refill(field.querySelector("[data-choices]"), routes.map(choice));
  if (currentRoute() && !currentRoute().services.some((each) => each.code === draft.content.service)) draft.change({ service: "" });
}

function fillServices() {
  const services = currentRoute()?.services ?? [];
  const option = (each) => {
    const why = each.available ? "" : each.not_yet ? " (not on this desk yet)" : " (closed)";
    return h("option", { value: each.code, disabled: !each.available && each.code !== draft.content.service }, `${each.label === each.name ? each.name : `${each.code} – ${each.name}`}${why}`);
  };
  refill(field("service"), h("option", { value: "" }, "Choose"), services.map(option));
  field("service").value = draft.content.service;
}

// Puts the draft into the form.
function fill() {
  const { content } = draft;
  if (content.contact_email !== centre.contact_email) draft.change({ contact_email: centre.contact_email, contact_email_confirmed: false });
  field("series").value = content.series;
  field("qualification").value = content.qualification;
  field("note").value = content.note;
  part("contact").textContent = centre.contact_email || "none yet";
  field("contact_email_confirmed").checked = content.contact_email_confirmed;
  assessment.set(chosenSyllabus());
  candidates.set(content.candidates);
  fillRoutes();
  fillServices();
  describeService();
  fitService();
  listed = candidates.load(draft.content);
  showSaved();
  checkSoon();
}

// #note, #candidates.0713: whoever comes from the answers to change one lands on it. A candidate's line is there once they are listed.
async function goToField() {
  await listed;
  const wanted = fieldOf(decodeURIComponent(location.hash.slice(1)));
  if (wanted) setTimeout(() => goTo(wanted)); // once the form is shown: what is hidden takes no focus
}

function listen() {
  form.addEventListener("submit", (event) => event.preventDefault());
  field("series").addEventListener("change", () => {
    draft.change({ series: field("series").value });
    fillRoutes();
    chooseRoute({ series: draft.content.series });
  });
  document.getElementById("route").addEventListener("change", (event) => {
    draft.change({ route: event.target.value });
    if (!chosenService()) draft.change({ service: "" });
    chooseRoute({ route: draft.content.route });
  });
  field("service").addEventListener("change", () => {
    draft.change({ service: field("service").value });
    fitService();
    change({ service: draft.content.service }, { reload: true });
    for (const name of ["components", "candidates"]) clearField(name);
    describeService();
  });
  field("qualification").addEventListener("change", () => {
    const { value } = field("qualification");
    draft.change({ qualification: value });
    if (value && chosenSyllabus() && chosenSyllabus().qualification !== value) {
      assessment.set(null);
      chooseSyllabus(null);
    }
  });
  field("contact_email_confirmed").addEventListener("change", () => change({ contact_email_confirmed: field("contact_email_confirmed").checked }));
  field("note").addEventListener("input", () => change({ note: field("note").value.trim() }));
  const correct = document.getElementById("correct");
  correct.href = page("desk/centre/", { draft: draft.id });
  correct.addEventListener("click", () => document.dispatchEvent(new Event("desk:leaving"))); // what was typed is there again on coming back
  once(document.getElementById("save"), save);
  once(document.getElementById("delete"), remove);
  once(document.getElementById("continue"), goOn);
}

// Another series or route has other services; of the candidates, those who cannot be chosen by it now are marked, not lost.
function chooseRoute(values) {
  fillServices();
  fitService();
  change(values, { reload: true });
  for (const name of ["route", "service", "components", "candidates"]) clearField(name);
  describeService();
}

function chooseSyllabus(syllabus) {
  const qualification = syllabus?.qualification ?? draft.content.qualification;
  field("qualification").value = qualification;
  clearField("qualification");
  candidates.set([]);
  change({ syllabus: syllabus?.code ?? "", qualification, components: [], candidates: [] }, { reload: true });
  components.show(syllabus, draft.content.route, chosenService(), []);
  check.show(currentRoute(), chosenService(), syllabus, draft.content);
}

// A report on a group is about one component; a re-moderation is about everybody, so that nobody is named. What was chosen
// for another service and does not fit this one is left out; candidates come back when the service does.
function fitService() {
  const service = chosenService();
  const { components: codes } = draft.content;
  candidates.fit(service);
  const none = service?.about_components === false || (service?.subject === "group" && codes.length > 1);
  draft.change({ components: none ? [] : codes, candidates: candidates.numbers });
  components.show(chosenSyllabus(), draft.content.route, service, draft.content.components);
  const those = service ? [service] : (offered.routes.find((each) => each.id === draft.content.route)?.services ?? []);
  part("all-at-once").hidden = those.length > 0 && those.every((each) => each.about_components === false);
  check.show(currentRoute(), service, chosenSyllabus(), draft.content);
}

// Something was typed or chosen: it is kept, the field's error goes, and fee, refusals and candidates follow.
function change(values, { reload = false } = {}) {
  touched = true;
  draft.change(values);
  for (const name of Object.keys(values)) clearField(name);
  showSaved();
  checkSoon();
  if (reload) candidates.load(draft.content);
}

function describeService() {
  const chosen = currentSeries();
  const service = chosenService();
  const here = chosen?.closes_at && closingWhereYouAre(chosen.closes_at, chosen.zone);
  refill(
    part("service-said"),
    service && h("p", {}, service.checks),
    service?.subject === "group" && h("p", {}, "Submit all other services for these candidates first: whatever is submitted for one of them after this waits for its report."),
    service?.appeal?.evidence_text && h("p", {}, service.appeal.evidence_text),
    service?.asked_by && h("p", {}, `The ${service.asked_by} submits this. Anybody at your centre may prepare the draft.`),
    service && h("p", { class: "hint" }, service.target_text, chosen?.notice && ` ${chosen.notice}`),
  );
  refill(
    part("deadline"),
    chosen && !chosen.closes_at
      ? `The deadline is not known here. ${chosen.find}`
      : chosen && chosen.days_remaining < 0
        ? `Closed at the end of ${day(chosen.closes_on)} (${zoneName(chosen.zone)}).`
        : chosen && `Submit by the end of ${day(chosen.closes_on)} (${zoneName(chosen.zone)}), ${chosen.remaining_text}.`,
    here && ` Where you are, that is ${here}.`,
    centre.associate && ` Your enquiry goes to ${centre.associate.name}, your Associate, who has to send it on${chosen?.closes_at ? " by then" : ""}.`,
  );
}

function checkSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(checkNow, CHECK_AFTER);
}

// The live check: the fee, and the refusals that choosing something else can cure. A failure here says nothing: the button checks again.
async function checkNow() {
  checking?.abort();
  checking = new AbortController();
  const { signal } = checking;
  try {
    const { problems, fee } = await draft.check({ signal });
    if (signal.aborted) return;
    showFee(part("fee"), fee);
    if (!document.getElementById("error-summary") || document.getElementById("error-summary").hidden) {
      showAtFields(problems.filter((each) => !each.code.endsWith("_missing")), SOON);
    }
  } catch (fault) {
    if (!signal.aborted && !(fault instanceof Refusal)) throw fault;
  }
}

function showSaved() {
  const text = draft.savedAt ? `Draft ${draft.reference}, saved ${moment(draft.savedAt)}${draft.unsaved ? "; changed since" : ""}.` : "Not saved yet.";
  if (part("saved").textContent !== text) part("saved").textContent = text;
  document.getElementById("delete").hidden = !draft.begun;
}

async function save() {
  if (!(await stored())) return;
  confirm(part("message"), h("strong", {}, `Draft ${draft.reference} saved.`), " Nothing has been submitted. Everybody at your centre can go on with it, and nobody else sees it.");
}

// Saves; false where the desk refused, which it then says.
async function stored() {
  refill(part("message"));
  try {
    await draft.save();
    showSaved();
    return true;
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    showProblems(fault.problems, { title: "The draft was not saved" });
    if (fault.has("already_submitted")) location.assign(page("desk/submitted/", { id: draft.id }));
    return false;
  }
}

async function remove() {
  if (!(await confirmed(document.getElementById("delete-dialog")))) return;
  try {
    await draft.remove();
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    if (fault.status !== 404) return showProblems(fault.problems, { title: "The draft was not deleted" });
  }
  leaveMessage(draft.reference ? `Draft ${draft.reference} has been deleted.` : "The draft has been deleted.");
  document.dispatchEvent(new Event("desk:leaving"));
  location.assign(page("desk/enquiries/"));
}

// Saves, checks, and goes on to the answers where nothing stands in the way.
async function goOn() {
  const unknown = assessment.unknown;
  if (!(await stored())) return;
  try {
    const { problems } = await draft.check();
    if (problems.length === 0) {
      document.dispatchEvent(new Event("desk:leaving"));
      location.assign(page("desk/check/", { draft: draft.id }));
      return;
    }
    showProblems(problems.map((each) => (each.code === "syllabus_missing" && unknown ? { ...each, message: `No one syllabus fits “${unknown}”. ${each.message}` } : each)));
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    showProblems(fault.problems, { title: "This could not be checked" });
  }
}

// It was saved on another machine after it was typed on here: somebody has to choose.
function offerTyped() {
  const take = h("button", { type: "button", class: "button button--secondary" }, "Use what was typed here");
  take.addEventListener("click", () => {
    draft.change(draft.typedContent);
    fill();
    refill(part("message"));
  });
  refill(
    part("message"),
    h("div", { class: "notice notice--warning", role: "status" }, h("p", {}, "This draft was saved elsewhere after you typed in it here. The saved one is shown."), take),
  );
}
