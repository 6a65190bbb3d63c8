// Who is here, for which organisation, and what they may do. It decides what a page offers; the API decides what is done.
import { pageUrl } from "./addresses.js";
import { get } from "./api.js";
import { acting, claims, DESK } from "./session.js";

export const HOMES = { people: "desk/", associate: "associate/", staff: "staff/" };
const ME = { people: "me", associate: "associate/me" };
const KNOWN_FOR = 10 * 60_000; // who one is changes rarely: the API decides anew with every call anyway

// {person, organisation}, from this tab or from the API.
export async function currentUser() {
  const { sub } = claims() ?? {};
  const kept = JSON.parse(sessionStorage.getItem("current-user") ?? "null");
  if (kept && kept.me.person.roles.every((each) => each.acts) && kept.sub === sub && kept.desk === DESK && Date.now() - kept.at < KNOWN_FOR) return kept.me;
  const me = DESK === "staff" ? withOrganisation(await get("staff/me")) : await ofThisDesk(await get(ME[DESK]));
  sessionStorage.setItem("current-user", JSON.stringify({ sub, desk: DESK, at: Date.now(), me }));
  return me;
}

export function forgetCurrentUser() {
  sessionStorage.removeItem("current-user");
}

// The centre's number at an awarding body, and the Associate through which it enters there, if any.
export function atBody(organisation, body) {
  return organisation.bodies.find((each) => each.id === body) ?? { id: body, centre_number: null, associate: null };
}

// Whether one of the person's roles here permits an act, as the API names it.
export function mayAct(me, act) {
  return me.person.roles.some((each) => each.organisation === me.organisation.id && each.acts.includes(act));
}

// Who signed in with the pool of centres and Associates and has no part in this desk is led to the one that is theirs.
async function ofThisDesk(me) {
  if (!me.desk) return me;
  location.replace(pageUrl(HOMES[me.desk]));
  return new Promise(() => {});
}

// Staff act for an awarding body, which is the organisation of their role.
function withOrganisation(me) {
  const bodies = new Map(me.person.roles.map((each) => [each.organisation, { id: each.organisation, name: each.organisation_name }]));
  return { ...me, organisation: bodies.get(acting()) ?? (bodies.size === 1 ? [...bodies.values()][0] : null) };
}
