// My account, at each desk: who one is here, and how often the summary by e-mail comes.
import { call, get } from "../api.js";
import { radios } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { timeElement } from "../dates.js";
import { refill, summaryList } from "../elements.js";
import { showSuccess } from "../notices.js";
import { DESK } from "../session.js";

const AT = { people: "account", associate: "associate/account", staff: "staff/account" }[DESK];
const NEVER = "never";

class AccountPage extends DeskPage {
  static module = "account";

  init() {
    this.summary = this.component(SummaryForm, this);
  }

  async load() {
    this.show(await get(AT));
  }

  show({ account }) {
    refill(
      this.part("details"),
      summaryList([
        ["Name", account.name],
        ["Address", account.email],
        ["Roles", account.roles.join(", ")],
      ]),
    );
    this.summary.show(account.summary);
  }
}

class SummaryForm extends Form {
  static module = "summary-form";

  constructor(root, page) {
    super(root);
    this.page = page;
  }

  get storageKey() {
    return `${DESK}.summary`;
  }

  get values() {
    const chosen = this.form.querySelector('input[name="every"]:checked')?.value ?? NEVER;
    return { every: chosen === NEVER ? null : chosen };
  }

  show({ every, next_at: next, choices }) {
    const texts = { [NEVER]: "Never", ...Object.fromEntries(choices.map((each) => [each.value, each.text])) };
    refill(this.find('[data-choices="every"]'), radios("every", texts, every ?? NEVER));
    refill(this.part("next"), next && ["The next one is due ", timeElement(next), "."]);
  }

  send(values) {
    return call("PUT", `${AT}/summary`, values, { repeatable: true });
  }

  stored(answer, { every }) {
    this.page.show(answer);
    showSuccess(this.page.message, every ? "Saved. The summary comes by e-mail, when there is something to say." : "Saved. No summary comes.");
    this.page.message.focus();
  }
}

openPage(AccountPage);
