// /staff/coordinators/: invite the coordinator of a centre or an Associate.
import { call } from "../api.js";
import { radios } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { FieldsForm } from "../components/form.js";
import { h, refill } from "../elements.js";
import { showSuccess } from "../notices.js";

class CoordinatorsPage extends DeskPage {
  static module = "coordinators";

  init() {
    this.form = this.component(CoordinatorForm, this);
  }

  async load() {
    this.form.show();
  }
}

class CoordinatorForm extends FieldsForm {
  static module = "coordinator-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.id = crypto.randomUUID(); // made here, so that sending it again is the same invitation
  }

  get kind() {
    return this.form.querySelector('input[name="kind"]:checked')?.value ?? "centre";
  }

  get values() {
    const text = (id) => this.element(id).value.trim();
    return {
      kind: this.kind,
      id: this.id,
      centre_number: this.kind === "centre" ? text("centre_number") || null : null,
      organisation_name: text("organisation_name"),
      contact_email: text("contact_email") || null,
      name: text("name"),
      email: text("email"),
    };
  }

  show() {
    if (!this.form.querySelector('input[name="kind"]')) refill(this.find('[data-choices="kind"]'), radios("kind", { centre: "A centre", associate: "An Associate" }, "centre"));
    this.restore();
    this.changed();
  }

  changed() {
    this.element("centre_number").closest(".field").hidden = this.kind !== "centre";
  }

  problemsIn() {
    refill(this.page.message);
    return ["contact_email", "email"].filter((id) => !this.element(id).checkValidity()).map((field) => ({ message: "Enter an e-mail address in the form name@school.example.", field }));
  }

  send(values) {
    return call("POST", "staff/coordinators", values, { repeatable: true });
  }

  stored({ organisation, email }) {
    this.id = crypto.randomUUID();
    this.form.reset();
    this.changed();
    showSuccess(this.page.message, "The invitation goes to ", h("strong", {}, email), `, as coordinator of ${organisation.name}${organisation.new ? ", which is now at the desk" : ""}.`);
    this.page.message.focus();
  }
}

openPage(CoordinatorsPage);
