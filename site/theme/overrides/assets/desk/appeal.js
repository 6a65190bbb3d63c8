// Appeals. On the page of an outcome: those that were made, and the one that can be, written here, saved for the whole centre, checked and
// submitted. On an appeal's own page: against what it is, on what grounds, and how it was decided.
import { Refusal, call, get } from "./calls.js";
import { page } from "./desk.js";
import { h, money, part, refill, statusTag, summaryList } from "./elements.js";
import { demonstrationMark } from "./fee.js";
import { because, clearField, clearProblems, keepFields, once, showProblems } from "./forms.js";
import { timeElement } from "./when.js";

const PREFIX = "appeal-";
const field = () => document.getElementById("appeal-grounds");
let enquiry = null; // whose outcome it is against
let offer = null;
let kept = null;
let checked = false;

// What an appeal's own page says of it. `desk` is where this desk has its enquiries; an Associate has the grounds and no link.
export function showAppealOf({ appeal, service }, { desk = null, lateness = false } = {}) {
  const place = part("appealed");
  place.hidden = !appeal;
  if (!appeal) return;
  const { against, grounds, decision } = appeal;
  const whose = desk && against ? h("a", { href: page(desk, { id: against.id }), class: "number" }, against.name) : h("span", { class: "number" }, against?.name ?? "");
  refill(
    place,
    h("h2", { id: "appealed-title" }, service.name),
    summaryList([
      against && ["Against the outcome of", whose],
      against?.issued_at && ["Its letter was issued", timeElement(against.issued_at)],
      appeal.on_behalf_text && ["On behalf of", appeal.on_behalf_text],
      appeal.concern_text && ["About", appeal.concern_text],
      ["Grounds", h("span", { class: "thread__text" }, grounds)],
      decision && ["Decision", h("strong", {}, decision.finding_text)],
      decision && ["Reasons", h("span", { class: "thread__text" }, decision.reasons)],
    ]),
    lateness && h("p", { class: "hint" }, appeal.limit_text),
    appeal.evidence_text && h("p", {}, appeal.evidence_text),
  );
}

// The list of appeals against an outcome.
export function showAppealsMade({ appeals = [] }, desk) {
  const list = part("appeals-made");
  if (part("appeals")) part("appeals").hidden = appeals.length === 0;
  list.hidden = appeals.length === 0;
  refill(list, appeals.map((each) => h("li", {}, `${each.name} `, h("a", { href: page(desk, { id: each.id }), class: "number" }, each.number ?? each.reference), " ", statusTag(each.status, each.status_text))));
}

// The section on the centre's page of an outcome. What stands in the field is left alone while somebody writes there.
export function showAppeals(fresh) {
  enquiry = fresh;
  const { appeals, appeal_offer: now } = fresh;
  const before = offer;
  offer = now;
  const { appeal_at_desk: elsewhere } = fresh;
  part("appeal").hidden = !now && !elsewhere && appeals.length === 0;
  part("appeal-elsewhere").hidden = !elsewhere;
  if (elsewhere) {
    const { code, name, checks, route } = elsewhere;
    refill(part("appeal-elsewhere"), `${checks} `, h("a", { href: page("desk/new/", { series: fresh.series.id, route, service: code }) }, name));
  }
  showAppealsMade(fresh, "desk/enquiry/");
  part("appeal-offer").hidden = !now;
  if (!now) return;
  refill(part("appeal-said"), said(now));
  const late = now.problems.length > 0;
  part("appeal-form").hidden = late || checked;
  part("appeal-checked").hidden = late || !checked;
  if (!before) field().value = now.draft?.grounds ?? "";
  saySaved();
}

function said(now) {
  const sourced = (each) => h("li", {}, each.text, " ", h("span", { class: "source" }, each.source));
  const price = now.fee.money ? [money(now.fee.money), now.fee.demonstration && [" ", demonstrationMark()]] : "Not published";
  return [
    now.problems.map((each) => h("div", { class: "notice notice--warning" }, h("p", {}, each.message), h("p", {}, because(each)))),
    summaryList([
      ["Next", `${now.name}. ${now.checks}`],
      ["Until when", [now.until_text ? `Until ${now.until_text}. ` : "", now.limit_text, now.limit_source && h("span", { class: "source" }, now.limit_source)]],
      ["Answer", now.target_text],
      ["Fee", [price, h("span", { class: "aside" }, now.fee.waiver)].flat(2)],
      now.asked_by && ["Submitted by", `The ${now.asked_by}. Everybody at your centre can write it and save it.`],
    ]),
    now.evidence_text && h("p", {}, now.evidence_text),
    h("p", {}, h("strong", {}, "What an appeal says")),
    h("ul", {}, now.states.map(sourced)),
    h("details", { class: "details" }, h("summary", {}, "The rules of appeals"), h("ul", {}, now.rules.map(sourced))),
  ];
}

