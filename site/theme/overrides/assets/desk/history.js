// The history of an enquiry, latest first. Messages stand in their thread and not here.
import { h, part, refill } from "./elements.js";
import { timeElement } from "./when.js";

export function showHistory({ history }) {
  refill(part("history"), history.filter((each) => !each.message).reverse().map(event));
}

// A document is named in the history with the mark of its bytes, which tells two files of one name apart and nobody wants to read.
function event({ at, who, what, why }) {
  return h("li", {}, timeElement(at), h("strong", {}, what.replace(/\.[0-9a-f]{16}$/, "")), h("span", { class: "aside" }, who), why && h("span", { class: "aside" }, `“${why}”`));
}
