// /staff/invoice/: one invoice as issued. Finance staff correct a line by a credit note; the invoice itself does not change.
import { billSummary, fillLines, paperButton, showNotes } from "../bills.js";
import { Refusal, call, get } from "../calls.js";
import { asked, mayHere, openDesk, page } from "../desk.js";
import { h, money, part, put, refill } from "../elements.js";
import { clearProblems, confirm, keepFields, once, showProblems } from "../forms.js";

const BASE = "staff/invoices";
const form = document.getElementById("credit");
const kept = keepFields(form, `credit.${asked("id")}`);
let invoice = null;
let opens = false;

openDesk(async (me) => {
  opens = mayHere(me, "handle");
  part("give-back").hidden = !mayHere(me, "bill");
  show((await get(`${BASE}/${encodeURIComponent(asked("id"))}`)).invoice);
  if (kept.restore()) part("give-back").open = true;
});
once(document.getElementById("issue"), issue);

function show(found) {
  invoice = found;
  document.querySelector("article h1").textContent = `Invoice ${invoice.number}`;
  document.title = document.title.replace(/^(?:INV-[0-9-]+: )?/, `${invoice.number}: `);
  part("demonstration").hidden = !invoice.demonstration;
  billSummary(part("summary"), invoice);
  refill(part("paper"), paperButton(invoice.number, `${BASE}/${invoice.id}/link`));
  fillLines(part("lines"), invoice, (id) => (opens ? page("staff/enquiry/", { id }) : null));
  showNotes(part("notes"), invoice, BASE);
  const line = document.getElementById("credit-line");
  const chosen = line.value;
  refill(line, h("option", { value: "" }, "Choose a line"));
  put(line, invoice.items.filter((each) => Number(each.left.amount) > 0).map((each) => h("option", { value: each.place }, `${each.place}: ${each.number}, ${each.what}. ${money(each.left)} left`)));
  line.value = chosen;
  if (line.selectedIndex === -1) line.value = "";
}

async function issue() {
  clearProblems();
  const said = {
    version: invoice.version,
    line: Number(document.getElementById("credit-line").value),
    amount: document.getElementById("credit-amount").value.trim(),
    reason: document.getElementById("credit-reason").value.trim(),
  };
  try {
    show((await call("POST", `${BASE}/${invoice.id}/credits`, said)).invoice);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return showProblems(fault.problems, { prefix: "credit-" });
  }
  kept.forget();
  form.reset();
  part("give-back").open = false;
  confirm(part("message"), `Credit note ${invoice.credit_notes.at(-1).number} is issued. An e-mail announces it.`);
  part("message").scrollIntoView({ block: "center" });
}
