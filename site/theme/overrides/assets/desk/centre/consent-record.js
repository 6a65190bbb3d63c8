// The form that records consent on paper or by e-mail for the candidates that are chosen in the list.
import { call, get } from "../api.js";
import { radios } from "../components/choices.js";
import { Form } from "../components/form.js";
import { UploadBox } from "../components/upload-box.js";
import { counted, refill } from "../elements.js";

const WAYS = { paper: "On paper, signed", email: "By e-mail from the candidate" };
const GIVERS = { candidate: "The candidate", guardian: "A parent or guardian" };

export class ConsentRecordForm extends Form {
  static module = "consent-record";

  // `page` lists the candidates: it has what is asked, who is chosen, and shows the answer.
  constructor(root, page) {
    super(root);
    this.page = page;
    this.refusedTitle = "The consent was not recorded";
    this.scan = "";
    this.sums = new Map(); // of the files that were sent, by the id of the upload
    this.upload = new UploadBox({
      id: "scan-file",
      label: "Scan (optional)",
      limits: this.part("scan"),
      accept: "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png",
      announced: (file) => this.announce(file),
      became: (id) => this.became(id),
      attached: () => this.say(),
    });
  }

  init() {
    super.init();
    this.upload.init();
    this.part("scan").append(this.upload.root);
    refill(this.find("#way [data-choices]"), radios("way", WAYS, ""));
    refill(this.find("#giver [data-choices]"), radios("giver", GIVERS, "candidate"));
    this.changed();
  }

  async announce(file) {
    const { body, series } = this.page.request;
    const answer = await call("POST", "consents/scans", { body, series, ...file }, { repeatable: true });
    this.sums.set(answer.upload.id, file.sha256);
    return answer;
  }

  async became(id) {
    const answer = await get(`uploads/${id}`);
    if (answer.upload.state === "attached") this.scan = this.sums.get(id).slice(0, 16);
    return answer;
  }

  say() {
    this.part("scan-kept").textContent = this.scan ? "The scan is kept with the consent that you record next." : "";
  }

  show(asked) {
    this.part("choice").hidden = asked.choices.length === 0;
    const chosen = this.chosen("choice");
    refill(this.find("#choice [data-choices]"), radios("choice", Object.fromEntries(asked.choices.map((each) => [each, sentence(each)])), chosen));
    this.root.hidden = !asked.needed;
  }

  chosen(name) {
    return this.form.querySelector(`[name="${name}"]:checked`)?.value ?? "";
  }

  changed() {
    this.part("guardian").hidden = this.chosen("giver") !== "guardian";
  }

  get values() {
    const { day, guardian } = this.form.elements;
    const [way, giver, choice] = ["way", "giver", "choice"].map((name) => this.chosen(name));
    return { ...this.page.request, candidates: [...this.page.chosen], way, giver, choice, day: day.value, guardian: guardian.value.trim(), scan: this.scan };
  }

  keep() {
    // Kept on the page alone: whom it is about is chosen in the list, which a reload reads again.
  }

  send(values) {
    return call("POST", "consents/record", values, { repeatable: true });
  }

  async stored(answer, { candidates }) {
    this.scan = "";
    this.say();
    this.page.done(answer, `The consent of ${counted(candidates.length, "candidate")} is recorded.`);
  }
}

function sentence(text) {
  return text[0].toUpperCase() + text.slice(1);
}
