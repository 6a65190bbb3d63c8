// The bar above a desk's pages: the desk's tabs, who is signed in and for which organisation.
import { pageUrl } from "./addresses.js";
import { onPress } from "./buttons.js";
import { forgetCurrentUser, HOMES } from "./current-user.js";
import { h, part, refill } from "./elements.js";
import { actFor, DESK, ROOT, signOut } from "./session.js";

export function showSessionBar(me) {
  const bar = part("session");
  if (!bar) return;
  const roles = me.person.roles.filter((each) => each.organisation === me.organisation?.id).map((each) => each.role_name);
  const number = [...new Set((me.organisation?.bodies ?? []).map((each) => each.centre_number))].join(", ");
  const leave = h("button", { type: "button", class: "button button--quiet button--small" }, "Sign out");
  onPress(leave, signOut);
  const several = new Set(me.person.roles.map((each) => each.organisation)).size > 1;
  const other = several && me.organisation && h("button", { type: "button", class: "button button--quiet button--small" }, "Act for another organisation");
  if (other) onPress(other, () => actForAnother(null));
  refill(
    bar,
    h(
      "span",
      { class: "desk-bar__names" },
      h("strong", {}, me.organisation ? `${number ? `${number} ` : ""}${me.organisation.name}` : "No organisation"),
      h("span", {}, `${me.person.name}${roles.length ? `, ${roles.join(", ")}` : ""}`),
    ),
    other,
    leave,
  );
  bar.hidden = false;
  const here = document.querySelector(".desk-bar [aria-current]");
  here?.scrollIntoView({ block: "nearest", inline: "center" }); // on a phone the row may begin before it
}

// The tabs that are somebody's work. Who comes in at the front and has no part in the queue is led to what is theirs.
export function showTabs(may) {
  const tabs = [...document.querySelectorAll("[data-act]")];
  for (const tab of tabs) tab.hidden = !may(tab.dataset.act);
  const here = tabs.find((tab) => tab.querySelector('[aria-current="page"]'));
  const theirs = tabs.find((tab) => !tab.hidden);
  if (DESK === "staff" && here?.hidden && theirs && location.pathname === new URL(HOMES.staff, ROOT).pathname) location.replace(theirs.querySelector("a").href);
}

// What is open belongs to the organisation acted for so far, so the desk begins anew.
export function actForAnother(organisation) {
  actFor(organisation);
  forgetCurrentUser();
  document.dispatchEvent(new Event("desk:leaving"));
  location.assign(pageUrl(HOMES[DESK]));
}
