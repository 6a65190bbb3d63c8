// /staff/failures/: what the desk could not finish by itself, and another try at once.
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { confirmed } from "../dialogs.js";
import { h } from "../elements.js";
import { announce, showSuccess, showTrouble } from "../notices.js";
import { fillRows, row } from "../tables.js";
import { enquiryUrl } from "./queue-order.js";
import { shortTime } from "./queue-rows.js";

const INTERRUPTED = "interrupted";

class FailuresPage extends DeskPage {
  static module = "staff-failures";

  init() {
    onPress(this.part("again"), () => this.load().catch((fault) => this.sayTrouble(fault.message)));
  }

  async load() {
    const { failures, more } = await get("staff/failures");
    const none = failures.length === 0;
    this.part("table").hidden = none;
    this.part("none").hidden = !none || more;
    this.part("more").hidden = !more;
    this.part("interrupted").hidden = !failures.some(isInterrupted);
    fillRows(this.part("failures"), failures.map((each) => this.row(each)));
  }

  row(each) {
    const interrupted = isInterrupted(each);
    const button = h("button", { type: "button", class: "button button--secondary button--small" }, interrupted ? "Send again" : "Try again", h("span", { class: "visually-hidden" }, `: ${each.what}, ${each.about}`));
    onPress(button, () => this.retry(each));
    return row([
      ["What", each.what],
      ["About", each.enquiry ? h("a", { href: enquiryUrl(each.enquiry) }, each.about) : each.about],
      ["Since", shortTime(each.since)],
      ["Tries", `${each.attempts}`, "count"],
      ["Last error", [interrupted && h("span", { class: "tag tag--warn" }, "May have gone out"), interrupted && " ", each.attempts === 0 ? "Not tried yet" : each.error_text]],
      ["Next try", interrupted ? "when you ask" : each.next_at ? shortTime(each.next_at) : "overdue"],
      ["", button],
    ]);
  }

  async retry(each) {
    const about = `${each.what}, ${each.about}`;
    this.part("again-about").textContent = `${each.what}: ${each.about}`;
    if (isInterrupted(each) && !(await confirmed(this.element("again-dialog")))) return;
    try {
      const { done } = await call("POST", "staff/failures/retry", { key: each.key });
      await this.load();
      if (done) showSuccess(this.message, `Done: ${about}.`);
      else this.sayTrouble(`Not done: ${about}. The list shows the last error.`);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      this.sayTrouble(fault.message);
    }
  }

  sayTrouble(message) {
    showTrouble(this.message, message);
    announce(message);
  }
}

function isInterrupted({ last_error: error }) {
  return (error ?? "").includes(INTERRUPTED);
}

openPage(FailuresPage);
