// /staff/failures/: what the desk could not finish by itself, and another try at once.
import { Refusal, call, get } from "../calls.js";
import { openDesk } from "../desk.js";
import { h, part, refill } from "../elements.js";
import { announce, confirm, once } from "../forms.js";
import { fillRows, row } from "../tables.js";
import { shortTime } from "./lines.js";
import { addressOf } from "./turn.js";

const NAMED = /^[a-z_]+(:[a-z_]+)*: /; // "mail:outcome: …": which effect it was stands in the first column already
const INTERRUPTED = "interrupted";

openDesk(list);
once(part("again"), () => list().catch(sayTrouble));

async function list() {
  const { failures } = await get("staff/failures");
  const none = failures.length === 0;
  part("table").hidden = none;
  part("none").hidden = !none;
  part("interrupted").hidden = !failures.some(interrupted);
  fillRows(part("failures"), failures.map(line));
}

function interrupted({ last_error: error }) {
  return (error ?? "").includes(INTERRUPTED);
}

function line(each) {
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, interrupted(each) ? "Send again" : "Try again", h("span", { class: "visually-hidden" }, `: ${each.what}, ${each.about}`));
  once(button, () => retry(each));
  return row([
    ["What", each.what],
    ["About", each.enquiry ? h("a", { href: addressOf(each.enquiry) }, each.about) : each.about],
    ["Since", shortTime(each.since)],
    ["Tries", `${each.attempts}`, "count"],
    ["Last error", [interrupted(each) && h("span", { class: "tag tag--warn" }, "May have gone out"), interrupted(each) && " ", (each.last_error ?? "").replace(NAMED, "")]],
    ["Next try", interrupted(each) ? "when you say so" : each.next_at ? shortTime(each.next_at) : ""],
    ["", button],
  ]);
}

async function retry(each) {
  if (interrupted(each) && !(await sure(each))) return;
  try {
    const { done } = await call("POST", "staff/failures/retry", { key: each.key });
    await list();
    if (done) confirm(part("message"), `Done: ${each.what}, ${each.about}.`);
    else sayTrouble({ message: `Not done: ${each.what}, ${each.about}. The last error stands in the list.` });
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    sayTrouble(fault);
  }
}

function sure(each) {
  const dialog = document.getElementById("again-dialog");
  part("again-about").textContent = `${each.what}: ${each.about}`;
  return new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}

function sayTrouble({ message }) {
  refill(part("message"), h("div", { class: "notice notice--error", role: "alert" }, h("p", {}, message)));
  announce(message);
}
