// What a centre may change on an enquiry: its note at any time; amend and cancel while the window is open, with the time left.
import { call, get } from "../api.js";
import { choice, componentName } from "../components/choices.js";
import { Component } from "../components/component.js";
import { FieldsForm } from "../components/form.js";
import { countDown, formatDuration, timeElement } from "../dates.js";
import { confirmed } from "../dialogs.js";
import { h, put, refill } from "../elements.js";

// Whether changes are still free, and for how long.
export class ChangeWindow extends Component {
  static module = "change-window";

  constructor(root) {
    super(root);
    this.stopClock = () => {};
  }

  show({ change_window: { text, open, until, free }, change_proposed: proposed }) {
    const left = this.part("window-left");
    const waiting = this.part("change-waiting");
    waiting.hidden = !proposed;
    if (proposed) refill(waiting, h("p", { class: "notice__title" }, "Your Associate has to agree"), h("p", {}, `${proposed.text} Asked for on `, timeElement(proposed.at), ". Until your Associate agrees, nothing is changed."));
    this.stopClock();
    this.part("window").textContent = text;
    left.hidden = !(open && until && free);
    if (!left.hidden) this.stopClock = countDown(until, (time) => (left.textContent = `${formatDuration(time)} left`), () => location.reload());
  }
}

// The version makes a repeat harmless. A repeat of a change whose answer was lost is refused as “changed meanwhile”: then what stands there says
// whether it was this change.
class ChangeForm extends FieldsForm {
  constructor(root, page, { name, method = "POST", doneText }) {
    super(root);
    Object.assign(this, { page, name, method, doneText });
    this.prefix = `${name}-`;
  }

  get storageKey() {
    return `${this.name}.${this.page.id}`;
  }

  field(name) {
    return this.element(`${this.prefix}${name}`);
  }

  // What was typed here before signing in again, or before a reload, stands here again.
  restoreTyped() {
    if (this.restore() && "open" in this.root) this.root.open = true;
  }

  close() {
    if ("open" in this.root) this.root.open = false;
  }

  // Whether an enquiry has these values.
  isStored() {
    return false;
  }

  async send(values) {
    const { version } = this.page.enquiry;
    try {
      return await call(this.method, `${this.page.apiPath}/${this.name}`, { ...values, version }, { repeatable: true });
    } catch (fault) {
      if (!fault.overtaken) throw fault;
      const { enquiry } = await get(this.page.apiPath);
      if (enquiry.version === version + 1 && this.isStored(enquiry, values)) return { enquiry };
      throw fault;
    }
  }

  async refused(fault) {
    await super.refused(fault);
    if (!fault.overtaken) return;
    const reload = h("button", { type: "button", class: "button button--secondary button--small", onclick: () => location.reload() }, "Reload the page");
    put(document.getElementById("error-summary"), h("p", {}, reload));
  }

  stored({ enquiry }) {
    this.page.changedTo(enquiry, this.doneText);
  }
}

export class NoteForm extends ChangeForm {
  static module = "note-form";

  constructor(root, page) {
    super(root, page, { name: "note", method: "PUT", doneText: "The note has been saved." });
  }

  get values() {
    return { note: this.field("note").value.trim() };
  }

  show({ note }) {
    this.field("note").value = note;
  }

  isStored(enquiry, { note }) {
    return enquiry.note === note;
  }
}

// A change that may cost something.
class ChargedForm extends ChangeForm {
  get charge() {
    return this.field("accept_charge");
  }

  get reason() {
    return this.field("reason").value.trim();
  }

  show({ change_window: { open, free, agreement } }) {
    this.root.hidden = !open;
    this.charge.closest(".field").hidden = free || agreement; // the Associate pays, and agrees to the fee
    this.charge.checked = false;
  }

  stored({ enquiry }) {
    this.page.changedTo(enquiry, enquiry.change_proposed ? "Your Associate has been asked to agree, and told by e-mail. You are told what it decides." : this.doneText);
  }

  async refused(fault) {
    // The free time may have ended since the page was drawn: then the charge has to be accepted here.
    if (fault.has("charge_not_accepted")) this.charge.closest(".field").hidden = false;
    await super.refused(fault);
  }
}

export class AmendForm extends ChargedForm {
  static module = "amend-form";

  constructor(root, page) {
    super(root, page, { name: "amend", doneText: "The enquiry has been amended." });
    this.dialog = page.element("amend-dialog");
    this.components = this.find("#amend-components [data-choices]");
  }

  get values() {
    const components = [...this.components.querySelectorAll("input:checked")].map((each) => each.value);
    return { service: this.field("service").value, components, reason: this.reason, accept_charge: this.charge.checked };
  }

  show(enquiry) {
    const { service, services_to_change_to: services, components } = enquiry;
    super.show(enquiry);
    this.root.hidden = !enquiry.change_window.amendable;
    const offered = services.length ? services : [service]; // of no family: there is no other to change to
    refill(this.field("service"), offered.map((each) => h("option", { value: each.code }, `${each.code} – ${each.name}`)));
    this.field("service").value = service.code;
    refill(this.components, components.map((each) => choice({ type: "checkbox", id: `amend-components.${each.code}`, value: each.code, checked: true }, componentName(each))));
  }

  // Nothing that is taken out can be put back, so it is read once more. Where nothing is changed, the desk says so.
  async submit() {
    const { service, components } = this.values;
    const { enquiry } = this.page;
    const out = enquiry.components.filter((each) => !components.includes(each.code));
    const changed = out.length > 0 || service !== enquiry.service.code;
    refill(
      this.page.part("amend-means"),
      out.length > 0 && h("p", {}, `${out.length === 1 ? "Component" : "Components"} `, h("strong", {}, out.map((each) => `${each.code} ${each.title}`).join(", ")), ` ${out.length === 1 ? "is" : "are"} taken out. Nothing can be added again.`),
      service !== enquiry.service.code && h("p", {}, "The service becomes ", h("strong", {}, this.field("service").selectedOptions[0].textContent), "."),
    );
    if (!changed || components.length === 0 || (await confirmed(this.dialog))) await super.submit();
  }

  isStored(enquiry, { service, components }) {
    if (enquiry.change_proposed) return enquiry.change_proposed.what === "amended";
    return enquiry.service.code === service && enquiry.components.map((each) => each.code).join() === components.join();
  }
}

export class CancelForm extends ChargedForm {
  static module = "cancel-form";

  constructor(root, page) {
    super(root, page, { name: "cancel", doneText: "The enquiry has been cancelled." });
    this.dialog = page.element("cancel-dialog");
  }

  get values() {
    return { reason: this.reason, accept_charge: this.charge.checked };
  }

  show(enquiry) {
    super.show(enquiry);
    if (enquiry.appeal) this.page.part("cancel-means").textContent = "You cannot reopen it. You can make another appeal while there is time.";
  }

  async submit() {
    if (await confirmed(this.dialog)) await super.submit();
  }

  isStored({ status, change_proposed: proposed }) {
    return status === "cancelled" || proposed?.what === "cancelled";
  }
}
