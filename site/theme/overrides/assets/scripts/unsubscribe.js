// /unsubscribe/: ends the summary by e-mail whose token is in the address. It is behind a #, so it reaches no log with the page.
import { Component, start } from "../desk/components/component.js";

class UnsubscribePage extends Component {
  static module = "unsubscribe";

  init() {
    this.part("end").addEventListener("click", () => this.end());
  }

  async end() {
    const token = location.hash.slice(1);
    const button = this.part("end");
    button.disabled = true;
    const answer = await fetch(new URL(`../api/unsubscribe/${encodeURIComponent(token)}`, location.href), { method: "POST" }).catch(() => null);
    if (answer?.ok) {
      this.part("ask").hidden = true;
      button.hidden = true;
      this.part("said").textContent = "It has ended. You get no more of these summaries.";
      return;
    }
    button.disabled = false;
    this.part("said").textContent = answer?.status === 404 ? "This address ends no summary. Use the link in the latest e-mail, or sign in and open My account." : "The desk did not answer. Try again in a moment.";
  }
}

start(UnsubscribePage);
