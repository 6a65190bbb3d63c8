// The people of an organisation, at each desk: who may do what, invitations, leavers.
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { choice } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { forgetCurrentUser } from "../current-user.js";
import { timeElement } from "../dates.js";
import { confirmed } from "../dialogs.js";
import { counted, h, refill } from "../elements.js";
import { showSuccess, showTrouble } from "../notices.js";
import { DESK } from "../session.js";
import { fillRows, row } from "../tables.js";

const AT = { people: "people", associate: "associate/people", staff: "staff/people" }[DESK];
const LEADS = {
  centre: "Everybody who can sign in for your centre. A coordinator invites colleagues and changes their roles.",
  associate: "Everybody who can sign in for your organisation. A coordinator invites colleagues.",
  awarding_body: "Everybody of the awarding body who can sign in here.",
};

class PeoplePage extends DeskPage {
  static module = "people";

  init() {
    this.invite = this.component(InviteForm, this);
    this.dialog = this.element("person-dialog");
  }

  async load() {
    this.show(await get(AT));
  }

  show(page) {
    this.page = page;
    const { organisation, people, manages, roles } = page;
    this.part("lead").textContent = LEADS[organisation.kind];
    fillRows(this.part("people"), people.map((each) => this.personRow(each)));
    this.part("managing").hidden = !manages;
    if (!manages) return;
    this.invite.offer(roles);
    this.part("former-section").hidden = page.former.length === 0;
    fillRows(this.part("former"), page.former.map((each) => this.formerRow(each)));
    this.part("history-section").hidden = page.history.length === 0;
    refill(this.part("history"), page.history.map(entry));
  }

  personRow(each) {
    const change = this.page.manages && h("button", { type: "button", class: "button button--secondary button--small", "aria-label": `Change: ${each.name}` }, "Change");
    if (change) onPress(change, () => this.change(each));
    return row([
      ["Name", [each.name, each.is_you && [" ", h("span", { class: "chip" }, "you")], each.email && h("span", { class: "aside" }, each.email)]],
      ["Roles", each.role_names.join(", ")],
      ["Sign-in", each.joined ? "Has signed in" : h("span", { class: "tag tag--warn" }, "Invited, not signed in yet")],
      ["", change],
    ]);
  }

  formerRow(each) {
    const over = each.drafts > 0 && h("button", { type: "button", class: "button button--secondary button--small", "aria-label": `Hand over the drafts of ${each.name}` }, "Hand over");
    if (over) onPress(over, () => this.handOver(each));
    return row([
      ["Name", each.name],
      ["Roles", each.role_names.join(", ")],
      ["Access ended", timeElement(each.left_at)],
      ["Drafts", `${each.drafts}`],
      ["", over],
    ]);
  }

  // Everything that can be done about one person, in one dialog.
  async change(each) {
    this.element("person-title").textContent = each.name;
    refill(this.find('#person-dialog [data-choices="roles"]'), roleChoices(this.page.roles, "new-roles", each.roles));
    refill(
      this.part("also"),
      !each.joined && h("button", { class: "button button--quiet", value: "invitation" }, "Send the invitation again"),
      each.joined && h("button", { class: "button button--quiet", value: "second-factor" }, "Reset the second factor"),
      each.drafts > 0 && h("button", { class: "button button--quiet", value: "hand-over" }, `Hand over ${counted(each.drafts, "draft")}`),
      h("button", { class: "button button--quiet", value: "leave" }, "End access"),
    );
    this.dialog.returnValue = "";
    const asked = new Promise((resolve) => this.dialog.addEventListener("close", () => resolve(this.dialog.returnValue), { once: true }));
    this.dialog.showModal();
    const deed = await asked;
    if (deed === "roles") return this.send(each, "roles", { roles: chosen(this.dialog) }, `The roles of ${each.name} are saved. They count from now on.`);
    if (deed === "invitation") return this.send(each, "invitation", {}, `The invitation is sent to ${each.email} again.`);
    if (deed === "hand-over") return this.handOver(each);
    if (deed === "second-factor") return this.resetFactor(each);
    if (deed === "leave") return this.endAccess(each);
    return null;
  }

