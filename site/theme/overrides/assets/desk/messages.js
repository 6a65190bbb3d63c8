// Questions, answers and reported errors about one enquiry: the thread on its page, and the forms that add to it. The same on all three desks.
import { Refusal, call } from "./calls.js";
import { h, part, refill } from "./elements.js";
import { clearProblems, confirm, guardLeaving, once, showProblems, typed } from "./forms.js";
import { countDown, duration, moment, serverNow, timeElement } from "./when.js";

const SAID = {
  question: "Your question has been sent. It stays with the enquiry, and the centre is told by e-mail.",
  answer: "Your answer has been sent. It stays with the enquiry.",
  error: "The error has been reported. It stays with the enquiry.",
};
let stopClock = () => {};

export function showThread(enquiry) {
  const messages = enquiry.history.filter((each) => each.message);
  refill(part("thread"), messages.map(message));
  part("thread").hidden = messages.length === 0;
  part("no-messages").hidden = messages.length > 0;
}

function message({ at, who, what, code, why }) {
  return h(
    "li",
    { class: "thread__message", "data-code": code },
    h("p", { class: "thread__head" }, h("strong", {}, what), " ", h("span", {}, who), " ", timeElement(at)),
    h("p", { class: "thread__text" }, why),
  );
}

// Once the awarding body has asked, there is something to answer; the form stands open while its last question has no answer.
export function showAnswering(enquiry) {
  const said = enquiry.history.filter((each) => ["asked", "answered"].includes(each.code));
  part("answer").hidden = said.length === 0;
  part("answer").open = said.at(-1)?.code === "asked";
}

// Until when an error in the acknowledgement counts, with the time left. One reported later is taken and shown with its time.
export function showErrorTime({ report_errors_until: until }) {
  stopClock();
  const left = part("error-left");
  left.hidden = !until || new Date(until) <= serverNow();
  part("error-said").textContent = left.hidden
    ? `The time for it ended ${moment(until)}. You can still report one: whether it counts is for the awarding body to say.`
    : `An error has to reach the awarding body by ${moment(until)}.`;
  if (!left.hidden) stopClock = countDown(until, (time) => (left.textContent = `${duration(time)} left`), () => showErrorTime({ report_errors_until: until }));
}

// The form with the prefix `kind-` and the button `kind-send`. `base` is the enquiry's path in the API; `read()` answers the enquiry
// afresh; `show(enquiry)` draws the page.
export function listenForMessage(kind, base, { read, show }) {
  const field = document.getElementById(`${kind}-text`);
  const hold = document.getElementById(`${kind}-hold`); // only a question can hold its enquiry
  const kept = typed(`message.${kind}.${base}`);
  field.value = kept.read() ?? "";
  field.addEventListener("input", () => (field.value ? kept.keep(field.value) : kept.forget()));
  guardLeaving(() => field.value.trim() !== "");
  once(document.getElementById(`${kind}-send`), async () => {
    const text = field.value.trim();
    clearProblems();
    const before = await attempt(read);
    const answer = before && (await attempt(() => call("POST", `${base}/messages`, { kind, text, ...(hold && { hold: hold.checked }) })));
    // Sending twice would say it twice: where the answer got lost, the thread says whether it was sent.
    const after = before && (await read().catch(() => null));
    if (!answer && !(after && arrived(before, after, text))) return;
    clearProblems();
    field.value = "";
    if (hold) hold.checked = false;
    kept.forget();
    if (after) show(after);
    field.closest("details")?.removeAttribute("open");
    confirm(part("message"), SAID[kind]);
    part("message").scrollIntoView({ block: "center" });
  });

  async function attempt(step) {
    try {
      return await step();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems(fault.problems, { prefix: `${kind}-` });
      return null;
    }
  }
}

function arrived(before, after, text) {
  const count = (enquiry) => enquiry.history.filter((each) => each.message && each.why === text).length;
  return count(after) > count(before);
}
