// Which service? What is open today for one candidate's component, why the rest is not, what each costs and means. The API decides all of it.
import { pageUrl } from "../addresses.js";
import { call } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { showFee } from "../enquiry/fee.js";
import { ruleText } from "../error-summary.js";
import { h, refill } from "../elements.js";
import { Draft } from "./draft.js";

export class ServiceGuide extends Component {
  static module = "service-guide";

  // `question` is what the API is asked; `about` names the candidate's work in words.
  async show(question, about) {
    const found = await call("POST", "service-guide", question, { repeatable: true });
    this.part("about").textContent = about;
    refill(
      this.part("answer"),
      found.open.length ? h("div", { class: "cards" }, found.open.map(openService)) : h("p", {}, h("strong", {}, "Nothing can be asked for today.")),
      found.other_days.length > 0 && [h("h3", {}, "Not today"), h("ul", {}, found.other_days.map(otherDay))],
      found.closed.length > 0 && [h("h3", {}, "Not for this"), h("ul", {}, found.closed.map(closedServices))],
    );
    this.root.hidden = false;
    this.part("title").focus();
  }
}

function openService(service) {
  const ask = h("button", { type: "button", class: "button" }, "Ask for it", h("span", { class: "visually-hidden" }, `: ${service.heading}`));
  // What the form is filled in with stays in this tab until it is saved: no number of a candidate stands in an address.
  onPress(ask, () => location.assign(pageUrl("desk/new/", { draft: Draft.begin(service.form).id })));
  const fee = h("div", {});
  showFee(fee, service.fee);
  return h(
    "section",
    { class: "card" },
    h("h3", {}, service.heading),
    h("p", {}, service.checks),
    h("p", {}, `Can be asked for ${service.until}. ${service.target}`.replace("..", ".")),
    fee,
    h("ul", {}, service.means.map((each) => h("li", {}, each))),
    ask,
  );
}

function otherDay({ heading, problems }) {
  return h("li", {}, h("strong", {}, heading), problems.map((each) => [` ${each.message}`, ruleText(each)]));
}

function closedServices(reason) {
  return h("li", {}, h("strong", {}, `${reason.services}. `), reason.rule ?? reason.message, reason.source && h("span", { class: "rule" }, ` Source: ${reason.source}.`.replace("..", ".")));
}