  async resetFactor(each) {
    const text = "They are signed out, and set up a new second factor at the next sign-in. Be sure that it is they who asked. They are told by e-mail.";
    if (await this.sure(`Reset the second factor of ${each.name}?`, text, "Reset it")) await this.send(each, "second-factor", {}, `The second factor of ${each.name} is reset.`);
  }

  async endAccess(each) {
    const text = "They are out at once, in every tab. What they began stays here and can be handed over.";
    if (await this.sure(`End the access of ${each.name}?`, text, "End access")) await this.send(each, "leave", {}, `The access of ${each.name} has ended.`);
  }

  async handOver(each) {
    const others = this.page.people.filter((one) => one.takes_drafts && one.id !== each.id);
    this.element("hand-over-title").textContent = `Hand over ${counted(each.drafts, "draft")} of ${each.name}`;
    refill(this.element("to"), others.map((one) => h("option", { value: one.id }, one.name)));
    if (!(await confirmed(this.element("hand-over-dialog")))) return;
    const to = others.find((one) => one.id === this.element("to").value);
    if (to) await this.send(each, "hand-over", { to: to.id }, `The drafts of ${each.name} are now with ${to.name}.`, { versioned: false });
  }

  sure(title, text, yes) {
    this.element("sure-title").textContent = title;
    this.part("sure-text").textContent = text;
    this.part("sure-yes").textContent = yes;
    return confirmed(this.element("sure-dialog"));
  }

  async send(each, deed, sent, said, { versioned = true } = {}) {
    try {
      const page = await call("POST", `${AT}/${each.id}/${deed}`, versioned ? { ...sent, version: each.version } : sent);
      if (each.is_you) forgetCurrentUser();
      if (page.left) return location.reload();
      this.show(page);
      showSuccess(this.message, said);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showTrouble(this.message, fault.message);
      if (fault.overtaken || fault.lost) await this.load().catch(() => {});
    }
    this.message.focus();
    return null;
  }
}

class InviteForm extends Form {
  static module = "invite-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.id = crypto.randomUUID(); // made here, so that sending it again is the same invitation
  }

  get storageKey() {
    return `${DESK}.invite`;
  }

  get values() {
    return { name: this.element("name").value.trim(), email: this.element("email").value.trim(), roles: chosen(this.form) };
  }

  offer(roles) {
    const typed = this.typed.read();
    if (typed) for (const field of ["name", "email"]) this.element(field).value ||= typed[field];
    refill(this.find('[data-choices="roles"]'), roleChoices(roles, "roles", typed?.roles ?? []));
  }

  problemsIn() {
    refill(this.page.message);
    return this.element("email").checkValidity() ? [] : [{ message: "Enter an e-mail address in the form name@school.example.", field: "email" }];
  }

  send(values) {
    return call("PUT", `${AT}/${this.id}`, values, { repeatable: true });
  }

  stored(page, { name, email }) {
    this.id = crypto.randomUUID();
    this.form.reset();
    this.page.show(page);
    showSuccess(this.page.message, `${name} is invited. The e-mail goes to `, h("strong", {}, email), ".");
    this.page.message.focus();
  }
}

function roleChoices(roles, name, given) {
  return roles.map((each) =>
    choice({ type: "checkbox", id: `${name}.${each.value}`, name, value: each.value, checked: given.includes(each.value) }, [each.name, h("span", { class: "aside" }, each.may)]),
  );
}

function chosen(within) {
  return [...within.querySelectorAll('[data-choices="roles"] input:checked')].map((each) => each.value);
}

function entry({ what, at, by, about }) {
  return h("li", {}, timeElement(at), `: ${what}${about && about !== by ? `, ${about}` : ""}. By ${by}.`);
}

openPage(PeoplePage);
