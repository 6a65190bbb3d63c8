// /desk/centre/: My centre details. The e-mail address that letters are announced to is corrected here and nowhere else.
import { Refusal, call, get } from "./calls.js";
import { asked, openDesk } from "./desk.js";
import { h, part, refill, summaryList } from "./elements.js";
import { clearProblems, confirm, guardLeaving, once, showProblems, typed } from "./forms.js";
import { ROOT } from "./session.js";

const field = document.getElementById("contact_email");
const kept = typed("centre");
let centre;

openDesk(async (me) => {
  ({ organisation: centre } = await get("centre"));
  show(me);
  field.value = kept.read()?.contact_email ?? centre.contact_email;
  field.addEventListener("input", () => kept.keep({ contact_email: field.value }));
  guardLeaving(() => field.value.trim() !== centre.contact_email);
  once(document.getElementById("save"), save);
  showWayBack();
});

function show(me) {
  const roles = me.person.roles.filter((each) => each.organisation === centre.id).map((each) => each.role_name);
  refill(part("details"), summaryList([
    ["Centre", centre.name],
    centre.centre_number && ["Centre number", h("span", { class: "number" }, centre.centre_number)],
    ["You", `${me.person.name}, ${roles.join(", ")}`],
    ["Your own address", me.person.email],
  ]));
}

async function save() {
  clearProblems();
  refill(part("message"));
  const address = field.value.trim();
  if (!field.checkValidity() || address === "") {
    const message = "Enter an e-mail address in the form name@school.example.";
    return showProblems([{ code: "field_invalid", message, field: "contact_email", rule: null, source: null }]);
  }
  try {
    ({ organisation: centre } = await corrected(address));
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return showProblems(fault.problems);
  }
  kept.forget();
  sessionStorage.removeItem("me");
  field.value = centre.contact_email;
  confirm(part("message"), "Saved. Letters are announced to ", h("strong", {}, centre.contact_email), ". Enquiries submitted earlier keep the address that they were submitted with.");
}

// A repeat whose first answer was lost finds the version gone on: if the address stands there, it was this correction.
async function corrected(address) {
  const sent = { contact_email: address, version: centre.version };
  try {
    return await call("PUT", "centre", sent, { repeatable: true });
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.status !== 409) throw fault;
    const now = await get("centre");
    if (now.organisation.contact_email === address) return now;
    throw fault;
  }
}

// Whoever came from a form goes back to it.
function showWayBack() {
  if (!asked("draft")) return;
  const back = part("way-back");
  back.href = new URL(`desk/new/?draft=${encodeURIComponent(asked("draft"))}#contact_email`, ROOT);
  back.hidden = false;
}
