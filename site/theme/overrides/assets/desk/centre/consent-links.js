// Links to the candidates that are chosen in the list: an e-mail address each, or a sheet with a QR code each to print.
import { call } from "../api.js";
import { onPress } from "../buttons.js";
import { radios } from "../components/choices.js";
import { Form } from "../components/form.js";
import { counted, h, numberAndName, refill } from "../elements.js";

const WAYS = { email: "By e-mail to each candidate", sheet: "On a sheet with a QR code for each, to print" };

export class ConsentLinksForm extends Form {
  static module = "consent-links";

  // `page` lists the candidates: it has what is asked, who is chosen, and shows the answer.
  constructor(root, page) {
    super(root);
    this.page = page;
    this.refusedTitle = "No link was sent";
    this.emails = new Map(); // what was typed, by candidate
    this.sheet = this.part("sheet");
  }

  init() {
    super.init();
    refill(this.find("#by [data-choices]"), radios("by", WAYS, "email"));
    onPress(this.part("print"), () => window.print());
    this.part("addresses").addEventListener("input", ({ target }) => this.emails.set(target.dataset.candidate, target.value.trim()));
    this.changed();
  }

  get by() {
    return this.form.querySelector("[name=by]:checked")?.value ?? "";
  }

  show(asked) {
    this.root.hidden = !asked.needed;
    this.changed();
  }

  // An address for each candidate who is chosen; the one that a link went to before is there already.
  changed() {
    const chosen = this.page.candidates.filter((each) => this.page.chosen.has(each.number));
    const wanted = this.by === "email";
    const addresses = this.part("addresses");
    addresses.hidden = !wanted;
    this.part("nobody").hidden = chosen.length > 0;
    const shown = [...addresses.querySelectorAll("input")].map((each) => each.dataset.candidate).join();
    if (shown === chosen.map((each) => each.number).join()) return;
    refill(addresses, chosen.map((each) => this.address(each)));
  }

  address(each) {
    const id = `email.${each.number}`;
    const value = this.emails.get(each.number) ?? each.link?.email ?? "";
    return h(
      "div",
      { class: "field" },
      h("label", { class: "label", for: id }, "E-mail address of ", numberAndName(each)),
      h("span", { class: "field-error", id: `${id}-error`, hidden: true }),
      h("input", { class: "input", type: "email", id, value, autocomplete: "off", spellcheck: "false", "data-candidate": each.number, "aria-describedby": `${id}-error` }),
    );
  }

  get values() {
    const by = this.by;
    const address = (number) => this.form.querySelector(`[data-candidate="${CSS.escape(number)}"]`)?.value.trim() ?? "";
    const recipients = [...this.page.chosen].map((candidate) => ({ candidate, email: by === "email" ? address(candidate) : "" }));
    return { ...this.page.request, by, language: this.form.elements.language.value, recipients };
  }

  keep() {
    // Whom it is about is chosen in the list, which a reload reads again.
  }

  send(values) {
    return call("POST", "consents/links", values);
  }

  async stored(answer, { by, recipients }) {
    this.showSheet(answer.sheet);
    const to = counted(recipients.length, "candidate");
    this.page.done(answer, by === "email" ? `Links are being sent to ${to}.` : `The links of ${to} are below, for this once: print the sheet now.`);
  }

  // Only this answer has the links: the desk keeps nothing from which they could be made again.
  showSheet(sheet) {
    this.sheet.hidden = sheet.length === 0;
    const card = (each) =>
      h(
        "li",
        { class: "consent-sheet__card" },
        h("img", { src: each.qr, alt: `QR code of the link for ${each.number}`, width: "160", height: "160" }),
        h("p", {}, h("strong", {}, numberAndName(each)), h("span", { class: "aside" }, "Scan this with your phone to read what your school or college asks you, and to answer. It is for you alone.")),
      );
    refill(this.part("cards"), sheet.map(card));
  }
}
