// What a centre may change on an enquiry: its note at any time; amend and cancel while the window is open, with the time left.
import { Refusal, call, get } from "./calls.js";
import { h, part, put, refill } from "./elements.js";
import { asked as confirmed, clearProblems, confirm, keepFields, once, showProblems } from "./forms.js";
import { countDown, duration } from "./when.js";

let shown = null;
let stopClock = () => {};

export function showChanges(enquiry) {
  shown = enquiry;
  const { change_window: window } = enquiry;
  stopClock();
  part("window").textContent = window.text;
  const left = part("window-left");
  left.hidden = true;
  if (window.open && window.until && window.free) {
    left.hidden = false;
    stopClock = countDown(window.until, (time) => (left.textContent = `${duration(time)} left`), () => location.reload());
  }
  if (enquiry.appeal) part("cancel-means").textContent = "It cannot be taken up again. You can appeal anew while there is time for it.";
  for (const name of ["amend", "cancel"]) part(name).hidden = !window.open;
  // An appeal is cancelled and made anew; and nothing can be amended where there is one component and no other service of the family.
  if (enquiry.appeal || !enquiry.about_components || (enquiry.components.length < 2 && enquiry.services_to_change_to.length < 2)) part("amend").hidden = true;
  for (const prefix of ["amend-", "cancel-"]) {
    const box = document.getElementById(`${prefix}accept_charge`);
    box.closest(".field").hidden = window.free;
    box.checked = false;
  }
  document.getElementById("note-note").value = enquiry.note;
  fillAmend(enquiry);
}

function fillAmend({ service, services_to_change_to: services, components }) {
  const select = document.getElementById("amend-service");
  const offered = services.length ? services : [service]; // of no family: there is no other to change to
  refill(select, offered.map((each) => h("option", { value: each.code }, `${each.code} – ${each.name}`)));
  select.value = service.code;
  const place = document.querySelector("#amend-components [data-choices]");
  const choice = ({ code, title }) => {
    const id = `amend-components.${code}`;
    return h("div", { class: "choice" }, h("input", { type: "checkbox", id, value: code, checked: true }), h("label", { for: id }, h("span", { class: "number" }, code), ` ${title}`));
  };
  refill(place, components.map(choice));
}

// `changed(enquiry)` draws the page anew.
export function listenForChanges(id, changed) {
  // What was typed here before signing in again, or before a reload, stands here again.
  const kept = ["note", "amend", "cancel"].map((name) => [part(name), keepFields(part(name), `${name}.${id}`)]);
  for (const [place, fields] of kept) if (fields.restore() && "open" in place) place.open = true;
  const value = (name) => document.getElementById(name).value.trim();
  const ticked = (name) => document.getElementById(name).checked;

  once(document.getElementById("note-save"), async () => {
    const note = value("note-note");
    await send("PUT", "note", { note }, { prefix: "note-", done: (enquiry) => enquiry.note === note, said: "The note has been saved." });
  });
  once(document.getElementById("amend-send"), async () => {
    const service = value("amend-service");
    const components = [...document.querySelectorAll("#amend-components input:checked")].map((each) => each.value);
    const same = (enquiry) => enquiry.service.code === service && enquiry.components.map((each) => each.code).join() === components.join();
    const body = { service, components, reason: value("amend-reason"), accept_charge: ticked("amend-accept_charge") };
    await send("POST", "amend", body, { prefix: "amend-", done: same, said: "The enquiry has been amended." });
  });
  once(document.getElementById("cancel-send"), async () => {
    if (!(await confirmed(document.getElementById("cancel-dialog")))) return;
    const body = { reason: value("cancel-reason"), accept_charge: ticked("cancel-accept_charge") };
    await send("POST", "cancel", body, { prefix: "cancel-", done: (enquiry) => enquiry.status === "cancelled", said: "The enquiry has been cancelled." });
  });

  // The version makes a repeat harmless. A repeat of a change whose answer was lost is refused as “changed meanwhile”: then what
  // stands there says whether it was this change.
  async function send(method, what, body, { prefix, done, said }) {
    clearProblems();
    const sent = { ...body, version: shown.version };
    try {
      const { enquiry } = await call(method, `enquiries/${id}/${what}`, sent, { repeatable: true });
      finish(enquiry, said);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.status === 409) {
        const { enquiry } = await get(`enquiries/${id}`);
        if (enquiry.version === sent.version + 1 && done(enquiry)) return finish(enquiry, said);
      }
      // The free time may have ended since the page was drawn: then the charge has to be accepted here.
      if (fault.has("charge_not_accepted")) document.getElementById(`${prefix}accept_charge`).closest(".field").hidden = false;
      showProblems(fault.problems, { prefix });
      if (fault.status === 409) offerReload();
    }
  }

  function finish(enquiry, said) {
    for (const [, fields] of kept) fields.forget();
    changed(enquiry);
    for (const details of document.querySelectorAll("details[data-part]")) details.open = false;
    confirm(part("message"), said);
    part("message").scrollIntoView({ block: "center" });
  }
}

function offerReload() {
  const reload = h("button", { type: "button", class: "button button--secondary button--small", onclick: () => location.reload() }, "Reload the page");
  put(document.getElementById("error-summary"), h("p", {}, reload));
}
