// Whose hands the enquiry is in, and whether it is held: said in the page's head, with the buttons that change it.
import { call } from "../calls.js";
import { h, part, refill } from "../elements.js";
import { once } from "../forms.js";

const CLOSED = ["completed", "cancelled", "rejected"];

// `work` as in enquiry.js; `me` is the id of who is signed in.
export function showHands(work, me) {
  const { enquiry } = work;
  const { handler, held } = enquiry;
  const mine = handler?.id === me;
  part("hands").hidden = CLOSED.includes(enquiry.status);
  refill(
    part("hands"),
    h("span", {}, mine ? "In your hands" : handler ? ["In the hands of ", h("strong", {}, handler.name)] : "In nobody’s hands"),
    !mine && deed(work, "handler", handler ? "Take over" : "Take it", "The enquiry is in your hands.", (fresh) => fresh.handler?.id === me),
    held && deed(work, "go-on", "Let it go on", "The enquiry is held no longer.", (fresh) => !fresh.held),
  );
  part("held").hidden = !held;
}

function deed(work, path, text, said, done) {
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, text);
  once(button, async () => {
    const { id, version } = work.enquiry;
    const answer = await work.attempt(() => call("POST", `staff/enquiries/${id}/${path}`, { version }), { done });
    if (answer) await work.took(answer.enquiry, said);
  });
  return button;
}
