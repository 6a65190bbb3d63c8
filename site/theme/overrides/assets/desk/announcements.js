// /desk/messages/ and /staff/messages/: what the awarding body says to its centres. Staff post here too.
import { Refusal, call, get } from "./calls.js";
import { openDesk } from "./desk.js";
import { h, part, refill } from "./elements.js";
import { demonstrationMark } from "./fee.js";
import { clearProblems, confirm, guardLeaving, once, showProblems } from "./forms.js";
import { timeElement } from "./when.js";

const form = document.getElementById("announce");
const path = form ? "staff/messages" : "messages";

openDesk(async () => {
  show(await get(path));
  if (!form) return;
  guardLeaving(() => form.elements.title.value.trim() !== "" || form.elements.text.value.trim() !== "");
  once(document.getElementById("post"), post);
});

function show({ from, messages }) {
  refill(part("messages"), messages.map((each) => message(from, each)), messages.length === 0 && h("p", { class: "empty" }, "There are none."));
}

function message(from, { id, title, text, at, demonstration, emailed }) {
  const paragraphs = text.split(/\n{2,}/).map((each) => h("p", {}, each.split("\n").map((line, index) => [index > 0 && h("br"), line]).flat()));
  return h(
    "section",
    { class: "card", "aria-labelledby": `message-${id}` },
    h("h2", { id: `message-${id}` }, title),
    h("p", { class: "hint" }, `${from} to all its centres`, at && [", ", timeElement(at)], emailed && ", announced by e-mail", demonstration && [" ", demonstrationMark()]),
    paragraphs,
  );
}

// Posting twice would say it twice, so an unanswered post is looked for before anything else.
async function post() {
  clearProblems();
  const said = { title: form.elements.title.value.trim(), text: form.elements.text.value.trim(), email: form.elements.email.checked };
  let answer;
  try {
    answer = await call("POST", path, said);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    answer = fault.status === 0 || fault.status >= 500 ? await get(path).catch(() => null) : null;
    if (answer?.messages[0]?.title !== said.title || answer.messages[0].text !== said.text) return showProblems(fault.problems);
  }
  form.reset();
  form.closest("details").open = false;
  show(answer);
  confirm(part("message"), `The message stands at every centre’s desk.${said.email ? " Each centre gets an e-mail that says so; what cannot be sent stands under Failures." : ""}`);
}
