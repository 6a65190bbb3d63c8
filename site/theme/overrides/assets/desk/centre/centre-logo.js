// The logo on the centre's papers: uploaded, looked at, described, removed. It is in use as soon as its file was checked.
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { Form } from "../components/form.js";
import { UploadBox } from "../components/upload-box.js";
import { confirmed } from "../dialogs.js";
import { h, refill } from "../elements.js";
import { showSuccess, showTrouble } from "../notices.js";

export class CentreLogoForm extends Form {
  static module = "centre-logo";

  constructor(root) {
    super(root);
    this.refusedTitle = "The logo was not changed";
    this.alt = this.element("alt");
    this.upload = new UploadBox({
      id: "logo",
      label: "Logo",
      limits: this.part("upload"),
      accept: "image/png,image/jpeg,.png,.jpg,.jpeg",
      announced: (file) => call("POST", "logo", file, { repeatable: true }),
      became: (id) => get(`uploads/${id}`),
      attached: () => this.replaced(),
    });
  }

  init() {
    super.init();
    this.upload.init();
    this.part("upload").append(this.upload.root);
    this.removeButton = this.element("remove-logo");
    onPress(this.removeButton, () => this.remove());
  }

  async load() {
    this.show((await get("logo")).logo);
    this.alt.value = this.typed.read()?.alt ?? this.alt.value;
  }

  show({ version, alt, picture }) {
    this.version = version;
    this.alt.value = alt;
    this.part("picture").hidden = picture === null;
    this.part("none").hidden = picture !== null;
    this.form.hidden = picture === null;
    refill(this.part("picture"), picture && logoImage(picture));
  }

  get values() {
    return { alt: this.alt.value.trim() };
  }

  send(values) {
    return call("PUT", "logo", { ...values, version: this.version });
  }

  async stored({ logo }) {
    this.show(logo);
    showSuccess(this.part("logo-message"), "Saved. ", h("strong", {}, `“${logo.picture.alt}”`), " is read out in place of the logo.");
  }

  async replaced() {
    this.show((await get("logo")).logo);
    showSuccess(this.part("logo-message"), "The logo stands on your papers from now on.");
  }

  async remove() {
    if (!(await confirmed(document.getElementById("remove-logo-dialog")))) return;
    try {
      this.show((await call("POST", "logo/remove", { version: this.version })).logo);
      this.typed.forget();
      showSuccess(this.part("logo-message"), "The logo is removed. Your papers have the name of your centre alone.");
      this.upload.input.focus();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showTrouble(this.part("logo-message"), fault.message);
    }
  }
}

// The logo as it stands at the head of a paper, as large as in print.
export function logoImage({ kind, base64, alt, printed }) {
  const [width, height] = printed.map((millimetres) => Math.round((millimetres / 25.4) * 96));
  return h("img", { class: "paper-logo", src: `data:image/${kind === "jpg" ? "jpeg" : kind};base64,${base64}`, alt, width, height });
}
