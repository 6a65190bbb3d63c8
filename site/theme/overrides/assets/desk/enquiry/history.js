// The history of an enquiry, latest first. Messages stand in their thread and not here.
import { Component } from "../components/component.js";
import { timeElement } from "../dates.js";
import { h, refill } from "../elements.js";

export class History extends Component {
  static module = "history";

  show({ history }) {
    refill(this.part("history"), history.filter((each) => !each.message).reverse().map(eventLine));
  }
}

// A document is named in the history with the fingerprint of its bytes, which tells two files of one name apart and nobody wants to read.
function eventLine({ at, who, what, why }) {
  return h("li", {}, timeElement(at), h("strong", {}, what.replace(/\.[0-9a-f]{16}$/, "")), h("span", { class: "aside" }, who), why && h("span", { class: "aside" }, `“${why}”`));
}
