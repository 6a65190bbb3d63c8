// /desk/centre/: My centre details. The e-mail address that letters are announced to is corrected here and nowhere else.
import { queryValue } from "../addresses.js";
import { call, get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { forgetCurrentUser } from "../current-user.js";
import { contactLink, h, refill, summaryList } from "../elements.js";
import { showSuccess } from "../notices.js";
import { ROOT } from "../session.js";
import { guardLeaving } from "../typed-values.js";
import { SetUpList } from "./set-up-list.js";

class CentreDetailsPage extends DeskPage {
  static module = "centre-details";

  init() {
    this.address = this.component(AddressForm, this);
    this.setUp = this.component(SetUpList, this);
  }

  async load(me) {
    const [{ organisation: centre }, setUp] = await Promise.all([get("centre"), this.setUp.read(me, { first: false })]);
    const roles = me.person.roles.filter((each) => each.organisation === centre.id).map((each) => each.role_name);
    refill(
      this.part("details"),
      summaryList([
        ["Centre", centre.name],
        ...centre.bodies.map((each) => [centre.bodies.length > 1 ? `Centre number (${each.name})` : "Centre number", h("span", { class: "number" }, each.centre_number)]),
        ["You", `${me.person.name}, ${roles.join(", ")}`],
        ["Your own address", me.person.email],
      ]),
    );
    const asked = centre.bodies.filter((each) => each.contact);
    if (asked.length > 0) refill(this.part("contacts"), contacts(asked));
    this.address.show(centre);
    this.setUp.show(setUp);
    this.showWayBack();
  }

  // Whoever came from a form goes back to it.
  showWayBack() {
    if (!queryValue("draft")) return;
    const back = this.part("way-back");
    back.href = new URL(`desk/new/?draft=${encodeURIComponent(queryValue("draft"))}#contact_email`, ROOT);
    back.hidden = false;
  }
}

// Whom to write to about the centre's number: the awarding body's address; with the names of the bodies where there are several.
function contacts(bodies) {
  if (bodies.length === 1) return contactLink(bodies[0].contact);
  return bodies.flatMap((each, place) => [
    place > 0 && (place === bodies.length - 1 ? " or " : ", "),
    each.contact.includes("@") ? [`${each.name} (`, contactLink(each.contact), ")"] : contactLink(each.contact),
  ]);
}

class AddressForm extends Form {
  static module = "address-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.field = this.element("contact_email");
    this.centre = null;
  }

  get storageKey() {
    return "centre";
  }

  get values() {
    return { contact_email: this.field.value.trim() };
  }

  init() {
    super.init();
    guardLeaving(() => this.centre !== null && this.field.value.trim() !== this.centre.contact_email);
  }

  show(centre) {
    this.centre = centre;
    this.field.value = this.typed.read()?.contact_email ?? centre.contact_email;
  }

  problemsIn({ contact_email: address }) {
    refill(this.page.message);
    return this.field.checkValidity() && address !== "" ? [] : [{ message: "Enter an e-mail address in the form name@school.example.", field: "contact_email" }];
  }

  // A repeat whose first answer was lost finds the version gone on: if the address stands there, it was this correction.
  async send(values) {
    try {
      return await call("PUT", "centre", { ...values, version: this.centre.version }, { repeatable: true });
    } catch (fault) {
      if (!fault.overtaken) throw fault;
      const now = await get("centre");
      if (now.organisation.contact_email === values.contact_email) return now;
      throw fault;
    }
  }

  stored({ organisation: centre }) {
    forgetCurrentUser();
    this.show(centre);
    showSuccess(this.page.message, "Saved. We write to ", h("strong", {}, centre.contact_email), ". Earlier enquiries keep the address with which they were submitted.");
  }
}

openPage(CentreDetailsPage);
