// Opens a page of a desk: somebody is signed in, the bar says who and for which organisation, and the page is loading, ready, or says what went wrong.
import { Refusal, get } from "./calls.js";
import { h, part, refill } from "./elements.js";
import { because, once } from "./forms.js";
import { DESK, ROOT, actFor, acting, claims, signIn, signOut, signedIn } from "./session.js";

const HOMES = { people: "desk/", associate: "associate/", staff: "staff/" };
const ME = { people: "me", associate: "associate/me" };
const KNOWN_FOR = 10 * 60_000; // who one is changes rarely: the API decides anew with every call anyway

// `render(me)` fills the page. Where nobody is signed in, the sign-in page comes first and leads back here.
export async function openDesk(render) {
  if (!signedIn()) await signIn();
  await openSignedIn(render);
}

// A desk's own first page: where nobody is signed in, it says what the desk is and offers to.
export function openHome(render) {
  if (signedIn()) {
    openDesk(render);
    return;
  }
  part("desk").hidden = true;
  part("sign-in").hidden = false;
  once(part("sign-in-button"), () => signIn());
}

export async function openSignedIn(render) {
  const main = part("desk");
  const loading = part("loading", main);
  const ready = part("ready", main);
  const fault = part("fault", main);
  main.setAttribute("aria-busy", "true");
  loading.hidden = false;
  fault.hidden = true;
  try {
    const me = await whoIsHere();
    showBar(me);
    if (DESK === "staff" && me.organisation) showOwnTabs(me);
    if (me.organisation) await render(me);
    else offerOrganisations(fault, me);
    ready.hidden = !me.organisation;
  } catch (problem) {
    ready.hidden = true;
    fault.hidden = false;
    showFault(fault, problem, () => openSignedIn(render));
    if (!(problem instanceof Refusal)) throw problem; // a fault of ours belongs in the console too
  } finally {
    loading.hidden = true;
    main.removeAttribute("aria-busy");
  }
}

// {person, organisation}, from this tab or from the API.
export async function whoIsHere() {
  const { sub } = claims() ?? {};
  const kept = JSON.parse(sessionStorage.getItem("me") ?? "null");
  if (kept && kept.me.person.roles.every((each) => each.acts) && kept.sub === sub && kept.desk === DESK && Date.now() - kept.at < KNOWN_FOR) return kept.me;
  const me = DESK === "staff" ? forStaff(await get("staff/me")) : await get(ME[DESK]).catch(toTheirDesk);
  sessionStorage.setItem("me", JSON.stringify({ sub, desk: DESK, at: Date.now(), me }));
  return me;
}

// Who signed in with the pool of centres and Associates and has no part in this desk is led to the other, if that is theirs.
async function toTheirDesk(fault) {
  if (!(fault instanceof Refusal) || fault.status !== 404) throw fault;
  const other = DESK === "associate" ? "people" : "associate";
  await get(ME[other]).catch(() => {
    throw fault;
  });
  location.replace(page(HOMES[other]));
  return new Promise(() => {});
}

// Staff act for an awarding body, which is the organisation of their role.
function forStaff(me) {
  const bodies = new Map(me.person.roles.map((each) => [each.organisation, { id: each.organisation, name: each.organisation_name }]));
  return { ...me, organisation: bodies.get(acting()) ?? (bodies.size === 1 ? [...bodies.values()][0] : null) };
}

// Whether one of the person's roles here permits an act, as the API names it. It decides what a page offers; the API decides what is done.
export function mayHere(me, act) {
  return me.person.roles.some((each) => each.organisation === me.organisation.id && each.acts.includes(act));
}

// The staff desk's tabs that are somebody's work. Who comes in at the front and has no part in the queue is led to what is theirs.
function showOwnTabs(me) {
  const tabs = [...document.querySelectorAll("[data-act]")];
  for (const tab of tabs) tab.hidden = !mayHere(me, tab.dataset.act);
  const here = tabs.find((tab) => tab.querySelector('[aria-current="page"]'));
  const theirs = tabs.find((tab) => !tab.hidden);
  if (here?.hidden && theirs && location.pathname === new URL(HOMES.staff, ROOT).pathname) location.replace(theirs.querySelector("a").href);
}

// A link to a page of the site, such as page("desk/enquiry/", {id}).
export function page(path, question = {}) {
  const query = new URLSearchParams(question).toString();
  return new URL(query ? `${path}?${query}` : path, ROOT).href;
}

export function asked(name) {
  return new URLSearchParams(location.search).get(name) ?? "";
}

export function showBar(me) {
  const bar = part("session");
  if (!bar) return;
  const roles = me.person.roles.filter((each) => each.organisation === me.organisation?.id).map((each) => each.role_name);
  const number = me.organisation?.centre_number;
  const leave = h("button", { type: "button", class: "button button--quiet button--small" }, "Sign out");
  once(leave, signOut);
  const several = new Set(me.person.roles.map((each) => each.organisation)).size > 1;
  const other = several && me.organisation && h("button", { type: "button", class: "button button--quiet button--small" }, "Act for another");
  if (other) once(other, () => actForAnother(null));
  refill(
    bar,
    h("span", {}, h("strong", {}, me.organisation ? `${number ? `${number} ` : ""}${me.organisation.name}` : "No organisation")),
    h("span", {}, `${me.person.name}${roles.length ? `, ${roles.join(", ")}` : ""}`),
    other,
    leave,
  );
  bar.hidden = false;
  const here = document.querySelector(".desk-bar [aria-current]");
  here?.scrollIntoView({ block: "nearest", inline: "center" }); // on a phone the row may begin before it
}

// For who belongs to several organisations: each call says for which it is.
function offerOrganisations(place, me) {
  const several = new Map(me.person.roles.map((each) => [each.organisation, each.organisation_name]));
  refill(
    place,
    h("h2", {}, "For whom are you acting?"),
    h("ul", { class: "plain" }, [...several].map(([id, name]) => h("li", {}, h("button", { type: "button", class: "button button--secondary", onclick: () => actForAnother(id) }, name)))),
  );
  place.hidden = false;
}

// What is open belongs to the organisation acted for so far, so the desk begins anew.
function actForAnother(organisation) {
  actFor(organisation);
  sessionStorage.removeItem("me");
  document.dispatchEvent(new Event("desk:leaving"));
  location.assign(page(HOMES[DESK]));
}

export function showFault(place, problem, again) {
  const problems = problem instanceof Refusal ? problem.problems : [{ message: "Something went wrong on this page. Nothing was changed." }];
  const absent = problem instanceof Refusal && problem.status === 404;
  const retry = h("button", { type: "button", class: "button button--secondary" }, "Try again");
  once(retry, again);
  refill(
    place,
    h(
      "div",
      { class: absent ? "notice notice--warning" : "notice notice--error", role: "alert" },
      h("p", { class: "notice__title" }, absent ? "Nothing here" : "This could not be shown"),
      problems.map((each) => h("p", {}, each.message, because(each))),
    ),
    h("p", { class: "button-row" }, !absent && retry, part("back")?.content.cloneNode(true)),
  );
}