function saySaved() {
  const { draft } = offer;
  refill(part("appeal-saved"), draft && ["Saved ", timeElement(draft.saved_at), ". Your whole centre sees it; nothing is submitted."]);
}

// `read()` answers the enquiry afresh, `show(enquiry)` draws the page.
export function listenForAppeal(id, { read, show }) {
  kept = keepFields(part("appeal-form"), `appeal.${id}`);
  if (offer && !enquiry.appeal_offer.problems.length) kept.restore();
  for (const name of ["appeal-form", "appeal-sending"]) part(name).addEventListener("submit", (event) => event.preventDefault());
  part("appeal-boxes").addEventListener("change", () => clearField("appeal-declarations"));
  once(document.getElementById("appeal-check"), check);
  once(document.getElementById("appeal-send"), submit);
  once(document.getElementById("appeal-change"), () => {
    leaveCheck();
    field().focus();
  });

  async function check() {
    clearProblems();
    const grounds = field().value.trim();
    try {
      const answer = await call("PUT", `enquiries/${id}/appeal`, { grounds, version: offer.draft?.version ?? null }, { repeatable: true });
      kept.forget();
      offer = answer.appeal_offer ?? offer;
      saySaved();
      const [forHead, others] = [answer.problems.filter(isForHead), answer.problems.filter((each) => !isForHead(each))];
      if (others.length) return showProblems(others, { prefix: PREFIX });
      showCheck(grounds, answer, forHead);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.status === 409) return overtaken(fault);
      showProblems(fault.problems, { prefix: PREFIX });
    }
  }

  // A colleague saved something else meanwhile: theirs is shown, and what was typed here stays in the field.
  async function overtaken(fault) {
    const { enquiry: fresh } = await get(`enquiries/${id}`);
    show(fresh);
    showProblems([{ ...fault.problems[0], message: `A colleague saved other words meanwhile: “${fresh.appeal_offer?.draft?.grounds ?? ""}”. Yours stand in the field: put together what is to count, then save again.`, field: "grounds" }], { prefix: PREFIX });
  }

  async function submit() {
    clearProblems();
    const declarations = [...part("appeal-boxes").querySelectorAll("input:checked")].map((each) => each.value);
    const body = { grounds: field().value.trim(), attempt: offer.attempt, declarations };
    try {
      // Sent again as often as needed: it is the same appeal.
      const { submission } = await call("POST", `enquiries/${id}/appeal`, body, { repeatable: true });
      kept.forget();
      location.assign(page("desk/submitted/", { id: submission.id }));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.status === 409 || fault.has("appeal_already")) show(await read());
      showProblems(fault.problems, { prefix: PREFIX });
    }
  }
}

const isForHead = ({ code }) => code === "appeal_head_only";

function showCheck(grounds, { contact_email: email }, forHead) {
  checked = true;
  part("appeal-form").hidden = true;
  part("appeal-checked").hidden = false;
  refill(
    part("appeal-summary"),
    summaryList([
      ["Appeal", offer.name],
      ["Against the outcome of", `Enquiry ${enquiry.number ?? enquiry.reference}: ${enquiry.subject.label}, ${enquiry.syllabus.code} ${enquiry.syllabus.name}`],
      ["Grounds", h("span", { class: "thread__text" }, grounds)],
      ["We write to", [email, h("span", { class: "aside" }, h("a", { href: page("desk/centre/") }, "Correct it under My centre details"))]],
      offer.fee.money && ["Fee", [money(offer.fee.money), offer.fee.demonstration && [" ", demonstrationMark()]].flat()],
    ]),
  );
  part("appeal-head").hidden = forHead.length === 0;
  refill(part("appeal-head"), forHead.map((each) => [h("p", {}, each.message), h("p", {}, because(each))]).flat());
  part("appeal-boxes").closest("fieldset").hidden = forHead.length > 0;
  document.getElementById("appeal-send").hidden = forHead.length > 0;
  refill(part("appeal-boxes"), offer.declarations.map(box));
  const title = document.getElementById("appeal-checked-title");
  title.focus({ preventScroll: true });
  title.scrollIntoView({ block: "start" });
}

function box({ id, text, source }) {
  const its = `appeal-declaration-${id}`;
  return h("div", { class: "choice" }, h("input", { type: "checkbox", id: its, value: id }), h("label", { for: its }, text, h("br"), h("span", { class: "source" }, source)));
}

function leaveCheck() {
  checked = false;
  clearProblems();
  part("appeal-form").hidden = false;
  part("appeal-checked").hidden = true;
}
